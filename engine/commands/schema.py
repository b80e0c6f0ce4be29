"""schema: the JSON Schema of rule files, for editors."""

from __future__ import annotations

import click

from .exits import CODES
from .options import LANG
from .told import lang_of


@click.command(epilog=CODES)
@click.option("--plan", is_flag=True, help="Cho plan.yaml thay vì rules.yaml (for plan.yaml instead of rules.yaml).")
@LANG
def schema(*, plan: bool, lang: str) -> None:
    """In JSON Schema của rules.yaml, để trình soạn thảo gợi ý khóa và báo lỗi ngay khi gõ.

    Print the JSON Schema (draft-07) of rules.yaml, so that an editor completes keys and marks errors.
    """
    import json

    from ..syntax.layout import PLAN, RULES
    from ..syntax.schema import schema as written

    click.echo(json.dumps(written(PLAN if plan else RULES, lang_of(lang)), ensure_ascii=False, indent=2))
