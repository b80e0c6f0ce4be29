"""Rules that hold inside the built-in registers: answers that contradict each other, whom an attestation speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..diagnostics import record_codes as codes
from ..plan import Plan, Register
from ..values import Choice, date_of
from .answers import same_answer
from .batch import Coded, Findings, Stack
from .cells import clip
from .columns import as_texts
from .dossier import Column
from .finder import Finder, Owned
from .pool import Pool

#: Per field its column and, for text, the distinct texts.
Columns = Mapping[str, tuple[Column, Sequence[str]]]


def tops(registers: Mapping[str, Register]) -> tuple[str, ...]:
    """Return the registers that own others and are owned by none: whom attestations speak of."""
    return tuple(r.id for r in registers.values() if r.subject and not r.owners)


def check_judgements(
    plan: Plan, register: Register, findings: Findings, columns: Columns, answers: dict[str, Column], owned: Owned
) -> None:
    """Reject answers to questions not asked of that kind, and different answers to one question on one day."""
    question, day = columns["question"][0], columns["day"][0]
    kind = register.fields["question"].type
    keys = [option.key for option in kind.options] if isinstance(kind, Choice) else []
    for at, name in enumerate(keys):
        for owner in register.owners:
            if owner not in plan.judgements[name].kinds:
                for index in np.flatnonzero((question == at) & (owned.rows[owner] >= 0) & ~findings.bad):
                    text = {"text": plan.judgements[name].label}
                    findings.reject(int(index), codes.QUESTION_KIND, text, "field:question")
    groups: dict[tuple[int, ...], list[int]] = {}
    good = np.flatnonzero(~findings.bad)
    rows = np.stack([question, day, *(owned.rows[o] for o in register.owners)], axis=1)[good].tolist()
    for given, key in zip(good.tolist(), rows, strict=True):
        groups.setdefault(tuple(key), []).append(int(given))
    for same in groups.values():
        if len({same_answer(answers, i) for i in same}) > 1:
            for one in same:
                findings.reject(one, codes.ANSWERS_DIFFER, {}, "field:answer")


_EVERYBODY = frozenset(
    {
        *("tất cả", "toàn bộ", "tất cả đơn vị", "tất cả các đơn vị", "các đơn vị", "all", "*"),
        *(f"toàn {area}" for area in ("xã", "phường", "quận", "huyện", "thành phố", "tỉnh")),
    }
)


def check_attestations(
    registers: Mapping[str, Register],
    stack: Stack,
    findings: Findings,
    columns: Columns,
    finders: Mapping[str, Finder],
    owned: Owned,
) -> None:
    """Find the unit that an attestation speaks of, and reject spans of days that end before they begin."""
    for kind in tops(registers):
        owned.rows[kind] = np.full(stack.size, -1, dtype=np.int64)
    raw = stack.columns.get("field:scope")
    texts = as_texts(raw if raw is not None else Coded(np.zeros(stack.size, dtype=np.int64), Pool([""])))
    words = [t.casefold() for t in texts.distinct]
    matches: list[list[tuple[str, int]]] = [[] for _ in words]
    for kind in tops(registers):
        for at, row in enumerate(finders[kind].rows(words)):
            if row >= 0:
                matches[at].append((kind, int(row)))
    for at, word in enumerate(words):
        if not matches[at] and word not in _EVERYBODY:
            for kind in tops(registers):
                names = finders[kind].table.names
                matches[at] += [(kind, i) for i, name in enumerate(names) if name and name.casefold() == word]
    for index in np.flatnonzero(texts.codes >= 0):
        at = int(texts.codes[index])
        if len(matches[at]) == 1:
            kind, row = matches[at][0]
            owned.rows[kind][index] = row
        elif matches[at] or words[at] not in _EVERYBODY:
            code = codes.SUBJECT_AMBIGUOUS if matches[at] else codes.SUBJECT_UNKNOWN
            several = ", ".join(finders[kind].table.keys[row] for kind, row in matches[at][:10])
            args = {"text": clip(texts.distinct[at]), "hint": "", "hint_en": "", "names": several}
            findings.reject(int(index), code, args, "field:scope")
    start, end = columns["covers_from"][0], columns["covers_to"][0]
    for index in np.flatnonzero((start > end) & ~findings.bad):
        first, last = (f"{date_of(int(column[index])):%d/%m/%Y}" for column in (start, end))
        findings.reject(int(index), codes.SPAN_REVERSED, {"first": first, "last": last}, "field:covers_from")
