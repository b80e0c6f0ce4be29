"""evaluate: records are read and judged, then printed as lists; and what every command that judges shares."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, mapping_from, need_folder, send_back
from .on_spark import ON, need_on
from .options import AS_OF, CONVERT, FILES, LANG, MAPPING, QUIET, REDACT, WITH, audience_of
from .plain_lines import ROWS, need_alone, tell_many, write_lines
from .told import (
    chains_hold,
    fail,
    lang_of,
    print_balance,
    print_findings,
    print_notices,
    print_rejected,
    progress,
    say,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..evaluator import Evaluation
    from ..plan import Plan
    from ..records.dossier import Dossier


@click.command(epilog=CODES)
@click.argument("ruleset")
@FILES
@WITH
@AS_OF
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--out",
    "out_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Ghi các tệp kết quả và tệp gửi trả để sửa vào thư mục này (write results, and books to be mended).",
)
@click.option(
    "--strict", is_flag=True,
    help="Không xét, thoát mã 4, khi có dòng số liệu bị loại (judge nobody and exit 4 when rows were rejected).",
)  # fmt: skip
@click.option(
    "--proofs", is_flag=True,
    help="Kèm toàn bộ lập luận của từng đối tượng trong JSON (the whole proof of every subject, in JSON).",
)  # fmt: skip
@ROWS
@ON
@REDACT
@MAPPING
@CONVERT
@QUIET
@LANG
def evaluate(
    ruleset: str, files: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None, form: str,
    out_dir: Path | None, rows: str | None, master: str | None, redact: str | None, mapping_file: Path | None, *,
    proofs: bool, convert: bool, strict: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Xét RULESET trên số liệu FILES (bảng tính, csv, thư mục, zip) và in các danh sách đề nghị kèm lý do.

    Judge the records and print the proposed lists, with a reason for every subject.
    """
    from ..diagnostics.visible import shown
    from ..report import build_view, evaluation_tables, result_json, write_all
    from ..report.csv_out import decisions_csv

    need_alone(rows, out_dir, redact, form, lang, proofs=proofs)
    if out_dir is not None:
        need_folder(out_dir, lang)
    alone = {"--rows": rows, "--redact": redact, "--proofs": proofs, "--format": form != "table"}
    need_on(master, out_dir, alone, lang)
    back = out_dir if redact is None else None  # a book that goes back holds everything
    if master is not None and out_dir is not None:
        from .on_spark import judge

        plan, dossier, day = prepared(
            ruleset, files, overlays, as_of, lang, mapping_file, back, convert=convert, quiet=quiet, strict=strict
        )
        judge(master, plan, dossier, day, out_dir, lang, quiet=quiet)
        return
    evaluation = evaluated(
        ruleset, files, overlays, as_of, lang, mapping_file, back, convert=convert, quiet=quiet, strict=strict
    )
    if rows is not None and out_dir is not None:
        with proofs_hold(lang):
            write_lines(evaluation, rows, out_dir, lang)
        return
    tell_many(evaluation, lang)
    with proofs_hold(lang):
        view = build_view(evaluation, lang_of(lang), redact=audience_of(redact))
    match form:
        case "json":
            text = result_json(view, proofs=proofs)
        case "csv":
            text = decisions_csv(view)
        case _:
            text = shown(evaluation_tables(view))
    click.echo(text, nl=not text.endswith("\n"))
    if out_dir is not None:
        try:
            paths = write_all(view, out_dir, proofs=proofs)
        except OSError as bad:
            cannot_write(out_dir, bad, lang)
        for path in paths:
            say(lang, f"đã ghi {path}", f"wrote {path}")


def _undecided(evaluation: Evaluation) -> int:
    """Return how many subjects have a decision that is pending, or an assessment that is undetermined."""
    from ..values import Decision, Verdict

    out = 0
    for judged in evaluation.kinds.values():
        open_ = [codes == int(Decision.PENDING) for codes in judged.decisions.values()]
        open_ += [codes == int(Verdict.UNDETERMINED) for codes in judged.assessments.values()]
        out += sum(any(row) for row in zip(*(o.tolist() for o in open_), strict=True))
    return out


@contextmanager
def proofs_hold(lang: str) -> Iterator[None]:
    """Print nothing where a proof is not what was judged."""
    from ..diagnostics import Diagnostic, run_codes
    from ..explain import ProofDisagreesError

    try:
        yield
    except ProofDisagreesError as bad:
        fail([Diagnostic(run_codes.PROOF_DISAGREES, None, {"text": str(bad)[:200]})], lang, Exit.COULD_NOT_RUN)


