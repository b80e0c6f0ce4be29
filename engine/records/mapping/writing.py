"""Writing a mapping file: what is settled as it stands, what is asked as lines that wait for their # to be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ...diagnostics import Diagnostic, Lang, cell_codes
from ...plan import Plan
from ...source import Cell
from ...syntax.quoting import block_text, flow_text
from ..binding import is_ordinal
from ..dossier import Dossier
from ..grid import letter
from ..header import Header
from ..likeness import left_over, near_table
from ..survey import Looked, Survey
from .model import HABITS, IGNORED, SECTIONS

_HEAD = {
    Lang.VI: """\
# Tệp ánh xạ của xetkhen: ghi một lần, dùng lại cho các tệp sau bằng --mapping.
# Dòng bắt đầu bằng # là điều chương trình hỏi: đúng thì bỏ dấu #, chưa đúng thì sửa rồi bỏ dấu #.
# Các phần: trang tính (là danh sách nào), cột (là cột nào của danh sách; `bỏ qua` là không dùng), giá trị chung (đúng
# với mọi dòng), tệp (cách viết số, năm), cách ghi (chữ trong ô nghĩa là gì), tên gọi (tên thay cho mã).
""",
    Lang.EN: """\
# A mapping file of xetkhen: write it once, use it for the next books with --mapping.
# A line that begins with # is a question: take the # away if it is right, else correct it and take the # away.
# Sections: sheets (which list), columns (which column of the list; `ignore` leaves it out), fixed (for every row),
# books (how numbers and years are written), values (what a text in a cell means), names (a name for a key).
""",
}
_IGNORED = {Lang.VI: IGNORED, Lang.EN: "ignore"}
_HABITS = {
    cell_codes.NUMBER_AMBIGUOUS: ("decimal", "phẩy", "comma", "`{text}`: phẩy: {thousand}; chấm: {decimal}"),
    cell_codes.DATE_YEAR: ("century", "20", "20", "`{text}`"),
    cell_codes.PERCENT_SHARE: ("shares", "phân số", "share", "`{text}`: phân số: {hundredfold}%"),
    cell_codes.PERCENT_SMALL: ("shares", "phân số", "share", "{text}: phân số: {hundredfold}%; phần trăm: {text}%"),
}
_CHOOSE = {Lang.VI: "tên một danh sách, hoặc bỏ qua", Lang.EN: "the name of a list, or ignore"}
_LACKING = {Lang.VI: "còn thiếu", Lang.EN: "still lacking:"}
_SPELLING = frozenset({cell_codes.BAD_YES_NO, cell_codes.BAD_CHOICE, cell_codes.NO_SUCH_ANSWER})


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry: its key, its value, whether it is settled, and what is said beside it."""

    key: str
    value: str
    settled: bool = False
    beside: str = ""


@dataclass(slots=True)
class _Page:
    """The entries by section and, in most sections, by what they are about ("" where they are about nothing)."""

    lines: dict[str, dict[str, dict[str, _Line]]] = field(default_factory=dict)

    def add(self, section: str, about: str, line: _Line) -> None:
        """Add an entry unless its key is there already."""
        here = self.lines.setdefault(section, {}).setdefault(about, {})
        here.setdefault(line.key.casefold(), line)


def mapping_text(plan: Plan, seen: Survey, dossier: Dossier, lang: Lang = Lang.VI) -> str:
    """Return the text of a mapping file: what the one in use settles, and a line for everything that is asked."""
    page = _Page()
    for section, entries in seen.mapping.written.items():
        for key, value in entries.items():
            if isinstance(value, str):
                page.add(section, "", _Line(key, value, settled=True))
            else:
                for inner, text in value.items():
                    page.add(section, key, _Line(inner, text, settled=True))
    for one in seen.looked:
        _columns(page, one, seen, lang)
    for found in [*dossier.rejected, *dossier.notices]:
        _asked(page, found, seen, lang)
    return _HEAD[lang] + f"{_name('ruleset', lang)}: {flow_text(plan.id)}\n" + "".join(_text(page, lang))


