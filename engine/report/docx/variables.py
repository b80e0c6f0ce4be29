"""What an office's own template may name: plain texts, lists and mappings, all of them from the document itself.

The names are Vietnamese without accents, as somebody types them into a Word file; docs/papers-docx.md lists them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..document.decree import MOTTO, NATION
from ..document.marked import marked
from ..document.model import (
    Addressed,
    Article,
    Block,
    Document,
    Foot,
    Grounds,
    Hand,
    ListHead,
    Para,
    Resolves,
    Section,
    StateHead,
    Table,
)
from ..document.roll import rolls_of
from ..document.text import clean, long_day, plain, printable, short_day
from ..papers.model import Material

#: Columns of tables by their headings; a heading that is not here is left out of `danh_sach` and stands in `bang`.
COLUMNS = {
    "TT": "tt", "Tên tập thể, cá nhân": "ten", "Họ và tên": "ten", "Chức vụ": "chuc_vu", "Đơn vị": "don_vi",
    "Hình thức": "hinh_thuc", "Ghi chú": "ghi_chu", "Số phiếu, tỷ lệ đồng ý": "so_phieu", "Kết quả": "ket_qua",
    "Lý do": "ly_do", "Nội dung": "noi_dung", "Ý kiến": "y_kien", "Kết luận": "ket_luan", "Căn cứ": "can_cu",
}  # fmt: skip
_NOTHING = Document("", dt.date(1970, 1, 1), ListHead("", "", "", ""), ())
_ROW = dict.fromkeys(COLUMNS.values(), "") | {"nhom": ""}


def variables(material: Material, document: Document, beside: Document | None = None) -> dict[str, object]:
    """Return the values of one document; `beside` is the list that goes with it, where it has none of its own."""
    whole = [document, *document.annexes, *([beside] if beside is not None else [])]
    tables = [b for d in whole for b in d.blocks if isinstance(b, Table)]
    return {
        "quoc_hieu": NATION,
        "tieu_ngu": MOTTO,
        **_head(document),
        **_foot(document),
        "ke_hoach": clean(material.view.title),
        "ngay_xet": long_day(material.day),
        "ngay_xet_ngan": short_day(material.day),
        "kinh_gui": [clean(n) for b in document.blocks if isinstance(b, Addressed) for n in b.names],
        "can_cu": marked(tuple(line for b in document.blocks if isinstance(b, Grounds) for line in b.lines)),
        "doan": [t for b in document.blocks if (t := _text(b))],
        "so_luong": _numbers(material),
        "danh_sach": [row for t in tables for row in _rows(t)],
        "bang": [
            {"cot": [c.head for c in t.columns], "dong": [list(map(printable, r.cells)) for r in t.rows]}
            for t in tables
        ],
    }


def names() -> tuple[str, ...]:
    """Return every name that a template may use at the top."""
    head, foot = _head(_NOTHING), _foot(_NOTHING)
    rest = ("quoc_hieu", "tieu_ngu", "ke_hoach", "ngay_xet", "ngay_xet_ngan", "kinh_gui", "can_cu", "doan", "so_luong")
    return tuple(sorted((*head, *foot, *rest, "danh_sach", "bang")))


def _head(document: Document) -> dict[str, object]:
    match document.head:
        case StateHead(parent, body, number, dated, kind, summary, _):
            told = (parent, body, number, dated, kind, summary, "")
        case ListHead(label, title, summary, belongs):
            told = ("", "", "", "", title, summary, f"{label} {belongs}".strip())
    keys = ("co_quan_cap_tren", "co_quan", "so", "dia_danh_ngay", "loai", "trich_yeu", "kem_theo")
    return dict(zip(keys, map(printable, told), strict=True))


def _foot(document: Document) -> dict[str, object]:
    feet = [b for b in document.blocks if isinstance(b, Foot)]
    right = feet[0].right if feet else Hand((), "")
    left = feet[0].left if feet else None
    return {
        "quyen_ky": [clean(line) for line in right.lines],
        "nguoi_ky": clean(right.name),
        "thu_ky": clean(left.name) if left is not None else "",
        "noi_nhan": marked(feet[0].receivers) if feet else [],
    }


def _text(block: Block) -> str:
    """Return a block of the text as one paragraph."""
    match block:
        case Para(text):
            return clean(plain(text))
        case Section(words) | Resolves(words):
            return clean(words)
        case Article(number, text):
            return f"Điều {number}. {clean(plain(text))}"
        case _:
            return ""


def _rows(table: Table) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that are no bands, by the names of their columns, with the band they stand under."""
    names_, band = [COLUMNS.get(c.head) for c in table.columns], ""
    for line in table.rows:
        if line.band:
            band = clean(line.cells[0])
            continue
        told = {n: printable(c) for n, c in zip(names_, line.cells, strict=True) if n is not None}
        yield {**_ROW, **told, "nhom": band}


def _numbers(material: Material) -> dict[str, dict[str, object]]:
    """Return the numbers of every list, in words and as a whole, by the award's id with `_` for `-`."""
    return {
        r.award.replace("-", "_"): {"ten": clean(r.label), "loi_van": plain(r.numbers()), "tong": r.total}
        for r in rolls_of(material)
    }
