"""What a law is: whom it concerns, what it draws, and how it is seen to be broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from ....plan import Plan
from ..outcomes import At, Judge
from ..records import Records
from ..world import World
from .telling import Does, does

__all__ = ["Broken", "Check", "Does", "Law", "Trial", "Unconcerned", "does"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One try of a law: records, and where the law compares, what they become and how."""

    before: Records
    after: Records | None = None
    change: tuple[Does, ...] = ()
    #: The subjects the change is about, by register and key; of new keys, the old and the new one.
    about: tuple[tuple[str, str], ...] = ()
    #: The registers and columns that were changed, as an exception names them.
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that does not hold of a trial: about whom, and where no two decisions are compared, what was found."""

    at: At
    told: Does | None = None
    #: Settled on both sides: nothing that is still missing stands between the fault and whoever reads of it.
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Unconcerned:
    """Why a law has nothing to say about a rule set; `hint`: what the author may declare."""

    why: Does


#: Returns everything of a trial that breaks the law, exceptions left aside.
Check = Callable[[Plan, Judge, Trial], Sequence[Broken]]


@dataclass(frozen=True, slots=True)
class Law:
    """One law: `concerns` tells why it does not concern a plan, `trials` draws what to try, `check` tries it."""

    id: str
    concerns: Callable[[World], Unconcerned | None]
    trials: Callable[[World], st.SearchStrategy[Trial]]
    check: Check
    #: What the law leaves out for this plan, derived from it: a phrase to be shown.
    leaves: Callable[[World], Does | None] = lambda _: None
