"""An explanation as JSON: the sections and blocks of `engine.explain.outline`, as every other form lays them out."""

from __future__ import annotations

from typing import Any

from ..explain.blocks import Outline, Section

Json = dict[str, Any]


def outline_json(found: Outline) -> Json:
    """Return an explanation; what is empty is left out."""
    return {"title": list(found.title), "sections": [_section(s) for s in found.sections]}


def _section(found: Section) -> Json:
    out: Json = {"sort": found.sort.value, "heading": found.heading}
    told = {"id": found.id, "words": found.words, "verdict": found.verdict, "mark": found.mark, "number": found.number}
    out |= {name: text for name, text in told.items() if text}
    if found.blocks:
        out["blocks"] = [
            {"depth": b.depth, "marker": b.marker, "role": b.role.value, "text": b.text} for b in found.blocks
        ]
    if found.parts:
        out["parts"] = [_section(p) for p in found.parts]
    return out
