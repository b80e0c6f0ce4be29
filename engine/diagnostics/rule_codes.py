"""Codes of findings in rule sets: how they are written, what they name, what they mean, what they cite."""

from __future__ import annotations

from .model import Code, Severity

_E, _W = Severity.ERROR, Severity.WARNING

# --- files and YAML ------------------------------------------------------------------------------------------
NO_RULE_FILE = Code(
    "no-rule-file", _E,
    "không tìm thấy bộ tiêu chí `{text}`", "no rule set `{text}`",
    "các bộ có sẵn: {names}; hoặc ghi đường dẫn tới thư mục có tệp rules.yaml",
    "shipped rule sets: {names}; or give the path of a folder with a rules.yaml",
)
UNREADABLE_RULES = Code(
    "unreadable-rules", _E,
    "không đọc được tệp `{text}`: {why}", "cannot read `{text}`: {why}",
    "kiểm tra tệp có tồn tại, là văn bản UTF-8 và nhỏ hơn 1 MB", "check that the file exists, is UTF-8 text and under 1 MB",
)
YAML_SYNTAX = Code(
    "yaml-syntax", _E,
    "không phải YAML hợp lệ ở chỗ này", "this is not valid YAML",
    "kiểm tra thụt dòng, dấu hai chấm và dấu ngoặc; trình đọc báo: {why}",
    "check indentation, colons and quotes; the reader says: {why}",
)
YAML_ANCHOR = Code(
    "yaml-anchor", _E,
    "không dùng neo, bí danh hay thẻ YAML (`{text}`)", "anchors, aliases and tags are not used here (`{text}`)",
    "viết đầy đủ nội dung ở cả hai chỗ để người đọc đối chiếu được với kế hoạch",
    "write the content out in both places, so that it can be read beside the plan",
)
YAML_DEPTH = Code(
    "yaml-too-deep", _E,
    "lồng quá sâu hoặc quá dài", "nested too deeply or too long", "tối đa 30 tầng và 1 MB", "at most 30 levels and 1 MB",
)
DUPLICATE_KEY = Code(
    "duplicate-key", _E,
    "khóa `{text}` được ghi hai lần", "the key `{text}` is written twice",
    "bỏ một trong hai; chỗ trước ở dòng {line}", "drop one of them; the first stands in line {line}",
)
UNKNOWN_KEY = Code(
    "unknown-key", _E,
    "không có khóa `{text}` trong mục này", "there is no key `{text}` in this section",
    "{hint}các khóa được dùng: {names}", "{hint}keys in use: {names}",
)
MISSING_KEY = Code(
    "missing-key", _E,
    "thiếu khóa `{text}`", "the key `{text}` is missing",
    "thêm khóa `{text}` vào mục này", "add `{text}` to this section",
)
WRONG_SHAPE = Code(
    "wrong-type", _E,
    "chỗ này phải là {wanted}", "this must be {wanted_en}",
    "sửa lại theo docs/language.md", "see docs/language.md",
)
BAD_NAME = Code(
    "bad-name", _E,
    "`{text}` không dùng làm tên được", "`{text}` cannot be a name",
    "tên gồm chữ thường không dấu, số, gạch dưới, gạch nối, bắt đầu bằng chữ và không trùng từ khóa",
    "names are lower case ASCII letters, digits, underscores and hyphens, start with a letter, and are no keyword",
)
BAD_NUMBER = Code(
    "number-syntax", _E,
    "`{text}` không phải là số", "`{text}` is not a number",
    "viết số với dấu chấm thập phân, ví dụ 97.5 hoặc 10%", "write numbers with a decimal point, such as 97.5 or 10%",
)
NO_SUCH_DAY = Code(
    "no-such-day", _E,
    "`{text}` không phải là một ngày có thật", "`{text}` is not a day of the calendar",
    "viết năm-tháng-ngày, ví dụ 2020-05-20", "write year-month-day, such as 2020-05-20",
)
NOT_ONE_OF = Code(
    "not-one-of", _E,
    "`{text}` không phải là một lựa chọn ở đây", "`{text}` is not a choice here",
    "{hint}các lựa chọn: {names}", "{hint}choices: {names}",
)

