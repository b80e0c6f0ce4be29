"""Reading the tree by shape: each helper returns a value or records one finding with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from ..diagnostics import Diagnostic, rule_codes
from ..source import Located, Source, Span
from ..values import MANY
from . import ast
from .expression import KEYWORDS, parse_expression
from .tree import Entries, Items, Node, Scalar

T = TypeVar("T")
NAME_FORM = re.compile(r"[a-z_][a-z0-9_]*(-[a-z][a-z0-9_]*)*")
#: Ids of rule sets and documents may hold years: `quan-12-2020`.
IDENT_FORM = re.compile(r"[a-z][a-z0-9]*([-_.][a-z0-9]+)*")
Found = list[Diagnostic]
#: A number as rule sets write it: no exponent, no more digits than are exact.
_NUMBER = re.compile(r"-?(?=[0-9.]{1,19}$)[0-9]{1,18}(\.[0-9]{1,18})?")
_LONG = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Year, month and day; a number above the last day of a month is a year, and no year of a plan is before the first.
_DAY_PARTS, _LAST_DAY, _FIRST_YEAR = 3, 31, 1900
#: The place of a mapping that was not written at all.
_NOWHERE = Source("", "")


def did_you_mean(text: str, names: Sequence[str]) -> dict[str, str]:
    """Return what a message says of a name that is none of `names`: the nearest one, and all of them."""
    near = get_close_matches(text, names, 1, 0.6)
    return {
        "text": text,
        "hint": f"có phải là `{near[0]}`? " if near else "",
        "hint_en": f"did you mean `{near[0]}`? " if near else "",
        "names": ", ".join(names) or "-",
    }


def wrong(node: Node, wanted: str, wanted_en: str, found: Found) -> None:
    """Record that a node has the wrong shape."""
    found.append(Diagnostic(rule_codes.WRONG_SHAPE, node.span, {"wanted": wanted, "wanted_en": wanted_en}))


def entries(node: Node | None, found: Found, keys: Sequence[str] = (), need: Sequence[str] = ()) -> Entries:
    """Return a mapping whose keys are among `keys` (any, where none are given) and hold all of `need`."""
    if node is None:
        return Entries((), Span(_NOWHERE, 0, 0))
    if not isinstance(node, Entries):
        wrong(node, "một mục có các khóa", "a mapping with keys", found)
        return Entries((), node.span)
    for key, _ in node.entries:
        if keys and key.text not in keys:
            found.append(Diagnostic(rule_codes.UNKNOWN_KEY, key.span, did_you_mean(key.text, keys)))
    for name in need:
        if node.get(name) is None:
            lacks(node, name, found)
    return node


def lacks(node: Entries, key: str, found: Found) -> None:
    """Record that a mapping lacks a key; shown at its first key, or where it begins."""
    start = node.span.start
    begin = Span(node.span.source, start, min(node.span.end, start + 1))
    found.append(Diagnostic(rule_codes.MISSING_KEY, node.entries[0][0].span if node.entries else begin, {"text": key}))


def text(node: Node | None, found: Found, default: str = "") -> str:
    """Return a scalar's text, white space folded."""
    if node is None:
        return default
    if not isinstance(node, Scalar):
        wrong(node, "một đoạn chữ", "a text", found)
        return default
    return " ".join(node.text.split())


def texts(node: Node | None, found: Found) -> tuple[str, ...]:
    """Return the texts of a list, or of one scalar."""
    return tuple(text(n, found) for n in listed(node))


