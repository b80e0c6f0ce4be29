"""papers: everything a council prints, signs, fills in and sends back, made from one evaluation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, need_folder, write_whole
from .judging import evaluated, proofs_hold
from .options import AS_OF, CONVERT, LANG, MAPPING, QUIET, REDACT, WITH, audience_of
from .told import fail, lang_of, print_findings, say
from .usage import refuse
from .written import (
    FORM,
    SUBJECT,
    TEMPLATE,
    about_of,
    forms_of,
    hold_numbers,
    need_extra,
    say_what_has_no_pdf,
    templates_of,
)  # fmt: skip

if TYPE_CHECKING:
    from ..report.papers import Material, Office, Paper


@click.command(epilog=CODES)
@click.argument("ruleset", required=False)
@click.argument("files", nargs=-1, metavar="FILES...")
@click.option(
    "--out", "out_dir", type=click.Path(path_type=Path), metavar="DIR",
    help="Ghi các văn bản, bảng biểu vào thư mục này (write the papers here).",
)  # fmt: skip
@click.option(
    "--paper", "wanted", multiple=True, metavar="ID",
    help="Chỉ lập văn bản này, có thể lặp lại; mặc định: tất cả (only this paper; may be repeated).",
)  # fmt: skip
@click.option(
    "--office", "office_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Thông tin của cơ quan: tên, số văn bản, người ký, thành viên Hội đồng, nơi nhận; không có thì để chỗ trống "
    "(the office's own settings; what is not given stays a visible blank).",
)  # fmt: skip
@FORM
@TEMPLATE
@SUBJECT
@click.option("--list", "listing", is_flag=True, help="Liệt kê các văn bản lập được rồi dừng (list the papers).")
@WITH
@AS_OF
@REDACT
@MAPPING
@CONVERT
@QUIET
@LANG
def papers(
    ruleset: str | None, files: tuple[str, ...], out_dir: Path | None, wanted: tuple[str, ...],
    office_file: Path | None, form: str, templates: tuple[str, ...], subjects: tuple[str, ...],
    overlays: tuple[str, ...], as_of: dt.date | None, redact: str | None, mapping_file: Path | None, *,
    listing: bool, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Lập các văn bản, bảng biểu của Hội đồng từ RULESET và số liệu FILES: bảng thẩm định, phiếu, danh sách, đối chiếu.

    Make the council's papers: lists, appraisal table, sheets to fill in and bring back, reminders, reconciliation.
    """
    from ..report import build_view
    from ..report.papers import Material, sources_of

    chosen = _chosen(wanted, lang)
    if listing:
        width = max((len(p.id) for p in chosen), default=0)
        for paper in chosen:
            click.echo(f"{paper.id:{width}}  {paper.file_name}: {paper.title(lang_of(lang))}")
        return
    _need(ruleset, files, out_dir)
    if ruleset is None or out_dir is None:  # INVARIANT: click would have stopped
        raise AssertionError
    need_folder(out_dir, lang)
    need_extra(chosen, form, templates, lang)
    read = templates_of(templates, chosen, lang)
    say_what_has_no_pdf(form, read, lang)
    office = _office(office_file, ruleset, overlays, lang)
    evaluation = evaluated(ruleset, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet)
    _say_early(office, chosen, evaluation.as_of, lang)
    with proofs_hold(lang):
        view = build_view(evaluation, lang_of(lang), redact=audience_of(redact))
    sources = sources_of(view.files, [Path(f) for f in files], out_dir)
    about = about_of(evaluation, subjects, lang)
    material = Material(view, office, sources, forms_of(form), read, about)
    hold_numbers(chosen, material, lang)
    made = _written(out_dir, chosen, material, lang)
    for paper in chosen:
        if paper.id not in made:
            title = f"{paper.title(lang_of(lang))} ({paper.id})"
            if paper.inside and redact is not None:
                say(lang, f"chỉ dùng trong Hội đồng, không có bản này: {title}", f"for the council only: {title}")
            else:
                say(lang, f"không có gì để lập: {title}", f"nothing to write: {title}")


def _written(out_dir: Path, chosen: list[Paper], material: Material, lang: str) -> set[str]:
    """Write the papers, saying each; return the ids of those that had something to say."""
    from ..diagnostics import ReportedError
    from ..report.papers import written_to

    made: set[str] = set()
    with proofs_hold(lang):
        try:
            out_dir.mkdir(parents=True, exist_ok=True)
            for written in written_to(out_dir, chosen, material, write_whole):
                made.add(written.paper.id)
                say(lang, f"đã ghi {written.path}", f"wrote {written.path}")
        except OSError as bad:
            cannot_write(Path(bad.filename or out_dir), bad, lang)
        except ReportedError as bad:  # a template may fit one document of a paper and not the next
            fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    return made


def _say_early(office: Office, chosen: list[Paper], as_of: dt.date, lang: str) -> None:
    """Say which papers are dated before the day whose results they tell; they are made all the same."""
    from ..diagnostics import Diagnostic, run_codes

    for name, day in office.before(as_of, {p.id for p in chosen}):
        args = {"text": name, "day": f"{day:%d/%m/%Y}", "as_of": f"{as_of:%d/%m/%Y}"}
        print_findings([Diagnostic(run_codes.PAPER_EARLY, None, args)], lang)


def _chosen(wanted: tuple[str, ...], lang: str) -> list[Paper]:
    """Return the papers that are wanted, in the order of the table; all where none is named."""
    from ..diagnostics import Diagnostic, run_codes
    from ..report.papers import PAPERS
    from ..syntax.shape import did_you_mean

    known = [p.id for p in PAPERS]
    if unknown := [w for w in dict.fromkeys(wanted) if w not in known]:
        fail([Diagnostic(run_codes.UNKNOWN_PAPER, None, did_you_mean(w, known)) for w in unknown], lang, Exit.USAGE)
    return [p for p in PAPERS if not wanted or p.id in wanted]


def _need(ruleset: str | None, files: tuple[str, ...], out_dir: Path | None) -> None:
    """Stop where something is not given that only --list does without."""
    if ruleset is None:
        refuse("thiếu RULESET", "missing argument RULESET")
    if not files:
        refuse("thiếu FILES, các tệp số liệu", "missing argument FILES, the records")
    if out_dir is None:
        refuse("thiếu --out, thư mục để ghi", "missing option --out, the folder to write to")


def _office(path: Path | None, ruleset: str, overlays: tuple[str, ...], lang: str) -> Office:
    """Read the office's settings before the long work begins, or print what is wrong with them and stop."""
    from ..diagnostics import ReportedError
    from ..report.papers import NO_OFFICE, PAPERS, read_office

    if path is None:
        return NO_OFFICE
    awards = tuple(compiled_from(ruleset, overlays, lang).plan.awards)
    try:
        return read_office(path, [p.id for p in PAPERS], awards)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
