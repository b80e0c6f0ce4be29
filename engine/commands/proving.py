"""prove: laws of a rule set, tried on generated records."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import compiled_from, overlay_file, rule_file_of
from .options import LANG, WITH
from .told import chains_hold, fail, lang_of, steps

if TYPE_CHECKING:
    from ..plan import Plan

#: How many generated records each law is tried on, unless told otherwise.
_EXAMPLES = 100


@click.command(epilog=CODES)
@click.argument("ruleset")
@WITH
@click.option(
    "--law", "names", multiple=True, metavar="NAME",
    help="Chỉ thử tính chất này, có thể lặp lại; xem --list (only these laws).",
)  # fmt: skip
@click.option(
    "--examples", type=click.IntRange(min=1), default=_EXAMPLES, show_default=True, metavar="N",
    help="Số bộ số liệu sinh ra cho mỗi tính chất (generated records per law).",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, metavar="N",
    help="Hạt giống: cùng số này thì cùng kết quả (the same seed gives the same answer).",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), default=lambda: min(os.cpu_count() or 1, 8), metavar="N",
    help="Số tiến trình chạy cùng lúc; kết quả không đổi (processes; the answer does not depend on it).",
)  # fmt: skip
@click.option("--list", "listing", is_flag=True, help="In các tính chất rồi thôi (list the laws).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def prove(
    ruleset: str, overlays: tuple[str, ...], names: tuple[str, ...], examples: int, seed: int, jobs: int, form: str,
    *, listing: bool, lang: str,
) -> None:  # fmt: skip
    """Thử các tính chất của RULESET trên số liệu sinh ra; trường hợp trái được rút gọn và in thành bảng.

    Try the laws of a rule set on generated records: nobody gains by a violation, missing data never promotes, quotas
    are kept, ... A law that is broken is shown by the smallest records found; exit code 1.
    """
    from ..assurance.properties.json_out import as_json, list_json
    from ..assurance.properties.running import State, prove_files
    from ..assurance.properties.telling import as_list, as_text

    plan = compiled_from(ruleset, overlays, lang).plan
    wanted = _wanted(plan, names, lang)
    if listing:
        text = list_json(plan, wanted, lang_of(lang)) if form == "json" else as_list(plan, wanted, lang_of(lang))
        click.echo(text, nl=False)
        return
    paths = rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in overlays]
    with chains_hold(lang), steps(lang, "thử tính chất", "trying laws", len(wanted)) as tell:
        tried = prove_files(*paths, wanted, examples=examples, start=seed, jobs=jobs, tell=tell)
    shown = as_json if form == "json" else as_text
    click.echo(shown(plan, tried, lang_of(lang), examples=examples, start=seed), nl=False)
    if any(t.state is State.BROKEN for t in tried):
        raise SystemExit(Exit.COULD_NOT_RUN)


def _wanted(plan: Plan, names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Return the laws asked for, in the order of the list; all where none is named."""
    from ..diagnostics import Diagnostic, run_codes
    from ..plan.laws import LAWS

    there = (*LAWS, *plan.laws)
    for name in names:
        if name not in there:
            fail([Diagnostic(run_codes.NO_LAW, None, {"text": name, "names": ", ".join(there)})], lang, Exit.USAGE)
    return tuple(n for n in there if not names or n in names)
