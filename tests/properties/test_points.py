"""Ten thousand score sheets: the points of both programs are those of a direct computation with fractions."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from ..conformance import build, programs

TREES, ROWS, COMPLETIONS = 25, 400, 8
ROUNDINGS = ("down", "up", "half-up")
OPTIONS = ("a", "b", "c")
#: The columns of every sheet: the type as written, and what is drawn for it, bounds of bands often among them.
NUMBERS: Mapping[str, tuple[Mapping[str, Any], Sequence[str]]] = {
    "rate": ({"type": "percent", "decimals": 1}, ["0", "49.9", "50", "75", "89.9", "90", "90.1", "97.5", "100"]),
    "mark": ({"type": "number", "range": [-20, 20], "decimals": 2}, ["-20", "-0.05", "0", "0.25", "9.99", "10", "20"]),
    "times": ({"type": "count", "range": [0, 30]}, ["0", "1", "2", "5", "6", "30"]),
}
FLAGS = ("ok", "proof", "assigned")
Row = Mapping[str, str]
Tree = dict[str, Any]
Scores = dict[str, Tree]
#: What a program makes of rules (the text of a conformance case's rules) and records: per unit the total or its bounds.
Evaluate = Callable[[str, Mapping[str, Sequence[Row]]], dict[str, tuple[Fraction, Fraction]]]


# --- the sheets ----------------------------------------------------------------------------------------------------


def drawn_scores(random: Random) -> Scores:
    """Draw a table of points: items, groups of items, and the total."""
    scores: Scores = {}
    groups = []
    for group in range(random.randint(2, 4)):
        items = [f"unit.i{group}{n}" for n in range(random.randint(1, 4))]
        for item in items:
            scores[item] = _item(random)
        name = f"unit.g{group}"
        scores[name] = _group(random, items, scores)
        groups.append(name)
    scores["unit.total"] = {"sum": groups, "max": 1000}
    if random.random() < 0.5:
        scores["unit.total"]["floor"] = 0
    return scores


def _item(random: Random) -> Tree:
    field = random.choice(list(NUMBERS))
    rule: Tree = {"max": random.choice([5, 10, 12.5, 20])}
    match random.choice(["points", "bands", "convert", "proportional", "if"]):
        case "points":
            rule["points"] = f"{random.choice([0, 5, 10])} + {random.choice(['0.5', '2', '0.25'])} * {field}"
        case "bands":
            bounds = sorted(random.sample(NUMBERS[field][1], 3), key=Fraction, reverse=True)
            keys = [random.choice(["from", "above"]) for _ in bounds]
            steps: list[Tree] = [{key: b, "points": p} for key, b, p in zip(keys, bounds, [10, 6.5, 2], strict=True)]
            rule["bands"] = {"of": field, "steps": [*steps, {"points": random.choice([0, -3])}]}
        case "convert":
            rule["convert"] = {
                "of": "answer",
                "points": dict(zip(OPTIONS, [10, 6, random.choice([0, 2])], strict=True)),
            }
        case "proportional":
            rule["proportional"] = "rate"
        case "if":
            rule["points"] = f"if {field} >= 2 then 5 + 0.5 * ({field} - 2) else 0"
    if random.random() < 0.4 or "proportional" in rule:
        rule["round"] = {"to": random.choice(["0.1", "0.5", "1", "0.01"]), "mode": random.choice(ROUNDINGS)}
    for key, flag, chance in (("evidence", "proof", 0.3), ("lost", "ok", 0.2)):
        if random.random() < chance:
            rule[key] = flag
    if random.random() < 0.5:
        rule["floor"] = random.choice([0, 1, -5])
    if random.random() < 0.4:
        rule |= {"applies": "assigned", "not applicable": random.choice(["full", "zero", "left-out"])}
    return rule


def _group(random: Random, items: list[str], scores: Scores) -> Tree:
    """Draw what several items come to; a re-scale needs an item that is never left out."""
    whole = any(scores[i].get("not applicable") != "left-out" for i in items)
    match random.choice(["sum", "best", "rescale" if whole else "sum"]):
        case "best":
            return {"best": items, "max": 15}
        case "rescale":
            step = {"to": random.choice(["0.01", "1"]), "mode": random.choice(ROUNDINGS)}
            return {"sum": items, "rescale": step, "max": 40}
        case _:
            return {"sum": items, "max": 25, "floor": 0}


def drawn_row(random: Random) -> dict[str, str]:
    """Draw a sheet with nothing missing."""
    row = {name: _number(random, name) for name in NUMBERS}
    return row | {flag: random.choice(["yes", "no"]) for flag in FLAGS} | {"answer": random.choice(OPTIONS)}


def _number(random: Random, name: str) -> str:
    if random.random() < 0.5:
        return random.choice(NUMBERS[name][1])
    match name:
        case "rate":
            return f"{random.randint(0, 1000) / 10:.1f}"
        case "mark":
            return f"{random.randint(-2000, 2000) / 100:.2f}"
        case _:
            return str(random.randint(0, 30))


def rules_of(scores: Scores) -> str:
    """Return the text of a rule set with these points, as a conformance case holds it."""
    fields: Tree = {name: dict(declared) for name, (declared, _) in NUMBERS.items()}
    fields |= dict.fromkeys(FLAGS, "yes-no")
    fields["answer"] = {"type": "choice", "options": {o: o.upper() for o in OPTIONS}}
    unit = {"subject": "Tập thể", "key": {"unit_id": "text"}, "fields": fields}
    return yaml.safe_dump({"registers": {"unit": unit}, "scores": scores}, allow_unicode=True)


# --- the direct computation ----------------------------------------------------------------------------------------


def direct(scores: Scores, name: str, row: Row) -> Fraction:
    """Return a score of a sheet with nothing missing, step by step (docs/semantics.md, 8)."""
    rule = scores[name]
    most = Fraction(str(rule["max"]))
    if "applies" in rule and row["assigned"] == "no":
        return most if rule["not applicable"] == "full" else Fraction(0)
    x = _form(scores, rule, most, row)
    if "evidence" in rule and row["proof"] == "no":
        x = Fraction(0)
    if "lost" in rule and row["ok"] == "yes":
        x = Fraction(rule.get("floor", 0))
    if "round" in rule:
        x = _brought(x, Fraction(rule["round"]["to"]), rule["round"]["mode"])
    if "floor" in rule:
        x = max(x, Fraction(rule["floor"]))
    return min(x, most)


def _form(scores: Scores, rule: Tree, most: Fraction, row: Row) -> Fraction:
    if "points" in rule:
        return _points(rule["points"], row)
    if "bands" in rule:
        value = Fraction(row[rule["bands"]["of"]])
        for step in rule["bands"]["steps"]:
            low = Fraction(step.get("from", step.get("above", "-1000")))
            if value > low or (value == low and "above" not in step):
                return Fraction(str(step["points"]))
    if "convert" in rule:
        return Fraction(rule["convert"]["points"][row["answer"]])
    if "proportional" in rule:
        return most * Fraction(row["rate"]) / 100
    if "best" in rule:
        return max(direct(scores, i, row) for i in rule["best"])
    total = sum((direct(scores, i, row) for i in rule["sum"]), Fraction(0))
    if "rescale" not in rule:
        return total
    out = row["assigned"] == "no"
    counted = [scores[i] for i in rule["sum"] if not (out and scores[i].get("not applicable") == "left-out")]
    part = total * most / sum(Fraction(str(i["max"])) for i in counted)
    return _brought(part, Fraction(rule["rescale"]["to"]), rule["rescale"]["mode"])


def _points(written: str, row: Row) -> Fraction:
    """Return one of the two formulas that are drawn."""
    words = written.split()
    if words[0] == "if":
        value = Fraction(row[words[1]])
        return 5 + (value - 2) / 2 if value >= 2 else Fraction(0)
    return Fraction(words[0]) + Fraction(words[2]) * Fraction(row[words[4]])


def _brought(value: Fraction, step: Fraction, mode: str) -> Fraction:
    steps = value / step
    whole = {"down": math.floor(steps), "up": math.ceil(steps), "half-up": math.floor(steps + Fraction(1, 2))}[mode]
    return whole * step


# --- the programs --------------------------------------------------------------------------------------------------


def _by(judge: Callable[[build.Case, Path], programs.Found]) -> Evaluate:
    def evaluate(rules: str, records: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Fraction, Fraction]]:
        tree = {"note": "points", "rules": build.texts(rules), "records": records, "want": {}}
        with tempfile.TemporaryDirectory() as folder:
            found = judge(build.case_of("points", tree), Path(folder))
        totals = {subject.partition("/")[2]: parts["scores"]["unit.total"] for subject, parts in found.items()}
        return {k: (Fraction(t), Fraction(t)) if isinstance(t, str) else _ends(t) for k, t in totals.items()}

    return evaluate


def _ends(bounds: list[str]) -> tuple[Fraction, Fraction]:
    return Fraction(bounds[0]), Fraction(bounds[1])


EVALUATE = {"reference": _by(programs.by_reference), "schedule": _by(programs.by_schedule)}


@pytest.mark.parametrize("evaluate", EVALUATE.values(), ids=EVALUATE)
@pytest.mark.parametrize("seed", range(TREES))
def test_totals_are_those_of_a_direct_computation(evaluate: Evaluate, seed: int) -> None:
    """Every sheet with nothing missing has exactly the points that fractions give."""
    random = Random(seed)
    scores = drawn_scores(random)
    rows = {f"U{n}": drawn_row(random) for n in range(ROWS)}
    found = evaluate(rules_of(scores), {"unit": [{"unit_id": key, **row} for key, row in rows.items()]})
    wanted = {key: direct(scores, "unit.total", row) for key, row in rows.items()}
    assert found == {key: (total, total) for key, total in wanted.items()}


@pytest.mark.parametrize("evaluate", EVALUATE.values(), ids=EVALUATE)
@pytest.mark.parametrize("seed", range(TREES))
def test_bounds_hold_every_completion(evaluate: Evaluate, seed: int) -> None:
    """However the missing values of a sheet turn out, its points lie between the bounds that were found."""
    random = Random(1000 + seed)
    scores = drawn_scores(random)
    rows: dict[str, dict[str, str]] = {}
    wanted: dict[str, list[Fraction]] = {}
    for n in range(ROWS // COMPLETIONS):
        whole = [drawn_row(random) for _ in range(COMPLETIONS)]
        kept = {name for name in whole[0] if random.random() < 0.6}
        rows[f"U{n}"] = {name: text for name, text in whole[0].items() if name in kept}
        filled = [{name: (whole[0] if name in kept else row)[name] for name in row} for row in whole]
        wanted[f"U{n}"] = [direct(scores, "unit.total", row) for row in filled]
    found = evaluate(rules_of(scores), {"unit": [{"unit_id": key, **row} for key, row in rows.items()]})
    outside = {
        key: (found[key], total) for key, totals in wanted.items() for total in totals if not _holds(found[key], total)
    }
    assert not outside


def _holds(bounds: tuple[Fraction, Fraction], value: Fraction) -> bool:
    return bounds[0] <= value <= bounds[1]
