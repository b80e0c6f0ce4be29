"""The canonical layout: formatting twice is formatting once, nothing read differently, no comment lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.bundle import shipped
from engine.source import Source
from engine.syntax import ast, read_ruleset
from engine.syntax.canonical import WIDTH, canonical
from engine.syntax.comments import comments_of
from engine.syntax.layout import FORMS, PLAN, RULES, form_of
from engine.syntax.quoting import block_text, flow_text
from engine.syntax.tree import Node, read_source, read_tree
from tests.campaign import ROOT
from tests.conformance import build

from .written import Messy, dumped, everything


def tree(text: str) -> Node:
    node, found = read_tree(Source("x.yaml", text))
    assert node is not None
    assert found == []
    return node


def laid_out(text: str) -> str:
    out = canonical(Source("x.yaml", text), tree(text))
    assert out is not None
    return out


def words(text: str) -> Counter[str]:
    notes = comments_of(tree(text))
    lists = [*notes.above.values(), *notes.beside.values(), notes.top, notes.end]
    return Counter(w for one in lists for w in one if w)


def rules_in(folder: Path, rules: str, plan: str) -> ast.RuleSetD:
    folder.mkdir(exist_ok=True)
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    found, _ = read_ruleset(folder / "rules.yaml")
    assert found is not None
    return replace(found, documents=tuple(replace(d, source=None) for d in found.documents))


WHOLE = everything(RULES) | {"documents": {"kh": {"clauses": "plan.yaml"}}}
RULES_TREE, PLAN_TREE = tree(dumped(WHOLE)), tree(dumped(everything(PLAN)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canonical")


@given(st.integers(0, 2**32))
def test_any_layout_becomes_the_canonical_one(folder: Path, seed: int) -> None:
    random = Random(seed)
    messy = Messy(random)
    some = random.sample(sorted(WHOLE), 2)
    part = tree(dumped({k: v for k, v in WHOLE.items() if k in {"ruleset", "documents", *some}}))
    rules, plan = messy.file(part, RULES), messy.file(PLAN_TREE, PLAN)
    once = laid_out(rules), laid_out(plan)
    assert (laid_out(once[0]), laid_out(once[1])) == once
    assert words(once[0]) + words(once[1]) == Counter(messy.comments)
    assert sum(text.count("# c") for text in once) == len(messy.comments)
    assert rules_in(folder, *once) == rules_in(folder, rules, plan)


@pytest.mark.parametrize("name", shipped())
def test_shipped_rule_sets_are_read_the_same(name: str, folder: Path) -> None:
    rules, plan = ((ROOT / "rules" / name / f).read_text(encoding="utf-8") for f in ("rules.yaml", "plan.yaml"))
    once = laid_out(rules), laid_out(plan)
    assert (laid_out(once[0]), laid_out(once[1])) == once
    assert rules_in(folder, *once) == rules_in(folder, rules, plan)
    for before, after in zip((rules, plan), once, strict=True):
        assert words(after) == words(before)
        assert {line.strip() for line in before.splitlines() if line.strip()[:1] == "#"} <= {
            line.strip() for line in after.splitlines()
        }


def test_conformance_cases_are_read_the_same(tmp_path: Path) -> None:
    known = set()
    for number, case in enumerate(build.cases()):
        path = build.write_ruleset(case.rules, tmp_path / str(number))
        text, plan = path.read_text(encoding="utf-8"), path.with_name("plan.yaml").read_text(encoding="utf-8")
        if (text, plan) in known:  # several cases have the same rules
            continue
        known.add((text, plan))
        once = laid_out(text)
        assert laid_out(once) == once
        assert rules_in(tmp_path / "a", once, laid_out(plan)) == rules_in(tmp_path / "b", text, plan)


def test_keys_stand_in_the_order_of_the_table() -> None:
    text = laid_out(dumped(WHOLE))
    top = [k.text for k, _ in tree(text).entries]  # type: ignore[union-attr]
    assert top == [k for k in RULES.names if k in top]
    section = yaml.safe_load(text)["criteria"]
    assert all(list(one) == [k for k in FORMS["criterion"].names if k in one] for one in section.values())


BEFORE = """\
# đầu tệp