# --- expressions ---------------------------------------------------------------------------------------------
EXPRESSION_TOO_LARGE = Code(
    "expression-too-large", _E,
    "biểu thức quá dài hoặc lồng quá sâu", "the expression is too long or too deep",
    "tách thành nhiều tiêu chí hoặc đại lượng", "split it into several criteria or measures",
)
EXPRESSION_CHARACTER = Code(
    "expression-character", _E,
    "ký tự `{text}` không có trong ngôn ngữ biểu thức", "the character `{text}` is not part of the expression language",
    "tên viết không dấu; xem docs/language.md", "names are plain ASCII; see docs/language.md",
)
EXPRESSION_UNEXPECTED = Code(
    "expression-syntax", _E,
    "không hiểu `{text}` ở chỗ này", "`{text}` is not understood here",
    "ở đây có thể viết: {wanted}; phép so sánh sau `where`/`has` của một con số phải đặt trong ngoặc",
    "possible here: {wanted}; a comparison after the `where`/`has` of a number stands in brackets",
)
EXPRESSION_ENDS = Code(
    "expression-ends", _E,
    "biểu thức kết thúc khi chưa trọn", "the expression ends too early", "còn thiếu: {wanted}", "still missing: {wanted}",
)

# --- names ---------------------------------------------------------------------------------------------------
UNKNOWN_NAME = Code(
    "unknown-name", _E,
    "không có {what} nào tên `{text}`", "there is no {what_en} named `{text}`",
    "{hint}các tên có thể dùng: {names}", "{hint}names in use: {names}",
)
DEFINED_TWICE = Code(
    "defined-twice", _E,
    "`{text}` được định nghĩa hai lần", "`{text}` is defined twice", "đổi tên một trong hai", "rename one of them",
)
NOT_BELOW = Code(
    "not-owned", _E,
    "`{text}` không phải là dòng số liệu thuộc `{owner}`", "`{text}` holds no rows owned by `{owner}`",
    "các danh sách thuộc `{owner}`: {names}", "registers owned by `{owner}`: {names}",
)
NOT_ABOVE = Code(
    "not-an-owner", _E,
    "`{text}` không phải là chủ của `{owner}`", "`{text}` is not an owner of `{owner}`",
    "các danh sách chủ của `{owner}`: {names}", "owners of `{owner}`: {names}",
)
OWNER_CIRCLE = Code(
    "owner-circle", _E,
    "các danh sách thuộc lẫn nhau thành vòng: {text}", "registers own each other in a circle: {text}",
    "bỏ một `of:`", "drop one `of:`",
)

