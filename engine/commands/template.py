"""template: the empty workbooks that a campaign sends out."""

from __future__ import annotations

from pathlib import Path

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, need_folder, write_whole
from .options import LANG, WITH
from .told import fail, say


@click.command(epilog=CODES)
@click.argument("ruleset")
@click.option(
    "--out", "out_dir", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
    help="Ghi vào thư mục này, mặc định là thư mục hiện tại (write here; default: the current folder).",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Ghi đè tệp cùng tên (overwrite files of the same name).")
@WITH
@LANG
def template(ruleset: str, out_dir: Path, overlays: tuple[str, ...], *, force: bool, lang: str) -> None:
    """Lập biểu mẫu trống của RULESET để gửi đi: một tệp cho đơn vị, một tệp cho cơ quan tổng hợp, Hội đồng.

    Write the empty workbooks of a campaign: one for the units, one for the council's office, with drop-downs, checks,
    notes that cite the plan, instructions and an example row.
    """
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..report.template import asked, books_of, readings_of, written

    need_folder(out_dir, lang)
    found = compiled_from(ruleset, overlays, lang)
    try:
        books = books_of(found.plan, readings_of(found.rules))
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    paths = [out_dir / book.file for book in books]
    there = [p for p in paths if p.exists() and not force]
    if there:
        fail([Diagnostic(run_codes.FILE_THERE, None, {"text": str(p)}) for p in there], lang, Exit.COULD_NOT_RUN)
    files = {book.file: written(book) for book in books}
    if questions := asked(found.plan, files):
        last = Diagnostic(run_codes.TEMPLATE_ASKS, None, {"text": ruleset})
        fail([*questions, last], lang, Exit.COULD_NOT_RUN)
    for path in paths:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, files[path.name])
        except OSError as bad:
            cannot_write(path, bad, lang)
        say(lang, f"đã ghi {path}", f"wrote {path}")
