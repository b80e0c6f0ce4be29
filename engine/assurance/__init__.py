"""Assurance of rule sets: example cases, coverage of rules, mutants of rules, laws over generated records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .properties.public import dossiers, laws

__all__ = ["dossiers", "laws"]


def __getattr__(name: str) -> object:
    """Return the public names; Hypothesis takes long to import, and cases do without it."""
    if name in __all__:
        from .properties import public

        return getattr(public, name)
    raise AttributeError(name)
