"""One view-model of an evaluation; terminal tables, JSON and csv from it, so that no two outputs can disagree."""

from __future__ import annotations

from .csv_out import write_all
from .result_json import result_json
from .tables import evaluation_tables
from .view import View, build_view

__all__ = ["View", "build_view", "evaluation_tables", "result_json", "write_all"]
