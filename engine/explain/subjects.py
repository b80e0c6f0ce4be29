"""Finding one subject by key or by name, or saying what is near."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

from ..evaluator.result import Evaluation
from ..plan import Plan


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody, or several: `hint` names the nearest, `names` the keys to choose from where there are several."""

    hint: str
    names: str


def collective(ready: Plan, kind: str) -> bool:
    """Tell whether subjects of a kind are collectives: by the word for them, or because others belong to them."""
    word = (ready.registers[kind].subject or "").casefold()
    return "tập thể" in word or any(kind in ready.registers[k].owners for k in ready.kinds())


def folded(text: str) -> str:
    """Return a name or key as it is compared: NFC, one space, without regard to case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def find_subject(evaluation: Evaluation, wanted: str) -> tuple[str, int] | NotFound:
    """Return (kind, row) of the subject with that key, else with that exact name."""
    target = folded(wanted)
    tables = [(kind, evaluation.dossier.tables[kind]) for kind in evaluation.plan.kinds()]
    for column in ("keys", "names"):
        found = [
            (kind, row)
            for kind, table in tables
            for row, text in enumerate(getattr(table, column))
            if text and folded(text) == target
        ]
        if len(found) == 1:
            return found[0]
        if found:
            keys = [evaluation.dossier.tables[kind].keys[row] for kind, row in found]
            return NotFound("", ", ".join(sorted(keys)))
    everything = {folded(t): t for _, table in tables for t in (*table.keys, *table.names) if t}
    near = get_close_matches(target, everything, 3, 0.6)
    return NotFound("".join(f"`{everything[n]}`? " for n in near), "")
