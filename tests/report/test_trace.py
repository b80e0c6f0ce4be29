"""The trace: every clause with its rules and the cases that exercise them; holes are told, everything is escaped."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.report.trace import Traced, cases_of, trace
from engine.report.trace_html import as_html, marked
from engine.report.trace_text import as_csv, as_table
from engine.syntax.cases import read_cases

PLAN = """\
title: Thử <b>
number: unknown
clauses:
  - {id: a, label: mục a, text: "Hồ sơ đúng hạn từ 97% & hơn <nữa>."}
  - {id: b, label: mục b, text: Không trễ hạn.}
  - {id: c, label: mục c, text: Báo cáo trước ngày 20 tháng 5 năm 2020.}
  - {id: d, label: mục d, text: Nơi nhận.}
"""
RULES = """\
ruleset: thu
title: Thử & <i>
documents: {kh: {clauses: plan.yaml}}
deadlines:
  report: {label: hạn báo cáo, before: 2020-05-20, cite: kh c, quote: trước ngày 20 tháng 5 năm 2020}
registers:
  unit:
    label: Đơn vị
    subject: Tập thể
    key: {unit_id: {type: text, label: Mã}}
    fields: {on_time: {type: percent, label: Đúng hạn}, late: {type: yes-no, label: Trễ}}
criteria:
  unit.a: {label: đúng hạn <x>, met: on_time >= 97%, cite: kh a, quote: từ 97%, reading: hon}
assessments:
  unit.result: {label: kết quả, requires: all criteria, cite: kh b, quote: Không trễ hạn}
readings:
  hon: {cite: kh a, open: "Chữ <hơn> chưa rõ.", taken: Từ 97%., by: Hội đồng & tổ, instead: ["trên 97%"]}
waived: [{cite: kh d, why: "nơi <nhận>"}]
"""
CASES = "cases:\n  - {note: 'ca <một> & hai', want: {unit/U: {criteria: {unit.a: met}}}}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("plan", PLAN), ("rules", RULES), ("cases", CASES)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def traced(folder: Path) -> Traced:
    rules = compile_file(folder / "rules.yaml").rules
    cases, found = cases_of(rules, folder / "rules.yaml")
    assert found == ()
    return trace(rules, cases)


class Page(HTMLParser):
    """What stands in a page: elements opened and closed, texts, links to other files."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [v or "" for k, v in attrs if k in {"href", "src"}]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_each_clause_has_its_rules_cases_and_state(folder: Path) -> None:
    lines = {line.clause.id: line for line in traced(folder).lines}
    assert [e.id for e in lines["a"].entries] == ["unit.a"]
    assert lines["a"].cases == (1,)
    assert [r.id.value for r in lines["a"].readings] == ["hon"]
    assert lines["b"].hole
    assert lines["c"].entries[0].idle, "no rule rests on the deadline"
    assert not lines["c"].hole
    assert lines["d"].waivers == ("nơi <nhận>",)
    assert not any(line.forgotten for line in lines.values())


def test_a_clause_is_exercised_with_the_rule_that_rests_on_it(folder: Path) -> None:
    text = RULES.replace("met: on_time >= 97%", "due: report, met: on_time >= 97%")
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    lines = {line.clause.id: line for line in traced(folder).lines}
    assert lines["c"].cases == (1,)


def test_a_clause_that_nothing_takes_up_stays_visible(folder: Path) -> None:
    rules = replace(compile_file(folder / "rules.yaml").rules, waivers=())
    found = trace(rules)
    assert [line.clause.id for line in found.lines if line.forgotten] == ["d"]
    assert "CHƯA XỬ LÝ" in as_table(found)
    assert "CHƯA XỬ LÝ" in as_html(found)
    assert "UNACCOUNTED" in as_csv(found, Lang.EN)


def test_holes_are_told_and_strict_exits_1(folder: Path) -> None:
    for form, hole in (("table", "CHƯA CÓ CA KIỂM"), ("csv", "CHƯA CÓ CA KIỂM"), ("html", "chưa có ca kiểm")):
        result = run("trace", folder, "--format", form)
        assert result.exit_code == Exit.DONE
        assert hole in " ".join(result.stdout.split())
        assert run("trace", folder, "--format", form, "--strict").exit_code == Exit.COULD_NOT_RUN
    assert "1 điều khoản chưa có ca kiểm: kh b" in run("trace", folder).stdout
    more = CASES + "  - {note: hai, want: {unit/U: {assessments: {unit.result: met}}}}\n"
    (folder / "cases.yaml").write_text(more, encoding="utf-8")
    assert run("trace", folder, "--strict").exit_code == Exit.DONE
    assert "every clause that rules take up has a case" in run("trace", folder, "--lang", "en").stdout


def test_csv_gives_the_notes_of_cases(folder: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("trace", folder, "--format", "csv").stdout)))
    assert rows[0] == ["Điều khoản", "Nơi trích", "Được viết thành", "Nội dung", "Cách hiểu", "Ca kiểm"]
    assert rows[1] == ["kh a", "mục a", "tiêu chí", "unit.a: đúng hạn <x>", "Từ 97%.", "ca <một> & hai"]
    assert {len(r) for r in rows} == {6}


