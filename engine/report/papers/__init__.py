"""The papers of a council, each made from one view: one table of them, and how they are made and written.

A maker takes `Material` and gives a file, or several by name. Makers of other folders are imported when they are
called, since they import `model` and `office` from here.
"""

from __future__ import annotations

from .appraisal import appraisal
from .forms import opinions, voting
from .making import Written, made_of, written_to
from .model import Made, Material, Need, Paper
from .office import BLANK, NO_OFFICE, Office
from .office_file import read_office
from .reconciliation import reconciliation
from .reminders import reminders
from .results import results
from .sources import sources_of
from .written import WRITTEN

__all__ = [
    "BLANK", "NO_OFFICE", "PAPERS", "Made", "Material", "Need", "Office", "Paper", "Written",
    "made_of", "read_office", "sources_of", "written_to",
]  # fmt: skip

#: Every paper there is, in the order in which a council comes to need it.
PAPERS: tuple[Paper, ...] = (
    Paper(
        "ket-qua", "ket-qua.xlsx", "Kết quả xét: danh sách, từng tiêu chí, căn cứ",
        "Results: lists, criteria, evidence", results,
    ),
    Paper(
        "nhac-bo-sung", "nhac-bo-sung.xlsx", "Danh sách nhắc bổ sung theo đơn vị",
        "Reminders per unit: what is missing, who supplies it, by when", reminders,
    ),
    Paper(
        "phieu-y-kien", "phieu-y-kien.xlsx", "Phiếu ý kiến đánh giá, điền rồi nhập lại",
        "Judgement sheets, to be filled in and brought back", opinions, Need.JUDGEMENTS, inside=True,
    ),
    Paper(
        "bang-tham-dinh", "bang-tham-dinh.xlsx", "Bảng thẩm định: đối tượng và tiêu chí, khổ A3",
        "Appraisal table: subjects by criteria, A3", appraisal,
    ),
    Paper(
        "phieu-bieu-quyet", "phieu-bieu-quyet.xlsx", "Phiếu biểu quyết của Hội đồng, điền rồi nhập lại",
        "Voting sheets, to be filled in and brought back", voting, Need.AWARDS, inside=True,
    ),
    Paper(
        "doi-chieu", "doi-chieu.xlsx", "Bảng đối chiếu năm cột: đề nghị, quy tắc, thẩm định, Hội đồng, quyết định",
        "Reconciliation: nominated, by the rules, appraised, council, decision", reconciliation, Need.AWARDS,
    ),
    *WRITTEN,
)  # fmt: skip
