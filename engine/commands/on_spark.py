"""evaluate --on: the same judging with Spark, for records that one machine cannot hold; results as Parquet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import Exit
from .told import chains_hold, fail, lang_of, print_findings, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..plan import Plan
    from ..records.dossier import Dossier
    from ..spark.running import Summary

#: What a verdict is called in the table of words, where not by its own word.
_VERDICTS = {"not-applicable": "not-applicable-criterion"}
ON = click.option(
    "--on", "master", metavar="spark://MÁY:CỔNG|local[N]",
    help="Xét bằng Spark, ghi kết quả Parquet vào --out, cho số liệu mà một máy không chứa nổi: docs/spark.md "
    "(judge with Spark, into Parquet).",
)  # fmt: skip


def need_on(master: str | None, out_dir: Path | None, others: Mapping[str, object], lang: str) -> None:
    """Stop, before anything is read, where Spark cannot be had or is asked for together with what it does not do."""
    if master is None:
        return
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..spark.running import need_room
    from ..spark.session import need

    if out_dir is None:
        fail([Diagnostic(run_codes.ON_NEEDS_OUT, None)], lang, Exit.USAGE)
    wrong = [name for name, given in others.items() if given]
    if wrong:
        fail([Diagnostic(run_codes.ON_WITHOUT, None, {"text": ", ".join(wrong)})], lang, Exit.USAGE)
    try:
        need_room(out_dir)
        need(master)
    except ReportedError as bad:
        usage = any(d.code is run_codes.BAD_MASTER for d in bad.diagnostics)
        fail(bad.diagnostics, lang, Exit.USAGE if usage else Exit.COULD_NOT_RUN)


def judge(
    master: str, ready: Plan, dossier: Dossier, day: dt.date, out_dir: Path, lang: str, *, quiet: bool
) -> None:
    """Judge with Spark, print how many got which decision, and say where everything is."""
    from ..diagnostics import Diagnostic, ReportedError, run_codes
    from ..spark.running import judge_on

    steps = {
        "records": ("đã chia số liệu theo đơn vị", "records cut by unit"),
        "peers": ("đã tính trị số chung của mọi đơn vị", "a number over all units found"),
        "contest": ("đã xếp hạng giữa mọi đơn vị", "a selection among all units made"),
        "results": ("đã ghi kết quả", "results written"),
    }

    def tell(step: str) -> None:
        if not quiet:
            say(lang, *steps[step])

    with chains_hold(lang):
        try:
            found = judge_on(master, ready, dossier, day, out_dir, tell)
        except ReportedError as bad:
            fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
        except OSError as bad:
            from .files import cannot_write

            cannot_write(out_dir, bad, lang)
    click.echo(counts(ready, found, lang))
    if dossier.rejected:
        args = {"text": str(dossier.balance.rejected), "count": str(found.undecided)}
        print_findings([Diagnostic(run_codes.ROWS_REJECTED, None, args)], lang)
    if not found.chained and not quiet:
        print_findings([Diagnostic(run_codes.NO_DURABLE, None)], lang)
    for name in ("records", "results", "summary.json"):
        say(lang, f"đã ghi {out_dir / name}", f"wrote {out_dir / name}")


def counts(ready: Plan, found: Summary, lang: str) -> str:
    """Return how many subjects of each kind got which decision, as a table."""
    from tabulate import tabulate

    from ..diagnostics.visible import visible
    from ..explain.telling import Teller

    say_ = Teller(lang_of(lang)).say
    head = ("đối tượng", "kết quả", "số lượng") if lang == "vi" else ("subjects", "result", "number")
    rows: list[tuple[str, str, int]] = []
    for kind, size in found.sizes.items():
        label = ready.registers[kind].subject or ready.registers[kind].label
        rows.append((visible(label), "tất cả" if lang == "vi" else "all", size))
        for award, decided in found.decisions[kind].items():
            name = ready.awards[award].label
            each = sorted(decided.items(), reverse=True)
            rows += [("", visible(f"{name}: {say_(d.word)}"), number) for d, number in each]
        for assessment, verdicts in found.assessments[kind].items():
            name = ready.assessments[assessment].label
            rows += [
                ("", visible(f"{name}: {say_(_VERDICTS.get(v.word, v.word))}"), number)
                for v, number in sorted(verdicts.items(), reverse=True)
            ]
    return tabulate(rows, headers=head, tablefmt="simple", disable_numparse=True, colalign=("left", "left", "right"))
