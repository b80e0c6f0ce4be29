"""explain over a whole list: who is on it, in which order, how many; depths, files, and words that are not known."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.diagnostics import Lang
from engine.report import build_view
from engine.report.view import View
from engine.values import Decision
from tests import campaign
from tests.campaign import BOOKS, RESOLUTION, ROOT

RULES = ("explain", "quan-12-2020", *BOOKS, "--as-of", "2020-12-05", "-q")
SCHEMA = json.loads((ROOT / "docs" / "result.schema.json").read_text("utf-8"))


@cache
def view(lang: Lang = Lang.VI) -> View:
    return build_view(campaign.evaluation(), lang)


@pytest.fixture
def _judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge and prove the campaign once for all these lists; the last two tests go the whole way."""
    monkeypatch.setattr("engine.commands.explaining.evaluated", lambda *_, **__: campaign.evaluation())
    monkeypatch.setattr("engine.report.build_view", lambda _, lang, **__: view(lang))


once = pytest.mark.usefixtures("_judged_once")


def run(*more: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in (*RULES, *more)])


def listed(*more: str | Path) -> str:
    result = run(*more)
    assert result.exit_code == Exit.DONE, result.output
    return result.stdout


def keys(text: str) -> list[str]:
    """Return the keys of the subjects of a list, in order."""
    return re.findall(r"^\d+\. [^(]*?\(([^)]+)\)", text, re.MULTILINE)


@once
@pytest.mark.parametrize("award", ["giay-khen", "bang-khen"])
@pytest.mark.parametrize("decision", ["proposed", "barred", "not-proposed", "pending"])
def test_a_list_holds_whom_evaluate_counts_in_the_order_of_the_view(decision: str, award: str) -> None:
    code = Decision[decision.upper().replace("-", "_")]
    wanted = [e.proof.row.key for e in view().of(award, code)]
    text = listed("--decision", decision, "--award", award)
    assert keys(text) == wanted
    kinds = {k.word.casefold(): view().counts(award, k.id)[code] for k in view().kinds}
    told = ", ".join(f"{n} {word}" for word, n in kinds.items() if n)
    last = " ".join(text[text.rindex("Cộng:") :].split())
    assert last.startswith(f"Cộng: {len(wanted)} đối tượng" + (f" ({told})" if told else ""))
    assert "trong 654 đối tượng đã xét" in last
    assert ("Không có đối tượng nào." in text) == (not wanted)


@once
@pytest.mark.parametrize("word", ["không được xem xét", "KHÔNG ĐƯỢC XEM XÉT", "khong duoc xem xet", "not considered"])
def test_a_result_is_known_by_its_words(word: str) -> None:
    assert listed("--decision", word) == listed("--decision", "barred")


@once
def test_a_part_of_a_word_is_enough_and_pending_says_on_whom() -> None:
    assert keys(listed("--decision", "bổ sung hồ sơ")) == keys(listed("--decision", "pending-papers"))
    lists = (keys(listed("--decision", d)) for d in ("pending-papers", "pending-council", "pending"))
    papers, council, all_ = (set(found) for found in lists)
    assert papers
    assert council
    assert papers | council <= all_


@once
def test_kind_and_unit() -> None:
    everybody = keys(listed())
    assert len(everybody) == 654
    assert keys(listed("--kind", "cá nhân")) == [k for k in everybody if re.fullmatch(r"[A-Z]+\d+-\d+", k)]
    assert keys(listed("--kind", "unit")) == keys(listed("--kind", "tập thể"))
    unit = keys(listed("--unit", "PH04"))
    assert unit[0] == "PH04"
    assert set(unit[1:]) == {k for k in everybody if k.startswith("PH04-")}
    assert keys(listed("--unit", "Phường An Lộc Đông")) == unit
    assert keys(listed("--unit", "PH04", "--kind", "cá nhân", "--decision", "proposed", "--award", "giay-khen"))


