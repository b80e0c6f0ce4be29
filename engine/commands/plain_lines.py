"""evaluate --rows: the result as plain lines in one file, for so many subjects that no list or workbook holds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import Exit
from .files import cannot_write
from .told import fail, lang_of, print_findings, say
from .usage import refuse

if TYPE_CHECKING:
    from ..evaluator import Evaluation

#: The name of the file that is written, without its ending.
NAME = "tung-doi-tuong"
#: Up to so many subjects lists with reasons are a matter of seconds.
_MANY = 20_000
ROWS = click.option(
    "--rows", "rows", type=click.Choice(["jsonl", "csv", "parquet"]), metavar="jsonl|csv|parquet",
    help=f"Chỉ ghi một tệp {NAME} vào --out, mỗi đối tượng và hình thức một dòng kèm lý do, ghi dần nên dùng được cho "
    "hàng triệu đối tượng (only plain lines, for millions of subjects).",
)  # fmt: skip


def tell_many(evaluation: Evaluation, lang: str) -> None:
    """Say before the long work begins that there are more subjects than lists are for."""
    from ..diagnostics import Diagnostic, run_codes

    count = sum(judged.size for judged in evaluation.kinds.values())
    if count > _MANY:
        print_findings([Diagnostic(run_codes.SUBJECTS_MANY, None, {"count": str(count)})], lang)


def need_alone(
    rows: str | None, out_dir: Path | None, redact: str | None, form: str, lang: str, *, proofs: bool
) -> None:
    """Stop where plain lines are asked for together with what they are not, or cannot be written."""
    if rows is None:
        return
    if out_dir is None:
        refuse("--rows cần --out, thư mục để ghi", "--rows needs --out, the folder to write to")
    if redact is not None or proofs or form != "table":
        refuse(
            "--rows không đi cùng --redact, --proofs, --format",
            "--rows does not go with --redact, --proofs, --format",
        )
    if rows == "parquet":
        from importlib.util import find_spec

        from ..diagnostics import Diagnostic, run_codes

        if find_spec("pyarrow") is None:
            fail([Diagnostic(run_codes.PARQUET_EXTRA, None, {"text": "pyarrow"})], lang, Exit.COULD_NOT_RUN)


def write_lines(evaluation: Evaluation, rows: str, out_dir: Path, lang: str) -> None:
    """Write the lines and say where they are."""
    from ..diagnostics import filled
    from ..report.rows import write_rows

    path = out_dir / f"{NAME}.{rows}"
    try:
        count = write_rows(evaluation, path, rows, lang_of(lang))
    except OSError as bad:
        cannot_write(out_dir, bad, lang)
    en = filled("wrote {path} ({count:line|lines})", {"path": path, "count": count})
    say(lang, f"đã ghi {path} ({count} dòng)", en)
