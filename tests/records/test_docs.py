"""docs/workbooks.md tells a secretary all that the built-in sheets hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.records.binding import registers_of
from engine.records.builtin import BUILTIN
from engine.records.mapping.model import Ref
from engine.records.mapping.reading import read_mapping
from fixtures.make.pictures import PICTURES, Picture, drawn
from fixtures.make.values_picture import VALUES, values_drawn
from tests.campaign import ROOT, compiled

PAGE = ROOT / "docs" / "workbooks.md"


def test_every_built_in_list_and_column_stands_in_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    registers = registers_of(compiled().plan)
    sections = {part.split("\n", 1)[0]: part for part in text.split("\n### ")[1:]}
    for name in BUILTIN:
        section = sections[registers[name].label]
        fields = [*registers[name].fields.values(), *([k] if (k := registers[name].owner_key) else [])]
        for field in fields:
            row = next(line for line in section.splitlines() if line.startswith(f"| {field.label} "))
            assert not field.required or "(*" in row, row


def test_the_lists_of_the_example_stand_in_the_page() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    for register in compiled().plan.registers.values():
        assert register.label in text


def test_the_mapping_file_of_the_page_is_one(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "anh-xa.yaml"
    path.write_text(text, encoding="utf-8")
    found = read_mapping(compiled().plan, path)
    assert found.sheets == {"sheet1": "unit", "ban nhap": ""}
    assert found.columns["unit"]["mã thủ trưởng"] == Ref("person", "key")
    assert found.habits_of("x.xlsx").decimal == ","
    assert found.names == {"unit": {"p. hòa an": "PH01"}}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.file)
def test_the_pictures_show_what_the_import_takes_sheets_for(picture: Picture) -> None:
    assert f"pictures/{picture.file}" in PAGE.read_text(encoding="utf-8")
    shown = (ROOT / "docs" / "pictures" / picture.file).read_text(encoding="utf-8")
    assert shown == drawn(picture), "draw it anew by `make fixtures` and look at it"


def test_the_picture_of_values_shows_what_is_read() -> None:
    assert f"pictures/{VALUES}" in PAGE.read_text(encoding="utf-8")
    assert (ROOT / "docs" / "pictures" / VALUES).read_text(encoding="utf-8") == values_drawn()
