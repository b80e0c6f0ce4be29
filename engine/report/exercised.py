"""Which rules a case exercises: those it names, and what these rest on (deadlines, periods, questions, numbers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..syntax import ast
from ..syntax.mentions import words_of

#: A rule of the written rule set: its section and its id.
Node = tuple[str, str]
#: Sections whose rules a case can name in `want`.
NAMED = ("criteria", "bars", "suspensions", "awards", "assessments", "scores", "classifications", "measures")
#: Sections whose entries have no result of their own: they count as exercised with what rests on them.
INPUTS = ("parameters", "periods", "deadlines", "judgements", "measures", "scores", "classifications")
_SECTIONS = tuple(dict.fromkeys((*NAMED, *INPUTS)))
_OF: Mapping[str, str] = {
    "parameter": "parameters", "value": "parameters", "period": "periods", "deadline": "deadlines",
    "extension": "deadlines", "judgement": "judgements", "measure": "measures", "score": "scores",
    "classification": "classifications", "step down": "classifications", "ceiling": "classifications",
    "criterion": "criteria", "bar": "bars", "suspension": "suspensions", "assessment": "assessments",
    "award": "awards", "nomination": "awards",
}  # fmt: skip


def nodes_of(what: str, name: str) -> tuple[Node, ...]:
    """Return the rules that something which cites a clause belongs to; an exception names only its rule."""
    match what:
        case "name":
            return ()  # what something is called has no result
        case "quota" | "limit" | "unless":
            return (("awards", name.partition(".")[0]),)
        case "grade":
            return (("classifications", name.rpartition(".")[0]),)
        case "exception":
            return tuple((s, name) for s in ("criteria", "bars", "suspensions"))
        case _:
            return ((_OF.get(what, what), name),)


class Exercised:
    """The rules of a rule set with what they rest on."""

    def __init__(self, rules: ast.RuleSetD) -> None:
        """Find what every rule mentions."""
        self.declared = {(s, d.id.value): d for s in _SECTIONS for d in getattr(rules, s)}
        inputs = [n for n in self.declared if n[0] in INPUTS]
        by_word: dict[str, list[Node]] = {}
        for section, name in inputs:
            for word in {name, name.rpartition(".")[2]}:
                by_word.setdefault(word, []).append((section, name))
        self.below = {
            node: {n for word in words_of(declared) for n in by_word.get(word, ()) if n != node}
            for node, declared in self.declared.items()
        }

    def by_names(self, names: Iterable[str]) -> set[Node]:
        """Return everything that a case exercises which names these rules."""
        wanted = set(names)
        waiting = [n for n in self.declared if n[0] in NAMED and n[1] in wanted]
        out: set[Node] = set()
        while waiting:
            node = waiting.pop()
            if node not in out:
                out.add(node)
                waiting += self.below[node]
        return out

    def idle(self, nodes: Iterable[Node]) -> bool:
        """Tell whether no rule with a result rests on any of these, so that no case could exercise them."""
        reached = self.by_names(name for section, name in self.declared if section in NAMED)
        return not any(n in reached for n in nodes)
