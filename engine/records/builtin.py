"""Registers that every campaign has: attestations, nominations, judgements, grants, and given parameters.

They are read from sheets like any other register. The rule set adds its own words to them: which registers
can be attested, which awards nominated for, which questions judged.

- `attestation`: an office confirms that `register` holds `count` rows for `scope` (a unit's key, or blank /
  "tất cả" for all), for the days `covers_from` to `covers_to`, by `document` of `day`.
- `nomination`: a unit puts `subject` forward for `award` on `day`.
- `judgement`: `by` answers `question` about `subject` with yes or no on `day`, giving a `reason`.
- `appraisal`: the office that appraises (`by`) proposes `subject` for `award` or not, on `day`, by `document`.
- `council`: the council agreed on `award` for `subject` or not, on `day`: `result`, votes `agree`, `against`, `other`
  of all `members`, minutes (`document`), `reason`.
- `grant`: `award` was given to `subject` on `day` by `document`.
- `parameter`: a value the plan leaves open.
- `successor`: `old_key` was merged into, split into or renamed `new_key` on `day` by `document`.

No rule reads `appraisal` and `council`: they stand beside what the rules come to, and decide nothing.
"""

from __future__ import annotations

from types import MappingProxyType

from ..plan import Completeness, Field, Plan, Register
from ..values import MANY, Choice, Date, Number, Option, Text, YesNo

SUBJECT = Field(
    "subject",
    Text(),
    "Mã đối tượng",
    ("Mã tập thể, cá nhân", "Mã số", "Đối tượng", "Mã đối tượng được đề nghị", "Subject"),
    required=True,
)
_DAY = ("Ngày", "Ngày ban hành", "Ngày văn bản", "Ngày xác nhận", "Ngày đề nghị", "Ngày cho ý kiến", "Day")
_AWARD = ("Hình thức", "Award")
BUILTIN = ("attestation", "nomination", "judgement", "appraisal", "council", "grant", "parameter", "successor")
#: What stands in a row of a sheet that was sent out to be filled in; a row that holds no more has no answer yet.
PREPARED = MappingProxyType({"judgement": ("question",), "appraisal": ("award",), "council": ("award", "members")})
#: What such a sheet shows beside the key, for whoever fills it in; no record.
SHOWN = ("Tên đối tượng", "Thuộc đơn vị")
#: Columns of which a sheet must have one although a cell may be blank: there is no such list without them.
TELLING = MappingProxyType({"parameter": ("value",), "appraisal": ("proposes",), "council": ("result", "agree")})
#: What is read before everything else and is no table of its own.
ASIDE = frozenset({"parameter", "successor"})


def _register(
    register: str, label: str, also: tuple[str, ...], owners: tuple[str, ...], fields: tuple[Field, ...]
) -> Register:
    """Return a register without a key of its own, dated by its `day`."""
    dated = any(f.id == "day" for f in fields)
    return Register(
        id=register,
        label=label,
        also=also,
        subject=None,
        key=Field("row_id", Text(), "TT", ("STT", "Số TT")),
        keyed=False,
        name=None,
        owners=owners,
        fields=MappingProxyType({f.id: f for f in fields}),
        happens="day" if dated else None,
        known="day" if dated else None,
        complete=Completeness(basis=label) if register in {"nomination", "grant"} else None,
        owner_key=SUBJECT if owners else None,
    )


