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


def test_help_and_version_are_as_they_were() -> None:
    assert run("--help").exit_code == Exit.DONE
    assert run("--version").exit_code == Exit.DONE
    assert run("explain", "--help").exit_code == Exit.DONE
    nothing = run()
    assert nothing.exit_code == Exit.USAGE
    assert "evaluate" in nothing.stderr
