"""Codes of findings in assumptions (`what-if`) and comparisons (`compare`)."""

from __future__ import annotations

from .model import Code, Severity

_E = Severity.ERROR

ASSUME_SYNTAX = Code(
    "assume-syntax",
    _E,
    "không hiểu giả định `{text}`",
    "the assumption `{text}` cannot be read",
    "ghi theo mẫu `{form}`",
    "write it like `{form}`",
)
ASSUME_NOTHING = Code(
    "assume-nothing",
    _E,
    "chưa nêu giả định nào",
    "there is no assumption",
    "nêu ít nhất một thay đổi, ví dụ --set, --add, --remove, --answer, --parameter, --quota, --rule, --deadline, --as-of-then, --changes",
    "name at least one change, such as --set, --add, --remove, --answer, --parameter, --quota, --rule, --deadline, --as-of-then, --changes",
)
ASSUME_REGISTER = Code(
    "assume-register",
    _E,
    "giả định nói đến danh sách `{text}`, bộ tiêu chí không có danh sách này",
    "the assumption names a list `{text}` that the rule set does not have",
    "{hint}các danh sách: {names}",
    "{hint_en}lists: {names}",
)
ASSUME_ROW = Code(
    "assume-row",
    _E,
    "trong “{register}” không có dòng nào có mã hoặc tên `{text}`",
    "no row of “{register}” has the key or name `{text}`",
    "{hint}ghi đúng mã hoặc tên như trong số liệu; với dòng không có mã thì ghi mã của đối tượng có dòng đó",
    "{hint_en}use a key or name as in the records; of a row without a key, that of whom it belongs to",
)
ASSUME_ROWS = Code(
    "assume-rows",
    _E,
    "trong “{register}” có {count} dòng của `{text}`",
    "“{register}” has {count:row|rows} of `{text}`",
    "chọn một dòng: {names}",
    "choose one: {names}",
)
ASSUME_FIELD = Code(
    "assume-field",
    _E,
    "“{register}” không có cột `{text}`",
    "“{register}” has no column `{text}`",
    "{hint}các cột: {names}",
    "{hint_en}columns: {names}",
)
ASSUME_VALUE = Code(
    "assume-value",
    _E,
    "`{text}` không phải là {wanted} cho “{what}”",
    "`{text}` is not {wanted_en} for “{what}”",
    "ghi như trong bộ tiêu chí, ví dụ `{form}`",
    "write it as rules do, such as `{form}`",
)
ASSUME_PARAMETER = Code(
    "assume-parameter",
    _E,
    "bộ tiêu chí không hỏi thông số nào tên `{text}`",
    "the rule set asks for no parameter `{text}`",
    "{hint}các thông số: {names}",
    "{hint_en}parameters: {names}",
)
ASSUME_QUESTION = Code(
    "assume-question",
    _E,
    "không có ý kiến đánh giá `{text}` cho “{register}”",
    "no judgement `{text}` is asked of “{register}”",
    "{hint}các ý kiến: {names}",
    "{hint_en}judgements: {names}",
)
ASSUME_QUOTA = Code(
    "assume-quota",
    _E,
    "bộ tiêu chí không đặt hạn mức cho `{text}`",
    "the rule set has no quota for `{text}`",
    "{hint}các hạn mức: {names}; hạn mức mới phải có văn bản, dùng --with",
    "{hint_en}quotas: {names}; a new quota needs a document, use --with",
)
ASSUME_QUOTAS = Code(
    "assume-quotas",
    _E,
    "`{text}` có hạn mức riêng cho từng loại đối tượng",
    "`{text}` has a quota for each kind of subject",
    "chọn một: {names}",
    "choose one of them: {names}",
)
ASSUME_RULE = Code(
    "assume-rule",
    _E,
    "bộ tiêu chí không có quy tắc nào tên `{text}`",
    "the rule set has no rule `{text}`",
    "{hint}các quy tắc có con số: {names}",
    "{hint_en}rules with a number: {names}",
)
ASSUME_NUMBERLESS = Code(
    "assume-numberless",
    _E,
    "quy tắc `{text}` không có con số hay ngày nào để thay",
    "the rule `{text}` has no number or day to change",
    "các quy tắc có con số: {names}",
    "those with a number: {names}",
)
ASSUME_NUMBERS = Code(
    "assume-numbers",
    _E,
    "quy tắc `{text}` có {count} con số",
    "the rule `{text}` has {count:number|numbers}",
    "chọn một theo số thứ tự: {names}",
    "choose by its number: {names}",
)
ASSUME_DEADLINE = Code(
    "assume-deadline",
    _E,
    "bộ tiêu chí không có thời hạn `{text}`",
    "the rule set has no deadline `{text}`",
    "{hint}các thời hạn: {names}",
    "{hint_en}deadlines: {names}",
)
ASSUME_TWICE = Code(
    "assume-twice",
    _E,
    "hai giả định cùng nói về `{text}`",
    "two assumptions are about `{text}`",
    "giữ lại một",
    "keep one of them",
)
COMPARE_NOTHING = Code(
    "compare-nothing",
    _E,
    "chưa nêu so với gì",
    "there is nothing to compare with",
    "nêu ít nhất một trong --then, --then-as-of, --then-ruleset, --then-with",
    "give at least one of --then, --then-as-of, --then-ruleset, --then-with",
)
