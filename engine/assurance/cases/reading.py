"""Reading `cases.yaml`: everything that is wrong is told at once, each with its line and the nearest right name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...compiler import Compiled
from ...compiler.scope import known
from ...diagnostics import Diagnostic, arranged, case_codes
from ...source import Located, Span
from ...syntax import shape
from ...syntax.shape import Found, did_you_mean
from ...syntax.tree import Entries, Items, Node, Scalar, read_source, read_tree
from .cells import Columns
from .checking import Checker
from .model import Case, CaseFile, Cells, Change, Frame, Records, Waived, Want
from .wanting import wants_of

FILE = ("covers", "day", "as_of", "parameters", "base", "answers", "attested", "cases", "unreachable")
CASE = ("note", "records", "set", "drop", "answers", "attested", "counts", "as_of", "parameters", "want")
_DAYS = 2


def case_file_of(rules: Path, overlays: Sequence[Path] = ()) -> Path:
    """Return where the cases of a rule set are; those of a document laid over it are in `NAME.cases.yaml`, if there."""
    for overlay in reversed(overlays):
        own = overlay.with_name(f"{overlay.stem}.cases.yaml")
        beside = overlay.with_name("cases.yaml")
        for path in (own, beside):
            if path.is_file():
                return path
    return rules.with_name("cases.yaml")


def read_case_file(path: Path, compiled: Compiled) -> tuple[CaseFile | None, tuple[Diagnostic, ...]]:
    """Read the cases of a rule set; the file is None where nothing of it could be read (it may not be there)."""
    if not path.is_file():
        return None, ()
    source, found = read_source(path)
    if source is None:
        return None, tuple(found)
    tree, more = read_tree(source)
    found += more
    if tree is None:
        return None, arranged(found)
    file = _Reading(compiled, found).file(source.name, tree)
    return file, arranged(found)


class _Reading:
    """One file being read."""

    def __init__(self, compiled: Compiled, found: Found) -> None:
        self.compiled, self.found = compiled, found
        self.columns = Columns(compiled.plan)
        self.check = Checker(self.columns, found)

    def file(self, name: str, tree: Node) -> CaseFile:
        found = self.found
        top = shape.entries(tree, found, FILE, ("as_of", "cases"))
        as_of = self.check.day(top.get("as_of"))
        day = self.check.day(top.get("day"), as_of)
        covers = [self.check.day(n) for n in shape.listed(top.get("covers"))]
        if (top.get("attested") is not None or top.get("covers") is not None) and len(covers) != _DAYS:
            shape.wrong(top.get("covers") or top, "hai ngày: đầu và cuối", "two days: first and last", found)
        ends = (covers[0], covers[1]) if len(covers) == _DAYS else (day, day)
        frame = Frame(
            ends, day, as_of, self._parameters(top.get("parameters")), self.records(top.get("base")), {},
            self.registers(top.get("attested")),
        )  # fmt: skip
        answers = self.answers(top.get("answers"), frame.records)
        frame = Frame(ends, day, as_of, frame.parameters, frame.records, answers, frame.attested)
        self.check.owners(top.get("base"), frame.records)
        cases = top.get("cases")
        if cases is not None and not isinstance(cases, Items):
            shape.wrong(cases, "một danh sách", "a list", found)
            cases = None
        read = [self.case(frame, node, number) for number, node in enumerate(shape.listed(cases), 1)]
        self._twice(read)
        return CaseFile(name, frame, tuple(read), self._waived(top.get("unreachable")))

    def _twice(self, cases: Sequence[Case]) -> None:
        seen: dict[str, Case] = {}
        for case in cases:
            if case.note and case.note in seen:
                args = {"text": case.note, "line": str(seen[case.note].span.line)}
                self.found.append(Diagnostic(case_codes.CASE_TWICE, case.span, args))
            seen.setdefault(case.note, case)

    def _waived(self, node: Node | None) -> tuple[Waived, ...]:
        out = []
        for one in shape.listed(node):
            at = shape.entries(one, self.found, ("id", "why"), ("id", "why"))
            place = at.get("id") or one
            out.append(Waived(shape.text(at.get("id"), self.found), shape.text(at.get("why"), self.found), place.span))
        return tuple(out)

    def case(self, frame: Frame, node: Node, number: int) -> Case:
        found, check = self.found, self.check
        at = shape.entries(node, found, CASE, ("note", "want"))
        note = at.get("note")
        text = shape.text(note, found)
        records = self.records(at.get("records"))
        there = {**frame.records, **records}
        cells = self.cells(at.get("set"), there)
        dropped = self.registers(at.get("drop"))
        for name in shape.listed(at.get("drop")):
            check.is_read(name, there)
        patched = {
            r: tuple({**row, **cells.get(r, {}).get(row.get(self.columns.keys.get(r, ""), ""), {})} for row in rows)
            for r, rows in there.items()
            if r not in dropped
        }
        change = Change(
            records, cells, dropped, self.answers(at.get("answers"), patched),
            self.registers(at.get("attested")) if at.get("attested") is not None else None,
            self.counts(at.get("counts")),
            check.day(at.get("as_of")) if at.get("as_of") is not None else None,
            self._parameters(at.get("parameters")),
        )  # fmt: skip
        check.owners(at.get("records"), patched)
        before = len(found)
        wants: tuple[Want, ...] = wants_of(self.compiled, self.columns, at.get("want"), patched, found)
        if at.get("want") is not None and not wants and len(found) == before:
            found.append(Diagnostic(case_codes.CASE_WANTS_NOTHING, (at.get("want") or at).span, {"text": text}))
        return Case(number, text, change, wants, _first(note or node))

    # --- parts ---------------------------------------------------------------------------------------------------

    def _parameters(self, node: Node | None) -> Cells:
        asked = self.compiled.plan.parameters
        out = {}
        for key, value in shape.entries(node, self.found).entries:
            name = Located(key.text, key.span)
            if known(name, asked, self.found, "thông số", "parameter"):
                out[key.text] = self.check.cell(value, asked[key.text].type, key.text)
        return out

    def registers(self, node: Node | None) -> tuple[str, ...]:
        return tuple(n.text for n in shape.listed(node) if self.check.register(n) and isinstance(n, Scalar))

    def counts(self, node: Node | None) -> Cells:
        out = {}
        for key, value in shape.entries(node, self.found).entries:
            if self.check.register(key):
                number = shape.whole(value, self.found)
                out[key.text] = "0" if number is None else str(number)
        return out

    def records(self, node: Node | None) -> Records:
        out: dict[str, tuple[Cells, ...]] = {}
        for key, rows in shape.entries(node, self.found).entries:
            if self.check.register(key):
                none = isinstance(rows, Scalar) and not rows.text
                out[key.text] = () if none else tuple(self.check.row(key.text, r) for r in shape.listed(rows))
        return out

    def cells(self, node: Node | None, there: Records) -> Mapping[str, Mapping[str, Cells]]:
        out: dict[str, dict[str, Cells]] = {}
        for register, rows in shape.entries(node, self.found).entries:
            if not self.check.register(register) or not self.check.is_read(register, there):
                continue
            key = self.columns.keys.get(register.text, "")
            names = [row.get(key, "") for row in there[register.text]]
            for name, cells in shape.entries(rows, self.found).entries:
                if name.text not in names:
                    args = {**did_you_mean(name.text, [n for n in names if n]), "register": register.text}
                    self.found.append(Diagnostic(case_codes.CASE_ROW, name.span, args))
                out.setdefault(register.text, {})[name.text] = self.check.row(register.text, cells)
        return out

    def answers(self, node: Node | None, there: Records) -> Mapping[str, Cells]:
        out: dict[str, Cells] = {}
        for subject, given in shape.entries(node, self.found).entries:
            kinds = self.check.kinds_of(subject, there)
            questions = [j.id for j in self.compiled.plan.judgements.values() if not kinds or set(kinds) & set(j.kinds)]
            mine: dict[str, str] = {}
            for question, answer in shape.entries(given, self.found).entries:
                if known(Located(question.text, question.span), questions, self.found, "ý kiến đánh giá", "judgement"):
                    kind = self.compiled.plan.judgements[question.text].answer
                    mine[question.text] = self.check.cell(answer, kind, question.text)
            out[subject.text] = mine
        return out


def _first(node: Node) -> Span:
    """Return where a node begins, in one line."""
    if isinstance(node, Entries) and node.entries:
        return node.entries[0][0].span
    return node.span
