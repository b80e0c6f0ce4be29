"""The layout of what goes in: documents, readings, parameters, times, registers and their fields, judgements."""

from __future__ import annotations

from ...diagnostics import lint_codes
from ...plan.laws import DIRECTIONS, LAWS, ROW_DIRECTIONS
from .model import (
    DATE,
    DAY,
    END,
    NAME,
    NAMES,
    NUMBER,
    ROWS,
    SWITCH,
    TEXT,
    TEXTS,
    WHOLE,
    Choice,
    Either,
    Ends,
    Form,
    Key,
    Keyed,
    Many,
    Named,
    cited,
)

TYPES = Choice(("yes-no", "number", "percent", "count", "date", "choice", "text"))
FIELD = Either((TYPES, Keyed("field")))
OPTIONS = Named(Either((TEXT, Keyed("option"))))
_LABEL = ("Tên gọi, như thành viên Hội đồng đọc.", "What it is called, for people to read.")
_ALSO = ("Các tên gọi khác có thể gặp trong tệp của đơn vị.", "Other names it may go by in the workbooks.")
_RANGE = ("Khoảng giá trị hợp lệ `[thấp nhất, cao nhất]`.", "The values it may take, `[low, high]`.")
_DECIMALS = ("Số chữ số thập phân, từ 0 đến 16.", "How many decimals it has, 0 to 16.")
_UNIT = ("Đơn vị tính, chỉ để hiển thị.", "The unit of measurement, for display only.")
_OPTIONS = (
    "Các lựa chọn: `mã: nhãn`, hoặc `mã: {label, also}`.",
    "The options: `key: label`, or `key: {label, also}`.",
)
_BEFORE = ("Trước ngày này; chính ngày này đã là muộn.", "Before this day; the day itself is too late.")
_BY = ("Chậm nhất ngày này; chính ngày này còn kịp.", "By this day; the day itself is in time.")

