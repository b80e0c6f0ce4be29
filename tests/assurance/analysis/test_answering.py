"""Answers are what the engine says, the same in any order, process and hash; too little effort is no answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.assurance.analysis.answering import Verdict, answer_files, answered
from engine.assurance.analysis.asking import EFFORT, State
from engine.assurance.analysis.confirming import confirms
from engine.assurance.analysis.json_out import as_json
from engine.assurance.analysis.questions import questions
from engine.bundle import rule_file
from engine.compiler import compile_file
from engine.diagnostics import Lang
from tests.conformance import build

from .little import FAULTY, base, faulty, faulty_answers

#: Questions of each kind of answer, quick ones.
SOME = ("award/one/unit", "criterion-decides/unit.always/prize", "band-gap/unit.open", "band-overlap/unit.whole/1/2")


def test_everything_found_is_what_the_engine_finds() -> None:
    ready = compile_file(rule_file("go-vap-2020")).plan
    by_id = {q.id: q for q in questions(ready)}
    told = list(answered(ready))
    assert [a.id for a in told] == list(by_id)
    found = [a for a in told if a.answer.state is State.FOUND]
    assert len(found) >= 15
    for one in found:
        question = by_id[one.id]
        assert one.answer.records is not None
        assert confirms(ready, question.kind, question.says)(one.answer.records, one.answer.key), one.id
    assert all((a.answer.records is None) == (a.answer.state is not State.FOUND) for a in told)


def test_an_id_is_of_one_question() -> None:
    ids = [q.id for q in questions(faulty())]
    assert len(set(ids)) == len(ids) == len(faulty_answers())


@pytest.mark.parametrize("id_", SOME)
def test_a_question_asked_alone_has_the_same_answer(id_: str) -> None:
    (alone,) = answered(faulty(), (id_,))
    assert alone == replace(next(a for a in faulty_answers() if a.id == id_), origin="")


def test_too_little_effort_is_no_proof() -> None:
    told = list(answered(faulty(), (*SOME, "award/nobody/unit", "both/one/two/unit"), effort=1))
    wanted = {a.id: a.answer.state for a in faulty_answers()}
    assert all(a.answer.state in {State.UNKNOWN, wanted[a.id]} for a in told)
    unknown = [a for a in told if a.answer.state is State.UNKNOWN]
    assert {"award/one/unit", "band-gap/unit.open"} <= {a.id for a in unknown}
    assert all(a.verdict in {Verdict.UNKNOWN, Verdict.NOTE} for a in unknown)


def test_neither_processes_nor_hashes_change_a_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = build.write_ruleset(build.merged(base(), build.texts(FAULTY)), tmp_path)
    ids = ("criterion-decides/unit.always/prize", "band-overlap/unit.twice/1/2")
    monkeypatch.setenv("PYTHONHASHSEED", "4242")  # of the processes that are started now
    here, there = (answer_files(rules, [], ids, effort=EFFORT, jobs=jobs) for jobs in (1, 2))
    ready = compile_file(rules).plan
    assert as_json(ready, here, Lang.VI) == as_json(ready, there, Lang.VI)
    assert [a.answer.state for a in there] == [State.NEVER, State.FOUND]
