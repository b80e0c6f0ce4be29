"""Codes of lints: findings about a rule set that compiles, each settled by mending it, by a reading or by a waiver."""

from __future__ import annotations

from .model import Code, Severity

_W = Severity.WARNING


def _lint(id_: str, vi: str, en: str, help_vi: str, help_en: str) -> Code:
    return Code(id_, _W, vi, en, help_vi, help_en)


# --- what nothing uses ---------------------------------------------------------------------------------------
FIELD_UNUSED = _lint(
    "field-unused",
    "không quy tắc nào dùng trường `{text}`",
    "no rule reads the field `{text}`",
    "dùng trường này trong một quy tắc, hoặc bỏ đi",
    "use it in a rule, or drop it",
)
CRITERION_UNUSED = _lint(
    "criterion-unused",
    "{what} `{text}` chưa được hình thức nào dùng{so}",
    "no award uses the {what_en} `{text}`{so_en}",
    "nêu trong `to`, `bars` hoặc `suspensions` của một hình thức khen thưởng",
    "name it in an award's `to`, `bars` or `suspensions`",
)
SCORE_UNUSED = _lint(
    "score-unused",
    "không tiêu chí, xếp loại, xếp hạng hay tổng điểm nào dùng mục điểm `{text}`",
    "no criterion, classification, ranking or sum uses the score `{text}`",
    "nêu trong `sum`, `best` hoặc một điều kiện, hoặc bỏ đi",
    "name it in a `sum`, a `best` or a condition, or drop it",
)
MEASURE_UNUSED = _lint(
    "measure-unused",
    "không quy tắc nào dùng số đo `{text}`",
    "no rule uses the measure `{text}`",
    "dùng số đo này trong một điều kiện hay mục điểm, hoặc bỏ đi",
    "use it in a condition or a score, or drop it",
)
JUDGEMENT_UNUSED = _lint(
    "judgement-unused",
    "có câu hỏi `{text}` nhưng không quy tắc nào dùng câu trả lời",
    "the question `{text}` is asked but no rule uses its answer",
    "dùng câu trả lời trong một quy tắc, hoặc bỏ câu hỏi để không ai phải trả lời thừa",
    "use the answer in a rule, or drop the question so that nobody answers in vain",
)
PARAMETER_UNUSED = _lint(
    "parameter-unused",
    "không quy tắc nào dùng thông số `{text}`",
    "no rule uses the parameter `{text}`",
    "dùng thông số này trong một quy tắc, hoặc bỏ đi",
    "use it in a rule, or drop the parameter",
)
DEADLINE_UNUSED = _lint(
    "deadline-unused",
    "không tiêu chí, đề nghị hay danh sách nào tính theo thời hạn `{text}`",
    "no criterion, nomination or register goes by the deadline `{text}`",
    "nêu thời hạn này ở `due`, `meets` hoặc `through`, hoặc ghi lý do vào `waived`",
    "name it in a `due`, `meets` or `through`, or give the reason in `waived`",
)
PERIOD_UNUSED = _lint(
    "period-unused",
    "không tiêu chí nào tính theo khoảng thời gian `{text}`",
    "no criterion goes by the period `{text}`",
    "nêu khoảng thời gian này ở `keep` hoặc `within`, hoặc ghi lý do vào `waived`",
    "name it in a `keep` or `within`, or give the reason in `waived`",
)
NEVER_COMPLETE = _lint(
    "never-complete",
    "danh sách `{text}` không khai báo `complete`, nên điều gì dựa vào nó cũng không thể kết luận dứt điểm",
    "the register `{text}` has no `complete:`, so what rests on it can never be settled",
    "khai báo ai xác nhận danh sách đã đầy đủ",
    "declare who confirms that it is complete",
)

