"""Codes of findings in rows: keys, owners, and what contradicts itself."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

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
KEY_ZEROS = Code(
    "key-zeros-lost",
    _W,
    "`{text}` ở cột `{column}` có lẽ mất số 0 ở đầu: các mã khác dài hơn và bắt đầu bằng 0",
    "`{text}` in `{column}` has probably lost its leading zeros: other keys are longer and begin with 0",
    "định dạng cột là văn bản rồi gõ lại đủ số; có phải {full}?",
    "format the column as text and type it whole; is it {full}?",
)
KEY_EXPONENT = Code(
    "key-exponent",
    _W,
    "`{text}` ở cột `{column}` là cách Excel viết tắt số dài: các chữ số cuối có lẽ đã mất ({count} mã như vậy)",
    "`{text}` in `{column}` is how Excel shortens long numbers: its last digits are probably lost ({count} such keys)",
    "mở tệp gốc, định dạng cột mã là văn bản rồi lưu lại thành csv",
    "open the original, format the column of keys as text and save it as csv again",
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
OWNER_NAME_ALONE = Code(
    "owner-name-alone",
    _E,
    "chỉ có tên `{text}`, không ghi đơn vị nên chưa chắc là ai trong `{register}`",
    "only the name `{text}` is given, without the unit: whose row of `{register}` it is is not certain",
    "ghi thêm đơn vị hoặc `{column}`; có phải mã {near}?",
    "give the unit too, or `{column}`; is it {near}?",
)
OWNER_NAMESAKES = Code(
    "owner-namesakes",
    _E,
    "`{register}` có nhiều dòng cùng tên `{text}`: {names}",
    "several in `{register}` are named `{text}`: {names}",
    "ghi thêm `{column}`",
    "give `{column}` too",
)
OWNER_NAME_DIFFERS = Code(
    "owner-name-differs",
    _E,
    "mã `{other}` trong `{register}` không phải của `{text}`",
    "the key `{other}` in `{register}` is not that of `{text}`",
    "sửa mã hoặc tên cho khớp",
    "correct the key or the name",
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
    "{count:row names|rows name} the old key `{text}`, taken for `{other}`, which succeeded it",
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
    "`{register}` was not read, so it is unknown whose {count:row of this sheet is|rows of this sheet are} (rows {first} to {last})",
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
    "`{text}` khớp với nhiều đối tượng: {names}",
    "`{text}` fits several subjects: {names}",
    "ghi mã vào chỗ của tên; mã không được trùng giữa các danh sách",
    "give the key in place of the name; keys must differ between lists",
)
ROW_MERGED = Code(
    "row-merged",
    _E,
    "dòng số liệu có ô gộp `{text}`",
    "this row of data has the merged cells `{text}`",
    "bỏ gộp ô và điền từng dòng",
    "unmerge them and fill in every row",
)
ROWS_ALIKE = Code(
    "rows-alike",
    _W,
    "{count} dòng của `{register}` giống hệt nhau ở `{text}` và `{other}`: có phải hai bản của một tệp?",
    "`{text}` and `{other}` hold the same {count:row|rows} of `{register}`: are these two versions of one book?",
    "nếu phải thì bỏ bản cũ ra, để không dòng nào bị tính hai lần",
    "if so, leave the older one out, so that no row counts twice",
)
ROW_EXAMPLE = Code(
    "row-called-example",
    _E,
    "dòng này ghi VD ở cột thứ tự nhưng không phải dòng ví dụ của biểu mẫu",
    "the line number of this row says that it is an example, and it is not the form's",
    "nếu là số liệu thật thì ghi số thứ tự thay cho VD; nếu là ví dụ thì xóa cả dòng",
    "if it holds data, give it a line number; if it is an example, delete the row",
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
PARAMETER_DAYS = Code(
    "parameter-out-of-days",
    _E,
    "`{text}` nằm ngoài khoảng ngày mà bộ tiêu chí cho phép đối với “{column}”",
    "`{text}` is not between the days that the rule set allows for “{column}”",
    "ghi một ngày từ {first} đến {last}; hiện thông số này coi như chưa có",
    "write a day from {first} to {last}; for now this parameter counts as not given",
)
PARAMETER_TWICE = Code(
    "parameter-twice",
    _E,
    "thông số `{text}` có nhiều giá trị khác nhau",
    "`{text}` is given with different values",
    "giữ lại một giá trị; hiện không giá trị nào được sử dụng",
    "keep one; for now none is used",
)
