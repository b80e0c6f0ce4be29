"""The command line: each command reads its arguments, calls the engine, prints, and sets the exit code."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from engine.compiler import Compiled
    from engine.diagnostics import Diagnostic, Lang
    from engine.evaluator import Evaluation
    from engine.plan import Plan


class Exit(enum.IntEnum):
    """What a command ended in; a subject that is not proposed is a normal answer."""

    DONE = 0
    #: A file could not be opened, a subject or award is unknown, an output cannot be written.
    COULD_NOT_RUN = 1
    #: The command line was wrong (click).
    USAGE = 2
    #: The rule set, or a document laid over it, has errors.
    RULES_HAVE_ERRORS = 3
    #: With --strict: some rows of the records could not be used.
    RECORDS_REJECTED = 4


_CODES = """\b
Mã thoát (exit codes):
  0  xong (done)
  1  không chạy được: tệp, đối tượng, nơi ghi (could not run)
  2  dòng lệnh sai (usage)
  3  bộ tiêu chí có lỗi (the rule set has errors)
  4  có dòng số liệu bị loại, khi dùng --strict (records were rejected)
"""


def _read_day(text: str) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return dt.datetime.strptime(text.strip(), form).replace(tzinfo=dt.UTC).date()
    return None


def _day(ctx: click.Context, _: click.Parameter, text: str | None) -> dt.date | None:
    """Return a day written as Vietnamese papers or as ISO write it, or say in the language asked for what is wrong."""
    found = None if text is None else _read_day(text)
    if text is not None and found is None:
        from engine.diagnostics import Diagnostic, run_codes

        _fail([Diagnostic(run_codes.BAD_DAY, None, {"text": text})], str(ctx.params.get("lang") or "vi"), Exit.USAGE)
    return found


_LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, is_eager=True,
    help="Ngôn ngữ (language).",
)  # fmt: skip
_WITH = click.option(
    "--with",
    "overlays",
    multiple=True,
    metavar="OVERLAY",
    help="Văn bản đặt chồng lên kế hoạch, có thể lặp lại (laid over the plan).",
)
_AS_OF = click.option(
    "--as-of", callback=_day, metavar="DAY",
    help="Xét theo điều đã biết đến hết ngày này, ghi 05/12/2020 hoặc 2020-12-05; "
    "mặc định: ngày muộn nhất trong số liệu và kế hoạch (as of).",
)  # fmt: skip
_QUIET = click.option(
    "-q", "--quiet", is_flag=True, help="Không in tên tệp đang đọc và các lưu ý (no progress, no notices)."
)
_FILES = click.argument("files", nargs=-1, required=True, metavar="FILES...")


@click.group(epilog=_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xetkhen", prog_name="xetkhen")
def main() -> None:
    """Xét khen: từ kế hoạch thi đua và số liệu các đơn vị đến danh sách đề nghị, kèm lý do từng trường hợp.

    Weigh records against a campaign's plan, written down as cited rules; propose lists; explain every case.
    """


@main.command(epilog=_CODES)
@click.argument("ruleset", required=False)
@click.option("--all", "every", is_flag=True, help="Kiểm tra mọi bộ có sẵn (every shipped rule set).")
@click.option("--against", metavar="FILE", help="Toàn văn kế hoạch để đối chiếu từng điều khoản (the full text).")
@_WITH
@_LANG
def check(ruleset: str | None, against: str | None, overlays: tuple[str, ...], *, every: bool, lang: str) -> None:
    """Kiểm tra bộ tiêu chí RULESET (mã có sẵn hoặc đường dẫn): mọi lỗi một lần.

    Check a rule set: names, types, quotes, literals, clauses, strata; everything that is wrong at once.
    """
    from engine.bundle import shipped

    if every == (ruleset is not None) or (every and (against or overlays)):
        message = "nêu một RULESET, hoặc chỉ --all (name one RULESET, or --all alone)"
        raise click.UsageError(message)
    wrong = sum(_checked(name, against, overlays, lang) for name in (shipped() if every else [str(ruleset)]))
    if wrong:
        _say(lang, f"{wrong} lỗi", f"{wrong} error{'s' if wrong > 1 else ''}")
        raise SystemExit(Exit.RULES_HAVE_ERRORS)


def _checked(ruleset: str, against: str | None, overlays: tuple[str, ...], lang: str) -> int:
    """Check one rule set, print what was found, and return how many errors there are."""
    from engine.compiler import check_file
    from engine.compiler.cite import check_against, documents_of
    from engine.diagnostics import arranged, errors
    from engine.syntax.tree import read_source

    compiled, found = check_file(_rule_file(ruleset, lang), [_overlay_file(o, lang) for o in overlays])
    if compiled is not None and against is not None:
        source, bad = read_source(Path(against))
        if source is None:
            _fail(bad, lang, Exit.COULD_NOT_RUN)
        plan_itself = [d for n, d in documents_of(compiled.rules).items() if n == _first_document(compiled)]
        found = arranged([*found, *check_against(plan_itself, source.text, source.name)])
        for clause in (c for d in plan_itself for c in d.clauses):
            for slip in clause.slips:
                vi = f"ghi chú: {clause.label}: bản sao ghi “{slip.reads}”, hiểu là “{slip.means}”"
                _say(lang, vi, f"note: {clause.label}: the copy says “{slip.reads}”, meaning “{slip.means}”")
    _print_findings(found, lang)
    if compiled is not None and not errors(found):
        plan = compiled.plan
        clauses = sum(len(d.clauses) for d in plan.documents.values())
        counts = (len(plan.criteria), len(plan.bars), len(plan.awards), len(plan.assessments), len(plan.readings))
        vi = (
            "bộ `{}` hợp lệ: {} điều khoản, {} tiêu chí, {} trường hợp loại trừ, {} hình thức khen thưởng, "
            "{} kết quả đánh giá, {} cách hiểu"
        )
        en = "`{}` is sound: {} clauses, {} criteria, {} bars, {} awards, {} assessments, {} readings"
        click.echo((vi if lang == "vi" else en).format(plan.id, clauses, *counts))
    return len(errors(found))


@main.command(epilog=_CODES)
@click.argument("ruleset")
@_WITH
@_LANG
def show(ruleset: str, overlays: tuple[str, ...], lang: str) -> None:
    """In bộ tiêu chí RULESET theo từng điều khoản, cho thành viên Hội đồng đọc.

    Print the rule set clause by clause as a council member would read it, readings marked.
    """
    from engine.report.show import show as shown

    click.echo(shown(_compiled(ruleset, overlays, lang).plan, _lang(lang)), nl=False)


@main.command(epilog=_CODES)
@click.argument("ruleset")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True)
@_WITH
@_LANG
def trace(ruleset: str, form: str, overlays: tuple[str, ...], lang: str) -> None:
    """In bảng điều khoản -> quy tắc của RULESET, kèm cách hiểu.

    Print clause -> rule, with the readings; a clause that nothing takes up stays visible.
    """
    from engine.report.trace import as_csv, as_table
    from engine.report.trace import trace as traced

    rows = traced(_compiled(ruleset, overlays, lang).rules, _lang(lang))
    click.echo((as_csv if form == "csv" else as_table)(rows, _lang(lang)), nl=False)


@main.command(epilog=_CODES)
@click.argument("ruleset")
@_FILES
@_WITH
@_AS_OF
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--out",
    "out_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Ghi các tệp kết quả vào thư mục này (write files).",
)
@click.option("--strict", is_flag=True, help="Thoát mã 4 khi có dòng số liệu bị loại (exit 4 when rows were rejected).")
@_QUIET
@_LANG
def evaluate(
    ruleset: str, files: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None, form: str,
    out_dir: Path | None, *, strict: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Xét RULESET trên số liệu FILES (.xlsx, .csv) và in các danh sách đề nghị kèm lý do.

    Judge the records and print the proposed lists, with a reason for every subject.
    """
    from engine.report import build_view, evaluation_tables, result_json, write_all
    from engine.report.csv_out import decisions_csv

    if out_dir is not None:
        _need_folder(out_dir, lang)
    evaluation = _evaluated(ruleset, files, overlays, as_of, lang, quiet=quiet)
    with _proofs_hold(lang):
        view = build_view(evaluation, _lang(lang))
    text = {"table": evaluation_tables, "json": result_json, "csv": decisions_csv}[form](view)
    click.echo(text, nl=not text.endswith("\n"))
    if out_dir is not None:
        try:
            paths = write_all(view, out_dir)
        except OSError as bad:
            _cannot_write(out_dir, bad, lang)
        for path in paths:
            _say(lang, f"đã ghi {path}", f"wrote {path}")
    if strict and evaluation.dossier.rejected:
        raise SystemExit(Exit.RECORDS_REJECTED)


