"""test: the example cases of rule sets, how far they cover the rules, and which mutants of the rules they catch."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .exits import CODES, Exit
from .files import cannot_write, compiled_from, overlay_file, rule_file_of, write_whole
from .offering import Holes, offer
from .options import AS_OF, LANG, WITH
from .told import chains_hold, fail, lang_of, print_findings, say, steps, width
from .usage import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..assurance.cases.report import Suite
    from ..assurance.mutation.running import Result
    from ..compiler import Compiled
    from ..diagnostics import Diagnostic, Lang

_ONLY = "Chỉ ca kiểm mang số này, hoặc có đoạn này trong `note` (only cases of this number or with these words)."
_COVERAGE = "In bảng độ phủ: mỗi quy tắc, mỗi ngưỡng, mỗi điều kiện có ca kiểm nào chứng tỏ (coverage of the rules)."
_MUTATE = "Cài từng lỗi nhỏ vào quy tắc và xem ca kiểm nào phát hiện (put one small fault at a time into the rules)."
_SUGGEST = "Với --coverage, --mutate: tìm ca kiểm nhỏ nhất cho chỗ còn thiếu (search cases for what is left)."
_UNDER = "Thoát mã 1 khi độ phủ thấp hơn N phần trăm (exit 1 below N percent; implies --coverage)."


@click.command(epilog=CODES)
@click.argument("rulesets", nargs=-1, metavar="RULESET...")
@click.option("--all", "every", is_flag=True, help="Mọi bộ có sẵn (every shipped rule set).")
@WITH
@click.option("--only", metavar="TEXT", help=_ONLY)
@click.option("--coverage", is_flag=True, help=_COVERAGE)
@click.option("--fail-under", type=click.IntRange(0, 100), metavar="N", help=_UNDER)
@click.option("--mutate", is_flag=True, help=_MUTATE)
@click.option("--suggest", is_flag=True, help=_SUGGEST)
@click.option(
    "--junit", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Ghi kết quả theo JUnit XML (write JUnit XML).",
)  # fmt: skip
@click.option(
    "--records", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Thay cho cases.yaml: sổ xlsx có cột “Mong đợi”, có thể lặp lại (books with an expected column).",
)  # fmt: skip
@AS_OF
@click.option("--watch", is_flag=True, help="Chạy lại mỗi khi tệp của bộ tiêu chí đổi (run again on changes).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def test(
    rulesets: tuple[str, ...], overlays: tuple[str, ...], only: str | None, fail_under: int | None, junit: Path | None,
    form: str, records: tuple[Path, ...], as_of: dt.date | None, *, every: bool, coverage: bool, mutate: bool,
    suggest: bool, watch: bool, lang: str,
) -> None:  # fmt: skip
    """Chạy các ca kiểm (cases.yaml) của RULESET: ca sai thì nêu mong đợi, nhận được và vì sao.

    Run the example cases of rule sets through both evaluators; a failure shows expected, got and the reason.
    """
    from ..bundle import shipped

    if every == bool(rulesets) or (overlays and len(rulesets) != 1):
        refuse(
            "nêu RULESET hoặc chỉ --all; --with đi với một RULESET",
            "name RULESETs, or --all alone; --with goes with one RULESET",
        )
    if suggest and not (coverage or mutate or fail_under is not None):
        refuse("--suggest đi với --coverage hoặc --mutate", "--suggest goes with --coverage or --mutate")
    other = coverage or mutate or watch or fail_under is not None or only is not None
    if (records or as_of) and (len(rulesets) != 1 or not records or other):
        refuse(
            "--records chỉ đi với một RULESET, không đi cùng phép thử nào khác; --as-of đi với --records",
            "--records takes one RULESET, and no other test; --as-of goes with --records",
        )
    asked = Asked(
        tuple(shipped() if every else rulesets), overlays, only, junit, form, lang,
        coverage or fail_under is not None, fail_under, mutate, suggest, records, as_of,
    )  # fmt: skip
    code = _once(asked)
    if watch:
        _watch(asked)
    if code is not Exit.DONE:
        raise SystemExit(code)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for."""

    names: tuple[str, ...]
    overlays: tuple[str, ...]
    only: str | None
    junit: Path | None
    form: str
    language: str
    coverage: bool
    fail_under: int | None
    mutate: bool
    suggest: bool
    records: tuple[Path, ...] = ()
    as_of: dt.date | None = None

    @property
    def lang(self) -> Lang:
        """Return the language."""
        return lang_of(self.language)


