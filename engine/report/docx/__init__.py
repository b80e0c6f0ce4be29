"""Papers as DOCX, by the form of NĐ 30/2020/NĐ-CP, with the same bytes for the same document."""

from __future__ import annotations

from .render import docx_bytes

__all__ = ["docx_bytes"]