# --- types ---------------------------------------------------------------------------------------------------
WANTS_CONDITION = Code(
    "wants-condition", _E,
    "chỗ này cần một điều kiện, nhưng đây là {text}", "a condition is needed here, but this is {text_en}",
    "so sánh nó với một giá trị, ví dụ `>= 97`", "compare it with a value, such as `>= 97`",
)
WANTS_NUMBER = Code(
    "wants-number", _E,
    "chỗ này cần một con số hoặc một ngày, nhưng đây là {text}", "a number or a day is needed here, but this is {text_en}",
    "điều kiện bên trong `where`/`has` của một con số phải đặt trong ngoặc",
    "a condition inside the `where`/`has` of a number stands in brackets",
)
TYPES_DIFFER = Code(
    "types-differ", _E,
    "không so sánh hay tính chung {left} với {right}", "{left_en} and {right_en} do not mix",
    "đưa hai vế về cùng một loại", "bring both sides to one type",
)
NOT_COMPARABLE = Code(
    "only-equality", _E,
    "{text} chỉ so sánh được bằng `=`, `!=`, `in`", "{text_en} can only be compared by `=`, `!=`, `in`",
    "dùng `in (...)` để liệt kê các lựa chọn", "list the options with `in (...)`",
)
RATIO_ARITHMETIC = Code(
    "ratio-arithmetic", _E,
    "tỷ lệ và trung bình chỉ dùng để so sánh với một con số, không tính toán tiếp",
    "a share or mean can only be compared with a number, not computed with",
    "đặt thành một tiêu chí riêng", "make it a criterion of its own",
)
OVERFLOW = Code(
    "too-large", _E,
    "kết quả có thể vượt quá giới hạn số nguyên chính xác ({text})", "the result may exceed the exact integer range ({text})",
    "khai báo `range` và `decimals` hẹp hơn cho các trường được dùng",
    "declare a narrower `range` and fewer `decimals` for the fields used",
)
IF_NONE_PLACE = Code(
    "if-none-place", _E,
    "`if none` chỉ dùng khi điều kiện là đúng một phép every, share, min, max hoặc mean, không nằm trong and/or/not",
    "`if none` needs a condition that is exactly one every, share, min, max or mean, not under and/or/not",
    "tách thành nhiều tiêu chí", "split the criterion",
)
TEXT_USE = Code(
    "text-use", _E,
    "trường chữ `{text}` chỉ hỏi được `is given` hoặc `is missing`", "the text field `{text}` can only be asked `is given` or `is missing`",
    "đổi loại trường thành choice nếu cần so sánh", "make it a choice if it is to be compared",
)
NOT_A_SUBJECT = Code(
    "not-a-subject", _E,
    "`{text}` không có đối tượng để xét", "the rows of `{text}` are no subjects",
    "chỉ danh sách có khóa `subject` mới được xét", "only registers with `subject` can be judged",
)
PEERS_OTHER = Code(
    "peers-register", _E,
    "`among` phải nêu chính danh sách đang xét, ở đây là `{text}`", "`among` must name the register itself, here `{text}`",
    "viết `among {text}`", "write `among {text}`",
)
WRONG_FIELD_TYPE = Code(
    "wrong-field-type", _E,
    "`{text}` phải là trường loại {wanted}", "`{text}` must be a {wanted_en} field",
    "sửa loại của trường hoặc nêu trường khác", "change the field's type or name another field",
)
FIELD_NEEDS = Code(
    "field-needs", _E,
    "trường `{text}` thiếu khai báo {wanted}", "the field `{text}` needs {wanted}",
    "thêm {wanted}", "add {wanted}",
)
BAD_BLANK = Code(
    "bad-blank", _E,
    "`{text}` không phải là giá trị của trường này", "`{text}` is no value of this field",
    "`blank` phải là một giá trị hợp lệ của chính trường đó", "`blank` must be a valid value of the field itself",
)
BLANK_READING = Code(
    "blank-without-reading", _E,
    "coi ô trống của `{text}` là một giá trị thì phải nêu cách hiểu (`reading`)",
    "taking a blank `{text}` for a value needs a `reading`",
    "thêm `reading:`, hoặc bỏ `blank:` để ô trống là chưa có số liệu", "add a `reading:`, or drop `blank:`",
)