def _once(asked: Asked) -> Exit:
    """Run every rule set once, print the results, and return how it ended."""
    from ..assurance.cases.report import as_junit

    suites: list[Suite] = []
    told: list[dict[str, Any]] = []
    code = Exit.DONE
    for name in asked.names:
        compiled = compiled_from(name, asked.overlays, asked.language)
        suite = books_of(asked, compiled) if asked.records else suite_of(asked, name, compiled)
        if suite is None:
            code = Exit.COULD_NOT_RUN
            continue
        suites.append(suite)
        if not _told(asked, compiled, suite, told):
            code = Exit.COULD_NOT_RUN
    if asked.form == "json":
        click.echo(json.dumps(told[0] if len(asked.names) == 1 and told else told, ensure_ascii=False, indent=2))
    if asked.junit is not None:
        try:
            write_whole(asked.junit, as_junit(suites, asked.lang).encode())
        except OSError as bad:
            cannot_write(asked.junit, bad, asked.language)
        say(asked.language, f"đã ghi {asked.junit}", f"wrote {asked.junit}")
    return code


def _told(asked: Asked, compiled: Compiled, suite: Suite, told: list[dict[str, Any]]) -> bool:
    """Print (or keep, for JSON) what came of one rule set, and return whether it is as it should be."""
    from ..assurance.cases.report import as_json, as_text

    good = not suite.failed
    result = as_json(suite, asked.lang)
    if asked.form == "text":
        click.echo(as_text(suite, asked.lang), nl=False)
    if (bad := len(suite.failed)) and (asked.coverage or asked.mutate):
        say(
            asked.language,
            f"{bad} ca kiểm sai không được tính vào độ phủ và không dùng để thử lỗi: sửa cho đúng trước",
            f"{bad} failing cases cover nothing and catch no mutant: mend them first",
        )
    if asked.coverage:
        good = _covered(asked, compiled, suite, result) and good
    if asked.mutate:
        good = _mutated(asked, compiled, suite, result) and good
    told.append(result)
    return good


def _passing(suite: Suite) -> list[int]:
    """Return the numbers of the cases that hold: one that fails by itself shows nothing."""
    return [r.case.number for r in suite.ran if r.passed]


def _covered(asked: Asked, compiled: Compiled, suite: Suite, result: dict[str, Any]) -> bool:
    """Print how far the cases cover the rules, and return whether that is enough."""
    from ..assurance.coverage import measure
    from ..assurance.coverage.measure import check_waived
    from ..assurance.coverage.report import as_json, as_table, open_lines
    from ..assurance.words_coverage import TABLE
    from ..diagnostics import errors

    covered = measure(compiled, suite.file, _passing(suite))
    wrong = check_waived(covered, suite.file, _mutant_ids(compiled) if suite.file.waived else ())
    if asked.form == "text":
        click.echo("\n" + as_table(suite.id, covered, compiled.rules, asked.lang, width()), nl=False)
    result["coverage"] = as_json(covered, compiled.rules, asked.lang)
    print_findings(wrong, asked.language)
    if asked.suggest:
        from ..assurance.search.suggesting import Suggester

        offers = Suggester(compiled, suite.file, asked.lang).for_goals(covered)
        lines = open_lines(covered, compiled.rules, asked.lang)
        holes = Holes("offer-goals", dict(zip((g.id for g in covered.open), lines, strict=True)), suite.file.name)
        offer(offers, holes, result["coverage"], asked.lang, text=asked.form == "text")
    if asked.fail_under is not None and covered.percent < asked.fail_under:
        words = TABLE[asked.lang]["short"]
        click.echo(words.format(percent=covered.percent, wanted=asked.fail_under), err=True)
        return False
    return not errors(wrong)


def _mutated(asked: Asked, compiled: Compiled, suite: Suite, result: dict[str, Any]) -> bool:
    """Print what came of every mutant, and return whether none is left unexplained."""
    from ..assurance.mutation import mutants_of, run_mutants
    from ..assurance.mutation.proving import provers_of
    from ..assurance.mutation.report import as_json, as_table, left_lines, survivors
    from ..assurance.mutation.running import check_declared
    from ..assurance.search.suggesting import Suggester
    from ..assurance.waiting import each
    from ..diagnostics import errors

    numbers = _passing(suite)
    provers = provers_of(compiled, solver=True)
    mutants = {m.id: m for m in mutants_of(compiled.rules)}
    with steps(asked.language, "thử lỗi", "trying mutants", len(mutants)) as tell:
        tried = run_mutants(compiled, suite.file, tuple(mutants.values()), provers, only=numbers)
        results = list(each(tuple(mutants), lambda _: next(tried), tell))
    wrong = (*check_declared(results, suite.file), *_told_apart(asked, compiled, suite, results))
    if asked.form == "text":
        click.echo("\n" + as_table(suite.id, results, compiled.rules, asked.lang, width()), nl=False)
    result["mutation"] = as_json(results, compiled.rules, asked.lang)
    print_findings(wrong, asked.language)
    left = survivors(results)
    if asked.suggest and left:
        offers = Suggester(compiled, suite.file, asked.lang).for_mutants(left)
        lines = left_lines(left, compiled.rules, asked.lang)
        holes = Holes("offer", dict(zip((m.id for m in left), lines, strict=True)), suite.file.name)
        offer(offers, holes, result["mutation"], asked.lang, text=asked.form == "text")
    return not left and not errors(wrong)


