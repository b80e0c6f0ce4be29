r"""How a text stands in YAML: plain where that reads back the same, else in the quotes that need no escapes.

>>> block_text("a, b"), flow_text("a, b"), block_text('say "a: b"')
('a, b', '"a, b"', '\'say "a: b"\'')
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

from yaml.emitter import Emitter, ScalarAnalysis

#: What YAML does not take as it is, even in quotes.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]"
)


@lru_cache(maxsize=4096)
def _analysed(text: str) -> ScalarAnalysis:
    emitter = Emitter(None)  # type: ignore[arg-type]
    emitter.allow_unicode = True
    return emitter.analyze_scalar(text)


def block_text(text: str) -> str:
    """Return a text as it stands outside braces."""
    return text if _plain(text) and _analysed(text).allow_block_plain else _quoted(text)


def flow_text(text: str) -> str:
    """Return a text as it stands inside braces or brackets."""
    return text if _plain(text) and _analysed(text).allow_flow_plain else _quoted(text)


def folds(text: str) -> bool:
    """Tell whether a text may be written as a folded block: its words are parted by single blanks only."""
    return _plain(text) and text == " ".join(text.split()) and _analysed(text).allow_block


def _plain(text: str) -> bool:
    """Tell whether a text may stand without escapes; files are read as NFC, so another form would be lost."""
    return bool(text) and not _UNPRINTABLE.search(text) and unicodedata.is_normalized("NFC", text)


def _quoted(text: str) -> str:
    if text and not _plain(text):
        return _escaped(text)
    if '"' not in text and "\\" not in text and not re.search(r"[\t\n\r]", text):
        return f'"{text}"'
    if "'" not in text and not re.search(r"[\t\n\r]", text):
        return f"'{text}'"
    return _escaped(text)


def _escaped(text: str) -> str:
    """Return a text in double quotes with escapes; JSON pairs surrogates where YAML writes one long escape."""
    marks = (f"\\U{ord(c):08x}" if ord(c) > 0xFFFF else json.dumps(c)[1:-1] for c in text)
    return '"' + "".join(m if c != "\x7f" else "\\x7f" for c, m in zip(text, marks, strict=True)) + '"'
