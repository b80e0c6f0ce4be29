"""A plan built by hand: what the compiler would make of a small rule set."""

from __future__ import annotations

from types import MappingProxyType

from engine.law import Citation
from engine.plan import Award, Completeness, Field, Judgement, Parameter, Plan, Register
from engine.values import MANY, Choice, Date, FieldType, Number, Option, Text, YesNo

PERCENT = Number("percent", 16, 0, 100 * 10**16)
COUNT = Number("count", 0, 0, MANY)
CITE = Citation("kh", "1")


def field(
    name: str, kind: FieldType, label: str, *also: str, blank: str | None = None, required: bool = False
) -> Field:
    """Return a field."""
    return Field(name, kind, label, also, blank, required)


def register(register_id: str, label: str, key: Field | None, *fields: Field, **more: object) -> Register:
    """Return a register."""
    given: dict[str, object] = {
        "also": (),
        "subject": None,
        "name": None,
        "owners": (),
        "key": key or Field("row_id", Text(), "TT", ("STT", "Số TT")),
        **more,
    }
    return Register(
        id=register_id,
        label=label,
        keyed=key is not None,
        fields=MappingProxyType({f.id: f for f in fields}),
        **given,  # type: ignore[arg-type]
    )


UNIT = register(
    "unit",
    "Danh sách đơn vị",
    field("unit_id", Text(), "Mã đơn vị"),
    field("staff_count", COUNT, "Số CBCCVC", "Tập thể / Số lượng"),
    field("on_time", PERCENT, "Tỷ lệ đúng hạn"),
    field("score", Number("number", 2, 0, 10**8), "Điểm"),
    field("kind", Choice((Option("ward", "Phường"), Option("agency", "Cơ quan chuyên môn", ("Phòng",)))), "Loại"),
    also=("Cơ quan, đơn vị",),
    subject="Tập thể",
    name=field("unit_name", Text(), "Tên đơn vị"),
)
PERSON = register(
    "person",
    "Danh sách cá nhân",
    field("person_id", Text(), "Mã cá nhân", "Mã CBCC"),
    field("conduct_ok", YesNo(), "Thực hiện tốt quy chế"),
    field("head", YesNo(), "Thủ trưởng", blank="no"),
    field("born", Date(), "Ngày sinh"),
    subject="Cá nhân",
    name=field("person_name", Text(), "Họ và tên"),
    owners=("unit",),
    role="head",
)
INITIATIVE = register(
    "initiative",
    "Sáng kiến",
    None,
    field("registered_on", Date(), "Ngày đăng ký", required=True),
    field("effective", YesNo(), "Hiệu quả"),
    field("title", Text(), "Tên sáng kiến"),
    owners=("unit", "person"),
)
VIOLATION = register(
    "violation",
    "Danh sách vi phạm",
    None,
    field("committed_on", Date(), "Ngày vi phạm"),
    field("concluded_on", Date(), "Ngày kết luận"),
    field("content", Text(), "Nội dung vi phạm"),
    also=("Vi phạm",),
    owners=("person",),
    happens="committed_on",
    known="concluded_on",
    complete=Completeness("Phòng Nội vụ xác nhận"),
)


def plan(*registers: Register) -> Plan:
    """Return a plan with an empty schedule over the given registers, all four of them by default."""
    used = registers or (UNIT, PERSON, INITIATIVE, VIOLATION)
    kinds = tuple(r.id for r in used if r.subject)
    return Plan(
        id="t",
        title="t",
        hash="0",
        documents={},
        readings={},
        parameters={
            "issued_on": Parameter("issued_on", Date(), "Ngày ban hành Kế hoạch", None),
            "floor": Parameter("floor", PERCENT, "Tỷ lệ tối thiểu", None),
        },
        periods={},
        deadlines={},
        registers={r.id: r for r in used},
        judgements={
            "duty": Judgement("duty", kinds[:1], "Hoàn thành tốt nhiệm vụ?", "Hoàn thành nhiệm vụ", CITE),
            "chosen": Judgement("chosen", kinds, "Chọn đề nghị Bằng khen?", "Chọn Bằng khen", CITE),
        },
        measures={},
        criteria={},
        bars={},
        suspensions={},
        awards={"giay-khen": Award("giay-khen", "Giấy khen", {}, None, None, CITE)},
        waivers=(),
        schedule=(),
    )
