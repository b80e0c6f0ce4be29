"""What each row of a table is: only what certainly is a title, total, signature or remark is no data."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..plan import Register
from ..values import Text
from .binding import KEY, NAME, Words, field_target, fold, is_ordinal, is_owner, small
from .builtin import PREPARED, TELLING
from .cells import Bad, is_number, parse
from .coded import pool_of
from .grid import Grid, word
from .header import Header
from .pool import Pool

_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng)(?!\w)|tổng:?$", re.IGNORECASE)
_ORDER = re.compile(r"[IVXLC]+|[A-ZĐ]")
_GROUP = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s?[.):/-]\s?\S.*\s.*|(?:khối|nhóm|cụm|các|phần|lĩnh vực)\s.*", re.IGNORECASE)
_NONE = re.compile(r"(?:không có|không phát sinh)(?:\s.*)?", re.IGNORECASE)
#: What nobody takes for the key of a row that holds nothing else.
_NOTE = re.compile(r"(?:ghi chú|chú thích|chú ý|lưu ý|nguồn)\s?[:.]|\*\s?\S.*\s", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:vd|ví dụ)(?![^\W\d_])[.:]?", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:người lập|người tổng hợp|nơi nhận|tm\.|kt\.|tl\.|tuq\.|t/m|k/t|\(ký|ký tên|ký, ghi|xác nhận của|lưu:).*"
    r"|.*ngày\s?[\d.…]*\s?tháng\s?[\d.…]*\s?năm.*",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:phó )?(?:chủ tịch|trưởng phòng|thủ trưởng|giám đốc|hiệu trưởng|chánh văn phòng|lãnh đạo|kế toán).*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[(\[]\s*(\d{1,2}|[A-ZĐa-z])\s*(?:[=:].*)?[)\]]")
#: The same without brackets, as in A, B, 1, 2, 3=1+2.
_COLUMN = re.compile(r"[(\[]?\s*(?:(\d{1,2})|([A-Z]))\s*[)\]]?\s*(?:[=:].*)?")
#: Where none of this stands and there is a key, a row is data without a closer look.
_TELLING = (
    r"(?im)^[^\S\n]*(?:vd|ví dụ|tổng|cộng|người |nơi nhận|tm\.|kt\.|tl\.|tuq\.|t/m|k/t|\(|ký|xác nhận|lưu:|không "
    r"|ghi chú|chú thích|chú ý|lưu ý|nguồn|\*"
    r"|khối |nhóm |cụm |các |phần |lĩnh vực |(?:[ivxlc]+|[a-zđ])\s?[.):/-]\s?\S.*\s)|tháng"
)


#: All that a plain text without blanks may begin with, of the above.
_BEGUN = "vVtTkK"


def may_tell(pool: Pool) -> bool:
    """Tell whether any text may hold one of `_TELLING`; keys in plain letters and without blanks seldom do."""
    pool = pool.lettered
    if not len(pool):
        return False
    joined = pool.joined
    if not joined.isascii() or not pool.single or any(sign in joined for sign in " \t\x0b\x0c\r\x1c\x1d\x1e\x1f(*"):
        return True
    return any(joined[:1] == sign or f"\n{sign}" in joined for sign in _BEGUN)


class Role(enum.IntEnum):
    """What a row of a sheet was taken for."""

    TITLE = 0
    HEADER = 1
    NUMBERING = 2
    EXAMPLE = 3
    GROUP = 4
    TOTAL = 5
    FOOTER = 6
    REMARK = 7
    DATA = 8
    UNFILLED = 9


@dataclass(slots=True)
class _Walk:
    """What was seen so far on the way down a sheet."""

    signed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What each row of a grid is (one `Role` per row), by position.

    `merged`: merged cells that spoil some data rows; `examples`: data rows that call themselves examples and are not.
    """

    roles: NDArray[np.int8]
    merged: Mapping[int, str] = field(default_factory=dict)
    examples: frozenset[int] = frozenset()

    @property
    def data(self) -> NDArray[np.int64]:
        """Return the positions of the data rows in the grid."""
        return np.flatnonzero(self.roles == Role.DATA)

    @property
    def together(self) -> slice | None:
        """Return where the data rows stand, if there are any and all of them follow each other."""
        marks = self.roles == Role.DATA
        stop = last(marks) + 1
        start = int(np.argmax(marks)) if stop else 0
        return slice(start, stop) if stop and int(np.count_nonzero(marks)) == stop - start else None


