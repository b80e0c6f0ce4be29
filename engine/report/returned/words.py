"""The words of the list that goes back with a book, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Lang

#: The heads of the table's columns and their widths in characters.
HEADS: Mapping[Lang, tuple[str, ...]] = {
    Lang.VI: ("TT", "Trang tính", "Ô", "Đã đọc", "Sai ở đâu", "Cách sửa"),
    Lang.EN: ("No.", "Sheet", "Cell", "What was read", "What is wrong", "What to do"),
}
WIDTHS = (6, 22, 11, 30, 46, 46)
WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "title": "LỖI CẦN SỬA",
        "file": "Tệp đã gửi: {file} ({count})",
        "errors": "{n} lỗi", "questions": "{n} điều cần xem lại",
        "how": "Sửa các ô tô màu ở các trang sau, lưu lại rồi gửi lại tệp này; không cần xóa trang này, "
               "không cần bỏ màu.",
        "red": "Số thứ tự nền đỏ: lỗi, số liệu ở đó chưa được sử dụng.",
        "yellow": "Số thứ tự nền vàng: cần xem lại, đúng rồi thì giữ nguyên.",
        "row": "Dòng {n}", "sheet": "Cả trang", "book": "Cả tệp", "hidden": "{sheet} (đang ẩn)",
        "blank": "(ô trống)", "uncomputed": "(công thức chưa có kết quả)",
        "same": "{note}: ô {cell}", "there": "{note}: trang “{sheet}”, ô {cell}", "elsewhere": "{note}: ở tệp khác",
        "page": "Trang {p}/{n}",
    },
    Lang.EN: {
        "title": "WHAT TO MEND",
        "file": "The file as sent: {file} ({count})",
        "errors": "errors: {n}", "questions": "questions: {n}",
        "how": "Mend the coloured cells on the sheets behind this one, save, and send this file again; this sheet and "
               "the colours may stay.",
        "red": "Number on red: an error, what stands there was not used.",
        "yellow": "Number on yellow: look at it again, and leave it if it is right.",
        "row": "Row {n}", "sheet": "Whole sheet", "book": "Whole file", "hidden": "{sheet} (hidden)",
        "blank": "(blank)", "uncomputed": "(a formula without a result)",
        "same": "{note}: cell {cell}", "there": "{note}: sheet “{sheet}”, cell {cell}",
        "elsewhere": "{note}: in another file",
        "page": "Page {p} of {n}",
    },
}  # fmt: skip


def say(lang: Lang, word: str, **given: object) -> str:
    """Return a phrase."""
    return WORDS[lang][word].format(**given)
