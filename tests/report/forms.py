"""The forms of the shipped rule sets, made once, and opened to be looked at or typed into."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from engine.bundle import rule_file, shipped
from engine.compiler import Compiled, compile_file
from engine.plan import Plan, Register
from engine.records import load
from engine.records.dossier import Dossier
from engine.report.template import Book, books_of, readings_of, written
from engine.report.template.model import Sheet

EACH = pytest.mark.parametrize("name", shipped())
HEAD, EXAMPLE, FIRST = 6, 8, 9


@cache
def compiled(name: str) -> Compiled:
    return compile_file(rule_file(name))


@cache
def books(name: str) -> tuple[Book, Book]:
    return books_of(compiled(name).plan, readings_of(compiled(name).rules))


@cache
def files(name: str) -> Mapping[str, bytes]:
    return {book.file: written(book) for book in books(name)}


def opened(name: str, *, council: bool = False) -> Workbook:
    """Return a form to type into."""
    return openpyxl.load_workbook(io.BytesIO(files(name)[books(name)[council].file]))


@cache
def seen(name: str, *, council: bool = False) -> Workbook:
    """Return a form to look at."""
    return opened(name, council=council)


def sheets(name: str) -> Iterator[Sheet]:
    for book in books(name):
        yield from book.sheets


def imported(plan: Plan, contents: Mapping[str, bytes], folder: Path) -> Dossier:
    for file, data in contents.items():
        (folder / file).write_bytes(data)
    return load(plan, sorted(folder.glob("*.xlsx")))


def with_registers(plan: Plan, **changed: Register) -> Plan:
    return replace(plan, registers=MappingProxyType({**plan.registers, **changed}))
