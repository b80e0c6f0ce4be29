"""explain: why one subject, or a whole list, is where it is; as a line, a page, or everything."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exits import CODES, Exit
from .files import cannot_write, need_folder, write_whole
from .judging import award_of, evaluated, proofs_hold, subject_of
from .options import AS_OF, CONVERT, FILES, LANG, MAPPING, QUIET, REDACT, WITH, audience_of
from .told import chains_hold, fail, lang_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Code
    from ..evaluator import Evaluation
    from ..explain import Depth
    from ..report import View
    from ..report.picking import Option, Pick


@click.command(epilog=CODES)
@click.argument("ruleset")
@FILES
@click.option("--subject", metavar="NAME-OR-KEY", help="Một đối tượng: mã hoặc tên (one subject, by key or name).")
@click.option(
    "--award", metavar="A", help="Chỉ một hình thức khen thưởng: mã, tên hoặc một phần của tên (one award only)."
)
@click.option(
    "--decision", "decisions", multiple=True, metavar="RESULT",
    help="Cả danh sách có kết quả này, ghi bằng mã hoặc bằng lời, có thể lặp lại: barred, pending-papers, "
    "“không được xem xét” (everybody with this result).",
)  # fmt: skip
@click.option(
    "--kind", "kinds", multiple=True, metavar="K",
    help="Cả danh sách loại đối tượng này: “tập thể”, “cá nhân”, unit, person (everybody of this kind).",
)  # fmt: skip
@click.option(
    "--unit", "units", multiple=True, metavar="NAME-OR-KEY",
    help="Mọi đối tượng của một đơn vị, kể cả chính đơn vị (everybody of a unit, and the unit itself).",
)  # fmt: skip
@click.option(
    "--depth", type=click.Choice(["line", "page", "all"]), metavar="line|page|all",
    help="Mỗi kết quả một dòng, mỗi đối tượng một trang, hay tất cả các dòng số liệu và quy tắc đã áp dụng; mặc định: "
    "một trang, với danh sách là một dòng (a line, a page, or everything).",
)  # fmt: skip
@click.option("--all", "full", is_flag=True, help="Như --depth all (print everything).")
@WITH
@AS_OF
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--out", "out_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Ghi vào tệp này thay vì in ra (write to this file).",
)  # fmt: skip
@REDACT
@MAPPING
@CONVERT
@QUIET
@LANG
def explain(
    ruleset: str, files: tuple[str, ...], subject: str | None, award: str | None, decisions: tuple[str, ...],
    kinds: tuple[str, ...], units: tuple[str, ...], depth: str | None, overlays: tuple[str, ...],
    as_of: dt.date | None, form: str, out_file: Path | None, redact: str | None, mapping_file: Path | None, *,
    full: bool, convert: bool, quiet: bool, lang: str,
) -> None:  # fmt: skip
    """Giải thích vì sao một đối tượng, hoặc cả một danh sách, được hoặc không được đề nghị, đối chiếu được bằng tay.

    Không có --subject thì in cả danh sách, chọn bằng --decision, --kind, --unit, --award.

    Explain one subject or a whole list: decision, criteria, values, clauses and quotes, cells of the workbooks.
    """
    from ..explain import Depth

    listing = next((o for o, on in (("--decision", decisions), ("--kind", kinds), ("--unit", units)) if on), None)
    if subject is not None and listing is not None:
        _usage("ONE_OR_LIST", listing, lang)
    if out_file is not None:
        need_folder(out_file.parent, lang)
    deep = Depth.ALL if full else Depth(depth) if depth else Depth.LINE if subject is None else Depth.PAGE
    evaluation = evaluated(
        ruleset, files, overlays, as_of, lang, mapping_file, convert=convert, quiet=quiet,
        keep=subject is not None and deep is not Depth.LINE and redact is None,
    )  # fmt: skip
    name = award_of(evaluation, award, lang)
    if subject is not None:
        text = _one(evaluation, subject, name, form, deep, redact, lang)
    else:
        text = _list(evaluation, name, (decisions, kinds, units), form, deep, redact, lang)
    if out_file is None:
        click.echo(text, nl=False)
        return
    try:
        write_whole(out_file, text.encode())
    except OSError as bad:
        cannot_write(out_file, bad, lang)
    say(lang, f"đã ghi {out_file}", f"wrote {out_file}")


def _one(
    evaluation: Evaluation, subject: str, award: str | None, form: str, depth: Depth, redact: str | None, lang: str
) -> str:
    """Return the explanation of one subject; a copy for others has no remedies."""
    from ..explain import Depth, prove
    from ..explain.layout import laid_out
    from ..explain.outline import outline
    from ..explain.redact import Redactor
    from ..explain.remedy import sections, sought_of, with_remedies
    from ..explain.telling import Teller
    from ..report.one import one_subject_json

    kind, index = subject_of(evaluation, subject, lang)
    with proofs_hold(lang), chains_hold(lang):
        if form == "json":
            return one_subject_json(evaluation, kind, index, lang_of(lang), award, depth, audience_of(redact))
        proof = prove(evaluation, kind, index)
        if (audience := audience_of(redact)) is not None:
            proof = Redactor(evaluation, audience, lang_of(lang), (kind, index)).proof(proof)
            return laid_out(outline(proof, lang_of(lang), award, depth))
        more = sections(
            Teller(lang_of(lang)), sought_of(evaluation, kind, index, award, depth), proof.row, full=depth is Depth.ALL
        )
        return laid_out(with_remedies(outline(proof, lang_of(lang), award, depth), more))
    raise AssertionError  # both stop where something does not hold


def _list(
    evaluation: Evaluation, award: str | None, asked: tuple[Sequence[str], ...], form: str, depth: Depth,
    redact: str | None, lang: str,
) -> str:  # fmt: skip
    """Return the explanations of everybody who was asked for."""
    from ..report import build_view
    from ..report.explained import explained
    from ..report.one import list_json

    with proofs_hold(lang):
        view = build_view(evaluation, lang_of(lang), redact=audience_of(redact))
        pick = _pick(view, award, asked, lang)
        return list_json(view, pick, depth) if form == "json" else explained(view, pick, depth)
    raise AssertionError  # proofs_hold stops where a proof does not hold


def _pick(view: View, award: str | None, asked: tuple[Sequence[str], ...], lang: str) -> Pick:
    from ..diagnostics import run_codes
    from ..report import picking

    told: list[tuple[str, str]] = []

    def ids(
        words: Sequence[str], heading: str, options: Sequence[Option], codes: tuple[Code, Code]
    ) -> frozenset[str] | None:
        if not words:
            return None
        found = [o for w in words for o in _options(w, options, codes, lang)]
        told.extend((heading, f"{o.words[0]} ({o.id})" if heading == "unit" else o.words[0]) for o in found)
        return frozenset(o.id for o in found)

    decisions, kinds, units = asked
    return picking.Pick(
        award,
        ids(decisions, "decision", picking.decisions(view), (run_codes.UNKNOWN_RESULT, run_codes.SEVERAL_RESULTS)),
        ids(kinds, "kind", picking.kinds(view), (run_codes.UNKNOWN_KIND, run_codes.UNKNOWN_KIND)),
        ids(units, "unit", picking.units(view), (run_codes.UNKNOWN_UNIT, run_codes.SEVERAL_UNITS)),
        tuple(told),
    )


def _options(wanted: str, options: Sequence[Option], codes: tuple[Code, Code], lang: str) -> Sequence[Option]:
    """Return what is called so, or say what is near and stop."""
    from ..diagnostics import Diagnostic
    from ..report.picking import Unclear, one_of

    found = one_of(wanted, options)
    if not isinstance(found, Unclear):
        return found
    hint = "" if found.several else "".join(f"`{o.told}`? " for o in found.near)
    names = ", ".join(o.told for o in (found.near if found.several else found.options))
    args = {"text": wanted, "hint": hint, "names": names}
    return fail([Diagnostic(codes[found.several], None, args)], lang, Exit.COULD_NOT_RUN)


def _usage(code: str, text: str, lang: str) -> None:
    from ..diagnostics import Diagnostic, run_codes

    fail([Diagnostic(getattr(run_codes, code), None, {"text": text})], lang, Exit.USAGE)
