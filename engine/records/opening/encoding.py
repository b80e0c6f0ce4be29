"""The letters of a text file: UTF-8 or UTF-16 where it says so, else Windows-1258, which has no sign of its own."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from ...diagnostics import Diagnostic, ReportedError
from .limits import damaged

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
#: Letters of Vietnamese in UTF-8; in a text of the old code page these bytes do not follow each other.
_LETTER = re.compile(rb"[\xc3-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]")
#: Bytes before and after a spoilt letter that are looked at.
_NEAR = 1 << 20


def decoded(data: bytes, name: str) -> tuple[bytes, bool]:
    """Return a file in UTF-8, composed and with single line ends, and whether it was in Windows-1258."""
    old = False
    if data.isascii():
        if b"\x00" in data:
            raise ReportedError([_no_text(data, name)])
        return _lines(data), old
    try:
        if wide := _UTF_16.get(data[:2]):
            text = data[2:].decode(wide)
        else:
            data = data.removeprefix(codecs.BOM_UTF8)
            text = data.decode()
    except UnicodeDecodeError as error:
        text, old = _old(data, error, name), True
    if "\x00" in text if old or wide else b"\x00" in data:
        raise ReportedError([_no_text(text.encode("utf-8", "replace"), name)])
    composed = normalize("NFC", text)
    if composed is not text or old or wide:
        data = composed.encode("utf-8", "replace")
    return _lines(data), old


def _no_text(data: bytes, name: str) -> Diagnostic:
    """Return the finding that a file holds a byte that no text holds, and in which row."""
    row = data.count(b"\n", 0, data.index(b"\x00")) + 1
    vi, en = "đây không phải tệp văn bản: có byte 0 ở dòng", "it is not a text file: there is a zero byte in row"
    return damaged(name, f"{vi} {row}", f"{en} {row}")


def _lines(data: bytes) -> bytes:
    """Return a text with single line ends."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def _old(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    """Return a text in Windows-1258; one in UTF-8 with spoilt bytes is refused, for it would be read as another."""
    row = data.count(b"\n", 0, error.start) + 1
    spoilt = damaged(name, f"có ký tự hỏng ở dòng {row}", f"a character in row {row} is spoilt")
    if error.encoding != "utf-8":
        raise ReportedError([spoilt]) from error
    near = data[max(0, error.start - _NEAR) : error.start + _NEAR]
    if len(_LETTER.findall(near)) > near.decode("utf-8", "replace").count("\ufffd"):
        raise ReportedError([spoilt]) from error
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError as unknown:
        raise ReportedError([damaged(name, "không rõ bảng mã chữ", "unknown encoding")]) from unknown
