"""What an analysis says, in both languages: each question by its answer, and headings."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Lang
from .asking import State

#: A question by its answer; `{a}`, `{b}`, `{c}` are what it is about, `{who}` the kind of subject.
_NONE_VI = "chưa tìm được, cũng chưa chứng minh được là không có: "
_NONE_EN = "neither found nor proved impossible: "
SAID: Mapping[Lang, Mapping[str, tuple[str, str, str]]] = {
    Lang.VI: {
        "award": (
            "{who} có thể đủ điều kiện đề nghị “{a}”",
            "không hồ sơ nào của {who} đủ điều kiện đề nghị “{a}”: không ai có thể được hình thức này",
            _NONE_VI + "hồ sơ của {who} đủ điều kiện đề nghị “{a}”",
        ),
        "assessment-met": (
            "“{a}” có thể đạt", "“{a}” không bao giờ đạt, dù hồ sơ thế nào", _NONE_VI + "hồ sơ đạt “{a}”",
        ),
        "assessment-not-met": (
            "“{a}” có thể không đạt", "không hồ sơ nào bị kết luận là không đạt “{a}”", _NONE_VI + "hồ sơ không đạt “{a}”",
        ),
        "criterion-decides": (
            "tiêu chí “{a}” có tác dụng riêng khi xét “{b}”: có hồ sơ chỉ vì tiêu chí này mà không đạt",
            "tiêu chí “{a}” không có tác dụng riêng khi xét “{b}”: không hồ sơ nào chỉ vì tiêu chí này mà không đạt",
            _NONE_VI + "hồ sơ chỉ vì tiêu chí “{a}” mà không đạt “{b}”",
        ),
        "bar-decides": (
            "trường hợp “{a}” có tác dụng riêng khi xét “{b}”: có hồ sơ chỉ vì trường hợp này mà không được xem xét",
            "trường hợp “{a}” không có tác dụng riêng khi xét “{b}”: không hồ sơ nào chỉ vì trường hợp này mà không được xem xét",
            _NONE_VI + "hồ sơ chỉ vì trường hợp “{a}” mà không được xem xét “{b}”",
        ),
        "suspension-decides": (
            "trường hợp “{a}” có tác dụng riêng khi xét “{b}”: có hồ sơ chỉ vì trường hợp này mà chưa xét",
            "trường hợp “{a}” không có tác dụng riêng khi xét “{b}”: không hồ sơ nào chỉ vì trường hợp này mà chưa xét",
            _NONE_VI + "hồ sơ chỉ vì trường hợp “{a}” mà chưa xét “{b}”",
        ),
        "both": (
            "có hồ sơ của {who} đủ điều kiện đề nghị cả “{a}” và “{b}”",
            "không hồ sơ nào của {who} đủ điều kiện đề nghị cả “{a}” và “{b}”",
            _NONE_VI + "hồ sơ của {who} đủ điều kiện đề nghị cả “{a}” và “{b}”",
        ),
        "neither": (
            "có hồ sơ của {who} không được đề nghị “{a}”, cũng không được đề nghị “{b}”",
            "không hồ sơ nào của {who} vừa không được đề nghị “{a}” vừa không được đề nghị “{b}”",
            _NONE_VI + "hồ sơ của {who} không được đề nghị “{a}”, cũng không được đề nghị “{b}”",
        ),
        "band-gap": (
            "các mức điểm của “{a}” còn hở: có số liệu không thuộc mức nào", "các mức điểm của “{a}” nhận hết mọi số liệu",
            _NONE_VI + "số liệu không thuộc mức điểm nào của “{a}”",
        ),
        "band-overlap": (
            "mức điểm thứ {b} và thứ {c} của “{a}” chồng lấn: có số liệu thuộc cả hai, khi đó lấy mức ghi trước",
            "mức điểm thứ {b} và thứ {c} của “{a}” không chồng lấn",
            _NONE_VI + "số liệu thuộc cả mức điểm thứ {b} và thứ {c} của “{a}”",
        ),
        "option-gap": (
            "“{a}” có câu trả lời chưa định điểm", "mọi câu trả lời của “{a}” đều có điểm",
            _NONE_VI + "câu trả lời của “{a}” chưa định điểm",
        ),
        "option-overlap": (
            "câu trả lời thứ {b} và thứ {c} của “{a}” trùng nhau", "câu trả lời thứ {b} và thứ {c} của “{a}” không trùng nhau",
            _NONE_VI + "câu trả lời vừa là thứ {b} vừa là thứ {c} của “{a}”",
        ),
        "grade": (
            "có hồ sơ được xếp mức “{b}” theo “{a}”", "không hồ sơ nào được xếp mức “{b}” theo “{a}”",
            _NONE_VI + "hồ sơ được xếp mức “{b}” theo “{a}”",
        ),
        "no-grade": (
            "có hồ sơ không được xếp mức nào theo “{a}”", "hồ sơ nào đủ số liệu cũng được xếp một mức theo “{a}”",
            _NONE_VI + "hồ sơ không được xếp mức nào theo “{a}”",
        ),
    },
    Lang.EN: {
        "award": (
            "{who} can fulfil everything for “{a}”", "no dossier of {who} fulfils everything for “{a}”: nobody can get it",
            _NONE_EN + "a dossier of {who} that fulfils everything for “{a}”",
        ),
        "assessment-met": ("“{a}” can be met", "“{a}” is never met", _NONE_EN + "a dossier that meets “{a}”"),
        "assessment-not-met": (
            "“{a}” can be not met", "“{a}” is never not met", _NONE_EN + "a dossier that does not meet “{a}”",
        ),
        "criterion-decides": (
            "“{a}” alone can decide against “{b}”: some dossier fails by it alone",
            "the criterion “{a}” never decides “{b}” alone", _NONE_EN + "a dossier that fails “{b}” by “{a}” alone",
        ),
        "bar-decides": (
            "“{a}” alone can bar somebody from “{b}”: there is such a dossier",
            "the bar “{a}” never bars from “{b}” alone", _NONE_EN + "a dossier barred from “{b}” by “{a}” alone",
        ),
        "suspension-decides": (
            "“{a}” alone can hold somebody back from “{b}”: there is such a dossier",
            "the suspension “{a}” never holds back “{b}” alone",
            _NONE_EN + "a dossier held back from “{b}” by “{a}” alone",
        ),
        "both": (
            "some dossier of {who} fulfils everything for both “{a}” and “{b}”",
            "no dossier of {who} ever fulfils everything for both “{a}” and “{b}”",
            _NONE_EN + "a dossier of {who} for both “{a}” and “{b}”",
        ),
        "neither": (
            "some dossier of {who} is refused both “{a}” and “{b}”",
            "no dossier of {who} is ever refused both “{a}” and “{b}”",
            _NONE_EN + "a dossier of {who} refused both “{a}” and “{b}”",
        ),
        "band-gap": (
            "the bands of “{a}” have a gap: some figure is in none", "the bands of “{a}” cover every figure",
            _NONE_EN + "a figure in no band of “{a}”",
        ),
        "band-overlap": (
            "bands {b} and {c} of “{a}” overlap: some figure is in both, the first one counts",
            "bands {b} and {c} of “{a}” do not overlap", _NONE_EN + "a figure in bands {b} and {c} of “{a}”",
        ),
        "option-gap": (
            "“{a}” has an option without points", "every option of “{a}” has points",
            _NONE_EN + "an option of “{a}” without points",
        ),
        "option-overlap": (
            "options {b} and {c} of “{a}” are the same", "options {b} and {c} of “{a}” are different",
            _NONE_EN + "an answer that is options {b} and {c} of “{a}”",
        ),
        "grade": (
            "some dossier is graded “{b}” by “{a}”", "no dossier is graded “{b}” by “{a}”",
            _NONE_EN + "a dossier graded “{b}” by “{a}”",
        ),
        "no-grade": (
            "some dossier gets no grade by “{a}”", "every dossier gets a grade by “{a}”, once all is known",
            _NONE_EN + "a dossier without a grade by “{a}”",
        ),
    },
}  # fmt: skip
_PLACE = {State.FOUND: 0, State.NEVER: 1, State.UNKNOWN: 2}
WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "title": "{id}: phân tích {n} câu hỏi trên mọi hồ sơ có thể có",
        "sound": "đúng", "note": "ghi nhận", "wanting": "CẦN XEM", "unknown": "chưa biết", "declared": "đã nêu lý do",
        "sound-many": "{n} câu có kết quả đúng như mong muốn (in từng câu: --all)",
        "criterion-met": "không hồ sơ nào đạt được tiêu chí này: các điều kiện của tiêu chí mâu thuẫn nhau",
        "criterion-not-met": "không hồ sơ nào không đạt tiêu chí này",
        "bar-fires": "không hồ sơ nào rơi vào trường hợp này", "suspension-fires": "không hồ sơ nào rơi vào trường hợp này",
        "award": "trước hết là vì không ai có thể được hình thức này",
        "clash": "không hồ sơ nào có cùng lúc các điều sau: {names}", "clash-one": "không hồ sơ nào {names}", "of-award": "{part} (điều kiện của “{a}”)",
        "criterion": "đạt “{a}”", "several": "đạt ít nhất {a} tiêu chí", "choose": "được chọn ({a})", "scope": "thuộc đối tượng của “{a}”", "nomination": "được đơn vị đề nghị",
        "bar": "không thuộc trường hợp “{a}”", "suspension": "không phải chờ vì “{a}”",
        "lower-proposed": "được đề nghị “{a}”", "lower-granted": "đã được tặng “{a}”", "unless-proposed": "không được đề nghị “{a}”", "unless-granted": "chưa được tặng “{a}”",
        "implied": "hồ sơ nào vướng điều này thì cũng vướng: {names}",
        "unsure": "bộ giải tìm được hồ sơ, nhưng xét thử thì không ra kết quả đó: còn tùy việc xét chọn hoặc so với đối tượng khác",
        "declared-why": "đã khai ở `unreachable`: {why}",
        "declare": "nếu kế hoạch muốn đúng như vậy, ghi mã `{id}` kèm lý do vào `unreachable` của cases.yaml",
        "follows": "vì thế các điều sau cũng không có tác dụng riêng, không cần xem từng điều: {names}",
        "criterion-decides": "tiêu chí “{a}”", "bar-decides": "trường hợp “{a}”", "suspension-decides": "trường hợp chưa xét “{a}”",
        "example": "Hồ sơ nhỏ nhất tìm được", "day": "Xét đến hết ngày {day}", "judged": "{word} {key}: {text}",
        "clean": "không có điều gì cần xem", "some": "{n} điều cần xem", "some-unknown": "{n} điều chưa biết",
        "effort": "Công sức đã dùng cho mỗi phép giải: --effort {n} (triệu bước). Muốn biết thêm thì chạy lại với --effort lớn hơn, ví dụ {more}.",
        # two versions
        "diff-title": "So hai bản của bộ tiêu chí: {old} (cũ) và {new} (mới)",
        "changed": "Những chỗ viết khác nhau (không kể lời văn, viện dẫn):", "nothing-changed": "Hai bản viết như nhau, không kể lời văn và viện dẫn.",
        "new": "thêm", "gone": "bỏ", "changed-one": "sửa",
        "follow": "không sửa, nhưng đổi theo những chỗ trên: {names}",
        "equal": "như nhau với mọi hồ sơ (đã chứng minh)", "differs": "KHÁC NHAU", "open": "chưa chứng minh được là như nhau",
        "only-old": "chỉ có ở bản cũ", "only-new": "chỉ có ở bản mới",
        "loses": "bản cũ đủ điều kiện, bản mới không", "gains": "bản mới đủ điều kiện, bản cũ không",
        "otherwise": "hai bản đều không đủ điều kiện, nhưng kết quả khác nhau",
        "loses-met": "bản cũ đạt, bản mới không", "gains-met": "bản mới đạt, bản cũ không", "otherwise-met": "hai bản đều không đạt, nhưng kết quả khác nhau",
        "way-never": "không có hồ sơ nào (đã chứng minh)", "way-unknown": "chưa biết: chưa tìm được, chưa chứng minh được là không có",
        "way-found": "có, hồ sơ nhỏ nhất tìm được:",
        "selection": "cách xét chọn khác nhau: {names}", "chosen": "hồ sơ nhỏ nhất tìm được mà hai bản chọn khác nhau:",
        "chosen-none": "chưa tìm được hồ sơ mà hai bản chọn khác nhau",
        "otherwise-found": "xét thử nhiều đối tượng cùng lúc thì tìm được hồ sơ mà hai bản cho kết quả khác nhau:",
        "quota": "hạn mức", "pool": "diện được xếp hạng", "ranking": "cách xếp hạng", "counting": "diện tính hạn mức", "limit": "giới hạn trong hạn mức",
        "old": "bản cũ", "new-version": "bản mới", "read-old": "Số liệu theo bản cũ:", "read-new-version": "Số liệu theo bản mới:",
        "parameters": "thông số", "dated": "thông số theo ngày", "periods": "thời gian", "deadlines": "thời hạn", "registers": "danh sách",
        "judgements": "ý kiến đánh giá", "measures": "số đo", "scores": "mục điểm", "classifications": "xếp loại", "criteria": "tiêu chí",
        "bars": "trường hợp không xem xét", "suspensions": "trường hợp chưa xét", "awards": "hình thức khen thưởng", "assessments": "kết quả đánh giá",
        "equivalent": "Hai bản tương đương: mọi hồ sơ đều được xét như nhau (đã chứng minh).",
        "not-equivalent": "Hai bản không tương đương.",
        "not-proved": "Chưa tìm được hồ sơ mà hai bản xét khác nhau, nhưng cũng chưa chứng minh được là không có.",
        "replay": "Xét lại trên số liệu thật: {n} trong {m} kết quả khác nhau.", "replay-none": "Xét lại trên số liệu thật: cả {m} kết quả như nhau.",
        "replay-head": "đối tượng|hình thức|bản cũ|bản mới",
    },
    Lang.EN: {
        "title": "{id}: analysis of every possible dossier, questions: {n}",
        "sound": "sound", "note": "note", "wanting": "LOOK AT", "unknown": "unknown", "declared": "declared",
        "sound-many": "questions that have the answer they should have: {n} (each of them: --all)",
        "criterion-met": "no dossier meets this criterion: its conditions contradict each other",
        "criterion-not-met": "this criterion is never not met",
        "bar-fires": "no dossier comes under it", "suspension-fires": "no dossier comes under it",
        "award": "first of all because nobody can get the award",
        "clash": "no dossier has all of these: {names}", "clash-one": "no dossier {names}", "of-award": "{part} (asked by “{a}”)",
        "criterion": "meets “{a}”", "several": "meets at least {a} criteria", "choose": "is chosen ({a})", "scope": "is in the scope of “{a}”", "nomination": "was nominated",
        "bar": "does not come under “{a}”", "suspension": "is not held back by “{a}”",
        "lower-proposed": "is proposed for “{a}”", "lower-granted": "was granted “{a}”", "unless-proposed": "is not proposed for “{a}”", "unless-granted": "was not granted “{a}”",
        "implied": "whoever is stopped by this does not get past: {names}",
        "unsure": "the solver found records that the engine does not confirm: a selection or comparison with others stands between",
        "declared-why": "declared in `unreachable`: {why}",
        "declare": "if the plan wants it so, put `{id}` with the reason into `unreachable` of cases.yaml",
        "follows": "for that reason these never decide alone either, and need no look of their own: {names}",
        "criterion-decides": "criterion “{a}”", "bar-decides": "bar “{a}”", "suspension-decides": "suspension “{a}”",
        "example": "The smallest dossier found", "day": "As of the end of {day}", "judged": "{word} {key}: {text}",
        "clean": "nothing to look at", "some": "{n} to look at", "some-unknown": "{n} unknown",
        "effort": "Effort spent on each formula: --effort {n} (million steps). To know more, run again with a larger --effort, for example {more}.",
        "diff-title": "Two versions of a rule set: {old} (old) and {new} (new)",
        "changed": "Written differently (words and citations left aside):", "nothing-changed": "Both are written alike, words and citations left aside.",
        "new": "added", "gone": "removed", "changed-one": "changed",
        "follow": "written as before, but otherwise by what is above: {names}",
        "equal": "alike for every dossier (proved)", "differs": "DIFFERENT", "open": "not proved alike",
        "only-old": "in the old version only", "only-new": "in the new version only",
        "loses": "fulfilled in the old version, not in the new", "gains": "fulfilled in the new version, not in the old",
        "otherwise": "fulfilled in neither, but with another result",
        "loses-met": "met in the old version, not in the new", "gains-met": "met in the new version, not in the old", "otherwise-met": "met in neither, but with another result",
        "way-never": "no dossier (proved)", "way-unknown": "unknown: neither found nor proved impossible",
        "way-found": "yes, the smallest dossier found:",
        "selection": "the selection is different: {names}", "chosen": "the smallest dossier found of which they choose differently:",
        "chosen-none": "no dossier found of which they choose differently",
        "otherwise-found": "of many judged together, a dossier was found that they judge differently:",
        "quota": "quota", "pool": "who is ranked", "ranking": "ranking", "counting": "what the quota is a share of", "limit": "limit inside the quota",
        "old": "old", "new-version": "new", "read-old": "The records of the old version:", "read-new-version": "The records of the new version:",
        "parameters": "parameter", "dated": "dated parameter", "periods": "period", "deadlines": "deadline", "registers": "register",
        "judgements": "judgement", "measures": "measure", "scores": "score", "classifications": "classification", "criteria": "criterion",
        "bars": "bar", "suspensions": "suspension", "awards": "award", "assessments": "assessment",
        "equivalent": "Both versions are equivalent: every dossier is judged alike (proved).",
        "not-equivalent": "The versions are not equivalent.",
        "not-proved": "No dossier was found that they judge differently, but none is proved impossible either.",
        "replay": "The real records judged again: different results: {n} of {m}.", "replay-none": "The real records judged again: every result is the same ({m} in all).",
        "replay-head": "subject|award|old|new",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return WORDS[lang][word].format(**parts)


def said(lang: Lang, topic: str, state: State, /, **parts: object) -> str:
    """Return a question in the sentence that its answer makes of it."""
    return SAID[lang][topic][_PLACE[state]].format(**parts)
