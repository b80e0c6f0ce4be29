"""analyze: what a solver finds of a rule set: awards nobody can get, rules that never decide, bands with gaps."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import compiled_from, overlay_file, rule_file_of
from .options import LANG, WITH
from .told import chains_hold, fail, lang_of, steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..assurance.analysis.answering import Answered
    from ..assurance.cases.model import Waived
    from ..compiler import Compiled

EFFORT = click.option(
    "--effort", type=click.IntRange(min=1), default=20, show_default=True, metavar="N",
    help="Công sức cho mỗi phép giải, triệu bước; hết mà chưa xong thì nói là chưa biết (million steps of the solver).",
)  # fmt: skip
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=lambda: min(os.cpu_count() or 1, 8), metavar="N",
    help="Số tiến trình chạy cùng lúc; kết quả không đổi (processes; the answer does not depend on it).",
)  # fmt: skip


def need_solver(lang: str) -> None:
    """Stop with one sentence where the solver is not installed."""
    from importlib.util import find_spec

    from ..diagnostics import Diagnostic, run_codes

    if find_spec("z3") is None:
        fail([Diagnostic(run_codes.NO_SOLVER, None)], lang, Exit.COULD_NOT_RUN)


@click.command(epilog=CODES)
@click.argument("ruleset")
@WITH
@click.option(
    "--ask", "ids", multiple=True, metavar="ID",
    help="Chỉ hỏi câu này hoặc các câu bắt đầu như vậy, có thể lặp lại; xem --list (only these questions).",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="In mã các câu hỏi rồi thôi (list the questions).")
@click.option("--all", "every", is_flag=True, help="In cả những câu có câu trả lời phải có (also what is sound).")
@click.option("--dossiers", is_flag=True, help="In hồ sơ tìm được cho mọi câu đã in (the records found).")
@EFFORT
@JOBS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def analyze(
    ruleset: str, overlays: tuple[str, ...], ids: tuple[str, ...], effort: int, jobs: int, form: str, *,
    listing: bool, every: bool, dossiers: bool, lang: str,
) -> None:  # fmt: skip
    """Phân tích RULESET trên mọi hồ sơ có thể có: hình thức không ai đạt được, tiêu chí thừa, mức điểm hở, chồng lấn.

    Analyze a rule set by a solver over every possible dossier: awards that nobody can get, criteria and bars that
    never decide, bands that overlap or leave gaps. Each answer is a dossier, a proof, or "unknown". Exit code 1 where
    something wants a look and no reason is declared under `unreachable` in cases.yaml.
    """
    need_solver(lang)
    from ..assurance.analysis.answering import Verdict, answer_files
    from ..assurance.analysis.json_out import as_json
    from ..assurance.analysis.questions import questions
    from ..assurance.analysis.telling import as_text

    compiled = compiled_from(ruleset, overlays, lang)
    known = [q.id for q in questions(compiled.plan)]
    wanted = _wanted(known, ids, lang)
    if listing:
        click.echo("\n".join(wanted))
        return
    paths = rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in overlays]
    declared = _declared(compiled, *paths, lang)
    most, tongue = effort * 1_000_000, lang_of(lang)
    with chains_hold(lang), steps(lang, "giải câu hỏi", "solving questions", len(wanted)) as tell:
        found = answer_files(*paths, wanted, effort=most, jobs=jobs, tell=tell)
    found = _with_reasons(found, declared, known, lang)
    if form == "json":
        text = as_json(compiled.plan, found, tongue, effort=most)
    else:
        text = as_text(compiled.plan, found, tongue, every=every or bool(ids), dossiers=dossiers, effort=most)
    click.echo(text, nl=False)
    if any(a.verdict in {Verdict.WANTING, Verdict.UNKNOWN} for a in found):
        raise SystemExit(Exit.COULD_NOT_RUN)


def _wanted(known: Sequence[str], ids: tuple[str, ...], lang: str) -> list[str]:
    from ..diagnostics import Diagnostic, run_codes
    from ..syntax.shape import did_you_mean

    for one in ids:
        if not any(k.startswith(one) for k in known):
            fail([Diagnostic(run_codes.NO_SUCH_QUESTION, None, did_you_mean(one, known))], lang, Exit.COULD_NOT_RUN)
    return [k for k in known if not ids or any(k.startswith(one) for one in ids)]


def _declared(compiled: Compiled, path: Path, overlays: list[Path], lang: str) -> tuple[Waived, ...]:
    """Return the reasons that stand in the cases; a file that cannot be read declares nothing, and ends here."""
    from ..assurance.cases import case_file_of, read_case_file
    from ..diagnostics import errors

    cases = case_file_of(path, overlays)
    if not cases.exists():
        return ()
    file, wrong = read_case_file(cases, compiled)
    if errors(wrong):
        fail(wrong, lang, Exit.RULES_HAVE_ERRORS)
    return file.waived if file is not None else ()


def _with_reasons(
    found: Sequence[Answered], declared: Sequence[Waived], known: Sequence[str], lang: str
) -> tuple[Answered, ...]:
    """Return the answers with the reasons declared for them; a reason that answers nothing is an error."""
    from ..assurance.analysis.answering import Verdict
    from ..assurance.coverage.measure import ANALYSIS
    from ..diagnostics import Diagnostic, case_codes
    from ..syntax.shape import did_you_mean

    mine = {w.id: w for w in declared if w.id.startswith(ANALYSIS)}
    ids = [ANALYSIS + k for k in known]
    lost = [w for i, w in mine.items() if i not in ids]
    wrong = [Diagnostic(case_codes.UNREACHABLE_UNKNOWN, w.span, did_you_mean(w.id, ids)) for w in lost]
    settled = {ANALYSIS + a.id for a in found if a.verdict in {Verdict.SOUND, Verdict.NOTE}}
    sound = [w for i, w in mine.items() if i in settled]
    wrong += [Diagnostic(case_codes.DECLARED_SOUND, w.span, {"text": w.id}) for w in sound]
    if wrong:
        fail(wrong, lang, Exit.COULD_NOT_RUN)
    return tuple(replace(a, declared=mine.get(ANALYSIS + a.id)) for a in found)