@dataclass(frozen=True, slots=True)
class _Sense:
    """What the columns of one sheet are, for judging a row; `above` are the titles and the header, in small letters."""

    words: Words
    header: Header
    above: tuple[Mapping[int, str], ...]
    register: Register
    target: Mapping[int, str]
    keys: tuple[int, ...]
    ordinals: frozenset[int]

    def typed(self, column: int, raw: str) -> bool:
        """Tell whether a cell holds a good value of a field that is not text."""
        name = self.target.get(column, "").removeprefix("field:")
        found = self.register.fields.get(name) if self.target.get(column, "").startswith("field:") else None
        if found is None or isinstance(found.type, Text):
            return False
        value = parse(found.type, raw)
        return value is not None and not isinstance(value, Bad)


def last(marks: NDArray[np.bool_]) -> int:
    """Return the position of the last marked row, -1 where none is."""
    return len(marks) - 1 - int(np.argmax(marks[::-1])) if bool(marks.any()) else -1


def data_lines(grid: Grid, header: Header, words: Words) -> Lines:
    """Return what each row is: titles above the header, the header, and the rows below one by one where in doubt."""
    above, body = grid.cells.iloc[: header.body], grid.cells.iloc[header.body :]
    sense = _sense(header, words, above)
    bare = (body.iloc[:, list(sense.keys)] == "").all(axis=1).to_numpy(dtype=bool)
    doubtful = bare.copy()
    doubtful[:1] = True  # the row of numbers (1) (2) (3) under the header
    for column in sense.keys:  # the header once more, on a printed sheet's next page, and the row of numbers under it
        again = np.flatnonzero(body.iloc[:, column].isin(_labels(body.iloc[:, column], above, column, sense)))
        near = again[:, None] + np.arange(header.upper - header.body, header.body - header.upper + 1)
        doubtful[np.clip(near, 0, len(body) - 1)] = True
    telling = re.compile(_TELLING)
    for column in {*sense.keys, *range(min(4, body.shape[1]))}:
        cells = body.iloc[:, column]
        pool = pool_of(cells)
        texts = pool.worded
        if (pool.sifted or may_tell(pool)) and telling.search("\n".join(texts)):
            doubtful |= cells.isin([v for v in texts if telling.search(v)]).to_numpy(dtype=bool)
    rows, lowest = body.index, last(~bare)
    roles = np.full(len(grid.cells), Role.DATA, dtype=np.int8)
    roles[: header.upper], roles[header.upper : header.body] = Role.TITLE, Role.HEADER
    walk = _Walk()
    examples: set[int] = set()
    wide = np.array([(m.top, m.bottom, m.left, m.right) for m in grid.merges if m.left < m.right], dtype=np.int64)
    for at in _visited(doubtful, walk):
        cells_at = {c: str(v) for c, v in enumerate(body.iloc[at].to_numpy(dtype=object)) if v != ""}
        gap = at > 0 and rows[at] > rows[at - 1] + 1
        alone = len(cells_at) == 1 and _spans(wide.reshape(-1, 4), int(rows[at]), next(iter(cells_at)) + 1)
        under = roles[header.body + at - 1] == Role.HEADER
        roles[header.body + at] = _role(cells_at, sense, walk, under=under, gap=gap, alone=alone, late=at > lowest)
        if roles[header.body + at] == Role.DATA and _says_example(cells_at, sense):
            examples.add(header.body + at)
    end = last(roles == Role.DATA)
    if end >= 0:  # what stands below the last row of data belongs to the foot of the table
        foot = roles[end + 1 :]
        foot[(foot == Role.GROUP) | (foot == Role.REMARK)] = Role.FOOTER
    merged = _merged(grid, np.flatnonzero(roles == Role.DATA), sense) if len(grid.merges) else {}
    unfilled = _unfilled(grid, header, words.register)
    if unfilled is not None:
        unfilled = unfilled & (roles == Role.DATA)
        unfilled[[*merged, *examples]] = False  # what a merged cell or an example says of them is told all the same
        roles[unfilled] = Role.UNFILLED
    return Lines(roles, merged, frozenset(examples))


def _unfilled(grid: Grid, header: Header, own: Register) -> NDArray[np.bool_] | None:
    """Return the rows of a sheet sent out to be filled in that hold no more than when it was sent: no answer yet.

    None where it is no such sheet.
    """
    prepared = PREPARED.get(own.id)
    answers = {"judgement": ("answer",), **TELLING}.get(own.id, ())
    fields = {f: header.bound[t] for f in own.fields if (t := field_target(f)) in header.bound}
    if prepared is None or own.keyed or not fields.keys() & set(answers):
        return None
    columns = [column for name, column in fields.items() if name not in prepared]
    return (grid.cells.iloc[:, columns] == "").all(axis=1).to_numpy(dtype=bool)


