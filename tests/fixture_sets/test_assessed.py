"""All subjects of the four sets without an award come out as worked out by hand, in the schedule and the reference."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from cli import Exit, main
from engine.bundle import rule_file
from engine.compiler import Compiled, compile_file
from engine.evaluator import Evaluation, evaluate
from engine.evaluator.reference import judge
from engine.records import load, plain_rows
from engine.records.dossier import Dossier
from engine.values import Nothing, Verdict
from fixtures.make.assessed import told
from fixtures.make.assessments import SETS
from tests.campaign import ROOT

NAMES = tuple(SETS)


@cache
def compiled(name: str) -> Compiled:
    return compile_file(rule_file(name))


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in {".xlsx", ".csv"})


@cache
def dossier(name: str) -> Dossier:
    return load(compiled(name).plan, files(ROOT / "fixtures" / name))


@cache
def evaluation(name: str, as_of: dt.date) -> Evaluation:
    return evaluate(compiled(name).plan, dossier(name), as_of)


def found(evaluated: Evaluation) -> dict[tuple[str, str], str]:
    """Return the shown verdict of every criterion and every result, by subject."""
    out: dict[tuple[str, str], str] = {}
    for kind, judged in evaluated.kinds.items():
        shown = {c: judged.verdicts(c) for c in judged.met} | judged.assessments
        for index, key in enumerate(evaluated.dossier.tables[kind].keys):
            out |= {(key, name): Verdict(int(codes[index])).word for name, codes in shown.items()}
    return out


def by_reference(evaluated: Evaluation, name: str) -> dict[tuple[str, str], str]:
    """Return the same, judged row by row."""
    given = {parameter: answer.value for parameter, answer in evaluated.dossier.parameters.items()}
    outcome = judge(compiled(name).rules, plain_rows(evaluated.plan, evaluated.dossier), given, evaluated.as_of)
    return {
        (s.key, of): verdict.word
        for s in outcome.subjects.values()
        for of, verdict in (*s.criteria.items(), *s.assessments.items())
    }


def differing(got: dict[tuple[str, str], str], wanted: dict[tuple[str, str], str]) -> dict[tuple[str, str], object]:
    return {at: (got.get(at), word) for at, word in wanted.items() if got.get(at) != word}


@pytest.mark.parametrize("name", NAMES)
def test_every_subject_comes_out_as_worked_out_by_hand(name: str) -> None:
    made = SETS[name]
    got, wanted = found(evaluation(name, made.as_of)), made.expected()
    assert got.keys() == wanted.keys()
    assert not differing(got, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_so_they_do_on_other_days(name: str) -> None:
    for as_of, cases in SETS[name].days.items():
        assert not differing(found(evaluation(name, as_of)), told(cases)), as_of


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_finds_the_same(name: str) -> None:
    made = SETS[name]
    for as_of in (made.as_of, *made.days):
        evaluated = evaluation(name, as_of)
        assert by_reference(evaluated, name) == found(evaluated), as_of


@pytest.mark.parametrize("name", NAMES)
def test_every_case_differs_from_what_is_ordinary(name: str) -> None:
    made = SETS[name]
    usual = made.ordinary()
    assert [(c.subject, at) for c in made.cases for at, word in c.differs.items() if usual[c.subject][at] == word] == []
    assert len({c.subject for c in made.cases}) == len(made.cases)


@pytest.mark.parametrize("name", NAMES)
def test_everything_a_criterion_or_a_result_can_come_to_is_there(name: str) -> None:
    made, plan = SETS[name], compiled(name).plan
    seen = {(of, word) for (_, of), word in made.expected().items()}
    seen |= {(of, word) for cases in made.days.values() for (_, of), word in told(cases).items()}
    can = {(of, word) for of in (*plan.criteria, *plan.assessments) for word in ("met", "not-met", "undetermined")}
    limited = {c.id for c in plan.criteria.values() if c.applies is not None or c.if_none is Nothing.NOT_APPLICABLE}
    limited |= {a.id for a in plan.assessments.values() if a.applies is not None}
    assert can | {(of, "not-applicable") for of in limited} == seen


def cells(folder: Path) -> dict[str, list[object]]:
    """Return every cell of every workbook of a folder; bytes also depend on the version of the library that writes."""
    out: dict[str, list[object]] = {}
    for path in files(folder):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            for page in book.worksheets:
                out[f"{path.name}/{page.title}"] = [*page.values]
    return out


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_how_to_run_it(name: str, readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    told_so = re.search(rf"xetkhen evaluate {name} ((?:fixtures/\S+ )+)--as-of (\S+)", text)
    assert told_so is not None
    named = [str(path) for pattern in told_so[1].split() for path in sorted(ROOT.glob(pattern))]
    assert sorted(named) == [str(path) for path in files(ROOT / "fixtures" / name)]
    assert dt.date.fromisoformat(told_so[2]) == SETS[name].as_of
    result = CliRunner().invoke(main, ["evaluate", name, *named, "--as-of", told_so[2], "-q", "--strict"])
    assert result.exit_code == Exit.DONE
    for assessment in compiled(name).plan.assessments.values():
        assert assessment.label.upper() in result.stdout


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_the_files_is_refused(name: str) -> None:
    assert not dossier(name).rejected


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_the_script_makes(name: str, tmp_path: Path) -> None:
    for folder in ("once", "twice"):
        SETS[name].write(tmp_path / folder)
    shipped, once, twice = (
        {p.name: p.read_bytes() for p in files(folder)}
        for folder in (ROOT / "fixtures" / name, tmp_path / "once", tmp_path / "twice")
    )
    assert shipped.keys() == once.keys()
    assert once == twice
    assert [n for n in once if n.endswith(".csv") and once[n] != shipped[n]] == []
    assert cells(ROOT / "fixtures" / name) == cells(tmp_path / "once")
