"""The instruction sheet: how to fill a book in, every column, what is asked, the days of the plan, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ... import plan
from ...diagnostics import Lang
from ...explain.wording import Wording
from ...law import Citation
from ...records.binding import registers_of
from . import kinds
from .model import Book
from .needed import attested
from .telling import main_document, place_of, quote_of

_MARKS = {"*": "bắt buộc", "**": "một trong các cột (**)", "": ""}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, its paragraphs, and a table below them: the header first."""

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


def guide_of(book: Book) -> Iterator[Block]:
    """Yield the blocks of a book's instruction sheet."""
    yield Block("Kế hoạch", tuple(_documents(book.plan)))
    yield Block("Cách điền", tuple(_how(book)))
    yield Block("Các trang tính và cột", (), (("Trang tính", "Cột", "Loại", "Bắt buộc", "Ghi gì"), *_columns(book)))
    if book.council and book.plan.judgements:
        yield _questions(book.plan)
    if book.council and book.plan.parameters:
        yield _parameters(book.plan)
    lists = tuple(_complete(book))
    if lists:
        yield Block("Khi nào một danh sách được coi là đã gửi đủ", lists)
    days = tuple(_days(book.plan))
    if days:
        yield Block("Thời hạn, thời gian của kế hoạch", (), (("Nội dung", "Thời điểm", "Điều khoản", "Trích"), *days))
    yield Block("Hỏi ai", ("Chưa rõ điều gì thì hỏi cơ quan gửi biểu này: " + "." * 60,))


def _documents(ready: plan.Plan) -> Iterator[str]:
    """Yield the documents of a plan, the one that needs no naming first."""
    main = main_document(ready)
    for d in sorted(ready.documents.values(), key=lambda d: d.id != main):
        yield d.title + (f" (số {d.number})" if d.number not in {"", "unknown"} else "")
    if len(ready.documents) > 1:
        yield "Điều khoản nêu trong tệp này là của văn bản thứ nhất, trừ khi có ghi tên văn bản khác."


def _how(book: Book) -> Iterator[str]:
    yield (
        "Mỗi danh sách một trang tính. Điền vào các dòng trắng dưới dòng ví dụ (ghi VD ở cột TT); dòng ví dụ không "
        "được đọc, để lại hay xóa đi đều được."
    )
    yield "Rê chuột lên tên cột có góc đỏ để xem cột đó ghi gì, dùng để xét điều khoản nào của kế hoạch."
    yield (
        "Không đổi tên trang tính, tên cột; không gộp ô trong vùng số liệu; không đặt mật khẩu. Được thêm dòng, "
        "được chia một danh sách thành nhiều tệp, mỗi tệp gửi một lần."
    )
    yield "Ô trống là chưa có số liệu, không phải Không, không phải 0. Số không thì ghi 0."
    yield "Ngày ghi ngày/tháng/năm, ví dụ 20/05/2020. Tỷ lệ gõ 97,5 hoặc 97,5%. Số nghìn ghi liền: 1234."
    yield "Cột có dấu (*) là bắt buộc: thiếu thì dòng đó bị loại." + (
        " Các cột có dấu (**): ghi một trong các cột đó, dòng là của ai thì ghi mã của người đó, đơn vị đó."
        if any(c.mark == "**" for s in book.sheets for c in s.columns)
        else ""
    )
    yield (
        "Mã (mã đơn vị, mã cá nhân, ...) giữ nguyên trong suốt đợt; danh sách khác chỉ đến đơn vị, cá nhân bằng đúng "
        "mã ấy. Ghi đủ cả số 0 ở đầu mã."
    )
    if book.council:
        yield (
            "Danh sách không phát sinh dòng nào thì vẫn xác nhận, ghi số dòng là 0. Trang nào không có gì để ghi "
            "thì để nguyên."
        )
    else:
        yield (
            "Danh sách không phát sinh dòng nào vẫn gửi, để nguyên dòng tiêu đề, kèm xác nhận số dòng là 0 của cơ quan "
            "tổng hợp."
        )


def _columns(book: Book) -> Iterator[tuple[str, ...]]:
    for sheet in book.sheets:
        for at, column in enumerate(sheet.columns):
            told = [t for t in (column.means, kinds.taken(column.type, column.options)) if t]
            shown = "; ".join(told)
            name = sheet.name if at == 0 else ""
            kind = kinds.kind_word(column.type)
            yield name, column.heading, kind, _MARKS[column.mark], f"{shown[:1].upper()}{shown[1:]}"


def _questions(ready: plan.Plan) -> Block:
    rows = []
    for j in ready.judgements.values():
        whose = ", ".join(ready.registers[k].subject or ready.registers[k].label for k in j.kinds)
        answer = kinds.taken(j.answer, kinds.labels(j.answer))
        rows.append((j.label, j.ask, whose, answer[0].upper() + answer[1:], _cited(ready, j.citation)))
    head = ("Nội dung đánh giá", "Câu hỏi", "Đối tượng", "Trả lời", "Điều khoản, trích")
    return Block("Các nội dung cần ý kiến đánh giá", (), (head, *rows))


def _parameters(ready: plan.Plan) -> Block:
    rows = []
    for p in ready.parameters.values():
        answer = kinds.taken(p.type, kinds.labels(p.type)) or "chữ"
        rows.append((p.ask, kinds.kind_word(p.type), answer[0].upper() + answer[1:], _cited(ready, p.citation)))
    return Block("Các thông số mà kế hoạch để ngỏ", (), (("Thông số", "Loại", "Ghi gì", "Điều khoản, trích"), *rows))


def _cited(ready: plan.Plan, citation: Citation | None) -> str:
    if citation is None:
        return ""
    return place_of(ready, citation) + (f": “{quote_of(citation)}”" if citation.quote else "")


def _complete(book: Book) -> Iterator[str]:
    """Yield, for every list of a book that has to be complete, when it is."""
    to_attest, registers = attested(book.plan), registers_of(book.plan)
    for sheet in book.sheets:
        found = sheet.register.complete
        if found is not None and found.count_owner and found.count_field:
            owner = registers[found.count_owner]
            counted = owner.fields[found.count_field].label
            yield f"{sheet.register.label}: khi số dòng bằng đúng “{counted}” ghi trong “{owner.label}”."
        elif sheet.register.id in to_attest:
            basis = found.basis if found is not None and sheet.register.id in book.plan.registers else ""
            yield f"{sheet.register.label}: khi có xác nhận đầy đủ" + (f" ({basis})." if basis else ".")


def _days(ready: plan.Plan) -> Iterator[tuple[str, ...]]:
    words = Wording(ready, Lang.VI)
    for d in ready.deadlines.values():
        quote = quote_of(d.citation)
        yield d.label, f"chậm nhất {words.day(d.last)}", place_of(ready, d.citation), quote
    for p in ready.periods.values():
        days = f"từ {words.day(p.first)} đến {words.day(p.last)}"
        yield p.label, days, place_of(ready, p.citation), quote_of(p.citation)

