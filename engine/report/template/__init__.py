"""The empty workbooks that a campaign sends out: one for the units, one for the council's office.

`books_of` chooses sheets and columns from a plan, `written` makes a book's bytes, `asked` reads books back and
returns what would still have to be asked: nothing, for a rule set whose lists and columns go by words of their own.
"""

from __future__ import annotations

from .choosing import books_of
from .model import Book
from .trial import asked
from .uses import readings_of
from .writing import written

__all__ = ["Book", "asked", "books_of", "readings_of", "written"]
