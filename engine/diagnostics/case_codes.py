"""Codes of findings in the example cases of a rule set (`cases.yaml`)."""

from __future__ import annotations

from .model import Code, Severity

_E, _W = Severity.ERROR, Severity.WARNING

NO_CASES = Code(
    "no-cases", _E,
    "bộ tiêu chí `{text}` không có ca kiểm nào", "the rule set `{text}` has no example case",
    "viết ca kiểm vào `{file}` theo docs/testing-rules.md", "write cases into `{file}`, as docs/testing-rules.md says",
)
NO_SUCH_CASE = Code(
    "no-such-case", _E,
    "không có ca kiểm nào khớp với `{text}`", "no case fits `{text}`",
    "{hint}ghi số thứ tự của ca kiểm hoặc một đoạn trong `note`", "{hint_en}use the number of a case or some words of its `note`",
)
CASE_TWICE = Code(
    "case-twice", _E,
    "ca kiểm `{text}` trùng tên với ca ở dòng {line}", "the case `{text}` has the same note as the one on line {line}",
    "đặt `note` khác nhau cho mỗi ca", "give every case a `note` of its own",
)
CASE_VALUE = Code(
    "case-value", _E,
    "`{text}` không phải là giá trị của `{field}`", "`{text}` is no value of `{field}`",
    "ghi {wanted}; ô chưa có số liệu ghi chuỗi rỗng, ô không đọc được ghi dấu hỏi",
    "write {wanted_en}; a missing value is an empty text, a cell that cannot be read a question mark",
)
CASE_FIELD = Code(
    "case-field", _E,
    "danh sách `{register}` không có cột `{text}`", "the register `{register}` has no column `{text}`",
    "{hint}các cột: {names}", "{hint_en}columns: {names}",
)
CASE_ROW = Code(
    "case-row", _E,
    "không có dòng nào của `{register}` mang mã `{text}`", "no row of `{register}` has the key `{text}`",
    "{hint}các mã có trong ca kiểm này: {names}", "{hint_en}keys in this case: {names}",
)
CASE_NOT_READ = Code(
    "case-not-read", _E,
    "danh sách `{text}` không có trong ca kiểm này", "the register `{text}` is not in this case",
    "các danh sách có trong ca: {names}", "registers in this case: {names}",
)
CASE_SUBJECT = Code(
    "case-subject", _E,
    "`{text}` không phải là đối tượng của ca kiểm này", "`{text}` is no subject of this case",
    "{hint}ghi LOẠI/MÃ, ví dụ {names}", "{hint_en}write KIND/KEY, such as {names}",
)
CASE_OTHER_KIND = Code(
    "case-other-kind", _E,
    "`{text}` không được xét cho loại đối tượng `{kind}`", "`{text}` is not judged for the kind `{kind}`",
    "{hint}các tên dùng được ở đây: {names}", "{hint_en}names that can stand here: {names}",
)
CASE_WORD = Code(
    "case-word", _E,
    "`{text}` không phải là kết quả có thể có của `{field}`", "`{text}` is no possible result of `{field}`",
    "{hint}các kết quả: {names}", "{hint_en}results: {names}",
)
CASE_WANTS_NOTHING = Code(
    "case-wants-nothing", _E,
    "ca kiểm `{text}` không nêu kết quả mong đợi nào", "the case `{text}` wants no result",
    "thêm vào `want` ít nhất một kết quả của một đối tượng", "put at least one result of one subject into `want`",
)
CASE_OWNER = Code(
    "case-owner", _E,
    "không có `{owner}` nào mang mã `{text}` trong ca kiểm này", "no `{owner}` has the key `{text}` in this case",
    "{hint}muốn thử dòng có mã không đọc được thì ghi dấu hỏi; các mã: {names}",
    "{hint_en}to try a row whose owner cannot be read, write a question mark; keys: {names}",
)
UNREACHABLE_UNKNOWN = Code(
    "unreachable-unknown", _E,
    "không có điều nào mang mã `{text}` để khai là không đạt tới được", "nothing has the id `{text}`, so it cannot be declared unreachable",
    "{hint}lấy mã từ bảng của `xetkhen test --coverage` hoặc `--mutate`", "{hint_en}take the id from the table of `xetkhen test --coverage` or `--mutate`",
)
UNREACHABLE_REACHED = Code(
    "unreachable-reached", _E,
    "`{text}` được khai là không đạt tới được, nhưng {case} đã đạt tới", "`{text}` is declared unreachable, but {case_en} reaches it",
    "bỏ mục này khỏi `unreachable`", "take it out of `unreachable`",
)
DECLARED_SOUND = Code(
    "declared-sound", _E,
    "`{text}` được khai kèm lý do, nhưng phân tích thấy ở đó không có gì phải nêu lý do",
    "a reason is declared for `{text}`, but the analysis finds nothing there that needs one",
    "bỏ mục này khỏi `unreachable`", "take the entry out of `unreachable`",
)
DECLARED_APART = Code(
    "declared-apart", _E,
    "`{text}` được khai là không ca kiểm nào phân biệt được, nhưng bộ giải tìm được hồ sơ phân biệt",
    "`{text}` is declared not to be told apart by any case, but the solver finds a dossier that does",
    "bỏ mục này khỏi `unreachable` rồi chạy lại với --suggest để lấy ca kiểm",
    "take the entry out of `unreachable` and run it again with --suggest to get the case",
)
EXPECTED_COLUMN = Code(
    "expected-column", _E,
    "không rõ cột `{text}` mong đợi kết quả nào", "it is not clear which result the column `{text}` expects",
    "{hint}ghi tên sau dấu hai chấm, ví dụ `Mong đợi: Giấy khen`; các tên: {names}",
    "{hint_en}put a name after a colon, such as `Mong doi: Giay khen` with its accents; names: {names}",
)
NO_EXPECTED = Code(
    "no-expected", _E,
    "không có cột `Mong đợi` nào có nội dung trong `{text}`", "no column of expected results (`Mong doi`, with its accents) holds anything in `{text}`",
    "thêm cột này vào danh sách đối tượng, mỗi dòng ghi kết quả phải có", "add the column to a list of subjects and write into each row what must come out",
)