def _role(
    cells: Mapping[int, str], sense: _Sense, walk: _Walk, *, under: bool, gap: bool, alone: bool, late: bool
) -> Role:
    """Return what a doubtful row is; `under`: it stands right under the header, or the header once more."""
    if under and (_is_numbering(cells) or _is_damaged_numbering(cells, sense)):
        return Role.NUMBERING
    if (again := _repeated(cells, sense)) is not None:
        return again
    if _is_example(cells, sense):
        return Role.EXAMPLE
    if _is_total(cells, sense):
        return Role.TOTAL
    if _is_group(cells, sense, alone=alone) or (not late and _is_group_with_sums(cells, sense)):
        return Role.GROUP
    if _is_signature(cells, sense, walk, gap=gap, late=late):
        return Role.FOOTER
    if len(cells) == 1 and _NOTE.match(word(next(iter(cells.values())))):
        return Role.REMARK
    return Role.REMARK if _is_empty(cells, sense) else Role.DATA


def _visited(doubtful: NDArray[np.bool_], walk: _Walk) -> Iterator[int]:
    """Yield the doubtful rows, and every row once the signature block has begun."""
    after = 0
    for at in np.flatnonzero(doubtful):
        if walk.signed:
            break
        after = int(at) + 1
        yield int(at)
    if walk.signed:
        yield from range(after, len(doubtful))


def _sense(header: Header, words: Words, above: pd.DataFrame) -> _Sense:
    own = words.register
    target = {column: name for name, column in header.bound.items() if name != KEY or own.keyed}
    ordinals = frozenset(c for c, text in enumerate(header.texts) if is_ordinal(text) and c not in target)
    wanted = {KEY} if own.keyed else {t for choice in words.need for t in choice}
    if not own.keyed and own.owners:
        wanted = {t for t in header.bound if is_owner(t)}
    shown = tuple({c: small(word(v)) for c, v in enumerate(row) if v != ""} for row in above.to_numpy(dtype=object))
    keys = tuple(sorted(c for c, name in target.items() if name in wanted))
    return _Sense(words, header, shown, own, target, keys, ordinals)


