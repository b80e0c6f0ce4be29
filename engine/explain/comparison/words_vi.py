"""Words of comparisons in Vietnamese."""
# ruff: noqa: E501

from __future__ import annotations

VI = {
    # rules
    "rest": "các trường hợp còn lại", "all-of": "đạt tất cả: {what}", "at-least-of": "đạt ít nhất {n} trong các tiêu chí: {what}",
    "yes": "có", "no": "không", "met": "đạt", "not-met": "không đạt", "not-applicable": "không áp dụng",
    "places": "{n} suất", "places-share": "{share}% (làm tròn {mode})", "places-size": "quy mô {ends}: {n} suất", "places-least": "ít nhất {n} suất",
    "round-down": "xuống", "round-up": "lên", "round-half-up": "theo quy tắc nửa đơn vị trở lên",
    # states
    "none-rule": "chưa có trong bộ tiêu chí", "gone-rule": "không còn trong bộ tiêu chí", "grade-scope": "chưa rõ có áp dụng hay không", "grade-range": "từ {low} đến {high}", "no-grade": "không xếp loại",
    # reasons: how a reason stood and stands
    "criterion-0": "không đạt", "criterion-1": "chưa đủ căn cứ để kết luận", "criterion-2": "đạt hoặc không áp dụng", "criterion-met": "đạt", "criterion-not-applicable": "không áp dụng",
    "bar-0": "thuộc trường hợp này", "bar-1": "chưa rõ", "bar-2": "không thuộc trường hợp này",
    "suspension-0": "đang chờ kết luận", "suspension-1": "chưa rõ", "suspension-2": "không phải chờ kết luận",
    "scope-0": "không thuộc đối tượng", "scope-1": "chưa rõ có thuộc đối tượng hay không", "scope-2": "thuộc đối tượng",
    "nomination-0": "không được đề xuất", "nomination-1": "chưa rõ có được đề xuất hay không", "nomination-2": "được đề xuất",
    "lower-0": "chưa có", "lower-1": "chưa rõ", "lower-2": "có",
    "choice-0": "không được chọn", "choice-1": "chưa có ý kiến", "choice-2": "được chọn",
    "unless-0": "đã có", "unless-1": "chưa rõ", "unless-2": "không có",
    "requirement-0": "không đạt", "requirement-1": "chưa kết luận được", "requirement-2": "đạt",
    "condition-0": "không đúng", "condition-1": "chưa rõ", "condition-2": "đúng",
    "r-criterion": "tiêu chí “{label}”", "r-bar": "trường hợp không xem xét “{label}”", "r-suspension": "trường hợp chưa xét “{label}”",
    "r-scope": "đối tượng của hình thức này", "r-nomination": "đề nghị của đơn vị", "r-lower": "“{label}” (là điều kiện của hình thức này)",
    "r-choice": "ý kiến “{label}”", "r-unless": "“{label}” (không đồng thời với hình thức này)", "r-requirement": "điều kiện chung của hình thức này",
    "r-selection": "xét chọn trong hạn mức", "r-grade": "điều kiện của mức “{label}”", "r-down": "trường hợp hạ mức “{label}”", "r-ceiling": "trường hợp giới hạn mức “{label}”",
    "r-score": "điểm “{label}”", "r-award": "hình thức “{label}”", "r-assessment": "kết quả đánh giá “{label}”",
    "turned": "{what}: {before} → {after}", "came-with": "{what}: trước không xét đến, nay {after}", "went-with": "{what}: nay không xét đến (trước: {before})",
    "came-open": "{what}: trước không xét đến, nay có", "clause": " [{cite}]", "clauses": " [{before} → {after}]",
    "was": "trước: {text}", "is": "nay: {text}", "no-clause": "không có",
    # grounds
    "fact": "{who}, “{field}”: {before} → {after}{at}", "fact-gone": "{who}, “{field}”: {before} → nay không xét đến{at}", "fact-come": "{who}, “{field}”: trước chưa xét đến → {after}{at}",
    "opinion": "ý kiến về {who}, “{label}”: {before} → {after}{at}", "no-opinion": "chưa có ý kiến", "idle": "{answer} (chưa dùng được)",
    "row-come": "nay có trong “{register}”: {text}", "row-gone": "nay không còn trong “{register}”: {text}", "row-other": "dòng trong “{register}”: {before} → {after}",
    "row-counts": "dòng trong “{register}”, {text}: {before} → {after}", "row-0": "không tính", "row-1": "chưa rõ có tính hay không", "row-2": "có tính",
    "has-0": "không đạt", "has-1": "chưa rõ", "has-2": "đạt",
    "register": "{before} → {after}", "register-complete": "“{label}” đã đầy đủ{paper}", "register-open": "{text}", "register-was": "{text} (trước: đã đầy đủ)", "register-was-not": "{text} (trước: chưa đầy đủ)", "register-none": "chưa xét đến “{label}”",
    "parameter": "“{ask}”: {before} → {after}{at}", "limit": "{label}: {before} → {after}", "deadline-last": "{label}: hạn {before} → {after}", "deadline-passed": "{label} (hết ngày {last}) nay đã qua", "deadline-open": "{label} (hết ngày {last}) nay chưa qua",
    "period-last": "{label}: ngày cuối {before} → {after}", "period-ended": "{label} (đến {last}) nay đã kết thúc", "period-runs": "{label} (đến {last}) nay chưa kết thúc",
    "stands": "{who}, “{award}”: {before} → {after}", "stands-0": "không", "stands-1": "chưa rõ", "stands-2": "có",
    "at": " [{place}]", "at-both": " [{before} → {after}]", "figure": "số liệu: {before} → {after}", "limit-of": "mức xét: {before} → {after}",
    # selection
    "own-figure": "{label} của đối tượng: {before} → {after}", "own-rank": "thứ hạng: {before} → {after}", "ranked-not": "không được xếp hạng",
    "places-turned": "số suất: {before} → {after}", "line-turned": "ngưỡng lựa chọn: {before} → {after}", "line-none": "không có", "line-free": "đủ suất cho mọi đối tượng được xếp hạng", "line-shared": "bằng nhau ở vị trí cuối: {keys}", "line-last": "{keys} ({who})",
    "by-selection": "chỉ do xét chọn: hồ sơ của đối tượng không đổi",
    # blame
    "blame": "do {what}", "alone": "chỉ riêng {what} đã đủ", "together": "chỉ khi có đồng thời {what}", "undo": "bỏ riêng {what} thì trở lại như trước", "undo-together": "phải bỏ cả {what} mới trở lại như trước", "or": "; hoặc ", "and": " và ",
    "lever-rules": "bộ tiêu chí", "lever-records": "số liệu", "lever-day": "ngày xét", "lever-number": "giả định {n}",
    # moves
    "gained": "Được thêm", "lost": "Không còn", "settled": "Đã kết luận", "opened": "Trở lại chưa kết luận", "other": "Thay đổi khác", "appeared": "Mới có trong số liệu", "disappeared": "Không còn trong số liệu", "same": "Không đổi",
    "followed": "kế thừa bởi {keys}", "follows": "kế thừa {keys}",
    # assumptions
    "a-row-more": "thêm dòng trong “{register}”", "a-row-less": "bớt dòng trong “{register}”", "a-none": "không có", "a-answer": "ý kiến về {who}, “{label}”", "a-parameter": "thông số “{ask}”",
    "a-quota": "hạn mức {award} – {kind}", "a-deadline": "{label}", "a-day": "ngày xét",
}  # fmt: skip
