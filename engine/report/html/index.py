"""The index of a report: names, units, results and verdicts of every subject as columns, built while proofs pass by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...explain import SubjectProof
from ...explain.bands import left_out
from ...explain.nodes import Row
from ...explain.order import word_order
from ...explain.points import ScoreProof
from ...explain.telling import Teller
from ..points import points_cell
from .campaign import Campaign
from .columns import Column
from .packing import Strings
from .proofs import Proofs
from .taking import take_assessment, take_award, take_grade


@dataclass(slots=True)
class Figures:
    """One total of points: its bounds, and what stands in a table."""

    kind: str
    label: str
    low: list[float | None] = field(default_factory=list)
    high: list[float | None] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Index:
    """Columns over all subjects, in the order of the lists."""

    teller: Teller
    names: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    verdicts: dict[str, list[str]] = field(default_factory=dict)
    kinds_of_criteria: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figures] = field(default_factory=dict)
    _owners: list[Row | None] = field(default_factory=list)
    _at: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, proof: SubjectProof) -> None:
        """Take in the next subject."""
        row, subject = proof.row, len(self.names)
        self.starts.setdefault(proof.kind, subject)
        self.names.append(row.name or row.key)
        self.keys.append(row.key)
        self._at[row.register, row.index] = subject
        self._owners.append(row.owner)
        taken = set(self._lists(proof))
        for name, column in self.columns.items():
            if name not in taken:
                column.skip()
        for criterion in proof.criteria.values():
            self.kinds_of_criteria.setdefault(criterion.id, proof.kind)
            self.verdicts.setdefault(criterion.id, []).append(str(int(criterion.verdict)))
        for name, figures in self.figures.items():
            if figures.kind == proof.kind:
                self._figure(figures, proof.scores.get(name))

    def _lists(self, proof: SubjectProof) -> Iterator[str]:
        for award in proof.awards.values():
            column = self._column("award", award.id, award.label)
            take_award(self.teller, column, proof, award)
            yield column.id
        for found in proof.assessments.values():
            column = self._column("assessment", found.id, found.label)
            take_assessment(self.teller, column, proof, found)
            yield column.id
        for grade in proof.classifications.values():
            column = self._column("grade", grade.id, grade.label)
            take_grade(self.teller, column, proof, grade)
            yield column.id

    def _column(self, type_: str, name: str, label: str) -> Column:
        """Return a list, beginning it with those before who are not in it."""
        key = f"{type_}:{name}"
        if key not in self.columns:
            self.columns[key] = column = Column(key, type_, label)
            for _ in range(len(self.names) - 1):
                column.skip()
        return self.columns[key]

    def _figure(self, figures: Figures, score: ScoreProof | None) -> None:
        told = points_cell(self.teller, score)
        figures.told.append(told)
        known = score is not None and not left_out(score) and not self.teller.boundless(score.amount)
        figures.low.append(float(score.amount.low) if known and score is not None else None)
        figures.high.append(float(score.amount.high) if known and score is not None else None)

    def packed(self) -> dict[str, object]:
        """Return everything that grows with the number of subjects, but for the lines of reasons."""
        owners = [o if o is not None and self._told(o) else None for o in self._owners]
        rows = {(o.register, o.index): o for o in owners if o is not None}
        units = sorted(rows, key=lambda u: (word_order(rows[u].name or rows[u].key), u))
        at = {unit: n for n, unit in enumerate(units)}
        return {
            "names": self.names,
            "keys": self.keys,
            "units": [[rows[u].name or rows[u].key, rows[u].key, self._at.get(u, -1)] for u in units],
            "unit": [-1 if o is None else at[o.register, o.index] for o in owners],
            "lists": {name: column.packed() for name, column in self.columns.items()},
            "verdicts": {name: "".join(codes) for name, codes in self.verdicts.items()},
            "figures": {n: {"low": f.low, "high": f.high, "told": f.told} for n, f in self.figures.items()},
        }

    def _told(self, owner: Row) -> bool:
        """Tell whether a subject may be shown under its owner: a copy that hides the owner calls it otherwise."""
        subject = self._at.get((owner.register, owner.index))
        if subject is None:
            return bool(owner.name or owner.key)
        return (self.names[subject], self.keys[subject]) == (owner.name or owner.key, owner.key)

    def reasons(self) -> dict[str, object]:
        """Return the line of every subject in every list, each text once."""
        texts = Strings()
        at = {name: [texts.of(line) for line in column.lines] for name, column in self.columns.items()}
        return {"texts": texts.all, "at": at}


def indexed(campaign: Campaign, proofs: Proofs) -> Index:
    """Read the subjects of a campaign once, into an index and into blocks of proofs."""
    index = Index(Teller(campaign.lang, cells=False))
    for kind in campaign.kinds:
        for top in kind.tops:
            index.figures[top] = Figures(kind.id, kind.scores[top])
    for proof in campaign.subjects:
        index.take(proof)
        proofs.add(proof)
    proofs.flush()
    return index
