"""The file around a paper: the same bytes for the same content, and nothing of the machine or the person in it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as Docx

#: The first day a zip can name; every part has it.
_FIRST = (1980, 1, 1, 0, 0, 0)
#: A property of a document has no more letters.
_TITLE = 255
_TYPES, _APP = "[Content_Types].xml", "docProps/app.xml"
_APP_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>xetkhen</Application></Properties>"
)


def describe(book: Docx, title: str, day: dt.date) -> None:
    """Say what the paper is and of which day; nobody is its author."""
    core, moment = book.core_properties, dt.datetime.combine(day, dt.time())
    core.title, core.language, core.created, core.modified = title[:_TITLE], "vi-VN", moment, moment
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    core.revision = 1


def saved(book: Docx) -> bytes:
    """Return the bytes of a document, settled."""
    room = io.BytesIO()
    book.save(room)
    return settled(room.getvalue())


def settled(data: bytes, *, own: bool = False) -> bytes:
    """Pack a docx anew: parts in order of their names, without the time at which they were written.

    One of an office's `own` template keeps what it says of its program.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as there, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(there.namelist(), key=lambda n: (n != _TYPES, n)):
            part = zipfile.ZipInfo(name, _FIRST)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(part, _APP_XML.encode() if name == _APP and not own else there.read(name))
    return out.getvalue()
