"""The year-end review: the result of one campaign as records of another, and every subject as worked out by hand."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from cli import Exit, main
from engine.bundle import rule_file
from engine.compiler import Compiled, compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.evaluator.reference import judge
from engine.explain import page
from engine.records import load, plain_rows
from engine.records.dossier import Dossier
from engine.report import build_view
from engine.values import Decision, Verdict
from fixtures.make import danh_gia
from fixtures.make import danh_gia_expected as by_hand
from tests.campaign import ROOT
from tests.conformance.programs import Found, found_by, words_of

FOLDER = ROOT / "fixtures" / danh_gia.RULESET
FILES = tuple(sorted(p for p in FOLDER.iterdir() if p.suffix in {".xlsx", ".csv"}))
ALL = {e.subject: e for e in (*by_hand.UNITS, *by_hand.PEOPLE)}


@cache
def compiled() -> Compiled:
    return compile_file(rule_file(danh_gia.RULESET))


@cache
def dossier() -> Dossier:
    return load(compiled().plan, FILES)


@cache
def evaluation(as_of: dt.date) -> Evaluation:
    return evaluate(compiled().plan, dossier(), as_of)


def by_schedule(as_of: dt.date) -> Found:
    return found_by(evaluation(as_of))


def by_reference(as_of: dt.date) -> Found:
    rows = plain_rows(compiled().plan, dossier())
    return words_of(judge(compiled().rules, rows, {}, as_of), compiled().rules)


PROGRAMS = {"schedule": by_schedule, "reference": by_reference}


def differing(found: Found, expected: Mapping[str, by_hand.Expected]) -> list[object]:
    """Return what came out otherwise than expected."""
    return [
        (e.subject, name, got, wanted)
        for e in expected.values()
        for (part, name), wanted in e.wanted()
        if (got := found[f"{e.kind}/{e.subject}"][part][name]) != wanted
    ]


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_subject_comes_out_as_worked_out_by_hand(program: str) -> None:
    found = PROGRAMS[program](by_hand.AS_OF)
    assert {key.split("/")[1] for key in found} == ALL.keys()
    assert differing(found, ALL) == []


@pytest.mark.parametrize("day", by_hand.DAYS, ids=str)
@pytest.mark.parametrize("program", PROGRAMS)
def test_so_they_do_on_other_days(program: str, day: dt.date) -> None:
    assert differing(PROGRAMS[program](day), {e.subject: e for e in by_hand.DAYS[day]}) == []


def test_everything_that_can_come_out_is_there() -> None:
    said = [(e.kind, *at, str(w)) for e in ALL.values() for at, w in e.wanted()]
    said += [(e.kind, *at, str(w)) for es in by_hand.DAYS.values() for e in es for at, w in e.wanted()]
    assert {w for _, part, _, w in said if part == "decisions"} == {d.word for d in Decision}
    for kind in ("unit", "person"):
        grades = {w for k, part, _, w in said if part == "classifications" and k == kind}
        assert grades >= {"excellent", "good", "done", "failed", "not-applicable"}
    for criterion in compiled().plan.criteria.values():
        words = {w for _, part, name, w in said if part == "criteria" and name == criterion.id}
        assert words >= {v.word for v in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)}, criterion.id


def test_the_result_of_the_other_campaign_is_what_evaluate_writes_today(tmp_path: Path) -> None:
    other = ROOT / "fixtures" / "binh-phuoc-2023"
    told = re.search(r"evaluate binh-phuoc-2023 .*--as-of (\S+) --out", (FOLDER / "README.md").read_text("utf-8"))
    assert told is not None
    named = [str(p) for p in sorted(other.iterdir()) if p.suffix in {".xlsx", ".csv"}]
    arguments = ["evaluate", "binh-phuoc-2023", *named, "--as-of", told[1], "--out", str(tmp_path), "-q"]
    assert CliRunner().invoke(main, arguments).exit_code == Exit.DONE
    assert (tmp_path / danh_gia.RESULT).read_bytes() == (FOLDER / danh_gia.RESULT).read_bytes()


def test_every_row_of_the_other_campaign_is_a_record_here() -> None:
    with (FOLDER / danh_gia.RESULT).open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert {(r["Bộ tiêu chí"], r["Tính đến ngày"]) for r in rows} == {("binh-phuoc-2023", "31/12/2023")}
    assert dossier().tables["campaign"].size == len(rows)


def test_nothing_in_the_files_is_refused() -> None:
    assert dossier().rejected == ()


def test_the_readme_tells_how_to_run_it() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    told = re.search(rf"xetkhen evaluate {danh_gia.RULESET} ((?:fixtures/\S+ )+)--as-of (\S+)", text)
    assert told is not None
    named = [str(path) for pattern in told[1].split() for path in sorted(ROOT.glob(pattern))]
    assert sorted(named) == [str(path) for path in FILES]
    assert dt.date.fromisoformat(told[2]) == by_hand.AS_OF
    result = CliRunner().invoke(main, ["evaluate", danh_gia.RULESET, *named, "--as-of", told[2], "-q", "--strict"])
    assert result.exit_code == Exit.DONE
    for award in compiled().plan.awards.values():
        assert award.label.upper() in result.stdout.upper()


def test_every_subject_can_be_explained() -> None:
    proofs = build_view(evaluation(by_hand.AS_OF)).subjects
    assert {proof.row.key for proof in proofs} == ALL.keys()
    for proof in proofs:
        assert proof.row.key in page(proof, Lang.VI)


def test_the_explanation_names_the_other_campaigns_row() -> None:
    proofs = {proof.row.key: proof for proof in build_view(evaluation(by_hand.AS_OF)).subjects}
    for key in ("VP", "PC02", "VP-01"):
        assert danh_gia.RESULT in page(proofs[key], Lang.VI)


@pytest.mark.parametrize("place", ["rules", "fixtures"])
def test_it_says_plainly_that_it_is_no_law(place: str) -> None:
    text = (ROOT / place / danh_gia.RULESET / "README.md").read_text("utf-8")
    assert "không phải văn bản của cơ quan nào" in text
    assert "minh họa" in compiled().plan.title


def cells(folder: Path) -> dict[str, list[object]]:
    out: dict[str, list[object]] = {}
    for path in sorted(folder.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets:
            out[f"{path.name}/{sheet.title}"] = [*sheet.values]
    return out


def test_the_files_are_those_the_script_makes(tmp_path: Path) -> None:
    for folder in ("once", "twice"):
        danh_gia.write(tmp_path / folder)
    once, twice = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("once", "twice"))
    assert once == twice
    assert once.keys() == {p.name for p in FILES}
    assert cells(FOLDER) == cells(tmp_path / "once")