@once
def test_one_award_is_one_line_each() -> None:
    text = listed("--award", "giay-khen", "--unit", "PH04")
    assert "1. Phường An Lộc Đông (PH04): không được xem xét. " in " ".join(text.split())
    assert "Bằng khen" not in text


@once
def test_depths() -> None:
    lines, pages, everything = (
        listed("--decision", "barred", "--depth", depth) for depth in ("line", "page", "all")
    )
    assert listed("--decision", "barred") == lines
    assert len(lines) < len(pages) < len(everything)
    assert pages.count("GIẤY KHEN CỦA QUẬN: không được xem xét") == len(keys(lines)) == 4
    assert everything.count("Trình tự xét:") >= 4
    assert pages.rstrip().splitlines()[-1] == lines.rstrip().splitlines()[-1]
    one = listed("--subject", "PH04", "--depth", "line")
    assert len(one) < len(listed("--subject", "PH04"))
    assert listed("--subject", "PH04", "--all") == listed("--subject", "PH04", "--depth", "all")


@once
def test_json_of_a_list() -> None:
    found = json.loads(listed("--decision", "barred", "--format", "json", "--depth", "all"))
    jsonschema.validate(found, SCHEMA)
    assert [s["key"] for s in found["subjects"]] == keys(listed("--decision", "barred"))
    assert all(s["proof"]["type"] == "subject" for s in found["subjects"])
    assert all(s["explanation"]["sections"] for s in found["subjects"])


@once
def test_out_writes_the_same_and_prints_nothing(tmp_path: Path) -> None:
    result = run("--decision", "barred", "--out", tmp_path / "ds.txt")
    assert result.exit_code == Exit.DONE
    assert result.stdout == ""
    assert (tmp_path / "ds.txt").read_text("utf-8") == listed("--decision", "barred")
    blocked = run("--decision", "barred", "--out", tmp_path / "ds.txt" / "x.txt")
    assert blocked.exit_code == Exit.COULD_NOT_RUN
    assert "cannot-write" in blocked.stderr


@once
@pytest.mark.parametrize(
    ("option", "word", "code", "near"),
    [
        ("--decision", "không được xem sét", "unknown-result", "barred"),
        ("--decision", "bared", "unknown-result", "barred"),
        ("--decision", "chờ", "several-results", "pending-papers"),
        ("--kind", "tâp thẻ con", "unknown-kind", "unit"),
        ("--unit", "Phường An Lộc Đôngg", "unknown-unit", "PH04"),
        ("--unit", "phường", "several-units", "PH04"),
    ],
)
def test_what_is_not_known_is_said_with_what_is_near(option: str, word: str, code: str, near: str) -> None:
    for lang in ("vi", "en"):
        result = run(option, word, "--lang", lang)
        assert result.exit_code == Exit.COULD_NOT_RUN
        assert f"[{code}]" in result.stderr
        assert near in result.stderr
        assert "Traceback" not in result.output


@once
def test_one_subject_and_a_list_do_not_go_together() -> None:
    result = run("--subject", "PH04", "--decision", "barred")
    assert result.exit_code == Exit.USAGE
    assert "one-or-list" in result.stderr


def test_a_list_in_english_and_with_a_tie() -> None:
    text = listed("--decision", "tied", "--lang", "en", *sorted(RESOLUTION.glob("*.xlsx")), "--with", RESOLUTION)
    assert "tied, for the council to decide" in text
    assert re.search(r"Total: \d+ \(\d+ ", text)


def test_a_plan_of_assessments_has_lists_too() -> None:
    fixture = ROOT / "fixtures" / "binh-phuoc-2023"
    result = CliRunner().invoke(main, ["explain", "binh-phuoc-2023", str(fixture), "-q", "--decision", "không đạt"])
    assert result.exit_code == Exit.DONE
    assert "Phòng Giáo dục Mầm non - Tiểu học (PC04)" in result.stdout
