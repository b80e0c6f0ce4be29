"""Finding what an assumption names in the records: a list, a row of it, a column; or saying what is near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from ....diagnostics import Code, Diagnostic, ReportedError, assume_codes
from ....plan import Register
from ....records.binding import Words as Columns
from ....records.binding import bare, plain_fold, small
from ....records.cells import clip
from ....records.dossier import Dossier
from ....records.rows import words_for
from ....source import Span
from ....values import FieldType
from ...subjects import folded

#: So many names are listed.
_NAMED = 12


def stop(code: Code, place: Span | None, **args: str) -> NoReturn:
    """Raise one finding."""
    raise ReportedError([Diagnostic(code, place, args)])


def near(text: str, names: Iterable[str]) -> dict[str, str]:
    """Return the did-you-mean words of a message: what is nearest without regard to accents, and all names."""
    known = list(dict.fromkeys(n for n in names if n))
    loose = {bare(n): n for n in known}
    found = get_close_matches(bare(text), loose, 1, 0.6)
    best = loose[found[0]] if found else ""
    return {
        "text": clip(text),
        "hint": f"có phải là `{best}`? " if best else "",
        "hint_en": f"did you mean `{best}`? " if best else "",
        "names": ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else "") or "-",
    }


@dataclass(frozen=True, slots=True)
class Found:
    """A column of a register: the id it goes by when rows are changed, its label, the type of its cells."""

    id: str
    target: str
    label: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class Rows:
    """The lists of a dossier by the words of its plan."""

    dossier: Dossier
    registers: Mapping[str, Register]
    columns: Mapping[str, Columns]

    def register(self, text: str, place: Span | None) -> Register:
        """Return the list of that id or label."""
        for name, known in self.columns.items():
            if name == text.strip() or plain_fold(text) in known.titles:
                return self.registers[name]
        pairs = [n for name, r in self.registers.items() for n in (name, r.label)]
        args = near(text, pairs)
        shown = ", ".join(f"{name} ({r.label})" for name, r in self.registers.items())
        stop(assume_codes.ASSUME_REGISTER, place, **{**args, "names": shown})

    def field(self, register: Register, text: str, place: Span | None) -> Found:
        """Return the column of that id or label, key, name and owner included."""
        known = words_for(self.registers, register)
        target = known[text][0] if text in known else self.columns[register.id].target([text])
        for name, (own, kind) in known.items():
            if own == target:
                label = self.columns[register.id].labels.get(own, name)
                return Found(text if text in known else name, own, label, kind)
        labels = self.columns[register.id].labels
        ids = [t.partition(":")[2] or t for t in labels]
        args = near(text, [*labels.values(), *ids])
        shown = ", ".join(f"{i} ({label})" for i, label in zip(ids, labels.values(), strict=True))
        stop(assume_codes.ASSUME_FIELD, place, **{**args, "names": shown, "register": register.label})

    def row(self, register: Register, text: str, place: Span | None) -> int:
        """Return the row of that key, else of that exact name, else the only one of that owner; `#2` chooses."""
        wanted, _, choice = text.rpartition("#") if "#" in text else (text, "", "")
        if not (choice.isdigit() and wanted):
            wanted, choice = text, ""
        found = self._matching(register, wanted)
        if choice and 1 <= int(choice) <= len(found):
            return found[int(choice) - 1]
        if len(found) == 1 and not choice:
            return found[0]
        table = self.dossier.tables[register.id]
        if found:
            named = "; ".join(f"{wanted.strip()}#{n} ({table.places.cell(i)})" for n, i in enumerate(found[:_NAMED], 1))
            args = {"text": clip(wanted), "register": register.label, "count": str(len(found)), "names": named}
            stop(assume_codes.ASSUME_ROWS, place, **args)
        names = [t for texts in (table.keys, table.names) for t in texts if t] if register.keyed else []
        for owner, index in table.owners.items() if not register.keyed else ():
            keys = self.dossier.tables[owner].keys
            names += [keys[n] for n in dict.fromkeys(index.tolist()) if n >= 0]
        args = {k: v for k, v in near(wanted, names).items() if k != "names"}
        stop(assume_codes.ASSUME_ROW, place, **args, register=register.label)

    def _matching(self, register: Register, text: str) -> list[int]:
        table, wanted = self.dossier.tables[register.id], folded(text)
        for column in (table.keys if register.keyed else (), table.names):
            found = [n for n, told in enumerate(column) if told and folded(told) == wanted]
            if found:
                return found
        for owner, index in table.owners.items():
            above = self.dossier.tables[owner]
            own = {n for column in (above.keys, above.names) for n, t in enumerate(column) if t and folded(t) == wanted}
            found = [n for n, one in enumerate(index.tolist()) if one in own]
            if found:
                return sorted(found, key=lambda n: (int(table.places.sheet[n]), int(table.places.row[n])))
        return []

    def owner(self, kind: str, text: str) -> int | None:
        """Return the row of a subject by key or exact name, None where there is not exactly one."""
        table, wanted = self.dossier.tables[kind], folded(text)
        for column in (table.keys, table.names):
            found = [n for n, told in enumerate(column) if told and folded(told) == wanted]
            if len(found) == 1:
                return found[0]
        return None


def same_word(one: str, other: str) -> bool:
    """Tell whether two names are the same, without regard to case, accents and white space."""
    return small(one) == small(other) or bare(one) == bare(other)
