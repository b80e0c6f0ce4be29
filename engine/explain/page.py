"""The explanation of one subject as text: a line per decision, a page to be checked by hand, or everything."""

from __future__ import annotations

from ..diagnostics import Lang
from .blocks import Depth
from .layout import WIDTH, laid_out
from .outline import outline
from .proof import SubjectProof

__all__ = ["WIDTH", "page"]


def page(proof: SubjectProof, lang: Lang = Lang.VI, award: str | None = None, *, full: bool = False) -> str:
    """Return the explanation of one subject; `full`: with every leaf, every alternative reading, every rule."""
    return laid_out(outline(proof, lang, award, Depth.ALL if full else Depth.PAGE))
