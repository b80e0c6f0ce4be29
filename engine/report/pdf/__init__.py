"""Papers as PDF, from the same documents as the DOCX, with the fonts shipped here."""

from __future__ import annotations

from .render import pdf_bytes

__all__ = ["pdf_bytes"]
