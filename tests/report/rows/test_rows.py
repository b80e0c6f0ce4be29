"""A result as plain lines says of every subject what the proof of that subject says, whatever it has in common."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, reject, settings

from engine import plan
from engine.diagnostics import Lang, ReportedError
from engine.evaluator import Evaluation, evaluate
from engine.explain import Prover
from engine.explain.telling import Teller
from engine.records import load
from engine.report.result_json import subject_json
from engine.report.rows import write_rows
from engine.report.rows.lines import lines_of
from engine.report.rows.patterns import patterns_of
from engine.report.rows.writing import HEADS, batches
from engine.report.view import kinds_of
from engine.values import Verdict
from tests import campaign, strategies
from tests.conformance import build
from tests.conformance.programs import evaluated

#: Every seventh case here; all of them were tried when this was written.
CASES = build.cases()[::7]
Row = dict[str, str]


def told(evaluation: Evaluation) -> list[Row]:
    return [dict(zip(HEADS, row, strict=True)) for rows in batches(evaluation) for row in rows]


def hold(evaluation: Evaluation) -> int:
    """Compare every line with the proof of its own subject; return how many lines there are."""
    rows, prover, at = told(evaluation), Prover(evaluation), 0
    for kind in kinds_of(evaluation):
        for index in range(kind.size):
            proof = prover.prove(kind.id, index)
            whole = subject_json(Teller(Lang.VI, cells=False), proof)
            for line in lines_of(evaluation.plan, proof, Lang.VI):
                row, at = rows[at], at + 1
                assert (row["kind"], row["key"], row["name"]) == (kind.id, proof.row.key, proof.row.name)
                assert row["owner"] == (proof.row.owner.key if proof.row.owner else "")
                assert (row["award"], row["assessment"]) == (line.award, line.assessment)
                assert (row["decision"], row["waits_on"]) == (line.decision, json.dumps(line.waits_on))
                assert (bool(row["provisional"]), bool(row["interim"])) == (line.provisional, line.interim)
                reasons = json.loads(row["reasons"])
                assert [r["text"] for r in reasons] == [r.text for r in line.reasons]
                if line.award:
                    found = whole["decisions"][line.award]
                    assert row["decision"] == found["decision"]
                    stated = [r for r in found["reasons"] if r["code"] != "open"]
                    for reason, other in zip(reasons, stated, strict=True):
                        assert {k: v for k, v in reason.items() if k != "text"} == {
                            k: v for k, v in other.items() if k != "text"
                        }
                    values(evaluation, row, whole)
    assert at == len(rows)
    return at


def values(evaluation: Evaluation, row: Row, whole: dict[str, object]) -> None:
    """A criterion that holds one field against a number says what the line says of that field."""
    criteria = whole["criteria"]
    assert isinstance(criteria, dict)
    asked = json.loads(row["values"]) if row["values"] else {}
    for reason in json.loads(row["reasons"]):
        written = evaluation.plan.criteria.get(reason["id"])
        if written is not None and reason["code"] == "criterion" and not written.exceptions:
            match written.met:
                case plan.Compare(_, plan.Value(name), plan.Constant()) if asked.get(name) is not None:
                    assert criteria[reason["id"]]["value"].startswith(asked[name])  # its unit stands behind it
                case _:
                    continue


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_lines_say_what_proofs_say_in_conformance_cases(case: build.Case, tmp_path: Path) -> None:
    hold(evaluated(case, tmp_path)[0])


def _holds(case: build.Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            evaluation = evaluated(case, Path(folder))[0]
        except ReportedError:
            reject()
        hold(evaluation)


@settings(max_examples=12)
@given(strategies.cases())
def test_lines_say_what_proofs_say_of_whatever_is_drawn(case: build.Case) -> None:
    _holds(case)


@settings(max_examples=12)
@given(strategies.contests())
def test_lines_say_what_proofs_say_of_whatever_is_selected(case: build.Case) -> None:
    _holds(case)


def test_a_campaign_is_proved_by_its_patterns() -> None:
    evaluation = campaign.evaluation()
    assert hold(evaluation) > 100
    found = patterns_of(evaluation, "person")
    assert len(found.first) < evaluation.kinds["person"].size


def test_json_lines_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    evaluation = campaign.evaluation()
    rows = told(evaluation)
    for form in ("jsonl", "csv", "parquet"):
        assert write_rows(evaluation, tmp_path / f"rows.{form}", form) == len(rows)
    lines = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
    table = parquet.read_table(tmp_path / "rows.parquet").to_pylist()
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        sheet = list(csv.DictReader(file))
    for row, line, cells, columns in zip(rows, lines, sheet, table, strict=True):
        assert cells == row
        assert (line["key"], line["decision"]) == (row["key"], row["decision"])
        assert line["waits_on"] == json.loads(row["waits_on"])
        assert line["reasons"] == json.loads(row["reasons"]) == json.loads(columns["reasons"])
        assert line.get("values", "") == (json.loads(row["values"]) if row["values"] else "")
        assert columns["provisional"] is bool(row["provisional"]) is line.get("provisional", False)
        assert columns["rank_best"] == (int(row["rank_best"]) if row["rank_best"] else None)
    assert not list(tmp_path.glob("*.part"))


def test_lines_are_the_same_bytes_twice_and_half_a_file_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = campaign.evaluation()
    for name in ("a", "b"):
        write_rows(evaluation, tmp_path / f"{name}.jsonl", "jsonl", Lang.EN)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.report.rows.writing.lines_of", stop)
    with pytest.raises(KeyboardInterrupt):
        write_rows(evaluation, tmp_path / "c.jsonl", "jsonl")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl"]


def test_a_formula_in_a_name_is_text(tmp_path: Path) -> None:
    evaluation = campaign.evaluation()
    table = evaluation.dossier.tables["unit"]
    names = list(table.names)
    object.__setattr__(table, "names", ["=1+1", *names[1:]])
    try:
        write_rows(evaluation, tmp_path / "rows.csv", "csv")
    finally:
        object.__setattr__(table, "names", names)
    assert ",'=1+1," in (tmp_path / "rows.csv").read_text("utf-8-sig")


def test_what_nobody_knows_yet_makes_no_subject_stand_alone() -> None:
    """Neither grants, which the council makes last, nor a list of nominations that has not come."""
    plan_ = campaign.compiled().plan
    books = [book for book in campaign.BOOKS if not book.name.startswith("08")]
    evaluation = evaluate(plan_, load(plan_, books), campaign.AS_OF)
    judged = evaluation.kinds["person"]
    assert (judged.gates["giay-khen"]["nomination"] == Verdict.UNDETERMINED).any()
    assert hold(evaluation) > 100
    assert patterns_of(evaluation, "person").alone.mean() < 0.2
