"""Hypothesis strategies for well-typed expressions of the rule language, as text, in the context of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

Path = tuple[str, ...]
DATES = ("2020-06-01", "2020-07-01", "2020-11-20")
LINES = ("0", "1", "2.5", "5", "10")
#: The scores that generated rule sets declare, by kind.
SCORES = {"unit": ("first", "second", "total"), "person": ("first", "second", "total")}


@dataclass(frozen=True, slots=True)
class Shape:
    """A register: its fields by type, what it owns, who owns it; `judged` where it holds subjects."""

    fields: Mapping[str, tuple[str, ...]]
    below: tuple[Path, ...]
    above: tuple[str, ...]
    judged: bool = True


SHAPES: Mapping[str, Shape] = {
    "unit": Shape(
        {
            "yes": ("ok", "good"),
            "choice": ("kind",),
            "number": ("score",),
            "count": ("size",),
            "percent": ("rate",),
            "date": ("since",),
            "text": ("note",),
        },
        (("person",), ("person", "violation"), ("idea",), ("person", "idea")),
        (),
    ),
    "person": Shape(
        {"yes": ("head", "yes1"), "choice": ("level",), "number": ("pts",), "date": ("joined",)},
        (("violation",), ("idea",)),
        ("unit",),
    ),
    "violation": Shape(
        {"yes": ("grave",), "number": ("cost",), "date": ("committed", "concluded")},
        (),
        ("person", "unit"),
        judged=False,
    ),
    "idea": Shape(
        {"yes": ("useful",), "number": ("worth",), "count": ("year",), "percent": ("part",), "date": ("day",)},
        (),
        ("unit", "person"),
        judged=False,
    ),
}


def one(*words: str) -> st.SearchStrategy[str]:
    """Draw one of the words."""
    return st.sampled_from(words)


def bracketed(draw: st.DrawFn, at: str, depth: int = 0) -> str:
    """Draw a condition in brackets, as `where` and `has` want it."""
    return f"({draw(condition(at, depth))})"


def fields(at: str, kind: str) -> list[str]:
    """Return the fields of a type, here and at the owners."""
    own = list(SHAPES[at].fields.get(kind, ()))
    return own + [f"{o}.{f}" for o in SHAPES[at].above for f in SHAPES[o].fields.get(kind, ())]


@st.composite
def condition(draw: st.DrawFn, at: str, depth: int = 2) -> str:
    """Draw a condition about a row of a register."""
    shape = SHAPES[at]
    simple = ["flag", "flag", "number", "date", "given"]
    simple += [kind for kind in ("choice", "percent") if fields(at, kind)]
    simple += ["duty", "mark", "grade"] if shape.judged else []
    deep_only = ["if", "rounded share"] if shape.below else ["if"]
    deep = (
        ["and", "or", "not", "compare", *deep_only]
        + (["its"] if shape.above else [])
        + (["quantified"] * 3 + ["count", "share"] if shape.below else [])
    )
    match draw(one(*simple, *(deep * 2 if depth else []))):
        case "flag":
            return draw(one(*fields(at, "yes")))
        case "duty":
            return draw(one("duty", "duty is given"))
        case "mark":
            return draw(one("mark is given", "mark >= 2.5", "mark < 4", "first given of (mark, mark2) >= 3"))
        case "grade":
            return draw(one("grade = good", "grade at least fair", "grade != fair", "grade in (good, poor)"))
        case "if":
            inner = [bracketed(draw, at, depth - 1) for _ in range(3)]
            return f"(if {inner[0]} then {inner[1]} else {inner[2]})"
        case "rounded share":
            path = draw(st.sampled_from(shape.below))
            share = f"share of {'.'.join(path)} has {bracketed(draw, path[-1], depth - 1)}"
            step, mode = draw(one("0.1", "0.5", "1")), draw(one("down", "up", "half-up"))
            factor = draw(one("", "", "0.5 * ", "2 * "))
            return f"round({factor}{share}, {step}, {mode}) {draw(op())} {draw(one('0%', '33.3%', '50%', '100%'))}"
        case "given":
            own = [f for names in shape.fields.values() for f in names]
            return f"{draw(one(*own))} is {draw(one('given', 'missing'))}"
        case "choice":
            field = draw(one(*fields(at, "choice")))
            return f"{field} {draw(one('= a', '!= b', 'in (a, b)', 'in (a, b, c)', 'not in (a, c)'))}"
        case "percent":
            return f"{draw(one(*fields(at, 'percent')))} {draw(op())} {draw(one('50%', '49.9%', '100', '0'))}"
        case "date":
            field = draw(one(*fields(at, "date")))
            return (
                f"{field} {draw(one('meets early', 'meets report', *(f'{o} {d}' for o in ('<', '>=') for d in DATES)))}"
            )
        case "number":
            return f"{draw(one(*fields(at, 'number')))} {draw(op())} {draw(one(*LINES))}"
        case "compare":
            return f"{draw(number(at, depth))} {draw(op())} {draw(number(at, depth - 1))}"
        case "not":
            return f"not {bracketed(draw, at, depth - 1)}"
        case "its":
            owner = draw(one(*shape.above))
            return f"its {owner} has {bracketed(draw, owner, depth - 1)}"
        case "quantified":
            path = draw(st.sampled_from(shape.below))
            where = draw(st.sampled_from(["", f" where {bracketed(draw, path[-1], depth - 1)}"]))
            kind = draw(one("some", "no", "every"))
            has = f" has {bracketed(draw, path[-1], depth - 1)}" if kind == "every" or draw(st.booleans()) else ""
            return f"({kind} {'.'.join(path)}{where}{has})"
        case "count" | "share" as aggregate:
            path = draw(st.sampled_from(shape.below))
            where = draw(st.sampled_from(["", f" where {bracketed(draw, path[-1], depth - 1)}"]))
            if aggregate == "count":
                return f"count of {'.'.join(path)}{where} {draw(op())} {draw(one('0', '1', '2'))}"
            end = path[-1]
            line = draw(one("0%", "50%", "66.7%", "100%"))
            return f"share of {'.'.join(path)}{where} has {bracketed(draw, end, depth - 1)} {draw(op())} {line}"
        case joined:
            return f"({draw(condition(at, depth - 1))} {joined} {draw(condition(at, depth - 1))})"


def op() -> st.SearchStrategy[str]:
    """Draw a comparison."""
    return one(">=", ">", "<", "<=", "=", "!=")


@st.composite
def number(draw: st.DrawFn, at: str, depth: int) -> str:
    """Draw a number (no percent, no day) about a row of a register."""
    shape = SHAPES[at]
    simple = ["field", "field", "literal", "parameter"] + (["score", "dated"] if shape.judged else [])
    deep = ["+", "-", "twice", "minus", "round", "peers", "if", "extreme", "first", "rounded"]
    deep += ["total", "count", "mean"] if shape.below else []
    deep += ["run"] if at == "unit" else []
    match draw(one(*simple, *(deep if depth > 0 else []))):
        case "field":
            return draw(one(*fields(at, "number"), *fields(at, "count")))
        case "literal":
            return draw(one(*LINES))
        case "parameter":
            return "line"
        case "score":
            return draw(one(*SCORES[at], "mark"))
        case "dated":
            day = draw(one("as_of", "2020-06-30", "2020-07-01", *fields(at, "date")))
            return f"(tariff on {day})"
        case "if":
            test = bracketed(draw, at, depth - 1)
            return f"(if {test} then {draw(number(at, depth - 1))} else {draw(number(at, 0))})"
        case "extreme":
            return f"{draw(one('min', 'max'))}({draw(number(at, depth - 1))}, {draw(number(at, 0))})"
        case "first":
            names = [*shape.fields["number"], *shape.fields.get("count", ()), *(["mark"] if shape.judged else [])]
            chosen = draw(st.lists(st.sampled_from(names), min_size=2, max_size=3))
            return f"first given of ({', '.join(chosen)})"
        case "rounded":
            step, mode = draw(one("0.5", "1", "2", "0.01")), draw(one("down", "up", "half-up"))
            return f"round({draw(number(at, depth - 1))}, {step}, {mode})"
        case "mean":
            path = draw(st.sampled_from(shape.below))
            value = SHAPES[path[-1]].fields["number"][0]
            where = draw(one("", f" where {bracketed(draw, path[-1])}"))
            return f"round({draw(one('', '2 * '))}mean of {value} over {'.'.join(path)}{where}, 0.1, half-up)"
        case "run":
            where = draw(one("", f" where {bracketed(draw, 'idea')}"))
            return f"(run of year to {draw(one('2', '1', '0', 'size'))} over idea{where})"
        case "twice":
            return f"2 * {draw(number(at, 0))}"
        case "minus":
            return f"-({draw(number(at, 0))})"
        case "round":
            mode = draw(one("down", "up", "half-up"))
            return f"round({draw(number(at, 0))} / {draw(number(at, depth - 1))}, 0.1, {mode})"
        case "peers" if shape.judged:
            group = draw(one("", f" per {shape.fields['choice'][0]}"))
            where = draw(one("", f" where {bracketed(draw, at)}"))
            return f"({draw(one('min', 'max', 'sum'))} of {shape.fields['number'][0]} among {at}{where}{group})"
        case "peers":
            return "1"
        case "total":
            path = draw(st.sampled_from(shape.below))
            where = draw(one("", f" where {bracketed(draw, path[-1])}"))
            value = draw(one(SHAPES[path[-1]].fields["number"][0], f"1 + {SHAPES[path[-1]].fields['number'][0]}"))
            return f"({draw(one('sum', 'min', 'max'))} of {value} over {'.'.join(path)}{where})"
        case "count":
            return f"(count of {'.'.join(draw(st.sampled_from(shape.below)))})"
        case joined:
            return f"({draw(number(at, depth - 1))} {joined} {draw(number(at, 0))})"
