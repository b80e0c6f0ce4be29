"""Codes of findings in rule sets: how they are written, what they name, what they mean, what they cite."""

from __future__ import annotations

from .model import Code, Severity

_E, _W = Severity.ERROR, Severity.WARNING

# --- files and YAML ------------------------------------------------------------------------------------------
NO_RULE_FILE = Code(
    "no-rule-file",
    _E,
    "không tìm thấy bộ tiêu chí `{text}`",
    "there is no rule set `{text}`",
    "dùng một bộ có sẵn ({names}) hoặc ghi đường dẫn tới thư mục có tệp rules.yaml",
    "use a shipped one ({names}) or give the path of a folder with a rules.yaml",
)
UNREADABLE_RULES = Code(
    "unreadable-rules",
    _E,
    "không đọc được tệp `{text}`: {why}",
    "cannot read `{text}`: {why_en}",
    "kiểm tra tệp có tồn tại, là văn bản UTF-8 và nhỏ hơn 1 MB",
    "check that the file exists, is UTF-8 text and under 1 MB",
)
YAML_SYNTAX = Code(
    "yaml-syntax",
    _E,
    "chỗ này không đúng cú pháp YAML",
    "this is not valid YAML",
    "kiểm tra thụt dòng, dấu hai chấm, dấu nháy và dấu ngoặc; trình đọc báo: {why}",
    "check indentation, colons, quotes and brackets; the reader says: {why_en}",
)
YAML_DOCUMENTS = Code(
    "yaml-documents",
    _E,
    "tệp chứa nhiều hơn một văn bản YAML",
    "the file holds more than one YAML document",
    "bỏ dòng `---` này, hoặc tách phần sau ra tệp khác",
    "drop this `---`, or move what follows into a file of its own",
)
YAML_ANCHOR = Code(
    "yaml-anchor",
    _E,
    "không dùng neo, bí danh hay thẻ YAML (`{text}`)",
    "anchors, aliases and tags are not used here (`{text}`)",
    "viết đầy đủ nội dung ở cả hai chỗ để người đọc đối chiếu được với kế hoạch",
    "write the content out in both places, so that it can be read beside the plan",
)
YAML_DEPTH = Code(
    "yaml-too-deep",
    _E,
    "nội dung lồng quá nhiều tầng",
    "this is nested too deeply",
    "bớt số tầng lồng nhau, tối đa 30 tầng",
    "use fewer levels, at most 30",
)
DUPLICATE_KEY = Code(
    "duplicate-key",
    _E,
    "khóa `{text}` được ghi hai lần",
    "the key `{text}` is written twice",
    "bỏ một trong hai; chỗ trước ở dòng {line}",
    "drop one of them; the first stands in line {line}",
)
UNKNOWN_KEY = Code(
    "unknown-key",
    _E,
    "không có khóa `{text}` trong mục này",
    "there is no key `{text}` in this section",
    "{hint}các khóa được dùng: {names}",
    "{hint_en}keys in use: {names}",
)
MISSING_KEY = Code(
    "missing-key",
    _E,
    "mục này thiếu khóa `{text}`",
    "the key `{text}` is missing",
    "thêm khóa `{text}`",
    "add `{text}` to this section",
)
WRONG_SHAPE = Code(
    "wrong-type",
    _E,
    "chỗ này phải là {wanted}",
    "this must be {wanted_en}",
    "sửa lại theo mẫu trong docs/language.md",
    "follow the examples in docs/language.md",
)
BAD_NAME = Code(
    "bad-name",
    _E,
    "`{text}` không dùng làm tên được",
    "`{text}` cannot be a name",
    "tên gồm chữ thường không dấu, số, gạch dưới, gạch nối, bắt đầu bằng chữ và không trùng từ khóa",
    "names are lower case ASCII letters, digits, underscores and hyphens, start with a letter, and are no keyword",
)
BAD_PAIR = Code(
    "bad-pair",
    _E,
    "`{text}` phải có dạng `đối tượng.tên`",
    "`{text}` must have the form `kind.name`",
    "ghi tên danh sách, một dấu chấm, rồi tên riêng, ví dụ `unit.conduct`",
    "write the register, one dot, then a name, such as `unit.conduct`",
)
BAD_NUMBER = Code(
    "number-syntax",
    _E,
    "`{text}` không phải là số",
    "`{text}` is not a number",
    "viết số với dấu chấm thập phân, ví dụ 97.5 hoặc 10%",
    "write numbers with a decimal point, such as 97.5 or 10%",
)
NUMBER_TOO_LONG = Code(
    "number-too-long",
    _E,
    "số `{text}` có quá nhiều chữ số",
    "the number `{text}` has too many digits",
    "viết số có tối đa 18 chữ số, không dùng số mũ",
    "write at most 18 digits, without an exponent",
)
OUT_OF_RANGE = Code(
    "number-outside",
    _E,
    "`{text}` nằm ngoài khoảng cho phép",
    "`{text}` is outside the range allowed here",
    "viết một số từ {low} đến {high}",
    "write a number from {low} to {high}",
)
NO_SUCH_DAY = Code(
    "no-such-day",
    _E,
    "`{text}` không phải là một ngày có thật",
    "`{text}` is not a day of the calendar",
    "viết năm-tháng-ngày, ví dụ 2020-05-20",
    "write year-month-day, such as 2020-05-20",
)
DAY_FORM = Code(
    "day-form",
    _E,
    "ngày `{text}` viết chưa đúng dạng",
    "the day `{text}` is not written in the form wanted",
    "ghi `{day}` (năm-tháng-ngày)",
    "write `{day}` (year-month-day)",
)
DAYS_REVERSED = Code(
    "days-reversed",
    _E,
    "ngày kết thúc của `{text}` là {last}, trước ngày bắt đầu {first}",
    "`{text}` ends on {last}, before it begins on {first}",
    "đối chiếu với kế hoạch rồi sửa một trong hai ngày; cả hai ngày đều thuộc khoảng này",
    "mend one of the two days by the plan; both belong to the span",
)
STEP = Code(
    "rounding-step",
    _E,
    "`{text}` không phải là bước làm tròn: bước {wanted}",
    "`{text}` is no step of rounding: a step {wanted_en}",
    "ghi kết quả được làm tròn đến bội số của mấy, không ghi số chữ số lẻ: 1 là đến hàng đơn vị, 0.01 là hai chữ số lẻ",
    "write what the result is a multiple of, not how many decimals it has: 1 for whole numbers, 0.01 for two decimals",
)
NOT_ONE_OF = Code(
    "not-one-of",
    _E,
    "`{text}` không phải là một lựa chọn ở đây",
    "`{text}` is not a choice here",
    "{hint}các lựa chọn: {names}",
    "{hint_en}choices: {names}",
)

