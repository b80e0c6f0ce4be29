"""The empty workbooks of a campaign: what is sent, what the sheets look like, what whoever fills them in is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from engine.bundle import shipped
from engine.records.binding import KEY, NAME, SUBJECT_COLUMN, plain_fold, registers_of, words_of
from engine.records.builtin import BUILTIN
from engine.records.grid import letter
from engine.report.template import books_of, checking, kinds, readings_of, written
from engine.report.template.choosing import sheet_name
from engine.values import Choice, Date, Text
from tests.report.forms import (
    EACH,
    EXAMPLE,
    FIRST,
    HEAD,
    books,
    compiled,
    files,
    seen,
    sheets,
    with_registers,
)

MARK = {"": "", "*": " (*)", "**": " (**)"}


# What is sent out


@EACH
def test_the_same_rule_set_gives_the_same_bytes(name: str) -> None:
    again = books_of(compiled(name).plan, readings_of(compiled(name).rules))
    assert {book.file: written(book) for book in again} == files(name)


@EACH
def test_every_list_of_the_rule_set_is_sent_to_the_units(name: str) -> None:
    units, council = books(name)
    assert [s.register.id for s in units.sheets if s.register.id not in BUILTIN] == [*compiled(name).plan.registers]
    assert (units.file, council.file) == (f"{name}-don-vi.xlsx", f"{name}-hoi-dong.xlsx")


def test_what_a_rule_set_does_not_need_is_not_sent() -> None:
    sent = {n: {s.register.id for s in sheets(n)} & set(BUILTIN) for n in shipped()}
    assert sent["quan-12-2020"] == set(BUILTIN)
    assert sent["go-vap-2020"] == {"attestation", "judgement", "successor"}
    assert sent["truong-son-2020"] == {"attestation", "judgement", "parameter", "successor"}
    assert sent["danh-gia-2023"] == {"attestation", "judgement", "nomination", "appraisal", "council", "successor"}


@EACH
def test_every_header_is_bound_to_its_column_and_to_nothing_else(name: str) -> None:
    registers = registers_of(compiled(name).plan)
    for sheet in sheets(name):
        words = words_of(registers, sheet.register.id)
        heads = [c.head for c in sheet.columns]
        assert len(set(map(plain_fold, heads))) == len(heads)
        for column in sheet.columns:
            exact = words.forms[0]
            assert exact[column.heading.casefold()] == column.target
            assert words.target([column.head]) == column.target
            assert column.head == column.heading + MARK[column.mark]
        bound = {c.target: at for at, c in enumerate(sheet.columns)}
        assert not words.lacking(bound)
        assert {f"field:{f}" for f in sheet.register.fields} <= set(bound)


@EACH
def test_sheets_go_by_names_that_excel_takes(name: str) -> None:
    for council in (False, True):
        names = seen(name, council=council).sheetnames
        assert names[0] == "Hướng dẫn"
        assert len({n.casefold() for n in names}) == len(names)
        assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names)


@given(st.text(max_size=60), st.sets(st.text(max_size=8)))
def test_any_label_gives_a_legal_name_that_is_not_taken(label: str, taken: set[str]) -> None:
    name = sheet_name(label, taken | {plain_fold(label)})
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\\n\x00")
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert plain_fold(name) not in taken | {plain_fold(label)}


def test_long_labels_keep_their_telling_words() -> None:
    assert sheet_name("Danh sách người dân, doanh nghiệp", set()) == "Người dân, doanh nghiệp"
    assert sheet_name("Danh sách vi phạm", set()) == "Danh sách vi phạm"
    long = "Danh sách trường hợp gây phiền hà, sách nhiễu, tiêu cực"
    assert sheet_name(long, set()) == "Trường hợp gây phiền hà, sách"
    assert sheet_name(long, {plain_fold("Trường hợp gây phiền hà, sách")}) == "Trường hợp gây phiền hà, sách 2"


# What the sheets look like


@EACH
def test_a_sheet_has_title_header_numbers_and_a_grey_example(name: str) -> None:
    for council in (False, True):
        book = seen(name, council=council)
        for sheet in books(name)[council].sheets:
            page = book[sheet.name]
            assert page["A1"].value == compiled(name).plan.title
            assert plain_fold(page["A2"].value) == plain_fold(sheet.register.label)
            width = len(sheet.columns) + 1
            rows = {at: [page.cell(at, c).value for c in range(1, width + 1)] for at in (HEAD, HEAD + 1, EXAMPLE)}
            assert rows[HEAD] == ["TT", *(c.head for c in sheet.columns)]
            assert rows[HEAD + 1] == [f"({c})" for c in range(1, width + 1)]
            assert rows[EXAMPLE][0] == "VD"
            assert any(v is not None for v in rows[EXAMPLE][1:])
            look = page.cell(EXAMPLE, 2).font
            assert (look.i, look.color.rgb) == (True, "FF7F7F7F")
            assert str(page.freeze_panes).endswith(str(EXAMPLE))
            assert page.auto_filter.ref is None
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.print_title_rows == f"${HEAD}:${HEAD + 1}"


def test_parameters_stand_in_their_sheet_by_name() -> None:
    page = seen("truong-son-2020", council=True)["Thông số của kế hoạch"]
    asks = [p.ask for p in compiled("truong-son-2020").plan.parameters.values()]
    assert [page.cell(FIRST + at, 2).value for at in range(len(asks) + 1)] == [*asks, None]
    assert page.cell(FIRST, 3).number_format == "dd/mm/yyyy"
    assert "C9" in checks(page, "date")


def checks(page: Worksheet, kind: str) -> dict[str, Any]:
    """Return the validations of one kind by the first cell they reach."""
    return {str(v.sqref).split(":")[0]: v for v in page.data_validations.dataValidation if v.type == kind}


def test_cells_check_what_is_typed_by_the_type_of_their_field() -> None:
    page = seen("danh-gia-2023")["Danh sách đơn vị"]
    letters = {page.cell(HEAD, c).value: letter(c - 1) for c in range(1, page.max_column + 1)}

    def at(label: str) -> str:
        return f"{letters[label]}{FIRST}"

    lists, decimals, wholes, days = (checks(page, k) for k in ("list", "decimal", "whole", "date"))
    assert lists[at("Có minh chứng chuyển đổi số")].formula1 == '"Có,Không"'
    share = decimals[at("Tỷ lệ báo cáo đúng hạn")]
    assert [Decimal(share.formula1), Decimal(share.formula2)] == [Decimal(0), Decimal(1)]
    assert page[at("Tỷ lệ báo cáo đúng hạn")].number_format == "0.00%"
    points = decimals[at("Điểm chuyển đổi số thẩm định")]
    assert [Decimal(points.formula1), Decimal(points.formula2)] == [Decimal(0), Decimal(5)]
    count = wholes[at("Số sáng kiến được công nhận")]
    assert (count.operator, count.formula1, count.formula2) == (None, "0", "100")  # between, where none is named
    day = days[at("Ngày gửi báo cáo tự đánh giá")]
    # serial days of 1/1/1900 and 31/12/2199; a day typed as text is read too, so it is only warned of
    assert (day.formula1, day.formula2, day.errorStyle) == ("1", "109574", "warning")
    assert page[at("Ngày gửi báo cáo tự đánh giá")].number_format == "dd/mm/yyyy"
    assert page[at("Mã đơn vị (*)")].number_format == "@"
    assert page[f"{letters['Mã đơn vị (*)']}{FIRST + 249}"].number_format == "@"
    count = checks(seen("quan-12-2020")["Danh sách đơn vị"], "whole")["E9"]
    assert (count.operator, count.formula1) == ("greaterThanOrEqual", "0")


@EACH
def test_messages_are_as_short_as_excel_wants_and_let_blanks_in(name: str) -> None:
    for council in (False, True):
        for page in seen(name, council=council):
            for check in page.data_validations.dataValidation:
                assert check.allow_blank
                assert len(check.errorTitle) <= 32
                assert len(check.error) <= 255
                assert len(check.promptTitle or "") <= 32
                assert len(check.prompt or "") <= 255


@EACH
def test_options_stand_whole_on_the_sheet_of_choices(name: str) -> None:
    for council in (False, True):
        book = seen(name, council=council)
        for sheet in books(name)[council].sheets:
            lists = checks(book[sheet.name], "list")
            for at, column in enumerate(sheet.columns, 2):
                if isinstance(column.type, Choice):
                    ref = lists[f"{letter(at - 1)}{FIRST}"].formula1
                    assert ref.startswith("'Danh mục'!")
                    cells = book["Danh mục"][ref.split("!")[1].replace("$", "")]
                    shown = [c.value for row in (cells if isinstance(cells, tuple) else ((cells,),)) for c in row]
                    assert shown == list(column.options)
                    assert set(shown) <= {o.label for o in column.type.options}


def test_only_lists_that_need_it_are_offered_for_confirmation() -> None:
    sheet = next(s for s in sheets("quan-12-2020") if s.register.id == "attestation")
    assert sheet.columns[0].options == (
        "Danh sách sáng kiến, giải pháp", "Danh sách vi phạm", "Đề nghị khen thưởng", "Quyết định khen thưởng",
    )  # fmt: skip


# What whoever fills them in is told


def noted(name: str, sheet: str, label: str, *, council: bool = False) -> str:
    page = seen(name, council=council)[sheet]
    row = next(page.iter_rows(min_row=HEAD, max_row=HEAD))
    cell = next(c for c in row if str(c.value).removesuffix(" (*)").removesuffix(" (**)") == label)
    assert cell.comment is not None
    return str(cell.comment.text)


def test_a_note_cites_every_clause_that_reads_the_column() -> None:
    note = noted("quan-12-2020", "Danh sách vi phạm", "Loại vi phạm")
    plan = compiled("quan-12-2020").plan
    rules = (plan.criteria["person.no-harassment"], plan.criteria["person.ethics"], plan.bars["unit.member"])
    for rule in rules:
        clause = plan.documents["kh"].clause(rule.citation.clause)
        assert clause is not None
        assert f"- {rule.label} ({clause.label}): “{' '.join(rule.citation.quote.split())}”" in note
    assert note.count("\n- ") == len(rules)
    assert "Ghi: một trong: “Vi phạm quy chế văn hóa ứng xử, đạo đức công vụ”;" in note


def test_a_note_tells_how_the_column_was_read() -> None:
    note = noted("quan-12-2020", "Danh sách sáng kiến, giải pháp", "Hiệu quả")
    reading = compiled("quan-12-2020").plan.readings["effective-who"]
    assert f"{reading.open} → {reading.taken} (theo {reading.by})" in note


def test_a_column_that_nothing_cites_is_only_described() -> None:
    assert noted("quan-12-2020", "Danh sách đơn vị", "Tên đơn vị") == "Tên đơn vị"
    told = noted("quan-12-2020", "Danh sách đơn vị", "Số CBCCVC")
    assert told == (
        "Số CBCCVC\nPhải bằng số dòng gửi trong “Danh sách cán bộ, công chức, viên chức”.\n"
        "Ghi: số nguyên từ 0 trở lên."
    )


def test_points_cite_their_own_item_and_not_what_they_add_up_to() -> None:
    note = noted("danh-gia-2023", "Danh sách đơn vị", "Tỷ lệ báo cáo đúng hạn")
    assert note.count("\n- ") == 1
    assert "(Điều 2, " in note
    elsewhere = noted("danh-gia-2023", "Kết quả phong trào thi đua", "Kết quả")
    assert "(mục III.1, Phát động phong trào thi đua" in elsewhere, "the other document goes by its title"


def test_built_in_columns_cite_awards_questions_and_what_is_open() -> None:
    assert "“được lựa chọn trong số" in noted("quan-12-2020", "Ý kiến đánh giá", "Nội dung đánh giá", council=True)
    assert "“từ ngày ban hành Kế hoạch”" in noted("quan-12-2020", "Thông số của kế hoạch", "Giá trị", council=True)
    assert "01 tháng 11 năm 2020”" in noted("quan-12-2020", "Đề nghị khen thưởng", "Ngày")
    granted = noted("quan-12-2020", "Quyết định khen thưởng", "Hình thức khen thưởng", council=True)
    assert "- Bằng khen thành phố (" in granted


def test_a_blank_that_means_something_is_told() -> None:
    plan = compiled("quan-12-2020").plan
    unit = plan.registers["unit"]
    fields = {**unit.fields, "has_plan": replace(unit.fields["has_plan"], blank="no")}
    sheet = books_of(with_registers(plan, unit=replace(unit, fields=MappingProxyType(fields))), {})[0].sheets[0]
    assert "ô trống được hiểu là Không" in next(c.means for c in sheet.columns if c.target == "field:has_plan")


@EACH
@pytest.mark.parametrize("council", [False, True])
def test_the_instructions_name_every_column(name: str, *, council: bool) -> None:
    page = seen(name, council=council)["Hướng dẫn"]
    rows = [[str(c.value) if c.value else "" for c in row] for row in page.iter_rows()]
    for sheet in books(name)[council].sheets:
        start = next(at for at, row in enumerate(rows) if row[0] == sheet.name)
        told = rows[start : start + len(sheet.columns)]
        assert [row[1] for row in told] == [c.heading for c in sheet.columns]
        assert [bool(row[3]) for row in told] == [bool(c.mark) for c in sheet.columns]
    text = "\n".join(" ".join(row) for row in rows)
    assert "Ô trống là chưa có số liệu, không phải Không, không phải 0" in text
    assert "Danh sách không phát sinh dòng nào" in text
    assert "hỏi cơ quan gửi biểu này" in rows[-1][0]
    for deadline in compiled(name).plan.deadlines.values():
        assert deadline.label in text


def test_the_council_is_told_every_question_with_its_clause() -> None:
    text = [[c.value for c in row] for row in seen("quan-7-2019", council=True)["Hướng dẫn"].iter_rows()]
    for judgement in compiled("quan-7-2019").plan.judgements.values():
        row = next(r for r in text if r[0] == judgement.label)
        assert row[1] == judgement.ask
        assert judgement.citation is not None
        assert f"“{' '.join(judgement.citation.quote.split())}”" in str(row[4])


def test_targets_of_forms_are_those_of_the_import() -> None:
    targets = {c.target for n in shipped() for s in sheets(n) for c in s.columns}
    assert {t for t in targets if ":" not in t} == {KEY, NAME, SUBJECT_COLUMN}
    assert {t.split(":")[0] for t in targets if ":" in t} == {"field", "owner"}


@pytest.mark.parametrize(
    ("kind", "words", "rule"),
    [
        (Date("last"), "ngày cuối của tháng", None),
        (Date("first"), "ngày đầu của tháng", None),
        (Text(12), "đủ 12 chữ số, kể cả số 0 ở đầu", {"validate": "length", "criteria": "==", "value": 12}),
    ],
)
def test_months_and_identity_numbers_are_told_and_checked(
    kind: Date | Text, words: str, rule: dict[str, object] | None
) -> None:
    assert words in kinds.taken(kind)
    assert rule is None or checking._rule(kind, "") == rule
