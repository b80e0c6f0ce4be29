"""What two proofs of one condition rest on, leaf by leaf: only the leaves that turned, only the facts that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass

from ...source import Cell
from ..branches import sides_taken
from ..nodes import (
    Both,
    Coverage,
    Depends,
    Either,
    Fact,
    Literal,
    Member,
    Negated,
    Opinion,
    OwnerHas,
    Parameter,
    Row,
    Stands,
    Step,
    Tally,
)  # fmt: skip
from ..proof import Deadline, Kept
from .model import Difference, Ground, Part

#: Of larger aggregates only the rows that decide are compared one by one.
_LARGE = 5000
Pair = tuple[Step | None, Step | None]


def parts_of(before: Step | None, after: Step | None) -> tuple[Part, ...]:
    """Return the leaves that turned a condition, each with what differs under it."""
    pairs = list(turned(before, after)) if before is not None and after is not None else [(before, after)]
    return tuple(Part(b, a, tuple(_bearing(b, a))) for b, a in pairs)


def _bearing(before: Step | None, after: Step | None) -> Iterator[Difference]:
    """Yield what bears on a leaf: how complete a register is only where that left it open on either side."""
    settled = before is not None and after is not None and before.code != 1 != after.code
    for found in differences(before, after):
        if not (settled and isinstance(found.before or found.after, Coverage)):
            yield found


def turned(before: Step, after: Step) -> Iterator[Pair]:
    """Yield the leaves that made a condition what it was, or make it what it is, and are not what they were."""
    pairs: list[tuple[Step, Step]] = []
    match before, after:
        case (Both(_, old), Both(_, new)) | (Either(_, old), Either(_, new)) if len(old) == len(new):
            ends = (before.code, after.code)
            otherwise = [(b, a) for b, a in zip(old, new, strict=True) if b.code != a.code]
            pairs = [(b, a) for b, a in otherwise if ends[0] == b.code or ends[1] == a.code] or otherwise
        case Negated(_, one), Negated(_, other):
            pairs = [(one, other)]
        case OwnerHas(_, _, _, _, one), OwnerHas(_, _, _, _, other) if one is not None and other is not None:
            pairs = [(one, other)]
        case Depends(_, test, then, rest), Depends(_, test_, then_, rest_):
            if test.code == test_.code:
                pairs = list(zip(sides_taken(test.code, then, rest), sides_taken(test.code, then_, rest_), strict=True))
                pairs = [(b, a) for b, a in pairs if b.code != a.code]
        case _:
            pass
    if not pairs:
        yield before, after
    for b, a in pairs:
        yield from turned(b, a)


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Return the grounds of two parts of proofs that differ, in the order in which they stand there."""
    old, new = _Grounds(before), _Grounds(after)
    out: list[Difference] = []
    for key in dict.fromkeys((*old.keyed, *new.keyed)):
        b, a = old.keyed.get(key), new.keyed.get(key)
        if said(b) != said(a):
            out.append(Difference(b, a))
    out += _rows(old.loose, new.loose)
    return tuple(_told_once(out))


def _told_once(found: list[Difference]) -> Iterator[Difference]:
    """Yield differences without those that another one tells: a row that came tells its own facts.

    What only one side read (a parameter, a limit) is no difference: the other may have had no need of it.
    """
    single = {_row_key(d) for d in found if _is(d, Member) and not (d.before and d.after)}
    otherwise = {_row_key(d) for d in found if _is(d, Fact) and d.before and d.after}
    labels = {one.label for d in found if isinstance(one := d.before or d.after, Deadline)}
    for d in found:
        whole = d.before is not None and d.after is not None
        one = d.before or d.after
        if (
            (_is(d, Fact) and not whole and _row_key(d) in single)
            or (_is(d, Member) and whole and _row_key(d) in otherwise)
            or (isinstance(one, Parameter | Literal) and not whole)
            or (isinstance(one, Literal) and one.label in labels)
        ):
            continue
        yield d


def _is(found: Difference, kind: type) -> bool:
    return isinstance(found.before or found.after, kind)


def _row_key(found: Difference) -> Hashable:
    """Return the row that a difference is about."""
    one = found.before or found.after
    return row_id(one.row) if isinstance(one, Fact | Member) else None


def row_id(row: Row | None) -> Hashable:
    """Return what identifies a row in any evaluation: its key, else whose it is and where it stands."""
    if row is None:
        return None
    if row.key or row.name:
        return row.register, (row.key or row.name).casefold()
    return row.register, row_id(row.owner), _place(row.cell)


