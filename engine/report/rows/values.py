"""Fields of many rows as texts at once: every different value is told once."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from ...evaluator import Evaluation
from ...records.dossier import MISSING, NO_DAY
from ...values import Choice, Date, FieldType, Number, Text, YesNo, date_of, unscaled


def as_json(evaluation: Evaluation, kind: str, field: str, rows: NDArray[np.intp]) -> list[str]:
    """Return a field of some rows as JSON: numbers and days as texts, exactly; null where nothing is known."""
    table = evaluation.dossier.tables[kind]
    described = evaluation.plan.registers[kind].fields[field]
    values, inverse = np.unique(table.columns[field][rows], return_inverse=True)
    texts = table.texts.get(field, ())
    told = [json.dumps(_told(described.type, value, texts), ensure_ascii=False) for value in values.tolist()]
    return [told[i] for i in inverse.tolist()]


def _told(kind: FieldType, value: int, texts: object) -> str | bool | None:
    match kind:
        case YesNo():
            return {0: False, 1: None, 2: True}[value]
        case Number(_, decimals):
            return None if value == MISSING else f"{unscaled(value, decimals).normalize():f}"
        case Date():
            return None if value == NO_DAY else date_of(value).isoformat()
        case Choice(options):
            return None if value < 0 else options[value].key
        case Text():
            return None if value < 0 or not isinstance(texts, (list, tuple)) else str(texts[value])
