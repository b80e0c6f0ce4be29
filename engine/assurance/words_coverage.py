"""What coverage says of goals, in both languages: by sort and state, and why some goals can never be shown."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang

#: Of every sort and state what is to be shown; `{text}` is the condition, value or name it is about.
GOALS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "criterion/met": "đạt", "criterion/not-met": "không đạt",
        "criterion/undetermined": "chưa đủ căn cứ để kết luận", "criterion/not-applicable": "không áp dụng",
        "due/still-open": "chưa đến hạn `{text}` nên chưa kết luận là không đạt",
        "no-rows/reached": "không có dòng nào (`if none: {text}`)",
        "bar/met": "có trường hợp loại trừ", "bar/not-met": "không có trường hợp loại trừ",
        "suspension/met": "có trường hợp tạm dừng xét", "suspension/not-met": "không có trường hợp tạm dừng xét",
        "assessment/met": "kết quả: đạt", "assessment/not-met": "kết quả: không đạt",
        "assessment/undetermined": "kết quả: chưa đủ căn cứ để kết luận", "assessment/not-applicable": "kết quả: không áp dụng",
        "award/proposed": "đề nghị khen thưởng", "award/not-proposed": "chưa đủ điều kiện đề nghị", "award/barred": "không được xem xét",
        "award/suspended": "chưa xét", "award/pending": "chờ (hồ sơ, Hội đồng, hoặc chưa đến hạn)",
        "award/outside-quota": "đủ điều kiện, ngoài hạn mức", "award/tied": "đồng hạng, chờ Hội đồng",
        "award/not-applicable": "không thuộc đối tượng", "award/not-nominated": "không được đề xuất",
        "award-bar/alone": "chỉ riêng `{text}` loại trừ", "award-suspension/alone": "chỉ riêng `{text}` tạm dừng",
        "requirement/holds": "chỉ riêng `{text}` quyết định: đạt", "requirement/fails": "chỉ riêng `{text}` quyết định: không đạt",
        "choice/holds": "`{text}`: được chọn", "choice/fails": "`{text}`: không được chọn",
        "granted/holds": "đã được tặng `{text}`", "granted/fails": "chắc chắn không được tặng `{text}`",
        "leaf/holds": "chỉ riêng điều kiện `{text}` quyết định: khi đúng", "leaf/fails": "chỉ riêng điều kiện `{text}` quyết định: khi sai",
        "threshold/at": "đúng mức: {text}", "threshold/below": "ngay dưới mức: {text}", "threshold/above": "ngay trên mức: {text}",
        "deadline/last-day": "ngày cuối của hạn: {text}", "deadline/day-after": "ngày liền sau hạn: {text}",
        "period/day-before": "ngày liền trước thời gian: {text}", "period/first-day": "ngày đầu của thời gian: {text}",
        "period/last-day": "ngày cuối của thời gian: {text}", "period/day-after": "ngày liền sau thời gian: {text}",
        "band": "khoảng điểm thứ {n}: {text}", "option": "câu trả lời `{state}` của {text}", "best/wins": "`{text}` cao nhất",
        "cut/max": "điểm vượt mức tối đa {text} bị cắt", "cut/floor": "điểm dưới mức thấp nhất {text} được nâng",
        "grade": "xếp mức `{state}`", "rank/decides": "khóa xếp hạng này phân định: {text}", "size/used": "số lượng theo quy mô {text}",
        "share/rounded": "tỷ lệ {text} phải làm tròn", "least/raised": "tỷ lệ cho ít hơn mức tối thiểu {text}",
        "settle/holds": "Hội đồng chọn trong số đồng hạng (`{text}`)", "settle/fails": "Hội đồng không chọn trong số đồng hạng (`{text}`)",
        "limit/cuts": "bị giới hạn riêng loại: {text}", "per/apart": "mỗi nhóm theo `{text}` có hạn mức riêng",
        "register/complete": "danh sách đã xác nhận đầy đủ", "register/incomplete": "danh sách đã nhận nhưng chưa xác nhận đầy đủ",
        "parameter/given": "thông số đã cho", "parameter/missing": "thông số chưa cho",
        "first": "lấy giá trị thứ {n} trong {text}", "extreme": "giá trị thứ {n} quyết định: {text}", "dated": "giá trị áp dụng từ {state}: {text}",
    },
    Lang.EN: {
        "criterion/met": "met", "criterion/not-met": "not met", "criterion/undetermined": "undetermined", "criterion/not-applicable": "not applicable",
        "due/still-open": "the deadline `{text}` has not passed, so nothing has failed yet",
        "no-rows/reached": "no rows at all (`if none: {text}`)",
        "bar/met": "the bar is there", "bar/not-met": "the bar is not there",
        "suspension/met": "the suspension is there", "suspension/not-met": "the suspension is not there",
        "assessment/met": "result: met", "assessment/not-met": "result: not met", "assessment/undetermined": "result: undetermined",
        "assessment/not-applicable": "result: not applicable",
        "award/proposed": "proposed", "award/not-proposed": "not proposed", "award/barred": "barred", "award/suspended": "suspended",
        "award/pending": "pending", "award/outside-quota": "eligible, outside the quota", "award/tied": "tied",
        "award/not-applicable": "not applicable", "award/not-nominated": "not nominated",
        "award-bar/alone": "`{text}` alone bars", "award-suspension/alone": "`{text}` alone suspends",
        "requirement/holds": "`{text}` decides alone: met", "requirement/fails": "`{text}` decides alone: not met",
        "choice/holds": "`{text}`: chosen", "choice/fails": "`{text}`: not chosen",
        "granted/holds": "`{text}` was granted", "granted/fails": "`{text}` surely was not granted",
        "leaf/holds": "decides alone by holding: {text}", "leaf/fails": "decides alone by failing: {text}",
        "threshold/at": "at the threshold: {text}", "threshold/below": "just below the threshold: {text}", "threshold/above": "just above the threshold: {text}",
        "deadline/last-day": "the last day of the deadline: {text}", "deadline/day-after": "the day after the deadline: {text}",
        "period/day-before": "the day before the period: {text}", "period/first-day": "the first day of the period: {text}",
        "period/last-day": "the last day of the period: {text}", "period/day-after": "the day after the period: {text}",
        "band": "band {n}: {text}", "option": "the answer `{state}` of {text}", "best/wins": "`{text}` is the greatest",
        "cut/max": "points above the maximum {text} are cut", "cut/floor": "points below the floor {text} are raised",
        "grade": "graded `{state}`", "rank/decides": "this ranking key decides: {text}", "size/used": "places for a size of {text}",
        "share/rounded": "the share of {text} has to be rounded", "least/raised": "the share gives less than the least, {text}",
        "settle/holds": "chosen among the tied (`{text}`)", "settle/fails": "not chosen among the tied (`{text}`)",
        "limit/cuts": "outside by the inner limit: {text}", "per/apart": "each group by `{text}` has places of its own",
        "register/complete": "the register is complete", "register/incomplete": "the register was read and is not complete",
        "parameter/given": "the parameter is given", "parameter/missing": "the parameter is not given",
        "first": "item {n} of {text} is taken", "extreme": "item {n} decides: {text}", "dated": "the value from {state} on: {text}",
    },
}

#: Why a goal can never be shown; the rules are those of `coverage/possible.py`.
WHY: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "no-scope": "quy tắc áp dụng cho mọi đối tượng", "all-options": "điều kiện đã kể mọi lựa chọn",
        "range": "khoảng giá trị đã khai không cho phép", "open-never": "không có gì trong điều kiện có thể thiếu",
        "no-nomination": "hình thức này không cần đề nghị", "no-bar": "không có trường hợp loại trừ", "no-suspension": "không có trường hợp tạm dừng xét",
        "no-quota": "không có hạn mức", "no-tie": "không có đồng hạng chờ Hội đồng", "no-requirement": "không có yêu cầu nào để không đạt",
    },
    Lang.EN: {
        "no-scope": "the rule concerns everybody", "all-options": "the condition names every option",
        "range": "the declared range does not allow it", "open-never": "nothing in the condition can be missing",
        "no-nomination": "the award takes no nominations", "no-bar": "the award has no bar", "no-suspension": "the award has no suspension",
        "no-quota": "the award has no quota", "no-tie": "ties never go to the council", "no-requirement": "there is no requirement to fail",
    },
}

TABLE: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "rule": "Quy tắc", "what": "Điều cần chứng tỏ", "where": "Chỗ", "cases": "Ca kiểm", "none": "CHƯA CÓ", "waived": "đã khai là không thể xảy ra",
        "impossible": "không thể xảy ra", "line": "dòng {line}", "clause": "{cite}, dòng {line}", "total": "{id}: ca kiểm phủ {percent}% ({reached} trong {all} điều)",
        "left": "còn {n} điều chưa có ca kiểm:", "ruled-out": "{n} điều không thể xảy ra: {why}", "declared": "{n} điều đã khai là không thể xảy ra, có nêu lý do:",
        "short": "độ phủ {percent}% thấp hơn mức yêu cầu {wanted}%", "id": "mã",
    },
    Lang.EN: {
        "rule": "Rule", "what": "To be shown", "where": "Where", "cases": "Cases", "none": "NONE", "waived": "declared unreachable", "impossible": "impossible",
        "line": "line {line}", "clause": "{cite}, line {line}", "total": "{id}: the cases cover {percent}% ({reached} of {all} goals)",
        "left": "goals without a case ({n}):", "ruled-out": "impossible goals: {n} ({why})", "declared": "goals declared unreachable, with the reason: {n}",
        "short": "the coverage of {percent}% is below the {wanted}% asked for", "id": "id",
    },
}