# --- expressions ---------------------------------------------------------------------------------------------
EXPRESSION_TOO_LARGE = Code(
    "expression-too-large",
    _E,
    "biểu thức quá dài hoặc lồng quá sâu",
    "the expression is too long or too deep",
    "tách thành nhiều tiêu chí hoặc đại lượng",
    "split it into several criteria or measures",
)
EXPRESSION_CHARACTER = Code(
    "expression-character",
    _E,
    "`{text}` không viết được trong biểu thức",
    "`{text}` cannot stand in an expression",
    "tên viết bằng chữ thường không dấu, phần trăm viết liền sau số (`95%`), chữ không đặt trong dấu nháy",
    "names are lower case ASCII, a percent sign follows its number (`95%`), words are not quoted",
)
EXPRESSION_UNEXPECTED = Code(
    "expression-syntax",
    _E,
    "không hiểu `{text}` ở chỗ này",
    "`{text}` is not understood here",
    "ở đây có thể viết: {wanted}",
    "possible here: {wanted_en}",
)
EXPRESSION_BRACKETS = Code(
    "expression-brackets",
    _E,
    "chưa rõ `{text}` so sánh cái gì với cái gì",
    "it is not clear what `{text}` compares",
    "phép so sánh sau `where` hay `has` của một con số phải đặt trong ngoặc, ví dụ `count of violation where (cost > 5) >= 2`",
    "a comparison after the `where` or `has` of a number stands in brackets: `count of violation where (cost > 5) >= 2`",
)
EXPRESSION_DIVISION = Code(
    "expression-division",
    _E,
    "phép chia chưa nêu cách làm tròn",
    "this division does not say how it is rounded",
    "viết `round(a / b, 0.01, half-up)`; các cách làm tròn: down, up, half-up",
    "write `round(a / b, 0.01, half-up)`; the ways to round are down, up and half-up",
)
EXPRESSION_ENDS = Code(
    "expression-ends",
    _E,
    "biểu thức chưa trọn vẹn",
    "the expression ends too early",
    "viết tiếp một trong các phần: {wanted}",
    "go on with one of: {wanted_en}",
)

