"""trace: every clause with the rules that take it up and the cases that exercise them."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, rule_file_of, write_whole
from .options import LANG, WITH
from .told import fail, lang_of, say


@click.command(epilog=CODES)
@click.argument("ruleset")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "html"]), default="table", show_default=True,
    help="Bảng, csv, hoặc một trang HTML in được khổ A4 ngang (html: one page, prints on A4 landscape).",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Ghi ra tệp này (write to a file).")
@click.option("--strict", is_flag=True, help="Thoát mã 1 khi có điều khoản chưa có ca kiểm (exit 1 on a hole).")
@WITH
@LANG
def trace(ruleset: str, form: str, out: Path | None, overlays: tuple[str, ...], *, strict: bool, lang: str) -> None:
    """In bảng điều khoản -> quy tắc -> ca kiểm của RULESET, kèm cách hiểu; chỗ trống được nêu rõ.

    Print clause -> rules -> example cases, with the readings; a clause without a case stays visible.
    """
    from ..diagnostics import errors
    from ..report.trace import cases_of
    from ..report.trace import trace as traced_from
    from ..report.trace_html import as_html
    from ..report.trace_text import as_csv, as_table

    rules = compiled_from(ruleset, overlays, lang).rules
    cases, found = cases_of(rules, rule_file_of(ruleset, lang))
    if errors(found):
        fail(found, lang, Exit.RULES_HAVE_ERRORS)
    traced = traced_from(rules, cases)
    text = {"table": as_table, "csv": as_csv, "html": as_html}[form](traced, lang_of(lang))
    if out is None:
        click.echo(text, nl=False)
    else:
        try:
            write_whole(out, text.encode())
        except OSError as bad:
            cannot_write(out, bad, lang)
        say(lang, f"đã ghi {out}", f"wrote {out}")
    if strict and traced.holes:
        raise SystemExit(Exit.COULD_NOT_RUN)
