"""What whoever fills a column in is told: what it is, and the words of the plan that it is weighed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ... import plan
from ...diagnostics import Lang
from ...explain.legal import law
from ...explain.wording import shown_number
from ...law import Citation, fold
from ...records.binding import KEY, SUBJECT_COLUMN
from ...records.cells import default
from ...values import Choice, Number, YesNo, unscaled
from . import kinds
from .model import Column
from .uses import Use, Uses
from .words import MEANS, SUBJECT

#: A note holds so many rules; those of a field that everything reads would hide the sheet.
_MANY = 8


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of the columns of one plan; `readings` by (register, field)."""

    ready: plan.Plan
    registers: Mapping[str, plan.Register]
    uses: Uses
    readings: Mapping[tuple[str, str], tuple[str, ...]]

    def means(self, own: plan.Register, target: str, field: plan.Field, *, several: bool) -> str:
        """Return what to write in a column, as a phrase; empty where the label says it all."""
        return "; ".join(self._means(own, target, field, several=several))

    def _means(self, own: plan.Register, target: str, field: plan.Field, *, several: bool) -> Iterator[str]:
        if target == KEY:
            yield "mã riêng của từng dòng, không trùng nhau"
        elif target == SUBJECT_COLUMN:
            yield SUBJECT.format(" hoặc ".join(f"“{self.registers[o].label}”" for o in own.owners))
        elif target.startswith("owner:"):
            owner = self.registers[target.removeprefix("owner:")]
            yield f"đúng như cột “{owner.key.label}” của “{owner.label}”"
            if several:
                yield f"chỉ ghi khi dòng này là của {(owner.subject or owner.label).casefold()}"
        elif (own.id, field.id) in MEANS and own.id not in self.ready.registers:
            yield MEANS[own.id, field.id]
        elif target.startswith("field:"):
            yield from self._declared(own, field)

    def _declared(self, own: plan.Register, field: plan.Field) -> Iterator[str]:
        if field.blank is not None:
            yield f"ô trống được hiểu là {self._blank(field)}"
        if field.id == own.known:
            yield "chỉ tính những dòng có ngày này không muộn hơn ngày xét"
        for r in self.ready.registers.values():
            if r.complete is not None and (r.complete.count_owner, r.complete.count_field) == (own.id, field.id):
                yield f"phải bằng số dòng gửi trong “{r.label}”"

    def _blank(self, field: plan.Field) -> str:
        value = default(field.type, field.blank or "")
        match field.type:
            case YesNo():
                return "Có" if value == 2 else "Không"
            case Number(decimals=decimals) if isinstance(value, int):
                return shown_number(unscaled(value, decimals), Lang.VI)
            case Choice(options) if isinstance(value, int):
                return f"“{options[value].label}”"
        return field.blank or ""

    def law(self, register: str, target: str, field: plan.Field) -> str:
        """Return the rules that read a column, with clause and quote, and how it was read; empty where none does."""
        name = (register, field.id)
        uses = self.uses.get(name, ()) if target.startswith("field:") else ()
        if register not in self.ready.registers:
            uses = tuple(_builtin(self.ready, name))
        lines = [self._use(u) for u in uses[:_MANY]]
        if len(uses) > _MANY:
            lines.append(f"- và {len(uses) - _MANY} chỗ khác của kế hoạch")
        told = [*(["Theo kế hoạch:"] if lines else []), *lines]
        for reading in self.readings.get(name, ()):
            found = self.ready.readings[reading]
            place = place_of(self.ready, found.citation)
            told.append(f"Cách hiểu ({place}): {found.open} → {found.taken} (theo {found.by})")
        return "\n".join(told)

    def _use(self, use: Use) -> str:
        quote = f": “{quote_of(use.citation)}”" if use.citation.quote else ""
        return f"- {use.label} ({place_of(self.ready, use.citation)}){quote}"


def _builtin(ready: plan.Plan, name: tuple[str, str]) -> Iterator[Use]:
    """Yield what the plan says of a column of a built-in list."""
    cited: list[tuple[str, Citation | None]] = []
    match name:
        case "nomination", "award":
            cited = [(a.label, a.citation) for a in ready.awards.values() if a.nomination is not None]
        case ("appraisal" | "council" | "grant"), "award":
            cited = [(a.label, a.citation) for a in ready.awards.values()]
        case "nomination", "day":
            cited = [(a.label, a.nomination.citation) for a in ready.awards.values() if a.nomination is not None]
        case "judgement", "question":
            cited = [(j.label, j.citation) for j in ready.judgements.values()]
        case "parameter", "value":
            cited = [(p.ask, p.citation) for p in ready.parameters.values()]
    yield from (Use(label, citation) for label, citation in cited if citation is not None)


def quote_of(citation: Citation | None) -> str:
    """Return the words of the plan that a rule takes up, in one line."""
    return fold(citation.quote) if citation is not None else ""


def place_of(ready: plan.Plan, citation: Citation | None) -> str:
    """Return where a rule comes from, in words; the main document of a plan goes without saying."""
    if citation is None:
        return ""
    found = law(ready, citation, ())
    return found.clause if citation.document == main_document(ready) else f"{found.clause}, {found.document}"


def main_document(ready: plan.Plan) -> str:
    """Return the document that most rules come from, the first of several."""
    cited = [c.citation.document for c in ready.criteria.values()]
    cited += [s.citation.document for s in ready.scores.values()]
    cited += [a.citation.document for a in ready.awards.values()]
    return max(ready.documents, key=cited.count, default="")


def note_of(column: Column) -> str:
    """Return the note of a header cell."""
    lines = [column.heading]
    if column.means:
        lines.append(f"{column.means[0].upper()}{column.means[1:]}.")
    if takes := kinds.taken(column.type, column.options):
        lines.append(f"Ghi: {takes}.")
    return "\n".join([*lines, *([column.law] if column.law else [])])
