"""From a conformance case to a rule set on disk and to plain tables; see FORMAT.md."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engine.records.plain import PlainRow, PlainTable
from engine.syntax import ast

HERE = Path(__file__).parent
#: Sections whose entries cite a clause; and which of them need a label.
CITED = (
    "parameters", "periods", "deadlines", "judgements", "measures", "criteria", "bars", "suspensions", "awards",
    "assessments",
)  # fmt: skip
LABELLED = {"periods", "deadlines", "measures", "criteria", "bars", "suspensions", "awards", "assessments"}
QUOTED = {"parameters", "periods", "deadlines", "measures", "criteria", "bars", "suspensions"}
LITERAL = re.compile(r"(?<![\w.])(\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?)")
#: What a row of a built-in register holds unless the case says otherwise.
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "attestation": {"covers_from": "2020-06-01", "covers_to": "2020-11-30", "day": "2020-12-01"},
    "judgement": {"by": "Hội đồng", "day": "2020-12-01"},
    "nomination": {"day": "2020-12-01"},
    "grant": {"day": "2020-12-01"},
}
BUILTIN = {
    "attestation": {"register": "choice", "count": "count", "covers_from": "date", "covers_to": "date", "day": "date"},
    "judgement": {"question": "choice", "answer": "yes-no", "by": "text", "day": "date", "reason": "text"},
    "nomination": {"award": "choice", "day": "date"},
    "grant": {"award": "choice", "day": "date"},
}
#: A cell that cannot be read: the row is rejected.
UNREADABLE = "?"
Tree = dict[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, str]]]
Value = bool | Decimal | dt.date | str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: scalars are texts, as written."""

    name: str
    note: str
    rules: Tree
    records: Rows
    parameters: Mapping[str, str]
    as_of: dt.date
    want: Mapping[str, Mapping[str, Mapping[str, str]]]


def cases(folder: Path = HERE) -> list[Case]:
    """Read every case of every file."""
    found = []
    for file in sorted(folder.glob("*.yaml")):
        for number, tree in enumerate(texts(file.read_text("utf-8")), 1):
            name = f"{file.stem}-{number:02}-{re.sub(r'[^a-z0-9]+', '-', tree['note'].lower())[:60]}"
            found.append(case_of(name, tree))
    return found


