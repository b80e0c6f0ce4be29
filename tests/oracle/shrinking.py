"""The smallest rule set and dossier that are still not judged alike."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from engine.diagnostics import ReportedError

from ..conformance import build
from .drawing import compiled
from .records import Dossier
from .trial import Failure, Figures, Trial

T = TypeVar("T")
#: What a rule set may lose as a whole, and what may be lost of an entry.
_SECTIONS = (
    "awards", "assessments", "suspensions", "bars", "criteria", "classifications", "scores", "measures", "judgements",
    "deadlines", "periods", "parameters",
)  # fmt: skip


def shrunk(failure: Failure) -> Failure:
    """Return a failure with nothing in it that could be left out."""
    first = with_less_records(failure, Trial.of(compiled(failure.rules)))
    with_rules = with_less_rules(first)
    return with_less_records(with_rules, Trial.of(compiled(with_rules.rules)))


# --- records ----------------------------------------------------------------------------------------------------


def with_less_records(failure: Failure, trial: Trial) -> Failure:
    """Return a failure without any register, row, cell or parameter that it does not need."""
    def holds(dossier: Dossier) -> Failure | None:
        return _failing(replace(failure, dossier=dossier), trial)

    return _least(failure, holds, lambda f: _less(f.dossier))


def _less(dossier: Dossier) -> Iterator[Dossier]:
    """Yield dossiers with less in them: half of a register, one row, one cell, one parameter."""
    records = dossier.records
    for register in sorted(records, key=lambda r: -len(records[r])):
        rows = records[register]
        size = len(rows)
        while size:
            for at in range(0, len(rows), size):
                yield replace(dossier, records=records | {register: rows[:at] + rows[at + size :]})
            size //= 2
    for register in records:
        yield replace(dossier, records={r: rows for r, rows in records.items() if r != register})
    for register, rows in records.items():
        for at, row in enumerate(rows):
            for name in row:
                less = {n: v for n, v in row.items() if n != name}
                yield replace(dossier, records=records | {register: [*rows[:at], less, *rows[at + 1 :]]})
    for name in dossier.parameters:
        yield replace(dossier, parameters={n: v for n, v in dossier.parameters.items() if n != name})


# --- rules ------------------------------------------------------------------------------------------------------


def with_less_rules(failure: Failure) -> Failure:
    """Return a failure without any rule, or part of one, that it does not need."""
    def holds(rules: build.Tree) -> Failure | None:
        return failing(replace(failure, rules=rules))

    return _least(failure, holds, lambda f: _without(f.rules))


def _without(rules: build.Tree) -> Iterator[build.Tree]:
    """Yield rule sets with less in them: a section, an entry, a part of an entry."""
    for section in _SECTIONS:
        if section not in rules:
            continue
        yield {k: v for k, v in rules.items() if k != section}
        for name in rules[section]:
            yield _pruned(rules, (section, name))
        for name, entry in rules[section].items():
            for path in _paths(entry):
                yield _pruned(rules, (section, name, *path))


def _paths(tree: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield (key,)
            yield from ((key, *path) for path in _paths(value))
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield (at,)
            yield from ((at, *path) for path in _paths(value))


def _pruned(rules: build.Tree, path: tuple[Any, ...]) -> build.Tree:
    """Return a rule set without the part at a path; awards and scores lose their mention of it."""
    out = copy.deepcopy(rules)
    here: Any = out
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    if len(path) == 2:
        for section in ("awards", "assessments", "scores"):
            for entry in out.get(section, {}).values():
                _forget(entry, str(path[-1]))
    return {k: v for k, v in out.items() if v not in ({}, [])}


def _forget(tree: Any, name: str) -> None:
    if isinstance(tree, dict):
        for value in tree.values():
            _forget(value, name)
        for key in [k for k, v in tree.items() if v == [] and k in {"bars", "suspensions"}]:
            del tree[key]
    elif isinstance(tree, list):
        tree[:] = [v for v in tree if v != name]
        for value in tree:
            _forget(value, name)


# --- both -------------------------------------------------------------------------------------------------------


def failing(failure: Failure) -> Failure | None:
    """Return the failure with what differs now, None where the legs agree or the rules do not compile."""
    try:
        return _failing(failure, Trial.of(compiled(failure.rules)))
    except (ReportedError, KeyError, IndexError, TypeError, AttributeError):  # no rule set any more
        return None


def _failing(failure: Failure, trial: Trial) -> Failure | None:
    """Return the failure of a dossier, if it is of the same sort: the same legs stand apart, or it ends alike."""
    found = trial.failure(failure.number, failure.rules, failure.dossier, Figures())
    return found if found is not None and _sorts(found) & _sorts(failure) else None


def _sorts(failure: Failure) -> set[str]:
    if failure.why:
        return {failure.why.strip().rpartition("\n")[2].partition(":")[0]}
    return {f"{d.asked.partition(' ')[0]} {sorted(_alone(d.values))}" for d in failure.differs}


def _alone(values: Mapping[str, int]) -> list[str]:
    """Return the legs that agree with no other."""
    return [leg for leg, value in values.items() if list(values.values()).count(value) == 1]


def _least(
    failure: Failure, holds: Callable[[T], Failure | None], less: Callable[[Failure], Iterator[T]]
) -> Failure:
    """Take the first smaller one that still fails, again and again."""
    going = True
    while going:
        going = False
        for smaller in less(failure):
            found = holds(smaller)
            if found is not None:
                failure, going = found, True
                break
    return failure
