"""Rule files made from the table of the layout: one that uses every key, and the same in any other lay-out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from random import Random
from typing import Any

import yaml

from engine.syntax.layout import FORMS, Choice, Either, Ends, Form, Keyed, Kind, Many, Named, Shape, Word, picked
from engine.syntax.quoting import block_text, flow_text
from engine.syntax.tree import Entries, Items, Node, Scalar

SCALARS = {
    Kind.NAME: "a-name", Kind.IDENT: "an-id", Kind.PAIR: "unit.one", Kind.TEXT: "Lời # trích: có dấu, và 'nháy'",
    Kind.EXPRESSION: "not (a and b or c >= 1.50)", Kind.WHOLE: "1", Kind.NUMBER: "2.5", Kind.DATE: "2020-11-30",
    Kind.DAY: "issued_on", Kind.END: "1", Kind.SWITCH: "true", Kind.CITATION: "kh 1",
    Kind.REQUIREMENT: "all criteria", Kind.ROWS: "rows = unit.staff",
}  # fmt: skip
LONG = "đơn vị hoàn thành tốt nhiệm vụ, không để hồ sơ trễ hạn; " * 4


def everything(form: Form) -> dict[str, Any]:
    """Return one mapping, or the first of several, that uses every key of a form and of all below it."""
    return instances(form, ())[0]


def instances(form: Form, above: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return mappings of a form: one per alternative of its keys, every way a value can be written among them."""
    out: list[dict[str, Any]] = []
    grouped = {k for group in form.one_of for k in group}
    shared = set.intersection(*map(set, form.one_of)) if form.one_of else set()
    for group in form.one_of or ((),):
        chosen = [k for k in form.keys if k.name not in grouped or k.name in {*group, *shared}]
        columns = [[(k.name, v) for v in values(k.shape, (*above, form.name))] for k in chosen]
        columns = [c for c in columns if c]
        out += [
            dict(cell or column[0] for cell, column in zip(row, columns, strict=True)) for row in zip_longest(*columns)
        ]
    return out


def values(shape: Shape, above: tuple[str, ...]) -> list[Any]:
    """Return every way to write a value."""
    match shape:
        case Word(kind):
            return [SCALARS[kind]]
        case Choice(words):
            return list(words[:1])
        case Many(item, single):
            inner = values(item, above)
            return [inner, *(inner[:1] if single else [])]
        case Ends(item):
            return [[*values(item, above), *values(item, above)]]
        case Named(value, names, only):
            inner = values(value, above)
            inner += [{**inner[0], "label": LONG.strip()}] if isinstance(inner[0], dict) and "label" in inner[0] else []
            prefix = {Kind.NAME: "n", Kind.IDENT: "i-", Kind.PAIR: "unit.p"}[names]
            named = [{f"{prefix}{n}": v} for n, v in enumerate(inner)]
            return named if only else [{k: v for one in named for k, v in one.items()}]
        case Keyed(form):
            return list(instances(FORMS[form], above)) if form not in above else []
        case Either(shapes):
            return [v for s in shapes for v in values(s, above)]


def dumped(tree: Any) -> str:
    """Return a tree as YAML, however it comes."""
    return yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)


