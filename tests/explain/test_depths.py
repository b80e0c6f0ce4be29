"""The three depths in both languages for every kind of decision; and nothing in them that a terminal would obey."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.diagnostics import Lang
from engine.diagnostics.visible import visible
from engine.evaluator import Evaluation
from engine.explain import Depth, Prover, SubjectProof, outline, waits_of
from engine.explain.lacking import Waits
from engine.explain.layout import laid_out
from engine.report import build_view
from engine.report.explained import explained
from engine.report.picking import Pick
from engine.values import Decision
from tests import campaign
from tests.conformance import build
from tests.conformance.programs import evaluated
from tests.conftest import Golden

EVALUATIONS: dict[str, Callable[[], Evaluation]] = {
    "plan": campaign.evaluation,
    "resolution": campaign.resolved,
    "may": lambda: campaign.evaluation(dt.date(2020, 5, 15)),
}
#: Every kind of decision: in which campaign, about which award; pending ones by whom they wait on.
WANTED = (
    ("proposed", "plan", "giay-khen"), ("not-proposed", "plan", "giay-khen"), ("barred", "plan", "giay-khen"),
    ("suspended", "resolution", "giay-khen"), ("outside-quota", "resolution", "giay-khen"),
    ("tied", "resolution", "bang-khen"), ("not-nominated", "plan", "giay-khen"),
    ("pending-papers", "plan", "giay-khen"), ("pending-council", "plan", "giay-khen"),
    ("pending-calendar", "may", "giay-khen"), ("pending-decision", "resolution", "giay-khen"),
)  # fmt: skip


@cache
def proofs(name: str) -> tuple[SubjectProof, ...]:
    evaluation = EVALUATIONS[name]()
    prover = Prover(evaluation)
    found = [prover.prove(kind, i) for kind, judged in evaluation.kinds.items() for i in range(judged.size)]
    return tuple(sorted(found, key=lambda p: (p.kind, p.row.key)))


def words(proof: SubjectProof, award: str) -> Iterator[str]:
    found = proof.awards[award]
    yield found.decision.word
    waits = waits_of(found) if found.decision is Decision.PENDING else ()
    yield from (f"pending-{w.value}" for w in waits if len(waits) == 1 or w is Waits.CALENDAR)


def depths(proof: SubjectProof, lang: Lang, award: str) -> str:
    """Return the three depths one below the other."""
    texts = (f"=== {d.value}\n{laid_out(outline(proof, lang, award, d))}" for d in Depth)
    return "\n".join(texts)


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
@pytest.mark.parametrize(("decision", "name", "award"), WANTED, ids=str)
def test_every_kind_of_decision_at_every_depth(
    golden: Golden, decision: str, name: str, award: str, lang: Lang
) -> None:
    proof = next(p for p in proofs(name) if decision in words(p, award))
    golden(f"explain/depths/{decision}.{lang.value}.txt", depths(proof, lang, award))


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
def test_whom_an_award_is_not_for(golden: Golden, lang: Lang, tmp_path: Path) -> None:
    for case in build.cases():
        if not any("not-applicable" in w.get("decisions", {}).values() for w in case.want.values()):
            continue
        evaluation = evaluated(case, tmp_path)[0]
        prover = Prover(evaluation)
        for kind, judged in evaluation.kinds.items():
            for index in range(judged.size):
                proof = prover.prove(kind, index)
                for award in proof.awards.values():
                    if award.decision is Decision.NOT_APPLICABLE and award.scope is not None:
                        golden(f"explain/depths/not-applicable.{lang.value}.txt", depths(proof, lang, award.id))
                        return
    pytest.fail("no case has an award with a scope that somebody is outside of")


def test_each_depth_says_more_than_the_one_before() -> None:
    for decision, name, award in WANTED:
        proof = next(p for p in proofs(name) if decision in words(p, award))
        line, page, everything = (laid_out(outline(proof, Lang.VI, award, d)) for d in Depth)
        assert len(line.splitlines()) < len(page.splitlines()) <= len(everything.splitlines()), decision


# --- what a terminal would obey ------------------------------------------------------------------------------

EVIL = "Nguyễn\x1b[31m Văn\x07\x9b2J \u202eAn\u2028\r\nB\x7f\tC"


def test_nothing_that_a_terminal_obeys_is_left() -> None:
    assert visible(EVIL) == "Nguyễn␛[31m Văn␇\ufffd2J \ufffdAn\ufffd  B␡ C"
    assert visible("Phường Hòa An – “1,5%” (PH01)") == "Phường Hòa An – “1,5%” (PH01)"


@pytest.mark.parametrize("depth", Depth)
def test_names_cannot_write_to_the_terminal(depth: Depth) -> None:
    view = build_view(campaign.evaluation())
    proof = next(p for p in view.subjects if p.row.key == "PH04")
    bad = dataclasses.replace(proof, row=dataclasses.replace(proof.row, name=EVIL), plan=EVIL)
    text = laid_out(outline(bad, depth=depth))
    listed = explained(dataclasses.replace(view, subjects=(bad,), title=EVIL), Pick(), depth)
    for told in (text, listed):
        assert "Nguyễn␛[31m Văn" in " ".join(told.split())
        assert not any(c != "\n" and not c.isprintable() for c in told)
