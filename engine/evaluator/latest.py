"""The latest day that records and plan know of: the as-of day where none is named, so that nothing asks the clock."""

from __future__ import annotations

import datetime as dt

from ..plan import Constant, Plan
from ..records.builtin import builtin_registers
from ..records.dossier import NO_DAY, Dossier
from ..values import date_of


def latest_day(plan: Plan, dossier: Dossier) -> dt.date | None:
    """Return the latest of the period's last day and the days rows happened or were known; None without any."""
    days: list[int] = []
    period = plan.periods.get("period")
    if period is not None and isinstance(period.last, Constant):
        days.append(period.last.value)
    for register in {**plan.registers, **builtin_registers(plan)}.values():
        for name in (register.happens, register.known):
            table = dossier.tables.get(register.id)
            if name is not None and table is not None and table.size and name in table.columns:
                latest = int(table.columns[name].max())
                days += [latest] if latest != NO_DAY else []
    return date_of(max(days)) if days else None


def last_deadline(plan: Plan) -> dt.date | None:
    """Return the latest day that the deadlines of a plan name."""
    last = [d.last.value for d in plan.deadlines.values() if isinstance(d.last, Constant)]
    return date_of(max(last)) if last else None


def day_of(plan: Plan, dossier: Dossier) -> dt.date | None:
    """Return the day as of whose end is judged where nobody names one; None where nothing names any day."""
    return latest_day(plan, dossier) or last_deadline(plan)
