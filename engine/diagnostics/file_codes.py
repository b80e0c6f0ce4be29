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
    "tệp `{text}` được đặt mật khẩu",
    "the file `{text}` has a password",
    "mở bằng Excel, gỡ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại",
    "open it in Excel, remove the password (File, Info, Protect Workbook) and save it again",
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
    _N,
    "{count} ô dùng phông chữ cũ {names} (TCVN3 hoặc VNI), chữ có thể sai dấu",
    "{count:cell is|cells are} set in the old font {names} (TCVN3 or VNI), the accents may be wrong",
    "chữ nào cần chuyển mã thì có cảnh báo riêng kèm bản đề xuất (--convert-legacy)",
    "what needs converting is told by itself, with a proposal (--convert-legacy)",
)


# Inside workbooks (.xlsx, .xlsm).
SHEETS_MANY = Code(
    "too-many-sheets",
    _E,
    "tệp `{text}` có hơn {most} trang tính",
    "the file `{text}` has more than {most} sheets",
    "chỉ giữ lại các trang tính có số liệu rồi gửi lại",
    "keep only the sheets that hold data and send it again",
)
SHEET_LARGE = Code(
    "too-many-cells",
    _E,
    "trang tính trải ra quá nhiều ô: {rows} dòng, đến tận cột {column}",
    "the sheet spreads over too many cells: {rows} rows, as far as column {column}",
    "xóa các cột thừa bên ngoài bảng hoặc tách thành nhiều tệp",
    "delete the columns outside the table or split it into several files",
)
MACROS = Code(
    "macros-ignored",
    _N,
    "tệp có chứa macro: chỉ đọc giá trị trong các ô, macro không được chạy",
    "the file holds macros: only the values of its cells are read, macros are never run",
)
LINKS = Code(
    "external-links",
    _N,
    "các ô lấy số liệu từ tệp khác ({names}) được đọc theo giá trị đã lưu",
    "cells that take figures from other files ({names}) are read as they were last saved",
    "nếu tệp kia đã thay đổi thì mở bằng Excel, cập nhật liên kết, lưu lại rồi gửi",
    "if that file has changed, open this one in Excel, update its links, save and send it again",
)
CONNECTIONS = Code(
    "data-connections",
    _N,
    "các ô lấy số liệu qua kết nối dữ liệu ({names}) được đọc theo giá trị đã lưu",
    "cells that take figures through data connections ({names}) are read as they were last saved",
    "nếu nguồn đã thay đổi thì mở bằng Excel, làm mới dữ liệu, lưu lại rồi gửi",
    "if the source has changed, open the file in Excel, refresh its data, save and send it again",
)


# Other formats, folders and archives.
BOOKS_NONE = Code(
    "no-books-inside",
    _E,
    "trong `{text}` không có bảng tính nào",
    "there is no workbook in `{text}`",
    "đặt các tệp .xlsx, .xls, .ods hoặc .csv vào thư mục hoặc tệp nén đó",
    "put .xlsx, .xls, .ods or .csv files into that folder or archive",
)
BOOKS_MANY = Code(
    "too-many-files",
    _E,
    "trong `{text}` có hơn {most} tệp",
    "there are more than {most} files in `{text}`",
    "chỉ để lại các bảng tính cần đọc, hoặc chia ra nhiều lần",
    "leave only the workbooks that are to be read, or split them up",
)
ARCHIVE_NESTED = Code(
    "archive-in-archive",
    _E,
    "`{text}` là tệp nén nằm trong một tệp nén khác",
    "`{text}` is an archive within another archive",
    "giải nén ra rồi đưa các bảng tính vào thư mục hoặc một tệp .zip",
    "unpack it and put the workbooks into a folder or one .zip file",
)
LEFT_OUT = Code(
    "files-left-out",
    _W,
    "trong `{text}` có {count} tệp không phải bảng tính nên không đọc: {names}",
    "not read in `{text}`, because they are no workbooks ({count}): {names}",
    "nếu tệp nào có số liệu thì lưu lại thành Excel Workbook (.xlsx)",
    "if one of them holds data, save it as Excel Workbook (.xlsx)",
)
FILE_OTHER = Code(
    "file-other-format",
    _E,
    "tệp `{text}` thực chất là {what}",
    "the file `{text}` is really {what_en}",
    "nếu có số liệu thì mở bằng Excel rồi lưu lại thành Excel Workbook (.xlsx), không chỉ đổi đuôi tên tệp",
    "if it holds data, open it in Excel and save it as Excel Workbook (.xlsx): renaming it is not enough",
)
SUFFIX = Code(
    "suffix-differs",
    _N,
    "tên tệp có đuôi `{kind}` nhưng bên trong là {what}, đã đọc theo bên trong",
    "the file is named `{kind}` but is {what_en} inside, and was read as such",
)
FILE_HEAVY = Code(
    "file-too-large",
    _E,
    "tệp `{text}` lớn hơn {most} MB",
    "the file `{text}` is larger than {most} MB",
    "xóa hình ảnh và trang tính thừa, hoặc tách thành nhiều tệp",
    "remove pictures and sheets that are not needed, or split it into several files",
)
EXCEL_95 = Code(
    "excel-95",
    _N,
    "tệp do Excel 95 trở về trước lưu, chữ được đọc theo bảng mã `{text}`",
    "the file was saved by Excel 95 or before, and its texts were read as `{text}`",
    "kiểm tra dấu tiếng Việt; nên lưu lại thành Excel Workbook (.xlsx)",
    "check the accents; better save it as Excel Workbook (.xlsx)",
)
