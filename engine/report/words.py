"""Headings of tables and csv files, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang, filled

WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "no": "TT", "name": "Tên", "key": "Mã", "unit": "Đơn vị", "unit_key": "Đơn vị / mã", "why": "Lý do", "kind": "Loại", "award": "Hình thức",
        "decision": "Kết quả", "note": "Ghi chú", "provisional": "tạm thời", "interim": "sơ bộ", "total": "Cộng",
        "ruleset": "Bộ tiêu chí", "day": "Tính đến ngày",
        "list": "DANH SÁCH ĐỀ NGHỊ: {award}", "none": "(không có)", "others": "{decision} ({n})",
        "as_of": "Tính đến hết ngày {day}", "summary": "TỔNG HỢP", "rejected": "DÒNG BỊ LOẠI ({rows} dòng, {n} lỗi)", "file": "Tệp",
        "sheet": "Trang tính", "cell": "Ô", "code": "Mã lỗi", "message": "Nội dung", "remedy": "Cách sửa",
        "balance": "Số dòng đã đọc: {rows} = dùng {used} + bị loại {rejected} + không phải số liệu {not_data}",
        "mark": "(t) tạm thời; (s) sơ bộ, thời gian theo dõi chưa kết thúc", "people": "{word} ({n})",
        "hidden": "{decision}: {n} (dùng --out hoặc --format csv để xem từng đối tượng)", "few": "{decision} ({n}): {who}", "assessment": "KẾT QUẢ ĐÁNH GIÁ: {award}",
        "points": "ĐIỂM VÀ XẾP LOẠI: {kind}",
        "on_sheet": "trang tính {sheet}", "in_file": "cả tệp", "is_hidden": " (trang ẩn)", "is_aside": "không phải số liệu, không đọc",
        "is_unread": "không nhận ra danh sách nào", "is_table": "một bảng (phỏng đoán, chưa có bộ tiêu chí)", "rows": "{n} dòng số liệu", "column": "cột", "header": "tiêu đề trong tệp",
        "bound": "được hiểu là", "how": "nhận ra nhờ", "how_label": "tên cột", "how_also": "tên gọi khác", "how_spelling": "tên cột, viết hơi khác",
        "how_mapping": "tệp ánh xạ", "same_columns": "các cột như bảng ngay trên trong tệp này", "how_none": "không dùng", "role_title": "tên biểu: dòng {rows}", "role_header": "tiêu đề: dòng {rows}",
        "role_numbering": "đánh số cột: dòng {rows}", "role_example": "ví dụ: dòng {rows}", "role_group": "nhóm: dòng {rows}",
        "role_total": "cộng: dòng {rows}", "role_footer": "chân bảng: dòng {rows}", "role_remark": "ghi chú: dòng {rows}",
        "role_data": "số liệu: dòng {rows}", "role_unfilled": "chưa điền: dòng {rows}", "asked": "Còn {n} điều phải hỏi, nêu ở trên.", "nothing_asked": "Không còn điều gì phải hỏi.",
    },
    Lang.EN: {
        "no": "No.", "name": "Name", "key": "Key", "unit": "Unit", "unit_key": "Unit / key", "why": "Why", "kind": "Kind", "award": "Award",
        "decision": "Result", "note": "Note", "provisional": "provisional", "interim": "interim", "total": "Total",
        "ruleset": "Rule set", "day": "As of",
        "list": "PROPOSED: {award}", "none": "(none)", "others": "{decision} ({n})",
        "as_of": "As of the end of {day}", "summary": "SUMMARY", "rejected": "REJECTED ROWS ({rows:row|rows}, {n:fault|faults})", "file": "File",
        "sheet": "Sheet", "cell": "Cell", "code": "Code", "message": "What is wrong", "remedy": "Remedy",
        "balance": "Rows read: {rows} = used {used} + rejected {rejected} + no data {not_data}",
        "mark": "(t) provisional; (s) interim, the period has not ended", "people": "{word} ({n})",
        "hidden": "{decision}: {n} (use --out or --format csv to see each)", "few": "{decision} ({n}): {who}", "assessment": "ASSESSMENT: {award}",
        "points": "POINTS AND GRADES: {kind}",
        "on_sheet": "sheet {sheet}", "in_file": "the file", "is_hidden": " (hidden sheet)", "is_aside": "no records, left out",
        "is_unread": "not recognised as any list", "is_table": "a table (a guess, without a rule set)", "rows": "rows of data: {n}", "column": "column", "header": "header in the file",
        "bound": "taken for", "how": "by", "how_label": "its label", "how_also": "another name", "how_spelling": "nearly this spelling",
        "how_mapping": "the mapping", "same_columns": "the columns of the table above it in this file", "how_none": "not used", "role_title": "titles: row {rows}", "role_header": "header: row {rows}",
        "role_numbering": "column numbers: row {rows}", "role_example": "example: row {rows}", "role_group": "groups: row {rows}",
        "role_total": "totals: row {rows}", "role_footer": "footer: row {rows}", "role_remark": "remarks: row {rows}",
        "role_data": "data: row {rows}", "role_unfilled": "not filled in yet: row {rows}", "asked": "{n:thing is|things are} left to ask, told above.", "nothing_asked": "Nothing is left to ask.",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a heading with its parts filled in."""
    return filled(WORDS[lang][word], parts)
