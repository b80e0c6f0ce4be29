"""Looking at files without any rule set: where tables are and what their rows look like, binding nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from ..plan import Field, Register
from ..values import Text
from .binding import Words, field_target, is_ordinal
from .grid import Grid, letter, word
from .header import Header, Sheet, is_aside
from .likeness import likely_header
from .lines import data_lines
from .mapping.model import NOTHING
from .opening.files import Progress, open_files
from .survey import Looked, Survey, legible

TABLE = "table"


def survey_bare(
    files: Sequence[Path], progress: Progress | None = None, *, convert: bool = False
) -> Survey:
    """Return where the sheets of some files seem to have a header and data, or raise why a file cannot be opened."""
    opened = legible(open_files(files, frozenset(), progress, lenient=True), convert=convert)
    looked = tuple(_looked(number, grid) for number, grid in enumerate(opened.grids))
    return Survey(opened, {}, NOTHING, looked)


def _looked(number: int, grid: Grid) -> Looked:
    at = likely_header(grid)
    if is_aside(grid):
        return Looked(number, Sheet(grid, None, None, aside=True), None)
    if at is None:
        return Looked(number, Sheet(grid, None, None), None)
    row = int(grid.cells.index[at])
    bottom = max((m.bottom for m in grid.merges if m.top <= row <= m.bottom <= row + 2), default=row)
    body = int(grid.cells.index.searchsorted(bottom, side="right"))
    tiers = [[word(str(v)) for v in grid.cells.iloc[n].to_numpy(dtype=object)] for n in range(at, body)]
    texts = tuple(next((t for t in reversed(column) if t), "") for column in zip(*tiers, strict=True))
    fields = {
        letter(c): Field(letter(c), Text(), text) for c, text in enumerate(texts) if text and not is_ordinal(text)
    }
    # Only the first column tells rows apart: of the others nothing is known.
    first = next((c for c, text in enumerate(texts) if text and not is_ordinal(text)), 0)
    bound = {field_target(letter(first)): first}
    header = Header(at, at, body, bound, {}, texts, tuple((t,) if t else () for t in texts), len(bound))
    words = Words(_register(fields), ({},) * 4, {t: texts[c] for t, c in bound.items()}, (tuple(bound),), ())
    return Looked(number, Sheet(grid, TABLE, header), data_lines(grid, header, words))


def _register(fields: dict[str, Field]) -> Register:
    return Register(
        id=TABLE,
        label="",
        also=(),
        subject=None,
        key=Field("row_id", Text(), "TT"),
        keyed=False,
        name=None,
        owners=(),
        fields=MappingProxyType(fields),
    )
