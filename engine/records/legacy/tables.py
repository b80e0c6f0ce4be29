"""The encodings from before Unicode as tables: what each code, shown as Western European text, stood for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

#: The bytes from A0 to FF as a program shows them that takes the text for Western European (cp1252).
_HIGH = {code: bytes([code]).decode("cp1252") for code in range(0xA0, 0x100)}

#: TCVN 5712:1993 as the fonts `.Vn...` have it: from each code on, the letters of the codes that follow.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
#: A letter as it is shown -> the letter that was meant.
TCVN3: Mapping[str, str] = MappingProxyType(
    {_HIGH[start + at]: letter for start, run in _TCVN3_RUNS.items() for at, letter in enumerate(run)}
)

#: VNI writes a vowel and then its marks: which letter stands for which marks, on which vowels.
_VNI_MARKS = {
    "aeouy": dict(zip("ùøûõ", "\u0301\u0300\u0309\u0303", strict=True)),
    "aeou": {"ï": "\u0323"},
    "aeo": dict(zip("âáàåãä", ("\u0302" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")), strict=True)),
    "a": dict(zip("êéèúüë", ("\u0306" + tone for tone in ("", *"\u0301\u0300\u0309\u0303\u0323")), strict=True)),
}
#: The letters of VNI that are one sign; ô and ö take a tone as the vowels above do.
_VNI_SINGLE = dict(zip("íìæóòîôöñ", "íìỉĩịỵơưđ", strict=True))
_VNI_HORNED = {**_VNI_MARKS["aeouy"], **_VNI_MARKS["aeou"]}


def _vni() -> dict[str, str]:
    pairs = {v + sign: v + mark for vowels, signs in _VNI_MARKS.items() for v in vowels for sign, mark in signs.items()}
    pairs |= {v + sign: _VNI_SINGLE[v] + mark for v in "ôö" for sign, mark in _VNI_HORNED.items()}
    pairs |= _VNI_SINGLE
    small = {shown: unicodedata.normalize("NFC", meant) for shown, meant in pairs.items()}
    first = {shown[0].upper() + shown[1:]: meant.upper() for shown, meant in small.items()}
    return {**small, **first, **{shown.upper(): meant.upper() for shown, meant in small.items()}}


#: A letter or two as shown -> the letter that was meant; capitals are written AÙ or Aù.
VNI: Mapping[str, str] = MappingProxyType(_vni())

#: The codes that Windows shows otherwise where it takes a text for Vietnamese (cp1258), and as what cp1252 shows them.
_CP1258 = {
    shown: _HIGH[code]
    for code in range(0xA0, 0x100)
    if (shown := bytes([code]).decode("cp1258", "replace")) not in {_HIGH[code], "\ufffd"}
}
_WESTERN = frozenset(_HIGH.values())
#: Marks that cp1258 writes behind their letter.
_BEHIND = frozenset("\u0300\u0301\u0303\u0309\u0323")

_VNI_SIGN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_SIGNS = str.maketrans(dict(TCVN3))


def western(text: str) -> str:
    """Return a text as it looks in Western European, if it was taken for cp1258 and composed since."""
    if all(c in _WESTERN or c.isascii() for c in text):
        return text
    return "".join(_one_western(c) for c in text.replace("ṇ\u0303", "ñ\u0323").replace("Ṇ\u0303", "Ñ\u0323"))


def _one_western(letter: str) -> str:
    if letter.isascii() or letter in _WESTERN:
        return letter
    parts = unicodedata.normalize("NFD", letter)
    behind = "".join(c for c in parts if c in _BEHIND)
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _BEHIND))
    return _CP1258.get(base, base) + "".join(_CP1258[c] for c in behind)


def from_tcvn3(shown: str, *, capitals: bool = False) -> str:
    """Return what was meant by a text in TCVN3; `capitals`: its font shows small letters as capitals."""
    meant = shown.translate(_TCVN3_SIGNS)
    return meant.upper() if capitals else meant


def from_vni(shown: str) -> str:
    """Return what was meant by a text in VNI."""
    return _VNI_SIGN.sub(lambda found: VNI[found[0]], shown)


def from_cp1258(shown: str) -> str:
    """Return what was meant by a text in cp1258 that is shown as cp1252."""
    return unicodedata.normalize("NFC", shown.translate(_CP1258_SIGNS))


_CP1258_SIGNS = str.maketrans({shown: meant for meant, shown in _CP1258.items()})
