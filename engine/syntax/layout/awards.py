"""The layout of what is proposed: awards with quotas, assessments."""

from __future__ import annotations

from .model import (
    EXPRESSION,
    NAME,
    NUMBER,
    PAIRS,
    ROUNDING,
    TEXT,
    WHOLE,
    Choice,
    Either,
    Form,
    Key,
    Keyed,
    Kind,
    Many,
    Named,
    Word,
    cited,
)

_ONE = Either((Word(Kind.REQUIREMENT), Keyed("at least")))
_PART = Either((Word(Kind.REQUIREMENT), Keyed("at least"), Many(_ONE, single=False)))
REQUIREMENT = Either((Word(Kind.REQUIREMENT), Keyed("at least"), Many(_PART, single=False)))
_LABEL = ("Tên gọi, như thành viên Hội đồng đọc.", "What it is called, for people to read.")
_APPLIES = ("Chỉ áp dụng khi điều kiện này đúng.", "Whom it concerns.")
_REQUIRES = (
    "`all criteria`, `none`, một tiêu chí, một danh sách hoặc `{at least, of}`.",
    "`all criteria`, `none`, a criterion, a list, or `{at least, of}`.",
)
_GRANTED = ("Những đối tượng đã được tặng hình thức này.", "Those granted this award.")
_PROPOSED = ("Những đối tượng được đề nghị hình thức này.", "Those proposed for this award.")
_COUNT = ("Số lượng.", "How many.")
_SHARE = ("Tỷ lệ phần trăm.", "How many in percent.")

