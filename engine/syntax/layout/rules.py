"""The layout of what is judged: measures, points, classifications, criteria, bars."""

from __future__ import annotations

from .model import (
    EXPRESSION,
    NAME,
    NUMBER,
    PAIRS,
    ROUNDING,
    SWITCH,
    TEXT,
    WHOLE,
    Choice,
    Form,
    Key,
    Keyed,
    Many,
    Named,
    cited,
)

OUTCOME = Choice(("met", "not-met", "not-applicable"))
_LABEL = Key(
    "label", TEXT, "Tên gọi, như thành viên Hội đồng đọc.", "What it is called, for people to read.", need=True
)
_APPLIES = Key(
    "applies",
    EXPRESSION,
    "Chỉ áp dụng khi điều kiện này đúng; không ghi là áp dụng cho tất cả.",
    "Whom it concerns; absent: everybody of the kind.",
)
_IF_NONE = Key(
    "if none",
    OUTCOME,
    "Kết quả khi không có dòng nào; không ghi là chưa đủ căn cứ.",
    "What holds over no rows at all; absent: undetermined.",
)

FORMS = (
    Form("measure", "Một đại lượng có tên, tính từ số liệu.", "A named number computed from the records.", (
        _LABEL,
        Key("value", EXPRESSION, "Biểu thức tính đại lượng.", "The expression that computes it.", need=True),
        *cited(quote=False),
    )),
    Form("score", "Điểm của một nội dung: đúng một cách tính.", "The points of one item: exactly one way to count them.", (
        _LABEL,
        _APPLIES,
        Key("not applicable", Choice(("full", "zero", "left-out")), "Điểm khi không áp dụng: đủ điểm, 0 hoặc bỏ ra khỏi tổng.", "What counts where it does not apply: full, zero or left out."),
        Key("points", EXPRESSION, "Số điểm, theo một biểu thức.", "The points, as an expression."),
        Key("proportional", EXPRESSION, "Tỷ lệ đạt được của `max`.", "The share of `max` that was reached."),
        Key("bands", Keyed("bands"), "Điểm theo từng mức.", "Points by bands."),
        Key("convert", Keyed("convert"), "Điểm theo từng lựa chọn.", "Points by option."),
        Key("sum", PAIRS, "Tổng của các mục điểm này.", "The sum of these scores."),
        Key("best", PAIRS, "Mục điểm cao nhất trong số này.", "The best of these scores."),
        Key("rescale", Keyed("rounding"), "Quy đổi về thang đầy đủ khi có mục bỏ ra; chỉ đi cùng `sum`.", "Re-scale to the full total where items are left out; only beside `sum`."),
        Key("max", NUMBER, "Điểm tối đa.", "The most points there are."),
        Key("capped", SWITCH, "Cắt về điểm tối đa thay vì báo lỗi.", "Cut at the maximum."),
        Key("floor", NUMBER, "Điểm thấp nhất.", "The fewest points there can be."),
        Key("evidence", EXPRESSION, "Chỉ có điểm khi có tài liệu kiểm chứng.", "Points only where this evidence is there."),
        Key("lost", EXPRESSION, "Mất hết điểm khi điều kiện này đúng.", "All points are lost where this holds."),
        Key("round", Keyed("rounding"), "Làm tròn điểm.", "How the points are rounded."),
        *cited(),
    ), one_of=(("points",), ("proportional", "max"), ("bands",), ("convert",), ("sum",), ("best",))),
    Form("rounding", "Làm tròn đến bước nào, theo cách nào.", "To which step, and in which way.", (
        Key("to", NUMBER, "Bước làm tròn, ví dụ 0.01.", "The step, such as 0.01.", need=True),
        Key("mode", ROUNDING, "Cách làm tròn: xuống, lên, đến gần nhất.", "Down, up, or half-up.", need=True),
    )),
    Form("bands", "Các mức và đại lượng được xếp mức.", "The bands, and what falls into them.", (
        Key("of", EXPRESSION, "Đại lượng được xếp mức.", "The number that falls into a band.", need=True),
        Key("steps", Many(Keyed("band")), "Các mức.", "The bands.", need=True),
    )),
    Form("band", "Một mức: từ đâu đến đâu, bao nhiêu điểm.", "A band: from where to where, how many points.", (
        Key("from", EXPRESSION, "Từ giá trị này, kể cả nó.", "From this value on."),
        Key("above", EXPRESSION, "Trên giá trị này, không kể nó.", "Above this value."),
        Key("to", EXPRESSION, "Đến giá trị này, kể cả nó.", "Up to this value."),
        Key("below", EXPRESSION, "Dưới giá trị này, không kể nó.", "Below this value."),
        Key("points", EXPRESSION, "Số điểm của mức.", "The points of the band.", need=True),
    )),
    Form("convert", "Điểm của từng lựa chọn.", "The points of each option.", (
        Key("of", EXPRESSION, "Trường lựa chọn.", "The choice field.", need=True),
        Key("points", Named(EXPRESSION), "Số điểm theo mã lựa chọn.", "The points by option.", need=True),
    )),
    Form("classification", "Xếp loại: các mức từ cao xuống thấp, bậc hạ và mức trần.", "A classification: grades from the best down, steps down, ceilings.", (
        _LABEL,
        _APPLIES,
        Key("grades", Many(Keyed("grade")), "Các mức, từ cao xuống thấp.", "The grades, from the best down.", need=True),
        Key("down", Many(Keyed("down")), "Hạ bậc khi có điều kiện.", "Steps down on a condition."),
        Key("ceiling", Many(Keyed("ceiling")), "Không xếp cao hơn mức này khi có điều kiện.", "No better than this grade on a condition."),
        *cited(quote=False),
    )),
    Form("grade", "Một mức xếp loại.", "A grade.", (
        Key("grade", NAME, "Tên của mức, dùng trong quy tắc.", "The name of the grade, for rules.", need=True),
        _LABEL,
        Key("when", EXPRESSION, "Điều kiện đạt mức này; mức cuối cùng có thể bỏ.", "The condition for it; the last may have none."),
        *cited(cite=False, quote=False),
    )),
    Form("down", "Hạ bậc xếp loại.", "A step down.", (
        _LABEL,
        Key("when", EXPRESSION, "Khi điều kiện này đúng.", "When this holds.", need=True),
        Key("by", WHOLE, "Hạ bao nhiêu bậc.", "How many grades down.", need=True),
        *cited(),
    )),
    Form("ceiling", "Mức trần xếp loại.", "A ceiling.", (
        _LABEL,
        Key("when", EXPRESSION, "Khi điều kiện này đúng.", "When this holds.", need=True),
        Key("grade", NAME, "Mức cao nhất còn có thể xếp.", "The best grade that is left.", need=True),
        *cited(),
    )),
    Form("criterion", "Một tiêu chí.", "A criterion.", (
        _LABEL,
        _APPLIES,
        Key("due", NAME, "Phải làm xong trước thời hạn này; chưa hết hạn thì chưa là không đạt.", "To be done by this deadline; until it has passed, not met is not yet."),
        Key("keep", NAME, "Phải giữ trong suốt khoảng thời gian này.", "To be kept through this period."),
        Key("met", EXPRESSION, "Đạt khi điều kiện này đúng.", "Met when this holds.", need=True),
        _IF_NONE,
        Key("except", Many(Keyed("exception")), "Trường hợp kế hoạch nêu riêng.", "Cases that the plan names apart."),
        *cited(),
    )),
    Form("exception", "Trường hợp nêu riêng của một tiêu chí.", "A case that the plan names apart.", (
        Key("when", EXPRESSION, "Khi điều kiện này đúng.", "When this holds.", need=True),
        Key("then", OUTCOME, "Kết quả khi đó.", "What holds then.", need=True),
        *cited(),
    )),
    Form("bar", "Một trường hợp không xem xét, hoặc chưa xét khen thưởng.", "A case that bars or suspends.", (
        _LABEL,
        Key("when", EXPRESSION, "Khi điều kiện này đúng.", "When this holds.", need=True),
        _IF_NONE,
        Key("except", Many(Keyed("bar exception")), "Trường hợp kế hoạch loại trừ ra.", "Cases that the plan excepts."),
        *cited(),
    )),
    Form("bar exception", "Trường hợp được loại trừ ra.", "A case that is excepted.", (
        Key("when", EXPRESSION, "Khi điều kiện này đúng.", "When this holds.", need=True),
        *cited(),
    )),
    Form("law", "Điều phải đúng với mọi kết quả của một loại đối tượng.", "What must hold of every decision about one kind.", (
        _LABEL,
        Key("when", EXPRESSION, "Chỉ đòi hỏi khi điều này đúng, ví dụ `proposed for bang-khen`.", "Only where this holds, such as `proposed for bang-khen`."),
        Key("holds", EXPRESSION, "Điều phải đúng, chắc chắn.", "What must surely hold.", need=True),
        *cited(),
    )),
)  # fmt: skip