@main.command(epilog=_CODES)
@click.argument("ruleset")
@_FILES
@click.option("--subject", required=True, metavar="NAME-OR-KEY", help="Mã hoặc tên của đối tượng (key or name).")
@click.option(
    "--award", metavar="A", help="Chỉ một hình thức khen thưởng: mã, tên hoặc một phần của tên (one award only)."
)
@_WITH
@_AS_OF
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--all", "full", is_flag=True, help="In tất cả các dòng liên quan và quy tắc đã áp dụng (print everything)."
)
@_QUIET
@_LANG
def explain(
    ruleset: str, files: tuple[str, ...], subject: str, award: str | None, overlays: tuple[str, ...],
    as_of: dt.date | None, form: str, *, full: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Giải thích vì sao một đối tượng có hoặc không có trong danh sách, đối chiếu được bằng tay.

    Explain one subject: decision, criteria, values, clauses and quotes, cells of the workbooks.
    """
    from engine.explain import page, prove
    from engine.report.one import one_subject_json

    evaluation = _evaluated(ruleset, files, overlays, as_of, lang, quiet=quiet)
    kind, index = _subject(evaluation, subject, lang)
    name = _award(evaluation, award, lang)
    if form == "json":
        with _proofs_hold(lang):
            text = one_subject_json(evaluation, kind, index, _lang(lang), award=name)
        click.echo(text, nl=False)
    else:
        with _proofs_hold(lang):
            text = page(prove(evaluation, kind, index), _lang(lang), award=name, full=full)
        click.echo(text, nl=not text.endswith("\n"))


# --- what the commands share -----------------------------------------------------------------------------------


def _lang(lang: str) -> Lang:
    from engine.diagnostics import Lang

    return Lang(lang)


def _say(lang: str, vi: str, en: str) -> None:
    click.echo(vi if lang == "vi" else en, err=True)


def _progress(lang: str) -> Callable[[str], None]:
    return lambda name: _say(lang, f"đọc {name}", f"reading {name}")


def _print_findings(found: Iterable[Diagnostic], lang: str) -> None:
    from engine.diagnostics import render

    for one in found:
        click.echo(render(one, _lang(lang)) + "\n", err=True)


#: So many findings of one code on one sheet are printed; all of them stand in the JSON and csv.
_SHOWN = 5


def _print_rejected(found: Iterable[Diagnostic], lang: str) -> None:
    """Print what was rejected, of one code on one sheet only the first few in full."""
    from engine.diagnostics import place_line, render
    from engine.source import Cell

    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    for one in found:
        where = (one.place.file, one.place.sheet) if isinstance(one.place, Cell) else (place_line(one.place),)
        groups.setdefault((*where, one.code.id), []).append(one)
    for same in groups.values():
        for one in same[:_SHOWN]:
            click.echo(render(one, _lang(lang)) + "\n", err=True)
        left, code = len(same) - _SHOWN, same[0].code.id
        if left > 0:
            vi = f"  [{code}] và {left} dòng khác trong trang tính này\n"
            _say(lang, vi, f"  [{code}] and {left} more rows of this sheet\n")


def _print_notices(found: Iterable[Diagnostic], lang: str) -> None:
    """Print notices of one kind and words, or of one column, together: sentence, help, and the first three places."""
    from engine.diagnostics import place_line, render

    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        groups.setdefault((one.code.id, one.args.get("column") or one.message(_lang(lang))), []).append(one)
    for same in groups.values():
        lines = render(same[0], _lang(lang)).splitlines()
        if same[0].place is None:
            click.echo("\n".join(lines) + "\n", err=True)
            continue
        more = [f"  --> {place_line(d.place)}" for d in same[1:3]]
        left = len(same) - 1 - len(more)
        more += [f"      và {left} chỗ khác" if lang == "vi" else f"      and {left} more"] if left else []
        click.echo("\n".join([*lines[:2], *more, *lines[2:]]) + "\n", err=True)


def _fail(found: Sequence[Diagnostic], lang: str, code: Exit) -> NoReturn:
    _print_findings(found, lang)
    raise SystemExit(code)


def _rule_file(ruleset: str, lang: str) -> Path:
    from engine.bundle import rule_file, shipped
    from engine.diagnostics import Diagnostic, rule_codes

    path = rule_file(ruleset)
    if not path.is_file():
        args = {"text": ruleset, "names": ", ".join(shipped()) or "-"}
        _fail([Diagnostic(rule_codes.NO_RULE_FILE, None, args)], lang, Exit.COULD_NOT_RUN)
    return path


def _overlay_file(overlay: str, lang: str) -> Path:
    path = Path(overlay)
    if path.is_dir():
        path = next((p for p in (path / "overlay.yaml", path / "rules.yaml") if p.is_file()), path / "overlay.yaml")
    return path if path.is_file() else _rule_file(overlay, lang)


def _first_document(compiled: Compiled) -> str:
    return compiled.rules.documents[0].id.value if compiled.rules.documents else ""


def _compiled(ruleset: str, overlays: tuple[str, ...], lang: str) -> Compiled:
    from engine.compiler import compile_file
    from engine.diagnostics import ReportedError

    path, above = _rule_file(ruleset, lang), [_overlay_file(o, lang) for o in overlays]
    try:
        return compile_file(path, above)
    except ReportedError as bad:
        _fail(bad.diagnostics, lang, Exit.RULES_HAVE_ERRORS)


def _need_folder(folder: Path, lang: str) -> None:
    """Refuse a folder that certainly cannot be written to, before the long work begins."""
    import errno
    import os

    there = next((p for p in (folder, *folder.absolute().parents) if p.exists() or p.is_symlink()), folder)
    if not there.is_dir():
        _cannot_write(folder, FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)), lang)
    if not os.access(there, os.W_OK | os.X_OK):
        _cannot_write(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)), lang)


def _cannot_write(folder: Path, bad: OSError, lang: str) -> NoReturn:
    import errno

    from engine.diagnostics import Diagnostic, run_codes

    known = {
        errno.EEXIST: ("đã có tệp cùng tên", "there is a file of that name"),
        errno.ENOTDIR: ("đã có tệp cùng tên", "there is a file of that name"),
        errno.ENOENT: ("không tạo được thư mục này", "this folder cannot be made"),
        errno.EISDIR: ("đã có thư mục cùng tên với tệp kết quả", "there is a folder with the name of a file to write"),
        errno.EACCES: ("không có quyền ghi", "no permission to write"),
        errno.EPERM: ("không có quyền ghi", "no permission to write"),
        errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
        errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
    }
    other = bad.strerror or str(bad)
    vi, en = known.get(bad.errno or 0, (other, other))
    args = {"text": str(folder), "why": vi, "why_en": en}
    _fail([Diagnostic(run_codes.CANNOT_WRITE, None, args)], lang, Exit.COULD_NOT_RUN)


def _last_deadline(plan: Plan) -> dt.date | None:
    """Return the latest day that the deadlines of a plan name."""
    from engine.plan import Constant
    from engine.values import date_of

    last = [d.last.value for d in plan.deadlines.values() if isinstance(d.last, Constant)]
    return date_of(max(last)) if last else None


def _undecided(evaluation: Evaluation) -> int:
    """Return how many subjects have a decision that is pending, or an assessment that is undetermined."""
    from engine.values import Decision, Verdict

    out = 0
    for judged in evaluation.kinds.values():
        open_ = [codes == int(Decision.PENDING) for codes in judged.decisions.values()]
        open_ += [codes == int(Verdict.UNDETERMINED) for codes in judged.assessments.values()]
        out += sum(any(row) for row in zip(*(o.tolist() for o in open_), strict=True))
    return out


@contextmanager
def _proofs_hold(lang: str) -> Iterator[None]:
    """Print nothing where a proof is not what was judged."""
    from engine.diagnostics import Diagnostic, run_codes
    from engine.explain import ProofDisagreesError

    try:
        yield
    except ProofDisagreesError as bad:
        _fail([Diagnostic(run_codes.PROOF_DISAGREES, None, {"text": str(bad)[:200]})], lang, Exit.COULD_NOT_RUN)


def _evaluated(
    ruleset: str, files: tuple[str, ...], overlays: tuple[str, ...], as_of: dt.date | None, lang: str, *, quiet: bool
) -> Evaluation:
    """Compile, read the records and judge them, saying on stderr what is being done and what was left out."""
    from engine.diagnostics import Diagnostic, ReportedError, run_codes
    from engine.evaluator import ChainDisagreesError, ChainLimitError, evaluate, latest_day
    from engine.records import load

    compiled = _compiled(ruleset, overlays, lang)
    try:
        dossier = load(compiled.plan, [Path(f) for f in files], None if quiet else _progress(lang))
    except ReportedError as bad:
        _fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)
    _print_notices(() if quiet else dossier.notices, lang)
    _print_rejected(dossier.rejected, lang)
    day = as_of or latest_day(compiled.plan, dossier) or _last_deadline(compiled.plan)
    if day is None:
        _fail([Diagnostic(run_codes.NO_DAY, None)], lang, Exit.USAGE)
    if as_of is None and not quiet:
        _say(
            lang,
            f"xét đến hết ngày {day:%d/%m/%Y}, ngày muộn nhất trong số liệu và kế hoạch",
            f"as of {day}, the latest day known",
        )
    try:
        evaluation = evaluate(compiled.plan, dossier, day)
    except ChainDisagreesError as bad:
        _fail([Diagnostic(run_codes.CHAIN_DISAGREES, None, {"text": str(bad)[:200]})], lang, Exit.COULD_NOT_RUN)
    except ChainLimitError:
        _fail([Diagnostic(run_codes.CHAIN_LIMIT, None)], lang, Exit.COULD_NOT_RUN)
    if dossier.rejected:
        args = {"text": str(dossier.balance.rejected), "count": str(_undecided(evaluation))}
        _print_findings([Diagnostic(run_codes.ROWS_REJECTED, None, args)], lang)
    if not evaluation.chained and not quiet:
        _print_findings([Diagnostic(run_codes.NO_DURABLE, None)], lang)
    return evaluation


def _subject(evaluation: Evaluation, wanted: str, lang: str) -> tuple[str, int]:
    """Find a subject by key, else by exact name; say what is near, or which keys there are."""
    from engine.diagnostics import Diagnostic, run_codes
    from engine.explain.subjects import find_subject

    found = find_subject(evaluation, wanted)
    if isinstance(found, tuple):
        return found
    code = run_codes.SEVERAL_SUBJECTS if found.names else run_codes.UNKNOWN_SUBJECT
    args: dict[str, Any] = {"text": wanted, "hint": found.hint, "names": found.names}
    _fail([Diagnostic(code, None, args)], lang, Exit.COULD_NOT_RUN)


def _award(evaluation: Evaluation, wanted: str | None, lang: str) -> str | None:
    from engine.diagnostics import Diagnostic, run_codes

    if wanted is None:
        return None
    from engine.records.binding import bare, small

    awards = list(evaluation.plan.awards.values())
    for form in (small, bare):
        for award in awards:
            if form(wanted) in {form(award.id), form(award.label)}:
                return award.id
    near = [a for a in awards if bare(wanted) and bare(wanted) in bare(a.label)]
    if len(near) == 1:
        return near[0].id
    code = run_codes.SEVERAL_AWARDS if near else run_codes.UNKNOWN_AWARD
    names = ", ".join(f"{a.id} ({a.label})" for a in near or awards)
    _fail([Diagnostic(code, None, {"text": wanted, "names": names})], lang, Exit.COULD_NOT_RUN)


if __name__ == "__main__":
    main(prog_name="xetkhen")