# --- the plan's words ----------------------------------------------------------------------------------------
QUOTE_CUT = _lint(
    "quote-cut-short",
    "lời trích dừng trước phần giới hạn của chính câu đó: “{text}”",
    "the quote stops before its own qualifier: “{text}”",
    "trích cả phần đó và viết nó vào quy tắc, hoặc nêu cách hiểu (`reading`)",
    "quote that part too and write it into the rule, or name a reading",
)
OPERATOR_WORDS = _lint(
    "operator-against-words",
    "dấu `{op}` trái với lời trích “{text}”, lời này nghĩa là `{wanted}`",
    "`{op}` goes against the quoted words “{text}”, which mean `{wanted_en}`",
    "sửa dấu cho khớp với lời của kế hoạch, hoặc nêu cách hiểu (`reading`) về đúng chữ này",
    "write what the plan says, or name a reading about these very words",
)
DEADLINE_WORDS = _lint(
    "deadline-against-words",
    "`{op}` trái với lời trích “{text}”, lời này nghĩa là `{wanted}`",
    "the key `{op}` goes against the quoted words “{text}”, which mean `{wanted}`",
    "chữ “trước ngày” không gồm ngày đó (`before`), chữ “đến ngày”, “chậm nhất ngày” thì gồm (`by`)",
    "“trước ngày” leaves the day out (`before`), “đến ngày” and “chậm nhất ngày” take it in (`by`)",
)
WORDS_CONTRADICT = _lint(
    "words-contradict",
    "lời trích nói hai điều trái nhau về cùng một con số: “{text}”",
    "the quote says two opposite things of one number: “{text}”",
    "nêu cách hiểu (`reading`) về chữ này; chỉ người có thẩm quyền mới chọn được một trong hai",
    "name a reading about these words; only who has the power may choose between the two",
)
OTHER_UNIT = _lint(
    "literal-other-unit",
    "quy tắc viết `{text}%` nhưng trong lời trích số {text} không phải là tỷ lệ phần trăm",
    "the rule says `{text}%` but the number {text} of the quote is no percentage",
    "viết đúng đơn vị của lời trích, hoặc nêu cách hiểu (`reading`)",
    "write it in the quote's own unit, or name a reading",
)
NO_DENOMINATOR = _lint(
    "share-without-denominator",
    "hạn mức {text}% mà lời trích không nói tính trên tổng số nào",
    "the quota is {text}% but its quote does not say of what",
    "trích cả phần nói mẫu số, hoặc nêu cách hiểu (`reading`) về mẫu số đã chọn ở `of`",
    "quote the words that name the denominator, or name a reading about the `of` that was chosen",
)
TERM_TWICE = _lint(
    "term-defined-twice",
    "`{text}` mang cùng tên gọi với `{other}` mà nội dung khác: “{label}”",
    "`{text}` goes by the same words as `{other}` and says something else: “{label}”",
    "gọi bằng hai tên khác nhau, hoặc chỉ giữ một định nghĩa",
    "call them by different names, or keep one definition",
)
TOTAL_TWICE = _lint(
    "total-stated-twice",
    "cùng một nội dung được nêu hai lần, khác nhau: ở `{text}` là {value}, ở {other} là {second}",
    "the same thing is stated twice, differently: {value} at `{text}`, {second} at {other}",
    "đối chiếu hai chỗ của kế hoạch và hỏi người có thẩm quyền chỗ nào đúng, rồi ghi lý do vào `waived`",
    "compare the two places, ask which one holds, then give the reason in `waived`",
)

# --- points --------------------------------------------------------------------------------------------------
NOT_ADD_UP = _lint(
    "points-do-not-add-up",
    "điểm tối đa của `{text}` là {max} nhưng các mục của nó cộng lại được {sum}",
    "the maximum of `{text}` is {max} but its items add up to {sum}",
    "sửa điểm, hoặc ghi `capped: true` nếu kế hoạch đặt mức trần chung thấp hơn tổng",
    "mend the points, or say `capped: true` where the plan sets a common cap below the sum",
)
MAX_NOT_REACHED = _lint(
    "max-not-reached",
    "điểm tối đa của `{text}` là {max} nhưng cao nhất chỉ có thể đạt {top}",
    "the maximum of `{text}` is {max} but nobody can get more than {top}",
    "xem lại công thức, các mức điểm và điểm tối đa",
    "look again at the formula, the bands and the maximum",
)
DIVISOR_ZERO = _lint(
    "divisor-may-be-zero",
    "`{text}` chia cho một số có thể bằng 0, khi đó không tính được",
    "`{text}` divides by something that may be 0, and cannot be worked out then",
    "ghi rõ trường hợp mẫu số bằng 0 bằng `if`, hoặc ghi cách hiểu của kế hoạch vào `reading`",
    "say what holds then by an `if`, or record how the plan is read in a `reading`",
)
MAX_EXCEEDED = _lint(
    "max-exceeded",
    "mức {value} điểm cao hơn điểm tối đa {max} của `{text}`",
    "{value} points are more than the maximum {max} of `{text}`",
    "sửa mức điểm hoặc điểm tối đa cho khớp với kế hoạch",
    "mend the points or the maximum",
)
BANDS_OVERLAP = _lint(
    "bands-overlap",
    "hai mức điểm của `{text}` cùng nhận {range}",
    "two bands of `{text}` both take {range_en}",
    "cho mỗi giá trị thuộc đúng một mức: dùng `below` hoặc `above` ở đầu không gồm",
    "let every value belong to one band: `below` or `above` at the end that is left out",
)
BANDS_GAP = _lint(
    "bands-gap",
    "không mức điểm nào của `{text}` nhận {range}",
    "no band of `{text}` takes {range_en}",
    "nối hai mức liền nhau, hoặc thêm một mức cho khoảng này",
    "let the two bands meet, or add one between them",
)
BANDS_END = _lint(
    "bands-lowest-open",
    "đầu thang của `{text}` bỏ ngỏ: không mức điểm nào nhận {range}",
    "the scale of `{text}` is open at its end: no band takes {range_en}",
    "thêm một mức cho khoảng này, hoặc một mức không có giới hạn nhận phần còn lại",
    "add a band for it, or one without bounds that takes the rest",
)
BANDS_UNREACHABLE = _lint(
    "bands-unreachable",
    "không ai có thể rơi vào mức điểm này của `{text}`",
    "nobody can fall into this band of `{text}`",
    "các mức trước đã nhận hết khoảng của nó, hoặc số đo không tới đó; sắp lại thứ tự hoặc sửa giới hạn",
    "earlier bands take all of it, or the measure never gets there; put it in order or mend its bounds",
)

