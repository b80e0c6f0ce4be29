"""Forward chaining by durable_rules, in the dialect that held (docs/decisions.md). The one file that knows it.

Atoms are numbered `a0`, `a1`, ...; a fact is one atom; a rule is a positive conjunction; every evaluation starts
from an empty state. On Python 3.13 and later the library cannot be imported and the fixpoint stands alone.
"""

from __future__ import annotations

import functools
import importlib
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from .chaining import Rule

#: Limits under which the library was found to be right; beyond them a rule base is refused.
MAX_ATOMS, MAX_USES, MAX_RULES, MAX_NEEDS = 480, 250, 4000, 15


class ChainLimitError(ValueError):
    """A rule base is larger than what durable_rules was found to handle."""


@functools.cache
def available() -> bool:
    """Tell whether durable_rules can be used by this Python."""
    try:
        importlib.import_module("durable.engine")
    except (ImportError, OSError):
        return False
    return True


class Chain:
    """A rule base loaded into durable_rules; `run` gives what follows from facts. Close it when done."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Load the rules; raises ChainLimitError beyond the limits."""
        engine: Any = importlib.import_module("durable.engine")
        engine._unix_now = time.monotonic  # its ten-second watchdog reads the wall clock and drops actions  # noqa: SLF001
        uses = Counter(a for r in rules for a in set(r.needs))
        widest = max((len(set(r.needs)) for r in rules), default=0)
        atoms = {a for r in rules for a in (*r.needs, r.concludes)}
        if (
            len(atoms) > MAX_ATOMS
            or max(uses.values(), default=0) > MAX_USES
            or len(rules) > MAX_RULES
            or widest > MAX_NEEDS
        ):
            raise ChainLimitError(len(rules))
        self._ids = {a: f"a{i}" for i, a in enumerate(sorted(uses))}
        self._failed: list[BaseException] = []
        self._lock = threading.Lock()
        self._seen: set[str] = set()
        self._fired: set[str] = set()
        definition: dict[str, Any] = {"warm": {"all": [{"c0": {"k": "warm"}}], "run": lambda _: None}}
        for i, rule in enumerate(rules):
            needs = sorted(set(rule.needs))
            definition[f"r{i}"] = {
                "all": [{f"c{j}": {"k": self._ids[a]}} for j, a in enumerate(needs)],
                "run": self._action(rule),
            }

        class QuietHost(engine.Host):  # type: ignore[misc]  # the library has no types
            """A host without background threads."""

            def _run(self) -> None:
                return

        self._host: Any = QuietHost()
        self._host.set_rulesets({"chain": definition})
        self._drain([self._fact("warm")])  # one firing initialises the state slot

    @staticmethod
    def _fact(key: str) -> dict[str, str]:
        return {"k": key, "id": key, "sid": "s"}

    def _action(self, rule: Rule) -> Callable[[Any], None]:
        def run(context: Any) -> None:  # noqa: ANN401 - exactly one parameter, as the library counts them
            try:
                self._fired.add(rule.id)
                if rule.concludes not in self._seen:
                    self._seen.add(rule.concludes)
                    if rule.concludes in self._ids:
                        context.assert_fact(self._fact(self._ids[rule.concludes]))
            except BaseException as bad:  # noqa: BLE001 - the library would swallow it
                self._failed.append(bad)

        return run

    def _drain(self, facts: list[dict[str, str]]) -> None:
        try:
            answer = self._host.assert_facts("chain", facts)
            if answer is not None and (not isinstance(answer, dict) or "exception" in answer):
                raise RuntimeError(answer)
        finally:
            self._host.delete_state("chain", "s")
        if self._failed:
            raise self._failed.pop()

    def run(self, facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return (everything that follows, the ids of the rules that fired)."""
        with self._lock:
            self._seen, self._fired = set(facts), set()
            known = [self._fact(self._ids[a]) for a in sorted(facts) if a in self._ids]
            if known:
                self._drain(known)
            return frozenset(self._seen), frozenset(self._fired)

    def close(self) -> None:
        """Unload the rule base."""
        native: Any = importlib.import_module("durable_rules_engine")
        native.delete_ruleset(self._host._ruleset_directory["chain"]._handle)  # noqa: SLF001 - no public way
