"""Days that a plan does not bear are asked; until they are answered, what rests on them stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.assurance.cases.model import Word as Wanted

from .cases import examples, judged


def verdicts(ruleset: str, given: Mapping[str, str], subject: str, *criteria: str) -> list[dict[str, Wanted]]:
    """Return the verdicts of the first example of a rule set, under other answers, by each program."""
    first = replace(examples(ruleset)[0], parameters=given)
    return [{c: found[subject]["criteria"][c] for c in criteria} for found in judged(first).values()]


def test_no_attestation_is_enough_while_the_time_reviewed_is_not_known() -> None:
    criteria = ("unit.no-harassment", "unit.feedback", "unit.quarter-report")
    for given in ({}, {"review_from": "2020-01-01"}, {"review_to": "2020-12-31"}):
        for found in verdicts("truong-son-2020", given, "unit/T", *criteria):
            assert found == dict.fromkeys(criteria, "undetermined"), given


def test_a_time_reviewed_of_which_the_plan_names_the_year_is_the_whole_year_until_it_is_given() -> None:
    # attested for the whole of 2023: no complaint and no breach, whenever in the year the time begins and ends
    for found in verdicts("binh-phuoc-2023", {}, "unit/P", "unit.complaints", "unit.strict-handling"):
        assert found == {"unit.complaints": "not-applicable", "unit.strict-handling": "not-applicable"}
    for found in verdicts("binh-phuoc-2023", {}, "unit/P", "unit.initiative"):
        assert found == {"unit.initiative": "undetermined"}


def test_whether_a_registration_is_of_the_campaign_rests_on_the_day_the_plan_was_issued() -> None:
    # registered on 19/5: within the campaign unless the plan was issued on 20/5, which its range leaves possible
    for found in verdicts("quan-12-2020", {}, "unit/U", "unit.initiative"):
        assert found == {"unit.initiative": "undetermined"}
    for found in verdicts("quan-12-2020", {"issued_on": "2020-05-19"}, "unit/U", "unit.initiative"):
        assert found == {"unit.initiative": "met"}
