"""The schema of a proof in JSON, worked out from the types of `engine.explain`, as docs/result.schema.json says it.

The definitions of proofs are called `proof-` and the `type` of the node.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from engine import plan
from engine.diagnostics import Diagnostic
from engine.explain import figures, grading, lacking, legal, nodes, points, proof, rows
from engine.report import proof_json
from engine.source import Cell
from engine.values import Decision, Verdict

Json = dict[str, Any]
_MODULES = (plan, rows, figures, nodes, legal, lacking, points, grading, proof)
_NAMES = {name: value for module in _MODULES for name, value in vars(module).items()}
_WAITING = set(get_args(lacking.Missing))
_STRING: Json = {"type": "string"}
_NUMBER: Json = {"$ref": "#/$defs/proof-exact"}
_SORTS = ["yes-no", "number", "percent", "count", "date", "choice", "text"]
#: Written by hand: what is not told as it stands in its class.
BY_HAND: dict[str, Json] = {
    "proof-exact": {
        "description": "An exact number: a decimal, or a fraction a/b where the decimals do not end.",
        "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$",
    },
    "proof-end": {
        "description": "One end of a number: exact, or a day.",
        "type": "string", "pattern": "^(-?[0-9]+(\\.[0-9]+|/[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
    },
    "proof-amount": {
        "description": "A number: anything from low to high, the same where it is known.",
        "type": "object", "required": ["type", "low", "high", "kind"], "additionalProperties": False,
        "properties": {
            "type": {"const": "amount"}, "low": {"$ref": "#/$defs/proof-end"}, "high": {"$ref": "#/$defs/proof-end"},
            "kind": {"enum": ["number", "percent", "count", "date", "days", "score", "grade"]}, "unit": _STRING,
            "names": {"type": "array", "items": _STRING},
        },
    },
    "proof-law": {
        "description": "Document, clause and quote; the readings by id, told at the end of the proof.",
        "type": "object", "required": ["type", "cite", "document", "clause", "quote", "readings"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "law"}, "cite": _STRING, "document": _STRING, "clause": _STRING, "quote": _STRING,
            "readings": {"type": "array", "items": _STRING},
        },
    },
    "proof-reading": {
        "description": "How a clause was taken, what was unclear, by whom, and how else it might be taken.",
        "type": "object", "required": ["cite", "open", "taken", "by", "on", "instead"], "additionalProperties": False,
        "properties": {
            "cite": _STRING, "open": _STRING, "taken": _STRING, "by": _STRING,
            "on": {"type": ["string", "null"], "format": "date"}, "instead": {"type": "array", "items": _STRING},
        },
    },
    "proof-places": {
        "type": "object", "required": ["type", "count", "share", "rounding", "sizes", "least"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "places"}, "count": {"type": ["integer", "null"]},
            "share": {"anyOf": [_NUMBER, {"type": "null"}]}, "rounding": {"enum": [r.value for r in plan.Rounding]},
            "sizes": {"type": "array", "items": {
                "type": "object", "required": ["low", "high", "count"], "additionalProperties": False,
                "properties": {
                    "low": {"type": ["integer", "null"]}, "high": {"type": ["integer", "null"]},
                    "count": {"type": "integer"},
                },
            }},
            "least": {"type": ["integer", "null"]},
        },
    },
    "proof-quota": {
        "description": "How places are given: out of whom, in which groups, what ties and open cases come to.",
        "type": "object", "required": ["type", "of", "pool", "per", "ties", "pending", "asks", "places"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "quota"}, "of": _STRING, "pool": _STRING, "per": {"type": ["string", "null"]},
            "ties": _STRING, "pending": _STRING, "asks": {"type": ["string", "null"]},
            "places": {"$ref": "#/$defs/proof-places"},
        },
    },
}  # fmt: skip
#: Closed unions that have a definition of their own; no two have as many members.
_UNIONS = {"step": nodes.Step, "numeral": figures.Numeral, "lack": lacking.Missing, "form": points.Form}
_UNION_TOLD = {
    "step": "A condition, or a part of one, with its code.", "numeral": "A number, and what it was made of.",
    "lack": "Something that is missing, and on whom it waits.", "form": "What the points of an item are made of.",
}  # fmt: skip
_TOLD: Json = {"type": ["string", "boolean", "null"]}
_PLAIN: dict[object, Json] = {
    str: _STRING, int: {"type": "integer"}, bool: {"type": "boolean"}, Fraction: _NUMBER, Decimal: _NUMBER,
    dt.date: {"type": "string", "format": "date"}, type(None): {"type": "null"},
    Cell: {"$ref": "#/$defs/cell"}, Diagnostic: {"$ref": "#/$defs/finding"},
    Verdict: {"$ref": "#/$defs/verdict"}, Decision: {"enum": [d.word for d in Decision]},
    legal.Law: {"$ref": "#/$defs/proof-law"}, plan.Quota: {"$ref": "#/$defs/proof-quota"},
    nodes.Amount: {"$ref": "#/$defs/proof-amount"},
}  # fmt: skip


def proof_defs() -> Json:
    """Return the definition of every node that a proof may hold, by its name."""
    found: Json = {}
    _node(proof.SubjectProof, found)
    found["proof"] = found.pop("proof-subject")
    found["proof"]["description"] = "The whole proof of one subject; every node has a `type`, codes are 0, 1 and 2."
    found["proof"]["properties"]["readings"] = {
        "type": "object", "additionalProperties": {"$ref": "#/$defs/proof-reading"},
    }  # fmt: skip
    found["proof"]["required"].append("readings")
    return dict(sorted((found | BY_HAND).items()))


def _node(kind: type, found: Json) -> None:
    name, place = proof_json.type_of(kind), f"proof-{proof_json.type_of(kind)}"
    if place in found:
        return
    out: Json = {"type": "object", "required": ["type"], "additionalProperties": False}
    told = (kind.__doc__ or "").strip().splitlines()
    found[place] = {"description": told[0], **out, "properties": {"type": {"const": name}}}
    properties, required = found[place]["properties"], found[place]["required"]
    hints = get_type_hints(kind, None, _NAMES)
    for part in fields(kind):
        hint = hints[part.name]
        if part.name == "type":
            properties |= {"sort": {"enum": _SORTS}, "unit": _STRING}
            required.append("sort")
        if part.name in proof_json._UNTOLD or (part.name == "key" and hint is not str):
            continue
        properties[part.name] = _TOLD if hint == rows.Told else _of(hint, found)
        if part.name in {"value", "answer"} or not (_may_be_empty(hint) or (name == "named" and part.name == "item")):
            required.append(part.name)
    if kind in _WAITING:
        properties["waits"] = {"$ref": "#/$defs/waits"}
        required.append("waits")


def _may_be_empty(hint: object) -> bool:
    return hint is str or get_origin(hint) is tuple or type(None) in get_args(hint) or hint == rows.Told


def _one_of(kinds: list[Json], found: Json) -> Json:
    """Return one of several nodes, told apart by their `type`, so that a validator need not try them all."""
    names = [kind["$ref"].removeprefix("#/$defs/proof-") for kind in kinds]
    cases: list[Json] = [
        {"if": {"properties": {"type": {"const": n}}}, "then": k} for n, k in zip(names, kinds, strict=True)
    ]
    out: Json = {"type": "object", "required": ["type"], "properties": {"type": {"enum": names}}, "allOf": cases}
    known = next((name for name, union in _UNIONS.items() if len(get_args(union)) == len(kinds)), None)
    if known is None:
        return out
    found[f"proof-{known}"] = {"description": _UNION_TOLD[known], **out}
    return {"$ref": f"#/$defs/proof-{known}"}


def _of(hint: object, found: Json) -> Json:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        kinds = [_of(a, found) for a in args if a is not type(None)]  # what there is none of is left out
        return kinds[0] if len(kinds) == 1 else _one_of(kinds, found)
    if origin is tuple and args[-1] is Ellipsis:
        return {"type": "array", "items": _of(args[0], found)}
    if origin is tuple:
        return {"type": "array", "items": _of(args[0], found), "minItems": len(args), "maxItems": len(args)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(args[1], found)}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"enum": [e.value for e in hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        _node(hint, found)
        return {"$ref": f"#/$defs/proof-{proof_json.type_of(hint)}"}
    raise TypeError(hint)
