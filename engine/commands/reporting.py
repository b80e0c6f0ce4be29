"""report: the whole evaluation as one HTML file, to be read on any machine without a network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES
from .files import cannot_write, need_folder, write_whole
from .judging import evaluated, proofs_hold
from .options import AS_OF, CONVERT, FILES, LANG, MAPPING, QUIET, REDACT, WITH, audience_of
from .told import lang_of, say

if TYPE_CHECKING:
    from collections.abc import Callable

#: From so many subjects on it is said how far the proofs have come, each time so many more are done.
_STEP = 2000


@click.command(epilog=CODES)
@click.argument("ruleset")
@FILES
@click.option(
    "--out", "out", type=click.Path(path_type=Path), required=True, metavar="FILE.html",
    help="Ghi báo cáo vào tệp này; tệp cũ cùng tên bị thay (write the report here).",
)  # fmt: skip
@WITH
@AS_OF
@REDACT
@MAPPING
@CONVERT
@QUIET
@LANG
def report(
    ruleset: str, files: tuple[str, ...], out: Path, overlays: tuple[str, ...], as_of: dt.date | None,
    redact: str | None, mapping_file: Path | None, *, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Lập báo cáo HTML, một tệp, mở bằng trình duyệt không cần mạng: danh sách, lý do từng trường hợp, biểu đồ.

    Write one HTML file: lists with search and filters, every subject's explanation, pictures. Nothing is fetched.
    """
    import errno

    from ..report.html import html_report, of_evaluation

    need_folder(out.parent, lang)
    if out.is_dir():
        cannot_write(out, IsADirectoryError(errno.EISDIR, ""), lang)
    if any(Path(f).exists() and out.exists() and out.samefile(f) for f in files):
        cannot_write(out, FileExistsError(errno.EEXIST, ""), lang)
    evaluation = evaluated(ruleset, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet)
    progress = None if quiet else _progress(lang)
    with proofs_hold(lang):
        data = html_report(of_evaluation(evaluation, lang_of(lang), progress, audience_of(redact)))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, data)
    except OSError as bad:
        cannot_write(out, bad, lang)
    say(lang, f"đã ghi {out}", f"wrote {out}")


def _progress(lang: str) -> Callable[[int, int], None]:
    """Return what says how many subjects are explained, where there are many."""

    def tell(done: int, total: int) -> None:
        if total > _STEP and done % _STEP == 0:
            say(lang, f"đã lập giải thích cho {done}/{total} đối tượng", f"explained {done} of {total} subjects")

    return tell
