"""Days as they are told: one form in each language, also within words; what is quoted stays as it stands."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.diagnostics import Diagnostic, Lang, retold, rule_codes, run_codes, told_day, told_iso
from engine.explain.telling import Teller
from engine.explain.wording import shown_day

DAY = dt.date(2020, 5, 9)


@pytest.mark.parametrize(("lang", "text"), [(Lang.VI, "09/05/2020"), (Lang.EN, "2020-05-09")])
def test_a_day_has_one_form_in_a_language(lang: Lang, text: str) -> None:
    assert told_day(DAY, lang) == Teller(lang).day(DAY) == text
    assert shown_day((DAY - dt.date(1970, 1, 1)).days, lang) == text
    assert retold("trước 09/05/2020", lang) == f"trước {text}"
    assert told_iso("2020-05-09", lang) == text


@pytest.mark.parametrize("text", ["109/05/2020", "9/5/2020", "09/05/20201", "01/09/05/2020", "2020-05-091"])
def test_what_is_no_day_of_ours_stays(text: str) -> None:
    assert retold(text, Lang.EN) == text
    assert told_iso(text, Lang.VI) == text


def test_a_finding_tells_its_days_in_the_language_and_quotes_what_was_written() -> None:
    early = Diagnostic(run_codes.PAPER_EARLY, None, {"text": "to-trinh", "day": "09/05/2020", "as_of": "05/12/2020"})
    assert "dated 2020-05-09, before 2020-12-05" in early.message(Lang.EN)
    assert "ngày 09/05/2020, trước ngày xét 05/12/2020" in early.message(Lang.VI)
    quoted = Diagnostic(rule_codes.DAY_FORM, None, {"text": "09/05/2020", "day": "2020-05-09"})
    assert "`09/05/2020`" in quoted.message(Lang.EN)
