"""Texts as the old encodings and wrong conversions make them, for the tests of what is read back."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from engine.records.legacy.tables import TCVN3, VNI

TONES = "\u0300\u0301\u0303\u0309\u0323"
#: Every letter that Vietnamese has beyond ASCII.
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", *TONES)
    if tone or not vowel.isascii()
] + ["đ", "Đ"]
PLAIN = [
    line
    for line in (Path(__file__).parent / "legacy_plain.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SENTENCES = [
    "Hoàn thành tốt nhiệm vụ được giao, không có đơn thư khiếu nại",
    "Trường Tiểu học Văn Lang đã tổ chức 12 buổi tập huấn cho giáo viên",
    "Phòng Quản lý đô thị còn chậm trả lời kiến nghị của người dân",
    "Nguyễn Thị Thúy Hằng - Phó Trưởng phòng Giáo dục và Đào tạo",
    "Quyết định số 15/QĐ-UBND về việc khen thưởng các tập thể, cá nhân",
    "Bị khiển trách vì đi trễ, đã khắc phục trong quý IV",
    "Xã Tân Lộc: 97,5% hồ sơ giải quyết đúng hạn",
    "Sáng kiến số hóa sổ hộ tịch, giảm một nửa thời gian chờ đợi",
]

_TCVN3 = {meant: shown for shown, meant in TCVN3.items()}
_VNI = {meant: shown for shown, meant in VNI.items() if meant.islower() or shown.isupper()}
#: What a converter from TCVN3 takes for its codes in a text that is Unicode already.
_TAKEN = {c: TCVN3[c] for c in "áâãèéêìíòóôõùúýÈÉÊÌÒÓÔÕÝ"}


def tcvn3(text: str) -> str:
    """Return a text as TCVN3 is shown in Western European; capitals with a tone are small, it has no others."""
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    """Return a text as VNI is shown in Western European."""
    return "".join(_VNI.get(c, c) for c in text)


def taken_for_1258(shown: str) -> str:
    """Return what a text shown in Western European is if it was opened as cp1258, and composed since."""
    return unicodedata.normalize("NFC", shown.encode("cp1252").decode("cp1258"))


def cp1258(text: str) -> str:
    """Return a text in cp1258 as it is shown in Western European."""
    out = b""
    for c in text:
        try:
            out += c.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", c)
            base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
            out += (base + "".join(p for p in parts if p in TONES)).encode("cp1258")
    return out.decode("cp1252")


def utf8(text: str) -> str:
    """Return a text in UTF-8 as Windows shows it in Western European."""
    shown = ""
    for byte in text.encode():
        try:
            shown += bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            shown += chr(byte)
    return shown


def twice(text: str) -> str:
    """Return a Unicode text after a converter took it for TCVN3."""
    return "".join(_TAKEN.get(c, c) for c in text)


def lost(text: str) -> str:
    """Return a text after a program that knows no letters beyond Western European wrote it."""
    return text.encode("cp1252", "replace").decode("cp1252")