# --- names ---------------------------------------------------------------------------------------------------
UNKNOWN_NAME = Code(
    "unknown-name",
    _E,
    "không có {what} nào tên `{text}`{where}",
    "there is no {what_en} named `{text}`{where_en}",
    "{hint}các tên có thể dùng: {names}",
    "{hint_en}names in use: {names}",
)
DEFINED_TWICE = Code(
    "defined-twice",
    _E,
    "`{text}` được định nghĩa hai lần",
    "`{text}` is defined twice",
    "đổi tên một trong hai",
    "rename one of them",
)
NOT_BELOW = Code(
    "not-owned",
    _E,
    "danh sách `{text}` không thuộc `{owner}`",
    "`{text}` holds no rows owned by `{owner}`",
    "các danh sách thuộc `{owner}`: {names}",
    "registers owned by `{owner}`: {names}",
)
NOT_ABOVE = Code(
    "not-an-owner",
    _E,
    "các dòng của `{owner}` không thuộc danh sách `{text}`",
    "`{text}` does not own the rows of `{owner}`",
    "`{owner}` thuộc: {names}",
    "owners of `{owner}`: {names}",
)
OWNER_CIRCLE = Code(
    "owner-circle",
    _E,
    "các danh sách thuộc lẫn nhau thành vòng: {text}",
    "registers own each other in a circle: {text}",
    "bỏ một `of:` để có danh sách đứng trên cùng",
    "drop one `of:`, so that one register stands on top",
)
MEASURE_CIRCLE = Code(
    "measure-circle",
    _E,
    "các đại lượng tính từ nhau thành vòng: {text}",
    "measures are computed from each other in a circle: {text}",
    "viết lại một đại lượng để không dùng các đại lượng kia",
    "write one of them without the others",
)

