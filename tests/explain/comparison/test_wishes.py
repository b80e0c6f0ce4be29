"""Assumptions: what they change and what not, in any order, and what is told where they name nothing that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Lang, ReportedError, render
from engine.explain.comparison import LeverKind
from engine.explain.comparison.telling import Telling
from engine.explain.comparison.wishes import read_wishes, understood
from engine.source import Span

from .supposed import base, compared, decided, meant, supposing, turns

ROW = "violation: person=PH01-003; kind=ethics; committed_on=01/07/2020; concluded_on=01/08/2020; document=giả định"


def test_lists_and_columns_go_by_their_labels_too_and_rows_by_name() -> None:
    by_label = meant(("set", "Danh sách đơn vị/Phường Bình Lạc/Có kế hoạch CCHC năm 2020=Không"))
    assert by_label == meant(("set", "unit/PH02/has_plan=Không"))
    assert meant(("remove", "Danh sách vi phạm/PH04-005")) == meant(("remove", "violation/PH04-005#1"))


def test_what_is_as_it_is_changes_nothing() -> None:
    same = (
        ("set", "unit/PH02/has_plan=Có"), ("answer", "unit/PH02/duty=Có"), ("parameter", "issued_on=04/05/2020"),
        ("deadline", "register=19/05/2020"), ("rule", "citizen.cooperation=1"),
    )  # fmt: skip
    found = compared(*same)
    assert found.nothing
    assert found.mixed == 0  # nobody turned, so that nothing had to be told apart
    assert not any(one.unsaid for one in meant(("rule", "citizen.cooperation=1")))


def test_cells_and_answers_given_taken_back_and_none() -> None:
    assert turns(
        ("set", "unit/PH02/has_plan=Không"), ("set", "unit/PH01/has_plan="), ("answer", "unit/PH03/duty=Không"),
        ("answer", "unit/PH07/duty="), ("answer", "unit/PH09/duty=Có"),
    ) == {
        ("PH02", "giay-khen"): ("proposed", "not-proposed"), ("PH01", "giay-khen"): ("proposed", "pending"),
        ("PH01", "bang-khen"): ("proposed", "pending"), ("PH03", "giay-khen"): ("proposed", "not-proposed"),
        ("PH07", "giay-khen"): ("proposed", "pending"), ("PH07", "bang-khen"): ("proposed", "pending"),
        ("PH09", "giay-khen"): ("pending", "proposed"), ("PH03", "bang-khen"): ("pending", "not-proposed"),
    }  # fmt: skip


def test_a_row_more_and_what_the_attestations_count() -> None:
    plainly, counted = turns(("add", ROW)), turns(("add", ROW), attested=True)
    assert counted["PH01", "giay-khen"] == plainly["PH01", "giay-khen"] == ("proposed", "barred")
    assert counted["PH01-003", "giay-khen"] == ("proposed", "not-proposed")
    assert plainly["PH01-002", "giay-khen"] == ("proposed", "pending")  # the list is no longer what was attested
    assert ("PH01-002", "giay-khen") not in counted


def test_a_row_less() -> None:
    assert turns(("remove", "violation/PH04-005"), attested=True)["PH04", "giay-khen"] == ("barred", "proposed")


def test_a_deadline_as_a_number_of_its_rule() -> None:
    last = turns(("deadline", "register=01/06/2020"))
    assert last["PH05", "giay-khen"] == ("not-proposed", "proposed")
    assert turns(("rule", "register=02/06/2020")) == last  # "trước ngày": the day itself is late


def test_another_day_and_a_parameter_that_nobody_gave() -> None:
    assert turns(("as-of-then", "31/12/2020"))["CM03", "giay-khen"] == ("proposed", "barred")
    assert turns(("parameter", "issued_on="))["PH02", "giay-khen"] == ("proposed", "pending")


def test_a_number_of_a_rule_and_whether_its_words_say_it() -> None:
    assert turns(("rule", "citizen.cooperation=2")) == {("DC008", "giay-khen"): ("proposed", "pending")}
    (told,) = meant(("rule", "citizen.cooperation#1=2"))
    assert told.unsaid
    assert (told.before[0], told.after[0]) == ("1", "2")


def test_a_quota_and_who_is_moved_by_the_selection_alone() -> None:
    found = compared(("quota", "giay-khen=12"), resolved=True)
    moved = {t.row.key: t for t in found.turns if t.outcome.id == "giay-khen"}
    assert (moved["PH07"].before.word, moved["PH07"].after.word) == ("pending", "proposed")
    assert moved["PH07"].by_selection
    lines = Telling(found, Lang.VI).turn(moved["PH07"])
    assert "  số suất: 6 → 12" in lines


def test_several_at_once_in_any_order_and_which_of_them_did_it() -> None:
    one, other = ("set", "unit/PH02/has_plan=Không"), ("answer", "unit/PH03/duty=Không")
    assert meant(one, other) == meant(other, one, other)
    causes = {t.row.key: t.blame.enough for t in compared(one, other).turns}
    assert causes == {"PH02": (frozenset({0}),), "PH03": (frozenset({1}),)}


def test_two_that_act_only_together() -> None:
    """PH05 registered late, and nobody chose it: only both changes make it one to be chosen."""
    found = compared(("deadline", "register=01/06/2020"), ("answer", "unit/PH05/chosen=Có"))
    turn = next(t for t in found.turns if (t.row.key, t.outcome.id) == ("PH05", "bang-khen"))
    assert turn.blame.enough == (frozenset({0, 1}),)
    assert set(turn.blame.undoing) == {frozenset({0}), frozenset({1})}
    assert Telling(found, Lang.VI).turn(turn)[0] == "Chỉ khi có đồng thời giả định 1 và giả định 2."
    lower = next(t for t in found.turns if (t.row.key, t.outcome.id) == ("PH05", "giay-khen"))
    (deadline,) = lower.blame.enough
    assert [found.levers[n].kind for n in deadline] == [LeverKind.RULES]


def test_many_are_told_apart_by_kind() -> None:
    many = [("set", f"unit/PH0{n}/has_plan=Không") for n in (1, 2, 3, 7)]
    found = compared(*many, ("deadline", "register=01/06/2020"))
    assert [lever.kind for lever in found.levers] == [LeverKind.RULES, LeverKind.RECORDS]
    causes = {t.row.key: t.blame.enough for t in found.turns if t.outcome.id == "giay-khen"}
    assert causes["PH05"] == (frozenset({0}),)
    assert causes["PH01"] == (frozenset({1}),)
    assert decided(base()[1])["PH01", "giay-khen"] == "proposed"  # what was is untouched


# --- what is wrong -----------------------------------------------------------------------------------------------

WRONG = [
    ("set", "PH02=Có", "assume-syntax", "unit/PH04/has_plan=Có"),
    ("add", "violation person", "assume-syntax", "violation:"),
    ("remove", "violation", "assume-syntax", "violation/"),
    ("rule", "unit.plan", "assume-syntax", "90%"),
    ("set", "units/PH02/has_plan=Có", "assume-register", "`unit`?"),
    ("set", "unit/PH2/has_plan=Có", "assume-row", "`PH02`?"),
    ("remove", "violation/PH04-05", "assume-row", "`PH04-005`?"),
    ("set", "unit/PH02/has_plans=Có", "assume-field", "`has_plan`?"),
    ("set", "unit/PH02/has_plan=có lẽ", "bad-yes-no", "có lẽ"),
    ("answer", "unit/PH02/dutty=Có", "assume-question", "`duty`?"),
    ("answer", "citizen/DC001/duty=Có", "assume-question", "timely_truthful"),
    ("parameter", "issued=1/1/2020", "assume-parameter", "`issued_on`?"),
    ("parameter", "issued_on=hôm qua", "bad-date", "hôm qua"),
    ("quota", "giay-khen=5", "assume-quota", "--with"),
    ("quota", "giay=5", "unknown-award", "giay-khen"),
    ("rule", "unit.plan=3", "assume-numberless", "citizen.cooperation"),
    ("rule", "citizen.coop=3", "assume-rule", "`citizen.cooperation`?"),
    ("rule", "citizen.cooperation=ba", "assume-value", "ba"),
    ("rule", "citizen.cooperation#4=3", "assume-numbers", "#1"),
    ("deadline", "registr=1/6/2020", "assume-deadline", "`register`?"),
    ("deadline", "register=31/02/2020", "assume-value", "31/02/2020"),
    ("as-of-then", "mai", "bad-day", "mai"),
    ("add", "violation: persons=PH02-003", "assume-field", "persons"),
    ("add", "violation: person=PH02-003; kind=khác hẳn", "bad-choice", "khác hẳn"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "code", "told"), WRONG)
def test_what_is_not_there_is_told_with_what_is_near(kind: str, text: str, code: str, told: str) -> None:
    with pytest.raises(ReportedError) as bad:
        meant((kind, text))
    (found,) = bad.value.diagnostics
    assert found.code.id == code
    assert told in render(found)
    assert "{" not in render(found) + render(found, Lang.EN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("set", "unit/PH02/has_plan=Có"), ("set", "unit/Phường Bình Lạc/has_plan=Không")),
        (("set", "unit/PH02/has_plan=Có"), ("remove", "unit/PH02")),
        (("deadline", "register=1/6/2020"), ("rule", "register=1/7/2020")),
        (("answer", "unit/PH02/duty=Có"), ("answer", "unit/PH02/duty=")),
        (("as-of-then", "1/6/2020"), ("as-of-then", "2/6/2020")),
    ],
)
def test_two_about_one_thing_are_refused_not_chosen_between(one: tuple[str, str], other: tuple[str, str]) -> None:
    with pytest.raises(ReportedError) as bad:
        meant(one, other)
    assert [d.code.id for d in bad.value.diagnostics] == ["assume-twice"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ReportedError) as bad:
        meant(("set", "units/PH02/has_plan=Có"), ("rule", "unit.plan=3"), ("as-of-then", "mai"))
    assert {d.code.id for d in bad.value.diagnostics} == {"assume-register", "assume-numberless", "bad-day"}


def test_an_added_row_that_belongs_to_nobody_is_refused() -> None:
    with pytest.raises(ReportedError) as bad:
        supposing(("add", "violation: person=XX-1; kind=ethics")).after()
    assert bad.value.diagnostics[0].code.id == "owner-unknown"


def test_several_quotas_and_numbers_are_listed_to_choose_from() -> None:
    with pytest.raises(ReportedError) as bad:
        meant(("quota", "giay-khen/person=5"), resolved=True)
    assert "giay-khen/unit, bang-khen/person" in render(bad.value.diagnostics[0])


# --- files -------------------------------------------------------------------------------------------------------


def test_a_file_in_either_language(tmp_path: Path) -> None:
    english, vietnamese = tmp_path / "a.yaml", tmp_path / "b.yaml"
    english.write_text(
        "set:\n  - unit/PH02/has_plan=Không\nadd:\n"
        "  - violation: {person: PH01-003, kind: ethics, committed_on: 01/07/2020}\n"
        "answers: {unit/PH03/duty: Không}\ndeadlines: {register: 01/06/2020}\nremove: [violation/PH04-005]\n"
        "parameters: {issued_on: 05/05/2020}\nrules: {citizen.cooperation: 2}\nas-of-then: 06/12/2020\n",
        "utf-8",
    )
    vietnamese.write_text(
        "sửa: {unit/PH02/has_plan: Không}\nthêm:\n"
        "  violation: [{person: PH01-003, kind: ethics, committed_on: 01/07/2020}]\n"
        "ý kiến: [unit/PH03/duty=Không]\nthời hạn: {register: 01/06/2020}\nbớt: violation/PH04-005\n"
        "thông số: [issued_on=05/05/2020]\nquy tắc: [citizen.cooperation=2]\nngày xét: 06/12/2020\n",
        "utf-8",
    )
    found = read_wishes(english)
    assert set(found) == set(read_wishes(vietnamese))
    assert len(understood(*base(), found)) == len(found) == 8


def test_every_fault_of_a_file_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sai.yaml"
    path.write_text("set: [PH02]\nadd: x\nquotaz: {a: 1}\nas-of-then: [1]\nrules: {a: [1]}\nremove: {a: b}\n", "utf-8")
    with pytest.raises(ReportedError) as bad:
        read_wishes(path)
    places = [d.place for d in bad.value.diagnostics]
    assert [p.line for p in places if isinstance(p, Span)] == [1, 2, 3, 4, 5, 6]
    path.write_text("set: [unit/PH99/has_plan=Có]\nrules: {unit.plann: 3}\n", "utf-8")
    with pytest.raises(ReportedError) as bad:
        understood(*base(), read_wishes(path))
    assert [p.line for d in bad.value.diagnostics if isinstance(p := d.place, Span)] == [1, 2]


@pytest.mark.parametrize("text", ["- a\n", "set: [", "a: 1\na: 2\n"])
def test_a_file_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sai.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ReportedError):
        read_wishes(path)
