"""The papers of NĐ 30/2020 in the table of papers; they are made by `report/document`, imported when one is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .model import Made, Material, Need, Paper

#: All of them in one folder, so that what belongs together lies together.
_FOLDER = "van-ban"


def _maker(paper: str) -> Callable[[Material], Made]:
    def make(material: Material) -> Made:
        from ..document.making import made

        return made(material, paper)

    return make


def _paper(
    paper: str, vi: str, en: str, folder: str = _FOLDER, needs: Need | None = Need.AWARDS, *, inside: bool = False
) -> Paper:
    return Paper(paper, folder, vi, en, _maker(paper), needs, inside)


WRITTEN: tuple[Paper, ...] = (
    _paper("bien-ban", "Biên bản họp Hội đồng", "Minutes of the council", inside=True),
    _paper("to-trinh", "Tờ trình, mỗi hình thức khen thưởng một văn bản", "Submissions, one for each award"),
    _paper("danh-sach", "Danh sách kèm theo Tờ trình", "Lists that go with the submissions"),
    _paper("quyet-dinh", "Dự thảo Quyết định kèm danh sách", "Draft decisions with their lists"),
    _paper("giai-trinh", "Giải trình từng trường hợp", "Explanations, case by case", f"{_FOLDER}/giai-trinh", None),
    _paper("thong-bao", "Thông báo kết quả đến từng đơn vị", "Notices to the units", needs=None),
)


def checked(papers: Iterable[Paper], material: Material) -> None:
    """Hold the numbers of the papers together before one is written, and try the templates; raises ReportedError."""
    from ..document.making import LISTED, listed, tried

    chosen = [p.id for p in papers if p.fits(material)]
    if any(paper in LISTED for paper in chosen):
        listed(material)
    for paper in chosen:
        if paper in material.templates:
            tried(material, paper)