# --- types ---------------------------------------------------------------------------------------------------
WANTS_CONDITION = Code(
    "wants-condition",
    _E,
    "chỗ này cần một điều kiện, nhưng đây là {text}",
    "a condition is needed here, but this is {text_en}",
    "so sánh nó với một giá trị, ví dụ `>= 97`",
    "compare it with a value, such as `>= 97`",
)
WANTS_NUMBER = Code(
    "wants-number",
    _E,
    "chỗ này cần một con số hoặc một ngày, nhưng đây là {text}",
    "a number or a day is needed here, but this is {text_en}",
    "điều kiện bên trong `where`/`has` của một con số phải đặt trong ngoặc",
    "a condition inside the `where`/`has` of a number stands in brackets",
)
TYPES_DIFFER = Code(
    "types-differ",
    _E,
    "không so sánh hay tính chung được {left} với {right}",
    "{left_en} and {right_en} do not mix",
    "đưa hai vế về cùng một loại",
    "bring both sides to one type",
)
NOT_COMPARABLE = Code(
    "only-equality",
    _E,
    "{text} chỉ so sánh được bằng `=`, `!=`, `in`",
    "{text_en} can only be compared by `=`, `!=`, `in`",
    "dùng `in (...)` để liệt kê các lựa chọn",
    "list the options with `in (...)`",
)
RATIO_ARITHMETIC = Code(
    "ratio-arithmetic",
    _E,
    "tỷ lệ và trung bình chỉ dùng để so sánh với một con số, không tính toán tiếp",
    "a share or mean can only be compared with a number, not computed with",
    "đặt thành một tiêu chí riêng",
    "make it a criterion of its own",
)
OVERFLOW = Code(
    "too-large",
    _E,
    "kết quả có thể vượt quá giới hạn số nguyên chính xác ({text})",
    "the result may exceed the exact integer range ({text})",
    "khai báo `range` và `decimals` hẹp hơn cho các trường được dùng",
    "declare a narrower `range` and fewer `decimals` for the fields used",
)
IF_NONE_PLACE = Code(
    "if-none-place",
    _E,
    "`if none` chỉ dùng khi điều kiện là đúng một phép every, share, min, max hoặc mean, không nằm trong and/or/not",
    "`if none` needs a condition that is exactly one every, share, min, max or mean, not under and/or/not",
    "tách thành nhiều tiêu chí",
    "split the criterion",
)
WANTS_DAY = Code(
    "wants-day",
    _E,
    "chỗ này cần một ngày, nhưng đây là {text}",
    "a day is needed here, but this is {text_en}",
    "ghi một trường ngày, một ngày hoặc `as_of` (ngày xét)",
    "write a date field, a day, or `as_of` (the day of the evaluation)",
)
WANTS_PERCENT = Code(
    "wants-percent",
    _E,
    "điểm tính theo tỷ lệ cần một tỷ lệ phần trăm: `share of ...` hoặc một trường `percent`",
    "proportional points need a percentage: `share of ...` or a `percent` field",
    "với số liệu khác, dùng `points:` và ghi công thức",
    "for other figures use `points:` with a formula",
)
FIRST_FIELDS = Code(
    "first-given-fields",
    _E,
    "`first given of` chỉ nhận trường số, trường ngày hoặc ý kiến bằng số của chính dòng này; `{text}` không phải",
    "`first given of` takes number or date fields, or judgements in numbers, of this very row; `{text}` is none",
    "ghi tên các trường, giá trị được tính đứng trước",
    "name the fields, the one that counts first",
)
DATED_PARAMETER = Code(
    "dated-parameter",
    _E,
    "`{text}` thay đổi theo thời gian, phải ghi rõ lấy giá trị của ngày nào",
    "`{text}` changes on given days: say which day's value is meant",
    "ghi `{text} on TRƯỜNG_NGÀY` hoặc `{text} on as_of`",
    "write `{text} on DATE_FIELD` or `{text} on as_of`",
)
CONVERT_INCOMPLETE = Code(
    "convert-incomplete",
    _E,
    "chưa quy điểm cho lựa chọn `{text}`",
    "the option `{text}` is given no points",
    "ghi số điểm cho từng lựa chọn của trường, kể cả 0",
    "give points for every option of the field, also 0",
)
COUNTING_KIND = Code(
    "counting-kind",
    _E,
    "`{word}` chỉ dùng khi mẫu số `of` là chính danh sách được xét (`{names}`), ở đây là `{text}`",
    "`{word}` needs the denominator `of` to be the very register that is chosen from (`{names}`), here it is `{text}`",
    "ghi `of: {names}`",
    "write `of: {names}`",
)
SIZES = Code(
    "sizes",
    _E,
    "hạn mức theo quy mô phải nối tiếp nhau từ 0, mục cuối không có `to`, và quy mô lớn hơn không được ít suất hơn",
    "places by size follow each other from 0, the last without `to`, and a greater size never has fewer places",
    "ghi `{{to: 10, count: 1}}`, `{{to: 20, count: 2}}`, ..., `{{count: 5}}`",
    "write `{{to: 10, count: 1}}`, `{{to: 20, count: 2}}`, ..., `{{count: 5}}`",
)
TEXT_USE = Code(
    "text-use",
    _E,
    "trường chữ `{text}` chỉ hỏi được `is given` hoặc `is missing`",
    "the text field `{text}` can only be asked `is given` or `is missing`",
    "đổi loại của trường thành `choice` nếu cần so sánh",
    "make it a `choice` if it is to be compared",
)
NOT_A_SUBJECT = Code(
    "not-a-subject",
    _E,
    "danh sách `{text}` không gồm đối tượng được xét khen",
    "the rows of `{text}` are not subjects of awards",
    "chỉ danh sách có khóa `subject` mới được xét",
    "only registers with `subject` can be judged",
)
PEERS_OTHER = Code(
    "peers-register",
    _E,
    "`among` phải nêu chính danh sách đang xét, ở đây là `{text}`",
    "`among` must name the register itself, here `{text}`",
    "viết `among {text}`",
    "write `among {text}`",
)
WRONG_FIELD_TYPE = Code(
    "wrong-field-type",
    _E,
    "`{text}` phải là trường loại {wanted}",
    "`{text}` must be a {wanted_en} field",
    "sửa loại của trường hoặc nêu trường khác",
    "change the field's type or name another field",
)
FIELD_NEEDS = Code(
    "field-needs",
    _E,
    "`{text}` cần có {wanted}",
    "`{text}` needs {wanted_en}",
    "khai báo thêm: {wanted}",
    "declare it: {wanted_en}",
)
BAD_BLANK = Code(
    "bad-blank",
    _E,
    "`{text}` không phải là giá trị của trường này",
    "`{text}` is no value of this field",
    "`blank` phải là một giá trị hợp lệ của chính trường đó",
    "`blank` must be a valid value of the field itself",
)
BAD_DIRECTION = Code(
    "bad-direction",
    _E,
    "`{text}` không nói được thế nào là tốt hơn đối với trường này",
    "`{text}` does not say which way this field is better",
    "`better` của loại trường này nhận: {names}",
    "`better` of such a field takes: {names}",
)
MONTH_READING = Code(
    "month-without-reading",
    _E,
    "coi tháng không ghi ngày ở `{text}` là một ngày thì phải nêu cách hiểu (`reading`)",
    "taking a month without a day in `{text}` for a day needs a `reading`",
    "thêm `reading:`, hoặc bỏ `month:` để chỉ nhận ngày đầy đủ",
    "add a `reading:`, or drop `month:` to take whole days only",
)
BLANK_READING = Code(
    "blank-without-reading",
    _E,
    "coi ô trống của `{text}` là một giá trị thì phải nêu cách hiểu (`reading`)",
    "taking a blank `{text}` for a value needs a `reading`",
    "thêm `reading:`, hoặc bỏ `blank:` để ô trống là chưa có số liệu",
    "add a `reading:`, or drop `blank:`",
)

