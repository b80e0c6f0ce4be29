from __future__ import annotations
from dataclasses import dataclass
from typing import Any
@dataclass(frozen=True, slots=True)
class PlainRow:
    index: int
    key: str
    name: str
    owners: Any
    values: Any
    ghost: bool
@dataclass(frozen=True, slots=True)
class PlainTable:
    register: str
    rows: Any
    reopened: Any
    reopened_all: bool
    read: bool
