"""How true tables are spread over books, sheets, and places on a sheet; and which columns say whose a row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from engine.plan import Field

from ..fixture_sets.workbooks import plan
from .habit_files import write_csv, write_ods, write_xls, write_xlsx
from .habit_layout import Block, Line, Setting, Wanted, blocks
from .habit_truth import Row, Truth, truths

_TITLES = {"unit": "Danh sách đơn vị", "person": "Danh sách cán bộ", "violation": "Danh sách vi phạm"}
_SUFFIXES = ("xlsx", "xlsx", "xls", "ods", "csv")
#: A register and some of its rows, which stand together.
Part = tuple[str, list[Row]]
_NAMES = frozenset({"name", "key", "of", "of name", "unit", "unit name"})


@dataclass(slots=True)
class Book:
    """A file to be: its format, its sheets by name, how many lines of them are data."""

    suffix: str
    delimiter: str
    encoding: str
    end: str
    sheets: dict[str, Block] = field(default_factory=dict)

    def write(self, folder: Path, number: int) -> Path:
        path = folder / f"so-{number}.{self.suffix}"
        match self.suffix:
            case "xlsx":
                write_xlsx(path, self.sheets)
            case "xls":
                write_xls(path, self.sheets)
            case "ods":
                write_ods(path, self.sheets)
            case _:
                write_csv(path, next(iter(self.sheets.values())), self.delimiter, self.encoding, self.end)
        return path


@dataclass(frozen=True, slots=True)
class Written:
    """What is true, the books that say so, how many rows of them are data."""

    truth: Truth
    books: Sequence[Book]

    @property
    def rows(self) -> int:
        return sum(len(set(block.data)) for book in self.books for block in book.sheets.values())


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Draw what is true, and how it is spread over books and sheets."""
    truth = draw(truths())
    parts = [part for register in ("unit", "person", "violation") for part in draw(_parts(truth, register))]
    groups: list[list[Part]] = []
    for part in draw(st.permutations(parts)):
        together = draw(st.booleans()) and bool(groups)
        groups = [*groups[:-1], [*groups[-1], part]] if together else [*groups, [part]]
    books: list[Book] = []
    for group in groups:
        if not books or books[-1].suffix == "csv" or draw(st.booleans()):
            sign = draw(st.sampled_from([";", ",", "\t", "|"]))
            encoding = draw(st.sampled_from(["utf-8-sig", "utf-8", "cp1258", "utf-16"]))
            books.append(Book(draw(st.sampled_from(_SUFFIXES)), sign, encoding, draw(st.sampled_from(["\r\n", "\n"]))))
        _sheet(draw, books[-1], [(register, draw(_wanted(truth, register, rows))) for register, rows in group])
    return Written(truth, books)


def _sheet(draw: st.DrawFn, book: Book, tables: Sequence[tuple[str, Wanted]]) -> None:
    """Put tables on a sheet: one alone in all its habits, or several of them, one below the other or side by side."""
    beside = len(tables) > 1 and draw(st.booleans())
    first = tables[0][0]
    name = draw(st.sampled_from(["Sheet", "Biểu số", _TITLES[first]]))
    whole = Block()
    for _, wanted in tables:
        gapped = len(tables) == 1 and draw(st.booleans())
        how = Setting(plain=book.suffix == "csv", titled=draw(st.booleans()), gapped=gapped, alone=len(tables) == 1)
        block = draw(blocks(wanted, how))
        if beside:
            _shift(whole, block, draw(st.integers(0, 2)), whole.width + 1 if whole.width else 0)
        else:
            _shift(whole, block, len(whole.lines) + draw(st.integers(1, 3)) if whole.lines else 0, 0)
    book.sheets[f"{name} {len(book.sheets) + 1}"] = whole


def _shift(block: Block, more: Block, down: int, right: int) -> None:
    """Put one block into another, so far down and to the right."""
    for at, line in enumerate(more.lines, down):
        block.lines += [[] for _ in range(at + 1 - len(block.lines))]
        here: Line = block.lines[at]
        block.lines[at] = [*here, *[None] * (right - len(here)), *line] if line else here
    block.merges += [(top + down, left + right, bottom + down, r + right) for top, left, bottom, r in more.merges]
    block.data += [at + down for at in more.data]


def _parts(truth: Truth, register: str) -> st.SearchStrategy[list[Part]]:
    """Draw how the rows of a register are parted; a register without rows is not sent, or with its header only."""
    keyed = {"unit": truth.units, "person": truth.people}.get(register, {})
    rows: list[Row] = [{"key": key, **row} for key, row in keyed.items()] if keyed else [*truth.violations]
    if register == "person" and not keyed:
        rows = []
    if not rows:
        return st.sampled_from([[], [(register, rows)]])
    cuts = st.integers(0, len(rows))
    return cuts.map(lambda cut: [(register, part) for part in (rows[:cut], rows[cut:]) if part])


#: The columns that may say whose violation it is; a name only within its unit.
_WHOSE = (("of",), ("of", "unit"), ("of", "of name"), ("of name", "unit"), ("of name", "unit name"))


@st.composite
def _wanted(draw: st.DrawFn, truth: Truth, register: str, rows: Sequence[Row]) -> Wanted:
    """Draw which columns a table has: all fields, and one of the ways to say whose the rows are."""
    registers = plan().registers
    own = registers[register]
    words: dict[str, Sequence[str]] = {}
    if register != "violation":
        words["key"] = _words(own.key)
        assert own.name is not None
        words["name"] = _words(own.name)
    unit, person = registers["unit"], registers["person"]
    assert unit.name is not None
    assert person.name is not None
    names = {key: row["name"] for key, row in truth.units.items()}
    filled: list[Row] = [dict(row) for row in rows]
    if register == "person":
        way = draw(st.sampled_from([("of",), ("of name",), ("of", "of name"), ("of as name",)]))
        words |= {"of": _words(unit.key)} if way[0] != "of name" else {}
        words |= {"of name": _words(unit.name)} if "of name" in way else {}
        for row in filled:
            row["of name"] = names[str(row["of"])]
            row["of"] = row["of name"] if way == ("of as name",) else row["of"]
    if register == "violation":
        way = draw(st.sampled_from(_WHOSE))
        known = {"of": person.key, "of name": person.name, "unit": unit.key, "unit name": unit.name}
        words |= {column: _words(known[column]) for column in way}
        for row in filled:
            somebody = truth.people[str(row["of"])]
            row |= {"of name": somebody["name"], "unit": somebody["of"], "unit name": names[str(somebody["of"])]}
    words |= {name: _words(f) for name, f in own.fields.items()}
    return Wanted(_TITLES[register], words, filled, _NAMES)


def _words(found: Field) -> Sequence[str]:
    return (found.label, *(text for text in found.also if "/" not in text))
