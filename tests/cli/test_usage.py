"""What is wrong with a command line is one sentence in the language asked for, with exit code 2."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main

Q = ("quan-12-2020", "x.xlsx")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("foo",), "không có lệnh `foo`"),
        (("explain", *Q, "--depth", "foo"), "`--depth` không dùng được; chọn một trong: line, page, all"),
        (("evaluate", *Q, "--format", "xls"), "chọn một trong: table, json, csv"),
        (("evaluate", *Q, "--redact", "all"), "chọn một trong: public, peers"),
        (("evaluate", "quan-12-2020"), "thiếu đối số"),
        (("report", *Q), "thiếu tùy chọn `--out`"),
        (("evaluate", *Q, "--fromat", "json"), "không có tùy chọn `--fromat`; có phải là `--format`"),
        (("evaluate", *Q, "--format"), "`--format` cần có giá trị"),
        (("show", "quan-12-2020", "thua"), "thừa đối số: thua"),
        (("papers",), "thiếu"),
        (("prove", "quan-12-2020", "--examples", "0"), "`--examples` không dùng được: phải là số nguyên từ 1 trở"),
        (("prove", "quan-12-2020", "--jobs", "muoi"), "phải là số nguyên từ 1 trở lên, đã ghi `muoi`"),
        (("analyze", "quan-12-2020", "--effort", "0,5"), "phải là số nguyên từ 1 trở lên, đã ghi `0,5`"),
        (("test", "quan-12-2020", "--fail-under", "101"), "phải là số nguyên từ 0 đến 100, đã ghi `101`"),
        (("what-if", *Q, "--changes", "."), "`--changes` không dùng được: `.` là thư mục, cần một tệp"),
    ],
)
def test_usage_errors_are_vietnamese(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == Exit.USAGE
    assert words in result.stderr
    assert result.stderr.startswith("lỗi: ")
    assert "--help" in result.stderr
    assert "Error" not in result.stderr


def test_and_english_where_asked_for() -> None:
    result = run("explain", *Q, "--depth", "foo", "--lang", "en")
    assert result.exit_code == Exit.USAGE
    assert "is not one of" in result.stderr
    assert "'--jobs': 'ten' is not a whole number." in run("prove", Q[0], "--jobs", "ten", "--lang", "en").stderr


#: Command lines that a command itself refuses, and how each is refused in either language.
REFUSED = (
    (("test",), "nêu RULESET hoặc chỉ --all", "name RULESETs, or --all alone"),
    (("test", "quan-12-2020", "--suggest"), "--suggest đi với --coverage", "--suggest goes with --coverage"),
    (("test", "quan-12-2020", "--as-of", "2020-12-05"), "--as-of đi với --records", "--as-of goes with --records"),
    (("check",), "nêu một RULESET", "name one RULESET"),
    (("inspect", "x.xlsx", "--out", "out"), "--with cần --ruleset", "--with need --ruleset"),
    (("papers",), "thiếu RULESET", "missing argument RULESET"),
    (("papers", "quan-12-2020"), "thiếu FILES", "missing argument FILES"),
    (("papers", *Q), "thiếu --out", "missing option --out"),
    (("evaluate", *Q, "--rows", "csv"), "--rows cần --out", "--rows needs --out"),
    (("evaluate", *Q, "--rows", "csv", "--out", "out", "--proofs"), "--rows không đi cùng", "--rows does not go with"),
)


@pytest.mark.parametrize(("arguments", "vi", "en"), REFUSED)
def test_what_a_command_refuses_is_said_in_one_language(arguments: tuple[str, ...], vi: str, en: str) -> None:
    first, second = run(*arguments), run(*arguments, "--lang", "en")
    assert (first.exit_code, second.exit_code) == (Exit.USAGE, Exit.USAGE)
    assert vi in first.stderr
    assert en in second.stderr
    assert en not in first.stderr
    assert second.stderr.isascii()


def test_help_and_version_are_as_they_were() -> None:
    assert run("--help").exit_code == Exit.DONE
    assert run("--version").exit_code == Exit.DONE
    assert run("explain", "--help").exit_code == Exit.DONE
    nothing = run()
    assert nothing.exit_code == Exit.USAGE
    assert "evaluate" in nothing.stderr
