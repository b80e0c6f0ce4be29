"""A document as plain values for the form that prints it: texts stay texts, and nothing of them is ever source."""

from __future__ import annotations

import enum
import json
from dataclasses import fields, is_dataclass

from ..document import decree
from ..document.marked import marked
from ..document.model import Document
from ..document.text import printable


def as_json(document: Document) -> str:
    """Return a document with its sizes; every part says what it `is`."""
    return json.dumps(
        {"form": _form(), "papers": [_sized(d) for d in (document, *document.annexes)]},
        ensure_ascii=False,
        sort_keys=True,
    )


def _form() -> dict[str, object]:
    sizes = {k.lower(): v for k, v in vars(decree).items() if k.isupper() and isinstance(v, int | float)}
    return {**sizes, "nation": decree.NATION, "motto": decree.MOTTO}


def _sized(document: Document) -> dict[str, object]:
    width, height = decree.paper(document)
    return {
        "title": printable(document.title),
        "day": [document.day.year, document.day.month, document.day.day],
        "width": width,
        "height": height,
        "size": decree.text_size(document),
        "spacing": decree.spacing(document),
        "head": _plain(document.head),
        "blocks": [_plain(b) for b in document.blocks],
    }


def _plain(node: object) -> object:
    """Return a part as plain values; marks at the ends of lines are those of the DOCX."""
    if isinstance(node, str):
        return printable(node)
    if isinstance(node, enum.Enum):
        return node.value
    if isinstance(node, tuple):
        return [_plain(n) for n in node]
    if is_dataclass(node):
        told = {f.name: _plain(getattr(node, f.name)) for f in fields(node) if f.name not in {"counts", "about"}}
        kind = type(node).__name__
        for name in {"Grounds": ("lines",), "Addressed": ("names",), "Foot": ("receivers",)}.get(kind, ()):
            told[name] = marked(getattr(node, name))
        return {"is": kind, **told}
    return node