# --- citations -----------------------------------------------------------------------------------------------
UNKNOWN_CLAUSE = Code(
    "unknown-clause",
    _E,
    "văn bản `{document}` không có điều khoản `{text}`",
    "the document `{document}` has no clause `{text}`",
    "{hint}các điều khoản: {names}",
    "{hint_en}clauses: {names}",
)
BAD_CITATION = Code(
    "bad-citation",
    _E,
    "`{text}` không phải là một viện dẫn",
    "`{text}` is not a citation",
    "viết mã văn bản, một dấu cách, số điều khoản, ví dụ `kh 4.1-3`",
    "write document, blank, clause: `kh 4.1-3`",
)
QUOTE_NOT_IN_CLAUSE = Code(
    "quote-not-in-clause",
    _E,
    "lời trích không có trong điều khoản {text}",
    "the quote does not stand in clause {text}",
    "chép đúng lời của điều khoản, trọn từng chữ: {clause}",
    "copy the clause's own words, whole words only: {clause}",
)
LITERAL_WITHOUT_SOURCE = Code(
    "literal-without-source",
    _E,
    "`{text}` không có trong lời trích của điều khoản",
    "`{text}` does not stand in the quoted clause",
    "trích đúng chỗ có giá trị này, hoặc ghi thành thông số, ý kiến đánh giá hay cách hiểu (`reading`)",
    "quote the place that has it, or make it a parameter, a judgement or a reading",
)
CLAUSE_UNUSED = Code(
    "clause-unaccounted",
    _E,
    "điều khoản {text} chưa được viết thành tiêu chí, chưa được hỏi, cũng chưa nêu lý do bỏ qua",
    "clause {text} is neither encoded, asked nor waived",
    "viết thành tiêu chí hoặc thêm vào `waived` với lý do",
    "encode it or add it to `waived` with a reason",
)
CLAUSE_NOT_IN_TEXT = Code(
    "clause-not-in-text",
    _E,
    "điều khoản {text} không có nguyên văn trong tệp `{file}`",
    "clause {text} does not stand in `{file}`",
    "chép lại đúng nguyên văn; chỗ bắt đầu khác: {words}",
    "copy it word by word; it differs from: {words}",
)
SLIP_NOT_IN_CLAUSE = Code(
    "slip-not-in-clause",
    _E,
    "chữ `{text}` ghi là lỗi của bản chép không có trong điều khoản",
    "the slip `{text}` does not stand in the clause",
    "ở `reads` chép đúng chữ đang có trong điều khoản",
    "copy into `reads` what stands in the clause",
)
READING_UNUSED = Code(
    "reading-unused",
    _W,
    "không quy tắc nào nêu cách hiểu `{text}`",
    "no rule names the reading `{text}`",
    "nêu cách hiểu này ở quy tắc liên quan, hoặc bỏ đi",
    "name it where it matters, or drop it",
)

