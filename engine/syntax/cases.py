"""The example cases of a rule set, `cases.yaml` beside `rules.yaml`: what each shows, and which rules it names.

Running them is `engine/assurance/cases`; here only what `trace` lists is read. The format: docs/testing-rules.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, arranged
from ..source import Located
from . import shape
from .ast import Name
from .shape import Found
from .tree import Items, Node, read_source, read_tree

_FILE = ("covers", "day", "as_of", "parameters", "base", "answers", "attested", "cases", "unreachable")
_CASE = ("note", "records", "set", "drop", "answers", "attested", "counts", "as_of", "parameters", "want")


@dataclass(frozen=True, slots=True)
class CaseD:
    """One case: what it shows, and the rules whose result it wants to see."""

    note: str
    names: tuple[Name, ...]


def read_cases(rules: Path) -> tuple[tuple[CaseD, ...], tuple[Diagnostic, ...]]:
    """Read the cases beside a rules file; a rule set may have none."""
    path = rules.with_name("cases.yaml")
    if not path.is_file():
        return (), ()
    source, found = read_source(path)
    if source is None:
        return (), tuple(found)
    tree, more = read_tree(source)
    found += more
    if tree is None:
        return (), arranged(found)
    top = shape.entries(tree, found, _FILE, ("cases",))
    cases = top.get("cases")
    if cases is not None and not isinstance(cases, Items):
        shape.wrong(cases, "một danh sách", "a list", found)
        return (), arranged(found)
    return tuple(_case(c, found) for c in shape.listed(cases)), arranged(found)


def _case(node: Node, found: Found) -> CaseD:
    at = shape.entries(node, found, _CASE, ("note", "want"))
    names: dict[str, Name] = {}
    for _, parts in shape.entries(at.get("want"), found).entries:
        for _, wanted in shape.entries(parts, found).entries:
            for key, _ in shape.entries(wanted, found).entries:
                names.setdefault(key.text, Located(key.text, key.span))
    return CaseD(shape.text(at.get("note"), found), tuple(names.values()))
