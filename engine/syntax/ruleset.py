"""Reading a rule set from disk: `rules.yaml`, and the clause files its documents name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, arranged, rule_codes
from ..law import Clause, Slip
from . import ast, awards, scoring, sections, shape
from .shape import Found
from .tree import Node, Scalar, read_source, read_tree

_SECTIONS = (
    "ruleset", "overlay", "over", "corrects", "title", "documents", "readings", "names", "parameters", "periods",
    "deadlines", "registers", "judgements", "measures", "scores", "classifications", "criteria", "bars", "suspensions",
    "awards", "assessments", "laws", "waived",
)  # fmt: skip


def read_ruleset(path: Path, shown: str | None = None) -> tuple[ast.RuleSetD | None, list[Diagnostic]]:
    """Read a rule set (or overlay) with the clause files beside it; None where there is nothing to work on."""
    source, found = read_source(path, shown)
    if source is None:
        return None, found
    node, more = read_tree(source)
    found += more
    if node is None:
        return None, found
    top = shape.entries(node, found, _SECTIONS)
    laid_over = top.get("overlay") is not None
    for key in ("overlay", "over") if laid_over else ("ruleset",):
        if top.get(key) is None:
            shape.lacks(top, key, found)
    if top.get("corrects") is not None and not laid_over:
        words = "`corrects` chỉ dùng trong văn bản đặt lên một kế hoạch"
        shape.wrong(top.get("corrects") or top, words, "`corrects` only in an overlay", found)
    folder = path.parent
    shown_folder = source.name.rpartition("/")[0]

    def document(key: Scalar, value: Node, found: Found) -> ast.DocumentD:
        return _document(key, value, found, folder, shown_folder)

    def deadline(key: Scalar, value: Node, found: Found) -> ast.DeadlineD | None:
        return sections.deadline(key, value, found, overlay=laid_over)

    def award(key: Scalar, value: Node, found: Found) -> ast.AwardD:
        return awards.award(key, value, found, overlay=laid_over)

    clauses, lints, exemptions = sections.waivers(top.get("waived"), found)
    rules = ast.RuleSetD(
        id=shape.ident(top.get("overlay" if laid_over else "ruleset"), found),
        title=shape.text(top.get("title"), found),
        over=shape.ident(top.get("over"), found) if laid_over else None,
        documents=shape.each(top.get("documents"), found, document),
        readings=shape.each(top.get("readings"), found, sections.reading),
        parameters=shape.each(top.get("parameters"), found, sections.parameter),
        periods=shape.each(top.get("periods"), found, sections.period),
        deadlines=shape.each(top.get("deadlines"), found, deadline),
        registers=shape.each(top.get("registers"), found, sections.register),
        judgements=shape.each(top.get("judgements"), found, sections.judgement),
        measures=shape.each(top.get("measures"), found, sections.measure),
        criteria=shape.each(top.get("criteria"), found, sections.criterion),
        bars=shape.each(top.get("bars"), found, sections.bar),
        suspensions=shape.each(top.get("suspensions"), found, sections.bar),
        awards=shape.each(top.get("awards"), found, award),
        waivers=clauses,
        assessments=shape.each(top.get("assessments"), found, awards.assessment),
        names=shape.each(top.get("names"), found, sections.named),
        corrects=shape.dotted(top.get("corrects"), found),
        scores=shape.each(top.get("scores"), found, scoring.score),
        classifications=shape.each(top.get("classifications"), found, scoring.classification),
        lint_waivers=lints,
        laws=shape.each(top.get("laws"), found, sections.law),
        exemptions=exemptions,
    )
    return rules, list(arranged(found))


def _document(key: Scalar, value: Node, found: Found, folder: Path, shown: str) -> ast.DocumentD:
    """Read one document and the clause file it names (which must lie beside the rule set)."""
    node = shape.entries(value, found, ("clauses",), ("clauses",))
    name = shape.ident(key, found)
    file = shape.text(node.get("clauses"), found)
    empty = ast.DocumentD(name, "", "unknown", "", (), None)
    if not file:
        return empty
    if "/" in file or "\\" in file or file.startswith("."):
        shape.wrong(value, "tên tệp nằm cùng thư mục", "the name of a file in the same folder", found)
        return empty
    source, bad = read_source(folder / file, f"{shown}/{file}" if shown else file)
    found += [replace(b, place=(node.get("clauses") or node).span) for b in bad]
    if source is None:
        return empty
    tree, bad = read_tree(source)
    found += bad
    if tree is None:
        return empty
    top = shape.entries(tree, found, ("title", "number", "note", "clauses"), ("title", "number", "clauses"))
    clauses = tuple(_clause(n, found) for n in shape.listed(top.get("clauses")))
    seen: set[str] = set()
    for clause in clauses:
        if clause.id in seen and clause.span:
            found.append(Diagnostic(rule_codes.DEFINED_TWICE, clause.span, {"text": clause.id}))
        seen.add(clause.id)
    number = shape.text(top.get("number"), found, "unknown")
    note = shape.text(top.get("note"), found)
    return ast.DocumentD(name, shape.text(top.get("title"), found), number, note, clauses, source)


def _clause(node: Node, found: Found) -> Clause:
    at = shape.entries(node, found, ("id", "label", "text", "slips"), ("id", "text"))
    id_node = at.get("id")
    words = shape.text(at.get("text"), found)
    slips = tuple(_slip(n, words, found) for n in shape.listed(at.get("slips")))
    span = id_node.span if isinstance(id_node, Scalar) else node.span
    name = shape.text(id_node, found)
    return Clause(name, words, shape.text(at.get("label"), found, name), slips, span)


def _slip(node: Node, words: str, found: Found) -> Slip:
    at = shape.entries(node, found, ("reads", "means"), ("reads", "means"))
    slip = Slip(shape.text(at.get("reads"), found), shape.text(at.get("means"), found))
    if slip.reads not in words:
        place = (at.get("reads") or node).span
        found.append(Diagnostic(rule_codes.SLIP_NOT_IN_CLAUSE, place, {"text": slip.reads}))
    return slip