title: Thử   # tên
ruleset: thu
criteria:
  unit.b:
    quote: từ 97% trở lên
    # dòng trên cite
    cite: kh 1-1
    met: ((on_time >= 97%) or not ok)   # biểu thức
    label: b

  # một nhóm
  unit.a: {label: a, cite: kh 1-1, met: "x", quote: trích}   # bên cạnh
documents:
  kh:
    clauses: plan.yaml
registers: {unit: {label: U, fields: {ok: yes-no, # có hay không
  kind: {type: choice, label: K, options: {
    ward: Phường}}}}}
# cuối tệp
"""
AFTER = """\
# đầu tệp

ruleset: thu
title: Thử  # tên
documents: {kh: {clauses: plan.yaml}}

registers:
  unit:
    label: U
    fields:
      ok: yes-no  # có hay không
      kind: {type: choice, label: K, options: {ward: Phường}}

criteria:
  unit.b:
    label: b
    met: on_time >= 97% or not ok  # biểu thức
    # dòng trên cite
    cite: kh 1-1
    quote: từ 97% trở lên

  # một nhóm
  unit.a: {label: a, met: x, cite: kh 1-1, quote: trích}  # bên cạnh

# cuối tệp
"""


def test_an_example_as_it_is_printed() -> None:
    assert laid_out(BEFORE) == AFTER
    assert laid_out(AFTER) == AFTER


def test_long_texts_are_folded_and_short_ones_are_not() -> None:
    long = " ".join(["từ"] * 100)
    text = laid_out(
        f'ruleset: a\ntitle: "{long}"\nreadings: {{a: {{open: >-\n  ngắn}}}}\n'.replace(">-\n  ngắn", "ngắn")
    )
    assert "title: >-\n  từ từ" in text
    assert max(map(len, text.splitlines())) <= WIDTH
    assert laid_out("ruleset: a\ntitle: >-\n  ngắn\n") == "ruleset: a\ntitle: ngắn\n"


def test_what_the_table_does_not_know_is_kept_as_it_is() -> None:
    text = "ruleset: a\nnew section:\n  x: 'a   b'  # đây\n  y: [1, {b: 2, a: 1}]\n"
    assert laid_out(text) == "ruleset: a\n\nnew section:\n  x: a   b  # đây\n  y: [1, {b: 2, a: 1}]\n"


@pytest.mark.parametrize(
    "text",
    ["", "ruleset: a\r\n# b\r\n", "ruleset: a # b", "---\nruleset: a # b\n...\n", "- a # b\n- c\n", "a", "# b"],
)
def test_small_and_odd_files(text: str) -> None:
    node, _ = read_tree(Source("x", text.replace("\r\n", "\n")))
    assert node is not None
    out = canonical(node.span.source, node)
    assert out is not None
    assert out.count("# b") == text.count("# b")


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures").rglob("*.yaml")), ids=lambda p: str(p.relative_to(ROOT)))
def test_faulty_files_never_break_it(path: Path) -> None:
    source, unread = read_source(path)
    node, found = read_tree(source) if source is not None else (None, unread)
    if node is None:
        assert found
    else:
        out = canonical(node.span.source, node)
        assert out is None or laid_out(out) == out


def test_clauses_at_the_top_make_a_plan() -> None:
    assert form_of(PLAN_TREE) is PLAN
    assert form_of(RULES_TREE) is RULES
    assert form_of(tree("a")) is RULES


@given(st.text())
def test_a_quoted_text_reads_back(text: str) -> None:
    try:
        yaml.safe_dump(text)
    except yaml.YAMLError:
        return
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    for written in (f"a: {block_text(text)}\n", f"a: [{flow_text(text)}, b]\n"):
        value = yaml.load(written, yaml.BaseLoader)["a"]  # noqa: S506 - BaseLoader makes nothing but texts
        assert (value[0] if isinstance(value, list) else value) == text
