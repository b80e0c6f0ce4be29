"""The papers of a council, each made from one view: one table of them, and how they are made and written.

A maker takes `Material` and gives a file, or several by name. Makers of other folders are imported when they are
called, since they import `model` and `office` from here.
"""

from __future__ import annotations

from .making import Written, made_of, written_to
from .model import Made, Material, Need, Paper
from .office import BLANK, NO_OFFICE, Office
from .office_file import read_office
from .results import results
from .sources import sources_of

__all__ = [
    "BLANK", "NO_OFFICE", "PAPERS", "Made", "Material", "Need", "Office", "Paper", "Written",
    "made_of", "read_office", "sources_of", "written_to",
]  # fmt: skip

#: Every paper there is, in the order in which a council comes to need it.
PAPERS: tuple[Paper, ...] = (
    Paper(
        "ket-qua", "ket-qua.xlsx", "Kết quả xét: danh sách, từng tiêu chí, căn cứ", "Results: lists, criteria, evidence",
        results,
    ),
)  # fmt: skip
