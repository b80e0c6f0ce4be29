"""The Quận 12 campaign as papers: material with and without an office's settings, a name that tries everything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
from docx.document import Document as Docx
from openpyxl import Workbook

from engine.report import build_view
from engine.report.document.making import documents_of
from engine.report.document.model import Document
from engine.report.docx import docx_bytes
from engine.report.papers import NO_OFFICE, PAPERS, Material, Office, read_office
from engine.values import Decision
from tests.campaign import AS_OF, BOOKS, evaluation, judged

OFFICE = """\
cơ quan: {cơ quan cấp trên: Ủy ban nhân dân Quận 12, tên: Phòng Nội vụ, địa danh: Quận 12}
người ký: {chức vụ: Trưởng phòng, họ và tên: Nguyễn Văn Minh Họa}
hội đồng:
  tên: Hội đồng Thi đua - Khen thưởng Quận 12
  thành viên:
    - {họ và tên: Trần Thị Ví Dụ, chức vụ: Chủ tịch Ủy ban nhân dân quận, vai trò: chủ tịch, có mặt: có}
    - {họ và tên: Lê Văn Mẫu, chức vụ: Trưởng phòng Nội vụ, vai trò: thư ký, có mặt: có}
    - {họ và tên: Phạm Thị Thử, chức vụ: Chánh Văn phòng, vai trò: ủy viên, có mặt: không, lý do vắng: đi công tác}
cuộc họp: {ngày: 02/12/2020, bắt đầu: 8 giờ 00, kết thúc: 11 giờ 30, địa điểm: Phòng họp số 1}
văn bản:
  bien-ban: {số: "7"}
  to-trinh / giay-khen:
    số: "5/TTr-PNV"
    ngày: 05/02/2020
    căn cứ: [Căn cứ Luật minh họa;]
    kính gửi: [Chủ tịch Ủy ban nhân dân Quận 12]
    nơi nhận: [Như trên, "Lưu: VT, PNV."]
  to-trinh / bang-khen:
    cơ quan ban hành: Ủy ban nhân dân Quận 12
    kính gửi: [Chủ tịch Ủy ban nhân dân Thành phố, Ban Thi đua - Khen thưởng Thành phố]
    người ký: {quyền ký: [TM. Ủy ban nhân dân, KT. Chủ tịch], chức vụ: Phó Chủ tịch, họ và tên: Trần Thị Ví Dụ}
  quyet-dinh / giay-khen:
    cơ quan ban hành: Ủy ban nhân dân Quận 12
    người ký: {quyền ký: [KT. Chủ tịch], chức vụ: Phó Chủ tịch, họ và tên: Trần Thị Ví Dụ}
"""
#: What Jinja, XML, typst and a field of Word would do something with.
EVIL = '{{7*7}} {% for x in y %} </w:t><w:p>& #import "a" #read("/etc/passwd") $x^2$ @a <label> \\ *b* _c_ =1+1'


@cache
def office() -> Office:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as room:
        path = Path(room) / "office.yaml"
        path.write_text(OFFICE, encoding="utf-8")
        return read_office(path, [p.id for p in PAPERS], ("giay-khen", "bang-khen"))


@cache
def material() -> Material:
    return Material(build_view(evaluation()), office())


@cache
def blank() -> Material:
    """Return the campaign with nothing said about the office."""
    return replace(material(), office=NO_OFFICE)


@cache
def documents(paper: str) -> dict[str, Document]:
    return documents_of(material(), paper)


def paper(name: str, *, given: bool = True) -> Docx:
    """Return one paper, opened again."""
    return docx.Document(io.BytesIO(_bytes(name, given=given)))


@cache
def _bytes(name: str, *, given: bool) -> bytes:
    kind = next(k for k in ("bien-ban", "to-trinh", "danh-sach", "quyet-dinh") if name.startswith(k))
    return docx_bytes((documents(kind) if given else documents_of(blank(), kind))[name])


def named(name: str) -> Material:
    """Return the campaign with one person on the lists called so."""
    view = material().view
    first = next(e for e in view.entries if e.decision is Decision.PROPOSED and e.proof.kind == "person")
    proof = replace(first.proof, row=replace(first.proof.row, name=name))
    entries = tuple(replace(e, proof=proof) if e.proof is first.proof else e for e in view.entries)
    subjects = tuple(proof if s is first.proof else s for s in view.subjects)
    return replace(material(), view=replace(view, entries=entries, subjects=subjects))


def texts(book: Docx) -> list[str]:
    """Return all paragraphs of a paper in order, those in tables too."""
    return list(_texts(book))


def _texts(book: Docx) -> Iterator[str]:
    for part in book.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                for cell in row.cells:
                    yield from (p.text for p in cell.paragraphs)
        else:
            yield part.text


HEADS = ("TT", "Mã đối tượng", "Hình thức khen thưởng", "Hội đồng đồng ý", "Số phiếu đồng ý",
         "Tổng số thành viên Hội đồng", "Văn bản số", "Ngày", "Lý do")  # fmt: skip


def voted(folder: Path, *rows: tuple[object, ...]) -> Material:
    """Return the campaign with votes of the council on Giấy khen: key, answer, votes, members, reason."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Kết quả biểu quyết"
    sheet.append(HEADS)
    for number, (key, answer, agree, members, reason) in enumerate(rows, 1):
        sheet.append([number, key, "Giấy khen của quận", answer, agree, members, "07/BB-HĐ", "02/12/2020", reason])
    path = folder / "bieu-quyet.xlsx"
    book.save(path)
    return Material(build_view(judged([*BOOKS, path], AS_OF)), office())
