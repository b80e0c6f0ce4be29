"""YAML as a located tree: strict, bounded, every scalar still text.

Anchors, aliases, tags, duplicate keys and deep nesting are findings; nothing is guessed from how a scalar looks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ..diagnostics import Diagnostic, rule_codes
from ..source import Source, Span

MAX_BYTES, MAX_DEPTH = 1_000_000, 30


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar; `inner` is the span of its text without quotes, where its characters stand one by one."""

    text: str
    span: Span = field(compare=False, repr=False)
    inner: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping with text keys, in written order."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span = field(compare=False, repr=False)

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((v for k, v in self.entries if k.text == key), None)


Node = Scalar | Items | Entries


def read_source(path: Path, shown: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """Read a text file as NFC; the findings say why it cannot be read."""
    name = shown or str(path)
    try:
        data = path.read_bytes()
    except OSError as bad:
        return None, [Diagnostic(rule_codes.UNREADABLE_RULES, None, {"text": name, "why": bad.strerror or "?"})]
    if len(data) > MAX_BYTES:
        return None, [Diagnostic(rule_codes.UNREADABLE_RULES, None, {"text": name, "why": "> 1 MB"})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Diagnostic(rule_codes.UNREADABLE_RULES, None, {"text": name, "why": "UTF-8"})]
    return Source(name, unicodedata.normalize("NFC", text).replace("\r\n", "\n")), []


def read_tree(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Compose the only document of a source into a tree; None where it is not YAML at all."""
    found: list[Diagnostic] = []
    if _nesting(source.text) > MAX_DEPTH * 10:  # the C parser crashes on deep flow nesting, so it never sees it
        return None, [Diagnostic(rule_codes.YAML_DEPTH, Span(source, 0, 1))]
    try:
        events = list(yaml.parse(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as bad:
        mark = bad.problem_mark or bad.context_mark
        at = min(mark.index, max(0, len(source.text) - 1)) if mark else 0
        return None, [Diagnostic(rule_codes.YAML_SYNTAX, Span(source, at, at + 1), {"why": str(bad.problem or bad.context)})]
    except yaml.YAMLError as bad:
        return None, [Diagnostic(rule_codes.YAML_SYNTAX, Span(source, 0, 1), {"why": str(bad).splitlines()[0]})]
    body: list[yaml.Event] = [e for e in events if isinstance(e, yaml.NodeEvent | yaml.CollectionEndEvent)]
    if not body:
        return Entries((), Span(source, 0, min(1, len(source.text)))), found
    if sum(isinstance(e, yaml.DocumentStartEvent) for e in events) > 1:
        found.append(Diagnostic(rule_codes.YAML_SYNTAX, Span(source, 0, 1), {"why": "---"}))
    node, _ = _compose(source, body, 0, 0, found)
    return node, found


def _compose(
    source: Source, events: list[yaml.Event], at: int, depth: int, found: list[Diagnostic]
) -> tuple[Node, int]:
    """Build the node that starts at event `at`; return it with the position after it."""
    event = events[at]
    span = Span(source, *_marks(event))
    if depth > MAX_DEPTH:
        found.append(Diagnostic(rule_codes.YAML_DEPTH, span))
        return Scalar("", span), _after(events, at)
    if isinstance(event, yaml.AliasEvent):
        found.append(Diagnostic(rule_codes.YAML_ANCHOR, span, {"text": f"*{event.anchor}"}))
        return Scalar("", span), at + 1
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and (event.anchor or event.tag):
        found.append(Diagnostic(rule_codes.YAML_ANCHOR, span, {"text": f"&{event.anchor}" if event.anchor else str(event.tag)}))
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, span, _inner(source, span, event)), at + 1
    at += 1
    items: list[Node] = []
    while not isinstance(events[at], yaml.CollectionEndEvent):
        node, at = _compose(source, events, at, depth + 1, found)
        items.append(node)
    whole = Span(source, span.start, _marks(events[at])[1])
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(tuple(items), whole), at + 1
    return Entries(_entries(items, found), whole), at + 1


def _marks(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


def _entries(items: list[Node], found: list[Diagnostic]) -> tuple[tuple[Scalar, Node], ...]:
    """Pair keys with values; a key that is no text or comes twice is a finding."""
    seen: dict[str, Scalar] = {}
    out: list[tuple[Scalar, Node]] = []
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, Scalar):
            found.append(
                Diagnostic(rule_codes.WRONG_SHAPE, key.span, {"wanted": "một tên khóa", "wanted_en": "the name of a key"})
            )
        elif key.text in seen:
            line = str(seen[key.text].span.line)
            found.append(Diagnostic(rule_codes.DUPLICATE_KEY, key.span, {"text": key.text, "line": line}))
        else:
            seen[key.text] = key
            out.append((key, value))
    return tuple(out)


def _inner(source: Source, span: Span, event: yaml.ScalarEvent) -> Span | None:
    """Return where the scalar's characters stand one by one, so that a column inside it can be shown."""
    raw = source.text[span.start : span.end]
    if event.style in {"'", '"'}:
        return None if "\\" in raw or "''" in raw else Span(source, span.start + 1, span.end - 1)
    if event.style in {"|", ">"}:
        head = raw.find("\n") + 1
        return Span(source, span.start + head, span.end) if head else None
    return Span(source, span.start, span.start + len(raw.rstrip()))


def _after(events: list[yaml.Event], at: int) -> int:
    """Return the position after the node that starts at `at`, without building it."""
    depth = 0
    while True:
        depth += isinstance(events[at], yaml.CollectionStartEvent) - isinstance(events[at], yaml.CollectionEndEvent)
        at += 1
        if depth == 0:
            return at


def _nesting(text: str) -> int:
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth = max(0, depth - 1)
    return deepest
