"""The rejected list as a workbook for the sender: their own book, the faulty cells marked, a list of them in front.

`returned_books` yields a copy of every book that findings speak of. A workbook is copied part by part, and whatever is
not marked stays as it was; of other formats, and of workbooks built in ways that are not changed safely, the values
go into a new workbook that is marked in the same way.
"""

from __future__ import annotations

from .copies import Copy, returned_books

__all__ = ["Copy", "returned_books"]
