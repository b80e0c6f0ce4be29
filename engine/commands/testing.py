"""test: the example cases of rule sets, how far they cover the rules, and which mutants of the rules they catch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, overlay_file, rule_file_of, write_whole
from .options import LANG, WITH
from .told import fail, lang_of, print_findings, say

if TYPE_CHECKING:
    from ..assurance.cases.report import Suite
    from ..compiler import Compiled


@click.command(epilog=CODES)
@click.argument("rulesets", nargs=-1, metavar="RULESET...")
@click.option("--all", "every", is_flag=True, help="Mọi bộ có sẵn (every shipped rule set).")
@WITH
@click.option(
    "--only", metavar="TEXT", help="Chỉ ca kiểm mang số này, hoặc có đoạn này trong `note` (some cases only)."
)
@click.option(
    "--junit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Ghi kết quả theo JUnit XML (write JUnit XML).",
)
@click.option("--watch", is_flag=True, help="Chạy lại mỗi khi tệp của bộ tiêu chí đổi (run again on changes).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def test(
    rulesets: tuple[str, ...], overlays: tuple[str, ...], only: str | None, junit: Path | None, form: str, *,
    every: bool, watch: bool, lang: str,
) -> None:  # fmt: skip
    """Chạy các ca kiểm (cases.yaml) của RULESET: ca sai thì nêu mong đợi, nhận được và vì sao.

    Run the example cases of rule sets through both evaluators; a failure shows expected, got and the reason.
    """
    from ..bundle import shipped

    if every == bool(rulesets) or (overlays and len(rulesets) != 1):
        message = "nêu RULESET hoặc chỉ --all; --with đi với một RULESET (RULESETs, or --all alone; --with takes one)"
        raise click.UsageError(message)
    names = shipped() if every else rulesets
    code = _once(names, overlays, only, junit, form, lang)
    if watch:
        _watch(names, overlays, only, junit, form, lang)
    if code is not Exit.DONE:
        raise SystemExit(code)


def _once(
    names: Sequence[str], overlays: tuple[str, ...], only: str | None, junit: Path | None, form: str, lang: str
) -> Exit:
    """Run every rule set once, print the results, and return how it ended."""
    from ..assurance.cases.report import as_json, as_junit, as_text

    suites: list[Suite] = []
    code = Exit.DONE
    for name in names:
        suite = suite_of(name, overlays, only, lang)
        if suite is None:
            code = Exit.COULD_NOT_RUN
            continue
        suites.append(suite)
        if suite.failed:
            code = Exit.COULD_NOT_RUN
        if form == "text":
            click.echo(as_text(suite, lang_of(lang)), nl=False)
    if form == "json":
        found = [as_json(s, lang_of(lang)) for s in suites]
        click.echo(json.dumps(found[0] if len(names) == 1 and found else found, ensure_ascii=False, indent=2))
    if junit is not None:
        try:
            write_whole(junit, as_junit(suites, lang_of(lang)).encode())
        except OSError as bad:
            cannot_write(junit, bad, lang)
        say(lang, f"đã ghi {junit}", f"wrote {junit}")
    return code


def suite_of(ruleset: str, overlays: tuple[str, ...], only: str | None, lang: str) -> Suite | None:
    """Read and run the cases of one rule set; None, with a finding printed, where there is none to run."""
    from ..assurance.cases import case_file_of, read_case_file, run_case
    from ..assurance.cases.cells import Columns
    from ..assurance.cases.report import Suite
    from ..diagnostics import Diagnostic, case_codes, errors

    compiled = _compiled(ruleset, overlays, lang)
    path = case_file_of(rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in overlays])
    file, found = read_case_file(path, compiled)
    if errors(found):
        fail(found, lang, Exit.RULES_HAVE_ERRORS)
    if file is None or not file.cases:
        args = {"text": compiled.plan.id, "file": str(path)}
        print_findings([Diagnostic(case_codes.NO_CASES, None, args)], lang)
        return None
    chosen = [c for c in file.cases if only is None or _fits(c.number, c.note, only)]
    if not chosen:
        from ..syntax.shape import did_you_mean

        args = did_you_mean(str(only), [c.note for c in file.cases])
        print_findings([Diagnostic(case_codes.NO_SUCH_CASE, None, args)], lang)
        return None
    columns = Columns(compiled.plan)
    ran = tuple(run_case(compiled, columns, file, case) for case in chosen)
    return Suite(compiled.plan.id, compiled.plan.title, file, ran, len(file.cases))


def _compiled(ruleset: str, overlays: tuple[str, ...], lang: str) -> Compiled:
    from .files import compiled_from

    return compiled_from(ruleset, overlays, lang)


def _fits(number: int, note: str, only: str) -> bool:
    """Tell whether a case is the one with that number, or has these words in its note."""
    return number == int(only) if only.isdigit() else only.casefold() in note.casefold()


def _watch(
    names: Sequence[str], overlays: tuple[str, ...], only: str | None, junit: Path | None, form: str, lang: str
) -> None:
    """Run again whenever a file of the rule sets changes, until the person stops it."""
    import contextlib

    from ..assurance.cases.watching import changes, files_of
    from ..assurance.words import say as phrase

    folders = [rule_file_of(n, lang).parent for n in names] + [overlay_file(o, lang).parent for o in overlays]
    files = files_of(folders)
    click.echo(phrase(lang_of(lang), "watching", n=len(files), id=", ".join(names)), err=True)
    with contextlib.suppress(KeyboardInterrupt):
        for changed in changes(lambda: files_of(folders)):
            click.echo(phrase(lang_of(lang), "changed", names=", ".join(p.name for p in changed)), err=True)
            with contextlib.suppress(SystemExit):  # what is wrong was printed; the next change may mend it
                _once(names, overlays, only, junit, form, lang)