def test_the_page_is_whole_and_everything_is_escaped(folder: Path) -> None:
    text = run("trace", folder, "--format", "html").stdout
    page = Page(text)
    assert page.open == []
    assert set(page.seen) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "code", "table", "thead", "tr", "th",
        "tbody", "td", "br", "mark", "ul", "li", "ol", "span", "a", "b",
    }  # fmt: skip
    assert all(link.startswith("#case-") for link in page.links), "nothing is fetched from elsewhere"
    said = "".join(page.texts)
    for words in (
        "Thử & <i>",
        "<nữa>",
        "đúng hạn <x>",
        "ca <một> & hai",
        "Chữ <hơn> chưa rõ.",
        "nơi <nhận>",
        "Hội đồng & tổ",
    ):
        assert words in said
    assert "<mark>từ 97%</mark>" in text
    assert '<html lang="vi">' in text
    assert "A4 landscape" in text
    assert '<html lang="en">' in run("trace", folder, "--format", "html", "--lang", "en").stdout


@pytest.mark.parametrize(("lang", "title"), [("vi", "Cảnh báo được chấp nhận (1)"), ("en", "Findings that stand by")])
def test_findings_that_stand_by_a_waiver_are_told_at_the_end(folder: Path, lang: str, title: str) -> None:
    waived = 'waived: [{lint: deadline-unused, at: report, why: "chỉ <nhắc>"}, '
    (folder / "rules.yaml").write_text(RULES.replace("waived: [", waived), encoding="utf-8")
    line = "deadline-unused – hạn báo cáo (report): chỉ <nhắc>"
    for told in (run("show", folder, "--lang", lang).stdout, run("trace", folder, "--lang", lang).stdout):
        assert title in told
        assert told.rstrip().endswith(f"- {line}")
    page = run("trace", folder, "--format", "html", "--lang", lang).stdout
    assert f"<h2>{title}" in page
    assert "<li>deadline-unused – hạn báo cáo (report): chỉ &lt;nhắc&gt;</li>" in page
    last = list(csv.reader(io.StringIO(run("trace", folder, "--format", "csv", "--lang", lang).stdout)))[-1]
    word = "cảnh báo được chấp nhận" if lang == "vi" else "finding waived"
    assert last == ["report", "hạn báo cáo", word, "deadline-unused: chỉ <nhắc>", "", ""]


def test_a_rule_set_without_waivers_has_no_list_of_them(folder: Path) -> None:
    assert "Cảnh báo được chấp nhận" not in run("show", folder).stdout + run("trace", folder).stdout


def test_quotes_are_marked_also_where_they_overlap() -> None:
    assert marked("a b c d", ["b c", "c d"]) == "a <mark>b c d</mark>"
    assert marked("a <b> a", ["a"]) == "<mark>a</mark> &lt;b&gt; <mark>a</mark>"
    assert marked("a b", ["", "x"]) == "a b"


def test_it_is_written_to_a_file(folder: Path) -> None:
    out = folder / "trace.html"
    result = run("trace", folder, "--format", "html", "--out", out)
    assert result.exit_code == Exit.DONE
    assert result.stdout == ""
    assert f"đã ghi {out}" in result.stderr
    assert out.read_text(encoding="utf-8") == run("trace", folder, "--format", "html").stdout
    for bad in (folder / "nowhere" / "x.html", folder):
        refused = run("trace", folder, "--out", bad)
        assert refused.exit_code == Exit.COULD_NOT_RUN
        assert "lỗi[cannot-write]" in refused.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cases: {a: b}\n", "wrong-type"),
        ("cases:\n  - {note: x}\n", "missing-key"),
        ("cases:\n  - {note: x, wants: {}, want: {}}\n", "unknown-key"),
        ("cases:\n  - {note: x, want: {unit/U: {criteria: {unit.b: met}}}}\n", "unknown-name"),
        ("cases:\n  - {note: x, want: [a]}\n", "wrong-type"),
        ("cases: [\n", "yaml-syntax"),
        ("", "missing-key"),
    ],
)
def test_faulty_cases_exit_3(folder: Path, text: str, code: str) -> None:
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    result = run("trace", folder)
    assert result.exit_code == Exit.RULES_HAVE_ERRORS
    assert f"lỗi[{code}]" in result.stderr


def test_a_rule_set_without_cases(folder: Path) -> None:
    (folder / "cases.yaml").unlink()
    assert read_cases(folder / "rules.yaml") == ((), ())
    assert "Bộ tiêu chí chưa có ca kiểm nào." in run("trace", folder).stdout


@pytest.mark.parametrize("name", shipped())
def test_shipped_rule_sets_name_only_their_rules_in_cases(name: str) -> None:
    rules = compile_file(rule_file(name)).rules
    cases, found = cases_of(rules, rule_file(name))
    assert found == ()
    assert len(cases) >= 8
    lines = trace(rules, cases).lines
    assert not any(line.forgotten for line in lines)
    assert sum(bool(line.cases) for line in lines) > sum(line.hole for line in lines) / 2
    assert not re.search(r">\s*(None|\[\])\s*<", as_html(trace(rules, cases)))
