"""The words columns go by: folding them, and telling which field of a register a column is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..plan import Field, Plan, Register
from .builtin import TELLING, builtin_registers
from .grid import tidy
from .mapping.model import NOTHING, MappingFile

#: What a column is bound to: the register's key or name, the subject, "field:ID", or an owner's key or name,
#: "owner:REGISTER" or "owner-name:REGISTER".
KEY, NAME, SUBJECT_COLUMN = "key", "name", "subject"
#: Columns of every sheet that say nothing.
_ORDINAL = frozenset({"tt", "stt", "so tt", "so thu tu", "no", "#"})
_LONGEST = 300
_MARKS = re.compile(r"(?:\s*\([^()]*\)|[\s*:.;])+$")


@lru_cache(maxsize=65536)
def small(text: str) -> str:
    """Return a text in one line and small letters."""
    return tidy(text).casefold()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a header in small letters without what stands behind its words: a unit in brackets, a star, a colon."""
    whole = small(text)
    return whole if len(whole) > _LONGEST else _MARKS.sub("", whole) or whole


def bare(text: str) -> str:
    """Return a text in one line and small letters without accents."""
    apart = unicodedata.normalize("NFKD", small(text).replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def plain_fold(text: str) -> str:
    """Return a header folded and without accents, for the last look."""
    return bare(fold(text))


@lru_cache(maxsize=65536)
def tokens(text: str) -> str:
    """Return the bare words of a text, whatever stands between them, with i for y."""
    return " ".join(re.findall(r"[^\W_]+|%", plain_fold(text))).replace("y", "i")


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Return the bare letters of a header, `CB, CC, VC` and `CBCCVC` alike: the loosest form that still binds."""
    return tokens(text).replace(" ", "")


_FORMS = (small, fold, plain_fold, letters)


@lru_cache(maxsize=65536)
def forms_of(text: str) -> tuple[str, ...]:
    """Return a header in all its forms, the most exact first."""
    return tuple(form(text) for form in _FORMS)


def is_ordinal(text: str) -> bool:
    """Tell whether a header only announces line numbers."""
    return plain_fold(text) in _ORDINAL


def field_target(name: str) -> str:
    """Return the target of a field's column."""
    return f"field:{name}"


def owner_target(register: str) -> str:
    """Return the target of a column with the keys of an owner."""
    return f"owner:{register}"


def owner_name_target(register: str) -> str:
    """Return the target of a column with the names of an owner."""
    return f"owner-name:{register}"


def is_owner(target: str) -> bool:
    """Tell whether a target says whose a row is."""
    return target == SUBJECT_COLUMN or target.startswith(("owner:", "owner-name:"))


def _of_owners(*found: str) -> bool:
    return all(target.startswith("owner") for target in found)


def registers_of(plan: Plan) -> dict[str, Register]:
    """Return the declared registers and the built-in ones."""
    return {**plan.registers, **{k: v for k, v in builtin_registers(plan).items() if k not in plan.registers}}


def ancestors(registers: Mapping[str, Register], register: str) -> tuple[str, ...]:
    """Return the owners of a register, their owners and so on, each once, the nearest first."""
    out: list[str] = []
    queue = list(registers[register].owners)
    while queue:
        owner = queue.pop(0)
        if owner in registers and owner not in out and owner != register:
            out.append(owner)
            queue.extend(registers[owner].owners)
    return tuple(out)


def targets(registers: Mapping[str, Register], register: str) -> Iterator[tuple[str, Field]]:
    """Yield what columns of a register's sheet can be bound to, the register's own first."""
    own = registers[register]
    yield KEY, own.key
    if own.name:
        yield NAME, own.name
    for found in own.fields.values():
        yield field_target(found.id), found
    if own.owner_key:
        yield SUBJECT_COLUMN, own.owner_key
    for owner in ancestors(registers, register):
        yield owner_target(owner), registers[owner].key
    for owner in ancestors(registers, register):
        if (name := registers[owner].name) is not None:
            yield owner_name_target(owner), name


@dataclass(frozen=True, slots=True)
class Words:
    """What the columns of one register go by, in the forms of `_FORMS`, the most exact first; and what it must have.

    `every` holds all these words: a row that has none of them is no header of this register.
    """

    register: Register
    forms: tuple[Mapping[str, str], ...]
    labels: Mapping[str, str]
    need: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    every: frozenset[str] = frozenset()

    def target(self, texts: Sequence[str]) -> str | None:
        """Return what a column is, from its header texts, the most telling first."""
        for n, known in enumerate(self.forms):
            for text in texts:
                if (found := known.get(forms_of(text)[n])) is not None:
                    return found or None
        return None

    def lacking(self, bound: Mapping[str, int]) -> list[str]:
        """Return the labels of what a sheet of this register must have and this one does not."""
        lost = [choice for choice in self.need if not any(t in bound for t in choice)]
        return [" / ".join(dict.fromkeys(f"`{self.labels[t]}`" for t in choice)) for choice in lost]


def every_word(forms: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """Return all words that columns go by, in whatever form."""
    return frozenset(text for known in forms for text in known)


def words_of(registers: Mapping[str, Register], register: str) -> Words:
    """Return the words of one register's columns."""
    exact: dict[str, str] = {}
    looser: tuple[dict[str, set[str]], ...] = tuple({} for _ in _FORMS[1:])
    labels: dict[str, str] = {}
    own = registers[register]
    for target, found in targets(registers, register):
        labels[target] = found.label
        for text in (found.label, *found.also, found.id):
            if exact.setdefault(small(text), target) != target and _of_owners(exact[small(text)], target):
                exact[small(text)] = ""  # the keys of two owners go by one word: such a column is neither's
            for known, form in zip(looser, _FORMS[1:], strict=True):
                known.setdefault(form(text), set()).add(target)
    need: list[tuple[str, ...]] = [(KEY,)] if own.keyed else []
    if own.owners:
        direct = tuple(owner_target(o) for o in own.owners)
        named = tuple(owner_name_target(o) for o in own.owners if registers[o].name)
        need.append((SUBJECT_COLUMN, *direct, *named) if own.owner_key else (*direct, *named))
    need += [(field_target(f.id),) for f in own.fields.values() if f.required]
    if register in TELLING and all(name in own.fields for name in TELLING[register]):
        need.append(tuple(field_target(name) for name in TELLING[register]))
    single = [{text: next(iter(found)) for text, found in known.items() if len(found) == 1} for known in looser]
    titles = tuple(dict.fromkeys(plain_fold(t) for t in (own.label, *own.also, own.id)))
    forms = (exact, *single)
    return Words(own, forms, labels, tuple(need), titles, every_word(forms))


def all_words(plan: Plan, mapping: MappingFile = NOTHING) -> dict[str, Words]:
    """Return the words of every register, also the built-in ones, with what a mapping file settled of their columns."""
    registers = registers_of(plan)
    settled: dict[str, dict[str, str]] = {name: {} for name in registers}
    for name, columns in mapping.columns.items():
        for text, ref in columns.items():
            settled[name].setdefault(text, "")  # left out, or another register's in the same row
            if ref is not None:
                settled[ref.register][text] = ref.target
    words = {name: words_of(registers, name) for name in registers}
    for name, known in words.items():
        forms = ({**known.forms[0], **settled[name]}, *known.forms[1:])
        words[name] = replace(known, forms=forms, every=every_word(forms))
    return words
