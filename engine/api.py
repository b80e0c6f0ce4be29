"""The stable Python API: `load` a rule set with its records, `evaluate` them, `explain` a subject.

>>> from engine import evaluate, explain, load
>>> campaign = load("quan-12-2020", ["fixtures/quan-12-2020"])
>>> result = evaluate(campaign, "2020-12-05")
>>> result.decision("PH04", "giay-khen").code
'barred'
>>> print(explain(result, "PH04", depth="line").text)  # doctest: +SKIP

What stands here keeps its names and meaning within a major version; everything else of `engine` may change. Nothing is
printed and nothing is read but the files that are named; whatever is wrong with a rule set or a file is raised once as
`ReportedError`, with all its findings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .diagnostics import Diagnostic, Lang, ReportedError

if TYPE_CHECKING:
    import pandas as pd

    from .evaluator import Evaluation
    from .plan import Plan
    from .records.changes import Change
    from .records.dossier import Balance, Dossier
    from .report.view import Entry, View

__all__ = ["Campaign", "Decided", "Explanation", "Result", "evaluate", "explain", "load"]

LangName = Literal["vi", "en"]
Depth = Literal["line", "page", "all"]
Audience = Literal["public", "peers"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Campaign:
    """A compiled rule set and the records that were read for it; what was rejected is no error but told here."""

    plan: Plan
    dossier: Dossier

    @property
    def rejected(self) -> tuple[Diagnostic, ...]:
        """Return what was wrong with rows that could not be used, each with its cell."""
        return self.dossier.rejected

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """Return what else was noticed on reading."""
        return self.dossier.notices

    @property
    def balance(self) -> Balance:
        """Return how many rows were read, used, rejected and no data: nothing is lost."""
        return self.dossier.balance

    @property
    def hashes(self) -> tuple[str, str]:
        """Return the hashes of rule set and records: with the day and the engine's version they fix every byte."""
        return self.plan.hash, self.dossier.hash

    def changed(self, changes: Iterable[Change]) -> Campaign:
        """Return the campaign as it would be if some records were otherwise (`engine.records.changes`).

        Raises LookupError where a row or field is not there.
        """
        from .records.changes import redone

        return Campaign(self.plan, redone(self.plan, self.dossier, changes))


