"""show: a rule set for people to read, clause by clause."""

from __future__ import annotations

import click

from .exits import CODES
from .files import compiled_from
from .options import LANG, WITH
from .told import lang_of


@click.command(epilog=CODES)
@click.argument("ruleset")
@WITH
@LANG
def show(ruleset: str, overlays: tuple[str, ...], lang: str) -> None:
    """In bộ tiêu chí RULESET theo từng điều khoản, cho thành viên Hội đồng đọc.

    Print the rule set clause by clause as a council member would read it, readings marked.
    """
    from ..report.show import show as shown
    from ..report.waived import waived_of

    found = compiled_from(ruleset, overlays, lang)
    click.echo(shown(found.plan, lang_of(lang), waived_of(found.rules)), nl=False)
