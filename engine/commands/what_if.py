"""what-if: what the result would be if values, rows, answers, numbers of rules or the day were otherwise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, write_whole
from .judging import evaluated, proofs_hold, subject_of
from .options import AS_OF, CONVERT, FILES, LANG, MAPPING, QUIET, WITH
from .told import chains_hold, fail, lang_of, say

if TYPE_CHECKING:
    from ..evaluator import Evaluation
    from ..explain.comparison.wishes import Assumption, Supposing, Wish

OUT = click.option(
    "--out", "out_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Ghi kết quả vào tệp này thay vì in ra (write here instead).",
)  # fmt: skip
FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)


@click.command(name="what-if", epilog=CODES)
@click.argument("ruleset")
@FILES
@click.option(
    "--set", "sets", multiple=True, metavar="LIST/ROW/COLUMN=VALUE",
    help="Một ô mang giá trị khác, ví dụ 'unit/CM06/carried_out=Có'; để trống sau dấu = là chưa có (one cell).",
)
@click.option(
    "--add", "adds", multiple=True, metavar="LIST: COLUMN=VALUE; ...",
    help="Thêm một dòng, ví dụ 'violation: person=PH02-003; kind=ethics; committed_on=01/07/2020' (one row more).",
)
@click.option(
    "--remove", "removes", multiple=True, metavar="LIST/ROW",
    help="Bớt một dòng, ví dụ 'violation/PH02-003' (one row less).",
)
@click.option(
    "--answer", "answers", multiple=True, metavar="KIND/SUBJECT/QUESTION=ANSWER",
    help="Một ý kiến đánh giá khác, ví dụ 'unit/PH04/duty=Không' (a judgement).",
)
@click.option(
    "--parameter", "parameters", multiple=True, metavar="NAME=VALUE",
    help="Một thông số của kế hoạch, ví dụ issued_on=27/04/2020 (a parameter).",
)
@click.option(
    "--quota", "quotas", multiple=True, metavar="AWARD[/KIND]=PLACES",
    help="Hạn mức khác, ví dụ giay-khen/unit=5 hoặc 20% (a quota).",
)
@click.option(
    "--rule", "rules", multiple=True, metavar="RULE[#N]=NUMBER",
    help="Một con số hoặc ngày của quy tắc, ví dụ unit.on-time=90%; có nhiều thì chọn unit.on-time#2=90% "
    "(a number of a rule).",
)
@click.option(
    "--deadline", "deadlines", multiple=True, metavar="DEADLINE=DAY",
    help="Ngày cuối cùng của một thời hạn, ví dụ register=01/06/2020 (a deadline's last day).",
)
@click.option("--as-of-then", "then", metavar="DAY", help="Xét theo điều biết đến hết ngày khác (another day).")
@click.option(
    "--changes", "changes_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Các thay đổi ghi trong một tệp YAML, xem docs/what-if.md (the same in a file).",
)
@click.option(
    "--attested", is_flag=True,
    help="Coi như các xác nhận đầy đủ đã đếm cả dòng thêm, bớt (attestations count the rows added and taken away).",
)
@click.option(
    "--subject", metavar="NAME-OR-KEY",
    help="In cả lời giải thích của một đối tượng theo giả định (explain one subject).",
)
@WITH
@AS_OF
@FORM
@OUT
@MAPPING
@CONVERT
@QUIET
@LANG
def what_if(
    ruleset: str, files: tuple[str, ...], sets: tuple[str, ...], adds: tuple[str, ...], removes: tuple[str, ...],
    answers: tuple[str, ...], parameters: tuple[str, ...], quotas: tuple[str, ...], rules: tuple[str, ...],
    deadlines: tuple[str, ...], then: str | None, changes_file: Path | None, subject: str | None,
    overlays: tuple[str, ...], as_of: dt.date | None, form: str, out_file: Path | None, mapping_file: Path | None, *,
    attested: bool, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Giả định một số điều khác đi thì kết quả nào thay đổi, vì sao; số liệu và bộ tiêu chí vẫn giữ nguyên.

    What would change if values, rows, answers, parameters, quotas, numbers of rules, deadlines or the day were
    otherwise, and why. The inputs stay as they are; every output says that it is an assumption.
    """
    from ..explain.comparison import compare
    from ..report.comparison import Compared

    written = {
        "set": sets, "add": adds, "remove": removes, "answer": answers, "parameter": parameters, "quota": quotas,
        "rule": rules, "deadline": deadlines, "as-of-then": () if then is None else (then,),
    }  # fmt: skip
    wishes = _wishes(written, changes_file, lang)
    before = evaluated(
        ruleset, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet, keep=True
    )
    supposing = _supposing(ruleset, overlays, before, wishes, lang)
    supposing.attested = attested
    after = _after(supposing, lang)
    with proofs_hold(lang), chains_hold(lang):
        found = compare(before, after, supposing.mix, supposing.levers)
        left = supposing.unattested(after)
        shown = Compared(before, after, found, lang_of(lang), supposing.assumptions, attested, left)
        text = _text(shown, after, subject, form, lang)
    put_out(text, out_file, lang)


