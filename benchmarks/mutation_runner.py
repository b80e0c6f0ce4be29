# ruff: noqa: SLF001 - pytest and mutmut have no public way to keep a collection, or to be called twice
"""What mutmut is changed in by mutation.py: which mutants are made, and which tests each of them meets."""

from __future__ import annotations

import ast
import gc
import hashlib
import json
import re
import resource
import shutil
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import libcst as cst
import pytest
from mutmut.configuration import config
from mutmut.mutation.data import MutantLineSpans
from mutmut.mutation.mutators import operator_arg_removal, operator_string
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.runners import harness
from mutmut.utils.file_utils import change_cwd, walk_mutatable_files

#: Seconds of the traced run: no test of the first meeting took longer, nor all of them together than `BUDGET`.
QUICK, BUDGET = 10.0, 15.0
WORD = re.compile(r"""[rbf]?(["'])[A-Za-z][A-Za-z0-9_-]*\1""")
LINES = Path("mutants/lines.json")
NO_TESTS = 33


def word(node: cst.BaseString) -> Iterator[cst.BaseString]:
    """Yield the one mutant of a text that is a word; none of one that is not."""
    if isinstance(node, cst.SimpleString) and WORD.fullmatch(node.value):
        yield next(iter(operator_string(node)))


def arguments(node: cst.Call) -> Iterator[cst.Call]:
    """Yield the mutants of a call's arguments, less those that lack a positional one before the last."""
    places = [i for i, a in enumerate(node.args) if a.keyword is None and not a.star]
    for mutant in operator_arg_removal(node):
        if len(mutant.args) < len(node.args):
            pairs = enumerate(zip(node.args, mutant.args, strict=False))
            if next((i for i, (a, b) in pairs if a is not b), len(mutant.args)) in places[:-1]:
                continue
        yield mutant


def at_any_time(name: str) -> str:
    """Return what mutants are sorted by: a sample of them all has been run whenever it is stopped."""
    return hashlib.sha256(name.encode()).hexdigest()