def _columns(page: _Page, one: Looked, seen: Survey, lang: Lang) -> None:
    """Ask about a sheet that was not recognised, or about the columns that were left over."""
    sheet = one.sheet
    if sheet.register is not None:
        label = seen.words[sheet.register].register.label
        for left in left_over(sheet, one.others, seen.words, seen.mapping):
            near = left.proposal
            value, beside = (near.label, f"{near.score}/100") if near else (_IGNORED[lang], "")
            page.add("columns", label, _Line(_said(sheet.header, left.column), value, beside=beside))
        return
    if sheet.aside or not len(sheet.grid.cells):
        return
    near_ = near_table(sheet.grid, seen.words, sheet.concerned)
    if near_ is None:
        page.add("sheets", "", _Line(sheet.grid.title, "?", beside=_CHOOSE[lang]))
        return
    name, header, proposals = near_
    known = seen.words[name]
    label = known.register.label
    page.add("sheets", "", _Line(sheet.grid.title, label))
    for proposal in proposals:
        told = _said(header, proposal.column)
        page.add("columns", label, _Line(told, proposal.label, beside=f"{proposal.score}/100"))
    bound = {**header.bound, **{p.target: p.column for p in proposals}}
    lacking = ", ".join(known.lacking(bound))
    for column, text in enumerate(header.texts):
        if text and column not in bound.values() and not is_ordinal(text):
            value, beside = ("?", f"{_LACKING[lang]} {lacking}") if lacking else (_IGNORED[lang], "")
            page.add("columns", label, _Line(_said(header, column), value, beside=beside))


def _said(header: Header | None, column: int) -> str:
    """Return by what words a column is told from the others: both tiers where the lower one stands there twice."""
    if header is None:
        return ""
    text = header.texts[column]
    return header.forms[column][0] if header.texts.count(text) > 1 and header.forms[column] else text


def _asked(page: _Page, found: Diagnostic, seen: Survey, lang: Lang) -> None:
    """Ask about one value, spelling or name."""
    if not isinstance(found.place, Cell):
        return
    if (habit := _HABITS.get(found.code)) is not None:
        name, vi, en, beside = habit
        key = _named(HABITS, name, lang)
        where = f"{found.place.sheet} {found.place.cell}".strip()
        told = f"{where}: {beside.format_map(found.args)}"
        book = "*" + PurePosixPath(found.place.file).name.replace("[", "[[]")  # wherever it lies
        page.add("books", book, _Line(key, vi if lang is Lang.VI else en, beside=told))
    elif found.code in _SPELLING:
        about, likely = _column(found.place, seen), found.args.get("nearest", "?")
        if about:
            page.add("values", about, _Line(found.args["text"], likely, beside=found.message(lang)))
    elif near := found.args.get("near"):
        register = found.args.get("of", "")
        if register in seen.words:
            page.add("names", seen.words[register].register.label, _Line(found.args["text"], near))


def _column(place: Cell, seen: Survey) -> str:
    """Return the column in which a cell stands, as `LIST / COLUMN`."""
    letters = place.cell.rstrip("0123456789")
    for one in seen.looked:
        for sheet in (one.sheet, *one.others):
            here = (sheet.grid.file, sheet.grid.sheet) == (place.file, place.sheet)
            if sheet.header is None or sheet.register is None or not here:
                continue
            known = seen.words[sheet.register]
            for target, column in sheet.header.bound.items():
                if letter(column) == letters:
                    return f"{known.register.label} / {known.labels[target]}"
    return ""


def _name(section: str, lang: Lang) -> str:
    return _named(SECTIONS, section, lang)


def _named(names: Mapping[str, str], key: str, lang: Lang) -> str:
    return names[key] if lang is Lang.VI else key


def _text(page: _Page, lang: Lang) -> Iterator[str]:
    """Yield the sections that settle or ask anything; one that only asks is empty until a # is taken away."""
    for section in SECTIONS:
        abouts = page.lines.get(section)
        if not abouts:
            continue
        yield f"\n{_name(section, lang)}:\n"
        for about, lines in abouts.items():
            indent = "  "
            if about:
                yield f"  {block_text(about)}:\n"
                indent = "    "
            for line in lines.values():
                mark = "" if line.settled else "# "
                beside = f"   # {' '.join(line.beside.split())}" if line.beside else ""
                yield f"{indent}{mark}{block_text(line.key)}: {block_text(line.value)}{beside}\n"