def _wishes(written: dict[str, tuple[str, ...]], changes_file: Path | None, lang: str) -> tuple[Wish, ...]:
    """Return all assumptions as they were written; a form that is wrong is an error of usage."""
    from ..diagnostics import Diagnostic, ReportedError, assume_codes
    from ..explain.comparison.wishes import WishKind, read_wishes, wish_of

    wishes: list[Wish] = []
    wrong: list[Diagnostic] = []
    for kind in WishKind:
        for text in written[kind.value]:
            try:
                wishes.append(wish_of(kind, text))
            except ReportedError as bad:
                wrong += bad.diagnostics
    if wrong:
        fail(wrong, lang, Exit.USAGE)
    if changes_file is not None:
        try:
            wishes += read_wishes(changes_file)
        except ReportedError as bad:
            fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    if not wishes:
        fail([Diagnostic(assume_codes.ASSUME_NOTHING, None)], lang, Exit.USAGE)
    return tuple(wishes)


def _supposing(
    ruleset: str, overlays: tuple[str, ...], before: Evaluation, wishes: tuple[Wish, ...], lang: str
) -> Supposing:
    """Return the assumptions as they were understood, or say what they name that is not there."""
    from ..diagnostics import ReportedError
    from ..explain.comparison.wishes import Supposing, understood

    compiled = compiled_from(ruleset, overlays, lang)
    try:
        found: tuple[Assumption, ...] = understood(compiled, before, wishes)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    return Supposing(compiled, before, found)


def _after(supposing: Supposing, lang: str) -> Evaluation:
    from ..diagnostics import ReportedError

    try:
        with chains_hold(lang):
            return supposing.after()
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    raise AssertionError  # chains_hold stops where a chain does not hold


def _text(shown: object, after: Evaluation, subject: str | None, form: str, lang: str) -> str:
    """Return what is printed; with a subject, its whole explanation under the assumption too."""
    from ..explain import page, prove
    from ..explain.telling import Teller
    from ..report.comparison import Compared, compared_json, compared_text
    from ..report.comparison.words import say as heading
    from ..report.result_json import subject_json

    if not isinstance(shown, Compared):
        raise TypeError(shown)
    found = subject_of(after, subject, lang) if subject is not None else None
    if form == "json":
        one = subject_json(Teller(shown.lang, cells=False), prove(after, *found)) if found is not None else None
        return compared_json(shown, one)
    text = compared_text(shown)
    if found is not None:
        mark = heading(shown.lang, "mark")
        told = page(prove(after, *found), shown.lang).rstrip("\n")
        text += f"\n{heading(shown.lang, 'subject')}\n{mark}\n\n{told}\n\n{mark}\n"
    return text


def put_out(text: str, out_file: Path | None, lang: str) -> None:
    """Print a result, or write it into a file in one step."""
    if out_file is None:
        click.echo(text, nl=False)
        return
    try:
        write_whole(out_file, text.encode("utf-8"))
    except OSError as bad:
        cannot_write(out_file, bad, lang)
    say(lang, f"đã ghi {out_file}", f"wrote {out_file}")
