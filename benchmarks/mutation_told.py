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
from mutation_runner import Runner, arguments, at_any_time, word
from mutmut.configuration import config
from mutmut.mutation import file_mutation
from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_string
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.workers import isolation


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
    if rest:
        sys.argv[1:] = rest
        program.cli()
    program._run((), 2)
    Runner.thorough = True
    again = [name.replace("#", "__mutmut_") for name, status, _ in results() if status in {"survived", "no tests"}]
    if again:
        program._run(again, 2)
    told(report)


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
            yield key.replace("__mutmut_", "#"), "killed" if status == "segfault" else status, "\n".join(lines)


def told(report: Path) -> None:
    """Print how many mutants each file had and what became of them; write those that nothing told apart."""
    found = [*results()]
    counts = Counter((name.split(".")[2], status) for name, status, _ in found)
    kinds = sorted({status for _, status in counts})
    for module in sorted({m for m, _ in counts}):
        print(f"{module:12}", *(f"{counts[module, kind]:6} {kind}" for kind in kinds))
    left = [f"## {name}: {status}\n{lines}\n" for name, status, lines in found if status not in {"killed", "timeout"}]
    report.write_text("\n".join(left), "utf-8")
    print(f"{len(found)} mutants, {len(left)} not told apart: {report}")