# --- citations -----------------------------------------------------------------------------------------------
UNKNOWN_CLAUSE = Code(
    "unknown-clause", _E,
    "văn bản `{document}` không có điều khoản `{text}`", "the document `{document}` has no clause `{text}`",
    "{hint}các điều khoản: {names}", "{hint}clauses: {names}",
)
BAD_CITATION = Code(
    "bad-citation", _E,
    "`{text}` không phải là một viện dẫn", "`{text}` is not a citation",
    "viết mã văn bản, một dấu cách, số điều khoản, ví dụ `kh 4.1-3`", "write document, blank, clause: `kh 4.1-3`",
)
QUOTE_NOT_IN_CLAUSE = Code(
    "quote-not-in-clause", _E,
    "lời trích không có trong điều khoản {text}", "the quote does not stand in clause {text}",
    "chép đúng lời của điều khoản: {clause}", "copy the clause's own words: {clause}",
)
LITERAL_WITHOUT_SOURCE = Code(
    "literal-without-source", _E,
    "`{text}` không có trong lời trích của điều khoản", "`{text}` does not stand in the quoted clause",
    "trích đúng chỗ có giá trị này, hoặc ghi thành thông số, ý kiến đánh giá hay cách hiểu (`reading`)",
    "quote the place that has it, or make it a parameter, a judgement or a reading",
)
CLAUSE_UNUSED = Code(
    "clause-unaccounted", _E,
    "điều khoản {text} chưa được viết thành tiêu chí, hỏi, hay nêu lý do bỏ qua",
    "clause {text} is neither encoded, asked nor waived",
    "viết thành tiêu chí hoặc thêm vào `waived` với lý do", "encode it or add it to `waived` with a reason",
)
CLAUSE_NOT_IN_TEXT = Code(
    "clause-not-in-text", _E,
    "điều khoản {text} không có nguyên văn trong tệp `{file}`", "clause {text} does not stand in `{file}`",
    "chép lại đúng nguyên văn; chỗ bắt đầu khác: {words}", "copy it word by word; it differs from: {words}",
)
SLIP_NOT_IN_CLAUSE = Code(
    "slip-not-in-clause", _E,
    "lỗi sao chép `{text}` không có trong điều khoản", "the slip `{text}` does not stand in the clause",
    "chép đúng chữ đang có trong điều khoản", "copy what stands in the clause",
)
READING_UNUSED = Code(
    "reading-unused", _W,
    "cách hiểu `{text}` không được tiêu chí nào nêu", "no rule names the reading `{text}`",
    "nêu nó ở tiêu chí liên quan, hoặc bỏ", "name it where it matters, or drop it",
)

# --- the whole -----------------------------------------------------------------------------------------------
CIRCLE = Code(
    "circle", _E,
    "các quyết định phụ thuộc lẫn nhau thành vòng: {text}", "decisions rest on each other in a circle: {text}",
    "{hint}bỏ một chiều phụ thuộc", "{hint}drop one of the dependencies",
)
AMONG_KIND = Code(
    "among-kind", _E,
    "`{text}` không dành cho `{kind}` nên không thể là điều kiện", "`{text}` is not given to `{kind}`, so it cannot be a condition",
    "thêm `{kind}` vào `to` của `{text}`", "add `{kind}` to the `to` of `{text}`",
)
FIELD_UNUSED = Code(
    "field-unused", _W,
    "không tiêu chí nào đọc trường `{text}`", "no rule reads the field `{text}`",
    "dùng trong một tiêu chí, hoặc bỏ trường", "use it in a rule, or drop it",
)
CRITERION_UNUSED = Code(
    "criterion-unused", _W,
    "không hình thức khen thưởng nào dùng `{text}`", "no award uses `{text}`",
    "nêu trong `to` hoặc `bars` của một hình thức khen thưởng", "name it in an award's `to` or `bars`",
)
NEVER_COMPLETE = Code(
    "never-complete", _W,
    "danh sách `{text}` không có khai báo `complete`, nên kết luận này không bao giờ dứt điểm",
    "the register `{text}` has no `complete:`, so this can never be settled",
    "khai báo ai xác nhận danh sách đầy đủ", "declare who confirms that it is complete",
)
OVERLAY_OTHER = Code(
    "overlay-of-other", _E,
    "văn bản này bổ sung cho bộ `{text}`, không phải `{other}`", "this is laid over `{text}`, not over `{other}`",
    "chọn đúng bộ tiêu chí", "choose the right rule set",
)
NOT_AN_OVERLAY = Code(
    "not-an-overlay", _E,
    "`{text}` không phải là văn bản bổ sung (thiếu `overlay` và `over`)", "`{text}` is no overlay (no `overlay` and `over`)",
    "tệp đưa vào --with phải bắt đầu bằng `overlay:` và `over:`", "a file given to --with starts with `overlay:` and `over:`",
)
OVERLAY_TWICE = Code(
    "overlay-conflict", _E,
    "`{text}` đã được quy định ở văn bản bên dưới", "`{text}` is already said by the document below",
    "văn bản bổ sung chỉ thêm điều mà kế hoạch để ngỏ", "an overlay only adds what the plan leaves open",
)
