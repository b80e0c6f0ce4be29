"""What a mapping file settles: data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

#: Sections of a mapping file: the word in the file, the word it may also go by.
SECTIONS = {
    "ruleset": "bộ tiêu chí",
    "sheets": "trang tính",
    "columns": "cột",
    "fixed": "giá trị chung",
    "books": "tệp",
    "values": "cách ghi",
    "names": "tên gọi",
}
#: Habits of a book, in the same way, and what each may be set to.
HABITS = {"decimal": "dấu thập phân", "century": "năm hai chữ số", "shares": "tỷ lệ dưới 1"}
IGNORED = "bỏ qua"


@dataclass(frozen=True, slots=True)
class Ref:
    """A column of a register, by what columns are bound to (see `binding.py`)."""

    register: str
    target: str


@dataclass(frozen=True, slots=True)
class Habits:
    """How the books of one pattern of names write numbers and years.

    - `decimal`: "," or "." parts whole numbers from decimals, "" undeclared;
    - `century`: 19, 20 or 21 stands before years of two digits;
    - `shares`: a percentage below one that is written without a sign is a share of one (True), or percent (False).
    """

    pattern: str
    decimal: str = ""
    century: int | None = None
    shares: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MappingFile:
    """Everything that was settled. Texts of headers, sheets and names are keys in the form of `binding.small`.

    - `sheets`: the register of a sheet, by its name or title; "" where it is to be left out;
    - `columns`: per register the column of a header's text; None where it is to be left out;
    - `fixed`: per register of a sheet, values that hold for every row of it, also of registers that share its rows;
    - `spellings`: what a written value means; `names`: the key that a name stands for;
    - `written`: the entries as they stand in the file, by section, for writing them again.
    """

    name: str = ""
    hash: str = ""
    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, Ref | None]] = field(default_factory=dict)
    fixed: Mapping[str, Mapping[Ref, str]] = field(default_factory=dict)
    habits: tuple[Habits, ...] = ()
    spellings: Mapping[Ref, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    written: Mapping[str, Mapping[str, str | Mapping[str, str]]] = field(default_factory=dict)

    def habits_of(self, file: str) -> Habits:
        """Return the habits of a book: of the first pattern that its name fits."""
        folded = file.casefold()
        found = (h for h in self.habits if fnmatchcase(folded, h.pattern.casefold()))
        return next(found, Habits(""))


NOTHING = MappingFile()
