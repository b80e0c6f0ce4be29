"""The words for conditions and numbers of a plan, in both languages."""

from __future__ import annotations

VI = {
    "and": " và ", "or": " hoặc ", "not": "không phải ({})", "yes": "“{}”: có", "no": "“{}”: không",
    "one_of": "“{}” là {}", "none_of": "“{}” không phải là {}", "given": "đã có “{}”", "missing": "chưa có “{}”",
    "some": "trong danh sách “{}” có ít nhất một dòng{}", "none": "trong danh sách “{}” không có dòng nào{}",
    "every": "mọi dòng{} trong danh sách “{}” đều đạt: {}", "where": " mà {}",
    "owner": "xét theo “{}”: {}", "eligible": "đủ điều kiện “{}”", "proposed": "được đề nghị “{}”",
    "count": "số dòng{} trong danh sách “{}”", "share": "tỷ lệ dòng đạt “{}”{} trong danh sách “{}”",
    "sum": "tổng", "min": "mức thấp nhất", "max": "mức cao nhất", "mean": "trung bình",
    "total": "{} của {} theo danh sách “{}”{}", "peers": "{} của {} trong “{}”{}", "per": " cùng “{}”",
    "divide": "({} chia {}, làm tròn {} đến {})", "down": "xuống", "up": "lên", "half-up": "đến gần nhất",
    "of": "{} của “{}”", "days": "ngày {}", "within": "{} từ {} đến {}", "upto": "{} không muộn hơn {}",
    "choose": "nếu {} thì {}, nếu không thì {}", "anything": "chưa xác định", "dated": "“{}” vào ngày “{}”",
    "as_of": "ngày xét",
    "max_of": "số lớn nhất trong ({})", "min_of": "số nhỏ nhất trong ({})",
    "first": "số liệu đầu tiên có ghi trong ({})",
    "rounded": "({}, làm tròn {} đến {})", "run": "số “{}” liên tiếp tính lùi từ {} trong danh sách “{}”{}",
    "points": "{} điểm",
    "grade": "mức “{}”", "moved": "{} (gia hạn đến {})", "no_grade": "không xếp loại",
    "<": "dưới", "<=": "không quá", "=": "bằng", "!=": "khác", ">=": "từ", ">": "trên", "above": " trở lên",
}  # fmt: skip
EN = {
    "and": " and ", "or": " or ", "not": "not ({})", "yes": "“{}”: yes", "no": "“{}”: no",
    "one_of": "“{}” is {}", "none_of": "“{}” is not {}", "given": "“{}” is given", "missing": "“{}” is missing",
    "some": "the list “{}” has at least one row{}", "none": "the list “{}” has no row{}",
    "every": "every row{} of the list “{}” has: {}", "where": " with {}",
    "owner": "at its “{}”: {}", "eligible": "eligible for “{}”", "proposed": "proposed for “{}”",
    "count": "the number of rows{} in the list “{}”", "share": "the share of rows with {}{} in the list “{}”",
    "sum": "the sum", "min": "the least", "max": "the greatest", "mean": "the mean",
    "total": "{} of {} over the list “{}”{}", "peers": "{} of {} among “{}”{}", "per": " with the same “{}”",
    "divide": "({} divided by {}, rounded {} to {})", "down": "down", "up": "up", "half-up": "to the nearest",
    "of": "{} of “{}”", "days": "{}", "within": "{} from {} to {}", "upto": "{} not later than {}",
    "choose": "if {} then {}, else {}", "anything": "not known", "dated": "“{}” on the day “{}”",
    "as_of": "day of the evaluation",
    "max_of": "the greatest of ({})", "min_of": "the least of ({})", "first": "the first filled in of ({})",
    "rounded": "({}, rounded {} to {})", "run": "“{}” in a row backwards from {} in the list “{}”{}",
    "points": "{} points",
    "grade": "“{}”", "moved": "{} (extended to {})", "no_grade": "no grade",
    "<": "below", "<=": "at most", "=": "equal to", "!=": "other than", ">=": "at least", ">": "above", "above": "",
}  # fmt: skip
