"""The one canonical layout of `rules.yaml` and `plan.yaml`: keys in order, comments kept, expressions as printed.

Formatting twice is formatting once, and what is read from the result is what was read before: `canonical` checks the
second itself and gives back nothing where it would not hold.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from ..source import Source
from .comments import Comments, comments_of
from .expression import parse_expression
from .format import format_expression
from .layout import FORMS, Ends, Form, Keyed, Kind, Many, Named, Shape, Word, form_of, picked
from .quoting import block_text, flow_text, folds
from .tree import Entries, Items, Node, Scalar, read_tree

#: So long is a line at most, where words can be broken; and a block no longer than this becomes one line.
WIDTH, SHORT = 120, 60


def canonical(source: Source, root: Node) -> str | None:
    """Return the canonical text of a file that was read without errors; None where it would read differently."""
    form = form_of(root)
    notes = comments_of(root)
    text = _Writer(notes, source.text).file(root, form)
    again, found = read_tree(Source(source.name, text))
    if again is None or found or _meaning(again, Keyed(form.name)) != _meaning(root, Keyed(form.name)):
        return None
    return text if _words(comments_of(again)) == _words(notes) else None


def leaves(node: Node, shape: Shape | None, left_out: frozenset[str] = frozenset(), head: str = "") -> Iterator[str]:
    """Yield what a node says, a line each: a scalar, a list of scalars or an item of another list, behind its keys.

    Expressions are in their canonical text, keys in the order of the table. Keys of forms that are left out are not
    followed. It is what two versions of one rule are held against each other by.
    """
    here, writer = picked(shape, node), _Writer(Comments(), "")
    match node:
        case Entries(entries) if entries:
            for key, value in writer.ordered(node, here):
                name = f"{head}.{key.text}" if head else key.text
                if not (isinstance(here, Keyed) and key.text in left_out):
                    yield from leaves(value, _below(here, key.text), left_out, name)
        case Items(items) if not all(isinstance(i, Scalar) for i in items):
            inner = here.item if isinstance(here, Many | Ends) else None
            yield from (f"{head}: {writer.flow(i, inner)}" for i in items)
        case _:
            said = writer.words(node, here) if isinstance(node, Scalar) else writer.flow(node, here)
            yield f"{head}: {said}" if head else said


def _words(notes: Comments) -> Counter[str]:
    """Return every comment, however often."""
    lists = [*notes.above.values(), *notes.beside.values(), notes.top, notes.end]
    return Counter(words for one in lists for words in one if words)


def _meaning(node: Node, shape: Shape | None) -> object:
    """Return what a node says without its layout: expressions as trees, white space folded, forms as mappings."""
    here = picked(shape, node)
    match node:
        case Scalar():
            return _expression(node) if here == Word(Kind.EXPRESSION) else _text(node, here)
        case Items(items):
            inner = here.item if isinstance(here, Many | Ends) else None
            return tuple(_meaning(i, inner) for i in items)
        case Entries(entries):
            said = [(k.text, _meaning(v, _below(here, k.text))) for k, v in entries]
            return dict(said) if isinstance(here, Keyed) else said


def _below(shape: Shape | None, key: str) -> Shape | None:
    match shape:
        case Keyed(form):
            known = FORMS[form].key(key)
            return known.shape if known else None
        case Named(value):
            return value
        case _:
            return None


def _expression(node: Scalar) -> object:
    if node.inner is None:
        return node.text
    return parse_expression(node.inner.source, node.inner.start, node.inner.end)[0] or node.text


def _text(node: Scalar, shape: Shape | None) -> str:
    """Return the words of a scalar, white space folded; what the table does not know stays as it is."""
    return node.text if shape is None else " ".join(node.text.split())


class _Writer:
    """Writes nodes as lines; `done` are the entries whose comments above are already written."""

    def __init__(self, notes: Comments, text: str) -> None:
        self.notes = notes
        self.text = text
        self.done: set[int] = set()

    def file(self, root: Node, form: Form) -> str:
        """Return a whole file."""
        if not isinstance(root, Entries):
            return self.text
        lines = list(self.notes.top)
        parted = True
        for number, (key, value) in enumerate(self.ordered(root, Keyed(form.name))):
            above = [c for c in self.above(key.span.start, blanks=True) if c or number]
            body = self.entry(key, value, _below(Keyed(form.name), key.text), 0)
            section = not isinstance(value, Scalar) and len(body) > 1
            if number and (section or not parted) and above[:1] != [""]:
                above = ["", *above]
            lines += [*above, *body]
            parted = not section
        if self.notes.end:
            lines += ["", *self.notes.end]
        return "\n".join(lines).rstrip("\n") + "\n"

    def ordered(self, node: Entries, shape: Shape | None) -> list[tuple[Scalar, Node]]:
        """Return the entries of a mapping; those of a form in the order of the table, what it does not know last."""
        if not isinstance(shape, Keyed):
            return list(node.entries)
        names = FORMS[shape.form].names
        return sorted(node.entries, key=lambda e: names.index(e[0].text) if e[0].text in names else len(names))

    def above(self, start: int, *, blanks: bool) -> list[str]:
        """Return the comments above an entry, once; blank lines are kept between entries of a section only."""
        if start in self.done:
            return []
        self.done.add(start)
        return [c for c in self.notes.above.get(start, ()) if c or blanks]

    def beside(self, start: int) -> tuple[list[str], str]:
        """Return the comment beside an entry; of several, all but the last go above it."""
        said = self.notes.beside.get(start, [])
        return said[:-1], f"  {said[-1]}" if said else ""

    def entry(self, key: Scalar, value: Node, shape: Shape | None, indent: int) -> list[str]:
        """Return the lines of one key with its value."""
        more, end = self.beside(key.span.start)
        pad = " " * indent
        lines = self.value(f"{pad}{block_text(key.text)}:", value, shape, indent, end)
        return [*(pad + m for m in more), *lines]

    def value(self, head: str, node: Node, shape: Shape | None, indent: int, end: str) -> list[str]:
        """Return the lines of a value behind `head`, on one line where it is short or was written so."""
        here = picked(shape, node)
        if isinstance(node, Scalar):
            return self.scalar(head, node, here, indent, end)
        line = self.one_line(head, node, here)
        return [head + end, *self.block(node, here, indent + 2)] if line is None else [line + end]

    def one_line(self, head: str, node: Node, shape: Shape | None) -> str | None:
        """Return a collection on one line, where it may stand so: it was written so and fits, or it is short."""
        if self.notes.inside(node):
            return None
        line = f"{head} {self.flow(node, shape)}"
        flowing = self.text[node.span.start : node.span.start + 1] in {"{", "["}
        return line if len(line) <= (WIDTH if flowing else SHORT if self.simple(node) else 0) else None

    def simple(self, node: Node) -> bool:
        """Tell whether a block may become one line: a mapping, or a list of scalars."""
        return isinstance(node, Entries) or (isinstance(node, Items) and all(isinstance(i, Scalar) for i in node.items))

    def block(self, node: Node, shape: Shape | None, indent: int) -> list[str]:
        """Return a collection as a block."""
        pad = " " * indent
        lines: list[str] = []
        blanks = not isinstance(shape, Keyed)
        if isinstance(node, Entries):
            for key, value in self.ordered(node, shape):
                above = self.above(key.span.start, blanks=blanks and bool(lines))
                lines += [pad + c if c else "" for c in above]
                lines += self.entry(key, value, _below(shape, key.text), indent)
        elif isinstance(node, Items):
            inner = shape.item if isinstance(shape, Many | Ends) else None
            for item in node.items:
                above = [*self.above(item.span.start, blanks=blanks and bool(lines)), *self.lead(item, inner)]
                lines += [pad + c if c else "" for c in above]
                lines += self.item(item, inner, indent)
        return lines

    def lead(self, item: Node, shape: Shape | None) -> list[str]:
        """Return the comments above what comes first in an item: they stand above its dash."""
        here = picked(shape, item)
        match item:
            case Entries(entries) if entries:
                return self.above(self.ordered(item, here)[0][0].span.start, blanks=False)
            case Items(items) if items:
                inner = here.item if isinstance(here, Many | Ends) else None
                return [*self.above(items[0].span.start, blanks=False), *self.lead(items[0], inner)]
            case _:
                return []

    def item(self, item: Node, shape: Shape | None, indent: int) -> list[str]:
        """Return the lines of one item of a list, behind its dash."""
        pad = " " * indent
        here = picked(shape, item)
        first = isinstance(item, Entries) and bool(item.entries) and item.entries[0][0].span.start == item.span.start
        # the item and the first key of its block start together, and so share what stands beside
        more, end = ([], "") if first else self.beside(item.span.start)
        if isinstance(item, Scalar):
            lines = self.scalar(f"{pad}-", item, here, indent, end)
        elif (line := self.one_line(f"{pad}-", item, here)) is not None:
            lines = [line + end]
        else:
            body = self.block(item, here, indent + 2)
            lines = [f"{pad}- {body[0].lstrip(' ')}", *body[1:]]
            more += [end.strip()] if end else []
        return [*(pad + m for m in more), *lines]

    def scalar(self, head: str, node: Scalar, shape: Shape | None, indent: int, end: str) -> list[str]:
        """Return a scalar on one line, or folded where it is too long for one."""
        words = self.words(node, shape)
        line = f"{head} {block_text(words)}" if words or shape is not None else f'{head} ""'
        if len(line) <= WIDTH or shape is None or not folds(words):
            return [line + end]
        pad = " " * (indent + 2)
        body = textwrap.wrap(words, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
        return [line + end] if len(body) < 2 else [f"{head} >-{end}", *(pad + b for b in body)]

    def words(self, node: Scalar, shape: Shape | None) -> str:
        """Return what a scalar says, an expression in its one canonical text."""
        if shape == Word(Kind.EXPRESSION) and node.inner is not None:
            found, bad = parse_expression(node.inner.source, node.inner.start, node.inner.end)
            if found is not None and not bad:
                return format_expression(found)
        return _text(node, shape)

    def flow(self, node: Node, shape: Shape | None) -> str:
        """Return a node on one line."""
        here = picked(shape, node)
        match node:
            case Scalar():
                return flow_text(self.words(node, here))
            case Items(items):
                inner = here.item if isinstance(here, Many | Ends) else None
                return f"[{', '.join(self.flow(i, inner) for i in items)}]"
            case Entries():
                return "{" + ", ".join(self.pairs(node, here)) + "}"

    def pairs(self, node: Entries, shape: Shape | None) -> Iterator[str]:
        """Yield the entries of a mapping as they stand in braces."""
        for key, value in self.ordered(node, shape):
            yield f"{flow_text(key.text)}: {self.flow(value, _below(shape, key.text))}"