def _is_numbering(cells: Mapping[int, str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3), or 1 2 3 4 without a gap, or A B 1 2 3=1+2."""
    texts = [word(v) for v in cells.values()]
    if len(texts) >= 2 and all(_NUMBERED.fullmatch(t) for t in texts):
        return True
    found = [_COLUMN.fullmatch(t) for t in texts]
    letters = sum(1 for f in found if f and f[2])
    order = [*(chr(65 + n) for n in range(letters)), *(str(n + 1) for n in range(len(texts) - letters))]
    return len(texts) >= 4 and [f and (f[1] or f[2]) for f in found] == order


def _is_damaged_numbering(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether a row numbers the columns although some of it was typed over: the key and another cell are (n)."""
    numbered = {c for c, v in cells.items() if _NUMBERED.fullmatch(word(v))}
    return len(numbered) >= 2 and any(c in numbered for c in sense.keys)


def _labels(cells: pd.Series[Any], above: pd.DataFrame, column: int, sense: _Sense) -> list[str]:
    """Return the texts of a column that stand above it too, or are another label of what it is bound to."""
    known = {t for form in sense.words.forms[:2] for t, target in form.items() if target == sense.target[column]}
    texts = pool_of(cells).like(known)
    joined = "\n".join(texts)
    small_ = joined.casefold().split("\n") if joined.count("\n") == len(texts) - 1 else [fold(t) for t in texts]
    here = {t for t, f in zip(texts, small_, strict=True) if f.replace("(*)", "").strip(" *:.;") in known}
    return [*here, *(t for t in above.iloc[:, column] if t != "")]


def _repeated(cells: Mapping[int, str], sense: _Sense) -> Role | None:
    """Return what a row repeats: a title, or the header or a tier of it, as printed sheets do on every page.

    The same columns may go by other labels there, if the row names nothing else in them.
    """
    shown = {c: small(word(v)) for c, v in cells.items()}
    same = [text == small(sense.header.texts[c]) for c, text in shown.items()]
    if len(same) >= 2 and all(same):
        return Role.HEADER
    if shown in sense.above and any(" " in text for text in shown.values()):
        return Role.HEADER if sense.above.index(shown) >= sense.header.upper else Role.TITLE
    bound = [c for c in cells if c in sense.target]
    told = len(bound) >= 2 and all(sense.words.target([word(cells[c])]) == sense.target[c] for c in bound)
    return Role.HEADER if told else None


def _says_example(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether the line number of a row says that it is an example."""
    first = min(cells)
    return first not in sense.target and _EXAMPLE.fullmatch(word(cells[first])) is not None


def _is_example(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether a row is the example of a form: its line number says so, and so does its key or another cell.

    Whoever types over the example leaves the line number as it was: such a row is asked about, never dropped.
    """
    if not _says_example(cells, sense):
        return False
    others = [word(v) for c, v in cells.items() if c != min(cells)]
    return not others or any(_EXAMPLE.match(text) for text in others)


def _is_total(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether a row is a total: the word, and nothing but numbers beside it."""
    texts = [c for c, v in cells.items() if not is_number(v)]
    if len(texts) != 1 or not _TOTAL.match(word(cells[texts[0]])):
        return False
    return all(c not in cells or c == texts[0] for c in sense.keys)


def _is_group(cells: Mapping[int, str], sense: _Sense, *, alone: bool) -> bool:
    """Tell whether a row is the title of a group of rows, or says that there are none."""
    if len(cells) == 1:
        column, text = next((c, word(v)) for c, v in cells.items())
        if is_number(cells[column]) or sense.typed(column, cells[column]):
            return False
        return bool(_GROUP.fullmatch(text) or _NONE.fullmatch(text)) or (alone and " " in text)
    if len(cells) != 2:
        return False
    (first, order), (second, title) = cells.items()
    if first in sense.target or not _ORDER.fullmatch(word(order).rstrip(".)/")):
        return False
    plain = second not in sense.target or sense.target[second] == NAME
    text = word(title)
    return not is_number(title) and (plain or (second in sense.keys and " " in text and not re.search(r"\d", text)))


def _is_group_with_sums(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether a row is the title of a group with its sums beside it; only a word for groups makes it certain."""
    if min(cells) not in sense.ordinals or any(c in cells for c in sense.keys):
        return False
    texts = [word(v) for v in cells.values() if not is_number(v)]
    return len(texts) == 2 and bool(_ORDER.fullmatch(texts[0].rstrip(".)/")) and _GROUP.fullmatch(texts[1]))


def _is_signature(cells: Mapping[int, str], sense: _Sense, walk: _Walk, *, gap: bool, late: bool) -> bool:
    """Tell whether a row belongs to the block of dates, offices and names below a table."""
    texts = {c: word(v) for c, v in cells.items()}
    signs = {c for c, t in texts.items() if _SIGNED.fullmatch(t)}
    numbered = any(c in cells and c not in signs and is_number(cells[c]) for c in sense.ordinals)
    if numbered or any(sense.typed(c, v) for c, v in cells.items()):
        return False
    offices = {c for c, t in texts.items() if _OFFICE.fullmatch(t)} if signs or walk.signed or gap else set()
    named = all(
        c in signs or c in offices or (" " in texts[c] and not re.search(r"\d", texts[c]))
        for c in cells
        if c in sense.keys or is_owner(sense.target.get(c, ""))
    )
    if signs and named and len(cells) <= 4:
        walk.signed = True
        return True
    if walk.signed and named and len(cells) <= 3:
        return True
    empty = not any(c in sense.keys or is_owner(sense.target.get(c, "")) for c in cells)
    if late and gap and empty and len(cells) <= 2:
        walk.signed = walk.signed or bool(offices)
        return True
    return False


def _is_empty(cells: Mapping[int, str], sense: _Sense) -> bool:
    """Tell whether a row holds nothing but its line number or a remark beside the table."""
    return not any(c in sense.target for c in cells) and len(set(cells) - sense.ordinals) <= 2


def _spans(wide: NDArray[np.int64], row: int, column: int) -> bool:
    """Tell whether a cell (column from 1) is merged with others of its row; `wide` are top, bottom, left, right."""
    top, bottom, left, right = wide.T
    return bool(((top <= row) & (row <= bottom) & (left <= column) & (column <= right)).any())


def _merged(grid: Grid, data: NDArray[np.int64], sense: _Sense) -> dict[int, str]:
    """Return the data rows that merged cells reach into, with the range."""
    rows = grid.cells.index.to_numpy()
    out: dict[int, str] = {}
    columns = np.array(sorted(c + 1 for c in sense.target), dtype=np.int64)
    for merge in grid.merges:
        if not ((columns >= merge.left) & (columns <= merge.right)).any():
            continue
        low, high = np.searchsorted(rows, [merge.top, merge.bottom + 1])
        low, high = np.searchsorted(data, [low, high])
        for at in data[low:high]:
            out.setdefault(int(at), merge.ref)
    return out
