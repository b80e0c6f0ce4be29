"""Codes of findings in records: workbooks, sheets, rows and cells."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# --- files: nothing is read until these are mended -----------------------------------------------------------
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
FILE_HEADLESS = Code(
    "file-without-header",
    _E,
    "không trang tính nào của `{text}` có dòng tiêu đề nhận ra được",
    "no sheet of `{text}` has a header that is recognised",
    "đặt tên cột đúng như mẫu (xem docs/workbooks.md), ví dụ: {names}",
    "name the columns as in the form (see docs/workbooks.md), for example: {names}",
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

# --- sheets --------------------------------------------------------------------------------------------------
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
PERCENT_SMALL = Code(
    "percent-below-one",
    _W,
    "cột `{column}`: {text} được hiểu là {text}%, không phải {hundredfold}%",
    "`{column}`: {text} was read as {text}%, not {hundredfold}%",
    "nếu là {hundredfold}% thì định dạng ô là phần trăm, hoặc ghi {hundredfold}",
    "if it means {hundredfold}%, format the cell as a percentage, or write {hundredfold}",
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

# --- rows ----------------------------------------------------------------------------------------------------
KEY_MISSING = Code(
    "key-missing",
    _E,
    "dòng này không có `{column}`",
    "this row has no `{column}`",
    "điền `{column}`; nếu là dòng ghi chú thì chuyển ra ngoài bảng",
    "fill in `{column}`, or move a remark out of the table",
)
KEY_TWICE = Code(
    "key-twice",
    _E,
    "`{text}` có ở nhiều dòng",
    "`{text}` stands in several rows",
    "giữ lại một dòng đúng; hiện không dòng nào được sử dụng",
    "keep the right one; for now none is used",
)
OWNER_MISSING = Code(
    "owner-missing",
    _E,
    "dòng này không cho biết thuộc về ai: thiếu {names}",
    "this row does not say whose it is: no {names}",
    "điền {names}",
    "fill in {names}",
)
OWNER_UNKNOWN = Code(
    "owner-unknown",
    _E,
    "không có `{text}` trong `{register}`",
    "there is no `{text}` in `{register}`",
    "{hint}sửa lại cho khớp với `{register}`, hoặc bổ sung vào danh sách đó",
    "{hint_en}make it match `{register}`, or add it there",
)
OWNER_SPLIT = Code(
    "owner-split",
    _E,
    "`{text}` đã chia thành nhiều đơn vị: {names}",
    "`{text}` was split into several units: {names}",
    "ghi mã của một trong các đơn vị đó",
    "give the key of one of them",
)
OWNER_SUCCEEDED = Code(
    "owner-succeeded",
    _N,
    "{count} dòng ghi mã cũ `{text}` được tính cho `{other}` theo danh sách đơn vị kế thừa",
    "{count} rows name the old key `{text}` and are taken for `{other}`, which succeeded it",
    "kiểm tra lại danh sách đơn vị kế thừa nếu không đúng",
    "check the list of successors if that is wrong",
)
SUCCESSOR_CIRCLE = Code(
    "successor-circle",
    _E,
    "`{text}` kế thừa vòng tròn, không biết đơn vị nào là cuối cùng",
    "the successors of `{text}` lead back to it: nobody can tell which comes last",
    "sửa lại mã cũ, mã mới",
    "correct the old and the new keys",
)
OWNERS_UNREAD = Code(
    "owners-unread",
    _E,
    "chưa đọc được `{register}` nên {count} dòng của trang này (dòng {first} đến {last}) không biết thuộc về ai",
    "`{register}` was not read, so it is unknown whose {count} rows of this sheet are (rows {first} to {last})",
    "gửi kèm hoặc sửa `{register}` trước",
    "send or mend `{register}` first",
)
OWNER_DIFFERS = Code(
    "owner-differs",
    _E,
    "`{text}` không thuộc `{other}` theo `{register}`",
    "according to `{register}`, `{text}` does not belong to `{other}`",
    "sửa một trong hai cho khớp",
    "correct one of the two",
)
SUBJECT_UNKNOWN = Code(
    "subject-unknown",
    _E,
    "không có tập thể, cá nhân nào có mã hoặc tên `{text}`",
    "no subject has the key or name `{text}`",
    "{hint}ghi đúng mã như trong danh sách",
    "{hint_en}give the key as in the lists",
)
SUBJECT_AMBIGUOUS = Code(
    "subject-ambiguous",
    _E,
    "`{text}` khớp với nhiều đối tượng",
    "`{text}` fits several subjects",
    "ghi mã thay cho tên; mã không được trùng giữa các danh sách",
    "give the key, not the name; keys must differ between lists",
)
ROW_MERGED = Code(
    "row-merged",
    _E,
    "dòng số liệu có ô gộp `{text}`",
    "this row of data has the merged cells `{text}`",
    "bỏ gộp ô và điền từng dòng",
    "unmerge them and fill in every row",
)
ROW_MARKED = Code("row-rejected", _E, "dòng này bị loại", "this row is rejected")
ROW_UNKNOWN_FIELD = Code(
    "row-unknown-column",
    _E,
    "`{register}` không có cột `{text}`",
    "`{register}` has no column `{text}`",
    "các cột: {names}",
    "its columns: {names}",
)
UNKNOWN_REGISTER = Code(
    "unknown-register",
    _E,
    "không có danh sách `{text}`",
    "there is no register `{text}`",
    "các danh sách: {names}",
    "the registers: {names}",
)
ANSWERS_DIFFER = Code(
    "answers-differ",
    _E,
    "cùng một nội dung, cùng ngày mà có ý kiến khác nhau",
    "the same question has different answers on the same day",
    "giữ lại một ý kiến, hoặc ghi đúng ngày của từng ý kiến",
    "keep one answer, or give each its own day",
)
QUESTION_KIND = Code(
    "question-not-asked",
    _E,
    "nội dung `{text}` không hỏi về đối tượng loại này",
    "`{text}` is not asked of subjects of this kind",
    "kiểm tra lại nội dung đánh giá và mã đối tượng",
    "check the question and the subject",
)
SPAN_REVERSED = Code(
    "span-reversed",
    _E,
    "từ ngày {first} mà đến ngày {last}",
    "from {first} but to {last}",
    "sửa lại hai ngày",
    "correct the two days",
)
PARAMETER_UNKNOWN = Code(
    "parameter-unknown",
    _E,
    "kế hoạch không hỏi thông số `{text}`",
    "the plan does not ask for `{text}`",
    "các thông số: {names}",
    "it asks for: {names}",
)
PARAMETER_TWICE = Code(
    "parameter-twice",
    _E,
    "thông số `{text}` có nhiều giá trị khác nhau",
    "`{text}` is given with different values",
    "giữ lại một giá trị; hiện không giá trị nào được sử dụng",
    "keep one; for now none is used",
)

# --- cells ---------------------------------------------------------------------------------------------------
REQUIRED = Code(
    "required-cell",
    _E,
    "chưa điền `{column}`",
    "`{column}` is not filled in",
    "dòng thiếu `{column}` không sử dụng được",
    "a row without `{column}` cannot be used",
)
ERROR_CELL = Code(
    "error-cell",
    _E,
    "ô `{column}` báo lỗi `{text}`",
    "the cell `{column}` holds the error `{text}`",
    "sửa công thức hoặc gõ lại giá trị",
    "mend the formula or type the value",
)
FORMULA_CELL = Code(
    "formula-not-computed",
    _E,
    "công thức ở cột `{column}` chưa được tính",
    "the formula in `{column}` was never computed",
    "mở tệp bằng Excel rồi lưu lại, hoặc gõ giá trị",
    "open the file in Excel and save it, or type the value",
)
NO_SUCH_ANSWER = Code(
    "answer-not-taken",
    _E,
    "cột `{column}` không nhận câu trả lời `{text}`",
    "`{column}` does not take the answer `{text}`",
    "điền giá trị, hoặc để trống nếu chưa có",
    "give a value, or leave it blank if there is none yet",
)
BAD_YES_NO = Code(
    "bad-yes-no",
    _E,
    "`{text}` ở cột `{column}` không phải Có hay Không",
    "`{text}` in `{column}` is neither yes nor no",
    "ghi Có hoặc Không",
    "write Có or Không",
)
BAD_NUMBER = Code(
    "bad-number",
    _E,
    "`{text}` ở cột `{column}` không phải số",
    "`{text}` in `{column}` is not a number",
    "ghi số, ví dụ 97,5",
    "write a number, such as 97,5",
)
NUMBER_AMBIGUOUS = Code(
    "number-ambiguous",
    _E,
    "chưa rõ `{text}` ở cột `{column}` là {thousand} hay {decimal}",
    "`{text}` in `{column}` may be {thousand} or {decimal}",
    "ghi lại không có dấu ngăn cách hàng nghìn",
    "write it without a thousands separator",
)
NUMBER_PERCENT = Code(
    "number-with-percent",
    _E,
    "cột `{column}` không tính theo phần trăm mà ghi `{text}`",
    "`{column}` is not in percent but holds `{text}`",
    "ghi số thường, bỏ định dạng phần trăm",
    "write a plain number, without the percent format",
)
NUMBER_RANGE = Code(
    "number-out-of-range",
    _E,
    "`{text}` ở cột `{column}` nằm ngoài khoảng từ {low} đến {high}",
    "`{text}` in `{column}` is not between {low} and {high}",
    "kiểm tra lại số liệu",
    "check the figure",
)
NUMBER_DECIMALS = Code(
    "number-decimals",
    _E,
    "`{text}` ở cột `{column}` có quá {decimals} chữ số thập phân",
    "`{text}` in `{column}` has more than {decimals} decimals",
    "làm tròn theo quy định của kế hoạch, hoặc gửi số đếm thay cho tỷ lệ",
    "round it as the plan says, or give counts",
)
NUMBER_WHOLE = Code(
    "number-not-whole",
    _E,
    "`{text}` ở cột `{column}` không phải số nguyên",
    "`{text}` in `{column}` is not a whole number",
    "kiểm tra lại số liệu",
    "check the figure",
)
BAD_DATE = Code(
    "bad-date",
    _E,
    "`{text}` ở cột `{column}` không phải ngày",
    "`{text}` in `{column}` is not a date",
    "ghi ngày/tháng/năm, ví dụ 20/05/2020",
    "write day/month/year, such as 20/05/2020",
)
DATE_IMPOSSIBLE = Code(
    "date-impossible",
    _E,
    "lịch không có ngày `{text}` (cột `{column}`)",
    "there is no day `{text}` in the calendar (`{column}`)",
    "ghi ngày/tháng/năm, ví dụ 20/05/2020",
    "write day/month/year, such as 20/05/2020",
)
DATE_YEAR = Code(
    "date-short-year",
    _E,
    "`{text}` ở cột `{column}` chỉ ghi hai chữ số của năm",
    "`{text}` in `{column}` has a year of two digits",
    "ghi đủ bốn chữ số của năm",
    "write all four digits of the year",
)
DATE_MONTH = Code(
    "date-without-day",
    _E,
    "`{text}` ở cột `{column}` không có ngày",
    "`{text}` in `{column}` has no day",
    "ghi đủ ngày/tháng/năm",
    "write day/month/year",
)
DATE_RANGE = Code(
    "date-out-of-range",
    _E,
    "ngày `{text}` ở cột `{column}` không nằm trong các năm từ 1900 đến 2199",
    "the day `{text}` in `{column}` is not in the years 1900 to 2199",
    "kiểm tra lại năm",
    "check the year",
)
BAD_CHOICE = Code(
    "bad-choice",
    _E,
    "`{text}` ở cột `{column}` không phải một trong các lựa chọn",
    "`{text}` in `{column}` is not one of the options",
    "{hint}các lựa chọn: {names}",
    "{hint_en}the options: {names}",
)
