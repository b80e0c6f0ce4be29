"""Papers as content: what stands on them, in which order, without a word of DOCX or PDF.

A paper is a function from `Material` to `Document`; `report/docx` and `report/pdf` print the same document, so that the
two cannot say different things, and `checking` holds the numbers of all of them together before anything is written.
"""

from __future__ import annotations

from .model import Document

__all__ = ["Document"]
