"""The Python API: what it gives is what the command line prints; whatever is wrong is raised once, with findings."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
import subprocess
import sys
from functools import cache
from types import ModuleType

import pytest

import engine
from engine import Campaign, ReportedError, Result, evaluate, explain, load
from engine.explain import prove
from engine.records.changes import Drop, Put
from engine.report import build_view, result_json
from engine.report.csv_out import decisions_csv
from engine.source import Cell
from tests import campaign
from tests.campaign import ROOT

FILES = campaign.BOOKS
BOOK = campaign.book("01")


@cache
def loaded() -> Campaign:
    return load("quan-12-2020", FILES, keep=True)


@cache
def judged() -> Result:
    return evaluate(loaded(), "2020-12-05")


def test_the_names_stay_functions_although_folders_have_the_same_names() -> None:
    assert prove.__module__.startswith("engine.explain.")
    assert isinstance(sys.modules["engine"].__dict__["explain"], ModuleType)  # the folder, which can be called
    assert engine.explain(judged(), "PH04", "giay-khen", depth="line").key == "PH04"
    assert inspect.isfunction(engine.load)
    assert inspect.isfunction(engine.evaluate)


def test_importing_it_brings_in_nothing_heavy() -> None:
    code = "import engine, sys; print([m for m in ('numpy', 'pandas', 'lark', 'durable') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_everything_public_has_types_and_a_docstring() -> None:
    assert (ROOT / "engine" / "py.typed").is_file()
    for name in engine.__all__:
        thing = getattr(engine, name)
        assert name == "__version__" or thing.__doc__
        if inspect.isfunction(thing):
            signature = inspect.signature(thing)
            assert all(p.annotation is not p.empty for p in signature.parameters.values())
            assert signature.return_annotation is not signature.empty


def test_decisions_are_those_of_the_engine() -> None:
    found = {(d.key, d.award): d.code for d in judged().decisions}
    assert found == campaign.decisions(campaign.evaluation())
    assert judged().decision("PH04", "giay-khen").code == "barred"


def test_tables_and_json_are_those_of_the_command_line() -> None:
    view = build_view(campaign.evaluation())
    assert judged().frame().to_csv(index=False, lineterminator="\n") == decisions_csv(view)
    mine, theirs = json.loads(judged().json()), json.loads(result_json(view))
    assert mine == theirs


def test_verdicts_by_key() -> None:
    found = judged().verdicts("unit")
    assert len(found) == 30
    assert set(found["PH02"].values()) <= {"met", "not-met", "undetermined", "not-applicable"}


@pytest.mark.parametrize("depth", ["line", "page", "all"])
def test_an_explanation_says_why(depth: str) -> None:
    told = explain(judged(), "PH04", depth=depth)  # type: ignore[arg-type]
    assert "không được xem xét" in told.text
    assert told.tree["decisions"]["giay-khen"]["decision"] == "barred"


def test_one_award_only_and_by_name() -> None:
    told = explain(judged(), "Phường An Lộc Đông", "giay-khen")
    assert set(told.tree["decisions"]) == {"giay-khen"}
    assert "BẰNG KHEN" not in told.text


def test_a_copy_for_the_public_holds_no_name_in_text_or_tree() -> None:
    whole = explain(judged(), "PH04", depth="all")
    copy = explain(judged(), "PH04", depth="all", redact="public")
    assert "Phan Minh Sơn" in whole.text + json.dumps(whole.tree, ensure_ascii=False)
    assert "Phan Minh Sơn" not in copy.text + json.dumps(copy.tree, ensure_ascii=False)


def test_english_where_asked_for() -> None:
    told = explain(evaluate(loaded(), dt.date(2020, 12, 5), lang="en"), "PH04", depth="line")
    assert "As of the end of 2020-12-05" in told.text


def test_what_is_not_there_is_a_lookup_error_that_names_what_is_near() -> None:
    with pytest.raises(LookupError) as near:
        explain(judged(), "Phường An Lộc Đôn")
    assert "Phường An Lộc Đông" in str(near.value)
    with pytest.raises(LookupError):
        explain(judged(), "PH04", "huan-chuong")
    with pytest.raises(LookupError):
        judged().decision("PH04", "huan-chuong")


def test_errors_are_raised_once_with_all_findings() -> None:
    with pytest.raises(ReportedError) as none:
        load("khong-co", FILES)
    assert none.value.diagnostics[0].code.id == "no-rule-file"
    with pytest.raises(ReportedError):
        load("quan-12-2020", [ROOT / "khong-co.xlsx"])
    with pytest.raises(ValueError, match="isoformat"):
        evaluate(loaded(), "hôm nay")
    with pytest.raises(ValueError, match="keep=True"):
        load("quan-12-2020", BOOK).changed([Put("unit", Cell("a"), "has_plan", value=True)])


def test_one_file_is_as_good_as_a_list_and_a_day_may_be_written_as_papers_write_it() -> None:
    assert load("quan-12-2020", str(BOOK)).dossier.files == (BOOK.name,)
    assert evaluate(loaded(), "05/12/2020").as_of == judged().as_of


def test_a_change_to_what_is_not_there_names_what_there_is() -> None:
    with pytest.raises(LookupError, match="violation"):
        loaded().changed([Put("zzz", Cell("a"), "has_plan", value=True)])
    with pytest.raises(LookupError, match="has_plan"):
        loaded().changed([Put("unit", Cell("a"), "zzz", value=True)])


def test_the_day_is_the_latest_known_where_none_is_named() -> None:
    assert evaluate(loaded()).as_of == dt.date(2020, 12, 20)


def test_what_would_be_if_a_record_were_otherwise() -> None:
    table = loaded().dossier.tables["unit"]
    row = table.places.cell(list(table.keys).index("PH02"))
    other = evaluate(loaded().changed([Put("unit", row, "has_plan", value=False)]), "2020-12-05")
    assert judged().decision("PH02", "giay-khen").code == "proposed"
    assert other.decision("PH02", "giay-khen").code == "not-proposed"
    with pytest.raises(LookupError):
        loaded().changed([Drop("unit", row.__class__("khong-co.xlsx"))])


def test_the_balance_and_hashes_are_told() -> None:
    balance = loaded().balance
    assert balance.rows == balance.used + balance.rejected + balance.not_data
    assert all(re.fullmatch("[0-9a-f]{64}", h) for h in loaded().hashes)
    assert loaded().rejected == ()


def test_the_documented_example_runs() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
