"""YAML as a located tree: strict, bounded, every scalar still text.

Anchors, aliases, tags, duplicate keys and deep nesting are findings; nothing is guessed from how a scalar looks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.reader import ReaderError

from ..diagnostics import Diagnostic, ReportedError, rule_codes
from ..source import Source, Span

MAX_BYTES, MAX_DEPTH = 1_000_000, 30
#: Anchors and tags before a scalar: a finding, but no part of its text.
_MARKS = re.compile(r"(?:[&!]\S*\s+)+")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar; `inner` is the span of its text without quotes, where its characters stand one by one."""

    text: str
    span: Span = field(compare=False, repr=False)
    inner: Span | None = field(default=None, compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)


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
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        return None, [_unreadable(name, "không có tệp này", "there is no such file")]
    except IsADirectoryError:
        return None, [_unreadable(name, "đây là thư mục", "it is a folder")]
    except PermissionError:
        return None, [_unreadable(name, "không có quyền đọc", "permission denied")]
    except UnicodeDecodeError:
        if len(data) <= MAX_BYTES:  # else the last character may only have been cut in two
            return None, [_unreadable(name, "không phải văn bản UTF-8", "it is not UTF-8 text")]
    except (OSError, ValueError):
        return None, [_unreadable(name, "đường dẫn hoặc ổ đĩa có lỗi", "the path or the disk is faulty")]
    if len(data) > MAX_BYTES:
        return None, [_unreadable(name, "tệp lớn hơn 1 MB", "it is larger than 1 MB")]
    return Source(name, unicodedata.normalize("NFC", text).replace("\r\n", "\n")), []


def _unreadable(name: str, why: str, why_en: str) -> Diagnostic:
    return Diagnostic(rule_codes.UNREADABLE_RULES, None, {"text": name, "why": why, "why_en": why_en})


def tree_of(path: Path) -> tuple[Node, list[Diagnostic]]:
    """Return the tree of a file that goes by its own name, and a list for what is wrong further in.

    Raises ReportedError where the file cannot be read or is not YAML as it may be.
    """
    source, bad = read_source(path, path.name)
    if source is None:
        raise ReportedError(bad)
    node, found = read_tree(source)
    if node is None or found:
        raise ReportedError(found)
    return node, found


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
        if "nesting depth" in str(bad.problem):  # newer versions of the parser have a bound of their own
            return None, [Diagnostic(rule_codes.YAML_DEPTH, Span(source, at, at + 1))]
        return None, [_not_yaml(source, at, str(bad.problem or bad.context))]
    except ReaderError as bad:
        at = next((i for i, c in enumerate(source.text) if ord(c) == bad.character), 0)
        return None, [_not_yaml(source, at, "control characters are not allowed")]
    body: list[yaml.Event] = [e for e in events if isinstance(e, yaml.NodeEvent | yaml.CollectionEndEvent)]
    if not body:
        return Entries((), Span(source, 0, min(1, len(source.text)))), found
    starts = [e for e in events if isinstance(e, yaml.DocumentStartEvent)]
    if len(starts) > 1:
        found.append(Diagnostic(rule_codes.YAML_DOCUMENTS, Span(source, *_marks(starts[1]))))
    node, _ = _compose(source, body, 0, 0, found)
    too_deep = any(f.code is rule_codes.YAML_DEPTH for f in found)  # what lies deeper was not read
    return None if too_deep else node, found


#: What the YAML reader says, in Vietnamese; what is not listed is shown as it is.
_WHY = {
    "mapping values are not allowed in this context": "dấu hai chấm đặt sai chỗ; đặt cả đoạn trong dấu nháy kép",
    "found unexpected end of stream": "dấu nháy hoặc dấu ngoặc mở mà không đóng",
    "did not find expected key": "thụt dòng không khớp, hoặc thiếu tên khóa",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên khóa",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc dấu `}`",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc dấu `]`",
    "did not find expected '-' indicator": "thụt dòng không khớp trong danh sách",
    "did not find expected node content": "thiếu nội dung",
    "did not find expected <document start>": "nội dung nằm ngoài các mục",
    "block sequence entries are not allowed in this context": "dấu gạch đầu dòng ở chỗ không được phép",
    "found character that cannot start any token": "ký tự này không được đứng đầu; đặt cả đoạn trong dấu nháy kép",
    "found a tab character that violates indentation": "dùng dấu cách, không dùng phím Tab, để thụt dòng",
    "found unknown escape character": "sau dấu gạch chéo ngược là ký tự không dùng được",
    "control characters are not allowed": "có ký tự điều khiển không nhìn thấy được",
}


_TAB = (
    "đây là dấu Tab; thụt dòng và ngăn cách bằng dấu cách, không dùng phím Tab",
    "this is a tab; indent and separate with blanks instead",
)


def _not_yaml(source: Source, at: int, why: str) -> Diagnostic:
    told = {"why": _WHY.get(why, why), "why_en": why}
    if source.text[at : at + 1] == "\t":
        told = {"why": _TAB[0], "why_en": _TAB[1]}
    return Diagnostic(rule_codes.YAML_SYNTAX, Span(source, at, at + 1), told)


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
        found.append(
            Diagnostic(rule_codes.YAML_ANCHOR, span, {"text": f"&{event.anchor}" if event.anchor else str(event.tag)})
        )
    if isinstance(event, yaml.ScalarEvent):
        line = event.start_mark.line + 1 if event.start_mark else 0
        return Scalar(event.value, span, _inner(source, span, event), line), at + 1
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
                Diagnostic(
                    rule_codes.WRONG_SHAPE, key.span, {"wanted": "một tên khóa", "wanted_en": "the name of a key"}
                )
            )
        elif key.text in seen:
            args = {"text": key.text, "line": str(seen[key.text].line)}
            found.append(Diagnostic(rule_codes.DUPLICATE_KEY, key.span, args))
        else:
            seen[key.text] = key
            out.append((key, value))
    return tuple(out)


def _inner(source: Source, span: Span, event: yaml.ScalarEvent) -> Span | None:
    """Return where the scalar's characters stand one by one, so that a column inside it can be shown."""
    marks = _MARKS.match(source.text, span.start, span.end) if event.anchor or event.tag else None
    if marks:
        span = Span(source, marks.end(), span.end)
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
