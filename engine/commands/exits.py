"""What a command ended in, for the shell and for whoever reads `--help`."""

from __future__ import annotations

import enum


class Exit(enum.IntEnum):
    """What a command ended in; a subject that is not proposed is a normal answer."""

    DONE = 0
    #: A file could not be opened, a subject or award is unknown, an output cannot be written;
    #: or `format --check` and `trace --strict` found something wanting; or a case of `test` failed, there is none,
    #: the coverage is below --fail-under, or a mutant is unknown and no reason was declared for it; or `prove` found a
    #: case against a law, `analyze` something to look at or unknown, `diff` versions that are not proved alike.
    COULD_NOT_RUN = 1
    #: The command line was wrong (click).
    USAGE = 2
    #: The rule set, or a document laid over it, has errors.
    RULES_HAVE_ERRORS = 3
    #: With --strict: some rows of the records could not be used, and nobody was judged; `inspect` has something to ask.
    RECORDS_REJECTED = 4


CODES = """\b
Mã thoát (exit codes):
  0  xong (done)
  1  không chạy được: tệp, đối tượng, nơi ghi; hoặc --check, --strict thấy chỗ chưa đạt; test: có ca sai, không có ca,
     độ phủ thấp, còn lỗi cài thử mà không ca nào phát hiện; prove: có tính chất bị trái; analyze: có điều cần xem
     hoặc chưa biết; diff: hai bản khác nhau, hoặc chưa chứng minh được là như nhau
     (could not run, or wanting; a failed test, a broken law, something to look at, versions not proved alike)
  2  dòng lệnh sai (usage)
  3  bộ tiêu chí có lỗi (the rule set has errors)
  4  có dòng số liệu bị loại, khi dùng --strict; inspect còn điều phải hỏi (rows were rejected; questions are left)
"""