class Few:
    """Generated tests: few examples, the same each time; `tests/conftest.py` loads the profile of that name."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self) -> None:
        """Register the profile before any test is imported, and after pytest can rewrite what it imports."""
        from hypothesis import HealthCheck, Phase, settings

        slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
        once = [Phase.explicit, Phase.generate]  # nobody reads the smallest example of a mutant
        settings.register_profile(
            "mutation", max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=slow,
            phases=once,
        )  # fmt: skip


class Runner(harness.PytestRunner):
    """Collects once, and runs of the items those that reach what was mutated."""

    thorough = False

    def __init__(self) -> None:
        super().__init__()
        self.session: Any = None
        self.items: dict[str, Any] = {}
        self.reached: dict[str, dict[str, list[str]]] = {}
        self.took: dict[str, float] = {}
        self.spans: dict[str, MutantLineSpans] = {}
        self.coded: dict[str, set[int]] = {}

    def execute_pytest(self, params: list[str], **named: Any) -> int:  # noqa: ANN401
        """Run pytest in this process, with few examples."""
        return super().execute_pytest(params, **{**named, "plugins": [Few(), *named.get("plugins", ())]})

    def run_stats(self, *, tests: Iterable[str]) -> int:
        """Run the tests as mutmut does, and note which line each of them reaches."""
        import coverage

        files = {str(p): str(Path("mutants", p).resolve()) for p in walk_mutatable_files()}
        traced = coverage.Coverage(include=[*files.values()], data_file=None, config_file=False)

        class Contexts:
            """Tells the trace which test is running."""

            def pytest_runtest_setup(self, item: Any) -> None:  # noqa: ANN401
                traced.switch_context(item.nodeid)

        plain = self.execute_pytest
        self.execute_pytest = lambda params, plugins=(), **named: plain(params, plugins=[*plugins, Contexts()], **named)  # type: ignore[method-assign]
        with traced.collect():
            code = super().run_stats(tests=tests)
        if code == 0:
            _keep_lines({p: traced.get_data().contexts_by_lineno(f) for p, f in files.items()})
        return code

    def warm_up(self) -> None:
        """Collect, and keep what was collected."""
        from _pytest.config import _prepareconfig
        from _pytest.main import Session

        self.took = json.loads(Path("mutants/mutmut-stats.json").read_text("utf-8"))["duration_by_test"]
        self.reached = {
            path: {line: [sys.intern(t) for t in on] for line, on in lines.items()}
            for path, lines in json.loads(LINES.read_text("utf-8")).items()
        }
        for path in walk_mutatable_files():
            if (spans := MutantLineSpans.load(path)) is not None:
                self.coded[str(path)] = _coded(Path("mutants", path))
                self.spans[".".join(path.with_suffix("").parts).removesuffix(".__init__")] = spans
        with change_cwd("mutants"):
            set_mutant_under_test("")
            args = ["-x", "-q", "-s", "--rootdir=.", "--tb=no", *self._pytest_add_cli_args_test_selection]
            settings = _prepareconfig([*args, *self._pytest_add_cli_args], [Few()])
            settings._do_configure()
            self.session = Session.from_config(settings)
            settings.hook.pytest_sessionstart(session=self.session)
            settings.hook.pytest_collection(session=self.session)
            if not any("compiler" in p for p in config().only_mutate):
                _compile_the_cases()
        self.items = {item.nodeid: item for item in self.session.items}
        gc.collect()
        gc.freeze()  # what stands here is not gone through again by each worker

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """Run the tests that reach the mutant, quick ones first, until one fails."""
        if self.session is None or mutant_name is None:
            return super().run_tests(mutant_name=mutant_name, tests=tests)
        chosen = self._in_turn(self._reaching(mutant_name, set(tests)))
        if not chosen:
            return NO_TESTS
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        least = int(time.process_time() + 4 + sum(self.took.get(t, 0.0) for t in chosen))  # what loops is stopped soon
        resource.setrlimit(resource.RLIMIT_CPU, (least if soft < 0 else min(soft, least), hard))
        folder = tempfile.mkdtemp(prefix="mutant-")
        factory = self.session.config._tmp_path_factory
        factory._given_basetemp, factory._basetemp = Path(folder, "t"), None
        items = [self.items[t] for t in chosen if t in self.items]
        try:
            with change_cwd("mutants"):
                for item, following in zip_longest(items, items[1:]):
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                    if self.session.testsfailed:
                        return 1
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return 0

    def _in_turn(self, tests: set[str]) -> list[str]:
        """Return tests with the quickest of every file first, then the second of every file and so on."""
        files: dict[str, list[str]] = {}
        for test in sorted(tests, key=lambda t: (self.took.get(t, 0.0), t)):
            files.setdefault(test.partition("::")[0], []).append(test)
        turns = [t for turn in zip_longest(*files.values()) for t in turn if t is not None]
        if self.thorough:
            return turns
        chosen, spent = [], 0.0
        for test in turns:
            if self.took.get(test, 0.0) <= QUICK and spent < BUDGET:
                chosen.append(test)
                spent += self.took.get(test, 0.0) + 0.01
        return chosen

    def _reaching(self, mutant: str, tests: set[str]) -> set[str]:
        module, _, name = mutant.rpartition(".")
        spans = self.spans[module]
        original = re.sub(r"__mutmut_\d+$", "__mutmut_orig", name)
        at = differs(*spans.read_function_sources([original, name]))
        line = spans.span_by_function_name[original].start + (at or 0)
        if at is None or line not in self.coded[str(spans.path)]:
            return tests
        return tests & set(self.reached.get(str(spans.path), {}).get(str(line), []))


def _keep_lines(found: dict[str, dict[int, list[str]]]) -> None:
    """Write which tests reached each line, beside what an earlier run wrote of other tests."""
    reached = json.loads(LINES.read_text("utf-8")) if LINES.exists() else {}
    for path, lines in found.items():
        for number, on in lines.items():
            before = reached.setdefault(path, {}).setdefault(str(number), [])
            before += sorted({t for t in on if t} - set(before))
    LINES.write_text(json.dumps(reached), "utf-8")


def _coded(path: Path) -> set[int]:
    """Return the lines of a file that have code of their own."""

    def lines(code: Any) -> Iterator[int]:  # noqa: ANN401
        yield from (n for _, _, n in code.co_lines() if n is not None)
        for part in code.co_consts:
            if hasattr(part, "co_lines"):
                yield from lines(part)

    return set(lines(compile(path.read_text("utf-8"), str(path), "exec")))


def differs(before: str, after: str) -> int | None:
    """Return how many lines down its function a mutant first differs; None where that is above the body."""
    old, new = before.splitlines(), after.splitlines()
    tree = ast.parse(textwrap.dedent(before))
    body = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)).body[0].lineno - 1
    head = next(i for i, line in enumerate(old) if line.lstrip().startswith("def "))
    at = next((i for i, (a, b) in enumerate(zip_longest(old, new)) if a != b and i != head), None)
    return at if at is not None and at >= body else None


def _compile_the_cases() -> None:
    """Compile every conformance case once, where the compiler is not what is mutated."""
    from tests.conformance.programs import ready
    from tests.conformance.test_conformance import CASES

    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            ready(case, Path(folder))
