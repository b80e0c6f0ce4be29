"""What a command says on stderr: findings, notices, progress; and how it stops."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from .exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from click._termui_impl import ProgressBar

    from ..diagnostics import Diagnostic, Lang
    from ..records.dossier import Balance


def lang_of(lang: str) -> Lang:
    """Return the language of an option."""
    from ..diagnostics import Lang

    return Lang(lang)


def say(lang: str, vi: str, en: str) -> None:
    """Say one line on stderr, in the language asked for."""
    click.echo(vi if lang == "vi" else en, err=True)


#: A table is as wide as this where there is no terminal, and never narrower than that.
_WIDTH, _NARROWEST = 100, 40


def width() -> int:
    """Return how many signs of a table go in a line: those of the terminal, or what COLUMNS says."""
    from shutil import get_terminal_size

    return max(_NARROWEST, get_terminal_size((_WIDTH, 24)).columns)


#: Where there is a terminal, a book of so many bytes gets a bar; work of many steps gets one as wide as this.
_LARGE, _BAR = 4_000_000, 20


def progress(lang: str) -> Callable[[str, int, int], None]:
    """Return what says which book is being read, and on a terminal how far a large one is."""
    bars: dict[str, ProgressBar[int]] = {}

    def tell(name: str, done: int, total: int) -> None:
        words = f"đọc {name}" if lang == "vi" else f"reading {name}"
        if not total:
            click.echo(words, err=True)
        elif total >= _LARGE and sys.stderr.isatty():
            if name not in bars:
                bars[name] = click.progressbar(length=total, label=words, file=sys.stderr)
            bar = bars[name]
            bar.update(done - bar.pos)
            if done >= total:
                bar.render_finish()

    return tell


def _columns() -> int:
    """Return how many signs go in a line of the terminal that notices go to."""
    import os

    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or width()
    except (OSError, ValueError):
        return width()


@contextmanager
def steps(lang: str, vi: str, en: str, total: int) -> Iterator[Callable[[int, str], None]]:
    """Yield what is told how many of `total` are done, and what is looked at: one line that changes, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _now: None
        return
    label = vi if lang == "vi" else en
    room = max(0, _columns() - len(label) - _BAR - 2 * len(str(total)) - 10)
    looked = ""
    made: ProgressBar[int] = click.progressbar(
        length=total, label=label, file=sys.stderr, show_eta=False, show_percent=False, show_pos=True, width=_BAR,
        item_show_func=lambda _: looked[:room],
    )  # fmt: skip
    with made as bar:

        def tell(done: int, now: str) -> None:
            nonlocal looked
            looked = now
            bar.make_step(done - bar.pos)
            bar.render_progress()

        yield tell


def print_findings(found: Iterable[Diagnostic], lang: str) -> None:
    """Print findings in full, each with its place underlined."""
    from ..diagnostics import render
    from ..diagnostics.visible import shown

    for one in found:
        click.echo(shown(render(one, lang_of(lang))) + "\n", err=True)


#: So many findings of one code on one sheet are printed; all of them stand in the JSON and csv.
_SHOWN = 5


def print_rejected(found: Iterable[Diagnostic], lang: str) -> None:
    """Print what was rejected, of one code on one sheet only the first few in full."""
    from ..diagnostics import filled, place_line, render
    from ..diagnostics.visible import shown
    from ..source import Cell

    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    for one in found:
        where = (one.place.file, one.place.sheet) if isinstance(one.place, Cell) else (place_line(one.place),)
        groups.setdefault((*where, one.code.id), []).append(one)
    for same in groups.values():
        for one in same[:_SHOWN]:
            click.echo(shown(render(one, lang_of(lang))) + "\n", err=True)
        left, code = len(same) - _SHOWN, same[0].code.id
        if left > 0:
            vi = f"  [{code}] và {left} dòng khác trong trang tính này\n"
            en = filled("  [{code}] and {left:more row|more rows} of this sheet\n", {"code": code, "left": left})
            say(lang, vi, en)


def print_notices(found: Iterable[Diagnostic], lang: str) -> None:
    """Print notices of one kind and words, or of one column, together: sentence, help, and the first three places."""
    from ..diagnostics import cell_codes, place_line, render
    from ..diagnostics.visible import shown

    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        small = one.code is cell_codes.PERCENT_SMALL  # each has its own number: the column is what they share
        groups.setdefault((one.code.id, one.args["column"] if small else one.message(lang_of(lang))), []).append(one)
    for same in groups.values():
        lines = render(same[0], lang_of(lang)).splitlines()
        if same[0].place is None:
            click.echo(shown("\n".join(lines)) + "\n", err=True)
            continue
        more = [f"  --> {place_line(d.place)}" for d in same[1:3]]
        left = len(same) - 1 - len(more)
        more += [f"      và {left} chỗ khác" if lang == "vi" else f"      and {left} more"] if left else []
        click.echo(shown("\n".join([*lines[:2], *more, *lines[2:]])) + "\n", err=True)


def print_balance(balance: Balance, lang: str) -> None:
    """Print that no row was lost: read = used + rejected + no data."""
    from ..report.words import say as heading

    parts = {"rows": balance.rows, "used": balance.used, "rejected": balance.rejected, "not_data": balance.not_data}
    click.echo(heading(lang_of(lang), "balance", **parts), err=True)


def fail(found: Sequence[Diagnostic], lang: str, code: Exit) -> NoReturn:
    """Print findings and stop with an exit code."""
    print_findings(found, lang)
    raise SystemExit(code)


@contextmanager
def chains_hold(lang: str) -> Iterator[None]:
    """Stop with one sentence where a rule set cannot be chained, or the two ways to chain it disagree."""
    from ..diagnostics import Diagnostic, run_codes
    from ..evaluator import ChainDisagreesError, ChainLimitError

    try:
        yield
    except ChainDisagreesError as bad:
        fail([Diagnostic(run_codes.CHAIN_DISAGREES, None, {"text": str(bad)[:200]})], lang, Exit.COULD_NOT_RUN)
    except ChainLimitError:
        fail([Diagnostic(run_codes.CHAIN_LIMIT, None)], lang, Exit.COULD_NOT_RUN)
