"""Every array is of the type that its annotation says, and no array on the way to a verdict is of floats.

What NumPy would take instead is as good as right for small numbers: a float holds every whole number up to 2**53.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import numpy as np
import pytest

from engine import evaluator, plan
from engine.evaluator import evaluate
from engine.evaluator.field import Field, Tally
from engine.evaluator.frame import Outcome
from engine.evaluator.interval import Groups, Interval, Ratio
from engine.evaluator.result import Bounds, Graded, Selection

from ..conformance import build
from ..conformance.programs import ready

HERE = Path(evaluator.__file__).resolve().parent
#: What holds arrays, and is handed from function to function.
HOLDERS = (Field, Tally, Outcome, Groups, Interval, Ratio, Bounds, Graded, Selection)
#: Cases that between them reach every line which says of what type an array is to be.
WIDE = (
    "among-04", "assessments-02", "completeness-04", "edges-01", "edges-06", "edges-13", "edges-35", "edges-49",
    "edges-59", "exceptions-09", "exceptions-10", "if-none-04", "points-34", "quotas-05", "quotas-17", "quotas-28",
    "quotas-33", "rejected-09",
)  # fmt: skip
Hints = dict[str, Any]


def functions() -> Iterator[Callable[..., Any]]:
    """Yield every function and method of the evaluator, but for the reference."""
    for path in sorted(HERE.glob("*.py")):
        module = importlib.import_module(f"engine.evaluator.{path.stem}")
        for value in vars(module).values():
            inside = [*vars(value).values()] if inspect.isclass(value) and value.__module__ == module.__name__ else []
            for found in (value, *inside):
                made = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
                if inspect.isfunction(made) and made.__module__ == module.__name__ and not hasattr(made, "__wrapped__"):
                    yield made


def hints_of(made: Callable[..., Any]) -> Hints:
    return typing.get_type_hints(made, localns={**vars(plan), "Field": Field})


HINTS: dict[CodeType, Hints] = {f.__code__: hints_of(f) for f in functions()}
HELD: dict[type, Hints] = {holder: hints_of(holder) for holder in HOLDERS}


def against(value: object, hint: Any) -> Iterator[str]:
    """Yield what of a value is an array of another type than its annotation says."""
    if isinstance(value, np.ndarray):
        wanted = [t for t in (hint, *typing.get_args(hint)) if typing.get_origin(t) is np.ndarray]
        kinds = [typing.get_args(typing.get_args(t)[1])[0] for t in wanted]
        if kinds and not any(isinstance(k, type) and issubclass(value.dtype.type, k) for k in kinds):
            yield f"{value.dtype} for {' or '.join(k.__name__ for k in kinds)}"
    elif type(value) in HELD:
        for name, of in HELD[type(value)].items():
            yield from (f"{name}: {bad}" for bad in against(getattr(value, name), of))
    elif isinstance(value, tuple | list):
        said = next((a for a in (hint, *typing.get_args(hint)) if typing.get_origin(a) in {tuple, list}), None)
        each = [a for a in typing.get_args(said) if a is not Ellipsis] if said is not None else [None]
        for number, item in enumerate(value):
            yield from against(item, each[min(number, len(each) - 1)])
    elif isinstance(value, dict):
        said = typing.get_args(hint)
        for item in value.values():
            yield from against(item, said[1] if len(said) == 2 else None)


def floats(value: object) -> bool:
    """Tell whether a value is, or holds, an array of floats."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind not in "biu"
    return isinstance(value, tuple | list) and any(map(floats, value))


class Watch:
    """Looks at what goes into the functions of the evaluator, what comes out, and what they name on the way."""

    def __init__(self) -> None:
        self.wrong: set[str] = set()
        self.seen = 0

    def __call__(self, frame: FrameType, event: str, value: object) -> None:
        """Look at one call or return."""
        hints = HINTS.get(frame.f_code)
        if hints is None or event not in {"call", "return"}:
            return
        self.seen += 1
        name, named = frame.f_code.co_qualname, frame.f_locals
        if event == "return":
            self.wrong |= {f"{name}: {bad}" for bad in against(value, hints.get("return"))}
            self.wrong |= {f"{name}: {n} is of floats" for n, v in named.items() if floats(v)}
            return
        for parameter, hint in hints.items():
            if parameter in named:
                self.wrong |= {f"{name}({parameter}): {bad}" for bad in against(named[parameter], hint)}


def watched(work: Callable[[], object]) -> Watch:
    watch, before = Watch(), sys.getprofile()
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
    return watch


@pytest.mark.parametrize("number", WIDE)
def test_every_array_is_what_its_annotation_says(number: str, tmp_path: Path) -> None:
    case = next(c for c in build.cases() if c.name.startswith(number))
    made = ready(case, tmp_path)
    watch = watched(lambda: evaluate(made.compiled.plan, made.dossier, case.as_of))
    assert watch.seen
    assert watch.wrong == set()
