"""The command line: the group, its exit codes, and the commands, each of which lives in `engine/commands`."""

from __future__ import annotations

import click

from engine.commands.analyzing import analyze
from engine.commands.check import check
from engine.commands.comparing import compare
from engine.commands.diffing import diff
from engine.commands.exits import CODES, Exit
from engine.commands.explaining import explain
from engine.commands.formatting import format_
from engine.commands.inspecting import inspect
from engine.commands.judging import evaluate
from engine.commands.papers import papers
from engine.commands.proving import prove
from engine.commands.reporting import report
from engine.commands.schema import schema
from engine.commands.showing import show
from engine.commands.template import template
from engine.commands.testing import test
from engine.commands.tracing import trace
from engine.commands.usage import Commands
from engine.commands.what_if import what_if

__all__ = ["Exit", "main"]


@click.group(cls=Commands, epilog=CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xetkhen", prog_name="xetkhen")
def main() -> None:
    """Xét khen: từ kế hoạch thi đua và số liệu các đơn vị đến danh sách đề nghị, kèm lý do từng trường hợp.

    Weigh records against a campaign's plan, written down as cited rules; propose lists; explain every case.
    """


for _command in (
    check, format_, schema, show, trace, inspect, evaluate, explain, papers, report, template, test, prove, analyze,
    diff, what_if, compare,
):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="xetkhen")