class _Plain(yaml.SafeDumper):
    """Never writes an anchor."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name PyYAML calls it by
        return True


class Messy:
    """Writes a tree in a lay-out drawn at random, with comments wherever there may be some."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments: list[str] = []

    def file(self, root: Node, form: Form) -> str:
        """Return a whole file."""
        assert isinstance(root, Entries)
        return "".join(self.above(0)) + "\n".join(self.block(root, Keyed(form.name), 0)) + "\n" + "".join(self.above(0))

    def chance(self, of: int) -> bool:
        return self.random.randrange(of) == 0

    def comment(self) -> str:
        """Return a new comment."""
        self.comments.append(f"# c{len(self.comments)} {{ghi chú: [x], 'y}}")
        return self.comments[-1]

    def above(self, indent: int) -> Iterator[str]:
        """Yield lines above an entry."""
        if self.chance(4):
            yield "\n"
        if self.chance(4):
            yield " " * indent + self.comment() + "\n"
            if self.chance(2):
                yield "\n"

    def end(self) -> str:
        """Return the end of a line."""
        return f"  {self.comment()}" if self.chance(5) else ""

    def entries(self, node: Entries, shape: Shape | None) -> list[tuple[Scalar, Node]]:
        """Return the entries of a mapping; the keys of a form in any order."""
        out = list(node.entries)
        if isinstance(shape, Keyed):
            self.random.shuffle(out)
        return out

    def block(self, node: Node, shape: Shape | None, indent: int) -> list[str]:
        """Return a collection as lines."""
        out: list[str] = []
        here, pad = picked(shape, node), " " * indent
        match node:
            case Entries(entries) if entries:
                for key, value in self.entries(node, here):
                    out += [line.rstrip("\n") for line in self.above(indent)]
                    out += self.value(f"{pad}{block_text(key.text)}:", value, below(here, key.text), indent)
            case Items(items) if items:
                for item in items:
                    out += [line.rstrip("\n") for line in self.above(indent)]
                    inner = here.item if isinstance(here, Many | Ends) else None
                    if isinstance(item, Scalar) or self.chance(2) or self.size(item) == 0:
                        out += self.value(f"{pad}-", item, inner, indent)
                    else:
                        lines = self.block(item, inner, indent + 2)
                        first = next(n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#")
                        lines[first] = f"{pad}- {lines[first].lstrip()}"
                        out += lines
        return out

    def size(self, node: Node) -> int:
        return len(node.items) if isinstance(node, Items) else len(node.entries) if isinstance(node, Entries) else 1

    def value(self, head: str, node: Node, shape: Shape | None, indent: int) -> list[str]:
        """Return the lines of a value behind a key or dash."""
        here = picked(shape, node)
        if isinstance(node, Scalar):
            return self.scalar(head, node, here, indent)
        if self.size(node) == 0 or self.chance(3):
            return [f"{head} {self.flow(node, here, indent)}{self.end()}"]
        if head.endswith("-"):
            return [head + self.end(), *self.block(node, here, indent + 2)]
        return [head + self.end(), *self.block(node, here, indent + self.random.choice((1, 2, 4)))]

    def scalar(self, head: str, node: Scalar, shape: Shape | None, indent: int) -> list[str]:
        """Return a scalar in any style."""
        words = node.text
        if self.chance(3) and words and words == " ".join(words.split()):
            cut = self.random.randrange(len(words.split()))
            lines = [" ".join(words.split()[:cut]), " ".join(words.split()[cut:])]
            return [f"{head} >-{self.end()}", *(" " * (indent + 3) + line for line in lines if line)]
        return [f"{head} {self.quoted(words, shape, flow=False)}{self.end()}"]

    def quoted(self, words: str, shape: Shape | None, *, flow: bool) -> str:
        if shape != Word(Kind.EXPRESSION) and self.chance(3):
            return "'" + words.replace("'", "''") + "'"
        if self.chance(3):
            return json.dumps(words, ensure_ascii=False)
        return flow_text(words) if flow else block_text(words)

    def flow(self, node: Node, shape: Shape | None, indent: int) -> str:
        """Return a node in braces, perhaps over several lines with comments between."""
        here = picked(shape, node)
        match node:
            case Scalar(text):
                return self.quoted(text, here, flow=True)
            case Items(items):
                inner = here.item if isinstance(here, Many | Ends) else None
                return "[" + self.parted([self.flow(i, inner, indent) for i in items], indent) + "]"
            case Entries():
                pairs = [
                    f"{flow_text(k.text)}: {self.flow(v, below(here, k.text), indent)}"
                    for k, v in self.entries(node, here)
                ]
                return "{" + self.parted(pairs, indent) + "}"

    def parted(self, parts: list[str], indent: int) -> str:
        """Return parts with commas, some with a line break or comment between."""
        out = ""
        for number, part in enumerate(parts):
            out += part
            if number < len(parts) - 1:
                out += f",{self.end()}\n{' ' * (indent + 5)}" if self.chance(4) else ", "
        return out


def below(shape: Shape | None, key: str) -> Shape | None:
    """Return the shape of an entry's value."""
    match shape:
        case Keyed(form):
            known = FORMS[form].key(key)
            return known.shape if known else None
        case Named(value):
            return value
        case _:
            return None
