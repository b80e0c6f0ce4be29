"""The layout of `rules.yaml` and `plan.yaml` as one table: which keys a mapping has, in which order, what each holds.

Formatter and JSON Schema are made of it; a test holds it against what the readers really accept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..tree import Entries, Items, Node, Scalar
from . import awards, inputs, rules
from .model import (
    IDENT,
    TEXT,
    TEXTS,
    Choice,
    Either,
    Ends,
    Form,
    Key,
    Keyed,
    Kind,
    Many,
    Named,
    Shape,
    Word,
)

__all__ = [
    "FORMS",
    "PLAN",
    "RULES",
    "Choice",
    "Either",
    "Ends",
    "Form",
    "Key",
    "Keyed",
    "Kind",
    "Many",
    "Named",
    "Shape",
    "Word",
    "form_of",
    "picked",
    "walk",
]

RULES = Form("rules", "Bộ tiêu chí xét khen, hoặc văn bản đặt chồng lên một kế hoạch.", "A rule set, or a document laid over a plan.", (
    Key("ruleset", IDENT, "Mã của bộ tiêu chí.", "The id of the rule set."),
    Key("overlay", IDENT, "Mã của văn bản đặt chồng.", "The id of a document laid over a plan."),
    Key("over", IDENT, "Mã của bộ tiêu chí ở dưới.", "The id of the rule set below."),
    Key("corrects", TEXTS, "Những mục mà văn bản này đính chính: `deadlines.register`.", "What this document puts right."),
    Key("title", TEXT, "Tên đầy đủ.", "Its full title."),
    Key("documents", Named(Keyed("document"), Kind.IDENT), "Các văn bản và tệp điều khoản.", "The documents and the files of their clauses."),
    Key("names", Named(Many(Keyed("called"))), "Tên gọi thay đổi theo thời gian, ghi `{tên}` trong `ask` hoặc `basis`.", "Names that change on given days, written `{name}` in an `ask` or a `basis`."),
    Key("parameters", Named(Keyed("parameter")), "Điều kế hoạch để ngỏ: phải hỏi, không tự đặt ra.", "What the plan leaves open: asked, never invented."),
    Key("periods", Named(Keyed("period")), "Các khoảng thời gian; `period` là thời gian thi đua.", "Periods; `period` is the campaign itself."),
    Key("deadlines", Named(Keyed("deadline")), "Các thời hạn.", "Deadlines."),
    Key("registers", Named(Keyed("register")), "Các danh sách và cột của chúng.", "The registers and their columns."),
    Key("judgements", Named(Keyed("judgement")), "Những câu hỏi chỉ con người trả lời được.", "Questions that only a person can answer."),
    Key("measures", Named(Keyed("measure"), Kind.PAIR), "Đại lượng có tên.", "Named numbers."),
    Key("scores", Named(Keyed("score"), Kind.PAIR), "Các mục điểm.", "Points."),
    Key("classifications", Named(Keyed("classification"), Kind.PAIR), "Các bảng xếp loại.", "Classifications."),
    Key("criteria", Named(Keyed("criterion"), Kind.PAIR), "Các tiêu chí; tên có dạng `danh_sách.tên`.", "The criteria; a name is KIND.NAME."),
    Key("bars", Named(Keyed("bar"), Kind.PAIR), "Các trường hợp không xem xét khen thưởng.", "What bars from an award."),
    Key("suspensions", Named(Keyed("bar"), Kind.PAIR), "Các trường hợp chưa xét.", "What suspends an award."),
    Key("awards", Named(Keyed("award")), "Các hình thức khen thưởng.", "The awards."),
    Key("assessments", Named(Keyed("assessment"), Kind.PAIR), "Kết quả đánh giá, cho kế hoạch không có hình thức khen thưởng.", "What a plan without awards ends in."),
    Key("laws", Named(Keyed("law"), Kind.PAIR), "Điều phải đúng với mọi kết quả, do người soạn tự đặt; `prove` tìm trường hợp trái.", "What must hold of every decision; `prove` looks for a case against it."),
    Key("readings", Named(Keyed("reading"), Kind.IDENT), "Các cách hiểu đã dùng.", "How unclear clauses were taken."),
    Key("waived", Many(Either((Keyed("waiver"), Keyed("waived lint"), Keyed("excepted law"))), single=False), "Điều khoản không lập thành tiêu chí, cảnh báo được chấp nhận, ngoại lệ của tính chất, có lý do.", "Clauses that no rule takes up, warnings accepted, exceptions to laws, with the reason."),
), one_of=(("ruleset",), ("overlay", "over")))  # fmt: skip

PLAN = Form("plan", "Toàn văn một văn bản, chia thành điều khoản có số riêng.", "A document's text, in numbered clauses.", (
    Key("title", TEXT, "Tên văn bản.", "The title of the document.", need=True),
    Key("number", TEXT, "Số văn bản; `unknown` nếu bản nguồn không ghi.", "The document's number; `unknown` where the source has none.", need=True),
    Key("note", TEXT, "Bản này lấy từ đâu.", "Where this copy of the text comes from."),
    Key("clauses", Many(Keyed("clause")), "Các điều khoản, theo thứ tự.", "The clauses, in order.", need=True),
))  # fmt: skip

FORMS: Mapping[str, Form] = MappingProxyType(
    {f.name: f for f in (RULES, PLAN, *inputs.FORMS, *rules.FORMS, *awards.FORMS)}
)


def picked(shape: Shape | None, node: Node) -> Shape | None:
    """Return the shape that a node has among those it may have; None where the table knows none for it."""
    match shape:
        case Either(shapes):
            fitting = [found for s in shapes if (found := picked(s, node)) is not None]
            whole = [s for s in fitting if isinstance(s, Keyed) and _holds(FORMS[s.form], node)]
            return next(iter(whole or fitting), None)
        case Word() | Choice():
            return shape if isinstance(node, Scalar) else None
        case Many(item, single):
            if isinstance(node, Items):
                return shape
            return picked(item, node) if single else None
        case Ends():
            return shape if isinstance(node, Items) else None
        case Named() | Keyed():
            return shape if isinstance(node, Entries) else None
        case None:
            return None


def _holds(form: Form, node: Node) -> bool:
    return isinstance(node, Entries) and {k.text for k, _ in node.entries} <= set(form.names)


def form_of(node: Node) -> Form:
    """Return the form of a whole file: clauses at its top make it a plan."""
    keys = {k.text for k, _ in node.entries} if isinstance(node, Entries) else set()
    return PLAN if "clauses" in keys and not keys & {"ruleset", "overlay"} else RULES


def walk(node: Node, shape: Shape | None) -> Iterator[tuple[Node, Shape | None]]:
    """Yield a node and all below it with their shapes; None where the table knows none."""
    here = picked(shape, node)
    yield node, here
    match node, here:
        case Entries(entries), Keyed(form):
            for key, value in entries:
                known = FORMS[form].key(key.text)
                yield from walk(value, known.shape if known else None)
        case Entries(entries), Named(value_shape):
            for _, value in entries:
                yield from walk(value, value_shape)
        case Items(items), Many(item) | Ends(item):
            for one in items:
                yield from walk(one, item)
        case Entries(entries), _:
            for _, value in entries:
                yield from walk(value, None)
        case Items(items), _:
            for one in items:
                yield from walk(one, None)
        case _:
            return