@dataclass(frozen=True, slots=True)
class Decided:
    """One subject and one award: `code` as in the JSON contract (barred, ...), `words` and `why` for people."""

    kind: str
    key: str
    name: str
    unit: str
    award: str
    code: str
    words: str
    why: str
    provisional: bool
    interim: bool


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """One rule set judged over one campaign's records as of the end of one day."""

    evaluation: Evaluation
    lang: Lang = Lang.VI

    @cached_property
    def _view(self) -> View:
        from .report import build_view

        return build_view(self.evaluation, self.lang)

    @property
    def as_of(self) -> dt.date:
        """Return the day as of whose end was judged."""
        return self.evaluation.as_of

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """Return every subject and award, collectives first, in the order of the lists."""
        return tuple(_decided(e) for e in self._view.entries)

    def decision(self, key: str, award: str) -> Decided:
        """Return the decision about one subject, by key, and one award; raises LookupError where there is none."""
        for one in self.decisions:
            if (one.key, one.award) == (key, award):
                return one
        raise LookupError(_near(f"{key} / {award}", ", ".join(self.evaluation.plan.awards)))

    def verdicts(self, kind: str) -> dict[str, dict[str, str]]:
        """Return, by key of the subjects of a kind, the verdict of every criterion: met, not-met, ..."""
        found = [s for s in self._view.subjects if s.kind == kind]
        return {s.row.key: {c.id: c.verdict.word for c in s.criteria.values()} for s in found}

    def frame(self) -> pd.DataFrame:
        """Return the lists as a table of pandas: a row per subject and award, the columns of `danh-sach.csv`."""
        from .report.csv_out import decisions_frame

        return decisions_frame(self._view)

    def json(self, *, proofs: bool = False) -> str:
        """Return the contract `docs/result.schema.json` as text, with the whole proofs where wanted."""
        from .report import result_json

        return result_json(self._view, proofs=proofs)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one subject is on a list or not: for people as `text`, for programs as `tree` (as in the JSON contract)."""

    kind: str
    key: str
    text: str
    tree: dict[str, Any]


def load(
    ruleset: str | Path,
    files: str | Path | Iterable[str | Path],
    *,
    overlays: Iterable[str | Path] = (),
    mapping: str | Path | None = None,
    convert_legacy: bool = False,
    keep: bool = False,
) -> Campaign:
    """Return a rule set with the records that a workbook, csv file, folder or zip, or several of them, hold for it.

    `ruleset` is the id of a shipped one, a folder or a file; `overlays` are documents laid over it; `mapping` is what
    `xetkhen inspect --write-mapping` writes; `keep` keeps the raw rows, which `Campaign.changed` needs.
    Raises ReportedError with all findings where a rule set has errors or a file cannot be opened.
    """
    from .bundle import rule_file, shipped
    from .compiler import compile_file
    from .diagnostics import rule_codes
    from .records import load as read
    from .records.mapping.model import NOTHING
    from .records.mapping.reading import read_mapping

    path = rule_file(str(ruleset))
    if not path.is_file():
        args = {"text": str(ruleset), "names": ", ".join(shipped()) or "-"}
        raise ReportedError([Diagnostic(rule_codes.NO_RULE_FILE, None, args)])
    plan = compile_file(path, [Path(o) for o in overlays]).plan
    settled = NOTHING if mapping is None else read_mapping(plan, Path(mapping))
    books = [Path(f) for f in ([files] if isinstance(files, str | Path) else files)]
    return Campaign(plan, read(plan, books, None, settled, convert=convert_legacy, keep=keep))


def evaluate(campaign: Campaign, as_of: dt.date | str | None = None, *, lang: LangName = "vi") -> Result:
    """Judge every subject as of the end of a day (a date, 2020-12-05 or 05/12/2020); by default the latest day known.

    Raises ReportedError where no day is known, ValueError where the day is none, ChainDisagreesError where
    durable_rules and the fixpoint conclude different things.
    """
    from .diagnostics import run_codes
    from .evaluator import evaluate as judge
    from .evaluator.latest import day_of

    day = _day(as_of) if isinstance(as_of, str) else as_of or day_of(campaign.plan, campaign.dossier)
    if day is None:
        raise ReportedError([Diagnostic(run_codes.NO_DAY, None)])
    return Result(judge(campaign.plan, campaign.dossier, day), Lang(lang))


def explain(
    result: Result, subject: str, award: str | None = None, *, depth: Depth = "page", redact: Audience | None = None
) -> Explanation:
    """Explain one subject, by key or exact name: decision, criteria, values, clauses and quotes, cells.

    `award` is an award's id; `redact` gives a copy for the public or for colleagues, without personal data. The
    language is that of the result.
    Raises LookupError where there is no such subject or award, or several subjects of that name.
    """
    from .explain import prove
    from .explain.blocks import Depth as Deep
    from .explain.layout import laid_out
    from .explain.outline import outline
    from .explain.redact import Audience as For
    from .explain.redact import Redactor
    from .explain.subjects import NotFound, find_subject
    from .report.one import explained_json

    evaluation = result.evaluation
    match found := find_subject(evaluation, subject):
        case NotFound(hint, names):
            raise LookupError(_near(subject, names or hint))
    if award is not None and award not in evaluation.plan.awards:
        raise LookupError(_near(award, ", ".join(evaluation.plan.awards)))
    kind, index = found
    proof = prove(evaluation, kind, index)
    if redact is not None:
        proof = Redactor(evaluation, For(redact), result.lang, found).proof(proof)
    text = laid_out(outline(proof, result.lang, award, Deep(depth)))
    return Explanation(kind, proof.row.key, text, explained_json(proof, result.lang, award, Deep(depth)))


def _day(text: str) -> dt.date:
    """Read a day as 2020-12-05 or 05/12/2020; raises ValueError."""
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    return dt.date(int(year), int(month), int(day)) if rest else dt.date.fromisoformat(text)


def _near(wanted: str, near: str) -> str:
    """Return what was looked for, and what there is that is near."""
    return f"{wanted} ({near.strip()})" if near.strip() else wanted


def _decided(entry: Entry) -> Decided:
    row, award = entry.proof.row, entry.award
    return Decided(
        entry.proof.kind, row.key, row.name, entry.unit, award.id, award.decision.word, entry.words, entry.line,
        award.provisional, award.interim,
    )  # fmt: skip
