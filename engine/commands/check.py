"""check: everything that is wrong with a rule set, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import overlay_file, rule_file_of
from .options import LANG, WITH
from .told import fail, print_findings, say
from .usage import refuse

if TYPE_CHECKING:
    from ..compiler import Compiled
    from ..plan import Plan


@click.command(epilog=CODES)
@click.argument("ruleset", required=False)
@click.option("--all", "every", is_flag=True, help="Kiểm tra mọi bộ có sẵn (every shipped rule set).")
@click.option("--against", metavar="FILE", help="Toàn văn kế hoạch để đối chiếu từng điều khoản (the full text).")
@WITH
@LANG
def check(ruleset: str | None, against: str | None, overlays: tuple[str, ...], *, every: bool, lang: str) -> None:
    """Kiểm tra bộ tiêu chí RULESET (mã có sẵn hoặc đường dẫn): mọi lỗi một lần.

    Check a rule set: names, types, quotes, literals, clauses, strata; everything that is wrong at once.
    """
    from ..bundle import shipped

    if every == (ruleset is not None) or (every and (against or overlays)):
        refuse(
            "nêu một RULESET, hoặc chỉ --all; --against, --with đi với RULESET",
            "name one RULESET, or --all alone; --against and --with go with a RULESET",
        )
    wrong = sum(_checked(name, against, overlays, lang) for name in (shipped() if every else [str(ruleset)]))
    if wrong:
        say(lang, f"{wrong} lỗi", f"{wrong} error{'s' if wrong > 1 else ''}")
        raise SystemExit(Exit.RULES_HAVE_ERRORS)


def _checked(ruleset: str, against: str | None, overlays: tuple[str, ...], lang: str) -> int:
    """Check one rule set, print what was found, and return how many errors there are."""
    from ..compiler import check_file
    from ..compiler.cite import check_against, documents_of
    from ..diagnostics import arranged, errors
    from ..syntax.tree import read_source

    compiled, found = check_file(rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in overlays])
    if compiled is not None and against is not None:
        source, bad = read_source(Path(against))
        if source is None:
            fail(bad, lang, Exit.COULD_NOT_RUN)
        plan_itself = [d for n, d in documents_of(compiled.rules).items() if n == _first_document(compiled)]
        found = arranged([*found, *check_against(plan_itself, source.text, source.name)])
        for clause in (c for d in plan_itself for c in d.clauses):
            for slip in clause.slips:
                vi = f"ghi chú: {clause.label}: bản sao ghi “{slip.reads}”, hiểu là “{slip.means}”"
                say(lang, vi, f"note: {clause.label}: the copy says “{slip.reads}”, meaning “{slip.means}”")
    print_findings(found, lang)
    if compiled is not None and not errors(found):
        plan = compiled.plan
        clauses = sum(len(d.clauses) for d in plan.documents.values())
        counted = _counts(clauses, plan)
        told = ", ".join(f"{n} {vi if lang == 'vi' else en if n != 1 else one}" for n, vi, en, one in counted if n)
        click.echo((f"bộ `{plan.id}` hợp lệ: {told}") if lang == "vi" else f"`{plan.id}` is sound: {told}")
    return len(errors(found))


def _counts(clauses: int, ready: Plan) -> list[tuple[int, str, str, str]]:
    """Return how many of each part a plan has, with its name in Vietnamese and, for many and for one, in English."""
    return [
        (clauses, "điều khoản", "clauses", "clause"),
        (len(ready.criteria), "tiêu chí", "criteria", "criterion"),
        (len(ready.scores), "mục điểm", "items of points", "item of points"),
        (len(ready.classifications), "bảng xếp loại", "classifications", "classification"),
        (len(ready.bars), "trường hợp loại trừ", "bars", "bar"),
        (len(ready.suspensions), "trường hợp tạm dừng xét", "suspensions", "suspension"),
        (len(ready.awards), "hình thức khen thưởng", "awards", "award"),
        (len(ready.assessments), "kết quả đánh giá", "assessments", "assessment"),
        (len(ready.readings), "cách hiểu", "readings", "reading"),
    ]


def _first_document(compiled: Compiled) -> str:
    return compiled.rules.documents[0].id.value if compiled.rules.documents else ""
