"""Assumptions about rules: quotas, numbers and days of rules, deadlines; and another day of the evaluation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from ....compiler import Compiled
from ....compiler.altered import LastDay, Number, Places, Spot, altered, spots
from ....compiler.literals import citation
from ....diagnostics import Diagnostic, Lang, ReportedError, assume_codes, run_codes
from ....evaluator import Evaluation
from ....plan import Award
from ....records.cells import clip, parse
from ....values import Date
from ...legal import law
from ...reader import told_as
from ...telling import Teller
from ...wording import shown_number
from ..rulediff import places_words
from ..words import say
from .model import Assumption, Wish, WishKind
from .rows import near, same_word, stop
from .values import both, number_of, plainly


@dataclass(frozen=True, slots=True)
class OfRules:
    """Understands assumptions about the rules of one evaluation, and about its day."""

    compiled: Compiled
    evaluation: Evaluation

    def quota(self, wish: Wish) -> Assumption:
        """Return other places of a quota that the rules have."""
        name, _, kind = wish.target.partition("/")
        ready = self.compiled.plan
        award = self._award(name, wish)
        quotas = {k: e.quota for k, e in award.entitlements.items() if e.quota is not None}
        if kind:
            chosen = [k for k in quotas if same_word(kind, k) or same_word(kind, ready.registers[k].subject or k)]
        else:
            chosen = list(quotas)
        if not chosen:
            entitled = ((a, k, e) for a in ready.awards.values() for k, e in a.entitlements.items())
            every = [f"{a.id}/{k}" for a, k, e in entitled if e.quota is not None]
            stop(assume_codes.ASSUME_QUOTA, wish.place, **near(wish.target, every))
        if len(chosen) > 1:
            names = ", ".join(f"{award.id}/{k}={wish.value}" for k in chosen)
            stop(assume_codes.ASSUME_QUOTAS, wish.place, text=award.id, names=names)
        quota = quotas[chosen[0]]
        share = wish.value.endswith("%")
        value = number_of(wish.value.removesuffix("%"))
        if value is None or value < 0 or (share and value > 100) or (not share and value != int(value)):
            what = f"{award.label} / {chosen[0]}"
            self._no(wish, what, "số suất hoặc tỷ lệ", "a number of places or a share", "5, 20%")
        places = Places(award.id, chosen[0], None if share else int(value), value if share else None)
        after = altered(self.compiled, [places])
        new = after.plan.awards[award.id].entitlements[chosen[0]].quota
        subject = ready.registers[chosen[0]].subject or chosen[0]
        assert quota is not None  # or it would not have been chosen
        assert new is not None
        return Assumption(
            WishKind.QUOTA, ("rule", "awards", award.id),
            both(lambda lang: say(lang, "a-quota", award=award.label, kind=subject)),
            places_words(quota.places), places_words(new.places), None, law(ready, quota.citation, quota.readings),
            alteration=places, unsaid=bool(after.unsaid), place=wish.place,
        )  # fmt: skip

    def _award(self, text: str, wish: Wish) -> Award:
        awards = self.compiled.plan.awards.values()
        found = next((a for a in awards if any(same_word(text, t) for t in (a.id, a.label))), None)
        if found is None:
            names = ", ".join(f"{a.id} ({a.label})" for a in awards)
            stop(run_codes.UNKNOWN_AWARD, wish.place, text=clip(text), names=names or "-")
        return found

    def rule(self, wish: Wish) -> Assumption:
        """Return another number or day at one place of a rule."""
        every = spots(self.compiled.rules)
        name, _, number = wish.target.rpartition("#") if re.search(r"#\d+$", wish.target) else (wish.target, "", "")
        found = [s for s in every if name.strip() in {s.id, f"{s.section}.{s.id}"}]
        found = found or [s for s in every if s.label and same_word(name, s.label)]
        if not found:
            self._no_rule(name.strip(), every, wish)
        chosen = found[int(number) - 1 : int(number)] if number and int(number) else [] if number else found
        if len(chosen) != 1:
            names = "; ".join(f"{name.strip()}#{n} ({_shown(s)})" for n, s in enumerate(found, 1))
            stop(assume_codes.ASSUME_NUMBERS, wish.place, text=clip(name), count=str(len(found)), names=names)
        spot = chosen[0]
        value = self._of_spot(spot, wish)
        after = altered(self.compiled, [Number(spot, value)])
        ready = self.compiled.plan
        told = citation(spot.cite) if spot.cite is not None else None
        return Assumption(
            WishKind.RULE, ("rule", spot.section, spot.id, spot.number),
            plainly(f"{spot.label or spot.id} ({spot.id})"),
            both(lambda lang: _spot_words(spot, spot.value, lang)), both(lambda lang: _spot_words(spot, value, lang)),
            None, law(ready, told, spot.readings), alteration=Number(spot, value), unsaid=bool(after.unsaid),
            place=wish.place,
        )  # fmt: skip

    def _no_rule(self, name: str, every: Sequence[Spot], wish: Wish) -> None:
        ready = self.compiled.plan
        ids = list(dict.fromkeys(s.id for s in every))
        known = [*ready.criteria, *ready.bars, *ready.suspensions, *ready.awards, *ready.scores, *ready.classifications]
        if name in known:
            stop(assume_codes.ASSUME_NUMBERLESS, wish.place, text=clip(name), names=", ".join(ids) or "-")
        args = {**near(name, [*ids, *known]), "names": near(name, ids)["names"]}
        stop(assume_codes.ASSUME_RULE, wish.place, **args)

    def _of_spot(self, spot: Spot, wish: Wish) -> Decimal | dt.date:
        if isinstance(spot.value, dt.date):
            return self._of_day(wish, spot.label or spot.id)
        value = number_of(wish.value.removesuffix("%"))
        if value is None or (spot.whole and value != int(value)) or (wish.value.endswith("%") and spot.whole):
            wanted = ("số nguyên", "a whole number") if spot.whole else ("số", "a number")
            self._no(wish, spot.label or spot.id, *wanted, spot.shown)
        return value

    def _of_day(self, wish: Wish, what: str) -> dt.date:
        found = parse(Date(), wish.value)
        if not isinstance(found, int):
            self._no(wish, what, "ngày", "a day", "05/12/2020")
        told = told_as(Date(), found)
        assert isinstance(told, dt.date)  # a day that was read is a day
        return told

    def _no(self, wish: Wish, what: str, wanted: str, wanted_en: str, form: str) -> NoReturn:
        args = {"text": clip(wish.value), "what": what, "wanted": wanted, "wanted_en": wanted_en, "form": form}
        stop(assume_codes.ASSUME_VALUE, wish.place, **args)

    def deadline(self, wish: Wish) -> Assumption:
        """Return another last day of a deadline."""
        ready = self.compiled.plan
        deadlines = ready.deadlines.values()
        found = next((d for d in deadlines if any(same_word(wish.target, t) for t in (d.id, d.label))), None)
        if found is None:
            names = {**near(wish.target, [n for d in deadlines for n in (d.id, d.label)]),
                     "names": ", ".join(f"{d.id} ({d.label})" for d in deadlines) or "-"}  # fmt: skip
            stop(assume_codes.ASSUME_DEADLINE, wish.place, **names)
        day = self._of_day(wish, found.label)
        last = LastDay(found.id, day)
        low, high = self.evaluation.frame.known.ends[found.id]
        standing = told_as(Date(), low) if low == high else None
        return Assumption(
            WishKind.DEADLINE, ("rule", "deadlines", found.id),
            both(lambda lang: say(lang, "a-deadline", label=found.label)),
            both(lambda lang: Teller(lang).day(standing if isinstance(standing, dt.date) else None)),
            both(lambda lang: Teller(lang).day(day)), None, law(ready, found.citation, found.readings), alteration=last,
            unsaid=bool(altered(self.compiled, [last]).unsaid), place=wish.place,
        )  # fmt: skip

    def day(self, wish: Wish) -> Assumption:
        """Return another day of the evaluation."""
        try:
            day = self._of_day(wish, "ngày xét")
        except ReportedError:
            raise ReportedError([Diagnostic(run_codes.BAD_DAY, wish.place, {"text": clip(wish.value)})]) from None
        return Assumption(
            WishKind.DAY, ("day",), both(lambda lang: say(lang, "a-day")),
            both(lambda lang: Teller(lang).day(self.evaluation.as_of)), both(lambda lang: Teller(lang).day(day)),
            as_of=day, place=wish.place,
        )  # fmt: skip


def _shown(spot: Spot) -> str:
    clause = f"{spot.cite.document.value} {spot.cite.clause.value}" if spot.cite is not None else ""
    return ", ".join(p for p in (spot.shown, clause, _line(spot)) if p)


def _line(spot: Spot) -> str:
    """Return the line of the rule that a number stands in, so that it can be told from the others."""
    if spot.span is None or isinstance(spot.value, dt.date):
        return ""
    text = spot.span.source.text
    begin, end = text.rfind("\n", 0, spot.span.start) + 1, text.find("\n", spot.span.start)
    return clip(text[begin : end if end >= 0 else len(text)].strip())


def _spot_words(spot: Spot, value: Decimal | dt.date, lang: Lang) -> str:
    if isinstance(value, dt.date):
        return Teller(lang).day(value)
    return shown_number(value, lang) + ("%" if spot.percent else "")
