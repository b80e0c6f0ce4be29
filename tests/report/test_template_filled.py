"""Forms that come back: empty ones are read without a question, filled in they give what other books give."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from engine.diagnostics import ReportedError
from engine.evaluator import Evaluation, evaluate
from engine.plan import Field, Plan, Register
from engine.records import load, plain_rows
from engine.records.binding import registers_of
from engine.records.builtin import ASIDE
from engine.records.dossier import Dossier
from engine.records.plain import PlainRow, PlainTable
from engine.report.template import asked, books_of, readings_of, written
from engine.report.template.model import Column
from engine.values import Choice, Date, FieldType, Number, Plain, YesNo
from tests.campaign import ROOT, decisions, verdicts, with_resolution
from tests.report.forms import (
    EACH,
    EXAMPLE,
    FIRST,
    HEAD,
    books,
    compiled,
    files,
    imported,
    opened,
    sheets,
    with_registers,
)

#: The last day as of which each set of example workbooks is judged.
AS_OF = {
    "binh-phuoc-2023": dt.date(2023, 12, 31),
    "danh-gia-2023": dt.date(2024, 1, 10),
    "go-vap-2020": dt.date(2020, 12, 5),
    "quan-12-2020": dt.date(2020, 12, 5),
    "quan-7-2019": dt.date(2020, 6, 30),
    "truong-son-2020": dt.date(2020, 12, 31),
}
#: All that may be said of forms in which nothing was filled in: what the plan leaves open has no value yet.
UNFILLED = {"parameters-not-given"}
#: Values by the label they stand under, with their type.
Typed = dict[str, tuple[FieldType | None, Plain]]


# They come back


@EACH
def test_forms_in_which_nothing_was_filled_in_are_read_without_a_question(name: str, tmp_path: Path) -> None:
    plan = compiled(name).plan
    dossier = imported(plan, files(name), tmp_path)
    assert not dossier.rejected
    assert {d.code.id for d in dossier.notices} <= UNFILLED
    sent = {s.register.id for s in sheets(name)}
    for register, table in dossier.tables.items():
        assert (table.read, table.size) == (register in sent, 0), register
    balance = dossier.balance
    assert (balance.used, balance.rejected) == (len(plan.parameters), 0)
    assert balance.rows == balance.used + balance.not_data


def test_it_is_the_word_in_the_first_column_that_makes_an_example(tmp_path: Path) -> None:
    """Without it the same row would be data: this shows that the test above can fail."""
    book = opened("quan-12-2020")
    book["Danh sách đơn vị"].cell(EXAMPLE, 1).value = 1
    book.save(tmp_path / "a.xlsx")
    assert load(compiled("quan-12-2020").plan, [tmp_path / "a.xlsx"]).tables["unit"].keys == ("VD-DV01",)


def test_a_rule_set_under_a_resolution_sends_what_the_resolution_adds(tmp_path: Path) -> None:
    found = with_resolution()
    made = books_of(found.plan, readings_of(found.rules))
    assert "Danh sách vụ việc đang xác minh" in {s.register.label for s in made[0].sheets}
    dossier = imported(found.plan, {b.file: written(b) for b in made}, tmp_path)
    assert not dossier.rejected
    assert {d.code.id for d in dossier.notices} <= UNFILLED


def test_columns_of_one_label_go_by_the_words_that_each_has_alone() -> None:
    plan = compiled("quan-12-2020").plan
    unit = plan.registers["unit"]
    second = replace(unit.fields["carried_out"], label=unit.fields["has_plan"].label)
    fields = MappingProxyType({**unit.fields, "carried_out": second})
    sheet = books_of(with_registers(plan, unit=replace(unit, fields=fields)), {})[0].sheets[0]
    heads = {c.target: c.head for c in sheet.columns}
    assert heads["field:has_plan"] == "Có kế hoạch"
    assert heads["field:carried_out"] == "Tổ chức triển khai"


def test_columns_that_no_word_tells_apart_are_refused() -> None:
    plan = compiled("quan-12-2020").plan
    key = replace(plan.registers["unit"].key, also=())
    changed = {n: replace(plan.registers[n], key=key) for n in ("unit", "person")}
    with pytest.raises(ReportedError) as bad:
        books_of(with_registers(plan, **changed), {})
    assert {d.code.id for d in bad.value.diagnostics} == {"template-column"}
    assert {"column": "Mã đơn vị", "register": "Danh sách sáng kiến, giải pháp"} in [
        d.args for d in bad.value.diagnostics
    ]


def test_lists_that_nobody_could_tell_apart_are_found_by_reading_the_forms_back() -> None:
    plan = compiled("truong-son-2020").plan
    twin = with_registers(plan, other=replace(plan.registers["feedback"], id="other"))
    made = {b.file: written(b) for b in books_of(twin, {})}
    assert asked(twin, made)
    assert not asked(plan, files("truong-son-2020"))


# Filled in


@EACH
def test_forms_filled_in_give_what_the_example_workbooks_give(name: str, tmp_path: Path) -> None:
    plan = compiled(name).plan
    folder = ROOT / "fixtures" / name
    wanted = load(plan, sorted(p for p in folder.iterdir() if p.suffix in {".xlsx", ".csv"}))
    assert not wanted.rejected
    found = imported(plan, filled(name, wanted), tmp_path)
    assert not found.rejected
    assert not found.notices
    before, after = plain_rows(plan, wanted), plain_rows(plan, found)
    for register in before:
        assert told(after, register) == told(before, register), register
    assert {n: a.value for n, a in found.parameters.items()} == {n: a.value for n, a in wanted.parameters.items()}
    results = []
    for as_of in (AS_OF[name], AS_OF[name] - dt.timedelta(days=200)):
        results.append(judged(evaluate(plan, wanted, as_of)))
        assert judged(evaluate(plan, found, as_of)) == results[-1]
    assert len(set(results[0].values())) > 2, "the example workbooks come to different results"
    assert results[0] != results[1]


def judged(evaluation: Evaluation) -> dict[tuple[str, str], object]:
    """Return decisions, assessments and verdicts by subject key."""
    assessed = {
        (key, name): int(code)
        for kind, judged_kind in evaluation.kinds.items()
        for name, codes in judged_kind.assessments.items()
        for key, code in zip(evaluation.dossier.tables[kind].keys, codes, strict=True)
    }
    return {**decisions(evaluation), **verdicts(evaluation), **assessed}


def told(tables: Mapping[str, PlainTable], register: str) -> list[str]:
    """Return the rows of a register in an order of their own, owners by key."""
    rows = tables[register].rows
    return sorted(repr((r.key, r.name, sorted(owner_keys(tables, r).items()), sorted(r.values.items()))) for r in rows)


def owner_keys(tables: Mapping[str, PlainTable], row: PlainRow) -> dict[str, str]:
    return {owner: tables[owner].rows[at].key for owner, at in row.owners.items()}


def filled(name: str, dossier: Dossier) -> dict[str, bytes]:
    """Return the forms with every record of a dossier typed in, as a person would type it."""
    plan = compiled(name).plan
    tables = plain_rows(plan, dossier)
    out = {}
    for council in (False, True):
        book = opened(name, council=council)
        for sheet in books(name)[council].sheets:
            page = book[sheet.name]
            if sheet.register.id == "parameter":
                type_parameters(page, plan, dossier)
            elif sheet.register.id not in ASIDE:
                rows = [by_label(plan, tables, sheet.register, r) for r in tables[sheet.register.id].rows]
                type_rows(page, rows, sheet.columns)
        data = io.BytesIO()
        book.save(data)
        out[books(name)[council].file] = data.getvalue()
    return out


def by_label(
    plan: Plan, tables: Mapping[str, PlainTable], register: Register, row: PlainRow
) -> Typed:
    """Return what stands under each label of a register's form."""
    owners = owner_keys(tables, row)
    out: Typed = {}
    if register.keyed:
        out[register.key.label] = None, row.key
    if register.name:
        out[register.name.label] = None, row.name
    if register.owner_key and register.owners:
        out[register.owner_key.label] = None, next(owners[o] for o in register.owners if o in owners)
    elif register.id != "attestation":
        out |= {registers_of(plan)[o].key.label: (None, key) for o, key in owners.items()}
    out |= {f.label: (kind_of(plan, f, row), row.values[f.id]) for f in register.fields.values()}
    return out


