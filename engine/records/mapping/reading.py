"""Reading a mapping file: every entry is checked against the plan, all faults at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...diagnostics import Diagnostic, ReportedError, mapping_codes, rule_codes
from ...plan import Field, Plan
from ...syntax.shape import did_you_mean, text, wrong
from ...syntax.tree import Entries, Node, Scalar, tree_of
from ..binding import Words, all_words, bare, plain_fold, small
from ..cells import Bad, clip, parse
from .model import HABITS, IGNORED, SECTIONS, Habits, MappingFile, Ref

_IGNORED = {IGNORED, "ignore"}
_SETTINGS: Mapping[str, Mapping[str, object]] = {
    "decimal": {"phẩy": ",", "comma": ",", ",": ",", "chấm": ".", "point": ".", ".": "."},
    "century": {"19": 19, "20": 20, "21": 21},
    "shares": {"phân số": True, "share": True, "phần trăm": False, "percent": False},
}
_SHOWN = {"decimal": "phẩy, chấm", "century": "19, 20, 21", "shares": "phân số, phần trăm"}


@dataclass(slots=True)
class _Reader:
    """The words of a plan, and what was found wrong so far."""

    plan: Plan
    words: Mapping[str, Words]
    found: list[Diagnostic] = field(default_factory=list)

    def register(self, node: Scalar) -> str | None:
        """Return the register that a text names."""
        wanted = plain_fold(node.text)
        for name, known in self.words.items():
            if name == node.text or wanted in known.titles:
                return name
        names = [known.register.label for known in self.words.values()]
        self.found.append(Diagnostic(mapping_codes.MAPPING_REGISTER, node.span, did_you_mean(node.text, names)))
        return None

    def ref(self, register: str, node: Scalar) -> Ref | None:
        """Return the column that a text names: one of the register's, or `LIST / COLUMN` of another's."""
        known = self.words[register]
        if target := known.target([node.text]):
            return Ref(register, target)
        list_, _, column = node.text.partition(" / ")
        for name, other in self.words.items():
            if column and (list_ == name or plain_fold(list_) in other.titles) and (target := other.target([column])):
                return Ref(name, target)
        args = {**did_you_mean(node.text, list(known.labels.values())), "register": known.register.label}
        self.found.append(Diagnostic(mapping_codes.MAPPING_COLUMN, node.span, args))
        return None

    def qualified(self, node: Scalar) -> Ref | None:
        """Return the column that `LIST / COLUMN` names."""
        list_, _, column = node.text.partition(" / ")
        register = self.register(replace(node, text=list_))
        return None if register is None else self.ref(register, replace(node, text=column))

    def pairs(self, node: Node | None) -> Iterator[tuple[Scalar, Node]]:
        """Yield the entries of a section; a key that stands twice in other letters is a finding."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return
        if not isinstance(node, Entries):
            wrong(node, "một mục có các dòng `tên: giá trị`", "a mapping of lines `name: value`", self.found)
            return
        seen: set[str] = set()
        for key, value in node.entries:
            if small(key.text) in seen:
                self.found.append(Diagnostic(mapping_codes.MAPPING_TWICE, key.span, {"text": clip(key.text)}))
            seen.add(small(key.text))
            yield key, value

    def scalars(self, node: Node | None) -> Iterator[tuple[Scalar, Scalar]]:
        """Yield the entries of a section whose values are texts."""
        for key, value in self.pairs(node):
            if isinstance(value, Scalar):
                yield key, value
            else:
                text(value, self.found)


def read_mapping(plan: Plan, path: Path) -> MappingFile:
    """Return what a mapping file settles, or raise everything that is wrong with it."""
    node, found = tree_of(path)
    reader = _Reader(plan, all_words(plan), found)
    sections = _sections(reader, node)
    given = sections.get("ruleset")
    if isinstance(given, Scalar) and given.text not in {"", plan.id}:
        args = {"text": clip(given.text), "other": plan.id}
        reader.found.append(Diagnostic(mapping_codes.MAPPING_RULESET, given.span, args))
    mapping = MappingFile(
        path.name,
        hashlib.sha256(node.span.source.text.encode()).hexdigest(),
        _sheets(reader, sections.get("sheets")),
        _columns(reader, sections.get("columns")),
        _fixed(reader, sections.get("fixed")),
        tuple(_habits(reader, sections.get("books"))),
        _values(reader, sections.get("values")),
        _names(reader, sections.get("names")),
        {name: _written(part) for name, part in sections.items() if isinstance(part, Entries)},
    )
    if reader.found:
        raise ReportedError(reader.found)
    return mapping


