"""The tables of the old encodings, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.legacy.tables import TCVN3, VNI, from_cp1258, from_tcvn3, from_vni, western

from . import legacy_made as made

SMALL = [c for c in made.LETTERS if c.islower()]
#: Capitals that TCVN3 has in every font.
PLAIN_CAPITALS = list("ĂÂÊÔƠƯĐ")
WORDS = st.lists(st.sampled_from("abcdeghiklmnopqrstuvxy ,.-(123"), max_size=8)


def mixed(letters: list[str]) -> st.SearchStrategy[str]:
    """Return texts of such letters among plain ones, each with a consonant behind it."""
    return st.lists(st.tuples(WORDS.map("".join), st.sampled_from(letters)), max_size=8).map(
        lambda parts: "".join(f"{plain}{letter}n" for plain, letter in parts)
    )


def test_the_tables_are_whole() -> None:
    assert sorted(TCVN3.values()) == sorted([*SMALL, *PLAIN_CAPITALS])
    assert set(VNI.values()) == set(made.LETTERS)
    assert all(ord(c) > 0x7F for c in TCVN3)


@pytest.mark.parametrize(
    ("code", "letter"),
    [(0xA1, "Ă"), (0xA7, "Đ"), (0xAD, "ư"), (0xAE, "đ"), (0xB5, "à"), (0xB9, "ạ"), (0xBE, "ắ"), (0xC6, "ặ"),
     (0xCB, "ậ"), (0xCF, "ẽ"), (0xD8, "ỉ"), (0xDF, "ò"), (0xE1, "ỏ"), (0xEF, "ù"), (0xF1, "ủ"), (0xFE, "ỵ")],
)  # fmt: skip
def test_tcvn3_codes(code: int, letter: str) -> None:
    assert TCVN3[bytes([code]).decode("cp1252")] == letter


@pytest.mark.parametrize("letter", SMALL + PLAIN_CAPITALS)
def test_tcvn3_letters(letter: str) -> None:
    assert from_tcvn3(made.tcvn3(letter)) == letter


@pytest.mark.parametrize("letter", made.LETTERS)
def test_the_fonts_of_capitals(letter: str) -> None:
    assert from_tcvn3(made.tcvn3(letter), capitals=True) == letter.upper()


@pytest.mark.parametrize("letter", made.LETTERS)
def test_vni_letters(letter: str) -> None:
    assert from_vni(made.vni(letter)) == letter


@pytest.mark.parametrize("letter", made.LETTERS)
def test_cp1258_letters(letter: str) -> None:
    assert from_cp1258(made.cp1258(letter)) == letter


@given(mixed(SMALL + PLAIN_CAPITALS))
def test_tcvn3_there_and_back(text: str) -> None:
    assert from_tcvn3(made.tcvn3(text)) == text


@given(mixed(made.LETTERS))
def test_tcvn3_capitals_there_and_back(text: str) -> None:
    assert from_tcvn3(made.tcvn3(text), capitals=True) == text.upper()


@given(mixed(made.LETTERS))
def test_vni_there_and_back(text: str) -> None:
    assert from_vni(made.vni(text)) == text


@given(mixed(made.LETTERS))
def test_cp1258_there_and_back(text: str) -> None:
    assert from_cp1258(made.cp1258(text)) == text


@pytest.mark.parametrize("text", made.SENTENCES)
def test_what_was_opened_as_cp1258_looks_western_again(text: str) -> None:
    for shown in (made.tcvn3(text), made.vni(text)):
        assert western(made.taken_for_1258(shown)) == shown


def test_well_known_sentences() -> None:
    assert from_tcvn3("Céng hoµ x· héi chñ nghÜa ViÖt Nam") == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert from_tcvn3("Céng hoµ", capitals=True) == "CỘNG HOÀ"
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_vni("ÑOÄC LAÄP - Töï do, Aân caàn") == "ĐỘC LẬP - Tự do, Ân cần"
    assert from_cp1258("Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
