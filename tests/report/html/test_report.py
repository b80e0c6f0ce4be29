"""The HTML report without a browser: well-formed, the same bytes, nothing lost, the numbers of the view."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain.blocks import Depth, Section
from engine.explain.outline import outline
from engine.explain.redact import Audience
from engine.records import load
from engine.report import View, build_view
from engine.report.html import html_report, of_evaluation, of_view
from engine.report.html import page as page_module
from engine.report.html.packing import inline_json, packed, unpacked
from engine.report.html.page import SCRIPTS, script_text
from engine.report.html.proofs import BLOCK
from engine.report.html.words import WORDS
from engine.values import Decision
from tests.campaign import ROOT, resolved
from tests.report.html.opened import Page


@cache
def small() -> Evaluation:
    """Return the year-end review: points, grades, quotas in groups, and few enough to report on it several times."""
    plan = compile_file(ROOT / "rules" / "danh-gia-2023" / "rules.yaml").plan
    files = [p for p in (ROOT / "fixtures" / "danh-gia-2023").iterdir() if p.suffix in {".xlsx", ".csv"}]
    return evaluate(plan, load(plan, sorted(files)), dt.date(2024, 1, 10))


@cache
def view() -> View:
    return build_view(resolved())


@cache
def report() -> bytes:
    return html_report(of_view(view()))


@cache
def page() -> Page:
    return Page(report().decode())


def test_streamed_and_from_the_view_it_is_the_same_bytes() -> None:
    assert html_report(of_evaluation(small())) == html_report(of_view(build_view(small())))


def test_it_speaks_english() -> None:
    text = html_report(of_evaluation(small(), Lang.EN)).decode()
    assert '<html lang="en">' in text
    opened = Page(text)
    told = {r["words"] for one in opened.block("meta")["lists"] for r in one["results"] if one["type"] == "award"}
    assert "proposed" in " ".join(told)
    assert opened.block("meta")["words"] == WORDS[Lang.EN]


def test_points_and_grades_are_those_of_the_view() -> None:
    found = build_view(small())
    opened = Page(html_report(of_view(found)).decode())
    index, meta = opened.block("index"), opened.block("meta")
    for kind in found.kinds:
        subjects = [s for s in found.subjects if s.kind == kind.id]
        for top in kind.tops:
            column = index["figures"][top]
            assert column["low"] == [float(s.scores[top].amount.low) for s in subjects]
            assert column["high"] == [float(s.scores[top].amount.high) for s in subjects]
        for grade in kind.grades:
            (told,) = [one for one in meta["lists"] if one["id"] == f"grade:{grade}"]
            start = next(k["start"] for k in meta["kinds"] if k["id"] == kind.id)
            codes = index["lists"][f"grade:{grade}"]["codes"][start : start + kind.size]
            ids = [told["results"][c]["id"] for c in codes]
            proofs = [s.classifications[grade] for s in subjects]
            assert ids == [
                "not-applicable" if g.applies == 0 else (g.key(g.low) or "none") if g.settled else "undetermined"
                for g in proofs
            ]
            places = {r["id"]: r["order"] for r in told["results"]}
            settled = sorted({g.low for g in proofs if g.settled and g.applies}, reverse=True)
            assert settled == sorted(settled, key=lambda p: places[proofs[0].key(p) or "none"])


def test_the_line_and_the_ranks_are_those_of_the_proofs() -> None:
    found = build_view(small())
    index = Page(html_report(of_view(found)).decode()).block("index")
    for award in found.awards:
        ranked = {r[0]: r for r in index["lists"][f"award:{award}"]["ranked"]}
        for at, proof in enumerate(found.subjects):
            selection = proof.awards[award].selection
            assert (at in ranked) == (selection is not None)
            if selection is not None:
                assert ranked[at][1:3] == [selection.best, selection.worst]
                assert ranked[at][6] == selection.inside


def test_it_asks_for_nothing_from_outside() -> None:
    for element in page().elements:
        for name in ("src", "href", "action", "data", "srcset", "poster"):
            target = element.attributes.get(name, "")
            assert target == "" or target.startswith("#") or target == "data:,", (element.tag, target)
        assert "style" not in element.attributes
        assert not [n for n in element.attributes if n.startswith("on")]
    (style,) = page().all("style")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    (policy,) = [e.attributes["content"] for e in page().all("meta") if "http-equiv" in e.attributes]
    parts = {p.split()[0]: p.split()[1:] for p in policy.split(";")}
    (style,) = page().all("style")
    (script,) = [e for e in page().all("script") if "type" not in e.attributes]
    for name, text in (("style-src", style.text), ("script-src", script.text)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert parts[name] == [f"'sha256-{digest}'"]
    assert parts["default-src"] == ["'none'"]
    assert parts["img-src"] == ["data:"]
    assert "unsafe" not in policy
    head = report().decode().partition("<style>")[0]
    assert "Content-Security-Policy" in head  # it stands before what it is about


def test_the_script_never_parses_html() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", script_text())
    assert "</" not in script_text()
    assert len(set(SCRIPTS)) == len(SCRIPTS)


def test_every_subject_is_there_once_in_the_order_of_the_view() -> None:
    index = page().block("index")
    assert index["keys"] == [s.row.key for s in view().subjects]
    assert index["names"] == [s.row.name or s.row.key for s in view().subjects]
    found = sum(len(page().block(name)[1]) for name in page().proofs)
    assert found == len(view().subjects)
    units = [index["units"][u][0] if u >= 0 else "" for u in index["unit"]]
    assert units == [s.row.owner.name if s.row.owner else "" for s in view().subjects]


def test_the_numbers_are_those_of_the_view() -> None:
    meta, index, reasons = page().block("meta"), page().block("index"), page().block("reasons")
    kinds = {k["id"]: range(k["start"], k["start"] + k["size"]) for k in meta["kinds"]}
    for award in view().awards:
        name = f"award:{award}"
        (told,) = [one for one in meta["lists"] if one["id"] == name]
        codes = index["lists"][name]["codes"]
        for kind, rows in kinds.items():
            counted = Counter(told["results"][codes[i]]["id"] for i in rows)
            assert counted == {d.word: n for d, n in view().counts(award, kind).items()}
        entries = view().of(award)
        assert [reasons["texts"][n] for n in reasons["at"][name]] == [e.line for e in entries]
        assert [told["results"][c]["words"] for c in codes] == [e.words for e in entries]


def test_the_front_page_counts_what_the_view_counts() -> None:
    text = report().decode()
    for award in view().awards:
        table = text[text.index(f'<table class="figures" data-list="award:{award}"') :].partition("</table>")[0]
        for decision in Decision:
            own = [view().counts(award, k.id)[decision] for k in view().kinds]
            rows = re.findall(rf'<tr data-result="{decision.word}">(.*?)</tr>', table)
            assert len(rows) == bool(sum(own))
            for row in rows:
                assert [int(n) for n in re.findall(r">(\d+)<", row)] == [*own, sum(own)]
        nominated = re.search(r'<tr class="nominated">(.*?)</tr>', table)
        apart = {Decision.NOT_NOMINATED, Decision.NOT_APPLICABLE}
        sums = [sum(n for d, n in view().counts(award, k.id).items() if d not in apart) for k in view().kinds]
        assert nominated
        assert [int(n) for n in re.findall(r">(\d+)<", nominated[1])] == [*sums, sum(sums)]


def test_everybody_falls_at_one_step_and_the_steps_add_up() -> None:
    meta, index = page().block("meta"), page().block("index")
    for told in meta["lists"]:
        column = index["lists"][told["id"]]
        for kind in meta["kinds"]:
            known = {step[0] for step in told["steps"][kind["id"]]}
            falls = [column["stepIds"][column["falls"][i]] for i in range(kind["start"], kind["start"] + kind["size"])]
            assert set(falls) <= known
            assert falls.count("proposed") == _proposed(told["id"], kind["id"])


def test_the_first_failure_is_among_those_that_come_together() -> None:
    index = page().block("index")
    for column in index["lists"].values():
        for fall, failed in zip(column["falls"], column["sets"], strict=True):
            step, together = column["stepIds"][fall], column["setIds"][failed].split("+")
            if ":" in step and not step.startswith("requirement"):
                assert step in together


def test_the_proof_of_every_subject_is_the_outline() -> None:
    common = page().block("common")
    for at, name in enumerate(page().proofs):
        own, subjects = page().block(name)

        def text(number: int, own: list[str] = own) -> str:
            return own[number] if number >= 0 else str(common[-1 - number])

        def told(sections: list[list[object]]) -> list[str]:
            out: list[str] = []
            for _, ident, heading, words, verdict, mark, number, blocks, *parts in sections:
                out += [text(n) for n in (ident, heading, words, verdict, mark, number)]  # type: ignore[arg-type]
                out += [text(n) for n in blocks[3::4]]  # type: ignore[index]
                out += told(parts[0]) if parts else []  # type: ignore[arg-type]
            return out

        for n, (brief, whole) in enumerate(subjects):
            if n % 40:
                continue
            proof = view().subjects[at * BLOCK + n]
            for sections, depth in ((brief, Depth.PAGE), (whole, Depth.ALL)):
                assert told(sections) == list(_texts(outline(proof, depth=depth).sections))


def _texts(sections: tuple[Section, ...]) -> list[str]:
    out: list[str] = []
    for one in sections:
        out += [one.id, one.heading, one.words, one.verdict, one.mark, one.number, *(b.text for b in one.blocks)]
        out += _texts(one.parts)
    return out


def test_who_is_nearest_comes_first_and_only_one_thing_keeps_them_out() -> None:
    index = page().block("index")
    decided = {(e.award.id, n): e for a in view().awards for n, e in enumerate(view().of(a))}
    for award in view().awards:
        near = index["lists"][f"award:{award}"]["near"]
        for subject, step, *_ in near:
            entry = decided[award, subject]
            told = [f"{r.code}:{r.id}" for r in entry.award.reasons]
            assert entry.decision is Decision.OUTSIDE_QUOTA or told == [step]
        for step in {n[1] for n in near}:
            sizes = [n[2] for n in near if n[1] == step and n[2] is not None]
            assert sizes == sorted(sizes)


def test_a_copy_for_others_is_the_redacted_view_and_names_nobody_else() -> None:
    redacted = build_view(small(), redact=Audience.PUBLIC)
    streamed = of_evaluation(small(), redact=Audience.PUBLIC)
    found = html_report(of_view(redacted))
    assert [(s.row.key, s.row.name) for s in streamed.subjects] == [(s.row.key, s.row.name) for s in redacted.subjects]
    assert (streamed.files, streamed.rejected) == (redacted.files, redacted.rejected)
    opened = Page(found.decode())
    everything = found.decode() + "".join(
        str(opened.block(name)) for name in ("index", "reasons", "records", "common", *opened.proofs)
    )
    table = small().dossier.tables["person"]
    shown = {s.row.name for s in redacted.subjects}
    hidden = [(k, n) for k, n in zip(table.keys, table.names, strict=True) if n not in shown]
    assert hidden
    assert not [key for key, _ in hidden if re.search(rf"\b{re.escape(key)}\b", everything)]
    assert not [name for _, name in hidden if name in everything]
    index = opened.block("index")
    for at, proof in enumerate(redacted.subjects):
        owner = proof.row.owner
        if owner is not None and not owner.name:
            assert index["unit"][at] == -1  # a unit that the copy does not name is not given away by the filter


def test_both_languages_have_the_same_words() -> None:
    assert WORDS[Lang.VI].keys() == WORDS[Lang.EN].keys()
    for word, text in WORDS[Lang.VI].items():
        other = WORDS[Lang.EN][word]
        assert sorted(re.findall(r"\{(\w+)[:}]", text)) == sorted(re.findall(r"\{(\w+)[:}]", other)), word


def test_every_word_that_is_asked_for_is_there_and_no_other() -> None:
    asked = set(re.findall(r"""["']([\w-]+)["']""", script_text() + _sources()))
    assert set(re.findall(r'say\("([\w-]*\w)"', script_text())) <= WORDS[Lang.VI].keys()
    made = ("s-", "waits-")  # made of a code
    assert not {w for w in WORDS[Lang.VI] if not w.startswith(made)} - asked


def _sources() -> str:
    folder = Path(page_module.__file__).parent
    files = [*folder.glob("*.py"), *folder.glob("templates/*.j2")]
    return "\n".join(f.read_text(encoding="utf-8") for f in files if f.name != "words.py")


def test_data_cannot_end_its_script() -> None:
    text = "</script><script>alert(1)</script>\u2028\u2029<!--"
    assert not re.search("[<>\u2028\u2029]", inline_json({text: text}))
    assert unpacked(packed([text])) == [text]


def _proposed(name: str, kind: str) -> int:
    return view().counts(name.removeprefix("award:"), kind)[Decision.PROPOSED]
