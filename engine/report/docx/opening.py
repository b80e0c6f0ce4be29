"""Looking at an office's template before it is used: a plain DOCX of a size that a paper may have, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from ...diagnostics import Diagnostic, ReportedError, run_codes
from ..papers.model import Template

#: A template holds a coat of arms and a page of text; so many bytes, packed and unpacked, and so many parts.
PACKED, UNPACKED, PARTS = 10_000_000, 50_000_000, 500
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
#: Links that a reader follows by hand; every other one is fetched when the file is opened.
_FOLLOWED = re.compile(rb'Type="[^"]*/hyperlink"')
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")

_TOO_LARGE = ("tệp quá lớn", "it is too large")
_NOT_DOCX = ("không phải là tệp DOCX", "it is not a DOCX file")
_BROKEN = ("tệp hỏng hoặc chưa đầy đủ", "it is damaged or incomplete")
_MACROS = ("tệp có macro", "it holds macros")
_LINKED = ("tệp lấy nội dung từ nơi khác khi mở", "it fetches content from elsewhere when it is opened")
_LOCKED = ("tệp có mật khẩu", "it is locked by a password")
_ENTITIES = ("tệp có khai báo DTD", "it declares a DTD")


def opened(template: Template) -> bytes:
    """Return the bytes of a template that may be used; raises ReportedError saying why it may not."""
    for vi, en in _faults(template.data):
        args = {"text": template.name, "why": vi, "why_en": en}
        raise ReportedError([Diagnostic(run_codes.TEMPLATE_FILE, None, args)])
    return template.data


def _faults(data: bytes) -> Iterator[tuple[str, str]]:
    if len(data) > PACKED:
        yield _TOO_LARGE
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        yield _LOCKED  # an encrypted book is an OLE file; so is an old .doc
    elif not zipfile.is_zipfile(io.BytesIO(data)):
        yield _NOT_DOCX
    else:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                yield from _inside(packed)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            yield _BROKEN


def _inside(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the parts: sizes by what they say before they are unpacked, then by what they are."""
    parts = packed.infolist()
    if len(parts) > PARTS or sum(p.file_size for p in parts) > UNPACKED:
        yield _TOO_LARGE
        return
    names = [p.filename for p in parts]
    if _MAIN not in names or _TYPES not in names or len(set(names)) != len(names):
        yield _NOT_DOCX
        return
    if any(p.flag_bits & 1 for p in parts):
        yield _LOCKED
        return
    for part in parts:
        with packed.open(part) as room:
            content = room.read(part.file_size + 1)
        if len(content) != part.file_size:
            yield _BROKEN
            return
        yield from _part(part.filename, content)


def _part(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    lower = name.casefold()
    if lower.endswith((".bin", ".exe", ".dll")) or "activex" in lower or "/embeddings/" in lower:
        yield _MACROS
    if name == _TYPES and (b"macroEnabled" in content or b"vbaProject" in content):
        yield _MACROS
    if lower.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        yield _ENTITIES
    if lower.endswith(".rels"):
        links = _LINK.findall(content)
        if any(b'TargetMode="External"' in link and not _FOLLOWED.search(link) for link in links):
            yield _LINKED
