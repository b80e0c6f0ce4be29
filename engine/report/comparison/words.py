"""Headings of comparisons, in both languages."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Lang, filled

WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "mark": "GIẢ ĐỊNH, không phải kết quả xét", "compare": "SO SÁNH HAI LẦN XÉT", "as_of": "Tính đến hết ngày {day}",
        "side-before": "Trước", "side-after": "Sau", "side": "{side}: {title}; {files}; tính đến hết ngày {day}", "files": "{n} tệp số liệu",
        "differs": "Khác nhau ở: {what}.", "alike": "Hai lần xét dùng cùng bộ tiêu chí, cùng số liệu và cùng ngày xét.",
        "assumed": "ĐÃ GIẢ ĐỊNH", "assumption": "{what}: {before} → {after}", "assumption-add": "{what}: {after}", "assumption-remove": "{what}: {before}", "cite": " [{cite}]", "unsaid": "không còn khớp lời trích của điều khoản", "at": " [{place}]",
        "rules": "QUY TẮC KHÁC NHAU", "rule-came": "mới có", "rule-went": "không còn", "rule": "{label} ({id}){cite}", "rule-text": "{before} → {after}", "rule-source": "chỉ khác điều khoản hoặc cách hiểu",
        "section-parameters": "thông số", "section-dated": "giá trị theo thời gian", "section-periods": "thời gian", "section-deadlines": "thời hạn", "section-measures": "số đo", "section-criteria": "tiêu chí",
        "section-bars": "trường hợp không xem xét", "section-suspensions": "trường hợp chưa xét", "section-scores": "điểm", "section-classifications": "xếp loại", "section-awards": "hình thức", "section-assessments": "kết quả đánh giá", "section-judgements": "ý kiến đánh giá",
        "nothing": "Không có kết quả nào thay đổi.", "ledger": "{label} – {kind}", "move": "{move} ({n})",
        "lines": "NGƯỠNG LỰA CHỌN", "group": "nhóm “{group}”: ", "line-inside": "số được chọn: {before} → {after}", "line-same": "ngưỡng không đổi ({cut}; {places} suất)",
        "summary": "TỔNG HỢP", "result": "Kết quả", "before": "Trước", "after": "Sau", "total": "Cộng", "change": "Thay đổi",
        "balance": "{label} – {kind}: {all} = {parts}", "part-gained": "được thêm {n}", "part-lost": "không còn {n}", "part-settled": "đã kết luận {n}", "part-opened": "trở lại chưa kết luận {n}", "part-other": "thay đổi khác {n}",
        "part-same": "không đổi {n}", "part-appeared": "mới có {n}", "part-disappeared": "không còn trong số liệu {n}", "was-pending": "trong đó trước còn chờ: {n}",
        "later": "HÌNH THỨC KHEN THƯỞNG ĐÃ ĐỀ NGHỊ HOẶC ĐÃ TẶNG, NAY KHÔNG ĐỦ ĐIỀU KIỆN", "later-proposed": "đã đề nghị", "later-granted": "đã tặng: {documents}", "later-grant": "{document} ngày {day}", "later-nothing": "chưa có quyết định khen thưởng trong số liệu", "later-one": "{who}: {award} – {state}; nay: {now}",
        "later-above": "Hình thức chọn trong số các đối tượng được tặng hình thức này: {award}{cite} – {state}; nay: {now}{rest}.",
        "later-rests": ", chỉ vì quyết định tặng {below} vẫn có trong số liệu, còn {below} nay {fell}",
        "later-note": "Danh sách này chỉ nêu sự việc và điều khoản của kế hoạch; việc xử lý do người có thẩm quyền quyết định.",
        "single": "{who}: {state}", "single-kin": " ({kin})", "subject": "GIẢI THÍCH THEO GIẢ ĐỊNH", "mixed": "Nguyên nhân được xác lập bằng cách xét lại {n} tổ hợp của hai bên.",
        "unattested": "Có xác nhận “đầy đủ” không còn khớp số dòng vì các dòng thêm, bớt; dùng --attested để coi như cơ quan xác nhận đã đếm cả các dòng đó.", "attested": "Các xác nhận “đầy đủ” được coi như đã đếm cả các dòng thêm, bớt.",
        "rejected": "Theo giả định có thêm {n} dòng bị loại.",
    },
    Lang.EN: {
        "mark": "ASSUMPTION, not the result of the evaluation", "compare": "TWO EVALUATIONS COMPARED", "as_of": "As of the end of {day}",
        "side-before": "Before", "side-after": "After", "side": "{side}: {title}; {files}; as of the end of {day}", "files": "{n:file|files} of records",
        "differs": "They differ in: {what}.", "alike": "Both have the same rules, the same records and the same day.",
        "assumed": "ASSUMED", "assumption": "{what}: {before} → {after}", "assumption-add": "{what}: {after}", "assumption-remove": "{what}: {before}", "cite": " [{cite}]", "unsaid": "no longer what the cited words say", "at": " [{place}]",
        "rules": "RULES THAT DIFFER", "rule-came": "new", "rule-went": "gone", "rule": "{label} ({id}){cite}", "rule-text": "{before} → {after}", "rule-source": "only its clause or reading differs",
        "section-parameters": "parameter", "section-dated": "dated value", "section-periods": "period", "section-deadlines": "deadline", "section-measures": "measure", "section-criteria": "criterion",
        "section-bars": "bar", "section-suspensions": "suspension", "section-scores": "points", "section-classifications": "classification", "section-awards": "award", "section-assessments": "assessment", "section-judgements": "judgement",
        "nothing": "No result changes.", "ledger": "{label}, {kind}", "move": "{move} ({n})",
        "lines": "CUT LINES", "group": "group “{group}”: ", "line-inside": "inside: {before} → {after}", "line-same": "the line stays ({cut}; {places:place|places})",
        "summary": "SUMMARY", "result": "Result", "before": "Before", "after": "After", "total": "Total", "change": "Change",
        "balance": "{label}, {kind}: {all} = {parts}", "part-gained": "gained {n}", "part-lost": "lost {n}", "part-settled": "settled {n}", "part-opened": "open again {n}", "part-other": "other changes {n}",
        "part-same": "unchanged {n}", "part-appeared": "new {n}", "part-disappeared": "gone from the records {n}", "was-pending": "of these pending before: {n}",
        "later": "AWARDS PROPOSED OR GRANTED FOR WHICH THE SUBJECT DOES NOT QUALIFY NOW", "later-proposed": "was proposed", "later-granted": "granted: {documents}", "later-grant": "{document} of {day}", "later-nothing": "no decision of grant on record", "later-one": "{who}: {award}, {state}; now: {now}",
        "later-above": "An award chosen among the holders of this one: {award}{cite}, {state}; now: {now}{rest}.",
        "later-rests": ", only because the decision that granted {below} is still on record, while {below} is now: {fell}",
        "later-note": "This list states facts and clauses of the plan only; what follows is for the competent authority to decide.",
        "single": "{who}: {state}", "single-kin": " ({kin})", "subject": "EXPLANATION UNDER THE ASSUMPTION", "mixed": "Causes were established by evaluating {n:mixture|mixtures} of the two sides.",
        "unattested": "An attestation no longer fits the number of rows because of those added or taken away; with --attested the office is taken to have counted them.", "attested": "Attestations are taken to count the rows added and taken away.",
        "rejected": "Under the assumption {n:more row is|more rows are} rejected.",
    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a heading with its parts filled in."""
    return filled(WORDS[lang][word], parts)
