"""What is said of mutants, in both languages: the fault in words, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

#: Of every sort of fault; `{before}` and `{after}` are the texts, with operators in words.
FAULTS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "operator": "“{before}” thành “{after}”", "step": "“{before}” thành “{after}”", "day": "ngày {before} thành {after}", "turn": "“{before}” thành “{after}”",
        "and-or": "“và”, “hoặc” đổi chỗ: “{before}” thành “{after}”", "drop": "bỏ điều kiện “{before}”", "drop-where": "bỏ điều kiện lọc “{before}”",
        "rounding": "cách làm tròn {before} thành {after}", "drop-applies": "bỏ phạm vi áp dụng “{before}”", "drop-due": "bỏ hạn `{before}`", "drop-evidence": "bỏ yêu cầu minh chứng “{before}”",
        "drop-lost": "bỏ trường hợp mất toàn bộ điểm “{before}”", "if-none": "`if none` {before} thành {after}", "drop-if-none": "bỏ `if none: {before}`",
        "drop-except": "bỏ trường hợp riêng “{before}”", "drop-extended": "bỏ việc gia hạn", "never-complete": "danh sách không bao giờ được coi là đầy đủ",
        "always-complete": "danh sách được coi là đầy đủ dù không ai xác nhận", "drop-criterion": "bỏ tiêu chí `{before}` khỏi yêu cầu", "all-any": "đạt tất cả thành đạt một tiêu chí",
        "at-least": "ít nhất {before} thành ít nhất {after}", "drop-bar": "bỏ trường hợp loại trừ `{before}`", "drop-suspension": "bỏ trường hợp tạm dừng `{before}`",
        "drop-nomination": "không cần đề nghị của đơn vị", "drop-lower": "không cần có `{before}`", "basis": "trong số “{before}” thành trong số “{after}”", "drop-choose": "không cần chọn (`{before}`)",
        "drop-unless": "bỏ việc loại trừ khi đã có `{before}`", "places": "số lượng {before} thành {after}", "size-end": "quy mô đến {before} thành đến {after}", "drop-least": "bỏ mức tối thiểu {before}",
        "drop-rank": "bỏ khóa xếp hạng “{before}”", "turn-rank": "đảo chiều xếp hạng theo “{before}”", "setting": "“{before}” thành “{after}”", "drop-per": "hạn mức không chia theo `{before}`",
        "drop-limit": "bỏ giới hạn riêng “{before}”", "drop-settle": "Hội đồng không phân định đồng hạng (`{before}`)", "drop-counting": "mẫu số tính mọi dòng", "band-end": "đầu khoảng “{before}” thành “{after}”",
        "drop-floor": "bỏ mức thấp nhất {before}", "drop-item": "bỏ mục `{before}` khỏi tổng", "best-sum": "mục cao nhất thành tổng các mục", "drop-rescale": "không quy về thang điểm", "drop-down": "bỏ việc hạ bậc “{before}”",
        "drop-ceiling": "bỏ mức trần “{before}”",
    },
    Lang.EN: {
        "operator": "“{before}” becomes “{after}”", "step": "“{before}” becomes “{after}”", "day": "the day {before} becomes {after}", "turn": "“{before}” becomes “{after}”",
        "and-or": "and and or change places: “{before}” becomes “{after}”", "drop": "without the condition “{before}”", "drop-where": "without the filter “{before}”",
        "rounding": "rounding {before} becomes {after}", "drop-applies": "for everybody, not only where “{before}”", "drop-due": "without the deadline `{before}`", "drop-evidence": "without the evidence “{before}”",
        "drop-lost": "without the loss of all points “{before}”", "if-none": "`if none` {before} becomes {after}", "drop-if-none": "without `if none: {before}`",
        "drop-except": "without the exception “{before}”", "drop-extended": "without the extension", "never-complete": "the register never counts as complete",
        "always-complete": "the register counts as complete though nobody attested it", "drop-criterion": "without the criterion `{before}`", "all-any": "all criteria become any criterion",
        "at-least": "at least {before} becomes at least {after}", "drop-bar": "without the bar `{before}`", "drop-suspension": "without the suspension `{before}`",
        "drop-nomination": "without nominations", "drop-lower": "without `{before}`", "basis": "among the {before} becomes among the {after}", "drop-choose": "without being chosen (`{before}`)",
        "drop-unless": "also for those who have `{before}`", "places": "the number of places: {before} becomes {after}", "size-end": "the size to {before} becomes to {after}", "drop-least": "without the least number {before}",
        "drop-rank": "without the ranking key “{before}”", "turn-rank": "ranked the other way by “{before}”", "setting": "“{before}” becomes “{after}”", "drop-per": "one quota for all, not per `{before}`",
        "drop-limit": "without the inner limit “{before}”", "drop-settle": "ties are not settled (`{before}`)", "drop-counting": "every row counts in the denominator", "band-end": "the end of the band “{before}” becomes “{after}”",
        "drop-floor": "without the floor {before}", "drop-item": "without the item `{before}`", "best-sum": "the best item becomes the sum", "drop-rescale": "without re-scaling", "drop-down": "without the step down “{before}”",
        "drop-ceiling": "without the ceiling “{before}”",
    },
}

#: How a comparison with a number is said; what is not listed stands as it is written.
OPERATORS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {">=": "từ {x}", ">": "trên {x}", "<=": "không quá {x}", "<": "dưới {x}", "=": "bằng {x}", "!=": "khác {x}"},
    Lang.EN: {">=": "from {x}", ">": "above {x}", "<=": "up to {x}", "<": "below {x}", "=": "equal to {x}", "!=": "other than {x}"},
}

TABLE: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "rule": "Quy tắc", "fault": "Lỗi cài thử", "where": "Chỗ", "what": "Kết quả", "killed": "bị phát hiện, ca {n}", "proved": "tương đương (đã chứng minh)", "unknown": "CHƯA RÕ", "left": "còn {n} lỗi chưa rõ, chưa khai lý do:",
        "declared": "chưa rõ, đã khai lý do", "crash": "không xét được", "why": "  {id}: {why}", "head-declared": "{n} lỗi chưa rõ, đã khai lý do:",
        "total": "{id}: {all} lỗi cài thử, {killed} bị phát hiện, {proved} tương đương, {unknown} chưa rõ",
        "offer": "Ca kiểm đề nghị, phân biệt được {n} lỗi trên; kết quả mong đợi là điều quy tắc hiện cho ra, phải đối chiếu tay với kế hoạch trước khi đưa vào tệp:",
        "offer-goals": "Ca kiểm đề nghị, chứng tỏ {n} điều còn thiếu; kết quả mong đợi là điều quy tắc hiện cho ra, phải đối chiếu tay với kế hoạch trước khi đưa vào tệp:",
        "into": "Thêm vào kết quả mong đợi (`want`) của ca {n}:", "no-offer": "Không tìm được ca kiểm nhỏ cho:",
        "by-hand": "Viết tay: thêm một ca vào khóa `cases` của {file}, trong `records`, `set` hoặc `answers` dựng số liệu đúng như điều còn thiếu nêu trên, ở `want` ghi kết quả theo kế hoạch; điều gì không thể xảy ra thì khai mã trong ngoặc vuông kèm lý do ở khóa `unreachable`.",
    },
    Lang.EN: {
        "rule": "Rule", "fault": "Fault", "where": "Where", "what": "Outcome", "killed": "killed by case {n}", "proved": "equivalent (proved)", "unknown": "UNKNOWN", "left": "unknown mutants without a reason ({n}):",
        "declared": "unknown, reason declared", "crash": "cannot be judged", "why": "  {id}: {why}", "head-declared": "unknown mutants with a declared reason: {n}",
        "total": "{id}: mutants: {all}; killed: {killed}, equivalent: {proved}, unknown: {unknown}",
        "offer": "A case that tells {n} of these apart; what it wants is what the rules say now, to be checked by hand against the plan before it is kept:",
        "offer-goals": "A case that shows {n} missing goals; what it wants is what the rules say now, to be checked by hand against the plan before it is kept:",
        "into": "To be wanted besides (`want`) in case {n}:", "no-offer": "No small case was found for:",
        "by-hand": "Write it by hand: add a case under `cases` in {file}, in `records`, `set` or `answers` make up just what is missing above, under `want` write what the plan says comes of it; what cannot happen is declared under `unreachable`, by the id in brackets and with a reason.",
    },
}
