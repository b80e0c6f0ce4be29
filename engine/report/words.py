"""Headings of tables and csv files, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "no": "TT", "name": "Tên", "key": "Mã", "unit": "Đơn vị", "unit_key": "Đơn vị / mã", "why": "Lý do", "kind": "Loại", "award": "Hình thức",
        "decision": "Kết quả", "note": "Ghi chú", "provisional": "tạm thời", "interim": "sơ bộ", "total": "Cộng",
        "ruleset": "Bộ tiêu chí", "day": "Tính đến ngày",
        "list": "DANH SÁCH ĐỀ NGHỊ: {award}", "none": "(không có)", "others": "{decision} ({n})",
        "as_of": "Tính đến hết ngày {day}", "summary": "TỔNG HỢP", "rejected": "DÒNG BỊ LOẠI ({n})", "file": "Tệp",
        "sheet": "Trang tính", "cell": "Ô", "code": "Mã lỗi", "message": "Nội dung", "remedy": "Cách sửa",
        "balance": "Số dòng đã đọc: {rows} = dùng {used} + bị loại {rejected} + không phải số liệu {not_data}",
        "mark": "(t) tạm thời; (s) sơ bộ, thời gian theo dõi chưa kết thúc", "people": "{word} ({n})",
        "hidden": "{decision}: {n} (dùng --out hoặc --format csv để xem từng đối tượng)", "few": "{decision} ({n}): {who}", "assessment": "KẾT QUẢ ĐÁNH GIÁ: {award}",
        "points": "ĐIỂM VÀ XẾP LOẠI: {kind}",
    },
    Lang.EN: {
        "no": "No.", "name": "Name", "key": "Key", "unit": "Unit", "unit_key": "Unit / key", "why": "Why", "kind": "Kind", "award": "Award",
        "decision": "Result", "note": "Note", "provisional": "provisional", "interim": "interim", "total": "Total",
        "ruleset": "Rule set", "day": "As of",
        "list": "PROPOSED: {award}", "none": "(none)", "others": "{decision} ({n})",
        "as_of": "As of the end of {day}", "summary": "SUMMARY", "rejected": "REJECTED ROWS ({n})", "file": "File",
        "sheet": "Sheet", "cell": "Cell", "code": "Code", "message": "What is wrong", "remedy": "Remedy",
        "balance": "Rows read: {rows} = used {used} + rejected {rejected} + no data {not_data}",
        "mark": "(t) provisional; (s) interim, the period has not ended", "people": "{word} ({n})",
        "hidden": "{decision}: {n} (use --out or --format csv to see each)", "few": "{decision} ({n}): {who}", "assessment": "ASSESSMENT: {award}",
        "points": "POINTS AND GRADES: {kind}",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a heading with its parts filled in."""
    return WORDS[lang][word].format(**parts)
