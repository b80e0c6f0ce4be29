"""docs/diagnostics.md is the table of codes, written out; `pytest --update-golden` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.diagnostics import (
    TABLE,
    Code,
    Severity,
    assume_codes,
    case_codes,
    cell_codes,
    file_codes,
    lint_codes,
    mapping_codes,
    record_codes,
    rule_codes,
    run_codes,
    sheet_codes,
)

DOC = Path(__file__).parents[2] / "docs" / "diagnostics.md"
HEAD = """\
# Mã thông báo / Codes of findings

Trang này được viết ra từ bảng mã (`engine/diagnostics/*_codes.py`); làm lại bằng `make golden`.
*Written from the table of codes; made anew by `make golden`.*

Lỗi thì dừng; cảnh báo và ghi chú thì không. Chỗ có dấu … được điền bằng chữ trong tệp của bạn.
*An error stops; a warning or note does not. Where … stands, your own words are filled in.*

Mỗi điều đáng ngờ có một trang nói nên tránh gì, viết thế nào, vì sao: [lints](lints.md).
*Every lint has its place in [lints](lints.md): what to avoid, what to write, why.*
"""
SECTIONS = (
    ("Bộ tiêu chí / Rule sets", rule_codes),
    ("Bộ tiêu chí: điều đáng ngờ / Rule sets: lints", lint_codes),
    ("Số liệu: tệp / Records: files", file_codes),
    ("Số liệu: trang tính, cột / Records: sheets, columns", sheet_codes),
    ("Số liệu: dòng / Records: rows", record_codes),
    ("Số liệu: ô / Records: cells", cell_codes),
    ("Tệp ánh xạ / Mapping files", mapping_codes),
    ("Khi chạy / Runs", run_codes),
    ("Giả định, so sánh / Assumptions, comparisons", assume_codes),
    ("Ca kiểm / Example cases", case_codes),
)
WEIGHT = {
    Severity.ERROR: "lỗi / error",
    Severity.WARNING: "cảnh báo / warning",
    Severity.NOTE: "ghi chú / note",
}


def document() -> str:
    """Return the page."""
    parts = [HEAD]
    for title, module in SECTIONS:
        codes = sorted((c for c in vars(module).values() if isinstance(c, Code)), key=lambda c: c.id)
        rows = ["| mã / code | ý nghĩa / meaning | cách xử lý / what to do |", "| --- | --- | --- |"]
        rows += [
            f"| `{c.id}`<br>{WEIGHT[c.severity]} | {_both(c.vi, c.en)} | {_both(c.help_vi, c.help_en)} |" for c in codes
        ]
        parts.append(f"\n## {title}\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _both(vi: str, en: str) -> str:
    return f"{_cell(vi)}<br>*{_cell(en)}*" if vi else ""


def _cell(text: str) -> str:
    """Return a sentence with … in the place of what will be filled in; hints that may be empty are left out."""
    text = re.sub(r"\{(hint|hint_en|where|where_en)\}", "", text)
    text = re.sub(r"\{\w+:[^|}]*\|([^}]*)\}", r"… \1", text)  # of a number the words that go with many
    return re.sub(r"\{\w+\}", "…", text).replace("|", "\\|").replace("*", "\\*")


def test_the_page_is_current(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        DOC.write_text(document(), encoding="utf-8", newline="\n")
    assert DOC.read_text(encoding="utf-8") == document(), "make it anew with --update-golden"


def test_every_code_is_on_the_page() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert [c for c in TABLE if f"| `{c}`<br>" not in text] == []
