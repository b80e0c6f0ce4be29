"""Codes of findings in sheets: which list a sheet is, where its header stands, what its columns are."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

FILE_HEADLESS = Code(
    "file-without-header",
    _E,
    "không trang tính nào của `{text}` có dòng tiêu đề nhận ra được",
    "no sheet of `{text}` has a header that is recognised",
    "đặt tên cột đúng như mẫu (xem docs/workbooks.md), ví dụ: {names}",
    "name the columns as in the form (see docs/workbooks.md), for example: {names}",
)
SHEET_UNFIT = Code(
    "sheet-without-columns",
    _E,
    "trang tính này là `{register}` nhưng thiếu cột {names}",
    "this sheet is `{register}` but has no column {names}",
    "sửa tên cột cho đúng mẫu (xem docs/workbooks.md); chưa dòng nào của trang này được sử dụng",
    "name the columns as in the form (see docs/workbooks.md); no row of this sheet was used",
)
SHEET_AMBIGUOUS = Code(
    "sheet-ambiguous",
    _E,
    "chưa rõ trang tính này là danh sách nào trong số: {names}",
    "it is not clear which of these the sheet is: {names}",
    "đặt tên trang tính theo đúng tên danh sách; chưa dòng nào của trang này được sử dụng",
    "name the sheet after the list; no row of this sheet was used",
)
COLUMN_TWICE = Code(
    "column-twice",
    _E,
    "hai cột {columns} cùng là `{column}`",
    "the columns {columns} are both `{column}`",
    "giữ lại một cột; chưa dòng nào của trang này được sử dụng",
    "keep one of them; no row of this sheet was used",
)
SECOND_HEADER = Code(
    "second-header",
    _E,
    "dòng này giống tiêu đề của một bảng khác",
    "this row looks like the header of another table",
    "tách mỗi bảng ra một trang tính riêng; chưa dòng nào của trang này được sử dụng",
    "put each table on a sheet of its own; no row of this sheet was used",
)
SHEET_UNREAD = Code(
    "sheet-unread",
    _W,
    "trang tính không có dòng tiêu đề nhận ra được nên không đọc",
    "the sheet has no header that is recognised and was not read",
    "nếu trang này có số liệu thì đặt tên cột đúng như mẫu (xem docs/workbooks.md)",
    "if it holds data, name its columns as in the form (see docs/workbooks.md)",
)
COLUMNS_UNBOUND = Code(
    "columns-unused",
    _W,
    "không dùng các cột: {names}",
    "columns not used: {names}",
    "nếu là số liệu cần xét thì sửa tên cột cho đúng mẫu (xem docs/workbooks.md)",
    "if they hold data to be weighed, name them as in the form (see docs/workbooks.md)",
)
COLUMNS_MISSING = Code(
    "columns-missing",
    _W,
    "thiếu các cột: {names}",
    "columns missing: {names}",
    "những nội dung này coi như chưa có số liệu",
    "what they should hold counts as not given",
)
REGISTER_UNREAD = Code(
    "register-unread",
    _W,
    "chưa nhận được danh sách: `{register}`",
    "a list was not received: `{register}`",
    "các kết luận cần danh sách này để ngỏ; nếu có thì gửi kèm (xem docs/workbooks.md)",
    "what depends on such a list stays open; send it if there is one (see docs/workbooks.md)",
)
PARAMETERS_UNREAD = Code(
    "parameters-not-given",
    _W,
    "chưa có giá trị của thông số: {names}",
    "parameters that have no value: {names}",
    "các kết luận cần thông số này để ngỏ; ghi vào danh sách `{register}` (xem docs/workbooks.md)",
    "what depends on them stays open; give them in the list `{register}` (see docs/workbooks.md)",
)
SHEET_BESIDE = Code(
    "sheet-beside",
    _N,
    "các dòng này còn có số liệu của `{register}` (cột {columns})",
    "these rows also hold records of `{register}` (columns {columns})",
)
COLUMN_PROPOSED = Code(
    "column-proposed",
    _W,
    "chưa dùng cột `{text}`: có lẽ là `{near}` (giống {score}/100)",
    "the column `{text}` is not used: it may be `{near}` ({score} of 100 alike)",
    "nếu đúng thì ghi vào tệp ánh xạ (xetkhen inspect --write-mapping), hoặc sửa tên cột",
    "if so, say it in a mapping file (xetkhen inspect --write-mapping), or rename the column",
)
SHEET_PROPOSED = Code(
    "sheet-proposed",
    _W,
    "trang tính này có lẽ là `{register}`: {names}",
    "this sheet may be `{register}`: {names}",
    "nếu đúng thì ghi vào tệp ánh xạ (xetkhen inspect --write-mapping), hoặc sửa tên cột",
    "if so, say it in a mapping file (xetkhen inspect --write-mapping), or rename the columns",
)
SHEET_ASIDE = Code(
    "sheet-left-out",
    _N,
    "không đọc trang tính này vì tệp ánh xạ bỏ qua",
    "this sheet was left out, as the mapping says",
)
SHEET_COLUMNS = Code(
    "sheet-columns-proposed",
    _W,
    "tên cột khác mẫu, có lẽ là: {names}",
    "its columns go by other names and may be: {names}",
    "nếu đúng thì ghi vào tệp ánh xạ (xetkhen inspect --write-mapping), hoặc sửa tên cột",
    "if so, say it in a mapping file (xetkhen inspect --write-mapping), or rename the columns",
)
FILE_OLD = Code(
    "file-in-old-encoding",
    _E,
    "không nhận ra danh sách nào trong `{text}` vì chữ trong tệp gõ bằng bảng mã cũ",
    "no list is recognised in `{text}`, because its texts are in an old encoding",
    "chạy lại với --convert-legacy, hoặc chuyển tệp sang Unicode",
    "run again with --convert-legacy, or convert the file to Unicode",
)
ROWS_ABOVE = Code(
    "rows-above-header",
    _W,
    "{count} dòng phía trên tiêu đề (dòng {first} đến {last}) trông như một bảng khác và chưa được đọc",
    "what looks like another table stands above the header and was not read: {count:row|rows} ({first} to {last})",
    "nếu là số liệu thì sửa tên cột của bảng ấy cho đúng mẫu, hoặc tách ra trang tính riêng",
    "if they hold data, name the columns of that table as in the form, or give it a sheet of its own",
)
