"""Papers made of a copy for others hold nobody who must not be in it."""

from __future__ import annotations

import pytest

from engine.explain.redact import Audience
from engine.report import build_view
from engine.report.document.making import documents_of
from engine.report.papers import PAPERS, Material
from engine.report.papers.written import WRITTEN
from engine.values import Decision
from tests.campaign import evaluation

from .made import office


@pytest.mark.parametrize("audience", [Audience.PUBLIC])
def test_no_paper_of_a_copy_names_who_is_not_proposed(audience: Audience) -> None:
    found = Material(build_view(evaluation(), redact=audience), office())
    table, judged = evaluation().dossier.tables["person"], evaluation().kinds["person"]
    proposed = {
        i for i in range(table.size) if any(int(c[i]) == Decision.PROPOSED for c in judged.decisions.values())
    }
    named = {table.names[i] for i in proposed}
    made = {p.id: documents_of(found, p.id) for p in WRITTEN if p.fits(found)}
    assert "bien-ban" not in made
    assert made["thong-bao"]
    assert made["giai-trinh"]
    told = repr(made)
    assert not {n for i, n in enumerate(table.names) if i not in proposed and n not in named and n in told}
    assert not [k for k in table.keys if k in told]
    assert not [f for f in evaluation().dossier.files if f in told]


def test_the_papers_of_the_decree_are_in_the_table() -> None:
    assert {p.id for p in WRITTEN} < {p.id for p in PAPERS}
