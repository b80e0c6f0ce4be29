"""What the trace says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

#: What cites a clause, by its name in the compiler; a name that is not listed is shown as it is.
WHAT: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "name": "tên gọi", "parameter": "thông số", "value": "giá trị theo thời gian", "period": "thời gian", "deadline": "thời hạn",
        "extension": "gia hạn", "judgement": "ý kiến đánh giá", "measure": "đại lượng", "score": "điểm",
        "classification": "xếp loại", "grade": "mức xếp loại", "step down": "hạ bậc", "ceiling": "mức trần",
        "criterion": "tiêu chí", "exception": "trường hợp riêng", "bar": "không xem xét", "suspension": "chưa xét",
        "award": "hình thức khen thưởng", "assessment": "đánh giá", "nomination": "đề nghị của đơn vị",
        "quota": "hạn mức", "limit": "giới hạn trong hạn mức", "unless": "loại trừ nhau",
        "waived": "không lập thành tiêu chí", "forgotten": "CHƯA XỬ LÝ",
    },
    Lang.EN: {"step down": "step down", "unless": "excluded by", "forgotten": "UNACCOUNTED"},
}  # fmt: skip
WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "clause": "Điều khoản", "place": "Nơi trích", "what": "Được viết thành", "rule": "Nội dung",
        "readings": "Cách hiểu", "cases": "Ca kiểm", "hole": "chưa có ca kiểm", "idle": "không quy tắc nào dùng đến",
        "case": "ca {}", "holes": "{} điều khoản chưa có ca kiểm: {}", "no holes": "mọi điều khoản đã lập thành quy tắc đều có ca kiểm",
        "title": "Đối chiếu điều khoản, quy tắc và ca kiểm", "text": "Nguyên văn", "list": "Danh sách ca kiểm", "nocases": "Bộ tiêu chí chưa có ca kiểm nào.",
        "number": "Số văn bản", "unknown": "văn bản nguồn không ghi", "open": "Chưa rõ", "taken": "Hiểu là", "by": "Theo", "instead": "Có thể hiểu khác", "slip": "Bản sao ghi “{}”, hiểu là “{}”.",
        "counts": "{clauses} điều khoản; {rules} quy tắc; {waived} điều khoản không lập thành tiêu chí; {readings} cách hiểu; {cases} ca kiểm; {holes} chỗ trống.",
        "key": "Chữ được tô là lời trích mà quy tắc dựa vào. ⚑ là cách hiểu. Ca kiểm được tính khi nêu kết quả của chính quy tắc, hoặc của quy tắc dựa vào nó.",
    },
    Lang.EN: {
        "clause": "Clause", "place": "Place", "what": "Encoded as", "rule": "What",
        "readings": "Readings", "cases": "Cases", "hole": "no case yet", "idle": "no rule rests on it",
        "case": "case {}", "holes": "{} clauses without a case: {}", "no holes": "every clause that rules take up has a case",
        "title": "Clauses, rules and cases", "text": "Text", "list": "Cases", "nocases": "The rule set has no cases yet.",
        "number": "Number", "unknown": "not given by the source", "open": "Unclear", "taken": "Taken as", "by": "Decided by", "instead": "Other readings", "slip": "The copy says “{}”, meaning “{}”.",
        "counts": "{clauses} clauses; {rules} rules; {waived} clauses waived; {readings} readings; {cases} cases; {holes} holes.",
        "key": "Marked words are the quotes that rules rest on. ⚑ is a reading. A case counts where it wants the result of the rule itself, or of a rule that rests on it.",
    },
}  # fmt: skip


def what(lang: Lang, name: str) -> str:
    """Return what a rule is called."""
    return WHAT[lang].get(name, name)


def word(lang: Lang, key: str, /, *parts: object, **named: object) -> str:
    """Return a phrase with its parts filled in."""
    return WORDS[lang][key].format(*parts, **named)
