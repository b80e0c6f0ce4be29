"""Codes of findings in files: what cannot be opened, and what a reader should know of how it was."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

FILE_MISSING = Code(
    "file-missing",
    _E,
    "không tìm thấy tệp `{text}`",
    "there is no file `{text}`",
    "kiểm tra lại đường dẫn và tên tệp",
    "check the path and the name",
)
FILE_FOLDER = Code(
    "file-is-folder",
    _E,
    "`{text}` là thư mục, không phải tệp",
    "`{text}` is a folder, not a file",
    "ghi rõ từng tệp .xlsx hoặc .csv trong thư mục",
    "name the .xlsx or .csv files in it",
)
FILE_EMPTY = Code(
    "file-empty",
    _E,
    "tệp `{text}` rỗng",
    "the file `{text}` is empty",
    "xin đơn vị gửi lại tệp",
    "ask the unit to send it again",
)
FILE_TYPE = Code(
    "file-type",
    _E,
    "chưa đọc được tệp loại `{kind}`",
    "files of type `{kind}` are not read",
    "mở tệp rồi lưu lại thành Excel Workbook (.xlsx) hoặc CSV UTF-8 (.csv)",
    "open it and save it as Excel Workbook (.xlsx) or CSV UTF-8 (.csv)",
)
FILE_LOCKED = Code(
    "file-locked",
    _E,
    "tệp `{text}` được đặt mật khẩu hoặc thực chất là Excel 97-2003",
    "the file `{text}` has a password or is really an Excel 97-2003 file",
    "gỡ mật khẩu rồi lưu lại thành Excel Workbook (.xlsx)",
    "remove the password and save as Excel Workbook (.xlsx)",
)
FILE_DAMAGED = Code(
    "file-damaged",
    _E,
    "không mở được tệp `{text}`: {why}",
    "cannot open `{text}`: {why_en}",
    "mở tệp bằng Excel, lưu lại thành .xlsx hoặc xin đơn vị gửi lại",
    "save it again from Excel, or ask the unit to send it again",
)
FILE_BOMB = Code(
    "file-too-large-unpacked",
    _E,
    "tệp `{text}` nén bất thường: giải nén ra {size} MB",
    "the file `{text}` unpacks to an absurd {size} MB",
    "không mở tệp này; xin đơn vị gửi lại, dữ liệu lớn thì gửi dạng CSV",
    "do not open it; ask the unit to send it again, large data as CSV",
)
FILE_LONG = Code(
    "file-too-long",
    _E,
    "tệp `{text}` có hơn 1.048.576 dòng",
    "the file `{text}` has more than 1,048,576 rows",
    "tách thành nhiều tệp",
    "split it into several files",
)
FILE_TWICE = Code(
    "file-twice",
    _E,
    "tệp `{text}` được đưa vào hai lần{where}",
    "the file `{text}` was given twice{where_en}",
    "bỏ bớt một tệp để số liệu không bị tính hai lần",
    "drop one of them, so that nothing is counted twice",
)
SHEET_FAR = Code(
    "cell-far-away",
    _E,
    "ô `{text}` nằm quá xa bảng số liệu",
    "the cell `{text}` lies absurdly far from the table",
    "xóa các dòng, cột thừa bên ngoài bảng rồi lưu lại",
    "delete the rows and columns outside the table and save again",
)
SHEET_MERGES = Code(
    "too-many-merged-cells",
    _E,
    "trang tính có quá nhiều ô gộp",
    "the sheet has too many merged cells",
    "bỏ gộp ô trong bảng số liệu rồi lưu lại",
    "unmerge the cells of the table and save again",
)
HIDDEN = Code(
    "hidden-cells",
    _N,
    "vẫn đọc cả phần bị ẩn: {what}",
    "hidden parts were read all the same: {what_en}",
)
ENCODING = Code(
    "old-encoding",
    _N,
    "tệp không phải UTF-8, đọc theo bảng mã Windows-1258",
    "the file is not UTF-8 and was read as Windows-1258",
    "kiểm tra dấu tiếng Việt; nên lưu lại thành CSV UTF-8",
    "check the accents; better save it as CSV UTF-8",
)
OLD_FONT = Code(
    "old-font",
    _W,
    "tệp dùng phông chữ cũ `{text}` (TCVN3 hoặc VNI), chữ có thể sai dấu",
    "the file uses the old font `{text}` (TCVN3 or VNI)",
    "chuyển mã sang Unicode rồi gửi lại",
    "convert it to Unicode and send it again",
)