FORMS = (
    Form("document", "Một văn bản và tệp điều khoản của nó.", "A document and the file of its clauses.", (
        Key("clauses", TEXT, "Tên tệp điều khoản nằm cùng thư mục, ví dụ `plan.yaml`.", "The file of clauses in the same folder, such as `plan.yaml`.", need=True),
    )),
    Form("reading", "Một cách hiểu: chữ chưa rõ của kế hoạch được hiểu thế nào, do ai.", "A reading: how an unclear clause was taken, and by whom.", (
        *cited(quote=False)[:2],
        Key("open", TEXT, "Điều chưa rõ.", "What is unclear.", need=True),
        Key("taken", TEXT, "Đã hiểu thế nào.", "How it was taken.", need=True),
        Key("by", TEXT, "Ai quyết định cách hiểu này.", "Who decided on this reading.", need=True),
        Key("on", DATE, "Ngày quyết định cách hiểu.", "The day it was decided."),
        Key("instead", TEXTS, "Những cách hiểu khác đã cân nhắc.", "Other readings that were weighed."),
    )),
    Form("parameter", "Một giá trị kế hoạch để ngỏ: phải hỏi, không tự đặt ra.", "A value the plan leaves open: asked, never invented.", (
        Key("type", Choice(("number", "percent", "count", "date")), "Loại giá trị.", "What kind of value it is.", need=True),
        Key("ask", TEXT, "Câu hỏi cho người nhập giá trị.", "The question put to whoever gives the value.", need=True),
        Key("range", Ends(END), *_RANGE),
        Key("decimals", WHOLE, *_DECIMALS),
        Key("values", Many(Keyed("dated")), "Giá trị theo từng thời gian, khi văn bản có quy định.", "Values by day, where a document gives them."),
        *cited(quote=False),
    )),
    Form("dated", "Giá trị áp dụng từ một ngày.", "A value that holds from a day on.", (
        Key("from", DATE, "Ngày bắt đầu áp dụng.", "The day from which it holds.", need=True),
        Key("value", NUMBER, "Giá trị.", "The value.", need=True),
        *cited(),
    )),
    Form("called", "Tên gọi từ một ngày.", "What something is called from a day on.", (
        Key("from", DATE, "Ngày bắt đầu mang tên này.", "The first day on which it is called so.", need=True),
        Key("value", TEXT, "Tên gọi.", "The name.", need=True),
        *cited(),
    )),
    Form("period", "Một khoảng thời gian; tính cả ngày đầu và ngày cuối.", "A period; both ends belong to it.", (
        Key("label", TEXT, *_LABEL, need=True),
        Key("from", DAY, "Ngày đầu, hoặc tên một thông số.", "The first day, or the name of a parameter.", need=True),
        Key("to", DAY, "Ngày cuối, hoặc tên một thông số.", "The last day, or the name of a parameter.", need=True),
        *cited(quote=False),
    )),
    Form("deadline", "Một thời hạn: `before` hoặc `by`.", "A deadline: `before` or `by`.", (
        Key("label", TEXT, *_LABEL),
        Key("before", DAY, *_BEFORE),
        Key("by", DAY, *_BY),
        Key("extended", Keyed("extension"), "Thời hạn đã được gia hạn đến ngày khác.", "The deadline was extended to another day."),
        *cited(cite=False, quote=False),
    ), one_of=(("label", "cite", "before"), ("label", "cite", "by"), ("extended",))),
    Form("extension", "Việc gia hạn, có văn bản viện dẫn.", "An extension, with the document that grants it.", (
        Key("before", DAY, *_BEFORE),
        Key("by", DAY, *_BY),
        *cited(),
    ), one_of=(("before",), ("by",))),
    Form("register", "Một danh sách, đọc từ trang tính hoặc tệp csv cùng tên.", "A register, read from the sheet or csv of its name.", (
        Key("label", TEXT, "Tên danh sách: tên trang tính hoặc tiêu đề.", "The sheet's name or title.", need=True),
        Key("also", TEXTS, *_ALSO),
        Key("subject", TEXT, "Có khóa này thì mỗi dòng là một đối tượng có thể được đề nghị.", "Present: each row is a subject who can be proposed."),
        Key("of", NAMES, "Danh sách chủ quản: dòng này thuộc về dòng nào.", "Its owners: the registers whose rows these belong to."),
        Key("owner key", Keyed("owner key"), "Cột ghi mã chủ quản, dùng chung cho mọi loại chủ quản.", "The one column that names the owner, whatever its kind."),
        Key("key", Named(FIELD, only=True), "Cột mã, đúng một cột.", "The column that identifies a row, exactly one."),
        Key("name", Named(FIELD, only=True), "Cột tên, đúng một cột.", "The column with the name, exactly one."),
        Key("role", NAME, "Trường có-không chia đối tượng thành hai vai trò, ví dụ người đứng đầu.", "A yes-no field that splits the kind into two roles."),
        Key("happens", NAME, "Trường ngày: khi việc xảy ra.", "The date field that says when it happened."),
        Key("known", NAME, "Trường ngày: khi việc được biết, được kết luận.", "The date field that says when it was known."),
        Key("complete", Keyed("complete"), "Căn cứ để coi danh sách là đầy đủ.", "What shows that the register is complete."),
        Key("better", Choice(ROW_DIRECTIONS), "Nhiều dòng hơn là tốt (`more`) hay ít hơn là tốt (`fewer`).", "Whether it is better to have more rows or fewer."),
        Key("fields", Named(FIELD), "Các cột số liệu.", "The columns of data."),
    )),
    Form("owner key", "Một cột ghi mã chủ quản.", "The one column that names the owner.", (
        Key("label", TEXT, "Tiêu đề cột.", "The heading of the column.", need=True),
        Key("also", TEXTS, *_ALSO),
    )),
    Form("complete", "Danh sách đầy đủ: có xác nhận, hoặc số dòng khớp.", "Complete: by an attestation, or by the number of rows.", (
        Key("basis", TEXT, "Ai xác nhận danh sách đã đầy đủ.", "Who attests that the register is complete."),
        Key("through", NAME, "Xác nhận cần phủ đến thời hạn này.", "The deadline up to which it is attested."),
        Key("per", NAME, "Danh sách chủ quản được đối chiếu từng dòng.", "The owner whose rows are checked one by one."),
        Key("when", ROWS, "Dạng `rows = unit.staff_count`.", "Of the form `rows = unit.staff_count`."),
    ), one_of=(("basis",), ("per", "when"))),
    Form("field", "Một cột: loại, nhãn và giá trị hợp lệ.", "A column: its type, label and values.", (
        Key("type", TYPES, "Loại giá trị của cột.", "What the column holds.", need=True),
        Key("label", TEXT, "Tiêu đề cột.", "The heading of the column.", need=True),
        Key("also", TEXTS, *_ALSO),
        Key("range", Ends(NUMBER), *_RANGE),
        Key("decimals", WHOLE, *_DECIMALS),
        Key("unit", TEXT, *_UNIT),
        Key("options", OPTIONS, *_OPTIONS),
        Key("blank", TEXT, "Ô trống nghĩa là gì (`yes`, `no`, một số, một lựa chọn); cần một cách hiểu.", "What an empty cell means (`yes`, `no`, a number, an option); needs a reading."),
        Key("month", Choice(("first", "last")), "Trường ngày: tháng không ghi ngày (05/2020) được coi là ngày đầu hay ngày cuối tháng; cần một cách hiểu.", "A date: which day of it a month without a day stands for; needs a reading."),
        Key("digits", WHOLE, "Trường chữ: số định danh có bao nhiêu chữ số, để biết khi mất số 0 ở đầu.", "Text: how many digits an identity number has, so that a lost leading zero is seen."),
        Key("better", Choice(tuple(sorted({d for way in DIRECTIONS.values() for d in way}))), "Thế nào là tốt hơn, để chứng minh không ai được lợi nhờ số liệu kém hơn.", "Which way it is better, so that nobody gains by a worse figure."),
        Key("required", SWITCH, "Dòng thiếu ô này bị loại.", "A row without it is rejected."),
        cited()[2],
    )),
    Form("option", "Một lựa chọn và các cách viết của nó.", "An option and the ways it is written.", (
        Key("label", TEXT, "Cách viết trong tệp.", "How it is written in the workbooks.", need=True),
        Key("also", TEXTS, *_ALSO),
    )),
    Form("judgement", "Một câu hỏi chỉ con người trả lời được.", "A question that only a person can answer.", (
        Key("of", NAMES, "Hỏi về đối tượng nào.", "About which kinds of subject it is asked.", need=True),
        Key("ask", TEXT, "Câu hỏi.", "The question.", need=True),
        Key("label", TEXT, *_LABEL),
        Key("answer", Keyed("answer"), "Câu trả lời không phải có-không: số, tỷ lệ hoặc lựa chọn.", "What the answer is where it is not yes or no."),
        *cited(quote=False),
    )),
    Form("answer", "Loại câu trả lời.", "What an answer holds.", (
        Key("type", Choice(("number", "percent", "count", "choice")), "Loại câu trả lời.", "The type of the answer.", need=True),
        Key("range", Ends(NUMBER), *_RANGE),
        Key("decimals", WHOLE, *_DECIMALS),
        Key("unit", TEXT, *_UNIT),
        Key("options", OPTIONS, *_OPTIONS),
    )),
    Form("waiver", "Một điều khoản không lập thành tiêu chí, và lý do.", "A clause that no rule takes up, and why.", (
        cited()[0],
        Key("why", TEXT, "Lý do.", "The reason.", need=True),
    )),
    Form("waived lint", "Một cảnh báo được chấp nhận, và lý do.", "A warning that is accepted, and why.", (
        Key("lint", Choice(tuple(lint_codes.WAIVABLE)), "Mã cảnh báo.", "The code of the warning.", need=True),
        Key("at", TEXT, "Chỗ được cảnh báo.", "What it is about.", need=True),
        Key("why", TEXT, "Lý do.", "The reason.", need=True),
    )),
    Form("excepted law", "Một ngoại lệ của một tính chất, do chính kế hoạch muốn thế.", "An exception to a law that the plan itself wants.", (
        Key("law", Choice(LAWS), "Tên tính chất.", "The name of the law.", need=True),
        Key("at", TEXT, "Ngoại lệ ở đâu: hình thức, đánh giá, tiêu chí, danh sách hoặc cột (`unit.reviewed`).", "Where: an award, assessment, criterion, register or column (`unit.reviewed`).", need=True),
        *cited(),
        Key("why", TEXT, "Lý do.", "The reason.", need=True),
    )),
    Form("clause", "Một điều khoản, chép nguyên văn.", "A clause, quoted in full.", (
        Key("id", TEXT, "Số riêng của điều khoản: mục, gạch nối, thứ tự.", "Its unique number: section, dash, ordinal.", need=True),
        Key("label", TEXT, "Cách thành viên Hội đồng gọi điều khoản này.", "How a council member would call it."),
        Key("text", TEXT, "Nguyên văn.", "Its text in full.", need=True),
        Key("slips", Many(Keyed("slip")), "Lỗi của bản chép, được giữ và ghi chú.", "Slips of the copy, kept and noted."),
    )),
    Form("slip", "Một lỗi của bản chép.", "A slip of the copy.", (
        Key("reads", TEXT, "Bản chép ghi.", "What stands there.", need=True),
        Key("means", TEXT, "Hiểu là.", "What is meant.", need=True),
    )),
)  # fmt: skip
