"""Lints about days: outside the campaign, or before the end of what they close."""

from __future__ import annotations

from pathlib import Path

import pytest

from .linted import criterion, findings, of_code

PERIOD = (
    "periods:\n  period: {label: đợt, from: 2020-05-01, to: 2020-11-30, cite: kh 1, quote: 01/5/2020 đến 30/11/2020}\n"
)


@pytest.mark.parametrize(
    ("written", "day", "quote", "bad"),
    [
        ("by", "2020-04-30", "ngày 30/4/2020", 1),
        ("by", "2020-05-01", "ngày 01/5/2020", 0),
        ("before", "2020-05-01", "ngày 01/5/2020", 1),
        ("by", "2020-11-30", "ngày 30/11/2020", 0),
        ("before", "2020-12-01", "ngày 01/12/2020", 0),
        ("by", "2020-12-01", "ngày 01/12/2020", 1),
    ],
)
def test_days_outside_the_campaign(tmp_path: Path, written: str, day: str, quote: str, bad: int) -> None:
    rules = PERIOD + f"deadlines:\n  d: {{label: hạn, {written}: {day}, cite: kh 1, quote: {quote}}}\n"
    clause = f"Đợt 01/5/2020 đến 30/11/2020; báo cáo {quote}"
    found = findings(tmp_path, rules + criterion("day meets d", "báo cáo"), clause)
    assert len(of_code(found, "date-outside-period")) == bad


PARAMETERS = """\
parameters:
  begin: {type: date, ask: Từ, range: [2020-05-01, 2020-05-15], cite: kh 1, quote: 01/5/2020 đến 15/5/2020}
  end: {type: date, ask: Đến, range: [2020-11-01, 2020-11-30], cite: kh 1, quote: 01/11/2020 đến 30/11/2020}
  due: {type: date, ask: Hạn, range: RANGE, cite: kh 1, quote: QUOTE}
periods: {period: {label: đợt, from: begin, to: end, cite: kh 1}}
deadlines: {d: {label: hạn, by: due, cite: kh 1}}
"""


def given(folder: Path, low: str, high: str, code: str, more: str = "") -> list[str]:
    """Return what is said of a deadline that lies from one day to another, in a period whose ends are not known."""
    days = [f"{int(d[8:]):02}/{int(d[5:7])}/{d[:4]}" for d in (low, high)]
    rules = PARAMETERS.replace("RANGE", f"[{low}, {high}]").replace("QUOTE", " đến ".join(days))
    clause = f"01/5/2020 đến 15/5/2020; 01/11/2020 đến 30/11/2020; {' đến '.join(days)}; báo cáo"
    found = of_code(findings(folder, rules + criterion("day meets d", "báo cáo", more), clause), code)
    return [" ".join((d.args["day"], d.args.get("first", ""), d.args.get("last", ""))).strip() for d in found]


def test_a_day_that_is_not_known_yet_is_outside_where_all_of_it_is(tmp_path: Path) -> None:
    code, whole = "date-outside-period", "01/05/2020 30/11/2020"
    assert given(tmp_path, "2020-12-01", "2020-12-31", code) == [f"01/12/2020 {whole}"], "the nearest day is named"
    assert given(tmp_path, "2020-03-01", "2020-04-30", code) == [f"30/04/2020 {whole}"]
    assert given(tmp_path, "2020-11-30", "2020-12-31", code) == []
    assert given(tmp_path, "2020-03-01", "2020-05-01", code) == []


def test_a_day_that_is_not_known_yet_is_early_where_all_of_it_is(tmp_path: Path) -> None:
    code, kept = "deadline-before-phase", ", due: d, keep: period"
    assert given(tmp_path, "2020-10-01", "2020-10-31", code, kept) == ["31/10/2020"]
    assert given(tmp_path, "2020-10-01", "2020-11-15", code, kept) == []


def test_a_value_from_after_the_campaign(tmp_path: Path) -> None:
    values = (
        "[{from: 2018-01-01, value: 80, cite: kh 1, quote: 01/01/2018 là 80}, "
        "{from: 2020-11-30, value: 85, cite: kh 1, quote: 30/11/2020 là 85}, "
        "{from: 2021-01-01, value: 90, cite: kh 1, quote: 01/01/2021 là 90}]"
    )
    rules = PERIOD + f"parameters:\n  p: {{type: number, ask: Mức, cite: kh 1, values: {values}}}\n"
    clause = "Đợt 01/5/2020 đến 30/11/2020; từ 01/01/2018 là 80, từ 30/11/2020 là 85, từ 01/01/2021 là 90; đạt mức"
    found = findings(tmp_path, rules + criterion("points >= p on day", "đạt mức"), clause)
    assert [d.args["day"] for d in of_code(found, "date-outside-period")] == ["01/01/2021"]


@pytest.mark.parametrize(("day", "bad"), [("30/5/2020", 1), ("31/5/2020", 0), ("15/6/2020", 0)])
def test_a_deadline_before_the_end_of_the_phase_that_it_names(tmp_path: Path, day: str, bad: int) -> None:
    written = "-".join(f"{int(n):02}" for n in reversed(day.split("/")))
    quote = f"sơ kết giai đoạn 1 chậm nhất ngày {day}"
    rules = f"deadlines:\n  d: {{label: hạn, by: {written}, cite: kh 2, quote: {quote}}}\n"
    rules += criterion("day meets d", "ngày ban hành")
    rules += "waived: [{cite: kh 3, why: thời gian của đợt}]\n"
    whole, phase = "Thi đua từ ngày ban hành đến ngày 30/11/2020.", "Đợt 1: đến ngày 31 tháng 5 năm 2020."
    found = findings(tmp_path, rules, whole, f"Báo cáo {quote}.", phase)
    assert len(of_code(found, "deadline-before-phase")) == bad


@pytest.mark.parametrize(("day", "bad"), [("29/11/2020", 1), ("30/11/2020", 0)])
def test_a_deadline_before_the_end_of_what_must_be_kept(tmp_path: Path, day: str, bad: int) -> None:
    written = "-".join(f"{int(n):02}" for n in reversed(day.split("/")))
    rules = PERIOD + f"deadlines:\n  d: {{label: hạn, by: {written}, cite: kh 1, quote: chậm nhất ngày {day}}}\n"
    first = criterion("ok", "báo cáo", name="first")
    rules += first + criterion("ok", "báo cáo", ", due: d, keep: period").removeprefix("criteria:\n")
    found = findings(tmp_path, rules, f"Đợt 01/5/2020 đến 30/11/2020; báo cáo chậm nhất ngày {day}")
    assert len(of_code(found, "deadline-before-phase")) == bad
