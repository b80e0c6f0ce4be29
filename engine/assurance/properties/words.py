"""What the proof of laws says, in both languages: the laws, what was changed, what was found, and headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ...diagnostics import Lang, filled, retold, told_day
from ...plan import Plan
from ...values import Choice, FieldType, Number
from .laws.telling import Does
from .records import Cell, Stated

#: A law in one sentence, and what it asks of whoever reads a counterexample.
LAWS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "no-gain-by-violation": "không ai được lợi vì có thêm vi phạm",
        "no-gain-by-worse-figure": "không ai được lợi vì số liệu kém hơn",
        "missing-never-promotes": "thiếu số liệu không bao giờ làm thêm một đề nghị",
        "settled-stays": "kết quả đã ghi là dứt khoát thì bổ sung gì cũng không đổi",
        "known-stays": "điều đã kết luận được khi còn thiếu số liệu vẫn đúng khi đủ số liệu",
        "selection-within-bounds": "xét chọn khi còn thiếu số liệu không trái với xét chọn khi đủ số liệu",
        "higher-holds-lower": "ai được đề nghị hình thức cao hơn thì đã được tặng hoặc được đề nghị hình thức thấp hơn",
        "quota-kept": "không bao giờ vượt hạn mức",
        "tie-never-cut": "không bao giờ lặng lẽ chọn người này bỏ người kia khi hai bên bằng nhau",
        "not-applicable-neutral": "tiêu chí không áp dụng thì không làm lợi, không làm thiệt",
        "others-apart": "số liệu của đơn vị khác không đổi điều kiện của ai, trừ điều kế hoạch so với nhau",
        "order-free": "thứ tự các dòng không đổi kết quả nào",
        "names-free": "đổi mã đối tượng không đổi kết quả nào",
        "books-free": "chia số liệu ra nhiều tệp không đổi kết quả nào",
    },
    Lang.EN: {
        "no-gain-by-violation": "nobody gains by one violation more",
        "no-gain-by-worse-figure": "nobody gains by a worse figure",
        "missing-never-promotes": "missing data never makes a proposal",
        "settled-stays": "what is called settled stays, whatever is filled in",
        "known-stays": "what is concluded while data is missing still holds once it is there",
        "selection-within-bounds": "a selection made while data is missing is not contradicted once it is there",
        "higher-holds-lower": "whoever is proposed for the higher award holds, or is proposed for, the lower one",
        "quota-kept": "a quota is never exceeded",
        "tie-never-cut": "a tie is never cut silently",
        "not-applicable-neutral": "a criterion that does not apply neither helps nor harms",
        "others-apart": "other units' records change nobody's eligibility, but for what the plan compares",
        "order-free": "the order of rows changes nothing",
        "names-free": "other keys of subjects change nothing",
        "books-free": "splitting the records over several books changes nothing",
    },
}
WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        # what was changed
        "row-added": "thêm một dòng vào “{register}” của {owner}",
        "flagged": "“{register}”, {row}: “{field}” thành Có",
        "worse": "“{register}”, {row}: “{field}” từ {was} thành {now}",
        "row-less": "bớt một dòng của {row} trong “{register}”",
        "blanked": "“{register}”, {row}: để trống “{field}” (trước là {was})",
        "row-rejected": "“{register}”, {row}: dòng bị loại vì có ô không đọc được",
        "row-lost": "“{register}”: mất một dòng của {row}, số đã xác nhận giữ nguyên",
        "register-lost": "không gửi “{register}”",
        "column-lost": "“{register}”: tệp không có cột “{field}”",
        "paper-lost": "không có xác nhận đầy đủ của “{register}”",
        "parameter-lost": "không trả lời “{ask}”",
        "shuffled": "đảo thứ tự các dòng trong mọi danh sách",
        "renamed": "đổi mã: {pairs}",
        "split": "chia mỗi danh sách ra hai tệp",
        "unit-gone": "bớt {unit} cùng mọi dòng của đơn vị ấy",
        "unit-otherwise": "“{register}” của đơn vị khác, {row}: “{field}” từ {was} thành {now}",
        "unit-row": "thêm một dòng vào “{register}” của {owner} (đơn vị khác)",
        "criterion-left": "bỏ hẳn tiêu chí “{label}”, là tiêu chí không áp dụng đối với {row}",
        # what was found without comparing decisions
        "over-quota": "{n} đề nghị trong khi hạn mức là {k}",
        "over-limit": "“{label}”: {n} đề nghị trong khi giới hạn là {k}",
        "tie-cut": "{one} được đề nghị, {other} bị loại ngoài hạn mức, mà hai bên bằng nhau ở mọi khóa xếp hạng",
        "not-held": "chưa được tặng và không được đề nghị “{lower}”",
        "own-broken": "điều đòi hỏi không đúng",
        "own-open": "điều đòi hỏi chưa chắc là đúng: số liệu chưa đủ để biết",
        "verdict": "tiêu chí “{label}”: {was} thành {now}",
        "rank": "thứ hạng từ {low}-{high} thành {now_low}-{now_high}",
        "gone": "không còn trong danh sách nào",
        # why a law does not concern a rule set
        "no-adverse": "không có danh sách hay cột nào được xét theo hướng bất lợi (không loại trừ, không trừ điểm)",
        "no-directions": "chưa trường nào ghi thế nào là tốt hơn; ghi `better:` ở trường để tính chất này được thử",
        "no-among": "không có hình thức nào xét trong số người đã có hình thức khác",
        "no-quota": "kế hoạch không có hạn mức",
        "no-scope": "không tiêu chí nào có trường hợp không áp dụng",
        "no-others": "mọi kết quả đều được so với đơn vị khác: {names}",
                # headings
        "title": "{id}: {n} tính chất, mỗi tính chất {examples} bộ số liệu sinh ra (hạt giống {seed})",
        "holds": "chưa thấy trường hợp trái", "broken": "BỊ TRÁI", "unconcerned": "không liên quan", "rare": "chưa đủ trường hợp để thử",
        "tried": "{n} trường hợp", "own": "bộ tiêu chí tự đặt",
        "undated": "không thử để trống ngày xảy ra, ngày được biết của: {names}; dòng không ghi ngày vẫn được tính (docs/semantics.md, mục 2)",
        "relative": "không xét ở đây vì kế hoạch so các đối tượng với nhau: {names}",
        "exempt": "ngoại lệ ở `{at}` ({clause}, “{quote}”): {why}", "hits": "gặp {n} lần", "no-hits": "chưa gặp trường hợp nào cần đến",
        "counterexample": "Trường hợp trái với tính chất này, đã rút gọn", "day": "Xét đến hết ngày {day}",
        "change": "Thay đổi: {what}", "before": "Trước", "after": "Sau", "lacks": "Thiếu: {what}", "less": "Khi thiếu", "whole": "Khi đủ", "records": "Số liệu",
        "subject": "{word} {key}, {target}", "was": "trước", "now": "sau", "found": "kết quả",
        "none-left": "không tìm thấy trường hợp nào trái với các tính chất ({n} bộ số liệu cho mỗi tính chất)", "some-broken": "{n} tính chất bị trái",
        "unsent": "không gửi", "empty": "có gửi, không có dòng nào", "rejected": "dòng bị loại", "parameters": "Thông số",
        "others": "(không in: cột mà bộ tiêu chí không đọc; cột mà mọi dòng đều ghi giá trị có lợi nhất (danh sách bất lợi: giá trị nặng nhất))",
        "yes": "Có", "no": "Không", "blank": "", "unsent-cell": "(không có cột)", "unknown-cell": "(chưa rõ)", "clause": "{document} {clause}",
        "engine": "công cụ dừng vì hai cách suy luận khác nhau: {text}",
    },
    Lang.EN: {
        "row-added": "one row more in “{register}” of {owner}",
        "flagged": "“{register}”, {row}: “{field}” becomes yes",
        "worse": "“{register}”, {row}: “{field}” from {was} to {now}",
        "row-less": "one row of {row} less in “{register}”",
        "blanked": "“{register}”, {row}: “{field}” left blank (it was {was})",
        "row-rejected": "“{register}”, {row}: the row is rejected, a cell cannot be read",
        "row-lost": "“{register}”: a row of {row} is lost, the attested number stays",
        "register-lost": "“{register}” was not sent",
        "column-lost": "“{register}”: the book has no column “{field}”",
        "paper-lost": "no attestation of “{register}”",
        "parameter-lost": "“{ask}” was not answered",
        "shuffled": "the rows of every list in another order",
        "renamed": "other keys: {pairs}",
        "split": "every list split over two books",
        "unit-gone": "{unit} and all its rows left out",
        "unit-otherwise": "“{register}” of another unit, {row}: “{field}” from {was} to {now}",
        "unit-row": "one row more in “{register}” of {owner} (another unit)",
        "criterion-left": "the criterion “{label}”, which does not apply to {row}, left out altogether",
        "over-quota": "{n:proposal|proposals} where the quota is {k}",
        "over-limit": "“{label}”: {n:proposal|proposals} where the limit is {k}",
        "tie-cut": "{one} is proposed, {other} is outside the quota, and they are equal in every key of the ranking",
        "not-held": "neither granted nor proposed for “{lower}”",
        "own-broken": "what is asked does not hold",
        "own-open": "what is asked does not surely hold: too little is known",
        "verdict": "criterion “{label}”: from {was} to {now}",
        "rank": "rank from {low}-{high} to {now_low}-{now_high}",
        "gone": "in no list any more",
        "no-adverse": "no register or column works against anybody (no bar, no deduction)",
        "no-directions": "no field says which way it is better; declare `better:` to have this law tried",
        "no-among": "no award is given among the holders of another",
        "no-quota": "the plan has no quota",
        "no-scope": "no criterion can be not applicable",
        "no-others": "every result is compared with other units: {names}",
        "title": "{id}: laws tried: {n}; generated records for each: {examples} (seed {seed})",
        "holds": "no case against it", "broken": "BROKEN", "unconcerned": "does not concern", "rare": "too few cases to try it on",
        "tried": "cases: {n}", "own": "the rule set's own",
        "undated": "days on which rows of these happened or were known are not left blank: {names}; an undated row counts (docs/semantics.md, 2)",
        "relative": "not asked here, because the plan compares subjects with each other: {names}",
        "exempt": "exception at `{at}` ({clause}, “{quote}”): {why}", "hits": "met {n:time|times}", "no-hits": "no case needed it",
        "counterexample": "A case against this law, shrunk", "day": "As of the end of {day}",
        "change": "Change: {what}", "before": "Before", "after": "After", "lacks": "Missing: {what}", "less": "While it is missing", "whole": "Once it is there", "records": "Records",
        "subject": "{word} {key}, {target}", "was": "before", "now": "after", "found": "found",
        "none-left": "no case against the laws was found (generated records for each law: {n})", "some-broken": "laws broken: {n}",
        "unsent": "not sent", "empty": "sent, without rows", "rejected": "row rejected", "parameters": "Parameters",
        "others": "(not shown: columns that no rule reads; columns with the best value in every row, in adverse lists the gravest)",
        "yes": "Có", "no": "Không", "blank": "", "unsent-cell": "(no column)", "unknown-cell": "(not known)", "clause": "{document} {clause}",
        "engine": "the engine stopped, two ways to conclude differ: {text}",
    },
}


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return filled(WORDS[lang][word], parts)


#: Parts of a sentence that are values of cells.
_VALUES = frozenset({"was", "now"})


def told(lang: Lang, does: Does) -> str:
    """Return a change, or what was found, in words."""
    return say(lang, does.word, **{k: retold(v, lang) if k in _VALUES else v for k, v in does.parts})


def sentence(lang: Lang, plan: Plan, law: str) -> str:
    """Return a law in one sentence, in the rule set's own words where it is its own."""
    return LAWS[lang][law] if law in LAWS[lang] else plan.laws[law].label


def label_of(plan: Plan, register: str, name: str) -> str:
    """Return what a column is called."""
    found = plan.registers[register].fields.get(name)
    return found.label if found is not None else name


def cell_text(kind: FieldType | None, value: Cell) -> str:
    """Return a value as a workbook shows it; whoever tells it in English tells its day otherwise (`retold`)."""
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case dt.date():
            return told_day(value, Lang.VI)
        case Decimal():
            percent = "%" if isinstance(kind, Number) and kind.kind == "percent" else ""
            return f"{value.normalize():f}".replace(".", ",") + percent
        case Stated(off):
            return f"{off:+d}"
        case str() if isinstance(kind, Choice):
            return next((o.label for o in kind.options if o.key == value), value)
        case _:
            return str(value)
