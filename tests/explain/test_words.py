"""The words of explanations: goldens for every kind of decision, both languages, and nothing a reader must not see."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from engine.diagnostics import Lang
from engine.evaluator import Evaluation
from engine.explain import Prover, SubjectProof, decision_words, one_line, page, words_en, words_vi
from engine.explain.order import name_order, word_order
from engine.explain.telling import Teller
from tests import campaign

Golden = Callable[[str, str], None]
EVALUATIONS: dict[str, Callable[[], Evaluation]] = {
    "plan": campaign.evaluation,
    "resolution": campaign.resolved,
    "may": lambda: campaign.evaluation(dt.date(2020, 5, 15)),
}


@cache
def proofs(name: str) -> tuple[SubjectProof, ...]:
    evaluation = EVALUATIONS[name]()
    prover = Prover(evaluation)
    found = [prover.prove(kind, i) for kind, judged in evaluation.kinds.items() for i in range(judged.size)]
    return tuple(sorted(found, key=lambda p: (p.kind, p.row.key)))


def one_of_each(name: str, lang: Lang) -> Iterator[tuple[SubjectProof, str]]:
    """Yield the first subject of every kind, award and decision (pending ones by whom they wait on)."""
    seen = set()
    for proof in proofs(name):
        for award in proof.awards.values():
            sort = (proof.kind, award.id, decision_words(award, lang), tuple(r.code for r in award.reasons))
            if sort not in seen:
                seen.add(sort)
                yield proof, award.id


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
@pytest.mark.parametrize("name", EVALUATIONS)
def test_one_line_of_each_decision(golden: Golden, name: str, lang: Lang) -> None:
    lines = [
        f"{p.row.key} / {a} / {decision_words(p.awards[a], lang)}\n    {one_line(p, a, lang)}\n"
        for p, a in one_of_each(name, lang)
    ]
    golden(f"explain/{name}.{lang.value}.txt", "".join(lines))


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
@pytest.mark.parametrize(
    ("name", "decision"),
    [
        *(("plan", d) for d in ("proposed", "not-proposed", "barred", "pending", "not-nominated")),
        *(("resolution", d) for d in ("suspended", "outside-quota", "tied", "pending")),
        ("may", "pending"),
    ],
)
def test_page_of_each_decision(golden: Golden, name: str, decision: str, lang: Lang) -> None:
    proof = next(p for p in proofs(name) if any(a.decision.word == decision for a in p.awards.values()))
    golden(f"explain/{name}-{decision}.{lang.value}.txt", page(proof, lang))
    if decision in {"tied", "barred"}:
        golden(f"explain/{name}-{decision}-full.{lang.value}.txt", page(proof, lang, full=True))


def test_every_decision_occurs() -> None:
    found = {a.decision.word for name in ("plan", "resolution") for p in proofs(name) for a in p.awards.values()}
    assert found >= {
        "proposed", "not-proposed", "barred", "suspended", "pending", "outside-quota", "tied", "not-nominated"
    }  # fmt: skip


@pytest.mark.parametrize("name", EVALUATIONS)
def test_no_identifier_is_shown(name: str) -> None:
    plan = EVALUATIONS[name]().plan
    fields = {f for r in plan.registers.values() for f in r.fields if "_" in f}
    names = {*plan.criteria, *plan.bars, *plan.suspensions, *plan.awards, *plan.readings, *fields, *plan.judgements}
    hidden = re.compile("|".join(rf"(?<![\w./-]){re.escape(n)}(?![\w/-])" for n in names if re.search(r"[._-]", n)))
    for proof in proofs(name)[::3]:
        for text in (page(proof, full=True), *(one_line(proof, a) for a in proof.awards)):
            assert not hidden.search(text), hidden.search(text)
            assert not re.search(r"\b(gate|profile|None|True|False)\b", text)


def test_a_missing_thing_is_named_only_where_something_is_missing() -> None:
    for proof in proofs("plan"):
        for award in proof.awards.values():
            assert award.settled == (not award.missing)
            if award.decision.word in {"proposed", "barred"}:
                assert not award.missing


def test_the_languages_say_the_same_things() -> None:
    parts = string.Formatter()
    assert words_vi.WORDS.keys() == words_en.WORDS.keys()
    for key, text in words_vi.WORDS.items():
        said, other = ({p[1] for p in parts.parse(t) if p[1]} for t in (text, words_en.WORDS[key]))
        assert said == other, key


def test_vietnamese_order() -> None:
    words = ["đa", "dạ", "dã", "dá", "dà", "da", "ă", "â", "a", "ơ", "ô", "o", "ư", "u", "e", "ê"]
    assert sorted(words, key=word_order) == [
        "a",
        "ă",
        "â",
        "da",
        "dà",
        "dã",
        "dá",
        "dạ",
        "đa",
        "e",
        "ê",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
    ]
    people = ["Trần Văn Ba", "Lê Thị Ánh", "Đỗ Văn An", "Bùi Văn An"]
    assert sorted(people, key=name_order) == ["Bùi Văn An", "Đỗ Văn An", "Lê Thị Ánh", "Trần Văn Ba"]


def test_more_than_ten_names_are_counted() -> None:
    assert Teller(Lang.VI).several((str(i) for i in range(41)), 10).endswith("9; và 31 trường hợp khác")
