"""Sheets that were sent out to be filled in and come back: judgements, appraisals, the council's votes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import sheet_codes
from engine.records import plain_rows
from engine.records.builtin import SHOWN

from .books import Rows, codes, read, sheets
from .plans import plan

ASKED = ["TT", "Mã đối tượng", *SHOWN, "Nội dung đánh giá", "Ý kiến", "Người đánh giá", "Ngày", "Lý do"]
QUESTION = next(iter(plan().judgements.values()))
AWARD = next(iter(plan().awards.values())).label
VOTES = [
    "TT", "Mã đối tượng", *SHOWN, "Hình thức khen thưởng", "Hội đồng đồng ý", "Số phiếu đồng ý",
    "Số phiếu không đồng ý", "Số phiếu ý kiến khác", "Tổng số thành viên Hội đồng", "Văn bản số", "Ngày", "Lý do",
]  # fmt: skip
APPRAISED = [
    "TT", "Mã đối tượng", *SHOWN, "Hình thức khen thưởng", "Đề nghị của cơ quan thẩm định", "Cơ quan thẩm định",
    "Văn bản số", "Ngày", "Lý do",
]  # fmt: skip


def asked(*filled: str, n: int = 1, key: str = "U1") -> list[object]:
    return [n, key, "Phường 1", "", QUESTION.label, *filled]


def judged(*rows: list[object]) -> dict[str, Rows]:
    return {**sheets(), "Ý kiến đánh giá": [ASKED, *rows]}


def test_a_row_without_an_answer_is_no_data_and_no_fault(tmp_path: Path) -> None:
    filled = asked("Có", "Hội đồng", "02/12/2020", "")
    found = read(tmp_path, judged(filled, asked("", "", "", "", n=2, key="U2")))
    assert found.rejected == ()
    assert found.tables["judgement"].size == 1
    assert sheet_codes.COLUMNS_UNBOUND not in {d.code for d in found.notices}
    assert found.balance.rows == found.balance.used + found.balance.not_data
    assert not found.tables["judgement"].reopened_all


@pytest.mark.parametrize(
    "filled",
    [("Có", "", "", ""), ("", "", "", "theo báo cáo"), ("Có", "Hội đồng", "", ""), ("", "Hội đồng", "", "")],
)
def test_a_row_that_was_begun_is_rejected_for_what_it_lacks(tmp_path: Path, filled: tuple[str, ...]) -> None:
    found = read(tmp_path, judged(asked(*filled)))
    assert found.tables["judgement"].size == 0
    assert {code for code, _ in codes(found)} == {"required-cell"}


def test_who_and_when_filled_down_without_an_answer_is_an_open_question(tmp_path: Path) -> None:
    found = read(tmp_path, judged(asked("", "Hội đồng", "02/12/2020", "")))
    assert found.rejected == ()
    (row,) = plain_rows(plan(), found)["judgement"].rows
    assert row.values["answer"] is None


def test_an_unanswered_row_under_merged_cells_is_told(tmp_path: Path) -> None:
    rows = judged(asked("Có", "Hội đồng", "02/12/2020", ""), asked("", "", "", "", n=2, key="U2"))
    found = read(tmp_path, rows, {"Ý kiến đánh giá": ["H2:H3"]})
    assert {code for code, _ in codes(found)} == {"row-merged"}


def test_votes_and_appraisals_are_records(tmp_path: Path) -> None:
    votes: Rows = [
        VOTES,
        [1, "U1", "Phường 1", "", AWARD, "Có", 11, 1, 1, 13, "03/BB-HĐ", "02/12/2020", ""],
        [2, "U2", "Phường 2", "", AWARD, "", "", "", "", 13, "", "", ""],
    ]
    appraised: Rows = [
        APPRAISED,
        [1, "U1", "Phường 1", "", AWARD, "Không", "Phòng Nội vụ", "45/BC-PNV", "30/11/2020", "trùng thành tích"],
    ]
    found = read(tmp_path, {**sheets(), "Kết quả biểu quyết": votes, "Kết quả thẩm định": appraised})
    assert found.rejected == ()
    (vote,) = plain_rows(plan(), found)["council"].rows
    assert (vote.values["result"], vote.values["agree"], vote.values["members"]) == (True, 11, 13)
    (one,) = plain_rows(plan(), found)["appraisal"].rows
    assert (one.values["proposes"], one.values["by"]) == (False, "Phòng Nội vụ")
    assert found.balance.rows == found.balance.used + found.balance.not_data == 7 + 3 + 2 + 3


def test_a_list_without_any_result_column_is_neither(tmp_path: Path) -> None:
    rows: Rows = [["TT", "Mã đối tượng", "Hình thức khen thưởng", "Ngày"], [1, "U1", AWARD, "02/12/2020"]]
    found = read(tmp_path, {**sheets(), "Trang 4": rows})
    assert not found.tables["council"].read
    assert not found.tables["appraisal"].read
