"""Assumptions as texts of the command line and as a YAML file: only their form, not yet what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ....diagnostics import Diagnostic, ReportedError, assume_codes, rule_codes
from ....records.cells import clip
from ....source import Span
from ....syntax.shape import did_you_mean, listed, wrong
from ....syntax.tree import Entries, Node, Scalar, tree_of
from .model import FORMS, Wish, WishKind

#: The sections of a file of assumptions, in either language.
SECTIONS = {
    WishKind.SET: ("set", "sửa"), WishKind.ADD: ("add", "thêm"), WishKind.REMOVE: ("remove", "bớt"),
    WishKind.ANSWER: ("answers", "ý kiến"), WishKind.PARAMETER: ("parameters", "thông số"),
    WishKind.QUOTA: ("quotas", "hạn mức"), WishKind.RULE: ("rules", "quy tắc"),
    WishKind.DEADLINE: ("deadlines", "thời hạn"), WishKind.DAY: ("as-of-then", "ngày xét"),
}  # fmt: skip
_LISTED = {WishKind.ADD, WishKind.REMOVE}


def unreadable(kind: WishKind, text: str, place: Span | None = None) -> Diagnostic:
    """Return that an assumption cannot be read, with how it is written."""
    return Diagnostic(assume_codes.ASSUME_SYNTAX, place, {"text": clip(text), "form": FORMS[kind]})


def wish_of(kind: WishKind, text: str, place: Span | None = None) -> Wish:
    """Return one assumption; raises ReportedError where its form is not that of its kind."""
    text = unicodedata.normalize("NFC", text).strip()
    match kind:
        case WishKind.ADD:
            return _added(text, place)
        case WishKind.REMOVE:
            if text.count("/") < 1 or not all(p.strip() for p in text.split("/", 1)):
                raise ReportedError([unreadable(kind, text, place)])
            return Wish(kind, text, place=place)
        case WishKind.DAY:
            return Wish(kind, "", text, place=place)
        case _:
            target, sign, value = _parted(kind, text)
            if not sign or not target:
                raise ReportedError([unreadable(kind, text, place)])
            return _checked(Wish(kind, target, value, place=place), text)


def _parted(kind: WishKind, text: str) -> tuple[str, str, str]:
    """Return target and value: at the first sign of equality, of a cell the first one after its last slash."""
    if kind in {WishKind.SET, WishKind.ANSWER}:
        found = re.match(r"((?:[^/=]|=(?=[^/]*/))+/.*?/[^/=]*)=(.*)$", text, re.DOTALL)
        if found is None:
            return "", "", ""
        return found[1].strip(), "=", found[2].strip()
    target, sign, value = text.partition("=")
    return target.strip(), sign, value.strip()


def _checked(wish: Wish, text: str) -> Wish:
    """Return a wish whose target and value have all that its kind needs."""
    parts = wish.target.split("/")
    if wish.kind in {WishKind.SET, WishKind.ANSWER} and (len(parts) < 3 or not all(p.strip() for p in parts)):
        raise ReportedError([unreadable(wish.kind, text, wish.place)])
    if wish.kind in {WishKind.QUOTA, WishKind.RULE, WishKind.DEADLINE} and not wish.value:
        raise ReportedError([unreadable(wish.kind, text, wish.place)])
    return wish


def _added(text: str, place: Span | None) -> Wish:
    register, sign, rest = text.partition(":")
    pairs = [part.partition("=") for part in rest.split(";") if part.strip()]
    if not sign or not register.strip() or not pairs or not all(s and n.strip() for n, s, _ in pairs):
        raise ReportedError([unreadable(WishKind.ADD, text, place)])
    fields = tuple((name.strip(), value.strip()) for name, _, value in pairs)
    return Wish(WishKind.ADD, register.strip(), fields=fields, place=place)


def read_wishes(path: Path) -> tuple[Wish, ...]:
    """Return the assumptions of a file; raises ReportedError with everything that is wrong, each at its line."""
    node, found = tree_of(path)
    if not isinstance(node, Entries):
        wrong(node, "một mục có các khóa", "a mapping with keys", found)
        raise ReportedError(found)
    known = {unicodedata.normalize("NFC", name): kind for kind, names in SECTIONS.items() for name in names}
    out: list[Wish] = []
    for key, part in node.entries:
        kind = known.get(key.text)
        if kind is None:
            args = did_you_mean(key.text, [names[0] for names in SECTIONS.values()])
            found.append(Diagnostic(rule_codes.UNKNOWN_KEY, key.span, args))
            continue
        out += _section(kind, part, found)
    if found:
        raise ReportedError(found)
    return tuple(out)


def _section(kind: WishKind, node: Node, found: list[Diagnostic]) -> Iterator[Wish]:
    """Yield the assumptions of one section."""
    if kind is WishKind.DAY:
        if isinstance(node, Scalar):
            yield Wish(kind, "", node.text, place=node.span)
        else:
            wrong(node, "một ngày", "a day", found)
        return
    for one in listed(node):
        match one:
            case Scalar(text):
                try:
                    yield wish_of(kind, text, one.span)
                except ReportedError as bad:
                    found += bad.diagnostics
            case Entries(pairs) if kind is WishKind.ADD:
                for key, value in pairs:
                    yield from _row(key, value, found)
            case Entries(pairs) if kind not in _LISTED:
                yield from _pairs(kind, pairs, found)
            case _:
                found.append(unreadable(kind, "…", one.span))


def _row(key: Scalar, value: Node, found: list[Diagnostic]) -> Iterator[Wish]:
    """Yield the rows that are added to one register: one, or a list of them."""
    for row in listed(value):
        if not isinstance(row, Entries) or not row.entries:
            wrong(row, "các dòng `cột: giá trị`", "lines `column: value`", found)
            continue
        fields = []
        for name, told in row.entries:
            if isinstance(told, Scalar):
                fields.append((name.text, told.text))
            else:
                wrong(told, "một giá trị", "a value", found)
        yield Wish(WishKind.ADD, key.text, fields=tuple(fields), place=key.span)


def _pairs(kind: WishKind, pairs: tuple[tuple[Scalar, Node], ...], found: list[Diagnostic]) -> Iterator[Wish]:
    for key, value in pairs:
        if not isinstance(value, Scalar):
            wrong(value, "một giá trị", "a value", found)
            continue
        span = Span(key.span.source, key.span.start, value.span.end)
        try:
            yield _checked(Wish(kind, key.text.strip(), value.text.strip(), place=span), f"{key.text}={value.text}")
        except ReportedError as bad:
            found += bad.diagnostics
