"""Suggesting cases: for goals that no case shows, and for mutants that no case tells apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from ...compiler import Compiled
from ...diagnostics import Lang
from ...evaluator.reference import Judge
from ...evaluator.reference.world import World
from ..cases.cells import Columns
from ..cases.found import Found, grades_of
from ..cases.inputs import parameters_of
from ..cases.model import CaseFile, Change, Given, Word
from ..cases.wanting import names_of
from ..coverage.goal import Goal, Place
from ..coverage.measure import Covered, shown_by
from ..mutation import Mutant
from ..mutation.running import judge_of, result_at, tables_of
from .finding import SOLVED, Finder, Suggestion
from .writing import as_yaml, base_note, differences, edit_words, solved_note, wants_yaml

#: More differences than these are not all written down, only what things end in.
_MANY = 8
_ENDS = ("decisions", "assessments", "classifications")
#: Sections whose rules have a result of their own.
_OWN = ("criteria", "bars", "suspensions", "assessments", "scores", "classifications", "awards")


@dataclass(frozen=True, slots=True)
class Offered:
    """A case offered for what it shows (ids), as YAML; empty where none was found.

    `into`: not a new case, but what the case of this number should want besides; 0 for a new case.
    """

    ids: tuple[str, ...]
    yaml: str
    into: int = 0


class Suggester:
    """Writes cases for one rule set; what they want is what the rules say now, to be checked by hand."""

    def __init__(self, compiled: Compiled, file: CaseFile, lang: Lang, budget: int = 4000) -> None:
        """Prepare the search and judge the base."""
        self.compiled, self.file, self.lang = compiled, file, lang
        self.columns = Columns(compiled.plan)
        self.finder = Finder(compiled, self.columns, file, budget)
        self._grades = grades_of(compiled.rules)
        self._base: Found | None = None

    @property
    def base(self) -> Found:
        """Return what the base comes to."""
        if self._base is None:
            self._base = self.judged(self.finder.given(Change()))
        return self._base

    def judged(self, given: Given) -> Found:
        """Return what records come to."""
        return self.finder.judged(given)

    def for_goals(self, covered: Covered) -> Iterator[Offered]:
        """Yield a case for every goal that none shows, each for as many goals as it shows."""
        left: dict[str, Goal] = {g.id: g for g in covered.open}
        words = frozenset(w for g in left.values() for w in self.words_of(g.place))
        for tried in self.finder.singles(words):  # what one edit of the base shows, for all goals at once
            rules = {g.place.rule for g in left.values()}
            if not rules:
                return
            given = self.finder.given(tried.change)
            ids = tuple(sorted(shown_by(self.compiled, self.columns, given, rules) & left.keys()))
            if ids:
                rule = left[ids[0]].place.rule
                left = {i: g for i, g in left.items() if i not in ids}
                yield Offered(ids, self.written(tried, self.judged(given), rule))
        while left:
            goal = next(iter(left.values()))
            hit = self.finder.find(self.words_of(goal.place), self._shows(goal))
            if hit is None:
                del left[goal.id]
                yield Offered((goal.id,), "")
                continue
            given = self.finder.given(hit.change)
            shown = shown_by(self.compiled, self.columns, given)
            ids = tuple(i for i in left if i in shown)
            left = {i: g for i, g in left.items() if i not in shown}
            yield Offered(ids, self.written(hit, self.judged(given), goal.place.rule))

    def _shows(self, goal: Goal) -> Callable[[Given], bool]:
        rule = goal.place.rule

        def shows(given: Given) -> bool:
            return goal.id in shown_by(self.compiled, self.columns, given, {rule})

        return shows

    def for_mutants(self, mutants: Sequence[Mutant]) -> Iterator[Offered]:
        """Yield for every mutant the smallest case found that tells it apart, each for all that it tells apart."""
        left = list(mutants)
        while left:
            mutant = left.pop(0)
            hit = self.finder.find(self.words_of(mutant.place), self._tells(mutant)) or self.solved(mutant)
            if hit is None:
                yield Offered((mutant.id,), "")
                continue
            given = self.finder.given(hit.change)
            wants, ids = self.apart(mutant, given), [mutant.id]
            for other in list(left):
                more = self.apart(other, given)
                if more:
                    wants = _merged(wants, more)
                    ids.append(other.id)
                    left.remove(other)
            if not hit.edits and hit.start > 0:  # a case shows it already, and only has to want it
                yield Offered(tuple(ids), wants_yaml(wants), hit.start)
            else:
                note = solved_note(self.lang) if hit.start == SOLVED else self._note(hit) or base_note(self.lang)
                yield Offered(tuple(ids), as_yaml(note, hit.change, wants))

    def solved(self, mutant: Mutant) -> Suggestion | None:
        """Return the case that the solver finds, None where it finds none or is not installed."""
        if find_spec("z3") is None:
            return None
        from .solving import solved

        tells = self._tells(mutant)
        change = solved(self.compiled, mutant, self.file.frame, lambda c: tells(self.finder.given(c)))
        return None if change is None else Suggestion(SOLVED, (), change)

    def words_of(self, place: Place) -> frozenset[str]:
        """Return what is worth varying for a rule: what it rests on, and of one without a result, what rests on it."""
        mentions = self.finder.mentions
        if place.section in _OWN:
            return mentions.of(place.rule)
        every = {
            n for k in self.compiled.plan.kinds() for names in names_of(self.compiled.plan, k).values() for n in names
        }
        resting = [mentions.of(n) for n in sorted(every)]
        return frozenset({place.rule}).union(*(words for words in resting if place.rule in words))

    def _tells(self, mutant: Mutant) -> Callable[[Given], bool]:
        return lambda given: bool(self.apart(mutant, given))

    def apart(self, mutant: Mutant, given: Given) -> dict[str, dict[str, dict[str, Word]]]:
        """Return what the rule set makes of records and the mutant does not, by subject, part and name."""
        tables, rows = tables_of(self.compiled, self.columns, given)
        parameters = parameters_of(self.columns, given.parameters)
        ours = Judge(World(self.compiled.rules, tables, parameters, given.as_of))
        theirs = judge_of(mutant, tables, parameters, given.as_of)
        out: dict[str, dict[str, dict[str, Word]]] = {}
        for subject, at in rows.items():
            for part, names in self._looked_at(mutant, at[0]).items():
                for name in names:
                    word = result_at(ours, part, name, at, self._grades)
                    try:
                        other: Word | None = result_at(theirs, part, name, at, self._grades)
                    except RecursionError:
                        other = None
                    if word != other:
                        out.setdefault(subject, {}).setdefault(part, {})[name] = word
        return out

    def _looked_at(self, mutant: Mutant, kind: str) -> Mapping[str, list[str]]:
        """Return the results that can differ first: those of the rule itself, else all that rest on it."""
        every = names_of(self.compiled.plan, kind)
        rule = mutant.place.rule
        if mutant.place.section in _OWN:
            return {part: [rule] for part, names in every.items() if rule in names}
        return {p: [n for n in names if rule in self.finder.mentions.of(n)] for p, names in every.items()}

    def _note(self, hit: Suggestion) -> str:
        note = "; ".join(edit_words(e, self.lang) for e in hit.edits)
        return f"{self.file.cases[hit.start - 1].note}; {note}" if hit.start else note

    def written(self, hit: Suggestion, found: Found, rule: str) -> str:
        """Return a found case as YAML, with what came out otherwise than in the base."""
        return as_yaml(self._note(hit), hit.change, wanted(self.base, found, rule))


_Wants = dict[str, dict[str, dict[str, Word]]]


def _merged(one: _Wants, other: _Wants) -> _Wants:
    """Return what either wants."""
    out = {s: {p: dict(w) for p, w in parts.items()} for s, parts in one.items()}
    for subject, parts in other.items():
        for part, words in parts.items():
            out.setdefault(subject, {}).setdefault(part, {}).update(words)
    return out


def wanted(base: Found, found: Found, rule: str) -> Mapping[str, Mapping[str, Mapping[str, Word]]]:
    """Return what a case shall want: what differs from the base, and what its rule came to."""
    out = differences(base, found)
    if sum(len(words) for parts in out.values() for words in parts.values()) > _MANY:
        out = {
            s: kept
            for s, parts in out.items()
            if (kept := {p: w for part, words in parts.items() if (p := part) and (w := _some(part, words, rule))})
        }
    if not any(rule in words for parts in out.values() for words in parts.values()):
        for subject, parts in found.items():
            for part, words in parts.items():
                if rule in words:
                    out.setdefault(subject, {}).setdefault(part, {})[rule] = words[rule]
    if not out:
        out = {s: {p: dict(w) for p, w in parts.items() if p in _ENDS and w} for s, parts in found.items()}
    return out


def _some(part: str, words: Mapping[str, Word], rule: str) -> dict[str, Word]:
    return {n: w for n, w in words.items() if part in _ENDS or n == rule}