def evaluated(
    ruleset: str, files: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None, lang: str,
    mapping_file: Path | None = None, out_dir: Path | None = None, *, convert: bool = False, quiet: bool,
    strict: bool = False, keep: bool = False,
) -> Evaluation:  # fmt: skip
    """Compile, read the records and judge them, saying on stderr what is being done and what was left out.

    With `strict` nobody is judged while anything of the records was rejected. Books in which something is to be mended
    are written into `out_dir`, marked. `keep`: with the raw rows, to ask what would be if some were otherwise.
    """
    from ..diagnostics import Diagnostic, run_codes
    from ..evaluator import evaluate

    plan, dossier, day = prepared(
        ruleset, files, overlays, as_of, lang, mapping_file, out_dir, convert=convert, quiet=quiet, strict=strict,
        keep=keep,
    )  # fmt: skip
    with chains_hold(lang):
        evaluation = evaluate(plan, dossier, day)
    if dossier.rejected:
        args = {"text": str(dossier.balance.rejected), "count": str(_undecided(evaluation))}
        print_findings([Diagnostic(run_codes.ROWS_REJECTED, None, args)], lang)
    if not evaluation.chained and not quiet:
        print_findings([Diagnostic(run_codes.NO_DURABLE, None)], lang)
    return evaluation


def prepared(
    ruleset: str, files: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None, lang: str,
    mapping_file: Path | None = None, out_dir: Path | None = None, *, convert: bool = False, quiet: bool,
    strict: bool = False, keep: bool = False,
) -> tuple[Plan, Dossier, dt.date]:  # fmt: skip
    """Compile and read the records; return them with the day as of which they are judged. The rest as `evaluated`."""
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..evaluator import day_of
    from ..records import load
    from ..records.inspection import is_question

    compiled = compiled_from(ruleset, overlays, lang)
    mapping = mapping_from(compiled.plan, mapping_file, lang)
    try:
        paths = [Path(f) for f in files]
        dossier = load(compiled.plan, paths, None if quiet else progress(lang), mapping, convert=convert, keep=keep)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    print_notices(() if quiet else dossier.notices, lang)
    print_rejected(dossier.rejected, lang)
    if not quiet:
        print_balance(dossier.balance, lang)
    if out_dir is not None:
        asked = [*dossier.rejected, *(d for d in dossier.notices if is_question(d))]
        send_back(compiled.plan, paths, asked, out_dir, lang, mapping)
    if strict and dossier.rejected:
        fail([Diagnostic(run_codes.STRICT, None, {"text": str(dossier.balance.rejected)})], lang, Exit.RECORDS_REJECTED)
    day = as_of or day_of(compiled.plan, dossier)
    if day is None:
        fail([Diagnostic(run_codes.NO_DAY, None)], lang, Exit.USAGE)
    if as_of is None and not quiet:
        say(
            lang,
            f"xét đến hết ngày {day:%d/%m/%Y}, ngày muộn nhất trong số liệu và kế hoạch",
            f"as of {day}, the latest day known",
        )
    return compiled.plan, dossier, day


def subject_of(evaluation: Evaluation, wanted: str, lang: str) -> tuple[str, int]:
    """Find a subject by key, else by exact name; say what is near, or which keys there are."""
    from ..diagnostics import Diagnostic, run_codes
    from ..explain.subjects import find_subject

    found = find_subject(evaluation, wanted)
    if isinstance(found, tuple):
        return found
    code = run_codes.SEVERAL_SUBJECTS if found.names else run_codes.UNKNOWN_SUBJECT
    args: dict[str, Any] = {"text": wanted, "hint": found.hint, "names": found.names}
    return fail([Diagnostic(code, None, args)], lang, Exit.COULD_NOT_RUN)


def award_of(evaluation: Evaluation, wanted: str | None, lang: str) -> str | None:
    """Find an award by id, name or a part of its name; None where none is asked for."""
    from ..diagnostics import Diagnostic, run_codes

    if wanted is None:
        return None
    from ..records.binding import bare, small

    awards = list(evaluation.plan.awards.values())
    for form in (small, bare):
        for award in awards:
            if form(wanted) in {form(award.id), form(award.label)}:
                return award.id
    near = [a for a in awards if bare(wanted) and bare(wanted) in bare(a.label)]
    if len(near) == 1:
        return near[0].id
    code = run_codes.SEVERAL_AWARDS if near else run_codes.UNKNOWN_AWARD
    names = ", ".join(f"{a.id} ({a.label})" for a in near or awards)
    return fail([Diagnostic(code, None, {"text": wanted, "names": names})], lang, Exit.COULD_NOT_RUN)
