"""Copies for others: nobody's name, key or free text is left in them but of those who may be named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from engine.diagnostics import Diagnostic, Lang
from engine.evaluator import Evaluation
from engine.explain import Prover, page, prove
from engine.explain.legal import Law
from engine.explain.nodes import Tally
from engine.explain.redact import Audience, Redactor, adverse
from engine.plan import Quota
from engine.report.view import View, build_view
from engine.values import Decision
from tests import campaign

PEOPLE = ("person", "citizen")
AUDIENCES = list(Audience)


@cache
def copied(audience: Audience, lang: Lang = Lang.VI) -> View:
    return build_view(campaign.evaluation(), lang, redact=audience)


def texts(node: object) -> Iterator[str]:
    """Yield every text that hangs on a node of a proof, also what is only told on the full page."""
    match node:
        case str():
            yield node
        case Law() | Quota():  # the plan's own words
            return
        case Diagnostic():
            yield from node.args.values()
            yield str(node.place)
        case Mapping():
            for key, value in node.items():
                yield str(key)
                yield from texts(value)
        case tuple() | list():
            for part in node:
                yield from texts(part)
        case Tally():
            yield from texts(node.whole())
            for one in fields(node):
                if one.name != "whole":
                    yield from texts(getattr(node, one.name))
        case _ if is_dataclass(node) and not isinstance(node, type):
            for one in fields(node):
                yield from texts(getattr(node, one.name))


def private(evaluation: Evaluation) -> dict[str, set[str]]:
    """Return names and keys of people, and everything that was written freely."""
    tables, ready = evaluation.dossier.tables, evaluation.plan
    out = {"key": set[str](), "name": set[str](), "free": set[str]()}
    for kind in PEOPLE:
        out["key"] |= {k for k in tables[kind].keys if k}
        out["name"] |= {n for n in tables[kind].names if n}
    for name, table in tables.items():
        if name not in ready.kinds():
            out["free"] |= {t for t in (*table.keys, *table.names) if len(t) > 4}
        for found in table.texts.values():
            out["free"] |= {t for t in found if len(t) > 4}
    out["free"] |= set(evaluation.dossier.files)
    out["free"] -= set(tables["unit"].keys) | set(tables["unit"].names) | out["name"]
    rules = "".join(p.read_text("utf-8") for p in (campaign.ROOT / "rules" / "quan-12-2020").glob("*.yaml"))
    return {group: {t for t in found if t not in rules} for group, found in out.items()}


def named_people(view: View) -> set[str]:
    return {s.row.name for s in view.subjects if s.kind in PEOPLE and s.row.name}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_the_proposed_are_named(audience: Audience) -> None:
    view = copied(audience)
    for subject in view.subjects:
        if subject.kind in PEOPLE:
            proposed = any(a.decision is Decision.PROPOSED for a in subject.awards.values())
            assert bool(subject.row.name) is proposed
            assert proposed is not bool(subject.row.key)
        else:
            assert subject.row.name
            assert subject.row.key


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_private_is_left_in_any_proof(audience: Audience) -> None:
    hidden, view = private(campaign.evaluation()), copied(audience)
    for subject in view.subjects:
        own = {subject.row.name, subject.row.key}
        found = set(texts(subject))
        assert found & (hidden["key"] | hidden["free"]) == set()
        assert not (found - own) & hidden["name"]


@pytest.mark.parametrize(("audience", "lang"), [(Audience.PUBLIC, Lang.VI), (Audience.PEERS, Lang.EN)])
def test_nothing_private_is_left_on_any_full_page(audience: Audience, lang: Lang) -> None:
    hidden, view = private(campaign.evaluation()), copied(audience, lang)
    for subject in view.subjects[::29]:
        told = " ".join(page(subject, lang, full=True).split())
        assert not [t for t in hidden["key"] | hidden["free"] if t in told]
        assert not [t for t in hidden["name"] - {subject.row.name} if t in told]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_lines_findings_and_files_hold_nothing_private(audience: Audience) -> None:
    hidden, view = private(campaign.evaluation()), copied(audience)
    told = {e.line for e in view.entries} | {d.message(view.lang) for d in (*view.rejected, *view.notices)}
    everything = "\n".join(told)
    assert not [t for group in hidden.values() for t in group if t in everything]
    assert view.files == ()
    assert view.redacted is audience


@pytest.mark.parametrize("audience", AUDIENCES)
def test_decisions_verdicts_and_counts_stay(audience: Audience) -> None:
    whole, view = build_view(campaign.evaluation()), copied(audience)
    before = {(s.kind, s.row.index): s for s in whole.subjects}
    assert len(view.subjects) == len(whole.subjects)
    for subject in view.subjects:
        same = before[subject.kind, subject.row.index]
        assert {a: p.decision for a, p in subject.awards.items()} == {a: p.decision for a, p in same.awards.items()}
        assert {c: p.verdict for c, p in subject.criteria.items()} == {c: p.verdict for c, p in same.criteria.items()}


def violator() -> tuple[str, int]:
    evaluation = campaign.evaluation()
    table = evaluation.dossier.tables["person"]
    return "person", list(table.keys).index("PH04-005")


def test_who_a_bar_has_to_do_with_is_found() -> None:
    assert violator()[1] in adverse(campaign.evaluation())["person"]


def test_a_violator_is_not_named_even_in_a_copy_about_them() -> None:
    evaluation = campaign.evaluation()
    kind, index = violator()
    told = page(Redactor(evaluation, Audience.PEERS, about=(kind, index)).proof(prove(evaluation, kind, index)))
    assert evaluation.dossier.tables[kind].names[index] not in told
    assert "PH04-005" not in told


def test_a_copy_for_colleagues_names_whom_it_is_about_and_one_for_the_public_does_not() -> None:
    evaluation = campaign.evaluation()
    kind = "person"
    judged, bad = evaluation.kinds[kind], adverse(evaluation)[kind]
    index = next(
        i
        for i in range(judged.size)
        if i not in bad and all(int(c[i]) != Decision.PROPOSED for c in judged.decisions.values())
    )
    name = evaluation.dossier.tables[kind].names[index]
    about = {a: Redactor(evaluation, a, about=(kind, index)).proof(prove(evaluation, kind, index)) for a in Audience}
    assert about[Audience.PEERS].row.name == name
    assert about[Audience.PUBLIC].row.name == ""
    assert name not in page(about[Audience.PUBLIC])


def test_the_public_is_not_told_the_unit_of_who_is_not_named() -> None:
    evaluation = campaign.evaluation()
    units = set(evaluation.dossier.tables["unit"].names)
    for subject in copied(Audience.PUBLIC).subjects:
        if subject.kind == "person" and not subject.row.name:
            assert subject.row.owner is not None
            assert subject.row.owner.name == ""
            assert not set(texts(subject)) & units


def test_numbers_do_not_follow_the_books_and_are_the_same_each_time() -> None:
    evaluation = campaign.evaluation()
    size = evaluation.kinds["person"].size
    numbers = [Redactor(evaluation, Audience.PUBLIC).number("person", i) for i in (0, 1, 2)]
    one = Redactor(evaluation, Audience.PUBLIC)
    every = [one.number("person", i) for i in range(size)]
    assert every[:3] == numbers
    assert sorted(every) == list(range(1, size + 1))
    assert every != sorted(every)




def test_a_proof_is_copied_without_being_changed() -> None:
    evaluation = campaign.evaluation()
    prover = Prover(evaluation)
    before = page(prover.prove("unit", 3), full=True)
    Redactor(evaluation, Audience.PUBLIC).proof(prover.prove("unit", 3))
    assert page(prover.prove("unit", 3), full=True) == before
