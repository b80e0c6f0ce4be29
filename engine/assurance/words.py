"""What `xetkhen test` says of cases, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "passed": "{id}: {n} ca kiểm đều đúng",
        "some-failed": "{id}: {bad} trong {n} ca kiểm sai",
        "chosen": " (chọn {n} trong {all} ca)",
        "failed": "SAI  ca {number} “{note}”",
        "subject": "{word} {key}",
        "differs": "{label} ({name}): mong đợi {want}, nhận được {got}",
        "split": "{name} của {subject}: hai bộ máy xét khác nhau; bộ máy chính cho: {one}; bộ máy đối chiếu cho: {other}",
        "split-help": "gửi bộ tiêu chí và ca kiểm này cho người phát triển",
        "split-none": "(không có kết quả)", "split-word": "“{word}”",
        "why": "vì:",
        "as-of": "xét đến hết ngày {day}",
        "rejected": "dòng bị loại: {why}",
        "nothing": "không có kết quả này",
        "between": "từ {low} đến {high}",
        "watching": "đang theo dõi {n} tệp của {id}; bấm Ctrl-C để dừng",
        "changed": "đã đổi: {names}",
        "met": "đạt", "not-met": "không đạt", "undetermined": "chưa đủ căn cứ để kết luận", "not-applicable": "không áp dụng",
        "bar-met": "có", "bar-not-met": "không có", "bar-undetermined": "chưa rõ",
        "none": "không xếp mức nào",
    },
    Lang.EN: {
        "passed": "{id}: every case passes ({n})",
        "some-failed": "{id}: cases that fail: {bad} of {n}",
        "chosen": " (chosen: {n} of {all})",
        "failed": "FAIL  case {number} “{note}”",
        "subject": "{word} {key}",
        "differs": "{label} ({name}): expected {want}, got {got}",
        "split": "{name} of {subject}: the two evaluators disagree; the main one gives: {one}; the reference gives: {other}",
        "split-help": "send the rule set and this case to the developers",
        "split-none": "(no result)", "split-word": "“{word}”",
        "why": "because:",
        "as-of": "as of the end of {day}",
        "rejected": "rejected row: {why}",
        "nothing": "there is no such result",
        "between": "between {low} and {high}",
        "watching": "watching {id} (files: {n}); press Ctrl-C to stop",
        "changed": "changed: {names}",
        "met": "met", "not-met": "not met", "undetermined": "undetermined", "not-applicable": "not applicable",
        "bar-met": "there is one", "bar-not-met": "there is none", "bar-undetermined": "not known",
        "none": "no grade",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return WORDS[lang][word].format(**parts)
