"""Reading Parquet files, as pandas, Spark and databases write them: the names of columns are the first row."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from ...diagnostics import Diagnostic, ReportedError, run_codes
from ...source import Cell
from ..coded import TextArray
from ..grid import MARK, NUMBER, Grid, marked
from ..pool import Pool
from ..written import CELL
from .far import too_large
from .limits import damaged
from .settling import sheet_of
from .typed import headed, numbered, switched
from .xlsx_strings import LONGEST


def read_parquet(path: Path, name: str) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the one sheet of a Parquet file; raises ReportedError where it is damaged, or nothing here can read it."""
    if find_spec("pyarrow") is None:
        raise ReportedError([Diagnostic(run_codes.PARQUET_EXTRA, Cell(name), {"text": "pyarrow"})])
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            rows, width = file.metadata.num_rows + 1, len(file.schema_arrow.names)
            if refused := too_large(rows, width, name, ""):
                raise ReportedError(refused)
            table = file.read()
    except (pa.ArrowException, OSError) as error:
        why = "tệp Parquet bị cắt cụt hoặc bị hỏng", f"it is cut short or damaged: {str(error)[:120]}"
        raise ReportedError([damaged(name, *why)]) from error
    columns = [_column(table.column(number), head, name) for number, head in enumerate(table.column_names)]
    return [Grid(name, "", PurePosixPath(name).stem, sheet_of(columns, errors=False))], []


def _column(column: Any, head: str, name: str) -> TextArray:  # noqa: ANN401 - pyarrow has no types
    """Return a column as its cells, its name first; every different value is put into a text once."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    column = column.combine_chunks()
    if pa.types.is_boolean(column.type):
        _need_cells([head], name)
        return headed([head], *switched(column, (marked(False), marked(True)))[:2])  # noqa: FBT003 - cells of a table
    if pa.types.is_integer(column.type) and not pa.types.is_uint64(column.type):
        whole = numbered(column.cast(pa.int64()))
        if whole is not None:
            _need_cells([head], name)
            return headed([head], whole[0], whole[1].under([], CELL))
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type) or pa.types.is_null(column.type):
        # no cell of a table: what stands there is told as it is printed, and refused where a value is wanted
        texts = [_text(value) for value in column.to_pylist()]
        codes, plain = np.arange(len(texts)), False
    else:
        encoded = column.dictionary_encode()
        texts, plain = _distinct(encoded.dictionary)
        codes = encoded.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
        plain = plain and not encoded.indices.null_count
    _need_cells([head] if plain and pa.types.is_integer(column.type) else [head, *texts], name)
    if plain:
        return headed([head], codes, Pool(texts))
    codes = np.concatenate([[0], codes + 1])
    places, found = pd.factorize(np.array([head, *texts, ""], dtype=object))
    return TextArray.of(places[codes], found.tolist())


def _distinct(values: Any) -> tuple[list[str], bool]:  # noqa: ANN401 - pyarrow has no types
    """Return different values as texts, and whether the texts are surely different too."""
    import pyarrow as pa
    from pyarrow import compute

    if pa.types.is_integer(values.type):
        marks = compute.binary_join_element_wise(MARK + NUMBER, values.cast(pa.string()), "")
        return marks.to_numpy(zero_copy_only=False).tolist(), True
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        texts: list[str] = values.to_numpy(zero_copy_only=False).tolist()
        return [_text(text) for text in texts] if MARK in "".join(texts) else texts, True
    if pa.types.is_float32(values.type):  # 97.4 was written, not 97.4000015
        told = values.to_numpy(zero_copy_only=False).astype(str).astype(object)
        return [_text(float(text), str(text)) for text in told], False
    return [_text(value) for value in values.to_pylist()], False


def _need_cells(texts: list[str], name: str) -> None:
    """Raise where a text is too long for a cell, or holds a sign that no cell holds."""
    if MARK not in "".join(texts) and max(map(len, texts)) <= LONGEST:
        return
    for text in texts:
        if len(text) > LONGEST or MARK in text[1:] or (text[:1] == MARK and text[2:] == ""):
            why = f"có ô dài hơn {LONGEST} ký tự hoặc có ký tự lạ", "a cell is too long, or holds an odd sign"
            raise ReportedError([damaged(name, *why)])


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
