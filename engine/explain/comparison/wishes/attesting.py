"""Attestations under assumptions: where rows are added or taken away, the office would have counted them too."""

from __future__ import annotations

from ....evaluator import Evaluation
from ....records.changes import Put


def counted_anew(before: Evaluation, after: Evaluation) -> tuple[Put, ...]:
    """Return the counts that attestations would have, of those that held before and no longer fit the rows."""
    old, new = before.frame.known, after.frame.known
    papers, counts = before.dossier.tables["attestation"], after.dossier.tables["attestation"].columns.get("count")
    places = {after.dossier.tables["attestation"].places.cell(n): n for n in range(new.table("attestation").size)}
    out: dict[Put, None] = {}
    for register in before.plan.registers:
        if register not in after.plan.registers:
            continue
        for top in old.tops(register):
            good, _ = old.attesting(register, top)
            still, _ = new.attesting(register, top)
            for paper in good.nonzero()[0].tolist():
                cell = papers.places.cell(paper)
                now = places.get(cell)
                if now is None or still[now] or counts is None:
                    continue
                many = new.wanted(register, top, now)[2]
                if many != int(counts[now]):
                    out[Put("attestation", cell, "count", str(many))] = None
    return tuple(out)