def _told_apart(asked: Asked, compiled: Compiled, suite: Suite, results: Sequence[Result]) -> Iterator[Diagnostic]:
    """Yield the mutants that are declared not to be told apart, though the solver finds records that do."""
    from ..assurance.mutation.running import Unknown
    from ..assurance.search.suggesting import Suggester
    from ..diagnostics import Diagnostic, case_codes

    suggester = Suggester(compiled, suite.file, asked.lang)
    for result in results:
        declared = result.outcome.declared if isinstance(result.outcome, Unknown) else None
        if declared is not None and suggester.solved(result.mutant) is not None:
            yield Diagnostic(case_codes.DECLARED_APART, declared.span, {"text": declared.id})


def _mutant_ids(compiled: Compiled) -> tuple[str, ...]:
    from ..assurance.mutation import mutants_of

    return tuple(m.id for m in mutants_of(compiled.rules))


def suite_of(asked: Asked, ruleset: str, compiled: Compiled) -> Suite | None:
    """Read and run the cases of one rule set; None, with a finding printed, where there is none to run."""
    from ..assurance.cases import case_file_of, read_case_file, run_case
    from ..assurance.cases.cells import Columns
    from ..assurance.cases.report import Suite
    from ..diagnostics import Diagnostic, case_codes, errors
    from ..syntax.shape import did_you_mean

    lang = asked.language
    path = case_file_of(rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in asked.overlays])
    file, found = read_case_file(path, compiled)
    if errors(found):
        fail(found, lang, Exit.RULES_HAVE_ERRORS)
    if file is None or not file.cases:
        args = {"text": compiled.plan.id, "file": str(path)}
        print_findings([Diagnostic(case_codes.NO_CASES, None, args)], lang)
        return None
    chosen = [c for c in file.cases if asked.only is None or _fits(c.number, c.note, asked.only)]
    if not chosen:
        args = did_you_mean(str(asked.only), [c.note for c in file.cases])
        print_findings([Diagnostic(case_codes.NO_SUCH_CASE, None, args)], lang)
        return None
    columns = Columns(compiled.plan)
    with chains_hold(lang):
        ran = tuple(run_case(compiled, columns, file, case) for case in chosen)
    return Suite(compiled.plan.id, compiled.plan.title, file, ran, len(file.cases))


def books_of(asked: Asked, compiled: Compiled) -> Suite:
    """Judge books with an expected column; what is wrong with them stops the run."""
    from ..assurance.cases.report import Suite
    from ..assurance.cases.workbook import run_books
    from ..diagnostics import Diagnostic, ReportedError, errors, run_codes
    from ..evaluator import day_of
    from ..records import load

    lang = asked.language
    try:
        dossier = load(compiled.plan, asked.records)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    day = asked.as_of or day_of(compiled.plan, dossier)
    if day is None:
        fail([Diagnostic(run_codes.NO_DAY, None)], lang, Exit.USAGE)
    with chains_hold(lang):
        file, ran, wrong = run_books(compiled, dossier, asked.records, day)
    if errors(wrong):
        fail(wrong, lang, Exit.COULD_NOT_RUN)
    return Suite(compiled.plan.id, compiled.plan.title, file, (ran,), 1)


def _fits(number: int, note: str, only: str) -> bool:
    """Tell whether a case is the one with that number, or has these words in its note."""
    return number == int(only) if only.isdigit() else only.casefold() in note.casefold()


def _watch(asked: Asked) -> None:
    """Run again whenever a file of the rule sets changes, until the person stops it."""
    import contextlib

    from ..assurance.cases.watching import changes, files_of
    from ..assurance.words import say as phrase

    lang = asked.language
    folders = [rule_file_of(n, lang).parent for n in asked.names]
    folders += [overlay_file(o, lang).parent for o in asked.overlays]
    words = phrase(asked.lang, "watching", n=len(files_of(folders)), id=", ".join(asked.names))
    click.echo(words, err=True)
    with contextlib.suppress(KeyboardInterrupt):
        for changed in changes(lambda: files_of(folders)):
            click.echo(phrase(asked.lang, "changed", names=", ".join(p.name for p in changed)), err=True)
            with contextlib.suppress(SystemExit):  # what is wrong was printed; the next change may mend it
                _once(asked)
