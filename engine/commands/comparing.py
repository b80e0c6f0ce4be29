"""compare: two evaluations by other records, another day or other rules; who turned, and because of what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import compiled_from, mapping_from
from .judging import evaluated, proofs_hold
from .options import AS_OF, CONVERT, FILES, LANG, MAPPING, QUIET, WITH, day_option
from .told import chains_hold, fail, lang_of, print_rejected
from .what_if import FORM, OUT, put_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..evaluator import Evaluation
    from ..plan import Plan
    from ..records.dossier import Dossier


@click.command(epilog=CODES)
@click.argument("ruleset")
@FILES
@click.option(
    "--then", "then_files", multiple=True, metavar="FILE",
    help="Tệp, thư mục số liệu có thêm về sau, lặp lại được; tệp cùng tên thay tệp trước (records that came later).",
)
@click.option(
    "--then-only", is_flag=True,
    help="Về sau chỉ có các tệp ở --then, không dùng lại FILES (only the files of --then, none of FILES).",
)
@day_option("--then-as-of", "then_day", "Ngày xét về sau; mặc định như --as-of (the later day).")
@click.option(
    "--then-ruleset", metavar="RULESET",
    help="Bộ tiêu chí về sau; khi đó chỉ các văn bản ở --then-with được đặt lên (the later rule set).",
)
@click.option(
    "--then-with", "then_overlays", multiple=True, metavar="OVERLAY",
    help="Văn bản đặt thêm lên kế hoạch về sau, lặp lại được (laid over it later, besides --with).",
)
@WITH
@AS_OF
@FORM
@OUT
@MAPPING
@CONVERT
@QUIET
@LANG
def compare(
    ruleset: str, files: tuple[str, ...], then_files: tuple[str, ...], then_day: dt.date | None,
    then_ruleset: str | None, then_overlays: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None,
    form: str, out_file: Path | None, mapping_file: Path | None, *, then_only: bool, convert: bool, quiet: bool,
    lang: str,
) -> None:  # fmt: skip
    """So sánh hai lần xét: ai được thêm, ai không còn, vì số liệu, quy tắc, ngày xét hay chỉ vì xét chọn.

    Compare two evaluations: RULESET on FILES as of a day, and the same with what --then... says is otherwise. Where
    several things differ, the mixtures of both are evaluated to tell which of them did it.
    """
    from ..diagnostics import Diagnostic, ReportedError, assume_codes
    from ..explain.comparison import compare as compared
    from ..explain.comparison import levers_between
    from ..report.comparison import Compared, compared_json, compared_text

    if not (then_files or then_day or then_ruleset or then_overlays):
        fail([Diagnostic(assume_codes.COMPARE_NOTHING, None)], lang, Exit.USAGE)
    paths = later_files(files, then_files, only=then_only and bool(then_files))
    before = evaluated(ruleset, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet, keep=True)
    over = then_overlays if then_ruleset else (*overlays, *then_overlays)
    sides = _Sides(
        ((ruleset, overlays), (then_ruleset or ruleset, over)), (files, paths),
        (before.as_of, then_day or before.as_of), before, mapping_file, lang, convert=convert,
    )  # fmt: skip
    with chains_hold(lang):
        try:
            after = sides.after()
            levers = levers_between(before, after)
            print_rejected([d for d in after.dossier.rejected if d not in before.dossier.rejected], lang)
            with proofs_hold(lang):
                found = compared(before, after, lambda these: sides.mixed({levers[n].kind.value for n in these}))
        except ReportedError as bad:
            fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    shown = Compared(before, after, found, lang_of(lang))
    put_out(compared_json(shown) if form == "json" else compared_text(shown), out_file, lang)


def later_files(files: tuple[str, ...], then: tuple[str, ...], *, only: bool = False) -> tuple[str, ...]:
    """Return the files of the later evaluation: what came later beside what there was, in the place of its name."""
    if only:
        return then
    names = {Path(t).name for t in then}
    given = {Path(t).resolve() for t in then}
    kept = [f for f in files if Path(f).name not in names and Path(f).resolve() not in given]
    return (*_opened(kept, names), *then)


def _opened(files: list[str], names: set[str]) -> Iterator[str]:
    """Yield files; a folder that holds one which is replaced is taken file by file."""
    for file in files:
        path = Path(file)
        if path.is_dir() and any(p.name in names for p in path.rglob("*")):
            yield from (str(p) for p in sorted(path.rglob("*")) if p.is_file() and p.name not in names)
        else:
            yield file


@dataclass(eq=False)
class _Sides:
    """Both sides by what they are made of: rules, files and day, each before and after."""

    rules: tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]
    files: tuple[tuple[str, ...], tuple[str, ...]]
    days: tuple[dt.date, dt.date]
    before: Evaluation
    mapping_file: Path | None
    lang: str
    convert: bool
    _read: dict[object, Dossier] = field(default_factory=dict)
    _later: Plan | None = None

    def after(self) -> Evaluation:
        """Return the later evaluation."""
        return self.mixed({"rules", "records", "day"})

    def mixed(self, these: set[str]) -> Evaluation:
        """Return the evaluation in which only these are as after."""
        from ..evaluator import evaluate

        rules, records, day = ("rules" in these, "records" in these, "day" in these)
        return evaluate(self._plan(rules=rules), self._dossier(rules=rules, records=records), self.days[day])

    def _plan(self, *, rules: bool) -> Plan:
        """Return the rules of one side, compiled once."""
        if self.rules[rules] == self.rules[0]:
            return self.before.plan
        if self._later is None:
            self._later = compiled_from(*self.rules[1], self.lang).plan
        return self._later

    def _dossier(self, *, rules: bool, records: bool) -> Dossier:
        """Return some files as some rule set reads them, each read once."""
        key = (self.rules[rules], self.files[records])
        if key == (self.rules[0], self.files[0]):
            return self.before.dossier
        if key not in self._read:
            self._read[key] = self._load(self._plan(rules=rules), self.files[records])
        return self._read[key]

    def _load(self, plan: Plan, files: tuple[str, ...]) -> Dossier:
        from ..records import load

        mapping = mapping_from(plan, self.mapping_file, self.lang)
        return load(plan, [Path(f) for f in files], None, mapping, convert=self.convert, keep=True)
