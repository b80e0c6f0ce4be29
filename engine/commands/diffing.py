"""diff: two versions of a rule set: the smallest records that they judge differently, or a proof of none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from .analyzing import EFFORT, need_solver
from .exits import CODES, Exit
from .files import compiled_from, overlay_file, rule_file_of
from .options import AS_OF, CONVERT, LANG, MAPPING, QUIET, WITH
from .told import chains_hold, lang_of


@click.command(epilog=CODES)
@click.argument("old")
@click.argument("new")
@click.argument("files", nargs=-1)
@WITH
@click.option(
    "--then-with", "then_overlays", multiple=True, metavar="OVERLAY",
    help="Văn bản đặt thêm lên bản mới, lặp lại được (laid over the new version, besides --with).",
)
@AS_OF
@EFFORT
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@MAPPING
@CONVERT
@QUIET
@LANG
def diff(
    old: str, new: str, files: tuple[str, ...], overlays: tuple[str, ...], then_overlays: tuple[str, ...],
    as_of: dt.date | None, effort: int, form: str, mapping_file: Path | None, *, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """So hai bản OLD và NEW của một bộ tiêu chí: hồ sơ nhỏ nhất mà hai bản xét khác nhau, hoặc chứng minh là không có.

    Compare two versions of a rule set by a solver: for every award the smallest dossier that they judge differently,
    each way, or a proof that there is none. With FILES both are also replayed on these real records. Exit code 0 where
    both are proved equivalent, 1 where they are not, or where that is not known.
    """
    need_solver(lang)
    from ..assurance.analysis.difftext import Replay, as_text
    from ..assurance.analysis.json_out import diff_json
    from ..assurance.analysis.lines import lines_of, with_lines
    from ..assurance.analysis.versions import difference
    from .judging import evaluated

    over = (*overlays, *then_overlays)
    written = (old, overlays), (new, over)
    before, after = compiled_from(old, overlays, lang).plan, compiled_from(new, over, lang).plan
    replay = None
    if files:
        one = evaluated(old, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet)
        day = one.as_of
        replay = Replay(one, evaluated(new, files, over, day, lang, mapping_file, convert=convert, quiet=True))
    with chains_hold(lang):
        found = difference(before, after, effort * 1_000_000)
        sides = [lines_of(rule_file_of(n, lang), [overlay_file(o, lang) for o in w]) for n, w in written]
        found = replace(found, changed=with_lines(found.changed, *sides))
        if form == "json":
            lines = replay.lines(lang_of(lang)) if replay is not None else None
            text = diff_json(before, after, found, lang_of(lang), lines)
        else:
            text = as_text(before, after, found, lang_of(lang), replay)
    click.echo(text, nl=False)
    if not found.equivalent:
        raise SystemExit(Exit.COULD_NOT_RUN)
