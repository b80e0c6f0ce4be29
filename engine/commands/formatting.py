"""format: rule sets and their clauses in the one canonical layout, in place, or shown as a difference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, rule_file_of, write_whole
from .options import LANG
from .told import print_findings, say

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class _File:
    """One file before and after."""

    path: Path
    name: str
    before: str
    after: str


@click.command("format", epilog=CODES)
@click.argument("rulesets", nargs=-1, required=True, metavar="RULESET...")
@click.option("--check", is_flag=True, help="Chỉ nêu tệp sẽ thay đổi, thoát mã 1 nếu có (only say what would change).")
@click.option("--diff", is_flag=True, help="Chỉ in chỗ sẽ thay đổi, không ghi (print a unified diff, write nothing).")
@LANG
def format_(rulesets: tuple[str, ...], *, check: bool, diff: bool, lang: str) -> None:
    """Trình bày lại RULESET (rules.yaml và tệp điều khoản) theo một khuôn thống nhất, giữ nguyên ghi chú.

    Lay rule sets and their clauses out in the one canonical way; comments are kept, what is read stays the same.
    """
    files: dict[Path, _File] = {}
    found: list[Diagnostic] = []
    for ruleset in rulesets:
        for file in _laid_out(_written_file(ruleset, lang), found):
            files[file.path.resolve()] = file
    if found:
        print_findings(found, lang)
        raise SystemExit(Exit.COULD_NOT_RUN if all(_internal(f) for f in found) else Exit.RULES_HAVE_ERRORS)
    changed = [f for f in files.values() if f.before != f.after]
    for file in changed:
        if diff:
            click.echo(_difference(file), nl=False)
        if check:
            say(lang, f"sẽ trình bày lại {file.path}", f"would reformat {file.path}")
        elif not diff:
            _write(file, lang)
            say(lang, f"đã trình bày lại {file.path}", f"reformatted {file.path}")
    left = len(files) - len(changed)
    if left:
        say(lang, f"{left} tệp đã đúng khuôn", f"{left} file{'s' if left > 1 else ''} left as they are")
    if check and changed:
        raise SystemExit(Exit.COULD_NOT_RUN)


def _written_file(ruleset: str, lang: str) -> Path:
    """Return the file that a rule set, or a document laid over one, is written in."""
    overlay = Path(ruleset) / "overlay.yaml"
    return (
        overlay if overlay.is_file() and not overlay.with_name("rules.yaml").is_file() else rule_file_of(ruleset, lang)
    )


def _laid_out(path: Path, found: list[Diagnostic]) -> list[_File]:
    """Return the rules file and the clause files it names, each laid out anew; or say what is wrong with them."""
    from ..diagnostics import Diagnostic, errors, run_codes
    from ..syntax import read_ruleset
    from ..syntax.canonical import canonical
    from ..syntax.tree import read_source, read_tree

    rules, bad = read_ruleset(path)
    wrong = errors(bad)
    found += wrong
    source, _ = read_source(path)
    if wrong or rules is None or source is None:
        return []
    out = []
    for one in (source, *(d.source for d in rules.documents if d.source is not None)):
        tree, _ = read_tree(one)
        after = canonical(one, tree) if tree is not None else None
        if after is None:
            found.append(Diagnostic(run_codes.FORMAT_DISAGREES, None, {"text": one.name}))
        else:
            out.append(_File(path if one is source else path.parent / Path(one.name).name, one.name, one.text, after))
    return out


def _internal(found: Diagnostic) -> bool:
    from ..diagnostics import run_codes

    return found.code is run_codes.FORMAT_DISAGREES


def _difference(file: _File) -> str:
    """Return a unified difference."""
    from difflib import unified_diff

    before, after = (t.splitlines(keepends=True) for t in (file.before, file.after))
    lines = unified_diff(before, after, file.name, file.name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _write(file: _File, lang: str) -> None:
    """Replace a file in one step, with the line breaks it had."""
    try:
        breaks = b"\r\n" if b"\r\n" in file.path.read_bytes() else b"\n"
        write_whole(file.path, file.after.encode().replace(b"\n", breaks))
    except OSError as bad:
        cannot_write(file.path, bad, lang)
