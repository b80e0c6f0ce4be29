"""The laws: each in the file of its family, all of them in one table."""

from __future__ import annotations

from ....plan import Plan
from ....plan.laws import LAWS
from .apart import NEUTRAL, OTHERS
from .awards import HIGHER, QUOTA, TIE
from .free import BOOKS, NAMES, ORDER
from .gain import VIOLATION, WORSE
from .missing import BOUNDED, KNOWN, PROMOTES, SETTLED
from .model import Broken, Check, Law, Trial, Unconcerned
from .own import own_law
from .telling import Does, does

__all__ = ["EVERYWHERE", "Broken", "Check", "Does", "Law", "Trial", "Unconcerned", "does", "laws_of"]

_ALL = (
    VIOLATION, WORSE, PROMOTES, SETTLED, KNOWN, BOUNDED, HIGHER, QUOTA, TIE, NEUTRAL, OTHERS, ORDER, NAMES, BOOKS,
)  # fmt: skip
#: The laws that hold of every rule set, in the order of `plan.laws.LAWS`.
EVERYWHERE = {law.id: law for law in sorted(_ALL, key=lambda law: LAWS.index(law.id))}


def laws_of(plan: Plan) -> dict[str, Law]:
    """Return the laws of a rule set: those that hold everywhere, then its own."""
    return EVERYWHERE | {law.id: own_law(law) for law in plan.laws.values()}
