"""Every finding that a test of this room makes has a place, and can be said whole in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from engine.diagnostics import Code, Diagnostic, Lang, Note, Place, render, rule_codes

#: A file that is not there, a day that nobody wrote (`LastDay` of altered.py), and a clause of a file of clauses.
PLACELESS = (rule_codes.UNREADABLE_RULES, rule_codes.LITERAL_WITHOUT_SOURCE, rule_codes.CLAUSE_NOT_IN_TEXT)
_PLAIN = Diagnostic.__init__


def _whole(
    self: Diagnostic, code: Code, place: Place, args: Mapping[str, str] | None = None, notes: tuple[Note, ...] = ()
) -> None:
    _PLAIN(self, code, place, {} if args is None else args, notes)
    assert all(render(self, lang) for lang in Lang)
    assert place is not None or code in PLACELESS, code.id


@pytest.fixture(autouse=True, scope="module")
def _findings_are_whole() -> Iterator[None]:
    """Say a finding as soon as it is made: one that lacks a word of its sentence fails there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Diagnostic, "__init__", _whole)
        yield
