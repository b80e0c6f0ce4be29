"""The same rows in two books: a list without keys cannot tell by itself that a later version of a book came too."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, record_codes
from ..plan import Register
from .batch import Findings, Stack
from .binding import KEY


def tell_alike(stack: Stack, register: Register, findings: Findings) -> None:
    """Warn of rows of a list without keys that stand in two books word for word, once for each pair of books."""
    files = list(dict.fromkeys(batch.file for batch in stack.batches))
    if register.keyed or len(files) < 2 or not stack.size:
        return
    book = np.array([files.index(batch.file) for batch in stack.batches], dtype=np.int64)[stack.sheet]
    cells = pd.DataFrame({target: column.codes for target, column in stack.columns.items() if target != KEY})
    rows = cells.groupby(list(cells.columns), sort=False).ngroup().to_numpy()
    seen = pd.DataFrame({"rows": rows, "book": book, "at": np.arange(stack.size)}).drop_duplicates(["rows", "book"])
    pairs = seen.merge(seen, on="rows")
    pairs = pairs[pairs["book_x"] < pairs["book_y"]]
    for first, second in pairs[["book_x", "book_y"]].drop_duplicates().to_numpy().tolist():
        same = pairs[(pairs["book_x"] == first) & (pairs["book_y"] == second)]
        args = {"count": str(len(same)), "text": files[second], "other": files[first], "register": register.label}
        place = stack.place(int(same["at_y"].min()))
        findings.notices.append(Diagnostic(record_codes.ROWS_ALIKE, place, args))
