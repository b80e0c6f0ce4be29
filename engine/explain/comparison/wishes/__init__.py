"""Assumptions of `what-if`: how they are written, what they mean, what would be under them."""

from __future__ import annotations

from .model import Assumption, Wish, WishKind
from .reading import read_wishes, wish_of
from .supposing import Supposing
from .understanding import understood

__all__ = ["Assumption", "Supposing", "Wish", "WishKind", "read_wishes", "understood", "wish_of"]
