"""What the fixture of every code must underline, and how to run a fixture."""

from __future__ import annotations

from pathlib import Path

from engine.compiler import check_file
from engine.compiler.cite import check_against, documents_of
from engine.diagnostics import Code, Diagnostic, lint_codes, rule_codes
from engine.source import Span

ROOT = Path(__file__).parents[2]
FIXTURES = Path("fixtures/bad-rules")

#: Every code of rule sets with the text its fixture underlines; None where a whole file is meant.
UNDERLINED: dict[str, str | None] = {
    "among-kind": "person",
    "award-unreachable": "unit",
    "bad-blank": "không",
    "bad-direction": "later",
    "bad-citation": "kh, mục 1",
    "bad-name": "Đúng_hạn",
    "bad-pair": "on-time",
    "bands-gap": "unit.diem_dung_han",
    "bands-lowest-open": "unit.diem_dung_han",
    "bands-overlap": "{from: 80, to: 90, points: 7}",
    "bands-unreachable": "{from: 90, points: 7}",
    "bar-never-holds": "unit.kem",
    "blank-without-reading": "0",
    "circle": "kh 1",
    "clause-not-in-text": '"1"',
    "clause-unaccounted": '"2"',
    "convert-incomplete": "survey",
    "criterion-always-met": "unit.diem",
    "criterion-never-met": "unit.diem",
    "criterion-unused": "unit.on-time",
    "date-outside-period": "2021-05-20",
    "dated-parameter": "muc",
    "days-reversed": "2020-05-01",
    "deadline-against-words": "2020-05-20",
    "deadline-before-phase": "bao-cao",
    "deadline-unused": "bao-cao",
    "defined-twice": '"1"',
    "duplicate-key": "label",
    "expression-brackets": ">=",
    "expression-character": "đúng_hạn",
    "expression-division": "/",
    "expression-ends": "=",
    "expression-syntax": "96%",
    "expression-too-large": "(" * 41 + "on_time >= 95%" + ")" * 41,
    "field-needs": "on_time",
    "field-unused": "staff",
    "first-given-fields": "nguong",
    "grade-unreachable": "tot",
    "grades-order": "kha",
    "if-none-place": "met",
    "judgement-unused": "tot",
    "literal-other-unit": "95%",
    "literal-without-source": "96%",
    "max-exceeded": "12",
    "max-not-reached": "unit.diem_dung_han",
    "divisor-may-be-zero": "kh 1",
    "measure-circle": "diem",
    "measure-unused": "unit.diem",
    "missing-key": "to",
    "month-without-reading": "last",
    "never-complete": "person",
    "no-rule-file": None,
    "day-form": "15/11/2020",
    "no-such-day": "2020-02-31",
    "not-a-subject": "unit",
    "not-an-overlay": "thu",
    "not-an-owner": "person",
    "not-one-of": "precent",
    "not-owned": "some violation",
    "number-outside": "2",
    "number-syntax": '"97,5"',
    "number-too-long": "94.99999999999999999",
    "only-equality": "kind >= ward",
    "operator-against-words": "95%",
    "overlay-alone": "nghi-quyet",
    "overlay-conflict": "giay-khen",
    "overlay-of-other": "quan-13",
    "owner-circle": "unit",
    "parameter-unused": "nguong",
    "peers-register": "person",
    "period-unused": "dot-mot",
    "points-do-not-add-up": "unit.tong",
    "quote-cut-short": "được tặng Giấy khen",
    "quote-not-in-clause": "được tặng Bằng khen",
    "ratio-arithmetic": "share of person has ok",
    "reading-unused": "o-trong",
    "rounding-step": "round(gui / nhan, 0, down)",
    "score-unused": "unit.dung_han",
    "share-without-denominator": "không quá 20%",
    "counting-kind": "on_time >= 95%",
    "sizes": "{from: 12, count: 2}",
    "slip-not-in-clause": "hồ sớ",
    "term-defined-twice": "unit.tot",
    "text-use": "note",
    "too-large": "on_time * on_time",
    "total-stated-twice": "gui",
    "types-differ": "on_time >= staff",
    "unknown-clause": "kh 11",
    "unknown-key": "dues",
    "unknown-name": "on_tmie",
    "unreadable-rules": "plna.yaml",
    "waiver-unused": "on-time",
    "wants-condition": "on_time",
    "wants-day": "on_time",
    "wants-number": "on_time >= 95%",
    "wants-percent": "points",
    "words-contradict": "đạt trên từ 95%",
    "wrong-field-type": "on_time",
    "wrong-type": "[Giấy khen]",
    "yaml-anchor": "&noi kh 1",
    "yaml-documents": "---",
    "yaml-syntax": ":",
    "yaml-too-deep": "unit.on-time",
}


def codes() -> dict[str, Code]:
    """Return every code of rule sets, lints included."""
    return {c.id: c for m in (rule_codes, lint_codes) for c in vars(m).values() if isinstance(c, Code)}


def run(code: str) -> tuple[Diagnostic, ...]:
    """Return the findings of a fixture, as `xetkhen check` would give them."""
    folder = FIXTURES / code
    overlay, full = folder / "overlay.yaml", folder / "full.txt"
    compiled, found = check_file(folder / "rules.yaml", [overlay] if overlay.is_file() else [])
    if compiled is not None and full.is_file():
        text = full.read_text(encoding="utf-8")
        found = (*found, *check_against(documents_of(compiled.rules).values(), text, str(full)))
    return found


def underlined(found: Diagnostic) -> str | None:
    """Return the text that a finding underlines."""
    if not isinstance(found.place, Span):
        return None
    return found.place.source.text[found.place.start : found.place.end]