def _sections(reader: _Reader, node: Node) -> dict[str, Node]:
    """Return the sections by their English names, whichever name the file gives them."""
    known = {**{en: en for en in SECTIONS}, **{bare(vi): en for en, vi in SECTIONS.items()}}
    out: dict[str, Node] = {}
    for key, part in reader.pairs(node):
        name = known.get(key.text, known.get(bare(key.text)))
        if name is None:
            args = did_you_mean(key.text, list(SECTIONS.values()))
            reader.found.append(Diagnostic(rule_codes.UNKNOWN_KEY, key.span, args))
        elif name in out:
            reader.found.append(Diagnostic(mapping_codes.MAPPING_TWICE, key.span, {"text": key.text}))
        else:
            out[name] = part
    return out


def _written(node: Entries) -> Mapping[str, str | Mapping[str, str]]:
    return {
        key.text: value.text
        if isinstance(value, Scalar)
        else {k.text: v.text for k, v in value.entries if isinstance(v, Scalar)}
        for key, value in node.entries
        if isinstance(value, (Scalar, Entries))
    }


def _sheets(reader: _Reader, node: Node | None) -> Mapping[str, str]:
    out = {}
    for key, value in reader.scalars(node):
        register = "" if small(value.text) in _IGNORED else reader.register(value)
        if register is not None:
            out[plain_fold(key.text)] = register
    return out


def _columns(reader: _Reader, node: Node | None) -> Mapping[str, Mapping[str, Ref | None]]:
    out: dict[str, dict[str, Ref | None]] = {}
    for key, part in reader.pairs(node):
        register = reader.register(key)
        if register is None:
            continue
        for header, value in reader.scalars(part):
            if small(value.text) in _IGNORED:
                out.setdefault(register, {})[small(header.text)] = None
            elif (found := reader.ref(register, value)) is not None:
                out.setdefault(register, {})[small(header.text)] = found
    return out


def _fixed(reader: _Reader, node: Node | None) -> Mapping[str, Mapping[Ref, str]]:
    out: dict[str, dict[Ref, str]] = {}
    for key, part in reader.pairs(node):
        register = reader.register(key)
        for column, value in reader.scalars(part) if register is not None else ():
            found = reader.ref(str(register), column)
            if found is not None and _taken(reader, found, value):
                out.setdefault(str(register), {})[found] = value.text
    return out


def _taken(reader: _Reader, ref: Ref, value: Scalar) -> bool:
    """Tell whether a column takes a value, and record where it does not."""
    column = field_of(reader.words[ref.register], ref.target)
    bad = isinstance(parse(column.type, value.text), Bad) if column is not None else False
    if column is not None and bad and ref != Ref("judgement", "field:answer"):
        args = {"column": column.label, "text": clip(value.text)}
        reader.found.append(Diagnostic(mapping_codes.MAPPING_VALUE, value.span, args))
        return False
    return True


def field_of(words: Words, target: str) -> Field | None:
    """Return the field that a target of a register's sheet is read by, or None for keys and names."""
    kind, _, name = target.partition(":")
    return words.register.fields.get(name) if kind == "field" else None


def _habits(reader: _Reader, node: Node | None) -> Iterator[Habits]:
    known = {**{en: en for en in HABITS}, **{bare(vi): en for en, vi in HABITS.items()}}
    for pattern, part in reader.pairs(node):
        given: dict[str, object] = {}
        for key, value in reader.scalars(part):
            name = known.get(key.text, known.get(bare(key.text)))
            if name is None:
                args = did_you_mean(key.text, list(HABITS.values()))
                reader.found.append(Diagnostic(rule_codes.UNKNOWN_KEY, key.span, args))
                continue
            setting = _setting(name, value.text)
            if setting is None:
                args = {"text": clip(value.text), "key": HABITS[name], "names": _SHOWN[name]}
                reader.found.append(Diagnostic(mapping_codes.MAPPING_SETTING, value.span, args))
            given[name] = setting
        yield replace(Habits(pattern.text), **given)  # type: ignore[arg-type]


def _setting(name: str, value: str) -> object:
    """Return what a habit is set to, None where that is no value of it."""
    words = _SETTINGS[name]
    return words.get(small(value), {bare(k): v for k, v in words.items()}.get(bare(value)))


def _values(reader: _Reader, node: Node | None) -> Mapping[Ref, Mapping[str, str]]:
    out: dict[Ref, dict[str, str]] = {}
    for key, part in reader.pairs(node):
        ref = reader.qualified(key)
        for written, value in reader.scalars(part) if ref is not None else ():
            if ref is not None and _taken(reader, ref, value):
                out.setdefault(ref, {})[small(written.text)] = value.text
    return out


def _names(reader: _Reader, node: Node | None) -> Mapping[str, Mapping[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for key, part in reader.pairs(node):
        register = reader.register(key)
        for name, value in reader.scalars(part) if register is not None else ():
            out.setdefault(str(register), {})[small(name.text)] = value.text
    return out
