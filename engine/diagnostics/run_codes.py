"""Codes of findings in runs: arguments, files and the engine itself."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _install(extra: str, vi: str = "", en: str = "") -> tuple[str, str]:
    """Return in both languages how to install an extra, from the package and in a checkout, and what to do instead."""
    package, checkout = f"`pip install 'xetkhen[{extra}]'`", f"`.venv/bin/pip install -e '.[{extra}]'`"
    return (
        f"chạy {package} (trong thư mục mã nguồn: {checkout}){vi}",
        f"run {package} (in a checkout: {checkout}){en}",
    )


UNKNOWN_SUBJECT = Code(
    "unknown-subject",
    _E,
    "không có đối tượng nào tên hoặc mã là `{text}`",
    "no subject has the name or key `{text}`",
    "{hint}ghi đúng mã hoặc tên như trong danh sách đã gửi",
    "{hint}use a key or name as in the lists",
)
SEVERAL_SUBJECTS = Code(
    "several-subjects",
    _E,
    "có nhiều đối tượng tên `{text}`",
    "several subjects are named `{text}`",
    "ghi mã thay cho tên: {names}",
    "use a key instead: {names}",
)
UNKNOWN_AWARD = Code(
    "unknown-award",
    _E,
    "không có hình thức khen thưởng `{text}`",
    "there is no award `{text}`",
    "các hình thức: {names}",
    "awards: {names}",
)
UNKNOWN_RESULT = Code(
    "unknown-result", _E,
    "không có kết quả xét nào là `{text}`", "there is no result `{text}`",
    "{hint}các kết quả: {names}", "{hint}results: {names}",
)
SEVERAL_RESULTS = Code(
    "several-results", _E,
    "có nhiều kết quả xét khớp với `{text}`", "several results fit `{text}`",
    "ghi rõ hơn: {names}", "be more exact: {names}",
)
UNKNOWN_KIND = Code(
    "unknown-kind", _E,
    "không có loại đối tượng `{text}`", "there is no kind of subject `{text}`",
    "{hint}các loại đối tượng: {names}", "{hint}kinds: {names}",
)
UNKNOWN_UNIT = Code(
    "unknown-unit", _E,
    "không có đơn vị nào tên hoặc mã là `{text}`", "no unit has the name or key `{text}`",
    "{hint}ghi đúng mã hoặc tên đơn vị như trong danh sách đã gửi", "{hint}use a key or name of a unit as in the lists",
)
SEVERAL_UNITS = Code(
    "several-units", _E,
    "có nhiều đơn vị khớp với `{text}`", "several units fit `{text}`",
    "ghi mã đơn vị: {names}", "use the key of the unit: {names}",
)
ONE_OR_LIST = Code(
    "one-or-list", _E,
    "đã chọn một đối tượng bằng `--subject` nên không dùng kèm `{text}`", "`--subject` names one subject, so `{text}` has no place beside it",
    "bỏ bớt một trong hai: một đối tượng, hoặc cả một danh sách", "leave one of them out: one subject, or a whole list",
)
UNKNOWN_PAPER = Code(
    "unknown-paper",
    _E,
    "không có văn bản, bảng biểu nào tên `{text}`",
    "there is no paper `{text}`",
    "{hint}các văn bản lập được: {names}",
    "{hint_en}papers: {names}",
)
BAD_DAY = Code(
    "bad-day",
    _E,
    "`{text}` không phải là ngày",
    "`{text}` is not a day",
    "ghi ngày/tháng/năm, ví dụ 05/12/2020, hoặc 2020-12-05",
    "write day/month/year, such as 05/12/2020, or 2020-12-05",
)
NO_DAY = Code(
    "no-day",
    _E,
    "không biết xét đến hết ngày nào: số liệu và kế hoạch không có ngày nào",
    "it is not known as of which day to judge: neither the records nor the plan hold a day",
    "thêm ngày xét, ví dụ --as-of 05/12/2020",
    "add the day, such as --as-of 05/12/2020",
)
SEVERAL_AWARDS = Code(
    "several-awards",
    _E,
    "có nhiều hình thức khen thưởng khớp với `{text}`",
    "several awards fit `{text}`",
    "ghi rõ hơn: {names}",
    "be more exact: {names}",
)
CHAIN_DISAGREES = Code(
    "chain-disagrees",
    _E,
    "hai cách suy luận cho kết quả khác nhau; không đề nghị ai cả",
    "the two inference engines disagree; nothing is proposed",
    "gửi bộ tiêu chí và số liệu cho người phát triển: {text}",
    "send the rule set and records to the developers: {text}",
)
CHAIN_LIMIT = Code(
    "chain-limit",
    _E,
    "quá nhiều hình thức khen thưởng nối tiếp nhau để suy luận cùng một lần",
    "too many awards rest on each other to be chained at once",
    "tách bộ tiêu chí: mỗi chuỗi hình thức khen thưởng tối đa khoảng 10 bậc",
    "split the rule set: about 10 steps of awards in one chain at most",
)
PROOF_DISAGREES = Code(
    "proof-disagrees",
    _E,
    "lời giải thích không khớp với kết quả đã xét; không in gì cả",
    "the explanation does not match what was judged; nothing is printed",
    "gửi bộ tiêu chí và số liệu cho người phát triển: {text}",
    "send the rule set and records to the developers: {text}",
)
NO_DURABLE = Code(
    "no-durable-rules",
    _N,
    "Python này không nạp được durable_rules; chỉ dùng bộ suy luận thay thế",
    "durable_rules cannot be imported by this Python; the fixpoint stands alone",
    "dùng Python 3.11 hoặc 3.12 để có cả hai",
    "use Python 3.11 or 3.12 to have both",
)
ROWS_REJECTED = Code(
    "rows-rejected",
    _W,
    "{text} dòng không dùng được; số đối tượng chưa kết luận được: {count}",
    "{text:row|rows} could not be used; subjects without a conclusion yet: {count}",
    "xem danh sách lỗi, sửa tại nguồn rồi nhập lại",
    "see the list of rejected rows, mend them at the source, import again",
)
FORMAT_DISAGREES = Code(
    "format-disagrees", _E,
    "trình bày lại `{text}` sẽ làm đổi nội dung; tệp được giữ nguyên", "laying `{text}` out anew would change what it says; nothing was written",
    "gửi tệp này cho người phát triển", "send this file to the developers",
)
CANNOT_WRITE = Code(
    "cannot-write",
    _E,
    "không ghi được vào `{text}`: {why}",
    "cannot write to `{text}`: {why_en}",
    "chọn thư mục khác hoặc kiểm tra quyền ghi",
    "choose another folder or check permissions",
)
FILE_THERE = Code(
    "file-exists",
    _E,
    "đã có tệp `{text}` nên không ghi đè",
    "the file `{text}` is already there and is not overwritten",
    "thêm --force để ghi đè, hoặc chọn thư mục khác bằng --out",
    "add --force to overwrite it, or choose another folder with --out",
)
MAPPING_THERE = Code(
    "mapping-exists",
    _E,
    "đã có tệp ánh xạ `{text}` nên không ghi đè",
    "the mapping `{text}` is already there and is not overwritten",
    "dùng tên khác; muốn thêm câu hỏi vào chính tệp ấy thì nêu nó cả ở --mapping",
    "use another name; to add questions to that very file, name it with --mapping too",
)
TEMPLATE_COLUMN = Code(
    "template-column",
    _E,
    "cột `{column}` của `{register}` không có tên nào phân biệt được với các cột khác",
    "the column `{column}` of `{register}` has no word that tells it from the other columns",
    "đặt `label` riêng cho cột này trong bộ tiêu chí",
    "give this column a `label` of its own in the rule set",
)
TEMPLATE_ASKS = Code(
    "template-asks",
    _E,
    "biểu mẫu lập từ `{text}` khi đọc lại còn chỗ chưa rõ nên không ghi ra",
    "the templates of `{text}` would not be read back without a question, and were not written",
    "đặt tên riêng cho mỗi danh sách, mỗi cột trong bộ tiêu chí; các chỗ chưa rõ nêu ở trên",
    "give every list and column of the rule set a name of its own; the questions stand above",
)
STRICT = Code(
    "strict-refuses",
    _E,
    "không xét ai vì còn {text} dòng bị loại (--strict)",
    "nobody was judged, because {text:row is|rows are} rejected (--strict)",
    "sửa các dòng đã nêu rồi chạy lại, hoặc bỏ --strict để xét với những dòng đọc được",
    "mend the rows named above and run again, or leave --strict out to judge by the rows that can be read",
)
PAPER_NUMBERS = Code(
    "paper-numbers",
    _E,
    "số lượng của `{text}` trong các văn bản không khớp nhau nên không lập văn bản nào",
    "the papers do not agree on a number of `{text}`, and none was made",
    "gửi bộ tiêu chí và số liệu cho người phát triển: {names}",
    "send the rule set and records to the developers: {names}",
)
PAPERS_EXTRA = Code(
    "papers-extra",
    _E,
    "chưa cài phần lập văn bản DOCX và PDF (thiếu `{text}`)",
    "the part that makes DOCX and PDF papers is not installed (`{text}` is missing)",
    *_install("papers", ", hoặc dùng --paper để chỉ lập các bảng tính", ", or choose spreadsheets alone with --paper"),
)
PARQUET_EXTRA = Code(
    "parquet-extra",
    _E,
    "chưa cài phần đọc và ghi Parquet (thiếu `{text}`)",
    "the part that reads and writes Parquet is not installed (`{text}` is missing)",
    *_install("parquet", ", hoặc dùng csv", ", or use csv"),
)
TEMPLATE_OF = Code(
    "template-of",
    _E,
    "không biết `{text}` là mẫu của văn bản nào",
    "it is not known of which paper `{text}` is the template",
    "ghi --template MÃ=TỆP.docx, mã là một trong: {names}",
    "write --template ID=FILE.docx, the id being one of: {names}",
)
TEMPLATE_FILE = Code(
    "template-file",
    _E,
    "không dùng được `{text}` làm mẫu: {why}",
    "`{text}` cannot be used as a template: {why_en}",
    "mở tệp bằng phần mềm soạn thảo rồi lưu thành tệp .docx thường, không có macro",
    "open it in a word processor and save it as a plain .docx file without macros",
)
TEMPLATE_NAME = Code(
    "template-name",
    _E,
    "mẫu `{file}` dùng biến không có: `{text}`",
    "the template `{file}` uses a variable that does not exist: `{text}`",
    "{hint}các biến dùng được: {names} (xem docs/papers-docx.md)",
    "{hint_en}variables: {names} (see docs/papers-docx.md)",
)
TEMPLATE_SYNTAX = Code(
    "template-syntax",
    _E,
    "mẫu `{file}` có chỗ viết sai: `{text}`",
    "the template `{file}` is not well written at: `{text}`",
    "mỗi {brace} phải được đóng, mỗi for, if phải có endfor, endif; xem docs/papers-docx.md",
    "close every {brace}, and every for and if by endfor and endif; see docs/papers-docx.md",
)
TEMPLATE_UNSAFE = Code(
    "template-unsafe",
    _E,
    "mẫu `{file}` dùng điều không được phép trong mẫu: `{text}`",
    "the template `{file}` uses what a template may not use: `{text}`",
    "trong mẫu chỉ dùng biến, for, if và các bộ lọc đã nêu trong docs/papers-docx.md",
    "use variables, for, if and the filters named in docs/papers-docx.md",
)
TEMPLATE_NOTHING = Code(
    "template-nothing",
    _E,
    "mẫu `{file}` lấy một mục mà một văn bản không có: `{text}`",
    "the template `{file}` takes an item that one of the documents does not have: `{text}`",
    "lặp bằng {{% for %}}, hoặc hỏi {{% if %}} trước khi lấy mục theo số thứ tự",
    "go through the list by {{% for %}}, or ask {{% if %}} before taking an item by its number",
)
TEMPLATE_NO_PDF = Code(
    "template-no-pdf",
    _W,
    "`{text}` lập theo mẫu riêng của cơ quan nên chỉ có tệp DOCX, không có PDF",
    "`{text}` is made from the office's own template, so there is a DOCX file and no PDF",
    "mở tệp DOCX bằng phần mềm soạn thảo rồi xuất ra PDF, hoặc bỏ --template của văn bản này",
    "open the DOCX in a word processor and export it as PDF, or leave out --template for this paper",
)
PAPER_EARLY = Code(
    "paper-early",
    _W,
    "`{text}` ghi ngày {day}, trước ngày xét {as_of}",
    "`{text}` is dated {day}, before {as_of}, the day as of which everybody is judged",
    "sửa ngày trong tệp --office, hoặc xét đến đúng ngày ấy bằng --as-of",
    "mend the day in the --office file, or judge as of that day with --as-of",
)
NO_SOLVER = Code(
    "no-solver",
    Severity.ERROR,
    "chưa cài bộ giải cần cho lệnh này",
    "the solver that this command needs is not installed",
    *_install("analysis"),
)
NO_SUCH_QUESTION = Code(
    "no-such-question",
    Severity.ERROR,
    "không có câu hỏi phân tích nào có mã bắt đầu bằng `{text}`",
    "no question of the analysis has an id that starts with `{text}`",
    "{hint}chạy lại với --list để xem mã các câu hỏi",
    "{hint_en}run it again with --list to see the ids",
)
NO_LAW = Code(
    "unknown-law",
    _E,
    "không có tính chất `{text}`",
    "there is no law `{text}`",
    "các tính chất: {names}",
    "the laws are: {names}",
)
BAD_MASTER = Code(
    "bad-master",
    _E,
    "`{text}` không phải nơi chạy Spark",
    "`{text}` is no place to run Spark",
    "ghi --on 'local[2]', --on 'local[*]' hoặc --on spark://MÁY:CỔNG",
    "write --on 'local[2]', --on 'local[*]' or --on spark://HOST:PORT",
)
NO_SPARK = Code(
    "no-spark",
    _E,
    "chưa cài Spark cần cho --on",
    "the software that --on needs, Spark, is not installed",
    *_install("spark", ", hoặc bỏ --on để xét trên một máy", ", or leave out --on to judge on one machine"),
)
NO_JAVA = Code(
    "no-java",
    _E,
    "không tìm thấy Java, Spark không chạy được",
    "there is no Java, so that Spark cannot run",
    "cài Java 17 trở lên, hoặc đặt biến JAVA_HOME đúng nơi đã cài",
    "install Java 17 or later, or set JAVA_HOME to where it is",
)
SUBJECTS_MANY = Code(
    "subjects-many",
    _N,
    "có {count} đối tượng: lập danh sách kèm lý do từng đối tượng mất nhiều phút, và in hàng trăm nghìn dòng",
    "there are {count} subjects: lists with a reason for each take many minutes, and hundreds of thousands of lines",
    "thêm `--rows csv --out THƯ-MỤC` để trong ít giây ghi một tệp, mỗi đối tượng và hình thức một dòng kèm lý do",
    "add `--rows csv --out FOLDER` to have one file within seconds, a line with its reasons per subject and award",
)
NO_MASTER = Code(
    "no-master",
    _E,
    "không kết nối được với `{text}`",
    "`{text}` does not answer",
    "xem máy chủ Spark có đang chạy, tên máy và cổng có đúng, tường lửa có chặn không",
    "see whether the master runs, whether host and port are right, whether a firewall is in between",
)
SPARK_FAILED = Code(
    "spark-failed",
    _E,
    "chưa xét xong bằng Spark, không có kết quả nào được ghi: {text}",
    "the judging with Spark did not finish, and no result was written: {text}",
    "xem tệp spark.log trong thư mục --out; kiểm tra bộ nhớ, chỗ trống trên đĩa, và thư mục ấy có phải nơi mọi máy "
    "đều đọc ghi được; rồi chạy lại",
    "see spark.log in the --out folder; look at the memory, the room on disk, and whether every machine can read and "
    "write that folder; then run it again",
)
OUT_TAKEN = Code(
    "out-taken",
    _E,
    "`{text}` đã có, không ghi đè",
    "`{text}` is there already and is not written over",
    "chọn thư mục --out khác, hoặc chuyển kết quả cũ đi nơi khác",
    "choose another --out folder, or move the earlier results away",
)
ON_NEEDS_OUT = Code(
    "on-needs-out",
    _E,
    "--on phải đi cùng --out: kết quả chỉ được ghi ra thư mục",
    "--on needs --out: results are only written into a folder",
    "thêm --out THƯ_MỤC, là nơi mọi máy của Spark đọc và ghi được",
    "add --out DIR, which every machine of Spark can read and write",
)
ON_WITHOUT = Code(
    "on-without",
    _E,
    "không dùng {text} cùng với --on",
    "{text} does not go with --on",
    "bỏ {text}, hoặc bỏ --on để xét trên một máy",
    "leave out {text}, or leave out --on to judge on one machine",
)
