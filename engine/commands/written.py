"""Options of `papers` for what NĐ 30/2020 lays down: the form it is printed in, templates, who is explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import Exit
from .judging import subject_of
from .told import fail, print_findings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..evaluator import Evaluation
    from ..report.papers import Material, Paper
    from ..report.papers.model import Form, Template

FORM = click.option(
    "--form", type=click.Choice(["docx", "pdf", "both"]), default="docx", show_default=True,
    help="Văn bản hành chính (biên bản, tờ trình, ...) lập thành tệp nào (as which file papers are printed).",
)  # fmt: skip
TEMPLATE = click.option(
    "--template", "templates", multiple=True, metavar="[ID=]FILE.docx",
    help="Mẫu riêng của cơ quan cho một văn bản, ví dụ to-trinh=mau.docx, có thể lặp lại "
    "(the office's own template of a paper).",
)  # fmt: skip
SUBJECT = click.option(
    "--subject", "subjects", multiple=True, metavar="NAME-OR-KEY",
    help="Giải trình cho đối tượng này, có thể lặp lại; mặc định: các tập thể được đề nghị mà không có tên trong "
    "danh sách (whom to explain).",
)  # fmt: skip


def need_extra(chosen: Sequence[Paper], form: str, templates: tuple[str, ...], lang: str) -> None:
    """Stop before the long work begins where what makes DOCX or PDF is not installed."""
    from importlib.util import find_spec

    from ..diagnostics import Diagnostic, run_codes
    from ..report.papers.written import WRITTEN

    if not {p.id for p in chosen} & {p.id for p in WRITTEN}:
        return
    wanted = [*(["docx", "docxtpl"] if form != "pdf" or templates else []), *(["typst"] if form != "docx" else [])]
    names = {"docx": "python-docx"}
    missing = [names.get(name, name) for name in wanted if find_spec(name) is None]
    if missing:
        fail([Diagnostic(run_codes.PAPERS_EXTRA, None, {"text": ", ".join(missing)})], lang, Exit.COULD_NOT_RUN)


def forms_of(form: str) -> tuple[Form, ...]:
    """Return the forms that are asked for."""
    from ..report.papers.model import Form

    return tuple(Form) if form == "both" else (Form(form),)


def templates_of(given: tuple[str, ...], chosen: Sequence[Paper], lang: str) -> dict[str, Template]:
    """Return the templates by the ids of their papers, read and looked at; say what is wrong with one, and stop.

    A file without an id is for the one paper of NĐ 30/2020 that was chosen.
    """
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..report.docx.opening import opened
    from ..report.papers.model import Template
    from ..report.papers.written import WRITTEN

    known = [p.id for p in WRITTEN]
    single = [p.id for p in chosen if p.id in known]
    out: dict[str, Template] = {}
    for text in given:
        name, sign, file = text.partition("=")
        paper, path = (name.strip(), Path(file)) if sign and name.strip() in known else ("", Path(text))
        paper = paper or (single[0] if len(single) == 1 else "")
        if not paper or paper in out:
            fail([Diagnostic(run_codes.TEMPLATE_OF, None, {"text": text, "names": ", ".join(known)})], lang, Exit.USAGE)
        try:
            out[paper] = Template(path.name, path.read_bytes())
            opened(out[paper])
        except OSError as bad:
            args = {"text": str(path), "why": "không đọc được tệp này", "why_en": bad.strerror or "it cannot be read"}
            fail([Diagnostic(run_codes.TEMPLATE_FILE, None, args)], lang, Exit.COULD_NOT_RUN)
        except ReportedError as bad:
            fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    return out


def say_what_has_no_pdf(form: str, templates: Mapping[str, Template], lang: str) -> None:
    """Say that a paper made from a template is no PDF, where PDF was asked for."""
    from ..diagnostics import Diagnostic, run_codes

    if form != "docx":
        print_findings([Diagnostic(run_codes.TEMPLATE_NO_PDF, None, {"text": paper}) for paper in templates], lang)


def about_of(evaluation: Evaluation, subjects: tuple[str, ...], lang: str) -> tuple[tuple[str, int], ...]:
    """Return the subjects that are to be explained."""
    return tuple(dict.fromkeys(subject_of(evaluation, s, lang) for s in subjects))


def hold_numbers(chosen: Sequence[Paper], material: Material, lang: str) -> None:
    """Write nothing where the papers do not agree on a number, or a template cannot be filled in."""
    from ..diagnostics import ReportedError
    from ..report.papers.written import checked

    try:
        checked(chosen, material)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
