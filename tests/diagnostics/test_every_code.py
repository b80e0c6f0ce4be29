"""Every code of rule sets is raised by a smallest fixture, at the right place, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.diagnostics import Diagnostic, Lang, Severity, lint_codes, render, rule_codes
from engine.source import Span

from ..conftest import Golden
from .underlined import FIXTURES, ROOT, UNDERLINED, codes, run, underlined

#: Reported by the command line, which looks for the file before anything is compiled.
BY_COMMAND = "no-rule-file"
LANGS = (Lang.VI, Lang.EN)


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    folders = {p.name for p in FIXTURES.iterdir() if p.is_dir()} - {"everything"}
    assert folders == set(codes()) == set(UNDERLINED)


@pytest.mark.parametrize("code", sorted(set(UNDERLINED) - {BY_COMMAND}))
def test_a_fixture_raises_its_code_and_no_other_at_the_right_place(code: str) -> None:
    found = run(code)
    assert {d.code.id for d in found} == {code}
    assert underlined(found[0]) == UNDERLINED[code]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", sorted(set(UNDERLINED) - {BY_COMMAND}))
def test_a_fixture_reads_as_it_did(code: str, lang: Lang, golden: Golden) -> None:
    golden(f"diagnostics/{code}.{lang.value}.txt", shown(run(code), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_folder_without_rules(lang: Lang, golden: Golden) -> None:
    done = CliRunner().invoke(main, ["check", str(FIXTURES / BY_COMMAND), "--lang", lang.value])
    assert done.exit_code == 1
    assert f"[{BY_COMMAND}]" in done.stderr
    text = re.sub(r"\(quan-12-2020[^)]*\)|\([^)]*, quan-12-2020[^)]*\)", "(…)", done.stderr.strip())
    golden(f"diagnostics/{BY_COMMAND}.{lang.value}.txt", text + "\n")


@pytest.mark.parametrize("lang", LANGS)
def test_everything_at_once(lang: Lang, golden: Golden) -> None:
    found = run("everything")
    assert len(found) >= 60
    assert len({d.code.id for d in found}) >= 30
    assert list(found) == sorted(found, key=Diagnostic.sort_key)
    assert len({(d.code.id, str(d.place), str(d.args)) for d in found}) == len(found), "a finding stands twice"
    golden(f"diagnostics/everything.{lang.value}.txt", shown(found, lang))


def test_everything_through_the_command_line() -> None:
    done = CliRunner().invoke(main, ["check", str(FIXTURES / "everything" / "rules.yaml")])
    assert done.exit_code == 3
    assert "Traceback" not in done.output
    for code in {d.code.id for d in run("everything")}:
        assert f"[{code}]" in done.stderr


def test_a_finding_shows_its_line_underlined() -> None:
    (found,) = run("literal-without-source")
    assert render(found, Lang.VI).splitlines() == [
        "lỗi[literal-without-source]: `96` không có trong lời trích của điều khoản",
        "   --> fixtures/bad-rules/literal-without-source/rules.yaml:13:21",
        "   |",
        "13 |     met: on_time >= 96%",
        "   |                     ^^^",
        "  = gợi ý: trích đúng chỗ có giá trị này, hoặc ghi thành thông số, ý kiến đánh giá hay cách hiểu (`reading`)",
    ]


def test_underlining_counts_columns_not_characters() -> None:
    found = run("expression-character")[0]
    assert isinstance(found.place, Span)
    text, line, marks = render(found).splitlines()[2:5]
    assert text == "   |"
    assert line.index("đúng_hạn") == marks.index("^")
    assert marks.count("^") == len("đúng_hạn")


def test_a_tab_is_shown_one_column_wide(tmp_path: Path) -> None:
    del tmp_path
    from engine.source import Source

    place = Span(Source("a", "met:\tx\n"), 5, 6)
    line, marks = render(Diagnostic(rule_codes.WANTS_CONDITION, place, {"text": "?"})).splitlines()[3:5]
    assert line.index("x") == marks.index("^")


def shown(found: tuple[Diagnostic, ...], lang: Lang) -> str:
    """Return findings as they are printed."""
    return "\n\n".join(render(d, lang) for d in found) + "\n"


def test_warnings_do_not_stop_a_rule_set() -> None:
    warnings = {c.id for c in codes().values() if c.severity is Severity.WARNING}
    assert warnings == {"reading-unused", "waiver-unused", *lint_codes.WAIVABLE}
    for code in sorted(warnings):
        assert all(d.severity is Severity.WARNING for d in run(code))
