"""What the columns of the built-in lists ask for, and an example of each (docs/workbooks.md says the same)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

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
    ("appraisal", "award"): "tên hình thức như kế hoạch ghi",
    ("appraisal", "proposes"): "cơ quan thẩm định có đề nghị hay không; để trống là chưa có kết quả",
    ("appraisal", "by"): "cơ quan, người thẩm định",
    ("appraisal", "document"): "số văn bản thẩm định",
    ("appraisal", "day"): "ngày thẩm định",
    ("appraisal", "reason"): "khác với kết quả xét theo quy tắc thì ghi lý do",
    ("council", "award"): "tên hình thức như kế hoạch ghi",
    ("council", "result"): "Hội đồng có đồng ý hay không; để trống là chưa biểu quyết",
    ("council", "agree"): "không ai thì ghi 0",
    ("council", "against"): "không ai thì ghi 0",
    ("council", "other"): "phiếu trắng, phiếu không hợp lệ, ý kiến khác",
    ("council", "members"): "tất cả thành viên, kể cả người vắng mặt: tỷ lệ phiếu tính trên số này",
    ("council", "document"): "số biên bản họp Hội đồng",
    ("council", "day"): "ngày họp",
    ("council", "reason"): "khác với kết quả thẩm định thì ghi lý do",
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
EXAMPLES: Mapping[tuple[str, str], str | Decimal] = {
    ("attestation", "scope"): "VD-DV01",
    ("attestation", "document"): "12/XN-DV01",
    ("attestation", "office"): "Cơ quan A",
    ("nomination", "document"): "12/TTr-DV01",
    ("judgement", "by"): "Nguyễn Văn A",
    ("appraisal", "by"): "Cơ quan A",
    ("appraisal", "document"): "12/BC-TĐ",
    ("council", "agree"): Decimal(11),
    ("council", "against"): Decimal(1),
    ("council", "other"): Decimal(0),
    ("council", "members"): Decimal(13),
    ("council", "document"): "12/BB-HĐ",
    ("grant", "document"): "12/QĐ-UBND",
    ("successor", "old_key"): "VD-DV09",
    ("successor", "new_key"): "VD-DV01",
    ("successor", "document"): "12/QĐ-UBND",
    ("parameter", "name"): "VD: tên thông số, đã ghi sẵn",
    ("parameter", "value"): "(giá trị)",
    ("parameter", "document"): "12/KH-UBND",
}
