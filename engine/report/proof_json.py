"""The whole proof of a subject as JSON: every node with a `type`, numbers exact, nothing that was found left out.

The names are those of the classes of `engine.explain.proof` and below, without `Proof`; docs/result.schema.json says
what each holds. Numbers are texts (decimals, or a/b where those do not end), days yyyy-mm-dd, codes Kleene's 0, 1, 2.
Where a row stood among the records is left out: it says nothing that its cell does not. So is what only the engine
needs to know one open question from another, and what there is none of (but a missing `value` or `answer` is null).
A law names its readings by id; they stand once, at the end. So do the subject's own scores and classifications: where
a number is one of them, it has their `id`.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, assert_never

from ..diagnostics import Diagnostic, Lang
from ..explain.headline import Plain
from ..explain.lacking import Missing
from ..explain.legal import Law
from ..explain.nodes import Amount, Named
from ..explain.proof import SubjectProof
from ..law import Reading
from ..plan import Places, Quota
from ..source import Cell
from ..values import EPOCH, Choice, Date, Decision, FieldType, Number, Text, Verdict, YesNo
from .cells_json import Json, cell_json, finding_json

#: Parts that are not told: where a row stood, who asked, what a name stands for; see the first lines of this file.
_UNTOLD = {"index", "whole", "citation", "type"}
#: What is left out where there is none of it; and what is told even then: a value that is missing is null.
_EMPTY: tuple[object, ...] = (None, "", ())
_ALWAYS = {"value", "answer"}
_PLAIN = Plain()


def proof_json(proof: SubjectProof, lang: Lang) -> Json:
    """Return the proof of one subject; the same proof gives the same bytes."""
    writer = _Writer(lang, proof)
    found = writer.node(proof)
    return {**found, "readings": {r.id: _reading(r) for _, r in sorted(writer.readings.items())}}


@dataclass(slots=True)
class _Writer:
    """One proof being written; the readings that come up are kept."""

    lang: Lang
    about: SubjectProof
    readings: dict[str, Reading] = field(default_factory=dict)

    def value(self, found: object) -> Any:  # noqa: ANN401 - JSON
        """Return anything that a proof holds."""
        match found:
            case Verdict() | Decision():
                return found.word
            case None | bool() | int() | str():
                return found
            case Fraction():
                return _PLAIN.fraction(found)
            case Decimal():
                return _PLAIN.decimal(found)
            case dt.date():
                return found.isoformat()
            case enum.Enum():
                return found.value
            case Cell():
                return cell_json(found)
            case Diagnostic():
                return finding_json(found, self.lang)
            case Law():
                return self._law(found)
            case Amount():
                return _amount(found)
            case Quota():
                return _quota(found)
            case tuple():
                return [self.value(part) for part in found]
            case Mapping():
                return {str(name): self.value(part) for name, part in found.items()}
            case _:
                return self.node(found)

    def node(self, found: object) -> Json:
        """Return one node: its type, then its parts by their names."""
        if not is_dataclass(found) or isinstance(found, type):
            raise TypeError(found)
        out: Json = {"type": type_of(type(found))}
        for part in fields(found):
            told = getattr(found, part.name)
            if part.name == "type":
                out |= _sort(told)
            hidden = part.name in _UNTOLD or (part.name == "key" and isinstance(told, tuple))
            if part.name == "item" and isinstance(found, Named):
                hidden = found.row == self.about.row and self._worked_out(found.id)
            if not hidden and (part.name in _ALWAYS or told not in _EMPTY):
                out[part.name] = self.value(told)
        if hasattr(found, "waits") and isinstance(found, Missing):
            out["waits"] = found.waits.value
        return out

    def _worked_out(self, name: str) -> bool:
        """Tell whether a score or classification of the subject is worked out in its own place."""
        return name in self.about.scores or name in self.about.classifications

    def _law(self, found: Law) -> Json:
        self.readings |= {r.id: r for r in found.readings}
        out = {"type": "law", "cite": found.cite, "document": found.document, "clause": found.clause}
        return {**out, "quote": found.quote, "readings": [r.id for r in found.readings]}


@cache
def type_of(node: type) -> str:
    """Return what a node is called: the name of its class without `Proof`, in small letters."""
    name = node.__name__
    name = name.removesuffix("Proof") if name != "Proof" else name
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _amount(found: Amount) -> Json:
    """Return the two ends of a number, of a day as days: they are the same where it is known."""
    ends = [_day(n) if found.kind == "date" else _PLAIN.fraction(n) for n in (found.low, found.high)]
    more = {name: told for name, told in (("unit", found.unit), ("names", list(found.names))) if told}
    return {"type": "amount", "low": ends[0], "high": ends[1], "kind": found.kind, **more}


def _day(number: Fraction) -> str:
    return (EPOCH + dt.timedelta(days=int(number))).isoformat()


def _sort(found: FieldType) -> Json:
    """Return what sort of value a field or answer is."""
    match found:
        case YesNo():
            return {"sort": "yes-no"}
        case Number():
            return {"sort": found.kind, **({"unit": found.unit} if found.unit else {})}
        case Date():
            return {"sort": "date"}
        case Choice():
            return {"sort": "choice"}
        case Text():
            return {"sort": "text"}
        case _:
            assert_never(found)


def _reading(found: Reading) -> Json:
    out: Json = {"cite": str(found.citation), "open": found.open, "taken": found.taken, "by": found.by}
    on = found.on.isoformat() if found.on is not None else None
    return {**out, "on": on, "instead": list(found.instead)}


def _quota(found: Quota) -> Json:
    """Return how places are given; the keys of the ranking stand beside it with their figures."""
    return {
        "type": "quota", "of": found.of, "pool": found.pool, "per": found.per or found.per_owner,
        "ties": found.ties, "pending": found.pending, "asks": found.settle, "places": _places(found.places),
    }  # fmt: skip


def _places(found: Places) -> Json:
    share = None if found.share is None else _PLAIN.fraction(Fraction(found.share.value, 10**found.share.decimals))
    return {
        "type": "places", "count": found.count, "share": share, "rounding": found.rounding.value,
        "sizes": [{"low": s.low, "high": s.high, "count": s.count} for s in found.sizes], "least": found.least,
    }  # fmt: skip
