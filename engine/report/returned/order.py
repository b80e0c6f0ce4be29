"""The list comes first and is shown; what the book says of sheets by their place keeps its sheet."""

from __future__ import annotations

from ...records.opening.xlsx_package import folded
from .frame import Frame, new_id
from .model import LIST
from .xml import Edited, Spot, prefixed, quoted

#: The row of the list with the header of its table, which stands on every printed page.
HEAD_ROW = 5
#: What may stand in a workbook's part before its names.
_BEFORE_NAMES = frozenset({"sheets", "functionGroups", "externalReferences"})


def put_first(frame: Frame) -> None:
    """Change the book's own part."""
    book, place = frame.book, frame.place
    sheets = book.root.child("sheets")
    if sheets is None:  # INVARIANT: it was there when the frame was read
        raise AssertionError(frame.top)
    first = frame.listed[0].spot
    if place < 0:
        ids = {one.spot.attributes.get("sheetId") for one in frame.listed}
        own = next(str(n) for n in range(len(ids) + 1, 0, -1) if str(n) not in ids)
        new = f'<sheet xmlns:xk={quoted(frame.office)} name="{LIST}" sheetId="{own}" xk:id="{new_id(frame, "List")}"/>'
        book.insert(first.start, prefixed(new, sheets.prefix))
    else:
        old = frame.listed[place].spot
        if place:
            book.insert(first.start, book.shown(old, {"name": LIST, "state": None}))
            book.drop(old)
        else:
            book.retag(old, {"name": LIST, "state": None})
    for views in book.root.all("bookViews"):
        for view in views.all("workbookView"):
            book.retag(view, {"activeTab": None, "firstSheet": None})
    _names(frame, book, sheets)
    frame.changed[folded(frame.top)] = book.done()


def _names(frame: Frame, book: Edited, sheets: Spot) -> None:
    """Keep the names that belong to one sheet, which is known by its place, and repeat the list's header in print."""
    rows = f"'{LIST}'!${HEAD_ROW}:${HEAD_ROW}"
    own = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{rows}</definedName>'
    names = book.root.child("definedNames")
    if names is None:
        before = [spot for spot in book.root.children if spot.name in _BEFORE_NAMES]
        new = prefixed(f"<definedNames>{own}</definedNames>", sheets.prefix)
        book.insert(max(spot.end for spot in before), new)
        return
    for name in names.all("definedName"):
        at = name.attributes.get("localSheetId", "")
        if not at.isdecimal():
            continue
        if int(at) == frame.place:
            book.drop(name)
        elif frame.place < 0 or int(at) < frame.place:
            book.retag(name, {"localSheetId": str(int(at) + 1)})
    book.retag(names, {}, prefixed(own, names.prefix))
