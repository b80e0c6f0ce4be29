"""The cut lines of a selection on both sides: places, who was the last one inside, by which figures."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np

from ...evaluator import Evaluation
from ...values import Choice
from ..decision import Prover
from ..proof import SelectionProof
from .model import Line, Outcome
from .sides import identities

_INSIDE = 2
#: Of so many groups each has its line told; of more only those in which somebody's result turned.
_FEW = 12


def lines_of(outcome: Outcome, before: Prover, after: Prover, turned: frozenset[str]) -> tuple[Line, ...]:
    """Return the lines of all groups of one award and kind that moved, or whose places did; one group always."""
    old, new = (_groups(p.evaluation, outcome) for p in (before, after))
    out = []
    for group in sorted(dict.fromkeys((*old, *new)), key=str):
        rows = ((before, old.get(group, ())), (after, new.get(group, ())))
        if len({*old, *new}) > _FEW and not _concerned(before, after, outcome, group, turned):
            continue
        sides = [_line(prover, outcome, own) for prover, own in rows]
        inside = [_inside(prover.evaluation, outcome, own) for prover, own in rows]
        named = next((s.group for s in sides if s is not None), "") or (group if isinstance(group, str) else "")
        line = Line(named, sides[0], sides[1], (inside[0], inside[1]))
        if len({*old, *new}) == 1 or _moved(line):
            out.append(line)
    return tuple(out)


def _moved(line: Line) -> bool:
    return line.inside[0] != line.inside[1] or place_of(line.before) != place_of(line.after)


def place_of(found: SelectionProof | None) -> Hashable:
    """Return where a line is: places, and the figures of the last one inside."""
    if found is None:
        return None
    figures = tuple((k.number.amount.low, k.number.amount.high) for k in found.last_keys)
    return found.places_low, found.places_high, figures


def _groups(evaluation: Evaluation, outcome: Outcome) -> dict[Hashable, tuple[int, ...]]:
    """Return the ranked rows of every group, by its option or the identity of its owner."""
    if outcome.kind not in evaluation.kinds:
        return {}
    found = evaluation.kinds[outcome.kind].selections.get(outcome.id)
    award = evaluation.plan.awards.get(outcome.id)
    if found is None or award is None:
        return {}
    quota, rows = award.entitlements[outcome.kind].quota, np.flatnonzero(found.pool)
    table = evaluation.dossier.tables[outcome.kind]
    out: dict[Hashable, list[int]] = {}
    names = identities(evaluation.dossier, quota.per_owner) if quota is not None and quota.per_owner else []
    for row in rows.tolist():
        group: Hashable = ""
        if quota is not None and quota.per_owner:
            owner = int(table.owners[quota.per_owner][row])
            group = names[owner] if owner >= 0 else ""
        elif quota is not None and quota.per:
            kind = evaluation.plan.registers[outcome.kind].fields[quota.per].type
            at = int(table.columns[quota.per][row])
            group = kind.options[at].key if isinstance(kind, Choice) and at >= 0 else ""
        out.setdefault(group, []).append(row)
    return {group: tuple(own) for group, own in out.items()}


def _line(prover: Prover, outcome: Outcome, rows: tuple[int, ...]) -> SelectionProof | None:
    """Return the selection as the first ranked row of a group saw it: the line is the same for all of them."""
    if not rows:
        return None
    return prover.prove(outcome.kind, min(rows)).awards[outcome.id].selection


def _inside(evaluation: Evaluation, outcome: Outcome, rows: tuple[int, ...]) -> int:
    if not rows:
        return 0
    return int((evaluation.kinds[outcome.kind].selections[outcome.id].inside[list(rows)] == _INSIDE).sum())


def _concerned(before: Prover, after: Prover, outcome: Outcome, group: Hashable, turned: frozenset[str]) -> bool:
    for prover in (before, after):
        own = identities(prover.evaluation.dossier, outcome.kind)
        if any(own[row] in turned for row in _groups(prover.evaluation, outcome).get(group, ())):
            return True
    return False


def figures(found: SelectionProof) -> Iterator[Hashable]:
    """Yield the figures of a subject in a ranking."""
    for key in found.keys:
        yield key.number.amount.low, key.number.amount.high