def listed(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; a single node is a list of one, nothing an empty one."""
    if node is None:
        return ()
    return node.items if isinstance(node, Items) else (node,)


def name(node: Node | None, found: Found) -> ast.Name:
    """Return a name that rules can use."""
    if isinstance(node, Scalar):
        if not NAME_FORM.fullmatch(node.text) or node.text in KEYWORDS:
            found.append(Diagnostic(rule_codes.BAD_NAME, node.span, {"text": node.text}))
        return Located(node.text, node.span)
    if node is not None:
        wrong(node, "một tên", "a name", found)
    return Located("", node.span if node else None)


def ident(node: Node | None, found: Found) -> ast.Name:
    """Return the id of a rule set or document."""
    if isinstance(node, Scalar):
        if not IDENT_FORM.fullmatch(node.text):
            found.append(Diagnostic(rule_codes.BAD_NAME, node.span, {"text": node.text}))
        return Located(node.text, node.span)
    if node is not None:
        wrong(node, "một tên", "a name", found)
    return Located("", node.span if node else None)


def optional_name(node: Node | None, found: Found) -> ast.Name | None:
    """Return a name, or None where there is no node."""
    return None if node is None else name(node, found)


def names(node: Node | None, found: Found) -> tuple[ast.Name, ...]:
    """Return the names of a list, or of one scalar."""
    return tuple(name(n, found) for n in listed(node))


def dotted(node: Node | None, found: Found) -> tuple[ast.Name, ...]:
    """Return names of the form `unit.conduct`, of a list or of one scalar."""
    return tuple(Located(text(n, found), n.span) for n in listed(node))


def idents(node: Node | None, found: Found) -> tuple[ast.Name, ...]:
    """Return the ids of a list, or of one scalar (readings are named so)."""
    return tuple(ident(n, found) for n in listed(node))


def decimal(node: Node | None, found: Found) -> Decimal | None:
    """Return an exact number; a percent sign is taken off."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        written = node.text.strip().removesuffix("%")
        if _NUMBER.fullmatch(written):
            return Decimal(written)
        long = _LONG.fullmatch(written)
        code = rule_codes.NUMBER_TOO_LONG if long else rule_codes.BAD_NUMBER
        found.append(Diagnostic(code, node.span, {"text": node.text}))
        return None
    wrong(node, "một con số", "a number", found)
    return None


def whole(node: Node | None, found: Found, low: int = 0, high: int = MANY) -> int | None:
    """Return a whole number between `low` and `high`."""
    value = decimal(node, found)
    if value is None or node is None:
        return None
    if value != int(value):
        wrong(node, "một số nguyên", "a whole number", found)
        return None
    return int(value) if within(value, node, low, high, found) else None


def within(value: Decimal, node: Node, low: int, high: int, found: Found) -> bool:
    """Tell whether a number lies between `low` and `high`; record a finding if not."""
    if low <= value <= high:
        return True
    args = {"text": getattr(node, "text", ""), "low": str(low), "high": str(high)}
    found.append(Diagnostic(rule_codes.OUT_OF_RANGE, node.span, args))
    return False


def date(node: Node | None, found: Found) -> dt.date | None:
    """Return a day."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        try:
            if _DAY.fullmatch(node.text.strip()):  # Python would also take 20200520 and 2020-W21-3
                return dt.date.fromisoformat(node.text.strip())
        except ValueError:
            pass
        day = _other_form(node.text.strip())
        code = rule_codes.NO_SUCH_DAY if day is None else rule_codes.DAY_FORM
        found.append(Diagnostic(code, node.span, {"text": node.text, "day": str(day)}))
        return None
    wrong(node, "một ngày", "a day", found)
    return None


def _other_form(text: str) -> dt.date | None:
    """Return the day that somebody wrote in another form than year-month-day, None where it is no day."""
    numbers = [int(n) for n in re.findall(r"[0-9]+", text)]
    if re.fullmatch(r"[0-9]{8}", text):
        numbers = [int(text[:4]), int(text[4:6]), int(text[6:])]
    if len(numbers) != _DAY_PARTS or not re.fullmatch(r"[0-9]+(?:[./ -]*[0-9]+)*", text):
        return None
    year, month, day = numbers if numbers[0] > _LAST_DAY else numbers[::-1]
    try:
        return dt.date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def one_of(node: Node | None, found: Found, choices: Sequence[str], default: str) -> str:
    """Return one of the declared words."""
    if node is None:
        return default
    value = text(node, found)
    if value not in choices:
        found.append(Diagnostic(rule_codes.NOT_ONE_OF, node.span, did_you_mean(value, choices)))
        return default
    return value


def yes(node: Node | None, found: Found) -> bool:
    """Return whether a switch is on."""
    return one_of(node, found, ("true", "false"), "false") == "true"


def expression(node: Node | None, found: Found) -> ast.Expr | None:
    """Return the expression that a scalar holds."""
    if node is None:
        return None
    if not isinstance(node, Scalar) or node.inner is None:
        wrong(
            node,
            "một biểu thức, không có `\\` hay dấu nháy lồng nhau",
            "an expression, without `\\` or doubled quotes",
            found,
        )
        return None
    result, bad = parse_expression(node.inner.source, node.inner.start, node.inner.end)
    found.extend(bad)
    return result


def each(node: Node | None, found: Found, read: Callable[[Scalar, Node, Found], T | None]) -> tuple[T, ...]:
    """Read every entry of a section; what cannot be read is left out, its findings kept."""
    out = (read(key, value, found) for key, value in entries(node, found).entries)
    return tuple(x for x in out if x is not None)
