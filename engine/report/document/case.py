"""Giải trình: one case on a page, laid out from the one explanation; the whole proof is what `explain` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Lang
from ...explain.blocks import Block as Told
from ...explain.blocks import Role, Sort, capital
from ...explain.blocks import Section as Part
from ...explain.outline import outline
from ...explain.proof import SubjectProof
from ...values import Verdict
from ..papers.model import Material
from .model import Align, Block, Column, Document, Line, ListHead, Para, Run, Section, Table
from .text import clean, short_day

#: What a page leaves to `explain`: references to readings by number, the chain, the award's own clause.
_LEFT_OUT = frozenset({Role.READING, Role.CHAIN})
_DECIDED = frozenset({Sort.AWARD, Sort.ASSESSMENT, Sort.GRADE, Sort.REMEDY})
#: A clause is told with its words after a colon; a table has room for the place alone.
_PLACE = re.compile(r"^Căn cứ (?P<place>[^:]+): “")


def case(material: Material, proof: SubjectProof) -> Document:
    """Return the explanation of one subject: every decision with its reasons, then all criteria in a table."""
    page = outline(proof, Lang.VI)
    who = clean(proof.row.name or proof.row.key)
    owner = proof.row.owner
    unit = f", {clean(owner.name or owner.key)}" if owner is not None else ""
    what = "XÉT KHEN THƯỞNG" if proof.awards else "ĐÁNH GIÁ"
    head = ListHead(
        "", f"GIẢI TRÌNH KẾT QUẢ {what}", f"{proof.word}: {who}{unit}",
        f"({clean(material.view.title)}; xét đến hết {short_day(material.day)})",
    )  # fmt: skip
    blocks: list[Block] = []
    for part in page.sections:
        if part.sort in _DECIDED:
            blocks += _decided(part)
    if not proof.awards:  # reasons of an award hold what failed; of an assessment they do not
        for part in page.sections:
            blocks += [b for p in part.parts if p.sort is Sort.CRITERION for b in _failed(p)]
    blocks += _listed([p for p in page.sections if p.sort not in {*_DECIDED, Sort.READINGS}])
    for part in page.sections:
        if part.sort is Sort.READINGS:
            blocks += _readings(part, _cited(page.sections))
    return Document(f"Giải trình: {who}", material.day, head, tuple(blocks), tight=True)


def _decided(part: Part) -> Iterator[Block]:
    yield Section(clean(capital(part.title)))
    yield from told(part.blocks)
    for inner in part.parts:
        yield from _decided(inner)


def _failed(part: Part) -> Iterator[Block]:
    if part.verdict in {Verdict.NOT_MET.word, Verdict.UNDETERMINED.word}:
        yield Para((Run(clean(part.title), bold=True),), indent=False, keep=True)
        yield from told(part.blocks)


def told(blocks: tuple[Told, ...]) -> Iterator[Block]:
    """Yield the paragraphs of an explanation; an award's own clause is left out, those of its reasons are not."""
    for at, block in enumerate(blocks):
        follows = blocks[at + 1].role if at + 1 < len(blocks) else None
        if block.role is Role.HEAD and follows is Role.REASON:
            continue  # "Lý do:" above reasons that are numbered
        if block.role in _LEFT_OUT or (block.role is Role.LAW and block.depth == 0):
            continue
        marker = f"{block.marker} " if block.marker else ""
        italic = block.role is Role.LAW
        yield Para((Run(f"{marker}{clean(block.text)}", italic=italic),), indent=False, level=block.depth)


def _listed(parts: list[Part]) -> Iterator[Block]:
    """Yield criteria, points and bars in a table: number, what it is, what came of it, by which clause."""
    rows: list[Line] = []
    for part in parts:
        inner = [r for p in part.parts for r in _rows(p)]
        rows += [Line((clean(part.title),), band=True), *inner] if inner else []
    if not rows:
        return
    columns = (
        Column("TT", 9, Align.CENTER), Column("Nội dung", 82), Column("Kết luận", 26), Column("Căn cứ", 55),
    )  # fmt: skip
    yield Table(columns, tuple(rows), small=True)


def _rows(part: Part) -> Iterator[Line]:
    law = next((m["place"] for b in part.blocks if b.role is Role.LAW and (m := _PLACE.match(b.text))), "")
    law = law or ("" if part.blocks else "như trên")
    yield Line((part.number, clean(part.heading), clean(part.words), clean(law)))
    for inner in part.parts:
        yield from _rows(inner)


def _cited(sections: tuple[Part, ...]) -> frozenset[str]:
    """Return the numbers of the readings on which the reasons of a decision rest."""
    return frozenset(
        number
        for part in sections
        if part.sort in _DECIDED
        for block in part.blocks
        if block.role is Role.READING and block.depth
        for number in re.findall(r"\d+", block.text)
    )


def _readings(part: Part, wanted: frozenset[str]) -> Iterator[Block]:
    shown = [p for p in part.parts if p.number in wanted]
    if shown:
        columns = (Column("Số", 10, Align.CENTER), Column("Cách hiểu mà kết luận dựa vào", 162))
        yield Table(columns, tuple(Line((one.number, _taken(one.heading))) for one in shown), small=True)


def _taken(heading: str) -> str:
    """Return how a clause was taken, without what was unclear in it and who took it so: that stands in `explain`."""
    return clean(heading).partition(" (chỗ chưa rõ:")[0]
