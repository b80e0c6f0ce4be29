"""One table as an office lays it out: what stands above it, in its header, between its rows and below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from engine.records.binding import bare

from .habit_cells import Cell, Figure, spelt, texts
from .habit_truth import Row

#: The words that a column may go by: the label first.
Words = Mapping[str, Sequence[str]]
Line = list[Cell]

_ABOVE = ("ỦY BAN NHÂN DÂN QUẬN HẠ VÀNG", "PHÒNG NỘI VỤ", "BIỂU TỔNG HỢP", "(Kèm Công văn 12/PNV)", "Đơn vị: người")
_SPARE: Mapping[str, Sequence[Cell]] = {"Ghi chú": ("nộp trễ", None), "Điện thoại": ("028 0000 0001", None)}
_GROUPS = ("Khối phường", "Cơ quan chuyên môn", "Nhóm 2: các trường")
_OVER = ("Thông tin chung", "Kết quả thực hiện", "Số liệu năm 2020")
_BELOW = ("Ghi chú: số liệu tính đến ngày 30/11/2020.", "* Số liệu tạm tính", "Lưu ý: chưa đối chiếu")


@dataclass(slots=True)
class Block:
    """A table as written: its lines, merged ranges (top, left, bottom, right, from 0), and which lines are data."""

    lines: list[Line] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    data: list[int] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Return how many columns the block takes."""
        return max((len(line) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written of one register: its title, the words of its columns, and rows of cells yet to be spelt."""

    title: str
    words: Words
    rows: Sequence[Row]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a table is written: whether only texts can be, with its title above it, with blank columns in it, `alone`.

    The header of a table that shares its sheet is one tier in plain letters: it has to be seen from afar.
    """

    plain: bool
    titled: bool
    gapped: bool
    alone: bool


@dataclass(slots=True)
class _Writer:
    draw: st.DrawFn
    wanted: Wanted
    how: Setting
    columns: list[str | None] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    block: Block = field(default_factory=Block)

    def pick(self, *items: Cell) -> Cell:
        """Draw one of some cells."""
        return self.draw(st.sampled_from(items))

    def maybe(self, one_in: int) -> bool:
        """Tell whether a habit is there: once in so many."""
        return self.draw(st.integers(1, one_in)) == one_in


@st.composite
def blocks(draw: st.DrawFn, wanted: Wanted, how: Setting) -> Block:
    """Draw a table in any mixture of habits."""
    writer = _Writer(draw, wanted, how)
    _columns(writer)
    _above(writer)
    _header(writer)
    _body(writer)
    _below(writer)
    return writer.block


def _columns(w: _Writer) -> None:
    """Draw the order of the columns, line numbers, columns of no use, blank ones."""
    given = w.draw(st.permutations(list(w.wanted.words)))
    spare = w.draw(st.lists(st.sampled_from(sorted(_SPARE)), max_size=2, unique=True))
    columns: list[str | None] = [*given]
    for name in spare:
        columns.insert(w.draw(st.integers(0, len(columns))), name)
    for _ in range(w.draw(st.integers(1, 2)) if w.how.gapped else 0):
        columns.insert(w.draw(st.integers(0, len(columns) - 1)), None)
    if w.draw(st.sampled_from([True, True, False])):
        columns.insert(0, "TT")
    w.columns = columns


def _above(w: _Writer) -> None:
    """Write what stands above the header."""
    lines = w.block.lines
    for text in w.draw(st.lists(st.sampled_from(_ABOVE), max_size=4)):
        lines.append([*[None] * w.draw(st.sampled_from([0, 0, 1])), text])
        if w.maybe(4):
            lines.append([])
    if w.how.titled:
        at = len(lines)
        lines.append([w.wanted.title.upper() if w.maybe(2) else w.wanted.title])
        if w.maybe(2) and len(w.columns) > 1:
            w.block.merges.append((at, 0, at, len(w.columns) - 1))
    if w.maybe(3):
        lines.append([])


def _label(w: _Writer, column: str | None) -> Cell:
    """Draw the words over a column, as they are typed."""
    if column is None:
        return None
    label = w.draw(st.sampled_from(w.wanted.words.get(column, (column,))))
    forms = [label, label, f"{label} (*)", f"{label}:", label.upper(), label.replace(" ", "\n", 1), f" {label}"]
    if column in w.wanted.words:
        forms.append(bare(label))
    if not w.how.alone:
        return w.draw(st.sampled_from(forms[:6]))
    return w.draw(st.sampled_from(forms)) if w.maybe(3) else w.draw(texts(label))


def _header(w: _Writer) -> None:
    """Write a header of one tier or two, and the row of numbers below it."""
    labels = [_label(w, column) for column in w.columns]
    at = len(w.block.lines)
    if w.maybe(3) and len(labels) > 3 and w.how.alone:
        first = w.draw(st.integers(1, len(labels) - 2))
        last = w.draw(st.integers(first + 1, len(labels) - 1))
        merged = w.maybe(2)
        upper: Line = [None] * len(labels)
        lower = list(labels)
        upper[first] = w.pick(*_OVER)
        for c in (c for c in range(len(labels)) if not first <= c <= last):
            if merged or w.maybe(2):
                upper[c], lower[c] = labels[c], None
            if merged and labels[c] is not None:
                w.block.merges.append((at, c, at + 1, c))
        if merged:
            w.block.merges.append((at, first, at, last))
        w.header = [upper, lower]
    else:
        w.header = [labels]
    numbered = [c for c, label in enumerate(labels) if label is not None]
    letters = w.draw(st.integers(0, 3))
    forms: list[Callable[[int], str]] = [lambda n: f"({n + 1})", lambda n: f"[{n + 1}]"]
    if len(numbered) >= 4:
        forms += [lambda n: str(n + 1), lambda n: chr(65 + n) if n < letters else str(n + 1 - letters)]
    if w.draw(st.sampled_from([True, False, False])):
        form = w.draw(st.sampled_from(forms))
        line: Line = [None] * len(labels)
        for n, c in enumerate(numbered):
            line[c] = form(n)
        w.header.append(line)
    w.block.lines += [list(line) for line in w.header]


def _body(w: _Writer) -> None:
    """Write the rows, and between them what offices put there."""
    lines = w.block.lines
    for number, row in enumerate(w.wanted.rows, 1):
        if w.maybe(6):
            _group(w)
        lines.append([_cell(w, column, row, number) for column in w.columns])
        w.block.data.append(len(lines) - 1)
        if number == len(w.wanted.rows):
            break
        if w.maybe(8):
            lines += [[]] * w.draw(st.integers(1, 2))
        if w.maybe(10):
            _total(w)
        if w.maybe(10):
            lines += [list(line) for line in w.header]
    if w.wanted.rows and w.maybe(4):
        _total(w)


def _cell(w: _Writer, column: str | None, row: Row, number: int) -> Cell:
    if column is None:
        return None
    if column == "TT":
        return w.pick(str(number), str(number), f"{number}.", None, *([] if w.how.plain else [Figure(Decimal(number))]))
    if column in _SPARE:
        return w.pick(*_SPARE[column])
    value = row[column]
    if column in w.wanted.names and isinstance(value, str):
        return w.draw(texts(value))
    return w.draw(spelt(column, value, plain=w.how.plain))


def _group(w: _Writer) -> None:
    """Write the title of a group: with its order beside line numbers, or alone over the whole row."""
    title = w.draw(st.sampled_from(_GROUPS))
    order = w.draw(st.sampled_from(["I", "II", "III", "A", "B"]))
    at = len(w.block.lines)
    named = next((c for c, column in enumerate(w.columns) if column == "name"), None)
    if w.columns[0] == "TT" and named is not None and w.maybe(2):
        line: Line = [None] * len(w.columns)
        line[0], line[named] = order, title
        w.block.lines.append(line)
        return
    w.block.lines.append([f"{order}. {title}"])
    if w.maybe(2):
        w.block.merges.append((at, 0, at, len(w.columns) - 1))


def _total(w: _Writer) -> None:
    """Write a sum: the word, and perhaps numbers below columns of numbers."""
    line: Line = [None] * len(w.columns)
    line[0] = w.draw(st.sampled_from(["Tổng cộng", "Cộng", "Tổng số:", "TỔNG CỘNG"]))
    for c, column in enumerate(w.columns):
        if c and column in {"staff_count", "on_time"}:
            line[c] = "96,5" if w.how.plain else Figure(Decimal(96))
    w.block.lines.append(line)


def _below(w: _Writer) -> None:
    """Write remarks and the block of signatures."""
    lines = w.block.lines
    if w.maybe(4):
        lines += [[], [w.pick(*_BELOW)]]
    if w.maybe(4):
        right = max(1, len(w.columns) - 2)
        gap: Line = [None] * (right - 1)
        lines += [
            [],
            [None, *gap, "Quận Hạ Vàng, ngày 02 tháng 12 năm 2020"],
            ["Người lập biểu", *gap, "TRƯỞNG PHÒNG"],
            ["(Ký, ghi rõ họ tên)", *gap, "(Ký tên, đóng dấu)"],
            [],
            ["Dương Thị Thu Hà", *gap, "Ngô Hữu Phúc"],
        ]
