"""The words of the HTML report, in both languages; those a browser needs go into the page, the others into the template."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Lang, filled

WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        # the frame
        "report": "Báo cáo kết quả xét khen", "skip": "Đến nội dung chính", "nav": "Các phần của báo cáo",
        "front": "Tổng quan", "lists": "Danh sách", "pictures": "Biểu đồ", "records": "Số liệu",
        "as-of": "Tính đến hết ngày {day}", "no-script": "Trình duyệt không chạy được phần lệnh của báo cáo, nên chỉ xem được trang tổng quan. Hãy mở bằng Chrome, Edge, Firefox hoặc Safari bản mới.",
        "too-old": "Trình duyệt này quá cũ, không mở được danh sách và bài giải thích. Hãy dùng Chrome, Edge từ bản 80, Firefox từ bản 113, Safari từ bản 16.4.",
        "broken": "Tệp báo cáo bị hỏng hoặc tải chưa hết nên không đọc được. Hãy chép lại tệp.",
        "loading": "Đang mở…", "council": "Phần mềm chỉ đề nghị và nêu lý do; Hội đồng quyết định.",
        "redacted": "Bản này đã lược bỏ thông tin cá nhân.",
        # front
        "counts": "Kết quả theo hình thức và loại đối tượng", "result": "Kết quả", "total": "Cộng", "nominated": "Được đề xuất, thuộc đối tượng xét",
        "nominated-note": "Được đề xuất = tổng các kết quả ở trên, không kể “không được đề xuất” và “không thuộc đối tượng”.",
        "identity": "Nguồn gốc báo cáo", "ruleset": "Bộ tiêu chí", "ruleset-hash": "Mã băm bộ tiêu chí", "records-hash": "Mã băm số liệu",
        "engine": "Phiên bản phần mềm", "files": "Các tệp số liệu", "balance": "Số dòng đã đọc: {rows} = dùng {used} + bị loại {rejected} + không phải số liệu {not_data}",
        "identity-note": "Cùng hai mã băm, cùng ngày xét và cùng phiên bản thì kết quả giống nhau từng byte.",
        "provisional": "tạm thời", "interim": "sơ bộ", "marks": "Dấu ghi kèm",
        "provisional-note": "Tạm thời: {n} kết quả còn tùy vào quyết định tặng chưa có đủ, hoặc đã để ngoài những trường hợp còn chờ khi xét chọn.",
        "interim-note": "Sơ bộ: {n} kết quả dựa trên điều phải giữ suốt một thời gian chưa kết thúc.",
        "rejected-none": "Không có dòng số liệu nào bị loại.", "rejected-some": "{rows} dòng số liệu bị loại ({n} lỗi); xem từng dòng và cách sửa.",
        "notices-some": "{n} lưu ý khi đọc số liệu.", "see-pictures": "Xem biểu đồ",
        # lists
        "search": "Tìm tên, mã, đơn vị", "search-hint": "Không cần gõ dấu. Phím / để đến ô tìm, Esc để xóa.", "filters": "Lọc", "list": "Danh sách nào",
        "any": "tất cả", "kind": "Loại", "unit": "Đơn vị", "criterion": "Tiêu chí", "verdict": "Kết luận", "waits": "Chờ",
        "no": "TT", "name": "Tên", "key": "Mã", "why": "Lý do", "points": "Điểm", "rank": "Hạng",
        "clear": "Bỏ lọc", "shown": "{n} trên {all} đối tượng", "shown-all": "{all} đối tượng", "none-found": "Không có đối tượng nào phù hợp.",
        "page": "Trang {n}/{all}", "first": "Đầu", "prev": "Trước", "next": "Sau", "last": "Cuối", "pages": "Các trang của danh sách", "print": "In",
        "fell-at": "dừng ở", "fails": "cùng không đạt", "search-for": "tìm “{text}”", "remove": "Bỏ điều kiện lọc: {what}", "too-many-print": "Bản in này chỉ có {n} dòng đầu; hãy lọc bớt trước khi in.",
        "near-only": "chỉ còn thiếu một điều",
        "waits-papers": "bổ sung hồ sơ", "waits-council": "ý kiến Hội đồng", "waits-calendar": "đến hạn", "waits-decision": "kết quả xét khác",
        "met": "đạt", "not-met": "không đạt", "undetermined": "chưa đủ căn cứ", "not-applicable": "không áp dụng",
        # a subject
        "subject": "Giải thích", "back": "Về danh sách", "members": "Người của đơn vị", "members-all": "Xem cả {n} người trong danh sách",
        "page-depth": "Một trang", "whole-depth": "Đầy đủ", "depth": "Mức giải thích", "in-short": "Kết quả", "unknown-subject": "Không có đối tượng này trong báo cáo.",
        "more-rows": "và {n} dòng nữa", "previous-subject": "Đối tượng trước", "next-subject": "Đối tượng sau", "on-page": "Trong trang này",
        # records
        "rejected": "Dòng bị loại", "notices": "Lưu ý khi đọc số liệu", "file": "Tệp", "sheet": "Trang tính", "cell": "Ô", "message": "Nội dung", "remedy": "Cách sửa", "times": "Số chỗ",
        # pictures
        "table": "Bảng số liệu của biểu đồ", "step": "Bước", "leave": "Dừng lại", "left": "Còn lại", "click": "Bấm vào một cột để xem danh sách.",
        "fall-title": "Ai dừng ở tiêu chí nào", "fall-desc": "Từ {all} được xét, lần lượt trừ những đối tượng dừng ở từng bước, theo thứ tự quyết định; mỗi đối tượng chỉ tính một lần, ở bước đầu tiên không qua. Cuối cùng còn {end}.",
        "s-scope": "không thuộc đối tượng", "s-nomination": "không được đề xuất", "s-nominated": "được xét", "s-bar": "không xem xét: {label}", "s-criterion": "{label}", "s-requirement": "điều kiện chung",
        "s-lower": "chưa có: {label}", "s-choice": "không được chọn: {label}", "s-unless": "đã có: {label}", "s-suspension": "chưa xét: {label}", "s-pending": "còn chờ", "s-outside-quota": "ngoài hạn mức",
        "s-tied": "đồng hạng, chờ Hội đồng", "s-proposed": "đề nghị", "s-undetermined": "chưa đủ căn cứ", "s-met": "đạt",
        "sets-title": "Những điều không đạt đi cùng nhau", "sets-desc": "Mỗi cột là một nhóm đối tượng cùng không đạt đúng những điều được chấm; cột càng cao càng nhiều đối tượng. Chỉ tính điều đã kết luận là không đạt, không tính điều còn chưa rõ.",
        "set": "Cùng không đạt", "number": "Số đối tượng", "sets-more": "Còn {n} nhóm khác, gồm {m} đối tượng: xem trong bảng số liệu.",
        "scores-title": "Điểm và ngưỡng lựa chọn", "scores-desc": "Mỗi chấm là một đối tượng, xếp theo {by}; vạch đứng là ngưỡng lựa chọn.", "cut": "ngưỡng {told}", "cut-open": "chưa xác định được ngưỡng", "places": "{n} suất",
        "points-title": "Phân bố điểm", "points-desc": "Số đối tượng theo khoảng {by}, tô theo xếp loại. Ai chưa đủ số liệu thì tính ở mức thấp nhất có thể.", "range": "Khoảng điểm", "inside": "được chọn", "outside": "ngoài hạn mức", "open": "chưa rõ", "tie": "đồng hạng",
        "near-title": "Chỉ còn thiếu một điều", "near-desc": "Những đối tượng chỉ vướng đúng một tiêu chí đã kết luận là không đạt, hoặc đứng dưới ngưỡng lựa chọn; gần nhất đứng trước.", "near-unmeasured": "Không đo được khoảng cách (có hoặc không): {n}", "gap": "Còn thiếu", "steps": "{n} bậc", "found": "Đã có", "asked": "Mức xét", "near-more": "và {n} đối tượng khác",
        "heat-title": "Tiêu chí theo đơn vị", "heat-desc": "Mỗi ô: số đạt trên số đã có kết luận; “?” là số chưa đủ căn cứ. Màu càng đậm thì tỷ lệ đạt càng thấp. Không kể ai không thuộc đối tượng của tiêu chí.", "heat-own": "của tập thể", "heat-people": "của cá nhân", "no-pictures": "Không có số liệu để vẽ biểu đồ.",

    },
    Lang.EN: {
        "report": "Report of an evaluation", "skip": "Skip to content", "nav": "Parts of the report",
        "front": "Overview", "lists": "Lists", "pictures": "Pictures", "records": "Records",
        "as-of": "As of the end of {day}", "no-script": "The browser cannot run the script of this report, so only the overview is shown. Open it in a recent Chrome, Edge, Firefox or Safari.",
        "too-old": "This browser is too old to open the lists and explanations. Use Chrome or Edge from 80, Firefox from 113, Safari from 16.4.",
        "broken": "The file of the report is damaged or not complete. Copy it again.",
        "loading": "Opening…", "council": "The software proposes and gives reasons; the council decides.",
        "redacted": "Personal data were taken out of this copy.",
        "counts": "Results by award and kind", "result": "Result", "total": "Total", "nominated": "Nominated and concerned",
        "nominated-note": "Nominated = the sum of the results above, without “not nominated” and “not applicable”.",
        "identity": "Where this report comes from", "ruleset": "Rule set", "ruleset-hash": "Hash of the rule set", "records-hash": "Hash of the records",
        "engine": "Version of the software", "files": "Files of records", "balance": "Rows read: {rows} = used {used} + rejected {rejected} + no data {not_data}",
        "identity-note": "The same two hashes, day and version give the same result, byte for byte.",
        "provisional": "provisional", "interim": "interim", "marks": "Marks",
        "provisional-note": "Provisional: {n:result hangs|results hang} on grants that are not all known, or were selected without the open cases.",
        "interim-note": "Interim: {n:result rests|results rest} on something kept through a period that has not ended.",
        "rejected-none": "No row of the records was rejected.", "rejected-some": "{rows:row of the records was|rows of the records were} rejected ({n:fault|faults}); see each, and how to mend it.",
        "notices-some": "{n:notice|notices} from reading the records.", "see-pictures": "See the pictures",
        "search": "Find a name, key, unit", "search-hint": "Accents are not needed. Press / to get here, Esc to clear.", "filters": "Filters", "list": "Which list",
        "any": "all", "kind": "Kind", "unit": "Unit", "criterion": "Criterion", "verdict": "Verdict", "waits": "Waiting for",
        "no": "No.", "name": "Name", "key": "Key", "why": "Why", "points": "Points", "rank": "Rank",
        "clear": "Clear filters", "shown": "{n} of {all} subjects", "shown-all": "{all} subjects", "none-found": "No subject fits.",
        "page": "Page {n}/{all}", "first": "First", "prev": "Previous", "next": "Next", "last": "Last", "pages": "Pages of the list", "print": "Print",
        "fell-at": "stopped at", "fails": "failing together", "search-for": "search “{text}”", "remove": "Remove the filter: {what}", "too-many-print": "This print has the first {n} rows only; filter before printing.",
        "near-only": "one thing short",
        "waits-papers": "papers", "waits-council": "the council", "waits-calendar": "the calendar", "waits-decision": "another decision",
        "met": "met", "not-met": "not met", "undetermined": "undetermined", "not-applicable": "not applicable",
        "subject": "Explanation", "back": "Back to the list", "members": "People of the unit", "members-all": "See all {n} in the list",
        "page-depth": "One page", "whole-depth": "Everything", "depth": "Depth", "in-short": "Results", "unknown-subject": "This report has no such subject.",
        "more-rows": "and {n} more rows", "previous-subject": "Previous subject", "next-subject": "Next subject", "on-page": "On this page",
        "rejected": "Rejected rows", "notices": "Notices from reading", "file": "File", "sheet": "Sheet", "cell": "Cell", "message": "What is wrong", "remedy": "Remedy", "times": "Places",
        "table": "The figures of this picture", "step": "Step", "leave": "Stop here", "left": "Left", "click": "Choose a bar to see the list.",
        "fall-title": "Who falls at which criterion", "fall-desc": "Of {all} considered, those who stop at each step are taken off, in the order in which steps decide; everybody counts once, at the first step not passed. {end} are left.",
        "s-scope": "not applicable", "s-nomination": "not nominated", "s-nominated": "considered", "s-bar": "barred: {label}", "s-criterion": "{label}", "s-requirement": "the requirement as a whole",
        "s-lower": "without: {label}", "s-choice": "not chosen: {label}", "s-unless": "already has: {label}", "s-suspension": "suspended: {label}", "s-pending": "pending", "s-outside-quota": "outside the quota",
        "s-tied": "tied", "s-proposed": "proposed", "s-undetermined": "undetermined", "s-met": "met",
        "sets-title": "Which failures come together", "sets-desc": "Each column is a group that fails exactly what is marked; the taller, the more subjects. Only what surely fails counts, not what is undetermined.",
        "set": "Failing together", "number": "Subjects", "sets-more": "{n} more groups of {m} subjects: see the figures.",
        "scores-title": "Scores and the cut line", "scores-desc": "Each dot is a subject, placed by {by}; the upright line is the cut.", "cut": "line {told}", "cut-open": "the line is not settled", "places": "{n} places",
        "points-title": "Distribution of points", "points-desc": "Subjects by range of {by}, coloured by grade. Who lacks figures counts at the least possible.", "range": "Range", "inside": "inside", "outside": "outside", "open": "open", "tie": "tied",
        "near-title": "One thing short", "near-desc": "Subjects whom exactly one criterion, surely not met, keeps out, or who stand below the line; nearest first.", "near-unmeasured": "Cannot be measured (yes or no): {n}", "gap": "Gap", "steps": "{n} grades", "found": "Found", "asked": "Asked", "near-more": "and {n} more subjects",
        "heat-title": "Criteria by unit", "heat-desc": "Each cell: how many are met of those with a verdict; “?” counts the undetermined. The darker, the smaller the share met. Whom a criterion does not concern is left out.", "heat-own": "of the unit", "heat-people": "of its people", "no-pictures": "There is nothing to draw.",

    },
}  # fmt: skip


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return filled(WORDS[lang][word], parts)