def kind_of(plan: Plan, field: Field, row: PlainRow) -> FieldType:
    if field.id == "answer" and "question" in row.values:
        return plan.judgements[str(row.values["question"])].answer
    return field.type


def type_rows(page: Worksheet, rows: list[Typed], columns: tuple[Column, ...]) -> None:
    """Type rows below the example, each value under the header that says its label."""
    heads = [str(page.cell(HEAD, at).value) for at in range(2, len(columns) + 2)]
    labels = [head.removesuffix(" (*)").removesuffix(" (**)") for head in heads]
    for number, row in enumerate(rows):
        assert set(row) <= set(labels)
        page.cell(FIRST + number, 1).value = number + 1
        for at, label in enumerate(labels, 2):
            kind, value = row.get(label, (None, None))
            if value not in {None, ""}:
                cell = page.cell(FIRST + number, at)
                cell.number_format = page.cell(FIRST, at).number_format  # the form's own rows may not be enough
                cell.value = typed(kind, value)


def type_parameters(page: Worksheet, plan: Plan, dossier: Dossier) -> None:
    for at, parameter in enumerate(plan.parameters.values(), FIRST):
        assert page.cell(at, 2).value == parameter.ask
        page.cell(at, 3).value = typed(parameter.type, dossier.parameters[parameter.id].value)


def typed(kind: FieldType | None, value: Plain) -> Any:
    """Return what a cell holds once a person has typed a value there."""
    match kind, value:
        case YesNo(), bool():
            return "Có" if value else "Không"
        case Choice(options), str():
            return next(o.label for o in options if o.key == value)
        case Number("percent"), Decimal():
            return float(value / 100)  # the cell is formatted in percent
        case Number(), Decimal():
            return float(value)
        case Date(), dt.date():
            return value
    assert isinstance(value, str)
    return value
