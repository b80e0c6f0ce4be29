"""Copies of a subject with all that hangs on it: rows of its own, those under them, nominations, grants, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..cases.laying import answers_of, rows_of
from ..cases.model import Cells, Change, Frame


def copies_of(key: str, number: int, there: frozenset[str]) -> list[str]:
    """Return so many keys that nobody has yet, made of that of the one who is copied."""
    out: list[str] = []
    at = 2
    while len(out) < number:
        if (name := f"{key}{at}") not in there:
            out.append(name)
        at += 1
    return out


def copied(
    kind: str, key: str, number: int, column: str, values: tuple[str, ...], frame: Frame, change: Change,
    keys: Mapping[str, str],
) -> Change:  # fmt: skip
    """Return a case with so many copies of a subject more, each with its own value in `column` where there are any."""
    rows = rows_of(frame, change, keys)
    making = _Making(rows, keys, answers_of(frame, change))
    names = copies_of(key, number, frozenset(r.get(keys[kind], "") for r in rows[kind]))
    for at, name in enumerate(names):
        making.copy(kind, key, name, {column: values[at]} if values else {})
    records = {**frame.records, **change.records}
    more = {register: (*records.get(register, ()), *added) for register, added in making.added.items()}
    return replace(change, records={**change.records, **more}, answers={**change.answers, **making.said})


@dataclass(frozen=True, slots=True)
class _Making:
    rows: Mapping[str, tuple[Cells, ...]]
    keys: Mapping[str, str]
    answers: Mapping[str, Cells]
    added: dict[str, list[Cells]] = field(default_factory=dict)
    said: dict[str, Cells] = field(default_factory=dict)

    def copy(self, register: str, old: str, new: str, cells: Cells) -> None:
        """Add the copy of one row with a key, and of everything that names it."""
        key = self.keys[register]
        mine = next(r for r in self.rows[register] if r.get(key) == old)
        self._add(register, {**mine, key: new, **cells})
        for other, rows in self.rows.items():
            for row in rows:
                own = row.get(self.keys.get(other, ""), "")
                if other == register:
                    continue
                if row.get(key) == old and own:
                    self.copy(other, own, f"{own}-{new}", {key: new})
                elif row.get(key) == old:
                    self._add(other, {**row, key: new})
                elif row.get("subject") == old:
                    self._add(other, {**row, "subject": new})
        if old in self.answers:
            self.said[new] = self.answers[old]

    def _add(self, register: str, row: Cells) -> None:
        self.added.setdefault(register, []).append(row)
