"""What lists of explanations say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "award": "Hình thức", "decision": "Kết quả", "kind": "Đối tượng", "unit": "Đơn vị", "people": "{word} ({n})",
        "none": "Không có đối tượng nào.",
        "count": "Cộng: {n} đối tượng{kinds} trong {all} đối tượng đã xét{results}.",
        "kind-number": "{n} {word}", "number": "{word} {n}",
    },
    Lang.EN: {
        "award": "Award", "decision": "Result", "kind": "Subjects", "unit": "Unit", "people": "{word} ({n})",
        "none": "Nobody.",
        "count": "Total: {n}{kinds} of {all} subjects judged{results}.",
        "kind-number": "{n} {word}", "number": "{word} {n}",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return _WORDS[lang][word].format(**parts)
