"""Checking the parts of a case: registers, columns, cells, keys of owners, days."""

from __future__ import annotations

from collections.abc import Mapping

from ...compiler.scope import known
from ...diagnostics import Diagnostic, case_codes
from ...source import Located
from ...syntax import shape
from ...syntax.shape import Found, did_you_mean
from ...syntax.tree import Entries, Node, Scalar
from ...values import FieldType
from .cells import UNREADABLE, Columns, value_of, wanted_of
from .model import Records

#: The day that stands in the place of one that cannot be read.
_NO_DAY = "2000-01-01"


class Checker:
    """Reads parts of cases, recording what is wrong with them."""

    def __init__(self, columns: Columns, found: Found) -> None:
        """Keep where findings go."""
        self.columns, self.found = columns, found

    def day(self, node: Node | None, default: str = _NO_DAY) -> str:
        """Return a day as text."""
        found = shape.date(node, self.found)
        return default if found is None else found.isoformat()

    def register(self, node: Node) -> bool:
        """Tell whether a name is that of a register."""
        if not isinstance(node, Scalar):
            shape.wrong(node, "tên một danh sách", "the name of a register", self.found)
            return False
        return known(Located(node.text, node.span), self.columns.types, self.found, "danh sách", "register")

    def is_read(self, node: Node, there: Mapping[str, object]) -> bool:
        """Tell whether a register has rows in a case, or is there without any."""
        if not isinstance(node, Scalar) or node.text not in self.columns.types:
            return False
        if node.text not in there:
            args = {"text": node.text, "names": ", ".join(there) or "-"}
            self.found.append(Diagnostic(case_codes.CASE_NOT_READ, node.span, args))
        return node.text in there

    def row(self, register: str, node: Node) -> dict[str, str]:
        """Return the cells of one row."""
        out: dict[str, str] = {}
        entries = shape.entries(node, self.found).entries
        texts = {k.text: v.text for k, v in entries if isinstance(v, Scalar)}
        for key, value in entries:
            kind = self.columns.type_of(register, key.text, texts)
            if kind is None:
                args = {**did_you_mean(key.text, list(self.columns.types[register])), "register": register}
                self.found.append(Diagnostic(case_codes.CASE_FIELD, key.span, args))
            else:
                out[key.text] = self.cell(value, kind, key.text)
        return out

    def cell(self, node: Node, kind: FieldType, field: str) -> str:
        """Return the text of a cell, which must be a value of its type, empty, or marked as unreadable."""
        if not isinstance(node, Scalar):
            shape.wrong(node, "một giá trị", "a value", self.found)
            return ""
        if node.text not in {"", UNREADABLE} and value_of(kind, node.text) is None:
            wanted, wanted_en = wanted_of(kind)
            args = {"text": node.text, "field": field, "wanted": wanted, "wanted_en": wanted_en}
            self.found.append(Diagnostic(case_codes.CASE_VALUE, node.span, args))
            return ""
        return node.text

    def kinds_of(self, subject: Scalar, there: Records) -> list[str]:
        """Return the kinds of subject that have a row with this key; a key that none has is a finding."""
        keys = {k: [row.get(self.columns.keys[k], "") for row in there.get(k, ())] for k in self.columns.plan.kinds()}
        kinds = [k for k, names in keys.items() if subject.text in names]
        if not kinds:
            names = [n for all_ in keys.values() for n in all_ if n]
            args = {**did_you_mean(subject.text, names), "register": ", ".join(keys)}
            self.found.append(Diagnostic(case_codes.CASE_ROW, subject.span, args))
        return kinds

    def owners(self, node: Node | None, there: Records) -> None:
        """Record every owner or subject that a row names and that is not among the rows of the case."""
        keys = {r: {row.get(c, "") for row in there.get(r, ())} for r, c in self.columns.keys.items()}
        ready = self.columns.plan
        for register, rows in shape.entries(node, []).entries:
            declared = ready.registers.get(register.text)
            columns: dict[str, tuple[str, ...]]
            if declared is not None:
                columns = {self.columns.keys[o]: (o,) for o in declared.owners if o in self.columns.keys}
            elif register.text == "attestation":
                columns = {"scope": tuple(r.id for r in ready.registers.values() if not r.owners)}
            else:
                columns = {"subject": ready.kinds()}
            for row in shape.listed(rows):
                if not isinstance(row, Entries):
                    continue
                for key, value in row.entries:
                    of = columns.get(key.text, ())
                    names = sorted(n for o in of for n in keys.get(o, ()) if n)
                    if of and isinstance(value, Scalar) and value.text not in {"", UNREADABLE, *names}:
                        args = {**did_you_mean(value.text, names), "owner": ", ".join(of)}
                        self.found.append(Diagnostic(case_codes.CASE_OWNER, value.span, args))
