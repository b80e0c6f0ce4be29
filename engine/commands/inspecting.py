"""inspect: what was found in the files that units sent, and what is left to ask before anybody is judged by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, mapping_from, need_folder, send_back, write_whole
from .options import CONVERT, FILES, LANG, MAPPING, QUIET, WITH
from .told import fail, lang_of, print_notices, print_rejected, progress, say
from .usage import refuse

if TYPE_CHECKING:
    from ..plan import Plan
    from ..records.inspection import Inspection


@click.command(epilog=CODES)
@FILES
@click.option(
    "--ruleset", metavar="RULESET",
    help="Bộ tiêu chí sẽ xét: nhận ra danh sách, cột và kiểm tra từng ô (recognise lists and columns, check cells).",
)  # fmt: skip
@WITH
@MAPPING
@CONVERT
@click.option(
    "--write-mapping", "to", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Ghi tệp ánh xạ, mỗi điều phải hỏi một dòng chờ xác nhận (write a mapping file, a line for each question).",
)  # fmt: skip
@click.option(
    "--out", "out_dir", type=click.Path(path_type=Path), metavar="DIR",
    help="Ghi vào đây bản sao các tệp có chỗ phải sửa, ô sai được tô màu (write the books to be mended, marked).",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@QUIET
@LANG
def inspect(
    files: tuple[str, ...], ruleset: str | None, overlays: tuple[str, ...], mapping_file: Path | None, to: Path | None,
    out_dir: Path | None, form: str, *, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Xem các tệp FILES được đọc thế nào: tiêu đề, nhóm, cộng, chân bảng, cột nào là gì, còn điều gì phải hỏi.

    Show how workbooks were read and what is left to ask. Exits 0 when nothing is left, 1 when a file could not be
    opened (the others are shown all the same), else 4.
    """
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..diagnostics.visible import shown
    from ..records.inspection import inspect_files
    from ..report.inspecting import inspection_json, inspection_text

    if ruleset is None and (mapping_file or to or overlays or out_dir):
        refuse(
            "--mapping, --write-mapping, --out, --with cần --ruleset",
            "--mapping, --write-mapping, --out and --with need --ruleset",
        )
    if out_dir is not None:
        need_folder(out_dir, lang)
    plan = None if ruleset is None else compiled_from(ruleset, overlays, lang).plan
    mapping = mapping_from(plan, mapping_file, lang)
    if to is not None and to.exists() and to != mapping_file:
        fail([Diagnostic(run_codes.MAPPING_THERE, None, {"text": str(to)})], lang, Exit.COULD_NOT_RUN)
    try:
        paths = [Path(f) for f in files]
        found = inspect_files(plan, paths, None if quiet else progress(lang), mapping, convert=convert)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    text = {"text": inspection_text, "json": inspection_json}[form](found, lang_of(lang))
    if form == "text":
        text = shown(text)
        rejected = [d for d in found.questions if found.dossier and d in found.dossier.rejected]
        print_rejected(rejected, lang)
        told = found.questions if quiet else found.found
        print_notices([d for d in told if d not in rejected], lang)
    click.echo(text, nl=False)
    if plan is not None and to is not None:
        _write(plan, found, to, lang)
    if plan is not None and out_dir is not None:
        send_back(plan, paths, found.questions, out_dir, lang, mapping)
    if found.seen.opened.refused:
        raise SystemExit(Exit.COULD_NOT_RUN)
    if found.questions:
        raise SystemExit(Exit.RECORDS_REJECTED)


def _write(plan: Plan, found: Inspection, to: Path, lang: str) -> None:
    from ..records.mapping.writing import mapping_text

    if found.dossier is None:
        return
    try:
        write_whole(to, mapping_text(plan, found.seen, found.dossier, lang_of(lang)).encode())
    except OSError as bad:
        cannot_write(to, bad, lang)
    say(lang, f"đã ghi {to}", f"wrote {to}")
