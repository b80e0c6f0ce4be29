"""What papers tell of people besides their names: position, and the shares of leaders, direct workers and women.

Known is what the records hold under a name that says it: leaders by the `role` of a register, the others by a field
whose label (or another of its names) is exactly one of the words below. A rule set needs no declaration for it, since
nothing is decided by it; what no field says is told as not known, and nobody's sex is guessed from a name.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...explain.proof import SubjectProof
from ...explain.reader import Reader
from ...explain.rows import Told
from ...explain.subjects import collective
from ...plan import Field, Plan
from ...records.binding import plain_fold
from ...values import Choice, Text, YesNo
from .model import Material


class Group(enum.Enum):
    """Of whom the share is told under a list."""

    LEADERS = "leaders"
    DIRECT = "direct"
    WOMEN = "women"


#: Words of fields that say it by themselves, and of the one that says it by its value.
_POSITION = ("chức vụ", "chức vụ, chức danh", "chức danh")
_FLAGS: Mapping[Group, tuple[str, ...]] = {
    Group.DIRECT: ("lao động trực tiếp", "người lao động trực tiếp", "trực tiếp lao động, sản xuất"),
    Group.WOMEN: ("nữ", "là nữ"),
}
_SEX, _WOMAN, _MAN = ("giới tính", "giới"), frozenset({"nu", "female"}), frozenset({"nam", "male"})


@dataclass(frozen=True, slots=True)
class Share:
    """Of `total` people `count` surely belong to a group; of `unknown` it is not said. `known`: some field says it."""

    group: Group
    known: bool
    count: int
    total: int
    unknown: int

    @property
    def exact(self) -> Fraction | None:
        """Return the share, None where it is not known of everybody, or there is nobody."""
        return Fraction(self.count, self.total) if self.known and not self.unknown and self.total else None


class People:
    """Reads what the records say of the subjects of one view."""

    def __init__(self, material: Material) -> None:
        """Find the fields that say it."""
        self.material = material
        evaluation = material.view.evaluation
        self._reader = Reader(evaluation)
        self._plan: Plan = evaluation.plan
        self._fields = {kind: dict(self._named(kind)) for kind in self._plan.kinds()}

    def position(self, proof: SubjectProof) -> str:
        """Return a person's position as recorded; empty where no field says it, or a copy for others hides it."""
        field = self._by_words(proof.kind, _POSITION)
        if field is None or not self.material.open:
            return ""
        return str(self._value(proof, field) or "")

    def positions(self, kinds: Iterable[str]) -> bool:
        """Tell whether positions of some kinds of subject are recorded."""
        return self.material.open and any(self._by_words(kind, _POSITION) is not None for kind in kinds)

    def is_unit(self, proof: SubjectProof) -> bool:
        """Tell whether a subject is a collective."""
        return collective(self._plan, proof.kind)

    def shares(self, proofs: Iterable[SubjectProof]) -> tuple[Share, ...]:
        """Return the shares among the people of a list; collectives do not count. Empty where there are no people."""
        people = [p for p in proofs if not collective(self._plan, p.kind)]
        if not people:
            return ()
        out = []
        for group in Group:
            told = [p for p in people if self._says(p.kind, group)]  # a citizen is no head of anything
            codes = [self._belongs(p, group) for p in told]
            out.append(Share(group, bool(told), codes.count(True), len(told or people), codes.count(None)))
        return tuple(out)

    def _named(self, kind: str) -> Iterable[tuple[str, Field]]:
        for field in self._plan.registers[kind].fields.values():
            for text in (field.label, *field.also):
                yield plain_fold(text), field

    def _by_words(self, kind: str, words: Iterable[str]) -> Field | None:
        found = self._fields[kind]
        return next((found[plain_fold(w)] for w in words if plain_fold(w) in found), None)

    def _says(self, kind: str, group: Group) -> bool:
        return self._field(kind, group) is not None

    def _field(self, kind: str, group: Group) -> Field | None:
        """Return the field that tells of a group; one of another type tells nothing."""
        register = self._plan.registers[kind]
        if group is Group.LEADERS:
            field = register.fields.get(register.role or "")
        else:
            field = self._by_words(kind, _FLAGS[group])
        if field is not None and isinstance(field.type, YesNo):
            return field
        sex = self._by_words(kind, _SEX) if group is Group.WOMEN else None
        return sex if sex is not None and isinstance(sex.type, Choice | Text) else None

    def _belongs(self, proof: SubjectProof, group: Group) -> bool | None:
        field = self._field(proof.kind, group)
        value = self._value(proof, field) if field is not None else None
        if value is None or isinstance(value, bool):
            return value
        told = plain_fold(str(value))
        return True if told in _WOMAN else False if told in _MAN else None

    def _value(self, proof: SubjectProof, field: Field) -> Told:
        return self._reader.value(proof.kind, field.id, proof.row.index)
