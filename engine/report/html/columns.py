"""One list of the report as columns: everybody's result and why, where they fall, what fails together, how near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from ...explain.telling import Teller
from .falls import Step
from .gaps import Gap
from .packing import Strings

PROVISIONAL, INTERIM = 1, 2
#: No plan has so many grades.
PLACES = 1000
#: So many grades have a colour of their own.
_TONES = 6


@dataclass(frozen=True, slots=True)
class Result:
    """What a list ends in for some: `id` is the word of the code, `words` what people read, `waits` on whom."""

    id: str
    words: str
    order: int
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A subject that one reason keeps out, and how far it is from it (None: that cannot be measured)."""

    subject: int
    step: str
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject under a quota: its ranks, the figure it is ranked by (bounds and words), inside or not, its group."""

    subject: int
    best: int
    worst: int
    low: Fraction
    high: Fraction
    told: str
    inside: int
    group: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one group under a quota: places, and the figure of the last one inside where that is known."""

    places: tuple[int, int]
    value: Fraction | None
    told: str
    by: str


@dataclass(slots=True)
class Column:
    """One list while it grows; `codes` are positions in `results`, -1 for those it does not concern."""

    id: str
    type: str
    label: str
    results: dict[Result, int] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    falls: list[str] = field(default_factory=list)
    sets: list[tuple[str, ...]] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    ranked: list[Ranked] = field(default_factory=list)
    cuts: dict[tuple[str, str], Line] = field(default_factory=dict)
    counts: dict[str, Counter[Result]] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """Return the number of the subject that comes next."""
        return len(self.codes)

    def skip(self) -> None:
        """Take in a subject that this list does not concern."""
        self._put(-1, "", 0, "", ())

    def put(
        self, kind: str, result: Result, line: str, marks: int = 0, falls: str = "", sets: Iterable[str] = ()
    ) -> None:
        """Take in the result of the next subject."""
        code = self.results.setdefault(result, len(self.results))
        self._put(code, line, marks, falls, tuple(sorted(sets)))
        self.counts.setdefault(kind, Counter())[result] += 1

    def _put(self, code: int, line: str, marks: int, falls: str, sets: tuple[str, ...]) -> None:
        self.codes.append(code)
        self.lines.append(line)
        self.marks.append(marks)
        self.falls.append(falls)
        self.sets.append(sets)

    def plain(self, teller: Teller, result: Result) -> str:
        """Return the words for all results of one id, where they differ by what is waited for."""
        return teller.say(result.id) if self.type == "award" or result.id == "undetermined" else result.words

    def tone(self, result: str) -> str:
        """Return the class that gives a result its colour: by its word, grades by their place from the best down."""
        if self.type != "grade" or result in {"undetermined", "not-applicable", "none"}:
            return f"r-{result}"
        grades = sorted({(r.order, r.id) for r in self.results if r.order <= PLACES and r.id != "none"})
        return f"g-{min([i for _, i in grades].index(result), _TONES - 1)}"

    def told(self, teller: Teller) -> dict[str, object]:
        """Return what the page needs to know of the list by itself."""
        return {
            "id": self.id,
            "type": self.type,
            "label": self.label,
            "results": [
                {
                    "id": r.id, "words": r.words, "plain": self.plain(teller, r), "order": r.order, "waits": r.waits,
                    "tone": self.tone(r.id),
                }
                for r in self.results
            ],
            "steps": {k: [[s.id, s.gate, s.label] for s in steps] for k, steps in self.steps.items()},
            "cuts": [
                {
                    "kind": kind, "group": group, "places": line.places, "by": line.by, "told": line.told,
                    "value": None if line.value is None else float(line.value),
                }
                for (kind, group), line in sorted(self.cuts.items())
            ],
        }  # fmt: skip

    def packed(self) -> dict[str, object]:
        """Return the columns as numbers and short lists; near misses by step, the smallest gap first."""
        steps, sets = Strings(), Strings()
        order = {s.id: n for steps_ in self.steps.values() for n, s in enumerate(steps_)}

        def nearest(one: Near) -> tuple[int, bool, Fraction, int]:
            size = one.gap.size if one.gap is not None else Fraction(0)
            return (order.get(one.step, 0), one.gap is None, size, one.subject)

        return {
            "codes": self.codes,
            "marks": self.marks if any(self.marks) else [],
            "falls": [steps.of(s) for s in self.falls],
            "stepIds": steps.all,
            "sets": [sets.of("+".join(s)) for s in self.sets],
            "setIds": sets.all,
            "near": [[n.subject, n.step, *_told(n.gap)] for n in sorted(self.near, key=nearest)],
            "ranked": [
                [r.subject, r.best, r.worst, float(r.low), float(r.high), r.told, r.inside, r.group]
                for r in self.ranked
            ],
        }


def _told(gap: Gap | None) -> Iterable[object]:
    return (float(gap.size), gap.told, gap.found, gap.asked) if gap is not None else (None, "", "", "")
