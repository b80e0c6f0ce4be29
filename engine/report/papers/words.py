"""What the papers say around the data, in both languages."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...diagnostics import Lang, filled
from ...explain.telling import Teller

VI: Mapping[str, str] = {
    # columns
    "no": "TT", "key": "Mã", "name": "Tên tập thể, cá nhân", "position": "Chức vụ", "unit": "Đơn vị", "kind": "Loại",
    "award": "Hình thức", "decision": "Kết quả", "why": "Lý do", "note": "Ghi chú", "criterion": "Tiêu chí",
    "verdict": "Kết luận", "value": "Số liệu đọc được", "threshold": "Mức xét", "gap": "Chênh lệch",
    "clause": "Căn cứ", "place": "Ô nguồn", "missing": "Nội dung còn thiếu", "waits": "Chờ ai", "file": "Tệp",
    "sheet": "Trang tính", "cell": "Ô", "message": "Nội dung", "remedy": "Cách sửa", "code": "Mã lỗi",
    "deadline": "Chậm nhất", "documents": "Văn bản, ô chứng minh",
    "appraised": "Thẩm định", "remark": "Ý kiến thẩm định", "sign": "Ghi chú",
    "total": "Cộng", "nominated": "Đơn vị đề nghị", "rules": "Theo quy tắc", "council": "Hội đồng",
    "granted": "Quyết định", "share": "Tỷ lệ đồng ý", "differs": "Chỗ khác nhau", "reason": "Lý do đã ghi",
    "points": "Điểm", "rule_set": "Bộ tiêu chí", "count": "Số lượng",
    "summary": "Tổng hợp", "for": "Về", "who": "Ai bổ sung",
    # sheets and titles
    "t_summary": "TỔNG HỢP KẾT QUẢ XÉT KHEN THƯỞNG", "t_list": "DANH SÁCH: {award}",
    "t_criteria": "KẾT QUẢ TỪNG TIÊU CHÍ: {kind}", "t_evidence": "CĂN CỨ TỪNG TIÊU CHÍ: {kind}",
    "t_pending": "DANH SÁCH CÒN CHỜ, NỘI DUNG CÒN THIẾU", "t_rejected": "CÁC DÒNG SỐ LIỆU KHÔNG DÙNG ĐƯỢC",
    "t_points": "BẢNG ĐIỂM: {kind}", "t_rules": "BỘ TIÊU CHÍ ĐÃ DÙNG", "t_appraisal": "BẢNG THẨM ĐỊNH: {kind}",
    "t_reminders": "DANH SÁCH NHẮC BỔ SUNG", "t_by_unit": "NỘI DUNG CẦN BỔ SUNG THEO ĐƠN VỊ",
    "t_reconcile": "BẢNG ĐỐI CHIẾU: {award}", "t_assessed": "KẾT QUẢ ĐÁNH GIÁ: {award}",
    "s_list": "DS {award}", "s_criteria": "Tiêu chí - {kind}", "s_evidence": "Căn cứ - {kind}", "s_pending": "Còn thiếu",
    "s_rejected": "Dòng bị loại", "s_points": "Điểm - {kind}", "s_rules": "Bộ tiêu chí",
    "s_appraisal": "Thẩm định - {kind}", "s_overview": "Tổng hợp", "s_units": "Theo đơn vị", "s_votes": "Biểu quyết - {award}",
    "s_reconcile": "Đối chiếu - {award}", "s_assessed": "Đánh giá - {award}", "s_opinion": "Ý kiến - {what}",
    # lines
    "as_of": "Tính đến hết ngày {day}",
    "sealed": "Bộ tiêu chí {ruleset}, mã kiểm tra {rules}; số liệu, mã kiểm tra {records}; phần mềm {engine}.",
    "balance": "Số dòng đã đọc: {rows} = dùng {used} + bị loại {rejected} + không phải số liệu {not_data}.",
    "marks": "Ghi chú: tạm thời: còn đổi được khi có quyết định hoặc kết quả của người khác; sơ bộ: thời gian theo dõi chưa kết thúc.",
    "colours": "Màu ô chỉ để dễ nhìn; kết luận là chữ ghi trong ô.",
    "links": "Bấm vào ô nguồn để mở đúng ô trong tệp số liệu (đặt các tệp ở chỗ cũ so với tệp này).",
    "share_of": "Trong {total} cá nhân {of}: {list}.",
    "of_list": "được đề nghị",
    "leaders": "lãnh đạo, người đứng đầu", "direct": "người lao động trực tiếp", "women": "nữ",
    "share_exact": "{group} {count}/{total} ({share})",
    "share_open": "{group} ít nhất {count}/{total}, chưa rõ {unknown}",
    "share_none": "{group}: chưa có số liệu",
    "provisional": "tạm thời", "interim": "sơ bộ",
    "see_more": "và {n} ô khác", "more_documents": "và {n} chỗ khác",
    "papers": "đơn vị, cơ quan bổ sung hồ sơ", "council_w": "Hội đồng, người có thẩm quyền cho ý kiến",
    "calendar": "chưa đến hạn", "decision_w": "chờ kết quả xét khác",
    "no_unit": "(không thuộc đơn vị nào)",
    # reconciliation
    "yes": "Có", "no_": "Không", "open": "Chưa kết luận", "mixed": "Ghi mâu thuẫn", "silent": "Chưa có",
    "not-asked": "Không yêu cầu", "differs_from": "{now} ({b}) khác {before} ({a})", "mixed_in": "{now}: các dòng cùng ngày ghi khác nhau",
    "no_reason": "chưa ghi lý do", "votes": "{agree}/{members} phiếu",
    "foot_nominated": "Được đưa vào xét: {n} = {list}.", "foot_count": "{stage}: {list}.",
    "foot_differs": "Có chỗ khác nhau: {n} trường hợp; chưa ghi lý do: {m}.",
    "votes_note": "Tỷ lệ phiếu tính trên tổng số thành viên Hội đồng; tỷ lệ làm tròn có dấu ≈. Kết luận ghi sao thì in vậy, không so với ngưỡng nào.",
    # forms
    "opinion_ask": "Câu hỏi: {ask}", "opinion_law": "Căn cứ {clause}: “{quote}”",
    "opinion_how": "Chọn ý kiến trong ô màu vàng, ghi người đánh giá và ngày; chưa có ý kiến thì để trống cả dòng. Gửi lại nguyên tệp này.",
    "vote_how": "Điền ô màu vàng: Có hoặc Không, số phiếu, ngày họp, số biên bản; chưa biểu quyết thì để trống cả dòng. Gửi lại nguyên tệp này.",
    "vote_prepared": "Tổng số thành viên Hội đồng ghi sẵn theo thông tin của cơ quan; kiểm tra lại trước khi dùng.",
    "vote_result": "theo quy tắc: {decision}",
    "appraisal_how": "Cột “Ý kiến thẩm định”, “Ghi chú” để trống cho người thẩm định.",
    "figure_none": "chưa có",
    "deadline_blank": "Cột “Chậm nhất” chỉ ghi hạn mà kế hoạch đặt cho tiêu chí; kế hoạch không đặt hạn thì để trống.",
    "general": "Chung cho cả đợt", "figure": "Số liệu", "verdict_short": "Kết luận", "opinion": "Ý kiến, người cho ý kiến",
    "t_opinion": "Ý KIẾN ĐÁNH GIÁ", "t_vote": "KẾT QUẢ BIỂU QUYẾT CỦA HỘI ĐỒNG", "vote_award": "Hình thức: {award}",
    "agree": "Đồng ý", "against": "Không đồng ý", "other": "Ý kiến khác", "members": "Tổng số thành viên",
    "day": "Ngày", "document": "Văn bản số", "taken": " (số được dùng)", "passed": "{day} (đã qua)",
}  # fmt: skip
EN: Mapping[str, str] = {
    "no": "No.", "key": "Key", "name": "Collective, person", "position": "Position", "unit": "Unit", "kind": "Kind",
    "award": "Award", "decision": "Result", "why": "Why", "note": "Note", "criterion": "Criterion",
    "verdict": "Verdict", "value": "Value read", "threshold": "Threshold", "gap": "Gap",
    "clause": "Clause", "place": "Source cell", "missing": "What is missing", "waits": "Waits on", "file": "File",
    "sheet": "Sheet", "cell": "Cell", "message": "What is wrong", "remedy": "Remedy", "code": "Code",
    "deadline": "At the latest", "documents": "Evidence: document, cell",
    "appraised": "Appraised", "remark": "Appraiser's remark", "sign": "Note",
    "total": "Total", "nominated": "Nominated", "rules": "By the rules", "council": "Council",
    "granted": "Decision", "share": "Share who agree", "differs": "Where they differ", "reason": "Reason on record",
    "points": "Points", "rule_set": "Rule set", "count": "Number",
    "summary": "Summary", "for": "About", "who": "Who supplies it",
    "t_summary": "SUMMARY OF RESULTS", "t_list": "LIST: {award}",
    "t_criteria": "EVERY CRITERION: {kind}", "t_evidence": "WHAT EACH CRITERION RESTS ON: {kind}",
    "t_pending": "PENDING, AND WHAT IS MISSING", "t_rejected": "ROWS THAT COULD NOT BE USED",
    "t_points": "POINTS: {kind}", "t_rules": "THE RULE SET AS READ", "t_appraisal": "APPRAISAL TABLE: {kind}",
    "t_reminders": "REMINDERS", "t_by_unit": "WHAT IS MISSING, BY UNIT",
    "t_reconcile": "RECONCILIATION: {award}", "t_assessed": "ASSESSMENT: {award}",
    "s_list": "List {award}", "s_criteria": "Criteria - {kind}", "s_evidence": "Evidence - {kind}", "s_pending": "Missing",
    "s_rejected": "Rejected rows", "s_points": "Points - {kind}", "s_rules": "Rule set",
    "s_appraisal": "Appraisal - {kind}", "s_overview": "Overview", "s_units": "By unit", "s_votes": "Votes - {award}",
    "s_reconcile": "Reconciled - {award}", "s_assessed": "Assessed - {award}", "s_opinion": "Opinion - {what}",
    "as_of": "As of the end of {day}",
    "sealed": "Rule set {ruleset}, hash {rules}; records, hash {records}; software {engine}.",
    "balance": "Rows read: {rows} = used {used} + rejected {rejected} + no data {not_data}.",
    "marks": "Notes: provisional: may change with decisions or results of others; interim: the period has not ended.",
    "colours": "Colours only help the eye; the verdict is the word in the cell.",
    "links": "Click a source cell to open it in the workbook (keep the files where they were, seen from this one).",
    "share_of": "Of {total} people {of}: {list}.",
    "of_list": "proposed",
    "leaders": "leaders", "direct": "direct workers", "women": "women",
    "share_exact": "{group} {count}/{total} ({share})",
    "share_open": "{group} at least {count}/{total}, not known of {unknown}",
    "share_none": "{group}: not known",
    "provisional": "provisional", "interim": "interim",
    "see_more": "and {n:more cell|more cells}", "more_documents": "and {n:more place|more places}",
    "papers": "the unit or office supplies papers", "council_w": "the council or whoever is competent answers",
    "calendar": "the day has not come", "decision_w": "waits for another result",
    "no_unit": "(of no unit)",
    "yes": "Yes", "no_": "No", "open": "Undetermined", "mixed": "Contradictory", "silent": "Not yet",
    "not-asked": "Not asked for", "differs_from": "{now} ({b}) differs from {before} ({a})", "mixed_in": "{now}: rows of one day differ",
    "no_reason": "no reason on record", "votes": "{agree}/{members:vote|votes}",
    "foot_nominated": "Taken up: {n} = {list}.", "foot_count": "{stage}: {list}.",
    "foot_differs": "Differences: {n:case|cases}; without a reason on record: {m}.",
    "votes_note": "Shares are of all members of the council; a rounded share is marked ≈. Results are printed as recorded and held against no threshold.",
    "opinion_ask": "Question: {ask}", "opinion_law": "By {clause}: “{quote}”",
    "opinion_how": "Choose an answer in a yellow cell, with who gave it and the day; leave the row blank where there is none yet. Send this very file back.",
    "vote_how": "Fill in the yellow cells: Có (yes) or Không (no), votes, day, minutes; leave the row blank where there was no vote. Send this very file back.",
    "vote_prepared": "The number of members is the office's own figure; check it before use.",
    "vote_result": "by the rules: {decision}",
    "appraisal_how": "The columns for remarks and notes are left blank for the appraiser.",
    "figure_none": "none yet",
    "deadline_blank": "The column “At the latest” only holds a deadline that the plan sets for the criterion; else it is blank.",
    "general": "For the whole campaign", "figure": "Figure", "verdict_short": "Verdict", "opinion": "Opinion, given by",
    "t_opinion": "Ý KIẾN ĐÁNH GIÁ", "t_vote": "KẾT QUẢ BIỂU QUYẾT CỦA HỘI ĐỒNG", "vote_award": "Award: {award}",
    "agree": "Agree", "against": "Disagree", "other": "Other", "members": "All members",
    "day": "Day", "document": "Document", "taken": " (counts)", "passed": "{day} (passed)",
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return filled((VI if lang is Lang.VI else EN)[word], parts)


def percent(lang: Lang, share: Fraction) -> str:
    """Return a share as a percentage with at most one decimal, marked ≈ where that is not exact."""
    tenths = share * 1000
    whole = (tenths.numerator * 2 + tenths.denominator) // (tenths.denominator * 2)  # half up
    shown = Teller(lang).fraction(Fraction(whole, 10)) + "%"
    return shown if tenths.denominator == 1 else f"≈ {shown}"
