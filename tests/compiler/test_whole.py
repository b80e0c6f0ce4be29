"""A rule set that says everything once, and the whole plan it is compiled to, as a golden.

What a change of the compiler does to a plan shows here line by line, wherever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from engine.compiler import check_file
from engine.compiler.altered import spots
from engine.compiler.citing import laws_of, rules_of
from engine.diagnostics import lint_codes, render
from engine.source import Span

from ..conftest import Golden
from .small import underlined

HERE = Path(__file__).parent / "whole"
#: Where a part stands, and what the files hold, say nothing of what was made of them.
LEFT_OUT = {"span", "source", "hash"}


def shown(value: Any, name: str, depth: int) -> Iterator[str]:
    """Yield a part of a plan as lines, its own parts below it."""
    pad = "  " * depth
    if is_dataclass(value) and not isinstance(value, type):
        parts = [(f.name, getattr(value, f.name)) for f in fields(value) if f.name not in LEFT_OUT]
        short = [f"{n}={_short(v)}" for n, v in parts if _leaf(v)]
        yield f"{pad}{name}: {type(value).__name__}({', '.join(short)})"
        for n, v in parts:
            if not _leaf(v):
                yield from shown(v, n, depth + 1)
    elif isinstance(value, Mapping):
        yield f"{pad}{name}: {len(value)}"
        for key, one in value.items():
            yield from shown(one, str(key), depth + 1)
    elif isinstance(value, tuple):
        yield f"{pad}{name}: {len(value)}"
        for number, one in enumerate(value):
            yield from shown(one, str(number), depth + 1)
    else:
        yield f"{pad}{name}: {_short(value)}"


def _short(value: Any) -> str:
    return repr(f"{value[:24]}…" if isinstance(value, str) and len(value) > 40 else value)


def _leaf(value: Any) -> bool:
    simple = value is None or isinstance(value, str | int | Enum)
    return simple or isinstance(value, Span) or (isinstance(value, tuple) and all(isinstance(v, str) for v in value))


def written(folder: Path) -> Path:
    """Write the rule set with the citation that every rule shares put in."""
    clause = (HERE / "plan.yaml").read_text("utf-8")
    (folder / "plan.yaml").write_text(clause, "utf-8")
    text = " ".join(clause.partition("text: >-\n")[2].partition("    slips:")[0].split())
    path = folder / "rules.yaml"
    rules = re.sub("( *)CITED\n", f'\\1cite: kh 1\n\\1quote: "{text}"\n', (HERE / "rules.yaml").read_text("utf-8"))
    path.write_text(rules.replace("CITE", f'cite: kh 1, quote: "{text}"'), "utf-8")
    return path


def test_the_whole_plan(tmp_path: Path, golden: Golden) -> None:
    compiled, found = check_file(written(tmp_path))
    wrong = [d for d in found if d.severity.value == "error"]
    assert compiled is not None, "\n".join(render(d) for d in wrong)
    golden("compiler/whole-plan.txt", "\n".join(shown(compiled.plan, "plan", 0)) + "\n")
    told = sorted(f"{d.code.id}: {underlined(d)}" for d in found if d.code.id in lint_codes.WAIVABLE)
    golden("compiler/whole-lints.txt", "\n".join(told) + "\n")


def there(span: Span | None) -> str:
    """Return the beginning of what a span underlines."""
    text = "-" if span is None else span.source.text[span.start : span.end]
    return f"{text[:60]}…" if len(text) > 60 else text


def test_everything_that_cites_and_the_numbers_it_holds(tmp_path: Path, golden: Golden) -> None:
    compiled, _ = check_file(written(tmp_path))
    assert compiled is not None
    lines = []
    for cited in (*rules_of(compiled.rules), *laws_of(compiled.rules)):
        names = " ".join(n.value for n in cited.readings)
        cite = f"{cited.cite.document.value} {cited.cite.clause.value}"
        lines.append(f"{cited.what} {cited.id} “{cited.label}”: {cite} [{names}]")
        lines += [f"  {'day' if x.dated else 'number'} {x.shown} at `{there(x.span)}`" for x in cited.literals]
    golden("compiler/whole-cited.txt", "\n".join(lines) + "\n")


def test_every_number_and_day_that_can_be_otherwise(tmp_path: Path, golden: Golden) -> None:
    compiled, _ = check_file(written(tmp_path))
    assert compiled is not None
    lines, heads = [], set()
    for s in spots(compiled.rules):
        if (s.section, s.id) not in heads:
            heads.add((s.section, s.id))
            lines.append(f"{s.section} {s.id} “{s.label}”")
        cite = f"{s.cite.document.value} {s.cite.clause.value}" if s.cite else "-"
        path = ".".join(map(str, s.path))
        kind = "whole" if s.whole else "percent" if s.percent else "-"
        lines.append(f"  {s.number}: {s.shown} {kind} {path} {cite} [{' '.join(s.readings)}] at `{there(s.span)}`")
    golden("compiler/whole-numbers.txt", "\n".join(lines) + "\n")