# --- the whole -----------------------------------------------------------------------------------------------
CIRCLE = Code(
    "circle",
    _E,
    "các quyết định phụ thuộc lẫn nhau thành vòng: {text}",
    "decisions rest on each other in a circle: {text}",
    "{hint}bỏ một chiều phụ thuộc",
    "{hint_en}drop one of the dependencies",
)
AMONG_KIND = Code(
    "among-kind",
    _E,
    "hình thức `{text}` không dành cho `{kind}` nên không thể làm điều kiện",
    "`{text}` is not given to `{kind}`, so it cannot be a condition",
    "thêm `{kind}` vào `to` của `{text}`",
    "add `{kind}` to the `to` of `{text}`",
)
OVERLAY_OTHER = Code(
    "overlay-of-other",
    _E,
    "văn bản này bổ sung cho bộ `{text}`, không phải `{other}`",
    "this is laid over `{text}`, not over `{other}`",
    "chọn đúng bộ tiêu chí",
    "choose the right rule set",
)
NOT_AN_OVERLAY = Code(
    "not-an-overlay",
    _E,
    "`{text}` không phải là văn bản bổ sung (thiếu `overlay` và `over`)",
    "`{text}` is no overlay (no `overlay` and `over`)",
    "tệp đưa vào --with phải bắt đầu bằng `overlay:` và `over:`",
    "a file given to --with starts with `overlay:` and `over:`",
)
OVERLAY_ALONE = Code(
    "overlay-alone",
    _E,
    "`{text}` là văn bản bổ sung, không dùng một mình được",
    "`{text}` is an overlay and cannot be used alone",
    "dùng bộ tiêu chí `{other}` và thêm tệp này bằng --with",
    "use the rule set `{other}` and add this file by --with",
)
OVERLAY_TWICE = Code(
    "overlay-conflict",
    _E,
    "`{text}` đã được quy định ở văn bản bên dưới",
    "`{text}` is already said by the document below",
    "văn bản bổ sung chỉ thêm điều mà kế hoạch để ngỏ",
    "an overlay only adds what the plan leaves open",
)