def _place(cell: Cell) -> tuple[str, str, str]:
    return cell.file, cell.sheet, cell.cell


def said(ground: Ground | None) -> Hashable:
    """Return what a ground says, without where it stands."""
    match ground:
        case None:
            return None
        case Fact():
            return ("fact", ground.value)
        case Opinion():
            return ("opinion", ground.answer, ground.idle, ground.code)
        case Member():
            return ("row", ground.passes, ground.has, _facts(ground))
        case Coverage():
            return ("register", ground.complete, ground.gap, ground.stated, _paper(ground))
        case Parameter():
            return ("parameter", ground.amount)
        case Literal():
            return ("limit", ground.amount)
        case Deadline():
            return ("deadline", ground.last, ground.passed)
        case Kept():
            return ("period", ground.last, ground.interim)
        case Stands():
            return ("stands", ground.code)


def _paper(found: Coverage) -> Hashable:
    paper = found.paper
    return None if paper is None else (paper.document, paper.day, paper.count, paper.first, paper.last)


def _facts(member: Member) -> tuple[tuple[str, Hashable], ...]:
    return () if member.row.key else tuple((f.field, f.value) for f in member.facts)


class _Grounds:
    """The grounds of one part of a proof: those that have an identity, and rows without a key."""

    def __init__(self, root: object) -> None:
        self.keyed: dict[Hashable, Ground] = {}
        self.loose: list[Member] = []
        self._walk(root)

    def _put(self, key: Hashable, ground: Ground) -> None:
        self.keyed.setdefault(key, ground)

    def _walk(self, node: object) -> None:
        match node:
            case Fact():
                self._put(("fact", row_id(node.row), node.field), node)
            case Opinion():
                self._put(("opinion", row_id(node.row), node.id, node.given), node)
            case Parameter():
                self._put(("parameter", node.id), node)
            case Coverage():
                self._put(("register", node.register, row_id(node.owner)), node)
            case Literal():
                if node.label:
                    self._put(("limit", node.label), node)
            case Stands():
                self._put(("stands", row_id(node.row), node.award, node.state), node)
            case Deadline() | Kept():
                self._put((type(node).__name__, node.id), node)
            case Tally():
                for cover in node.coverage:
                    self._walk(cover)
                for member in node.whole() if node.seen <= _LARGE else node.rows:
                    self._member(member)
            case tuple():
                for one in node:
                    self._walk(one)
            case Row() | Cell():
                return
            case _ if is_dataclass(node) and type(node).__module__.startswith(_OWN):
                for part in fields(node):
                    if part.name not in _PASSED:
                        self._walk(getattr(node, part.name))
            case _:
                return

    def _member(self, member: Member) -> None:
        if not (member.row.key or member.row.name):
            self.loose.append(member)
            return
        self._put(("row", row_id(member.row)), member)
        for part in (member.facts, member.where, member.what, member.amount):
            self._walk(part)


#: Where the nodes of proofs are written, and parts of them that say nothing of the records.
_OWN = __name__.partition(".comparison")[0]
_PASSED = frozenset({"law", "key", "owner", "row", "chain", "quota"})


def _rows(before: list[Member], after: list[Member]) -> Iterator[Difference]:
    """Yield rows without a key that came, went, or say something else at the place where they stood."""
    old, new = Counter(_signature(m) for m in before), Counter(_signature(m) for m in after)
    gone, come = _left(before, old - new), _left(after, new - old)
    for same in (_at_place, _told):
        others: dict[Hashable, list[Member]] = {}
        for member in come:
            others.setdefault(same(member), []).append(member)
        for member in list(gone):
            if others.get(same(member)):
                other = others[same(member)].pop(0)
                gone.remove(member)
                come.remove(other)
                yield Difference(member, other)
    yield from (Difference(member, None) for member in gone)
    yield from (Difference(None, member) for member in come)


def _left(members: list[Member], many: Counter[Hashable]) -> list[Member]:
    out = []
    for member in members:
        if many[_signature(member)] > 0:
            many[_signature(member)] -= 1
            out.append(member)
    return out


def _told(member: Member) -> Hashable:
    row = member.row
    return row.register, row_id(row.owner), tuple((f.field, f.value) for f in member.facts)


def _signature(member: Member) -> Hashable:
    return _told(member), member.passes, member.has


def _at_place(member: Member) -> Hashable:
    return member.row.register, row_id(member.row.owner), _place(member.row.cell)


