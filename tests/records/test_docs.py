"""docs/workbooks.md tells a secretary all that the built-in sheets hold."""

from __future__ import annotations

from engine.records.binding import registers_of
from engine.records.builtin import BUILTIN
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
