"""The programs that are measured, each with the line it starts from, and which of ours is held against which."""

from __future__ import annotations

from dataclasses import dataclass

CODES, COLUMNS, RECORDS, FORMULAS = "ready codes", "typed columns", "records in Python", "a workbook's formulas"


@dataclass(frozen=True, slots=True)
class Program:
    """One program: its name, its script with arguments, and the line it starts from.

    `slow`: goes through records one by one, and is only run at the small size; `needs`: what it cannot do without.
    """

    name: str
    script: str
    arguments: tuple[str, ...]
    line: str
    slow: bool = False
    needs: str = ""


OURS = {
    CODES: Program("xetkhen", "xetkhen_peer.py", (), CODES),
    COLUMNS: Program("xetkhen from typed columns", "xetkhen_peer.py", ("--fromarrow",), COLUMNS),
    RECORDS: Program("xetkhen from records", "xetkhen_peer.py", ("--rows",), RECORDS, slow=True),
}
PROGRAMS = (
    OURS[CODES],
    Program("OpenFisca", "openfisca_peer.py", (), CODES, needs="openfisca_core"),
    Program("NumPy, by hand", "numpy_peer.py", (), CODES),
    Program("NumPy, a look-up table", "numpy_peer.py", ("--lut",), CODES),
    OURS[COLUMNS],
    Program("polars", "polars_peer.py", (), COLUMNS, needs="polars"),
    Program("pandas, tuned by hand", "pandas_peer.py", ("--tuned",), COLUMNS),
    Program("pandas, by hand", "pandas_peer.py", (), COLUMNS),
    Program("DuckDB", "duckdb_peer.py", (), COLUMNS, needs="duckdb"),
    OURS[RECORDS],
    Program("Python, a loop", "loop_peer.py", (), RECORDS, slow=True),
    Program("ZEN", "zen_peer.py", (), RECORDS, slow=True, needs="zen"),
    Program("durable_rules, record by record", "durable_peer.py", (), RECORDS, slow=True, needs="durable"),
    Program("LibreOffice Calc", "office_peer.py", (), FORMULAS, slow=True, needs="soffice"),
)
#: (ours, peer, at most so much of the peer's time; None: no aim was set)
RATIOS = (
    ("xetkhen", "OpenFisca", 0.6),
    ("xetkhen", "NumPy, a look-up table", 3.0),
    ("xetkhen", "NumPy, by hand", None),
    ("xetkhen from typed columns", "polars", 0.6),
    ("xetkhen from typed columns", "pandas, tuned by hand", 0.35),
    ("xetkhen from typed columns", "pandas, by hand", None),
    ("xetkhen from typed columns", "DuckDB", None),
    ("xetkhen from records", "Python, a loop", None),
    ("xetkhen from records", "ZEN", None),
    ("xetkhen from records", "durable_rules, record by record", None),
    ("xetkhen from records", "LibreOffice Calc", None),
)