def texts(document: str) -> Any:
    """Read YAML with every scalar as a text."""
    return yaml.load(document, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but texts, lists and mappings


def case_of(name: str, tree: Tree) -> Case:
    """Return one case, with the rule set it is based on merged in."""
    rules = dict(tree["rules"])
    base = rules.pop("base", None)
    if base is not None:
        written = texts((HERE / "base" / f"{base}.yaml").read_text("utf-8"))
        rules = merged(written, rules)
    return Case(
        name,
        tree["note"],
        rules,
        {r: rows or [] for r, rows in tree["records"].items()},
        tree.get("parameters", {}),
        dt.date.fromisoformat(tree.get("as_of", "2020-12-05")),
        tree["want"],
    )


def merged(below: Any, above: Any) -> Any:
    """Lay one tree over another: mappings are merged key by key, everything else is replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {
            k: merged(below[k], above[k]) if k in below and k in above else above.get(k, below.get(k))
            for k in below | above
        }
    return above


def write_ruleset(rules: Tree, folder: Path) -> Path:
    """Write `rules.yaml` and a synthetic `plan.yaml` in which every rule has a clause that holds its literals."""
    clauses: list[Tree] = []

    def cited(rule: Tree, name: str, *, quoted: bool) -> Tree:
        if "cite" in rule:
            return rule
        said = " ; ".join(dict.fromkeys(LITERAL.findall(" ".join(scalars(rule)))))
        clauses.append({"id": f"c{len(clauses) + 1}", "text": f"({name}) {said} ."})
        more = {"quote": clauses[-1]["text"]} if quoted else {}
        return {**rule, "cite": f"t {clauses[-1]['id']}", **more}

    tree: Tree = {
        "ruleset": rules.get("ruleset", "case"),
        "title": rules.get("title", "case"),
        "documents": {"t": {"clauses": "plan.yaml"}},
    }
    for section, entries in rules.items():
        if section == "registers":
            tree[section] = {r: _register(r, register) for r, register in entries.items()}
        elif section in CITED:
            tree[section] = {}
            for name, entry in entries.items():
                rule = {"label": name, **entry} if section in LABELLED else entry
                if section == "awards":
                    rule = _award(name, rule, cited)
                tree[section][name] = cited(rule, name, quoted=section in QUOTED or section == "awards")
        elif section not in tree:
            tree[section] = entries
    folder.mkdir(parents=True, exist_ok=True)
    plan = {"title": "t", "number": "unknown", "clauses": clauses or [{"id": "c0", "text": "-"}]}
    for name, content in (("plan", plan), ("rules", tree)):
        text = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder / "rules.yaml"


class _Plain(yaml.SafeDumper):
    """Never writes an anchor: the rule language has none."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the name PyYAML calls it by
        return True


def _register(name: str, register: Tree) -> Tree:
    def labelled(columns: Tree) -> Tree:
        return {c: {"label": c, **f} if isinstance(f, dict) else {"type": f, "label": c} for c, f in columns.items()}

    more: Tree = {k: labelled(register[k]) for k in ("key", "name", "fields") if k in register}
    return {"label": name, **register, **more}


def _award(name: str, rule: Tree, cited: Any) -> Tree:
    if "nomination" in rule:
        rule = {**rule, "nomination": cited(rule["nomination"] or {}, f"{name}.nomination", quoted=False)}
    quota = {k: cited(q, f"{name}.{k}", quoted=True) for k, q in rule.get("quota", {}).items()}
    for q in quota.values():
        q["rank"] = [{"label": "điểm", **key} for key in q["rank"]]
    return {**rule, "quota": quota} if quota else rule


def scalars(tree: Any) -> Iterator[str]:
    """Yield every text of a tree."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from scalars(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from scalars(value)
    else:
        yield str(tree)


# --- records -------------------------------------------------------------------------------------------------------


def value_of(text: str | None, kind: str) -> Value:
    """Return a cell by its field's type; an empty cell is missing."""
    if text is None or text == "":
        return None
    match kind:
        case "yes-no":
            return {"yes": True, "no": False}[text]
        case "number" | "percent" | "count":
            return Decimal(text)
        case "date":
            return dt.date.fromisoformat(text)
        case _:
            return text


def given(rules: ast.RuleSetD, parameters: Mapping[str, str]) -> dict[str, bool | Decimal | dt.date | str]:
    """Return the given parameters by their types."""
    kinds = {p.id.value: p.type.value for p in rules.parameters}
    values = {name: value_of(text, kinds[name]) for name, text in parameters.items()}
    return {name: value for name, value in values.items() if value is not None}


def typed_rows(rules: ast.RuleSetD, records: Rows) -> dict[str, list[dict[str, object]]]:
    """Return the rows with typed values and the defaults filled in, as `engine.records.from_rows` takes them."""
    kinds = {r.id.value: {f.id.value: f.type.value for f in r.fields} for r in rules.registers} | BUILTIN

    def cell(text: str, kind: str) -> object:
        return text if text == UNREADABLE else value_of(text, kind)

    return {
        register: [
            {f: cell(text, kinds[register].get(f, "text")) for f, text in {**DEFAULTS.get(register, {}), **row}.items()}
            for row in rows
        ]
        for register, rows in records.items()
    }


def tables(rules: ast.RuleSetD, records: Rows) -> dict[str, PlainTable]:
    """Return the plain tables of a case, as FORMAT.md says it; owners before what they own."""
    registers = {r.id.value: r for r in rules.registers}
    subjects = tuple(r for r, d in registers.items() if d.subject is not None)
    columns = {r: d.key.id.value for r, d in registers.items() if d.key is not None}
    keys: dict[str, dict[str, int]] = {}
    out: dict[str, PlainTable] = {}

    def read(register: str, kinds: Mapping[str, str], owners: Mapping[str, str]) -> None:
        made = _Reading(
            kinds, owners, columns.get(register), keys, subject=register in subjects, optional=register == "attestation"
        )
        for row in records.get(register, ()):
            made.add({**DEFAULTS.get(register, {}), **row})
        keys[register] = {r.key: r.index for r in made.rows}
        found = {o: frozenset(i) for o, i in made.reopened.items()}
        rows, read_ = tuple(made.rows), register in records
        out[register] = PlainTable(register, rows, found, made.reopened_all, read_, frozenset(made.questions))

    waiting = list(registers)
    while waiting:
        ready = [r for r in waiting if all(o.value not in waiting for o in registers[r].owners)]
        for name in ready:
            kinds = {f.id.value: f.type.value for f in registers[name].fields}
            read(name, kinds, {o.value: columns[o.value] for o in registers[name].owners})
        waiting = [r for r in waiting if r not in ready]
    tops = tuple(r for r, d in registers.items() if not d.owners and d.key is not None)
    for name, kinds in BUILTIN.items():
        column, of = ("scope", tops) if name == "attestation" else ("subject", subjects)
        read(name, kinds, dict.fromkeys(of, column))
    return out


class _Reading:
    """The rows of one register so far."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        owners: Mapping[str, str],
        key: str | None,
        keys: Mapping[str, Mapping[str, int]],
        *,
        subject: bool,
        optional: bool,
    ) -> None:
        self.kinds, self.owners, self.key, self.keys = kinds, owners, key, keys
        self.subject, self.optional = subject, optional
        self.rows: list[PlainRow] = []
        self.reopened: dict[str, set[int]] = {}
        self.reopened_all = False
        self.questions: set[str] = set()

    def add(self, row: Mapping[str, str]) -> None:
        """Take a row, or reject it: a cell cannot be read, or an owner is not to be found."""
        known = {o: self.keys[o][row[c]] for o, c in self.owners.items() if row.get(c, "") in self.keys[o]}
        named = any(row.get(c) for c in self.owners.values())
        lost = bool(self.owners) and not known and (named or not self.optional)
        key = row.get(self.key, "") if self.key else f"#{len(self.rows) + 1}"
        if not lost and UNREADABLE not in row.values() and key:
            values = {f: value_of(row.get(f), kind) for f, kind in self.kinds.items()}
            self.rows.append(PlainRow(len(self.rows), key, "", known, values, False))
            return
        for owner, index in known.items():
            self.reopened.setdefault(owner, set()).add(index)
        question = row.get("question", UNREADABLE)
        if not known and "question" in self.kinds and question not in {"", UNREADABLE}:
            self.questions.add(question)  # an answer about nobody known: only its question is open
            return
        # A rejected attestation attests nothing; any other row of an unknown owner may be anybody's.
        self.reopened_all |= (
            not known and not self.optional and not (self.subject and key and key != UNREADABLE and not self.owners)
        )
        if self.subject and key and key != UNREADABLE:
            self.rows.append(PlainRow(len(self.rows), key, "", known, dict.fromkeys(self.kinds), True))
