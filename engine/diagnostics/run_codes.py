"""Codes of findings in runs: arguments, files and the engine itself."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_FILES = Code(
    "no-files", _E,
    "không có tệp số liệu nào trong `{text}`", "no record files in `{text}`",
    "nêu các tệp .xlsx hoặc .csv", "name .xlsx or .csv files",
)
UNKNOWN_SUBJECT = Code(
    "unknown-subject", _E,
    "không có đối tượng nào tên hoặc mã là `{text}`", "no subject has the name or key `{text}`",
    "{hint}ghi đúng mã hoặc tên như trong danh sách đã gửi", "{hint}use a key or name as in the lists",
)
SEVERAL_SUBJECTS = Code(
    "several-subjects", _E,
    "có nhiều đối tượng tên `{text}`", "several subjects are named `{text}`",
    "ghi mã thay cho tên: {names}", "use a key instead: {names}",
)
UNKNOWN_AWARD = Code(
    "unknown-award", _E,
    "không có hình thức khen thưởng `{text}`", "there is no award `{text}`",
    "các hình thức: {names}", "awards: {names}",
)
CHAIN_DISAGREES = Code(
    "chain-disagrees", _E,
    "hai cách suy luận cho kết quả khác nhau; không đề nghị ai cả", "the two inference engines disagree; nothing is proposed",
    "gửi bộ tiêu chí và số liệu cho người phát triển: {text}", "send the rule set and records to the developers: {text}",
)
NO_DURABLE = Code(
    "no-durable-rules", _N,
    "Python này không nạp được durable_rules; chỉ dùng bộ suy luận thay thế",
    "durable_rules cannot be imported by this Python; the fixpoint stands alone",
    "dùng Python 3.11 hoặc 3.12 để có cả hai", "use Python 3.11 or 3.12 to have both",
)
ROWS_REJECTED = Code(
    "rows-rejected", _W,
    "{text} dòng không dùng được; các đối tượng liên quan chờ bổ sung", "{text} rows could not be used; those concerned are pending",
    "xem danh sách lỗi, sửa tại nguồn rồi nhập lại", "see the list of rejected rows, mend them at the source, import again",
)
CANNOT_WRITE = Code(
    "cannot-write", _E,
    "không ghi được vào `{text}`: {why}", "cannot write to `{text}`: {why}",
    "chọn thư mục khác hoặc kiểm tra quyền ghi", "choose another folder or check permissions",
)