FORMS = (
    Form("award", "Một hình thức khen thưởng.", "An award.", (
        Key("label", TEXT, *_LABEL, need=True),
        Key("among", Either((NAME, Keyed("among"))), "Chỉ xét trong số đã được hình thức khen thưởng này.", "Only among those who have that award."),
        Key("unless", Many(Keyed("unless")), "Không xét người đã có hình thức khác.", "Not for those who have another award."),
        Key("choose", NAME, "Ý kiến đánh giá quyết định việc lựa chọn.", "The judgement that chooses."),
        Key("to", Named(Either((Keyed("entitlement"), REQUIREMENT))), "Tặng cho ai và cần đạt gì; đối tượng không ghi là không thuộc diện.", "Per kind, what is required; a kind that is absent is not applicable.", need=True),
        Key("bars", PAIRS, "Các trường hợp không xem xét.", "What bars from it."),
        Key("suspensions", PAIRS, "Các trường hợp chưa xét.", "What suspends it."),
        Key("nomination", Keyed("nomination"), "Chỉ xét đối tượng được đơn vị đề nghị.", "Only those whom a unit put forward."),
        Key("quota", Named(Keyed("quota")), "Hạn mức, chỉ khi văn bản có quy định.", "Quotas, only where a document says so."),
        *cited(quote=False),
    ), added=True),
    Form("among", "Được tặng, hoặc được đề nghị.", "Granted, or proposed.", (
        Key("granted", NAME, *_GRANTED),
        Key("proposed", NAME, *_PROPOSED),
    ), one_of=(("granted",), ("proposed",))),
    Form("unless", "Một hình thức loại trừ hình thức này.", "An award that excludes this one.", (
        Key("granted", NAME, *_GRANTED),
        Key("proposed", NAME, *_PROPOSED),
        *cited(),
    ), one_of=(("granted",), ("proposed",))),
    Form("entitlement", "Điều một loại đối tượng cần đạt.", "What one kind must fulfil.", (
        Key("applies", EXPRESSION, *_APPLIES),
        Key("requires", REQUIREMENT, *_REQUIRES, need=True),
    )),
    Form("at least", "Ít nhất bao nhiêu trong danh sách.", "At least so many of a list.", (
        Key("at least", WHOLE, "Ít nhất bao nhiêu.", "How many at least.", need=True),
        Key("of", Many(_PART), "Trong các tiêu chí này.", "Of these criteria.", need=True),
    )),
    Form("nomination", "Đề nghị của đơn vị.", "The unit's nomination.", (
        Key("due", NAME, "Thời hạn gửi đề nghị.", "The deadline for nominations."),
        *cited(quote=False),
    )),
    Form("quota", "Hạn mức: bao nhiêu, xếp hạng theo gì.", "A quota: how many, ranked by what.", (
        Key("count", WHOLE, *_COUNT),
        Key("share", NUMBER, *_SHARE),
        Key("sizes", Many(Keyed("size")), "Số lượng theo quy mô của nhóm.", "How many by the size of the group."),
        Key("of", NAME, "Tính trên tổng số nào: `pool` hoặc một danh sách.", "The denominator: `pool` or a register."),
        Key("counting", EXPRESSION, "Chỉ đếm những dòng thỏa điều kiện này.", "Only rows of which this holds count."),
        Key("pool", Choice(("eligible", "among")), "Ai được xếp hạng.", "Who is ranked."),
        Key("per", NAME, "Hạn mức riêng cho từng nhóm theo trường này, hoặc từng đơn vị chủ quản.", "A quota of its own per value of this field, or per owner."),
        Key("rounding", ROUNDING, "Cách làm tròn số lượng.", "How the number is rounded."),
        Key("at least", WHOLE, "Ít nhất bao nhiêu, khi tính theo tỷ lệ hoặc quy mô.", "How many at least, beside `share` or `sizes`."),
        Key("at most", Keyed("inside"), "Trong đó, không quá bao nhiêu cho một số đối tượng.", "Of the places, no more than so many for some."),
        Key("rank", Either((Choice(("none",)), Many(Keyed("ranking")))), "Xếp hạng theo gì, lần lượt; `none`: không xếp hạng.", "By what it is ranked, in turn; `none`: by nothing.", need=True),
        Key("ties", Choice(("council", "keep")), "Đồng hạng tại ngưỡng: Hội đồng quyết định, hoặc lấy hết.", "Ties at the line: to the council, or kept."),
        Key("settle", NAME, "Ý kiến đánh giá phân định đồng hạng.", "The judgement that settles ties."),
        Key("pending", Choice(("bounds", "ignore")), "Hồ sơ còn chờ: xét mọi khả năng, hoặc bỏ qua và ghi là tạm thời.", "Those still open: every outcome, or left aside and marked provisional."),
        *cited(),
    ), one_of=(("count",), ("share", "of"), ("sizes", "of"))),
    Form("size", "Số lượng cho một cỡ nhóm.", "How many for one size of group.", (
        Key("from", WHOLE, "Nhóm từ bao nhiêu.", "Groups from this size."),
        Key("to", WHOLE, "Nhóm đến bao nhiêu.", "Groups up to this size."),
        Key("count", WHOLE, *_COUNT, need=True),
    )),
    Form("inside", "Trong số được chọn, không quá bao nhiêu.", "Of the places, no more than so many.", (
        Key("label", TEXT, *_LABEL, need=True),
        Key("where", EXPRESSION, "Những đối tượng bị giới hạn.", "Those who are limited.", need=True),
        Key("count", WHOLE, *_COUNT),
        Key("share", NUMBER, *_SHARE),
        Key("rounding", ROUNDING, "Cách làm tròn số lượng.", "How the number is rounded."),
        *cited(),
    ), one_of=(("count",), ("share",))),
    Form("ranking", "Một khóa xếp hạng.", "One key of a ranking.", (
        Key("by", EXPRESSION, "Xếp theo số này.", "The number it goes by.", need=True),
        Key("label", TEXT, *_LABEL, need=True),
        Key("order", Choice(("highest", "lowest")), "Cao nhất trước, hoặc thấp nhất trước.", "The highest first, or the lowest."),
    )),
    Form("assessment", "Kết quả đánh giá, cho kế hoạch không có hình thức khen thưởng.", "What a plan without awards ends in.", (
        Key("label", TEXT, *_LABEL, need=True),
        Key("applies", EXPRESSION, *_APPLIES),
        Key("requires", REQUIREMENT, *_REQUIRES, need=True),
        *cited(quote=False),
    )),
)  # fmt: skip
