"""The shipped rule set: no findings, every clause in its text, and no way to break it that ends in a traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler import check_file
from engine.compiler.cite import check_against, documents_of
from engine.diagnostics import Diagnostic, Lang, arranged, render
from engine.source import Cell, Span

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules" / "quan-12-2020"
TEXT = (RULES / "rules.yaml").read_text(encoding="utf-8")
PLAN = (RULES / "plan.yaml").read_text(encoding="utf-8")


def test_the_rule_set_compiles_without_findings() -> None:
    compiled, found = check_file(RULES / "rules.yaml")
    assert compiled is not None
    assert [render(d, Lang.EN) for d in found] == []
    assert compiled.warnings == ()


def test_the_same_files_make_the_same_plan() -> None:
    one, two = (check_file(RULES / "rules.yaml")[0] for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.plan == two.plan


@pytest.mark.parametrize("seed", range(3))
def test_every_clause_stands_in_the_whole_text_however_it_is_set(seed: int) -> None:
    compiled, _ = check_file(RULES / "rules.yaml")
    assert compiled is not None
    order = random.Random(seed)
    lines = []
    for clause in documents_of(compiled.rules)["kh"].clauses:
        words = [order.choice((w, w, w, f"**{w}**", f"_{w}_")) for w in clause.text.split()]
        lines.append("".join(w + order.choice((" ", "  ", "\n", "\r\n", "\t")) for w in words))
    text = "\n\n".join(lines)
    assert check_against(documents_of(compiled.rules).values(), text, "kh.txt") == []
    spoilt = text.replace("đua", "dua")
    assert check_against(documents_of(compiled.rules).values(), spoilt, "kh.txt")


# --- spoilt in every way -----------------------------------------------------------------------------------------

LINES = TEXT.split("\n")
CHARS = st.sampled_from("[]{}:,&*!|>'\"%@#`-?\t\n \\=<()0đ\u0301\ufeff\u2028\x07") | st.characters(
    exclude_categories=["Cs"]
)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Draw the rule set with a few lines or characters deleted, doubled, moved or replaced."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(
            st.sampled_from(["delete", "double", "swap", "block", "indent", "insert", "replace", "cut", "word"])
        ):
            case "delete":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                lines[at] = lines[draw(st.integers(0, len(lines) - 1))]
            case "block":
                del lines[at : at + draw(st.integers(1, 30))]
            case "indent":
                lines[at] = " " * draw(st.integers(0, 8)) + lines[at].lstrip()
            case "insert" | "replace" as how:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(CHARS) + lines[at][place + (how == "replace") :]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case _:
                words = lines[at].split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                lines[at] = " ".join(words)
        lines = lines or [""]
    return "\n".join(lines)


WORDS = sorted({w for w in TEXT.replace(",", " ").split() if len(w) < 20 and w.isascii()})


def looked_at(found: tuple[Diagnostic, ...]) -> None:
    """Check that findings are sorted, printable in both languages, and lie in their files."""
    assert found == arranged(found)
    for one in found:
        for lang in Lang:
            assert "{" not in one.code.vi or one.message(lang)
            one.help(lang)
        assert not isinstance(one.place, Cell)
        if isinstance(one.place, Span):
            assert 0 <= one.place.start <= one.place.end <= len(one.place.source.text)
    for one in found[:20]:
        render(one, Lang.VI)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoilt())
def test_a_spoilt_rule_set_ends_in_findings(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    compiled, found = check_file(file)
    assert compiled is not None or found
    looked_at(found)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_spoilt_plan_ends_in_findings(tmp_path: Path, data: st.DataObject) -> None:
    text = list(PLAN)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 200))] = data.draw(CHARS)
    shutil.copy(RULES / "rules.yaml", tmp_path / "rules.yaml")
    (tmp_path / "plan.yaml").write_text("".join(text), encoding="utf-8", newline="")
    compiled, found = check_file(tmp_path / "rules.yaml")
    assert compiled is not None or found
    looked_at(found)
