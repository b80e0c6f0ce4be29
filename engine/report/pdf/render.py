"""A document printed as PDF by typst: one fixed form, the content beside it as data, the fonts of this folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from ..document.model import Document
from .plain import as_json

_HERE = Path(__file__).parent
FONTS, FORM = _HERE / "fonts", _HERE / "decree.typ"


def pdf_bytes(document: Document) -> bytes:
    """Return a paper as PDF; the same document gives the same bytes, whatever fonts the machine has.

    The form reads no file: its root is a folder with nothing else in it, and no text of the document is source.
    """
    import typst

    moment = dt.datetime.combine(document.day, dt.time(), tzinfo=dt.UTC)
    with TemporaryDirectory(prefix="xetkhen-") as room:
        form = Path(room) / FORM.name
        form.write_bytes(FORM.read_bytes())
        made: bytes = typst.compile(
            form,
            output=None,
            root=Path(room),
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": as_json(document)},
            timestamp=int(moment.timestamp()),
            pdf_standards=["ua-1"],
        )
    return made
