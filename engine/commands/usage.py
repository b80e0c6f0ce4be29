"""What is wrong with a command line, said in the language asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NoReturn

import click

from .exits import Exit

#: How click says what is wrong with a number or a path, and the same in Vietnamese.
_SAID = (
    (r"(?P<given>.*) is not in the range .*", "phải là {range}, đã ghi `{given}`"),
    (r"'(?P<given>.*)' is not a valid integer.*", "phải là {range}, đã ghi `{given}`"),
    (r"\w+ '(?P<given>.*)' does not exist\.", "không có `{given}`"),
    (r"\w+ '(?P<given>.*)' is a directory\.", "`{given}` là thư mục, cần một tệp"),
    (r"\w+ '(?P<given>.*)' is a file\.", "`{given}` là tệp, cần một thư mục"),
    (r"\w+ '(?P<given>.*)' is not readable\.", "không đọc được `{given}`"),
    (r"\w+ '(?P<given>.*)' is not writable\.", "không ghi được vào `{given}`"),
)


class RefusedError(click.UsageError):
    """A command line that a command itself refuses, said in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep both texts."""
        super().__init__(vi)
        self.english = en


def refuse(vi: str, en: str) -> NoReturn:
    """Stop: the options of a command line do not go together, or one of them is missing."""
    raise RefusedError(vi, en)


class Commands(click.Group):
    """The group of all commands: usage errors are told in Vietnamese, in English with `--lang en`."""

    def main(self, args: Sequence[str] | None = None, **named: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - as click has it
        """Run the command line; a wrong one ends in one sentence and exit code 2."""
        given = list(sys.argv[1:] if args is None else args)
        if not named.pop("standalone_mode", True):
            return super().main(given, standalone_mode=False, **named)
        try:
            code = super().main(given, standalone_mode=False, **named)
        except click.exceptions.NoArgsIsHelpError as bad:
            click.echo(bad.format_message(), err=True)
            sys.exit(Exit.USAGE)
        except click.UsageError as bad:
            _tell(bad, english=_english(given))
            sys.exit(Exit.USAGE)
        except click.ClickException as bad:
            bad.show()
            sys.exit(bad.exit_code)
        except click.Abort:
            sys.exit(Exit.COULD_NOT_RUN)
        sys.exit(code if isinstance(code, int) else Exit.DONE)


def _english(given: Sequence[str]) -> bool:
    return "--lang=en" in given or any(a == "--lang" and b == "en" for a, b in pairwise(given))


def _tell(bad: click.UsageError, *, english: bool) -> None:
    """Print what is wrong, and where help is."""
    path = bad.ctx.command_path if bad.ctx is not None else "xetkhen"
    if english:
        said = bad.english if isinstance(bad, RefusedError) else bad.format_message()
        said = said.replace("is not a valid integer range", "is not a whole number")
        click.echo(f"error: {said}\n  = help: {path} --help", err=True)
    else:
        click.echo(f"lỗi: {_sentence(bad)}\n  = gợi ý: xem {path} --help", err=True)


def _sentence(bad: click.UsageError) -> str:
    """Return a usage error in Vietnamese."""
    match bad:
        case click.exceptions.NoSuchOption(option_name=name, possibilities=near):
            more = f"; có phải là {', '.join(f'`{n}`' for n in sorted(near))}?" if near else ""
            return f"không có tùy chọn `{name}`{more}"
        case click.exceptions.MissingParameter():
            what = "đối số" if isinstance(bad.param, click.Argument) else "tùy chọn"
            return f"thiếu {what} {_name(bad)}{_choices(bad)}"
        case click.BadParameter():
            return f"giá trị của {_name(bad)} không dùng được{_choices(bad) or f': {_plain(bad)}'}"
        case click.exceptions.BadOptionUsage(option_name=name):
            return f"tùy chọn `{name}` cần có giá trị, hoặc viết chưa đúng: {bad.message}"
        case click.exceptions.BadArgumentUsage():
            return f"đối số chưa đúng: {bad.message}"
    if bad.message.startswith("No such command"):
        wanted = bad.message.split("'")[1] if "'" in bad.message else ""
        names = sorted(bad.ctx.command.commands) if bad.ctx and isinstance(bad.ctx.command, click.Group) else []
        return f"không có lệnh `{wanted}`; các lệnh: {', '.join(names)}"
    if bad.message.startswith("Got unexpected extra argument"):
        return f"thừa đối số: {bad.message.partition('(')[2].rstrip(')')}"
    return bad.message


def _plain(bad: click.BadParameter) -> str:
    """Return what click says of a number or a path, in Vietnamese."""
    for pattern, words in _SAID:
        found = re.fullmatch(pattern, bad.message, re.DOTALL)
        if found is not None:
            return words.format(given=found["given"], range=_range(bad.param.type if bad.param is not None else None))
    return bad.message


def _range(kind: click.ParamType[Any] | None) -> str:
    """Return which numbers an option takes."""
    low, high = (kind.min, kind.max) if isinstance(kind, click.IntRange) else (None, None)
    if low is None or high is None:
        return "số nguyên" if low is None else f"số nguyên từ {low} trở lên"
    return f"số nguyên từ {low} đến {high}"


def _name(bad: click.BadParameter) -> str:
    if bad.param is None:
        return f"`{bad.param_hint}`" if bad.param_hint else ""
    names = [bad.param.make_metavar(bad.ctx)] if isinstance(bad.param, click.Argument) and bad.ctx else bad.param.opts
    return " / ".join(f"`{n}`" for n in names)


def _choices(bad: click.BadParameter) -> str:
    kind = bad.param.type if bad.param is not None else None
    return f"; chọn một trong: {', '.join(map(str, kind.choices))}" if isinstance(kind, click.Choice) else ""
