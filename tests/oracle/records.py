"""Dossiers drawn at random, fast: many units with people and rows, and everything that may be wrong with them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..conformance.build import UNREADABLE, Tree
from ..dossiers import DAYS
from ..expressions import SHAPES
from ..strategies import AS_OF

#: A cell of a column that its sheet did not have.
UNSENT = "~"
Row = dict[str, str]
#: What cells hold: values on every side of every level that generated rules know.
VALUES: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "yes", "no"),
    "choice": ("a", "b", "c"),
    "count": ("0", "1", "2", "3"),
    "percent": ("0", "33.3", "49.9", "50", "66.7", "100"),
    "number": ("-5", "-1", "0", "0.5", "1", "2", "2.4", "2.5", "3", "10"),
    "text": ("x",),
    "mark": ("2", "2.5", "3", "4", "5"),
    "date": DAYS,
}
_QUESTIONS = (("duty", "yes"), ("mark", "mark"), ("mark2", "mark"), ("view", "choice"))
_ALL_GIVEN: dict[str, str] = {"start": "2020-06-01", "line": "1"}
_GIVEN: tuple[dict[str, str], ...] = (_ALL_GIVEN, _ALL_GIVEN | {"line": "2.5"}, _ALL_GIVEN, {"line": "2.5"}, {})


@dataclass(frozen=True, slots=True)
class Room:
    """How many units there may be, rows below one owner, and persons of no known unit."""

    units: int = 10**9
    persons: int = 4
    violations: int = 2
    ideas: int = 2
    orphans: int = 10**9


@dataclass(frozen=True, slots=True)
class Dossier:
    """Rows as texts, the parameters that were given, and the day."""

    records: dict[str, list[Row]]
    parameters: dict[str, str]
    as_of: str


@dataclass(slots=True)
class Drawer:
    """Draws one dossier; how good it is as a whole is drawn first, so that clean ones come up, too.

    `filled`: no cell, answer or parameter is missing, and no row is lost; registers may still be incomplete.
    """

    luck: random.Random
    rules: Tree
    room: Room
    filled: bool = False
    missing: float = 0
    spoilt: float = 0
    lost: float = 0
    unsent: frozenset[tuple[str, str]] = frozenset()
    sheets: float = 0
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def dossier(self, subjects: int) -> Dossier:
        """Draw a dossier with so many subjects or a few more, or fewer where there is no room for them."""
        luck = self.luck
        if not self.filled:
            self._spoil()
        self._subjects(subjects)
        self._below()
        self._said()
        self._papers()
        for register in ("violation", "idea", "nomination", "grant", "judgement", "attestation"):
            if not self.rows[register] and luck.random() < 0.5:
                del self.rows[register]
        given: dict[str, str] = luck.choice(_GIVEN[:3] if self.filled else _GIVEN)
        return Dossier(self.rows, given, luck.choice(AS_OF))

    def _spoil(self) -> None:
        """Draw how bad a dossier is."""
        luck = self.luck
        self.missing = luck.choice((0, 0, 0, 0.02, 0.1, 0.3))
        self.spoilt = luck.choice((0, 0, 0.003, 0.02))
        self.lost = luck.choice((0, 0, 0, 0.02))
        fields = [(r, f) for r, shape in SHAPES.items() for names in shape.fields.values() for f in names]
        self.unsent = frozenset(luck.sample(fields, luck.choice((0, 0, 1, 2))))
        self.sheets = luck.choice((0, 0.5))

    # --- cells ---------------------------------------------------------------------------------------------------

    def value(self, kind: str) -> str:
        """Draw a cell: mostly a value, often nothing, now and then something unreadable."""
        if self.luck.random() < self.missing:
            return ""
        if kind != "text" and self.luck.random() < self.spoilt:
            return UNREADABLE
        return self.luck.choice(VALUES[kind])

    def cells(self, register: str) -> Row:
        """Draw the fields of a row."""
        out = {f: self.value(kind) for kind, names in SHAPES[register].fields.items() for f in names}
        if self.luck.random() < self.sheets:  # a row from a sheet that has every column
            return out
        return out | {f: UNSENT for r, f in sorted(self.unsent) if r == register}

    def key(self, key: str) -> str:
        """Return an owner's key, now and then one that is not there."""
        return "X9" if self.luck.random() < self.lost else key

    # --- rows ----------------------------------------------------------------------------------------------------

    def _subjects(self, subjects: int) -> None:
        self.rows["unit"], self.rows["person"] = [], []
        lonely = 0
        while len(self.rows["unit"]) + len(self.rows["person"]) < subjects and len(self.rows["unit"]) < self.room.units:
            unit = f"U{len(self.rows['unit']) + 1}"
            many = self.luck.randint(0, self.room.persons)
            for _ in range(many):
                person = f"P{len(self.rows['person']) + 1}"
                of = self.key(unit) if lonely < self.room.orphans else unit
                lonely += of != unit
                self.rows["person"].append({"person_id": person, "unit_id": of, **self.cells("person")})
            row = {"unit_id": unit, **self.cells("unit")}
            if row["size"] not in {UNSENT, UNREADABLE} and self.luck.random() < 0.9:  # mostly the true number
                row["size"] = str(many)
            self.rows["unit"].append(row)

    def _below(self) -> None:
        self.rows["violation"], self.rows["idea"] = [], []
        for person in self.rows["person"]:
            for _ in range(max(0, self.luck.randint(-2, self.room.violations))):
                self.rows["violation"].append({"person_id": self.key(person["person_id"]), **self.cells("violation")})
            for _ in range(max(0, self.luck.randint(-2, 1))):
                self.rows["idea"].append({"person_id": self.key(person["person_id"]), **self.cells("idea")})
            if self.luck.random() < 0.2 and person["unit_id"] != "X9":  # an idea of both
                self.rows["idea"].append({n: person[n] for n in ("person_id", "unit_id")} | self.cells("idea"))
        for unit in self.rows["unit"]:
            for _ in range(max(0, self.luck.randint(-1, self.room.ideas))):
                self.rows["idea"].append({"unit_id": self.key(unit["unit_id"]), **self.cells("idea")})
        for register in ("violation", "idea"):
            self.luck.shuffle(self.rows[register])

    def _said(self) -> None:
        luck = self.luck
        subjects = [r["unit_id"] for r in self.rows["unit"]] + [r["person_id"] for r in self.rows["person"]]
        answered, put = 1 if self.filled else luck.choice((0.5, 0.9, 1, 1)), luck.choice((0.3, 0.8, 1, 1))
        twice, days = (0, DAYS[:2]) if self.filled else (0.1, DAYS)  # an answer not yet given is missing
        self.rows["judgement"], self.rows["nomination"], self.rows["grant"] = [], [], []
        for subject in subjects:
            for question, kind in _QUESTIONS:
                if luck.random() < answered:  # now and then twice, on days that may be the same
                    for _ in range(1 + (luck.random() < twice)):
                        said = {"subject": self.key(subject), "question": question, "answer": self.value(kind)}
                        self.rows["judgement"].append({**said, "day": luck.choice(days)})
            for register, awards in (("nomination", ("one",)), ("grant", ("one", "other"))):
                for award in awards:
                    if luck.random() < (put if register == "nomination" else put / 2):
                        row = {"subject": self.key(subject), "award": award, "day": luck.choice(DAYS)}
                        self.rows[register].append(row)

    # --- attestations --------------------------------------------------------------------------------------------

    def _papers(self) -> None:
        luck, out = self.luck, []
        units = [r["unit_id"] for r in self.rows["unit"]]
        for register in ("violation", "idea", "nomination", "grant", "person", "unit"):
            some = [u for u in units if luck.random() < 0.7]
            scopes = luck.choice(([""], some)) if self.filled else luck.choice(([], [""], [""], [""], some))
            out += [self._attestation(register, scope) for scope in scopes]
        self.rows["attestation"] = out

    def _attestation(self, register: str, scope: str) -> Row:
        luck = self.luck
        home = {r["person_id"]: r["unit_id"] for r in self.rows["person"]}
        wrong = 0.05 if self.filled else 0.3
        day = luck.choice(DAYS) if luck.random() < wrong else luck.choice(("2020-05-31", "2020-06-30"))
        declared = self.rules["registers"].get(register, {})
        by_day = "day" if register in {"nomination", "grant"} else ""
        known = declared.get("known") or declared.get("happens") or by_day

        def counts(row: Row) -> bool:
            near = row.get("unit_id") or row.get("person_id") or row.get("subject") or ""
            on = row.get(known, "")
            return UNREADABLE not in row.values() and (not scope or home.get(near, near) == scope) and (
                on == UNSENT or on <= day
            )  # fmt: skip

        right = sum(counts(r) for r in self.rows[register]) + luck.choice((0,) * 18 + (1, -1))
        return {
            "register": register, "scope": scope, "day": day, "count": str(max(0, right)),
            "covers_from": luck.choice(("2020-05-31",) * 18 + ("2020-06-01", "2020-06-02")),
            "covers_to": luck.choice(("2020-12-05",) * 18 + ("2020-11-20", "2020-11-19", "2020-07-01")),
        }  # fmt: skip
