"""Which subjects have the same reasons: every code that a reason rests on, folded into one number per subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from ... import plan
from ...evaluator import Evaluation
from ...evaluator.arrays import Bool
from ...evaluator.result import Judged
from ...values import Choice, Verdict

#: The largest number that combinations of codes are folded into before they are numbered anew.
_WIDEST = 1 << 60


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """The pattern of each subject of a kind.

    `number` counts patterns from 0, `first` is one subject of each; `alone`: subjects whose reasons rest on more than
    their pattern.
    """

    number: NDArray[np.intp]
    first: NDArray[np.intp]
    alone: Bool


@dataclass(slots=True, eq=False)
class _Folded:
    """Codes folded so far."""

    size: int
    alone: Bool = field(init=False)
    key: NDArray[np.int64] = field(init=False)
    radix: int = 1

    def __post_init__(self) -> None:
        """Begin with one pattern for all."""
        self.alone = np.zeros(self.size, dtype=bool)
        self.key = np.zeros(self.size, dtype=np.int64)

    def add(self, codes: NDArray[np.integer] | NDArray[np.bool_]) -> None:
        """Tell subjects apart by one more column of small numbers, from -1 on."""
        if self.size == 0 or codes.strides == (0,):
            return
        base = int(codes.max()) + 2
        if self.radix * base > _WIDEST:
            _, self.key = np.unique(self.key, return_inverse=True)
            self.radix = int(self.key.max()) + 1
        self.key = self.key * np.int64(base) + (codes.astype(np.int64) + 1)
        self.radix *= base

    def done(self) -> Patterns:
        """Return the patterns found."""
        _, first, number = np.unique(self.key, return_index=True, return_inverse=True)
        return Patterns(number, first, self.alone)


def patterns_of(evaluation: Evaluation, kind: str) -> Patterns:
    """Return the patterns of all subjects of a kind."""
    ready, judged = evaluation.plan, evaluation.kinds[kind]
    folded = _Folded(judged.size)
    for award in ready.awards.values():
        if kind in award.entitlements and award.id in judged.profiles:
            _award(folded, evaluation, judged, award, award.entitlements[kind])
    for criterion in ready.criteria.values():
        if criterion.kind == kind and criterion.id in judged.met:
            folded.add(judged.met[criterion.id])
            concerned = None  # what a criterion reads is no reason for those whom it surely does not concern
            if criterion.id in judged.applies:
                folded.add(judged.applies[criterion.id])
                concerned = judged.applies[criterion.id] > Verdict.NOT_MET
            nodes = (criterion.met, criterion.applies, *(case.when for case in criterion.exceptions))
            _nodes(folded, evaluation, kind, nodes, concerned)
    for rules, codes in ((ready.bars, judged.bars), (ready.suspensions, judged.suspensions)):
        for rule in rules.values():
            if rule.kind == kind and rule.id in codes:
                folded.add(codes[rule.id])
                _nodes(folded, evaluation, kind, (rule.when, *(case.when for case in rule.exceptions)), None)
    for verdict in judged.assessments.values():
        folded.add(verdict)
    return folded.done()


def _award(
    folded: _Folded, evaluation: Evaluation, judged: Judged, award: plan.Award, entitlement: plan.Entitlement
) -> None:
    frame, kind = evaluation.frame, judged.kind
    folded.add(judged.decisions[award.id])
    folded.add(judged.profiles[award.id])
    for codes in judged.gates[award.id].values():
        folded.add(codes)
    if award.id in judged.selections:
        folded.add(judged.selections[award.id].limited)
    _nodes(folded, evaluation, kind, (entitlement.applies,), None)
    quota = entitlement.quota
    for question in (entitlement.choose, quota.settle if quota is not None else None):
        if question is not None:
            _question(folded, evaluation, kind, question)
            folded.add(frame.cond(plan.Flag(question), kind))
    # of a grant that nobody knows a line only says so, which the profile holds
    _nomination(folded, evaluation, kind, judged.gates[award.id]["nomination"] == Verdict.UNDETERMINED)
    if any(kind in evaluation.plan.awards[u.award].entitlements for u in award.unless):
        folded.alone |= True


def _nomination(folded: _Folded, evaluation: Evaluation, kind: str, open_: Bool) -> None:
    """Let those stand alone for whom it is open by something of their own whether they were put forward.

    Those without any row among the nominations wait for the same paper, if that is about everybody.
    """
    if not open_.any():
        return
    tables = evaluation.dossier.tables
    papers, table = tables["attestation"], tables["nomination"]
    asked = evaluation.frame.known.registers["attestation"].fields["register"].type
    names = [o.key for o in asked.options] if isinstance(asked, Choice) else []
    about = papers.columns["register"] == names.index("nomination") if "nomination" in names else None
    if about is None or any(bool((index[about] >= 0).any()) for index in papers.owners.values()):
        folded.alone |= open_
        return
    own = table.owners.get(kind, np.zeros(0, dtype=np.int32))
    touched = np.zeros(folded.size, dtype=bool)
    touched[own[own >= 0]] = True
    if kind in table.reopened:
        touched |= table.reopened[kind]
    folded.alone |= open_ & touched


def _question(folded: _Folded, evaluation: Evaluation, kind: str, question: str) -> None:
    """Tell apart whether a question was answered; an answer that cannot be used says whose turn it is by itself."""
    given = evaluation.frame.answered[kind, question]
    folded.add(given)
    folded.alone |= given == Verdict.UNDETERMINED


def _nodes(
    folded: _Folded, evaluation: Evaluation, kind: str, nodes: tuple[plan.Cond | None, ...], concerned: Bool | None
) -> None:
    """Tell apart by all that conditions read; where they read more than codes, whom they leave open stands alone.

    A condition under an `if none` rule leaves nothing open but what it leaves open itself, or what has no rows.
    """
    for node in nodes:
        if node is None:
            continue
        codes = evaluation.frame.cond(node, kind)
        folded.add(codes)
        leaves = list(_leaves(node))
        if None in leaves:
            open_ = codes == Verdict.UNDETERMINED
            folded.alone |= open_ if concerned is None else open_ & concerned
        else:
            for leaf in leaves:
                if leaf is not None:
                    _leaf(folded, evaluation, kind, leaf)


#: A condition on the row itself, or on rows above it (the registers on the way).
_Leaf = tuple[tuple[str, ...], plan.Cond]


def _leaves(node: plan.Cond, above: tuple[str, ...] = ()) -> Iterator[_Leaf | None]:
    """Yield the conditions that a condition is made of; None where one rests on more than one value of one row."""
    match node:
        case plan.Flag() | plan.OneOf() | plan.Present() | plan.Compare(_, plan.Value(), plan.Constant()):
            yield above, node
        case plan.Not(item):
            yield from _leaves(item, above)
        case plan.And(items) | plan.Or(items):
            for item in items:
                yield from _leaves(item, above)
        case plan.Owner(register, item):
            yield from _leaves(item, (*above, register))
        case plan.Compare() | plan.Some() | plan.Every() | plan.Choose() | plan.Standing():
            yield None
        case _:
            assert_never(node)


def _leaf(folded: _Folded, evaluation: Evaluation, kind: str, leaf: _Leaf) -> None:
    registers, node = leaf
    at = kind
    rows: NDArray[np.integer] = np.arange(folded.size)
    known = np.ones(folded.size, dtype=bool)
    for register in registers:
        index = evaluation.dossier.tables[at].owners[register]
        known &= index[rows] >= 0 if len(index) else False
        rows, at = (index[rows] if len(index) else rows * 0), register
    codes = evaluation.frame.cond(node, at)
    asked = _asked(node)
    columns = [codes]
    if asked is not None and (at, asked) in evaluation.frame.answered:
        given = evaluation.frame.answered[at, asked]
        columns.append(given)
        if len(given):
            folded.alone |= known & (given[rows] == Verdict.UNDETERMINED)
    for column in columns:
        if not registers:
            folded.add(column)
        elif len(column):
            folded.add(np.where(known, column[rows], np.int8(3)))
        else:
            folded.add(known)


def _asked(node: plan.Cond) -> str | None:
    match node:
        case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Compare(_, plan.Value(name), _):
            return name
        case _:
            return None
