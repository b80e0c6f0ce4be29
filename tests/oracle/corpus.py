"""Found cases as data: one file each, with the rule set and the records as in docs/conformance.md."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from .drawing import compiled
from .records import Dossier
from .trial import Failure, Figures, Trial

CORPUS = Path(__file__).parent / "corpus"


def keep(failure: Failure, note: str, folder: Path = CORPUS) -> Path:
    """Write a failure into a file named by what it holds."""
    dossier = failure.dossier
    tree = {
        "note": note,
        "rules": failure.rules,
        "records": dossier.records,
        "parameters": dossier.parameters,
        "as_of": dossier.as_of,
    }
    text = json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:10]}.json"
    path.write_text(text, "utf-8", newline="\n")
    return path


def kept(path: Path) -> Failure:
    """Read a case that once failed."""
    tree: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return Failure(0, tree["rules"], Dossier(tree["records"], tree["parameters"], tree["as_of"]), ())


def replayed(failure: Failure) -> Figures:
    """Judge a kept case again by all three legs."""
    figures = Figures(rule_sets=1)
    found = Trial.of(compiled(failure.rules)).failure(0, failure.rules, failure.dossier, figures)
    figures.failures += [found] if found is not None else []
    return figures
