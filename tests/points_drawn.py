"""Hypothesis strategies: scores of every form, and classifications over them."""

from __future__ import annotations

from hypothesis import strategies as st

from .conformance.build import Tree
from .expressions import SCORES, SHAPES, one


def maybe(tree: Tree, *, often: bool = False) -> st.SearchStrategy[Tree]:
    """Draw a part or nothing; `often`: mostly the part."""
    return st.sampled_from([tree, tree, tree, {}] if often else [{}, tree])


@st.composite
def scores(draw: st.DrawFn, kind: str) -> Tree:
    """Draw two items of every form and bound, and what they come to together."""
    out: Tree = {}
    for name in SCORES[kind][:2]:
        item: Tree = draw(_form(kind))
        item |= draw(maybe({"evidence": draw(flag(kind))})) | draw(maybe({"lost": draw(flag(kind))}))
        item |= draw(maybe({"floor": draw(one("0", "-1", "1.5"))}))
        item |= draw(maybe({"round": {"to": draw(one("0.1", "0.5", "1")), "mode": draw(one("down", "half-up"))}}))
        item |= {"max": draw(one("5", "2.5"))}
        apart = {"applies": draw(flag(kind)), "not applicable": draw(one("full", "zero", "left-out"))}
        out[f"{kind}.{name}"] = item | draw(maybe(apart))
    items = [f"{kind}.{n}" for n in SCORES[kind][:2]]
    whole: Tree = draw(st.sampled_from([{"sum": items}, {"best": items}, {"sum": items, "rescale": _RESCALE}]))
    out[f"{kind}.{SCORES[kind][2]}"] = whole | {"max": "10"} | draw(maybe({"floor": "0"}))
    return out


_RESCALE = {"to": "0.01", "mode": "half-up"}


@st.composite
def _form(draw: st.DrawFn, kind: str) -> Tree:
    field = SHAPES[kind].fields["number"][0]
    path = draw(st.sampled_from(SHAPES[kind].below))
    share = f"share of {'.'.join(path)} has {SHAPES[path[-1]].fields['yes'][0]}"
    choice = SHAPES[kind].fields["choice"][0]
    steps = [{"from": "2", "points": "3"}, {"above": "0", "below": "2", "points": field}, {"to": "0", "points": "-1"}]
    return draw(
        st.sampled_from(
            [
                {"points": f"2 * {field} - 1"},
                {"points": f"if {draw(flag(kind))} then {field} else mark"},
                {"points": f"count of {'.'.join(path)}"},
                {"bands": {"of": field, "steps": steps}},
                {"bands": {"of": f"count of {'.'.join(path)}", "steps": [*steps[:1], {"points": "0.5"}]}},
                {"bands": {"of": share, "steps": [{"from": "50%", "points": "3"}, {"above": "0%", "points": "1"}]}},
                {"convert": {"of": choice, "points": {"a": "2", "b": field, "c": "0"}}},
                {"proportional": share, "round": {"to": "0.1", "mode": draw(one("down", "up", "half-up"))}},
            ]
        )
    )


def flag(kind: str) -> st.SearchStrategy[str]:
    """Draw a short condition about a subject."""
    fields = SHAPES[kind].fields
    return one(*fields["yes"], f"{fields['choice'][0]} = a", f"{fields['number'][0]} >= 2", "mark is given")


@st.composite
def classification(draw: st.DrawFn, kind: str) -> Tree:
    """Draw three grades with everything that may bring them down."""
    first, second = draw(one("3", "4.5")), draw(one("1", "2"))
    grades: list[Tree] = [
        {"grade": "good", "when": f"total >= {first} and {draw(flag(kind))}"},
        {"grade": "fair", "when": f"total >= {second}"},
        {"grade": "poor"} | draw(maybe({"when": "total >= 0"})),
    ]
    tree: Tree = {"grades": grades}
    tree |= draw(maybe({"down": [{"when": draw(flag(kind)), "by": draw(one("1", "2"))}]}))
    tree |= draw(maybe({"ceiling": [{"when": draw(flag(kind)), "grade": draw(one("fair", "poor", "none"))}]}))
    return tree | draw(maybe({"applies": draw(flag(kind))}))
