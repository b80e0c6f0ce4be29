"""A points table in words: every item with its points, its maximum, and the calculation one can check on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from .amounts import added, label_of, plain, rounded_to, rounding, told, working
from .bands import band_text, left_out, positive, score_division
from .blocks import Block, Role, Section, Sort, capital, item, listed
from .branches import worth_telling
from .divisions import quotients
from .lacks import missing_text
from .leaves import part_lines, parts_of, tell
from .nodes import (
    Amount,
    Asked,
    Chosen,
    FieldNumber,
    Formula,
    Literal,
    Numeral,
    Step,
)
from .points import BestForm, PointsForm, ScoreProof, Stage, StepForm, StepsForm, SumForm, roots
from .proof import Law, SubjectProof
from .telling import ALL, NAMED, Teller

MET = 2


def points(teller: Teller, score: ScoreProof) -> str:
    """Return the points of an item beside its maximum: 37,5/40 điểm, or from so many to so many."""
    amount = score.amount
    if not amount.exact:
        text = teller.amount(amount)
        return text if score.most is None else teller.say("of-most", points=text, most=teller.fraction(score.most))
    if score.most is None:
        return teller.amount(amount)
    own = teller.fraction(amount.low)
    return teller.say("score-of", points=own, most=teller.fraction(score.most))


@dataclass(slots=True)
class ScoreTable:
    """The points table of one subject as a section; `law` tells clause, quote and the numbers of readings."""

    teller: Teller
    proof: SubjectProof
    law: Callable[[Law], list[Block]]
    full: bool
    only: set[str] | None = None

    def sections(self) -> list[Section]:
        """Return every item under the items it belongs to, numbered; `only` some of them, with what they belong to."""
        found = enumerate(roots(dict(self.proof.scores)), 1)
        parts = [self._item(s, str(number)) for number, s in found if self.only is None or self._has(s, self.only)]
        return [Section(Sort.SCORES, "", self.teller.say("scores"), parts=tuple(parts))] if parts else []

    def _has(self, score: ScoreProof, wanted: set[str]) -> bool:
        return score.id in wanted or any(self._has(self.proof.scores[i], wanted) for i in score.items)

    def _item(self, score: ScoreProof, number: str) -> Section:
        parts = tuple(self._item(self.proof.scores[i], f"{number}.{place}") for place, i in enumerate(score.items, 1))
        blocks = [*listed(self._why(score)), *self._missing(score), *self.law(score.law)]
        words = self.teller.say("left-out") if left_out(score) else f"{points(self.teller, score)}{self._sum(score)}"
        return Section(
            Sort.SCORE, score.id, capital(score.label), words, number=number, blocks=tuple(blocks), parts=parts
        )

    def _missing(self, score: ScoreProof) -> list[Block]:
        """Return what could still change the points, where nothing that was said before makes them what they are."""
        if not score.missing or self._closed(score):
            return []
        lines = [item(missing_text(self.teller, m, self.proof.row), Role.MISSING, 1) for m in score.missing]
        return [item(f"{self.teller.say('still-missing')}:", Role.HEAD), *lines]

    @staticmethod
    def _closed(score: ScoreProof) -> bool:
        """Tell whether it does not apply, or was lost, or has no evidence: then its form says nothing."""
        ends = ((score.applies, 0), (score.lost, MET), (score.evidence, 0))
        return any(step is not None and step.code == bad for step, bad in ends)

    def _sum(self, score: ScoreProof) -> str:
        """Return the items added up, where the sum is what the item comes to."""
        if not isinstance(score.form, SumForm) or score.form.apply is not None:
            return ""
        own = [self.proof.scores[i] for i in score.items]
        counted = [s for s in own if not left_out(s)]
        if len(counted) < 2 or score.stages[0].amount != score.amount:
            return ""
        return f" = {self._added(counted)}"

    def _added(self, items: list[ScoreProof]) -> str:
        return added([(s.amount.exact and s.amount.low < 0, plain(self.teller, positive(s.amount))) for s in items])

    # --- why -------------------------------------------------------------------------------------------------

    def _why(self, score: ScoreProof) -> list[str]:
        teller = self.teller
        if score.applies is not None and score.applies.code < MET:
            open_ = score.applies.code == 1
            word = "applies-open" if open_ else f"applies-{score.otherwise or 'zero'}"
            head = f"- {teller.say(word, points=teller.amount(score.amount))}"
            lines = [f"{head}:", *self._facts(score.applies)]
            if not open_:
                return lines
        else:
            lines = []
        for word, step, bad in (("lost", score.lost, MET), ("evidence", score.evidence, 0)):
            if step is None:
                continue
            if step.code == bad:
                stage = next(s for s in score.stages if s.name == word)
                text = teller.say(f"{word}-all", points=teller.amount(stage.amount))
                return [*lines, f"- {text}:", *self._facts(step), *self._changes(score)]
            if step.code == 1:
                lines += [f"- {teller.say(f'{word}-open')}:", *self._facts(step)]
            elif self.full or word == "evidence":
                lines += [f"- {teller.say(f'{word}-none')}:", *self._facts(step)]
        own = [] if isinstance(score.form, PointsForm) else self._changes(score)
        lines += [*self._form(score), *own]
        return lines

    def _facts(self, step: Step) -> list[str]:
        limit = ALL if self.full else NAMED
        told_ = [line for leaf in worth_telling(step) for line in self._told(leaf, limit)]
        return list(dict.fromkeys(told_))

    def _told(self, leaf: Step, limit: int) -> list[str]:
        lines = tell(self.teller, leaf, self.proof.row, limit)
        return [f"  - {lines[0]}", *("  " + line for line in lines[1:])]

    def _form(self, score: ScoreProof) -> list[str]:
        form = score.form
        match form:
            case PointsForm():
                return self._points(score, form)
            case StepsForm():
                return self._steps(form)
            case SumForm():
                return self._together(score, form)
            case BestForm(items):
                return self._best(score, [self.proof.scores[i] for i in items])
            case _:
                assert_never(form)

    def _points(self, score: ScoreProof, form: PointsForm) -> list[str]:
        """Return the calculation: 20 điểm x 93,5% = 18,7 điểm, and the figures in it with their cells."""
        teller, amount = self.teller, score.stages[0].amount
        lines: list[str] = []
        if form.of is not None and form.of.amount.exact and score.most is not None:
            text = f"{teller.amount(Amount(score.most, score.most, 'score'))} x {working(teller, form.of)}"
        else:
            text = working(teller, form.number)
        result = teller.amount(amount)
        bare = plain(teller, amount)
        mark = rounding(teller, form.number)
        figure = form.of or form.number
        if text == bare:
            if not isinstance(figure, Literal | Chosen | FieldNumber | Asked):
                lines.append(f"- {result}")
        elif amount.exact:
            lines.append(f"- {text} ≈ {result} ({mark})" if mark else f"- {text} = {result}")
        elif isinstance(form.number, Formula) and form.of is None:
            lines.append(f"- {text}")
        lines += [f"- {line}" for line in quotients(teller, form.number, self.proof.row)]
        return [*lines, *self._changes(score), *self._figures(figure)]

    def _figures(self, number: Numeral) -> list[str]:
        limit = ALL if self.full else NAMED
        if isinstance(number, Literal):
            return []
        found = part_lines(self.teller, number, self.proof.row, 1 if not number.amount.exact else 2, limit)
        return [line.removeprefix("  ") for line in dict.fromkeys(found)]

    def _steps(self, form: StepsForm) -> list[str]:
        """Return the measure, and the band or answer that gives the points; all that are possible while it is open."""
        teller, taken = self.teller, form.taken
        lines: list[str] = []
        if form.of is not None:
            head = f"{label_of(teller, form.of, self.proof.row)}: {told(teller, form.of)}"
            if len(taken) == 1 and taken[0].code == MET:
                band = band_text(teller, taken[0].test)
                head += " – " + teller.say("band", band=band, points=self._worth(taken[0].points))
            more = (
                []
                if isinstance(form.of, FieldNumber)
                else parts_of(teller, form.of, self.proof.row, 1 if len(taken) != 1 else 2, ALL if self.full else NAMED)
            )
            lines = [f"- {head}", *more]
        elif len(taken) == 1 and taken[0].code == MET and taken[0].test is not None:
            line = tell(teller, taken[0].test, self.proof.row)[0]
            lines = [f"- {line} – {self._worth(taken[0].points)}"]
        if len(taken) != 1 or taken[0].code != MET:
            lines += self._open_steps(form, taken)
        return lines

    def _open_steps(self, form: StepsForm, taken: tuple[StepForm, ...]) -> list[str]:
        teller = self.teller
        if not taken:
            return [f"- {teller.say('miss-case')}"]
        if form.of is None:
            return []
        bands = "; ".join(f"{band_text(teller, s.test)}: {self._worth(s.points)}" for s in taken)
        return [f"- {teller.say('bands-open', bands=bands)}"]

    def _worth(self, number: Numeral) -> str:
        amount = Amount(number.amount.low, number.amount.high, "score")
        text, whole = working(self.teller, number), self.teller.amount(amount)
        return whole if text == plain(self.teller, amount) else f"{text} = {whole}"

    def _together(self, score: ScoreProof, form: SumForm) -> list[str]:
        teller = self.teller
        if form.apply is None:
            if score.stages[0].amount == score.amount:
                return []
            return [
                f"- {self._added([self.proof.scores[i] for i in form.items])} = {teller.amount(score.stages[0].amount)}"
            ]
        reached, apply = plain(teller, form.reached), plain(teller, form.apply)
        most = teller.fraction(score.most or Fraction(0))
        result = score.stages[0].amount
        lines = [f"- {teller.say('applying', reached=reached, apply=apply)}"]
        own = [s for i in form.items if not left_out(s := self.proof.scores[i])]
        if len(own) > 1:
            lines[0] += f" ({self._added(own)})"
        if form.reached.exact and form.apply.exact and form.apply.low and result.exact:
            exact = form.reached.low * (score.most or 0) / form.apply.low
            mark = "" if exact == result.low else rounding(teller, score_division(score.number))
            text = f"{reached} x {most} / {apply} {'≈' if mark else '='} {teller.amount(result)}"
            lines.append(f"- {teller.say('rescaled', most=most, text=text)}" + (f" ({mark})" if mark else ""))
        return lines

    def _best(self, score: ScoreProof, items: list[ScoreProof]) -> list[str]:
        best = [s for s in items if s.amount.exact and s.amount == score.stages[0].amount]
        if not best or not score.stages[0].amount.exact:
            return [f"- {self.teller.say('best-open')}"]
        return [f"- {self.teller.say('best', label=best[0].label, points=self.teller.amount(best[0].amount))}"]

    def _changes(self, score: ScoreProof) -> list[str]:
        """Return what rounding, floor and maximum made of the points."""
        lines, before = [], score.stages[0].amount
        for stage in score.stages[1:]:
            if stage.amount != before and stage.name in {"round", "floor", "max"}:
                lines.append(f"- {self._change(score, stage)}")
            before = stage.amount
        return lines

    def _change(self, score: ScoreProof, stage: Stage) -> str:
        teller, points_ = self.teller, self.teller.amount(stage.amount)
        match stage.name:
            case "round":
                text = rounded_to(teller, stage.step or Fraction(1), stage.mode) if stage.mode else ""
                return f"{text}: {points_}"
            case "floor":
                return teller.say("at-least", floor=teller.fraction(score.floor or Fraction(0)), points=points_)
            case _:
                return teller.say("at-most", most=teller.fraction(score.most or Fraction(0)), points=points_)
