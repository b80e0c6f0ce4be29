"""A place under a quota: which figure decided, against whom, how far; and whom it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Lang
from engine.explain import Prover, page
from engine.explain.proof import SelectionProof
from tests.conformance import build
from tests.conformance.programs import evaluated

CASES = {c.note: c for c in build.cases()}


def told(note: str, key: str, folder: Path, lang: Lang = Lang.VI) -> tuple[str, SelectionProof]:
    """Return the page and the place of one subject of a conformance case."""
    case = next(c for n, c in CASES.items() if n.startswith(note))
    evaluation = evaluated(case, folder)[0]
    prover = Prover(evaluation)
    for kind, judged in evaluation.kinds.items():
        for index in range(judged.size):
            proof = prover.prove(kind, index)
            if proof.row.key == key:
                selection = next(a.selection for a in proof.awards.values() if a.selection is not None)
                return " ".join(page(proof, lang).split()), selection
    raise AssertionError(key)


@pytest.mark.parametrize(
    ("key", "lang", "words"),
    [
        (
            "U1", Lang.VI,
            "Xếp sau U2 (vị trí cuối trong hạn mức) do điểm, xếp từ thấp đến cao: 2 so với 1, cao hơn 1 điểm",
        ),
        (
            "U2", Lang.VI,
            "Xếp trước U1 (vị trí đầu ngoài hạn mức) do điểm, xếp từ thấp đến cao: 1 so với 2, thấp hơn 1 điểm",
        ),
        ("U3", Lang.VI, "Xếp sau U2 (vị trí cuối trong hạn mức) do điểm: 70 so với 80, thấp hơn 10 điểm"),
        (
            "U1", Lang.EN,
            "Stands after U2 (last inside) by điểm, lowest first: 2 against 1, 1 point higher (equal in điểm)",
        ),
    ],
)
def test_the_key_that_decides_is_named(key: str, lang: Lang, words: str, tmp_path: Path) -> None:
    text, _ = told("a second key breaks a tie", key, tmp_path, lang)
    assert words in text
    assert ("bằng nhau về điểm" in text) == (lang is Lang.VI and key != "U3")


def test_who_is_inside_stands_before_the_first_one_outside(tmp_path: Path) -> None:
    text, selection = told("the best two, no tie at the line", "U2", tmp_path)
    assert "Xếp trước U3 (vị trí đầu ngoài hạn mức) do điểm: 80 so với 79,99, cao hơn 0,01 điểm" in text
    assert selection.next is not None
    assert (selection.last or selection.next).key == "U2"


def test_a_rank_by_one_key_says_the_distance_once(tmp_path: Path) -> None:
    text, _ = told("the best two, no tie at the line", "U3", tmp_path)
    assert "kém ngưỡng (80) 0,01 điểm" in text
    assert "Xếp sau" not in text


def test_nobody_stands_before_or_after_at_a_tie(tmp_path: Path) -> None:
    text, selection = told("a tie at the line waits for the council", "U1", tmp_path)
    assert "Xếp " not in text
    assert [r.key for r in selection.sharing] == ["U3"]


def test_whose_group_is_missing_is_waited_for(tmp_path: Path) -> None:
    """Not the council: it has nothing to decide while it is open in which group somebody is."""
    text, selection = told("places by the size of each group", "U4", tmp_path)
    assert [r.key for r in selection.rivals] == ["U5"]
    assert "Chờ kết quả của: U5" in text
    assert "đồng hạng" not in text


def test_whom_a_limit_may_shut_out_is_waited_for(tmp_path: Path) -> None:
    text, selection = told("whether somebody is a leader is missing", "P1", tmp_path)
    assert [r.key for r in selection.rivals] == ["H1"]
    assert "đồng hạng" not in text