def builtin_registers(plan: Plan) -> dict[str, Register]:
    """Return the built-in registers in the words of one rule set."""
    kinds = plan.kinds()
    awards = Choice(tuple(Option(a.id, a.label, (a.id,)) for a in plan.awards.values()))
    own = [*plan.registers.values()]
    registers = Choice(
        (
            *(Option(r.id, r.label, (r.id, *r.also)) for r in own),
            Option("nomination", "Đề nghị khen thưởng", ("nomination", "Danh sách đề nghị khen thưởng")),
            Option("grant", "Quyết định khen thưởng", ("grant", "Danh sách được khen thưởng")),
        )
    )
    questions = Choice(tuple(Option(j.id, j.label, (j.id, j.ask)) for j in plan.judgements.values()))
    count = Number("count", 0, 0, MANY)
    day = Field("day", Date(), "Ngày", _DAY, required=True)
    document = Field("document", Text(), "Văn bản số", ("Số văn bản", "Văn bản", "Số ký hiệu", "Document"))
    reason = Field("reason", Text(), "Lý do", ("Căn cứ", "Ghi chú lý do", "Reason"))
    votes, members = Number("count", 0, 0, MANY, "phiếu"), Number("count", 0, 1, MANY, "thành viên")
    return {
        "attestation": _register(
            "attestation",
            "Xác nhận đầy đủ",
            ("Xác nhận số liệu đầy đủ", "Xác nhận", "Attestations"),
            (),
            (
                Field("register", registers, "Danh sách được xác nhận", ("Danh sách", "Register"), required=True),
                Field("scope", Text(), "Phạm vi đơn vị", ("Mã đơn vị", "Phạm vi", "Đơn vị", "Scope")),
                Field("count", count, "Số dòng xác nhận", ("Số trường hợp", "Số lượng", "Rows"), required=True),
                Field("covers_from", Date(), "Từ ngày", ("From",), required=True),
                Field("covers_to", Date(), "Đến ngày", ("To",), required=True),
                document,
                day,
                Field("office", Text(), "Cơ quan xác nhận", ("Đơn vị xác nhận", "Office")),
            ),
        ),
        "nomination": _register(
            "nomination",
            "Đề nghị khen thưởng",
            ("Danh sách đề nghị khen thưởng", "Danh sách đề nghị", "Nominations"),
            kinds,
            (
                Field(
                    "award", awards, "Hình thức đề nghị", ("Hình thức khen thưởng", "Hình thức", "Award"), required=True
                ),
                document,
                day,
            ),
        ),
        "judgement": _register(
            "judgement",
            "Ý kiến đánh giá",
            ("Phiếu đánh giá", "Ý kiến thẩm định", "Judgements"),
            kinds,
            (
                Field("question", questions, "Nội dung đánh giá", ("Nội dung", "Câu hỏi", "Question"), required=True),
                Field("answer", YesNo(), "Ý kiến", ("Kết luận", "Đánh giá", "Answer")),
                Field("by", Text(), "Người đánh giá", ("Người cho ý kiến", "Cơ quan đánh giá", "By"), required=True),
                day,
                reason,
            ),
        ),
        "appraisal": _register(
            "appraisal",
            "Kết quả thẩm định",
            ("Bảng kết quả thẩm định", "Danh sách kết quả thẩm định", "Appraisals"),
            kinds,
            (
                Field("award", awards, "Hình thức khen thưởng", _AWARD, required=True),
                Field("proposes", YesNo(), "Đề nghị của cơ quan thẩm định", ("Thẩm định đề nghị", "Proposes")),
                Field("by", Text(), "Cơ quan thẩm định", ("Người thẩm định", "By"), required=True),
                document,
                day,
                reason,
            ),
        ),
        "council": _register(
            "council",
            "Kết quả biểu quyết của Hội đồng",
            ("Kết quả biểu quyết", "Phiếu biểu quyết", "Bảng tổng hợp kết quả biểu quyết", "Council votes"),
            kinds,
            (
                Field("award", awards, "Hình thức khen thưởng", _AWARD, required=True),
                Field("result", YesNo(), "Hội đồng đồng ý", ("Kết luận của Hội đồng", "Result")),
                Field("agree", votes, "Số phiếu đồng ý", ("Số phiếu tán thành", "Votes for")),
                Field("against", votes, "Số phiếu không đồng ý", ("Số phiếu không tán thành", "Votes against")),
                Field("other", votes, "Số phiếu ý kiến khác", ("Số phiếu khác", "Other votes")),
                Field("members", members, "Tổng số thành viên Hội đồng", ("Số thành viên Hội đồng", "Members")),
                document,
                day,
                reason,
            ),
        ),
        "grant": _register(
            "grant",
            "Quyết định khen thưởng",
            ("Danh sách được khen thưởng", "Grants"),
            kinds,
            (
                Field("award", awards, "Hình thức khen thưởng", _AWARD, required=True),
                document,
                day,
            ),
        ),
        "successor": _register(
            "successor",
            "Đơn vị kế thừa",
            ("Đơn vị sáp nhập, chia tách, đổi tên", "Danh sách đơn vị kế thừa", "Successors"),
            (),
            (
                Field("old_key", Text(), "Mã cũ", ("Mã đơn vị cũ", "Old key"), required=True),
                Field("new_key", Text(), "Mã mới", ("Mã đơn vị mới", "Mã đơn vị kế thừa", "New key"), required=True),
                document,
                day,
            ),
        ),
        "parameter": _register(
            "parameter",
            "Thông số của kế hoạch",
            ("Thông số", "Thông tin kế hoạch", "Parameters"),
            (),
            (
                Field("name", Text(), "Thông số", ("Tên thông số", "Nội dung thông số", "Name"), required=True),
                Field("value", Text(), "Giá trị", ("Value",)),
                document,
            ),
        ),
    }
