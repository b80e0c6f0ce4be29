"""A JSON Schema (draft-07) of `rules.yaml` and of `plan.yaml` for editors, made of the table of the layout.

Editors take scalars for numbers and switches where YAML does; the readers take every scalar as text first. So a number
is allowed wherever a text is, and what only `check` can know (names, quotes, types) is left to it.
"""

from __future__ import annotations

from typing import Any, assert_never

from ..diagnostics import Lang
from .layout import FORMS, Choice, Either, Ends, Form, Key, Keyed, Kind, Many, Named, Shape, Word
from .shape import IDENT_FORM, NAME_FORM

Schema = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY_FORM = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBER_FORM = "-?[0-9]+(\\.[0-9]+)?%?"
#: What a pattern asks for, said by editors where a text does not fit it.
_SAID = {
    Kind.NAME: ("tên gồm chữ thường không dấu, số, `_` và `-`", "a name: lower case letters, digits, `_` and `-`"),
    Kind.IDENT: ("mã gồm chữ thường không dấu, số, `-`", "an id: lower case letters, digits, `-`"),
    Kind.PAIR: ("dạng `danh_sách.tên`, ví dụ `unit.conduct`", "of the form `kind.name`, such as `unit.conduct`"),
    Kind.DATE: ("ngày dạng 2020-11-30", "a day such as 2020-11-30"),
    Kind.DAY: ("ngày dạng 2020-11-30 hoặc tên thông số", "a day such as 2020-11-30, or the name of a parameter"),
    Kind.NUMBER: ("một con số, ví dụ 97.5 hoặc 10%", "a number, such as 97.5 or 10%"),
    Kind.END: ("một con số hoặc một ngày", "a number or a day"),
    Kind.CITATION: ("văn bản và điều khoản, ví dụ `kh 4.1-3`", "a document and a clause, such as `kh 4.1-3`"),
    Kind.ROWS: ("dạng `rows = unit.staff_count`", "of the form `rows = unit.staff_count`"),
}
_PATTERNS = {
    Kind.NAME: NAME_FORM.pattern,
    Kind.IDENT: IDENT_FORM.pattern,
    Kind.PAIR: rf"{NAME_FORM.pattern}\.{NAME_FORM.pattern}",
    Kind.DATE: _DAY_FORM,
    Kind.DAY: rf"({_DAY_FORM}|{NAME_FORM.pattern})",
    Kind.NUMBER: _NUMBER_FORM,
    Kind.END: rf"({_NUMBER_FORM}|{_DAY_FORM})",
    Kind.CITATION: r"\S+\s+\S+",
    Kind.ROWS: r"\s*rows\s*=\s*\S+\.\S+\s*",
}


def schema(top: Form, lang: Lang = Lang.VI) -> Schema:
    """Return the schema of a whole file, descriptions in one language."""
    used: dict[str, Schema] = {}
    writer = _Writer(lang, used)
    body = writer.form(top)
    whole = {k.name: wanted for k in top.keys if (wanted := _whole(k.shape)) is not None}
    if whole:  # an overlay may leave out what the plan below says
        body |= {"if": {"required": ["ruleset"]}, "then": {"properties": whole}}
    return {"$schema": _DRAFT, "title": f"xetkhen: {top.name}.yaml", **body, "definitions": dict(sorted(used.items()))}


def _whole(shape: Shape) -> Schema | None:
    """Return what the entries of a section need where they stand alone, for those that an overlay may add to."""
    if isinstance(shape, Named) and isinstance(shape.value, Keyed) and FORMS[shape.value.form].added:
        return {"additionalProperties": {"required": list(FORMS[shape.value.form].needed)}}
    return None


class _Writer:
    """Writes shapes as schemas; forms that are referred to are gathered as definitions."""

    def __init__(self, lang: Lang, used: dict[str, Schema]) -> None:
        self.lang = lang
        self.used = used

    def say(self, vi: str, en: str) -> str:
        """Return a sentence in the language asked for."""
        return vi if self.lang is Lang.VI else en

    def form(self, form: Form) -> Schema:
        """Return the schema of a mapping with fixed keys."""
        keys = {k.name: self.key(k) for k in form.keys}
        out: Schema = {
            "description": self.say(form.vi, form.en),
            "type": "object",
            "properties": keys,
            "additionalProperties": False,
        }
        if form.needed and not form.added:
            out["required"] = list(form.needed)
        if form.one_of:
            out["anyOf"] = [{"required": list(group)} for group in form.one_of]
        return out

    def key(self, key: Key) -> Schema:
        """Return the schema of a key's value; beside a reference draft-07 reads nothing, so it stands in `allOf`."""
        value = self.shape(key.shape)
        return {"description": self.say(key.vi, key.en), **({"allOf": [value]} if "$ref" in value else value)}

    def shape(self, shape: Shape) -> Schema:
        """Return the schema of a value."""
        match shape:
            case Word(kind):
                return self.word(kind)
            case Choice(words):
                return {"enum": list(words)}
            case Many(item, single):
                many = {"type": "array", "items": self.shape(item)}
                return {"anyOf": [self.shape(item), many]} if single else many
            case Ends(item):
                return {"type": "array", "items": self.shape(item), "minItems": 2, "maxItems": 2}
            case Named(value, names, only):
                named = {
                    "type": "object",
                    "additionalProperties": self.shape(value),
                    "propertyNames": {"pattern": f"^{_PATTERNS[names]}$"},
                }
                return named | ({"minProperties": 1, "maxProperties": 1} if only else {})
            case Keyed(form):
                name = form.replace(" ", "-")
                if name not in self.used:
                    self.used[name] = {}  # a form may hold itself
                    self.used[name] = self.form(FORMS[form])
                return {"$ref": f"#/definitions/{name}"}
            case Either(shapes):
                return {"anyOf": [self.shape(s) for s in shapes]}
            case _:
                assert_never(shape)

    def word(self, kind: Kind) -> Schema:
        """Return the schema of a scalar."""
        match kind:
            case Kind.SWITCH:
                return {"enum": [True, False, "true", "false"]}
            case Kind.WHOLE:
                return {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}
            case Kind.TEXT | Kind.EXPRESSION | Kind.REQUIREMENT:
                return {"type": ["string", "number", "boolean"]}
            case _:
                numeric = kind in {Kind.NUMBER, Kind.END}
                said = self.say(*_SAID[kind])
                return {
                    "type": ["string", "number"] if numeric else "string",
                    "pattern": f"^{_PATTERNS[kind]}$",
                    "patternErrorMessage": said,
                }
