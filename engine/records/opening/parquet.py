"""Reading Parquet files, as pandas, Spark and databases write them: the names of columns are the first row."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...diagnostics import Diagnostic, ReportedError, run_codes
from ...source import Cell
from ..grid import MARK, NUMBER, Grid, marked
from .far import too_large
from .limits import damaged, filled
from .xlsx_strings import LONGEST


def read_parquet(path: Path, name: str) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the one sheet of a Parquet file; raises ReportedError where it is damaged, or nothing here can read it."""
    if find_spec("pyarrow") is None:
        raise ReportedError([Diagnostic(run_codes.PARQUET_EXTRA, Cell(name), {"text": "pyarrow"})])
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            rows, columns = file.metadata.num_rows + 1, len(file.schema_arrow.names)
            if refused := too_large(rows, columns, name, ""):
                raise ReportedError(refused)
            table = file.read()
    except (pa.ArrowException, OSError) as error:
        why = "tệp Parquet bị cắt cụt hoặc bị hỏng", f"it is cut short or damaged: {str(error)[:120]}"
        raise ReportedError([damaged(name, *why)]) from error
    cells = {number: _texts(table.column(number), head, name) for number, head in enumerate(table.column_names)}
    whole = pd.DataFrame(cells, index=pd.RangeIndex(1, rows + 1), dtype=object)
    return [Grid(name, "", PurePosixPath(name).stem, filled(whole))], []


def _texts(column: Any, head: str, name: str) -> NDArray[np.object_]:  # noqa: ANN401 - pyarrow has no types
    """Return a column as the texts of its cells, its name first; every different value is put into a text once."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type) or pa.types.is_null(column.type):
        # no cell of a table: what stands there is told as it is printed, and refused where a value is wanted
        texts = [_text(value) for value in column.to_pylist()]
        found = np.array([head, *texts], dtype=object)
    else:
        coded = column.combine_chunks().dictionary_encode()
        values = coded.dictionary
        short = pa.types.is_float32(column.type)  # 97.4 was written, not 97.4000015
        told = values.to_numpy(zero_copy_only=False).astype(str).astype(object) if short else values.to_pylist()
        texts = [_text(float(v), str(v)) if short else _text(v) for v in told]
        places = coded.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
        found = np.empty(len(places) + 1, dtype=object)
        found[0], found[1:] = head, np.array([*texts, ""], dtype=object)[places]
    for text in (head, *texts):
        if len(text) > LONGEST or MARK in text[1:] or (text[:1] == MARK and text[2:] == ""):
            why = f"có ô dài hơn {LONGEST} ký tự hoặc có ký tự lạ", "a cell is too long, or holds an odd sign"
            raise ReportedError([damaged(name, *why)])
    return found


def _text(value: object, shown: str = "") -> str:
    """Return a cell's value as the text that a workbook's cell of that value becomes."""
    if isinstance(value, str):
        return value if value[:1] != MARK else f"{value}{MARK}"  # refused by the caller: no text holds the mark
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if shown:
            return f"{MARK}{NUMBER}{shown}"
    return marked(value)
