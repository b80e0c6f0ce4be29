"""What a terminal would obey is shown instead: escape sequences, control characters, marks that turn the direction."""

from __future__ import annotations

import re

#: C0 and C1 controls, separators of lines and paragraphs, and the marks that embed or turn the direction of writing.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")
#: Unicode's pictures of the C0 controls stand in their order from here, that of delete apart.
_PICTURES, _DELETE = 0x2400, "\u2421"


def visible(text: str) -> str:
    """Return one line of text in which nothing is left that a terminal acts upon."""
    return _OBEYED.sub(_picture, text)


def shown(text: str) -> str:
    """Return a text of several lines as a terminal may be given it."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in "\t\n\r":
        return " "
    if code < 0x20:
        return chr(_PICTURES + code)
    return _DELETE if code == 0x7F else "\ufffd"
