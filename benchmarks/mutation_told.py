# ruff: noqa: SLF001 - mutmut has no public way to be called twice
"""Runs mutmut over one room, and says what became of every mutant."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import mutmut.__main__ as program
import yaml
from mutation_runner import Runner, arguments, at_any_time, word
from mutation_types import refused
from mutmut.configuration import config
from mutmut.mutation import file_mutation
from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.mutation.file_mutation import FailedTypeCheckMutant, MutatedMethodLocation
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_string
from mutmut.stats import status_by_exit_code
from mutmut.type_checking import TypeCheckingError
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.workers import isolation

#: What becomes of a mutant that something notices.
CAUGHT = "caught by type check"
SEEN = frozenset({"killed", "timeout", CAUGHT})
ARGUED = Path(__file__).resolve().parent / "mutation_argued"


def run(room: str, files: list[str], tests: list[str], rest: list[str], report: Path) -> None:
    """Run mutmut's command, or everything twice: first the tests that are quick, then all for what is left."""
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    sys.setrecursionlimit(3 * sys.getrecursionlimit())  # a call of a mutated function is three
    config().only_mutate = [f"engine/{room}/{name}.py" for name in files] or [f"engine/{room}/*"]
    config().pytest_add_cli_args_test_selection += tests
    instead = {operator_string: word, operator_arg_removal: arguments}
    file_mutation.mutation_operators = [(t, instead.get(op, op)) for t, op in mutation_operators]
    isolation.PytestRunner = Runner
    program.estimated_worst_case_time = at_any_time
    config().type_check_command = ["mypy"]  # which it then asks here
    program.filter_mutants_with_type_checker = lambda: _not_run(room)
    if rest == ["told"]:
        sys.exit(min(1, told(room, report)))
    if rest:
        sys.argv[1:] = rest
        program.cli()
    program._run((), 2)
    Runner.thorough = True
    reasons = _reasons(room)
    again = [
        name.replace("#", "__mutmut_")
        for name, status, lines in results()
        if status in {"survived", "no tests"} and (_function(name), lines) not in reasons
    ]
    if again:
        program._run(again, 2)
    sys.exit(min(1, told(room, report)))


def results() -> Iterator[tuple[str, str, str]]:
    """Yield the name of every mutant, what became of it, and its difference."""
    for path in walk_mutatable_files():
        found, spans = SourceFileMutationData(path=path), MutantLineSpans.load(path)
        found.load()
        for key, code in found.exit_code_by_key.items():
            name = key.rpartition(".")[2]
            original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", name)
            status = status_by_exit_code[code]
            before, after = spans.read_function_sources([original, name]) if spans else ("", "")
            pair = (before.replace(original, "f").splitlines(), after.replace(name, "f").splitlines())
            lines = [d for d in difflib.unified_diff(*pair, n=0, lineterm="") if d[:2] not in {"--", "++", "@@"}]
            status = "killed" if status in {"segfault", "suspicious"} else status  # a process that ended was noticed
            yield key.replace("__mutmut_", "#"), status, "\n".join(lines)


def _not_run(room: str) -> dict[str, FailedTypeCheckMutant]:
    """Return the mutants that need no test, since the type checker refuses them."""
    nowhere = Path("mutants")
    return {
        name: FailedTypeCheckMutant(
            MutatedMethodLocation(nowhere, name, 0, 0), name, TypeCheckingError(nowhere, 0, message)
        )
        for name, message in refused(room).items()
    }


def told(room: str, report: Path) -> int:
    """Print how many mutants each file had and what became of them; write those that nothing told apart.

    Return how many of these nobody has argued for in `mutation_argued/ROOM.yaml`, where each has the reason why it may
    stand, by its function and its difference.
    """
    reasons = _reasons(room)
    types = {name.replace("__mutmut_", "#") for name in refused(room)}
    found = [(n, CAUGHT if s == "no tests" and n in types else s, lines) for n, s, lines in results()]
    counts = Counter((name.split(".")[2], status) for name, status, _ in found)
    kinds = sorted({status for _, status in counts})
    for module in sorted({m for m, _ in counts}):
        print(f"{module:12}", *(f"{counts[module, kind]:6} {kind}" for kind in kinds))
    print("in all", *(f"{sum(counts[m, kind] for m in {m for m, _ in counts})} {kind}," for kind in kinds))
    left = [(name, status, lines) for name, status, lines in found if status not in SEEN]
    open_ = [one for one in left if (_function(one[0]), one[2]) not in reasons]
    by_reason: dict[str, list[str]] = {}
    for name, status, lines in left:
        reason = reasons.get((_function(name), lines), "NOT ARGUED")
        by_reason.setdefault(reason, []).append(f"{name}: {status}\n{lines}\n")
    parts = [f"## {reason}\n\n" + "\n".join(by_reason[reason]) for reason in sorted(by_reason)]
    report.write_text("\n".join(parts), "utf-8")
    gone = reasons.keys() - {(_function(name), lines) for name, _, lines in left}
    for function, lines in sorted(gone):
        print(f"argued, but told apart or not there: {function}\n{lines}")
    print(f"{len(found)} mutants, {len(left)} not told apart, {len(open_)} of them not argued: {report}")
    return len(open_)


def _function(name: str) -> str:
    """Return the function that a mutant is of; its number changes with every line above it."""
    return name.partition("#")[0]


def _reasons(room: str) -> dict[tuple[str, str], str]:
    """Return why mutants may stand, by function and difference."""
    path = ARGUED / f"{room}.yaml"
    groups = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return {
        (function, lines.strip("\n")): group["why"].strip()
        for group in groups
        for one in group["mutants"]
        for function, lines in one.items()
    }
