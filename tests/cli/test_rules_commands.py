"""check, show and trace: output and exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from tests.campaign import RESOLUTION, ROOT, compiled

LOI = ROOT / "fixtures" / "loi" / "rules"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_check_says_what_the_rule_set_holds() -> None:
    result = run("check", "quan-12-2020")
    assert result.exit_code == Exit.DONE
    assert "37 điều khoản" in result.output
    assert "`quan-12-2020` is sound: 37 clauses" in run("check", "quan-12-2020", "--lang", "en").output


def test_check_against_the_full_text(tmp_path: Path) -> None:
    clauses = compiled().plan.documents["kh"].clauses
    text = tmp_path / "full.txt"
    text.write_text("\n\n".join(c.text.replace(" ", "\n", 3) for c in clauses), encoding="utf-8")
    assert run("check", "quan-12-2020", "--against", text).exit_code == Exit.DONE
    text.write_text("\n\n".join(f"**{c.text}**" for c in clauses[:-1]), encoding="utf-8")
    result = run("check", "quan-12-2020", "--against", text)
    assert result.exit_code == Exit.RULES_HAVE_ERRORS
    assert "clause-not-in-text" in result.stderr
    missing = run("check", "quan-12-2020", "--against", tmp_path / "nowhere.txt")
    assert missing.exit_code == Exit.COULD_NOT_RUN
    assert "không đọc được" in missing.stderr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("rules-vong", "circle"),
        ("rules-khoa-la", "unknown-key"),
        ("rules-khoa-trung", "duplicate-key"),
        ("rules-neo", "yaml-anchor"),
        ("rules-trich-sai", "quote-not-in-clause"),
        ("rules-so-khong-nguon", "literal-without-source"),
        ("rules-chu-nam", "literal-without-source"),
        ("rules-ten-sai", "unknown-name"),
        ("rules-bo-sot-dieu-khoan", "clause-unaccounted"),
    ],
)
def test_a_faulty_rule_set_exits_3_with_the_line_underlined(name: str, code: str) -> None:
    result = run("check", LOI / f"{name}.yaml")
    assert result.exit_code == Exit.RULES_HAVE_ERRORS
    assert f"lỗi[{code}]" in result.stderr
    assert f"{name}.yaml:" in result.stderr or "plan.yaml:" in result.stderr
    assert "^" in result.stderr
    english = run("check", LOI / f"{name}.yaml", "--lang", "en")
    assert f"error[{code}]" in english.stderr


def test_an_unknown_rule_set_names_the_shipped_ones() -> None:
    result = run("check", "quan-13")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "quan-12-2020" in result.stderr


def test_show_has_no_identifier_in_sight() -> None:
    result = run("show", "quan-12-2020")
    assert result.exit_code == Exit.DONE
    plan = compiled().plan
    names = [*plan.criteria, *plan.readings, *plan.awards, "conduct_ok", "staff_count", "issued_on"]
    words = set(result.output.replace("“", " ").replace("”", " ").replace(";", " ").replace(",", " ").split())
    assert not words & {n for n in names if "-" in n or "_" in n or "." in n}
    for reading in plan.readings.values():
        assert " ".join(reading.taken.split())[:30] in " ".join(result.output.split())
    assert "Met when" in run("show", "quan-12-2020", "--lang", "en").output


def test_show_and_trace_take_a_document_laid_over() -> None:
    result = run("show", "quan-12-2020", "--with", RESOLUTION / "overlay.yaml")
    assert result.exit_code == Exit.DONE
    assert "Hạn mức" in result.output
    assert "hạn mức" in run("trace", "quan-12-2020", "--with", RESOLUTION).output


def test_trace_has_a_row_for_every_clause_and_no_hole() -> None:
    result = run("trace", "quan-12-2020", "--format", "csv")
    assert result.exit_code == Exit.DONE
    clauses = {line.split(",")[0] for line in result.output.splitlines()[1:] if line.startswith("kh ")}
    assert clauses == {f"kh {c.id}" for c in compiled().plan.documents["kh"].clauses}
    assert "CHƯA XỬ LÝ" not in result.output
    table = run("trace", "quan-12-2020")
    assert max(len(line) for line in table.output.splitlines()) <= 140


def test_a_wrong_command_line_exits_2() -> None:
    assert run("check").exit_code == Exit.USAGE
    assert run("evaluate", "quan-12-2020").exit_code == Exit.USAGE
    assert run("evaluate", "quan-12-2020", "x.xlsx", "--as-of", "31/02/2020").exit_code == Exit.USAGE


def test_check_all_looks_at_every_shipped_rule_set() -> None:
    result = run("check", "--all")
    assert result.exit_code == Exit.DONE, result.stderr
    for name in shipped():
        assert f"`{name}`" in result.output
    assert run("check", "--all", "quan-12-2020").exit_code == Exit.USAGE
    assert run("check").exit_code == Exit.USAGE


@pytest.mark.parametrize("name", shipped())
def test_no_rule_set_shows_an_identifier(name: str) -> None:
    plan = compile_file(rule_file(name)).plan
    text = run("show", name).output
    ids = [*plan.criteria, *plan.measures, *plan.assessments, *plan.bars]
    assert not [i for i in ids if i in text]
