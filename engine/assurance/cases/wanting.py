"""Reading what a case wants: per subject and part, the results by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ...compiler import Compiled
from ...diagnostics import Diagnostic, case_codes
from ...plan import Plan
from ...source import Span
from ...syntax import shape
from ...syntax.shape import Found, did_you_mean
from ...syntax.tree import Items, Node, Scalar
from ...values import Decision, Verdict
from .cells import Columns
from .found import PARTS, number_word
from .model import Records, Want, Word

_VERDICTS = tuple(v.word for v in Verdict)
_KLEENE = tuple(v.word for v in Verdict if v is not Verdict.NOT_APPLICABLE)
_DECISIONS = tuple(d.word for d in Decision)
_ENDS = 2


def names_of(ready: Plan, kind: str) -> Mapping[str, list[str]]:
    """Return what can be wanted of the subjects of a kind, by part."""
    return {
        "criteria": [c.id for c in ready.criteria.values() if c.kind == kind],
        "bars": [b.id for b in (*ready.bars.values(), *ready.suspensions.values()) if b.kind == kind],
        "decisions": list(ready.awards),
        "assessments": [a.id for a in ready.assessments.values() if a.kind == kind],
        "scores": [s.id for s in ready.scores.values() if s.kind == kind],
        "classifications": [c.id for c in ready.classifications.values() if c.kind == kind],
    }


def wants_of(compiled: Compiled, columns: Columns, node: Node | None, there: Records, found: Found) -> tuple[Want, ...]:
    """Return the wanted results of a case; what names nobody or nothing is a finding."""
    ready = compiled.plan
    subjects = {f"{k}/{key}": k for k in ready.kinds() for r in there.get(k, ()) if (key := r.get(columns.keys[k], ""))}
    out: list[Want] = []
    for subject, parts in shape.entries(node, found).entries:
        kind = subjects.get(subject.text)
        if kind is None:
            args = did_you_mean(subject.text, list(subjects))
            found.append(Diagnostic(case_codes.CASE_SUBJECT, subject.span, args))
            kind = subject.text.partition("/")[0]
            if kind not in ready.kinds():
                continue
        names = names_of(ready, kind)
        for part, words in shape.entries(parts, found, PARTS).entries:
            if part.text not in PARTS:
                continue
            for name, word in shape.entries(words, found).entries:
                if name.text not in names[part.text]:
                    args = {**did_you_mean(name.text, names[part.text]), "kind": kind}
                    found.append(Diagnostic(case_codes.CASE_OTHER_KIND, name.span, args))
                    continue
                said = _word(ready, part.text, name.text, word, found)
                if said is not None:
                    out.append(Want(subject.text, part.text, name.text, said, _span(name, word)))
    return tuple(out)


def _span(name: Scalar, word: Node) -> Span:
    return Span(name.span.source, name.span.start, max(name.span.end, word.span.end))


def _word(ready: Plan, part: str, name: str, node: Node, found: Found) -> Word | None:
    """Return a wanted word, number or pair of bounds."""
    match part:
        case "scores":
            return _number(node, found)
        case "classifications":
            grades = [*(g.id for g in ready.classifications[name].grades), "none"]
            if isinstance(node, Items) and len(node.items) == _ENDS:
                low, high = (_one_of(n, grades, name, found) for n in node.items)
                return (low, high) if low and high else None
            return _one_of(node, [*grades, "not-applicable"], name, found)
        case "decisions":
            return _one_of(node, _DECISIONS, name, found)
        case "bars":
            return _one_of(node, _KLEENE, name, found)
        case _:
            return _one_of(node, _VERDICTS, name, found)


def _one_of(node: Node, words: Sequence[str], field: str, found: Found) -> str | None:
    if not isinstance(node, Scalar):
        shape.wrong(node, "một kết quả", "one result", found)
        return None
    if node.text in words:
        return node.text
    found.append(Diagnostic(case_codes.CASE_WORD, node.span, {**did_you_mean(node.text, words), "field": field}))
    return None


def _number(node: Node, found: Found) -> Word | None:
    if isinstance(node, Items) and len(node.items) == _ENDS:
        low, high = (_point(n, found) for n in node.items)
        return (low, high) if low is not None and high is not None else None
    return _point(node, found)


def _point(node: Node, found: Found) -> str | None:
    """Return a number without needless zeros; a fraction that no decimal can write stands as `1/3`."""
    if isinstance(node, Scalar) and "/" in node.text:
        return node.text
    value = shape.decimal(node, found)
    return None if value is None else number_word(Fraction(value))
