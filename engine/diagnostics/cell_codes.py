"""Codes of findings in cells, each read by the type of its field."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

PERCENT_SMALL = Code(
    "percent-below-one",
    _W,
    "cột `{column}`: {text} được hiểu là {text}%, không phải {hundredfold}%",
    "`{column}`: {text} was read as {text}%, not {hundredfold}%",
    "nếu là {hundredfold}% thì định dạng ô là phần trăm, hoặc ghi {hundredfold}",
    "if it means {hundredfold}%, format the cell as a percentage, or write {hundredfold}",
)
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
    "`{text}` in `{column}` has more than {decimals:decimal|decimals}",
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
DIGITS_LOST = Code(
    "digits-lost",
    _E,
    "`{text}` ở cột `{column}` không đủ {digits} chữ số, có lẽ mất số 0 ở đầu",
    "`{text}` in `{column}` has fewer than {digits:digit|digits}: leading zeros may be lost",
    "định dạng cột là văn bản rồi gõ lại đủ số; có phải {full}?",
    "format the column as text and type it whole; is it {full}?",
)
DIGITS = Code(
    "not-so-many-digits",
    _E,
    "`{text}` ở cột `{column}` không phải số có {digits} chữ số",
    "`{text}` in `{column}` is no number of {digits:digit|digits}",
    "kiểm tra lại số",
    "check the number",
)
PERCENT_SHARE = Code(
    "percent-or-share",
    _E,
    "chưa rõ `{text}` ở cột `{column}` là {hundredfold}% hay dưới 1%",
    "`{text}` in `{column}` may be {hundredfold}% or less than 1%",
    "định dạng ô là phần trăm, hoặc ghi {hundredfold}",
    "format the cell as a percentage, or write {hundredfold}",
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

# Texts from before Unicode (engine/records/legacy).
LEGACY_TEXT = Code(
    "legacy-text",
    _W,
    "{count} ô có vẻ gõ bằng bảng mã cũ ({kind}): `{text}` có lẽ là `{reading}`",
    "{count:cell seems|cells seem} to be in an encoding from before Unicode ({kind_en}): `{text}` is probably `{reading}`",
    "chạy lại với --convert-legacy để dùng bản chuyển mã, hoặc chuyển sang Unicode rồi gửi lại",
    "run again with --convert-legacy to use the converted texts, or convert them to Unicode and send it again",
)
DAMAGED_TEXT = Code(
    "damaged-text",
    _W,
    "{count} ô có vẻ bị hỏng dấu do chuyển mã sai ({kind}): `{text}` có lẽ là `{reading}`",
    "{count:cell seems|cells seem} to be damaged by a wrong conversion ({kind_en}): `{text}` is probably `{reading}`",
    "chạy lại với --convert-legacy để dùng bản sửa này, hoặc xin lại bản gốc chưa chuyển mã",
    "run again with --convert-legacy to use these readings, or ask for the file from before it was converted",
)
LOST_LETTERS = Code(
    "letters-lost",
    _W,
    "{count} ô bị mất chữ có dấu, ví dụ `{text}`",
    "{count:cell has lost its|cells have lost their} accented letters, such as `{text}`",
    "xin lại bản gốc, lưu ở dạng Unicode (xlsx hoặc CSV UTF-8), hoặc gõ lại các ô này",
    "ask for the original, saved in Unicode (xlsx or CSV UTF-8), or type these cells again",
)
CONVERTED_TEXT = Code(
    "legacy-converted",
    _N,
    "{count} ô được chuyển mã theo yêu cầu ({kind}): `{text}` thành `{reading}`",
    "{count:cell was|cells were} converted as asked ({kind_en}): `{text}` became `{reading}`",
    "đối chiếu với tệp gốc những ô dùng để xét khen",
    "check the cells that decide an award against the original file",
)
