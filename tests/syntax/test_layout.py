"""The table of the layout is what the readers accept: keys, needed keys, words, and what each scalar is read as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.source import Source
from engine.syntax import read_ruleset, shape
from engine.syntax.layout import FORMS, PLAN, RULES, Choice, Either, Keyed, Kind, Shape, Word, form_of, walk
from engine.syntax.tree import Entries, Node, Scalar, read_source, read_tree
from tests.campaign import ROOT
from tests.conformance import build

from .written import dumped, everything, instances

#: What a scalar of each kind may be read by.
READ_AS = {
    "expression": {Kind.EXPRESSION},
    "name": {Kind.NAME, Kind.DAY},
    "ident": {Kind.IDENT},
    "whole": {Kind.WHOLE},
    "decimal": {Kind.WHOLE, Kind.NUMBER, Kind.END},
    "date": {Kind.DATE, Kind.DAY, Kind.END},
    "text": {Kind.TEXT, Kind.PAIR, Kind.ROWS, Kind.SWITCH},
}
At = tuple[str, int, int, str]


def files() -> list[Path]:
    found = [*(ROOT / "rules").glob("*/rules.yaml"), *(ROOT / "fixtures").rglob("rules*.yaml")]
    return sorted([*found, *(ROOT / "fixtures").rglob("overlay.yaml")])


def at(node: Node) -> At:
    return (node.span.source.name, node.span.start, node.span.end, type(node).__name__)


class Spy:
    """What the readers asked of which node."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.keys: dict[At, tuple[set[str], set[str]]] = {}
        self.words: dict[At, set[str]] = {}
        self.read: dict[At, set[str]] = {}
        entries, one_of = shape.entries, shape.one_of

        def spied(node: Node | None, found: Any, keys: Sequence[str] = (), need: Sequence[str] = ()) -> Entries:
            if isinstance(node, Entries) and keys:
                self.keys[at(node)] = (set(keys), set(need))
            return entries(node, found, keys, need)

        def spied_words(node: Node | None, found: Any, choices: Sequence[str], default: str) -> str:
            if isinstance(node, Scalar):
                self.words[at(node)] = set(choices)
            return one_of(node, found, choices, default)

        monkeypatch.setattr(shape, "entries", spied)
        monkeypatch.setattr(shape, "one_of", spied_words)
        for name in READ_AS:
            monkeypatch.setattr(shape, name, self._reader(name, getattr(shape, name)))

    def _reader(self, name: str, reader: Callable[..., Any]) -> Callable[..., Any]:
        def spied(node: Node | None, *rest: Any, **more: Any) -> Any:
            if isinstance(node, Scalar):
                self.read.setdefault(at(node), set()).add(name)
            return reader(node, *rest, **more)

        return spied


def differences(spy: Spy, path: Path) -> Iterator[str]:
    """Yield where the table and the readers part, for the files of one rule set."""
    rules, _ = read_ruleset(path)
    source, _ = read_source(path)
    sources = [source, *(d.source for d in (rules.documents if rules else ()))]
    overlay = False
    for one in sources:
        tree = read_tree(one)[0] if one is not None else None
        if tree is None:
            continue
        form = form_of(tree)
        overlay |= isinstance(tree, Entries) and tree.get("overlay") is not None
        for node, here in walk(tree, Keyed(form.name)):
            yield from _apart(spy, node, here, overlay=overlay)


def _apart(spy: Spy, node: Node, here: Shape | None, *, overlay: bool) -> Iterator[str]:
    place = f"{node.span.source.name}:{node.span.line}"
    if at(node) in spy.keys:
        keys, need = spy.keys[at(node)]
        if not isinstance(here, Keyed):
            yield f"{place}: engine/syntax/layout has no form for the mapping with the keys {sorted(keys)}"
            return
        form = FORMS[here.form]
        yield from (
            f"{place}: add the key `{k}` to form `{form.name}` in engine/syntax/layout" for k in keys - set(form.names)
        )
        yield from (
            f"{place}: take `{k}` out of form `{form.name}` in engine/syntax/layout" for k in set(form.names) - keys
        )
        if need != set(form.needed) and not (overlay and form.name == "award"):
            yield f"{place}: form `{form.name}` in engine/syntax/layout needs {form.needed}, readers {sorted(need)}"
    if at(node) in spy.words:
        words = spy.words[at(node)]
        table = (
            {"true", "false"} if here == Word(Kind.SWITCH) else set(here.words) if isinstance(here, Choice) else set()
        )
        if words != table:
            yield f"{place}: the words here are {sorted(words)} for readers, {sorted(table)} in engine/syntax/layout"
    elif isinstance(here, Word):
        yield from (
            f"{place}: read as {name}, but {here.kind.value} in engine/syntax/layout"
            for name in spy.read.get(at(node), ())
            if here.kind not in READ_AS[name]
        )
        if here.kind is Kind.EXPRESSION and spy.read and "expression" not in spy.read.get(at(node), {"expression"}):
            yield f"{place}: no expression for the readers"


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_table_is_what_readers_accept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = Spy(monkeypatch)
    assert list(differences(spy, path)) == []


def test_the_table_is_what_readers_accept_in_conformance_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: set[str] = set()
    for number, case in enumerate(build.cases()):
        path = build.write_ruleset(case.rules, tmp_path / str(number))
        with monkeypatch.context() as patched:
            found |= {d.partition(": ")[2] for d in differences(Spy(patched), path)}
    assert found == set()


def test_a_file_with_every_key_is_read_by_the_table_and_leaves_no_form_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = everything(RULES)
    tree["documents"] = {"kh": {"clauses": "plan.yaml"}}
    (tmp_path / "rules.yaml").write_text(dumped(tree), encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(dumped(everything(PLAN)), encoding="utf-8")
    spy = Spy(monkeypatch)
    assert list(differences(spy, tmp_path / "rules.yaml")) == []
    used = set()
    for name in ("rules.yaml", "plan.yaml"):
        node = read_tree(Source(str(tmp_path / name), (tmp_path / name).read_text(encoding="utf-8")))[0]
        assert node is not None
        for part, here in walk(node, Keyed(form_of(node).name)):
            if isinstance(here, Keyed) and isinstance(part, Entries) and at(part) in spy.keys:
                used |= {(here.form, k.text) for k, _ in part.entries}
    missing = {(f.name, k) for f in FORMS.values() for k in f.names} - used
    assert missing == {("rules", "overlay"), ("rules", "over")}


def test_every_form_and_key_is_described_in_both_languages() -> None:
    for form in FORMS.values():
        assert len(form.names) == len(set(form.names)), form.name
        assert all(k in form.names for group in form.one_of for k in group), form.name
        told = [(form.name, form.vi, form.en), *((k.name, k.vi, k.en) for k in form.keys)]
        for name, vi, en in told:
            assert vi.endswith("."), name
            assert en.endswith("."), name
            assert vi != en
        assert instances(form, ())


def test_every_form_is_reached_from_a_file() -> None:
    reached: set[str] = set()

    def reach(value: Shape) -> None:
        match value:
            case Keyed(form) if form not in reached:
                reached.add(form)
                for key in FORMS[form].keys:
                    reach(key.shape)
            case Either(shapes):
                for one in shapes:
                    reach(one)
            case Word() | Choice() | Keyed():
                return
            case _:
                reach(value.value if hasattr(value, "value") else value.item)

    reach(Keyed(RULES.name))
    reach(Keyed(PLAN.name))
    assert reached == set(FORMS)
