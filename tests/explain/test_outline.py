"""The outline: one structure of sections and blocks, from which the page and every other form are laid out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.diagnostics import Lang
from engine.explain import Prover, SubjectProof, one_line, page
from engine.explain.blocks import Block, Depth, Outline, Role, Section, Sort
from engine.explain.layout import laid_out
from engine.explain.outline import outline
from tests import campaign


@pytest.fixture(scope="module")
def proofs() -> list[SubjectProof]:
    evaluation = campaign.resolved()
    prover = Prover(evaluation)
    return [prover.prove(kind, i) for kind, judged in evaluation.kinds.items() for i in range(0, judged.size, 7)]


def sections(found: Outline) -> Iterator[Section]:
    """Yield every section and part."""
    todo = list(found.sections)
    while todo:
        one = todo.pop(0)
        yield one
        todo = [*one.parts, *todo]


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("lang", Lang)
def test_blocks_nest_and_every_word_is_on_the_page(proofs: list[SubjectProof], depth: Depth, lang: Lang) -> None:
    for proof in proofs:
        found = outline(proof, lang, depth=depth)
        text = " ".join(laid_out(found).split())
        for section in sections(found):
            assert " ".join(section.title.split()).casefold() in text.casefold()
            before = -1
            for block in section.blocks:
                assert block.depth <= before + 1, block
                before = block.depth
                assert block.marker in {"", "-"} or block.marker.removesuffix(".").isdigit()
                assert " ".join(block.text.split()) in text, block


def test_sections_stand_in_the_order_of_their_sorts(proofs: list[SubjectProof]) -> None:
    order = list(Sort)
    for proof in proofs:
        places = [order.index(s.sort) for s in outline(proof).sections]
        assert places == sorted(places)
        awards = [s for s in outline(proof).sections if s.sort is Sort.AWARD]
        assert [(s.id, s.verdict) for s in awards] == [(a.id, a.decision.word) for a in proof.awards.values()]


def test_every_criterion_is_a_section_with_its_verdict(proofs: list[SubjectProof]) -> None:
    for proof in proofs:
        found = {s.id: s for s in sections(outline(proof, depth=Depth.ALL)) if s.sort is Sort.CRITERION}
        assert set(found) == {n for a in proof.awards.values() for n in a.criteria}
        for name, section in found.items():
            assert section.verdict == proof.criteria[name].verdict.word
            assert any(b.role is Role.LAW for b in section.blocks) or not proof.criteria[name].law.quote


def test_the_line_is_that_of_the_lists(proofs: list[SubjectProof]) -> None:
    for proof in proofs:
        for section in outline(proof, depth=Depth.LINE).sections:
            assert section.blocks == (Block(0, "", one_line(proof, section.id), Role.LINE),)


def test_one_award_only(proofs: list[SubjectProof]) -> None:
    found = outline(proofs[0], award="giay-khen")
    assert [s.id for s in found.sections if s.sort is Sort.AWARD] == ["giay-khen"]
    assert page(proofs[0], award="giay-khen") == laid_out(found)
