"""Which words can be Vietnamese syllables: all that plans say, and no others."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from engine.records.legacy.syllables import LETTERS, in_one_case, is_syllable, syllables

from .legacy_made import LETTERS as ALL_LETTERS
from .legacy_made import PLAIN

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[^\W\d_]+")
#: Accented words of the shipped plans that are no syllables: letters put together, and slips of the copies.
EXCEPTIONS = {"QĐ", "NĐ", "HĐND", "SGDĐT", "PGDĐT", "GDĐT", "GDDĐT", "TĐ", "ĐT", "đ"}
KNOWN = {
    "rimes": "an ăn ân en ên in on ôn ơn un ưn ia ua ưa iêu ươi uôi oai oay uây oeo uya uyên uyết quyết khuya khuỷu",
    "rare rimes": "loằng ngoằng huếch xuềnh xoàng loắt choắt quắp quặp ngoạm oạch oàm thuở huơ quơ quờ quốc boong moóc",
    "no onset": "ạ ắng ẩn ếch ít óc ốc ớt út ức yêu yến yết ý ỷ oẳn oé uẩn uể uyển ướt ước uống ủa ưa ỉa ấy",
    "qu": "quá quái quạnh quắt quân quất quẻ quét quên quệt quý quỳnh quých quýt quyên quyển quở quốc quẫy quăng",
    "gi": "gì gìn giếng giết già giàu giữa giường giống giũ gịt giẻ giêng giục",
    "tone marks, old and new": "hòa hoà hóa hoá khỏe khoẻ thủy thuỷ túy tuý tòa toà",
    "tone marks, misplaced": "hòan tóan khỏang ngòai qúy qủa gía cuả nghiã giưã đựơc ngừơi trứơc tuỳên nguỷên",
    "i and y": "kỳ kì lý lí mỹ mĩ quý quí sỹ sĩ tỷ tỉ vỹ hy hi",
    "onsets": "ba cá chà đá gà ghẻ hạ khá lá mà ná ngã nghĩ nhà pà phá rả sà tả thà trà vả xã kẻ kể ký",
    "stops": "các cạch cách cáp cát hạc hạch hạp hạt tiếc tiếp tiết cuộc thuộc được",
}
UNKNOWN = {
    "a stop without sắc or nặng": "tỏc càc bàt bảp tãch tôt môt viêc luât buờc",
    "c, k, q": "cê cí kác kọ qá",
    "g, gh, ng, ngh": "gê ghá ngê nghá",
    "no such rime": "viờn giỏo bỏo tiờu đỏnh khuyờn nguời truờng kuả êng đâo bơng",
    "a tone on a glide": "xaõ taì baó laị",
    "no syllable": "đ qđ hđnd kpă krông đắk xcơ prớt",
    "two syllables": "côngtác xãhội",
}


@pytest.mark.parametrize("group", KNOWN)
def test_known(group: str) -> None:
    assert [w for w in KNOWN[group].split() if not is_syllable(w)] == []


@pytest.mark.parametrize("group", UNKNOWN)
def test_unknown(group: str) -> None:
    assert [w for w in UNKNOWN[group].split() if is_syllable(w)] == []


def test_every_accented_word_of_the_plans_is_known() -> None:
    words = set()
    for path in sorted(ROOT.glob("rules/*/plan.yaml")):
        words |= set(WORD.findall(unicodedata.normalize("NFC", path.read_text("utf-8"))))
    accented = {w for w in words if not w.isascii()}
    assert len(accented) > 500
    assert {w for w in accented if not is_syllable(w)} <= EXCEPTIONS


def test_most_accented_words_of_the_invented_texts_are_known() -> None:
    accented = {w for line in PLAIN for w in WORD.findall(line) if not w.isascii()}
    unknown = {w for w in accented if not is_syllable(w)}
    assert len(unknown) < len(accented) / 6  # names of other peoples, letters put together, slips


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["nghiêng", "ĐƯỢC", "Quyển", "hoà"])
def test_case_and_form_do_not_matter(form: Literal["NFC", "NFD"], word: str) -> None:
    assert is_syllable(unicodedata.normalize(form, word))


def test_marks_in_a_mixed_form_are_composed() -> None:
    assert is_syllable("ca\u0302\u0301p")
    assert is_syllable("câ\u0323p")
    assert is_syllable("ca\u0323\u0302p")


def test_other_letters_that_look_like_d_with_stroke() -> None:
    assert is_syllable("Ðường")
    assert is_syllable("Ɖiện")


def test_the_inventory_is_composed_and_small() -> None:
    known = syllables()
    assert all(w == unicodedata.normalize("NFC", w).lower() for w in known)
    assert {c for w in known for c in w if not c.isascii()} == LETTERS
    assert {c.lower() for c in ALL_LETTERS} == LETTERS


def test_stops_take_two_tones_only() -> None:
    wrong = re.compile("[àảãằẳẵầẩẫèẻẽềểễìỉĩòỏõồổỗờởỡùủũừửữỳỷỹ][aeiouyăâêôơư]?(?:c|ch|p|t)$")
    assert [w for w in syllables() if wrong.search(w)] == []


@pytest.mark.parametrize(("word", "fits"), [("xã", True), ("XÃ", True), ("Xã", True), ("xÃ", False), ("HềA", False)])
def test_one_case(word: str, fits: bool) -> None:
    assert in_one_case(word) is fits
