"""What the columns of the built-in lists ask for, and an example of each (docs/workbooks.md says the same)."""

from __future__ import annotations

#: By (register, field): what to write.
MEANS = {
    ("attestation", "register"): "tên danh sách mà cơ quan xác nhận đã gửi đủ",
    ("attestation", "scope"): "mã một đơn vị; để trống hoặc ghi “Tất cả” là mọi đơn vị",
    ("attestation", "count"): "số dòng của danh sách đó trong phạm vi đó; không có dòng nào thì ghi 0",
    ("attestation", "covers_from"): "ngày đầu của thời gian được xác nhận",
    ("attestation", "covers_to"): "ngày cuối của thời gian được xác nhận",
    ("attestation", "document"): "số văn bản xác nhận",
    ("attestation", "day"): "ngày xác nhận",
    ("nomination", "award"): "tên hình thức như kế hoạch ghi",
    ("nomination", "document"): "số tờ trình",
    ("nomination", "day"): "ngày đề nghị",
    ("judgement", "question"): "tên nội dung, các nội dung nêu ở trang Hướng dẫn",
    ("judgement", "answer"): "để trống là chưa có ý kiến",
    ("judgement", "by"): "người hoặc cơ quan cho ý kiến",
    ("judgement", "day"): "ngày cho ý kiến",
    ("grant", "award"): "tên hình thức như kế hoạch ghi",
    ("grant", "document"): "số quyết định",
    ("grant", "day"): "ngày quyết định",
    ("successor", "old_key"): "mã đơn vị trước đây",
    ("successor", "new_key"): "mã đơn vị hiện nay; chia tách thì mỗi đơn vị mới một dòng",
    ("successor", "document"): "văn bản quyết định",
    ("successor", "day"): "ngày có hiệu lực",
    ("parameter", "name"): "đã ghi sẵn, không sửa",
    ("parameter", "value"): "để trống là chưa có",
    ("parameter", "document"): "văn bản làm căn cứ",
}
SUBJECT = "mã của đối tượng, đúng như trong {}; cũng nhận tên, nếu chỉ một đối tượng có tên ấy"
#: Texts that no label tells; the other examples follow from the type.
EXAMPLES = {
    ("attestation", "scope"): "VD-DV01",
    ("attestation", "document"): "12/XN-DV01",
    ("attestation", "office"): "Cơ quan A",
    ("nomination", "document"): "12/TTr-DV01",
    ("judgement", "by"): "Nguyễn Văn A",
    ("grant", "document"): "12/QĐ-UBND",
    ("successor", "old_key"): "VD-DV09",
    ("successor", "new_key"): "VD-DV01",
    ("successor", "document"): "12/QĐ-UBND",
    ("parameter", "name"): "VD: tên thông số, đã ghi sẵn",
    ("parameter", "value"): "(giá trị)",
    ("parameter", "document"): "12/KH-UBND",
}
