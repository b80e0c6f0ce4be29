"""The cases as one JSON document, and what another implementation found held against them (docs/conformance.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine import __version__

from . import build
from .programs import Found, by_reference
from .rows import DEFAULTS

FORMAT = "xetkhen-conformance/1"
SCHEMA = Path(__file__).parents[2] / "docs" / "conformance.schema.json"


def exported(cases: Sequence[build.Case], *, found: bool = False) -> dict[str, Any]:
    """Return the document of some cases; `found`: also with everything that the reference finds of each."""
    return {"format": FORMAT, "engine": __version__, "cases": [_case(c, found=found) for c in cases]}


def _case(case: build.Case, *, found: bool) -> dict[str, Any]:
    """Return a case with its base laid under it and its defaults filled in."""
    records = {
        register: [{**DEFAULTS.get(register, {}), **row} for row in rows] for register, rows in case.records.items()
    }
    tree: dict[str, Any] = {
        "name": case.name,
        "note": case.note,
        "patterns": list(case.patterns),
        "rules": {"ruleset": "case", **case.rules},
        "records": records,
        "parameters": dict(case.parameters),
        "as_of": case.as_of.isoformat(),
        "want": case.want,
    }
    return tree | ({"found": told(case)} if found else {})


def told(case: build.Case) -> Found:
    """Return what the reference finds of a case, without the parts that its rules do not have."""
    with TemporaryDirectory() as folder:
        whole = by_reference(case, Path(folder))
    return {subject: {part: words for part, words in parts.items() if words} for subject, parts in whole.items()}


def document(cases: Sequence[build.Case], *, found: bool = False) -> str:
    """Return the document as text: the same bytes for the same cases."""
    return json.dumps(exported(cases, found=found), ensure_ascii=False, indent=1) + "\n"


# --- what another implementation found ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing that was found otherwise than wanted; `got` is None where it was not told at all."""

    case: str
    subject: str
    part: str
    name: str
    want: build.Wanted
    got: build.Wanted | None

    def __str__(self) -> str:
        """Return it as one line."""
        got = "nothing" if self.got is None else self.got
        return f"{self.case}: {self.subject} {self.part} {self.name}: wanted {self.want}, got {got}"


def checked(cases: Sequence[build.Case], results: Mapping[str, Found]) -> Iterator[Apart]:
    """Yield everything that a case wants and that was not found so."""
    for case in cases:
        got = results.get(case.name, {})
        for subject, parts in case.want.items():
            for part, words in parts.items():
                for name, want in words.items():
                    found = got.get(subject, {}).get(part, {}).get(name)
                    if found != want:
                        yield Apart(case.name, subject, part, name, want, found)
