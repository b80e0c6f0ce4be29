"""What `test --suggest` prints: cases as they are found, and what the author has to write by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from .told import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..assurance.search.suggesting import Offered
    from ..diagnostics import Lang


@dataclass(frozen=True, slots=True)
class Holes:
    """What cases are offered for: the word of their heading, each hole in a line by id, the file that has the holes."""

    word: str
    lines: Mapping[str, str]
    file: str


def offer(offers: Iterable[Offered], holes: Holes, result: dict[str, Any], lang: Lang, *, text: bool) -> None:
    """Print cases as they are found, end with what no case was found for, and keep both for JSON."""
    from ..assurance.words_mutation import TABLE
    from ..report.fitting import told

    words = TABLE[lang]
    out: list[dict[str, Any]] = []
    lost: list[str] = []
    for one in offers:
        if not one.yaml:
            lost += one.ids
            continue
        out.append({"for": list(one.ids), "case": one.into or None, "yaml": one.yaml})
        if text:
            head = words["into"].format(n=one.into) if one.into else words[holes.word].format(n=len(one.ids))
            click.echo("\n".join(["", *told([head], width()), *(f"  # {i}" for i in one.ids), one.yaml]), nl=False)
    if lost and text:
        lines = [words["no-offer"], *(holes.lines[i] for i in lost), words["by-hand"].format(file=holes.file)]
        click.echo("\n".join(["", *told(lines, width())]))
    result["suggestions"], result["not_found"] = out, lost