# --- what can be reached -------------------------------------------------------------------------------------
NEVER_MET = _lint(
    "criterion-never-met",
    "không ai có thể đạt `{text}`",
    "nobody can meet `{text}`",
    "so ngưỡng với khoảng giá trị của số liệu; có thể nhầm đơn vị, dấu so sánh hoặc tên lựa chọn",
    "compare the threshold with the range of the figures; the unit, the sign or an option may be wrong",
)
ALWAYS_MET = _lint(
    "criterion-always-met",
    "ai cũng đạt `{text}`, dù số liệu thế nào",
    "everybody meets `{text}`, whatever the figures",
    "so ngưỡng với khoảng giá trị của số liệu; tiêu chí luôn đạt thì không xét được điều gì",
    "compare the threshold with the range of the figures; what is always met decides nothing",
)
BAR_NEVER = _lint(
    "bar-never-holds",
    "trường hợp `{text}` không bao giờ xảy ra",
    "the case `{text}` can never occur",
    "so điều kiện với khoảng giá trị của số liệu; trường hợp này sẽ không loại được ai",
    "compare the condition with the range of the figures; it would stop nobody",
)
AWARD_UNREACHABLE = _lint(
    "award-unreachable",
    "không ai có thể được `{text}`: các điều kiện loại trừ lẫn nhau ({names})",
    "nobody can get `{text}`: its conditions exclude each other ({names})",
    "xem lại các ngưỡng của những tiêu chí này",
    "look again at the thresholds of these criteria",
)
GRADES_ORDER = _lint(
    "grades-order",
    "ngưỡng của mức `{text}` ({value}) cao hơn ngưỡng của mức `{other}` đứng trước ({second})",
    "the threshold of grade `{text}` ({value}) is above that of the better grade `{other}` ({second})",
    "xếp các mức từ cao xuống thấp, ngưỡng giảm dần",
    "put the grades from the best down, with falling thresholds",
)
GRADE_UNREACHABLE = _lint(
    "grade-unreachable",
    "không ai có thể được xếp mức `{text}`",
    "nobody can be given the grade `{text}`",
    "ngưỡng vượt quá điểm cao nhất, hoặc các mức trước đã nhận hết; xem lại điều kiện của mức này",
    "its threshold is above the greatest score, or better grades take everybody; look again at its condition",
)

# --- days ----------------------------------------------------------------------------------------------------
DATE_OUTSIDE = _lint(
    "date-outside-period",
    "ngày {day} của `{text}` nằm ngoài thời gian {first} - {last}",
    "the day {day} of `{text}` lies outside {first} - {last}",
    "đối chiếu lại ngày với kế hoạch; nếu kế hoạch ghi vậy thì nêu cách hiểu (`reading`)",
    "compare the day with the plan; where the plan says so, name a reading",
)
BEFORE_PHASE = _lint(
    "deadline-before-phase",
    "hạn của `{text}` ({day}) đến trước ngày kết thúc ({end}) của khoảng thời gian mà nó khép lại",
    "the deadline of `{text}` ({day}) comes before the end ({end}) of the time that it closes",
    "nếu kế hoạch ghi vậy thì nêu cách hiểu (`reading`): điều gì xảy ra sau hạn có được tính hay không",
    "where the plan says so, name a reading: whether what happens after the deadline counts",
)

# --- waivers -------------------------------------------------------------------------------------------------
WAIVER_UNUSED = _lint(
    "waiver-unused",
    "lý do bỏ qua này không ứng với cảnh báo nào: `{lint}` ở `{text}`",
    "this waiver answers no finding: `{lint}` at `{text}`",
    "bỏ đi, hoặc sửa `lint` và `at` cho đúng cảnh báo",
    "drop it, or mend its `lint` and `at`",
)

#: What a waiver may name: every lint, but not the one about waivers.
WAIVABLE = tuple(sorted(c.id for c in vars().copy().values() if isinstance(c, Code) and c is not WAIVER_UNUSED))
