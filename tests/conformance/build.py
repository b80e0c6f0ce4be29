"""From a conformance case to a rule set on disk and to plain tables; see docs/conformance.md."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .rows import UNREADABLE, Rows, given, tables, typed_rows

__all__ = [
    "UNREADABLE",
    "Case",
    "Wanted",
    "case_of",
    "cases",
    "given",
    "merged",
    "tables",
    "texts",
    "typed_rows",
    "write_ruleset",
]
HERE = Path(__file__).parent
#: Sections whose entries cite a clause; and which of them need a label.
CITED = (
    "parameters", "periods", "deadlines", "judgements", "measures", "scores", "classifications", "criteria", "bars",
    "suspensions", "awards", "assessments",
)  # fmt: skip
UNLABELLED = {"parameters", "judgements"}
UNQUOTED = {"judgements", "assessments"}
#: Parts of a rule that cite a clause of their own; and which of them need a label.
PARTS = ("values", "extended", "except", "grades", "down", "ceiling", "unless", "at most")
LABELLED_PARTS = {"grades", "down", "ceiling", "at most"}
LITERAL = re.compile(r"(?<![\w.])(\d{4}-\d{2}-\d{2}|-?\d+(?:\.\d+)?)")
#: The same texts, read in C where PyYAML was built with it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Tree = dict[str, Any]
#: A word or number; or two, between which it lies.
Wanted = str | list[str]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: scalars are texts, as written."""

    name: str
    note: str
    rules: Tree
    records: Rows
    parameters: Mapping[str, str]
    as_of: dt.date
    want: Mapping[str, Mapping[str, Mapping[str, Wanted]]]
    patterns: tuple[int, ...] = ()


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
    return yaml.load(document, _LOADER)  # noqa: S506 - it makes nothing but texts, lists and mappings


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
        tuple(int(n) for n in _listed(tree.get("pattern", []))),
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
                rule = entry if section in UNLABELLED else {"label": name, **entry}
                rule = _parts(name, _award(name, rule, cited) if section == "awards" else rule, cited)
                tree[section][name] = cited(rule, name, quoted=section not in UNQUOTED or "answer" in rule)
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
    quota = {
        k: cited(_parts(f"{name}.{k}", q, cited), f"{name}.{k}", quoted=True) for k, q in rule.get("quota", {}).items()
    }
    for q in quota.values():
        if q["rank"] != "none":
            q["rank"] = [{"label": "điểm", **key} for key in q["rank"]]
    return {**rule, "quota": quota} if quota else rule


def _parts(name: str, rule: Tree, cited: Any) -> Tree:
    """Give every part of a rule that cites a clause one of its own."""

    def part(key: str, written: Tree) -> Tree:
        label = written.get("grade", key) if key == "grades" else key
        return cited({"label": label, **written} if key in LABELLED_PARTS else written, f"{name}.{key}", quoted=True)  # type: ignore[no-any-return]

    more = {
        k: [part(k, p) for p in rule[k]] if isinstance(rule[k], list) else part(k, rule[k])
        for k in PARTS
        if isinstance(rule.get(k), list | dict)
    }
    return {**rule, **more}


def _listed(tree: Any) -> list[Any]:
    return tree if isinstance(tree, list) else [tree]


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
