"""xetkhen: a campaign's plan as cited rules, and proposals that explain themselves.

The folders are the pipeline; imports point down only (import-linter holds it). Top floor first:

- `commands`     each command of the command line: arguments in, text and an exit code out;  `api`: the same for Python
- `assurance`    example cases of rule sets, coverage, mutants, laws
- `report`       one view-model of an evaluation; terminal, JSON and csv from it
- `explain`      the proof (a tree of reasons) and its words, Vietnamese and English; rule sets in words
- `spark`        the same evaluation in parts, past one machine
- `evaluator`    the schedule's stages (columns, reduce, chain, select), and `reference`, the slow independent one
- `compiler`     what was written -> a typed plan, in passes; `records`: workbooks and csv -> typed columns
- `syntax`       located YAML, the expression grammar, the AST and its text; the table of keys, formatter and schema
- `ranges`       how far a number of the plan can lie;  `called`: names by day put into its texts
- `plan`         what will run, data only
- `law`          clauses, citations, quotes, readings;  `values`: verdicts, decisions, types of fields
- `diagnostics`  findings as values, one table of codes in two languages
- `source`       positions;  `bundle`: where the shipped rule sets are;  `version`
"""

from __future__ import annotations

import sys
from types import ModuleType

from . import api
from .api import Campaign, Decided, Explanation, Result, evaluate, explain, load
from .diagnostics import ReportedError
from .version import ENGINE_VERSION

__version__ = ENGINE_VERSION
__all__ = [
    "Campaign", "Decided", "Explanation", "ReportedError", "Result", "__version__", "evaluate", "explain", "load",
]  # fmt: skip


class _Called(ModuleType):
    """The folder `explain`, which can be called like the function of that name."""

    def __call__(self, *args: object, **named: object) -> Explanation:
        """Explain one subject."""
        return api.explain(*args, **named)  # type: ignore[arg-type]  # as the function has it


class _Engine(ModuleType):
    """This package: its `explain` can be called, also once the folder of that name has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        """Make the folder callable that takes the function's place when `engine.explain.page`, say, is imported."""
        if name == "explain" and isinstance(value, ModuleType):
            value.__class__ = _Called
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Engine
