"""Percent formats: the sign counts where the program shows a hundred times the number, and only there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.records.grid import MARK, marked
from engine.records.opening.formats import is_percent

from .xlsx_made import make, ours, styles


@pytest.mark.parametrize(
    ("form", "value", "percent"),
    [
        ("0%", 0.5, True),
        ("0.00%", 0, True),
        ("0.0 %", -1, True),
        ("%0", 1, True),
        ("[Red]0%", 1, True),
        ('0"%"', 97.5, False),
        (r"0\%", 97.5, False),
        ("0_%", 97.5, False),
        ("0*%", 97.5, False),
        ("[$%]0", 97.5, False),
        ('"chưa đủ 100%" 0', 3, False),
        ('"đạt "0%', 1, True),
        ('0"%', 1, False),
        ("General", 1, False),
        ("", 1, False),
        ("0%;-0%", -0.5, True),
        ("0%;0", -0.5, False),
        ("0;0%", -0.5, True),
        ("0;0%", 0.5, False),
        ("0%;-0%;0", 0, False),
        ("0;-0;0%", 0, True),
        ("0%;;", -0.5, True),
        ("0%;@", -0.5, True),
        ("0;@%", -0.5, False),
        ('[<=1]0%;0"%"', 0.975, True),
        ('[<=1]0%;0"%"', 97.5, False),
        ("[>1]0;0%", 0.975, True),
        ("[=1]0%;[<>1]0", 2, False),
        ("[<0]0;[>=1]0;0%", 0.5, True),
        ("[>5]0%;[<0]0%", 2, True),
    ],
)
def test_percent(form: str, value: float, percent: bool) -> None:
    assert is_percent(form, value) is percent
    assert is_percent(form, Decimal(str(value))) is percent
    assert (marked(value, form)[:2] == f"{MARK}p") is percent


def test_percent_in_a_workbook(tmp_path: Path) -> None:
    rows = (
        '<row><c s="1"><v>97.5</v></c><c s="2"><v>0.975</v></c><c s="3"><v>0.975</v></c><c s="3"><v>97.5</v></c></row>'
    )
    path = make(tmp_path / "a.xlsx", rows, style=styles(['0.0"%"', "0.0%", '[<=1]0%;0"%"']))
    assert list(ours(path).values()) == [f"{MARK}n97.5", f"{MARK}p0.975", f"{MARK}p0.975", f"{MARK}n97.5"]
