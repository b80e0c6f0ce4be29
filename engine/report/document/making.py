"""The papers of NĐ 30/2020 as files: made from one set of lists, checked against each other, then printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from ...explain.proof import SubjectProof
from ...explain.subjects import collective
from ...values import Decision, Verdict
from ..papers.model import Form, Made, Material
from .case import case
from .checking import checked
from .listing import listing
from .minutes import minutes
from .model import Document
from .notice import Unit, notice, redactor_of, units_of
from .roll import Roll, rolls_of
from .submission import decision, submission
from .text import clean

#: Papers about lists, whose numbers are held together.
LISTED = ("bien-ban", "to-trinh", "danh-sach", "quyet-dinh")
#: Of whom a page is made where nobody is named: collectives that were put forward and are on no list for sure.
_ASKED = frozenset(Decision) - {Decision.PROPOSED, Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}
_UNSAFE = re.compile(r"[^\w-]+")
T = TypeVar("T", SubjectProof, Unit)


def listed(material: Material) -> dict[str, Document]:
    """Return minutes, Tờ trình, lists and draft decisions by their names, once their numbers agree.

    Of an award with nobody on its list there is only what the minutes say. Raises ReportedError.
    """
    rolls = rolls_of(material)
    return held(listed_of(material, rolls))


def held(documents: dict[str, Document]) -> dict[str, Document]:
    """Return documents whose numbers agree; raises ReportedError."""
    checked(documents)
    return documents


def listed_of(material: Material, rolls: Sequence[Roll]) -> dict[str, Document]:
    """Return the papers about lists, not checked."""
    out = {"bien-ban": minutes(material, rolls)}
    for roll in (r for r in rolls if r.total):
        out[f"to-trinh-{roll.award}"] = submission(material, roll)
        out[f"danh-sach-{roll.award}"] = listing(material, roll)
        out[f"quyet-dinh-{roll.award}"] = decision(material, roll)
    return out


def documents_of(material: Material, paper: str) -> dict[str, Document]:
    """Return the documents of one paper by the names of their files, without an ending."""
    match paper:
        case "giai-trinh":
            return dict(_cases(material))
        case "thong-bao":
            rolls, redactor = rolls_of(material), redactor_of(material)
            units = units_of(material)
            return {f"thong-bao-{k}": notice(material, u, rolls, redactor) for k, u in _named(units)}
        case _:
            return {n: d for n, d in listed(material).items() if n == paper or n.startswith(f"{paper}-")}


def made(material: Material, paper: str) -> Made:
    """Return the files of one paper, in the forms that are asked for, or by the office's own template."""
    documents = documents_of(material, paper)
    if paper in material.templates:
        return dict(_filled(material, paper, documents))
    return dict(printed(documents, material.forms))


def tried(material: Material, paper: str) -> None:
    """Fill in a template once, so that what is wrong with it is known before anything is written."""
    next(_filled(material, paper, documents_of(material, paper)), None)


def _filled(material: Material, paper: str, documents: Mapping[str, Document]) -> Iterator[tuple[str, bytes]]:
    """Yield every document by the office's template; a Tờ trình has the rows of its list too."""
    from ..docx.filling import filled
    from ..docx.variables import variables

    lists = documents_of(material, "danh-sach") if paper == "to-trinh" else {}
    for name, document in documents.items():
        beside = lists.get(name.replace("to-trinh-", "danh-sach-", 1))
        yield f"{name}.docx", filled(material.templates[paper], variables(material, document, beside))


def printed(documents: Mapping[str, Document], forms: Sequence[Form]) -> Iterator[tuple[str, bytes]]:
    """Yield every document in every form."""
    for name, document in documents.items():
        if Form.DOCX in forms:
            from ..docx import docx_bytes

            yield f"{name}.docx", docx_bytes(document)
        if Form.PDF in forms:
            from ..pdf import pdf_bytes

            yield f"{name}.pdf", pdf_bytes(document)


def _cases(material: Material) -> Iterator[tuple[str, Document]]:
    """Yield the explanations of those who were named, else of every collective that is on no list for sure."""
    ready = material.view.evaluation.plan
    wanted = set(material.about)
    proofs = [
        p
        for p in material.view.subjects
        if ((p.kind, p.row.index) in wanted if wanted else collective(ready, p.kind) and _left_out(p))
    ]
    for key, proof in _named(proofs):
        yield key, case(material, proof)


def _left_out(proof: SubjectProof) -> bool:
    failed = {Verdict.NOT_MET, Verdict.UNDETERMINED}
    return any(a.decision in _ASKED for a in proof.awards.values()) or any(
        a.verdict in failed for a in proof.assessments.values()
    )


def _named(things: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Yield things with names for their files: the key as a file may be called, numbered where two are the same."""
    seen: dict[str, int] = {}
    for one in things:
        base = _UNSAFE.sub("-", clean(one.row.key or one.row.name)).strip("-")[:60] or "khong-ma"
        count = seen[base.casefold()] = seen.get(base.casefold(), 0) + 1
        yield (base if count == 1 else f"{base}-{count}"), one
