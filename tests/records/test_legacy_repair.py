"""What is proposed for texts that are not as they were meant, and that nothing is proposed for others."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records.legacy.fonts import by_font
from engine.records.legacy.readers import Kind, Proposal
from engine.records.legacy.repair import propose, suspects, suspects_by_column

from . import legacy_made as made

ROOT = Path(__file__).parents[2]
#: Folders of workbooks that are faulty on purpose.
FAULTY = {"loi", "workbooks"}
WAYS: dict[Kind, Callable[[str], str]] = {
    Kind.TCVN3: made.tcvn3,
    Kind.VNI: made.vni,
    Kind.TWICE: made.twice,
    Kind.CP1258: made.cp1258,
    Kind.UTF8: made.utf8,
}
Form = Literal["NFC", "NFD"]


def alone(text: str, font: str = "") -> tuple[str, str] | None:
    """Return kind and reading of one text."""
    found = propose(text, font)
    return (found.kind.value, found.text) if found else None


# Nothing is proposed.


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", ["", "upper", "lower"])
def test_good_texts(form: Form, case: str) -> None:
    assert len(made.PLAIN) >= 400
    texts = [unicodedata.normalize(form, getattr(t, case)() if case else t) for t in made.PLAIN]
    assert suspects(texts) == {}
    assert {t: found for t in texts if (found := propose(t))} == {}


@given(st.lists(st.sampled_from(made.PLAIN), max_size=12))
def test_good_texts_in_any_small_column(texts: list[str]) -> None:
    assert suspects(texts) == {}


@given(st.lists(st.sampled_from(" ".join(made.PLAIN).split()), max_size=10).map(" ".join))
def test_good_words_in_any_order(text: str) -> None:
    assert propose(text) is None


def test_one_odd_word_among_good_ones_is_no_proof() -> None:
    assert propose("Văn Tân x·y") is None


@given(st.lists(st.text(max_size=12), max_size=5))
@settings(max_examples=200)
def test_anything_at_all_is_read_without_an_error(texts: list[str]) -> None:
    for text, found in suspects(texts).items():
        assert found.text != unicodedata.normalize("NFC", text)


def books() -> Iterator[Path]:
    for path in sorted((ROOT / "fixtures").glob("*/*.xlsx")):
        if path.parent.name not in FAULTY:
            yield path


def test_the_shipped_workbooks() -> None:
    seen = 0
    for path in books():
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        for rows in sheets:
            columns = [list(dict.fromkeys(v for v in c if isinstance(v, str))) for c in zip(*rows, strict=False)]
            seen += sum(map(len, columns))
            assert suspects_by_column(columns) == [{} for _ in columns], path
    assert seen > 1000


def strings(node: object) -> Iterator[str]:
    match node:
        case str():
            yield node
        case dict():
            for key, value in node.items():
                yield from strings(key)
                yield from strings(value)
        case list():
            for value in node:
                yield from strings(value)


@pytest.mark.parametrize("path", sorted(ROOT.glob("rules/*/*.yaml")), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_shipped_rule_sets(path: Path) -> None:
    texts = list(dict.fromkeys(strings(yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader))))  # noqa: S506
    assert texts
    assert suspects(texts) == {}
    assert {t: found for t in texts if not t.isascii() and (found := propose(t))} == {}


# What is proposed.


@pytest.mark.parametrize(
    ("text", "kind", "reading"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Kind.TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§¥N VÞ Tr­êng TiÓu häc", Kind.TCVN3, "ĐƠN Vị Trường Tiểu học"),
        ("CéNG HßA X· HéI", Kind.TCVN3, "CỘNG HÒA XÃ HỘI"),
        ("QuyÕt ®Þnh sè 15/Q§-UBND", Kind.TCVN3, "Quyết định số 15/QĐ-UBND"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Kind.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("UÛY BAN NHAÂN DAÂN QUAÄN", Kind.VNI, "ỦY BAN NHÂN DÂN QUẬN"),
        ("cụng tỏc xó hội", Kind.TWICE, "công tác xã hội"),
        ("CỘNG HềA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Kind.TWICE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("THễNG BÁO KẾT QUẢ", Kind.TWICE, "THÔNG BÁO KẾT QUẢ"),
        ("Cá»™ng hÃ²a xÃ£ há»™i", Kind.UTF8, "Cộng hòa xã hội"),
        ("Cá»\x99ng hÃ²a xÃ£ há»\x99i", Kind.UTF8, "Cộng hòa xã hội"),
        ("PhÃ²ng hÃ nh chÃ\xadnh lÃ  Ä‘Æ¡n vá»‹", Kind.UTF8, "Phòng hành chính là đơn vị"),
        ("xÃ\xa0 lan", Kind.UTF8, "xà lan"),
        ("CoÌ£Ì‚ng hoÌ€a", Kind.UTF8, "Cộng hòa"),
        ("Côòng hoÌa xaÞ hôòi", Kind.CP1258, "Cộng hòa xã hội"),
        ("Ðýõìng ÐiêÌn Viên", Kind.CP1258, "Đướng Điền Viên"),
    ],
)
def test_one_text(text: str, kind: Kind, reading: str) -> None:
    assert alone(text) == (kind.value, reading)


@pytest.mark.parametrize("kind", WAYS)
def test_sentences_one_by_one(kind: Kind) -> None:
    found = {text: alone(WAYS[kind](text)) for text in made.SENTENCES}
    silent = [text for text, one in found.items() if one is None]
    assert len(silent) <= 1  # one impossible word among few is not enough, and then silence is right
    assert {text: one for text, one in found.items() if one} == {
        text: (kind.value, text) for text in made.SENTENCES if text not in silent
    }


@pytest.mark.parametrize("kind", WAYS)
def test_sentences_in_a_column(kind: Kind) -> None:
    shown = {WAYS[kind](text): text for text in made.SENTENCES}
    expected = {new: Proposal(kind, old) for new, old in shown.items()}
    assert suspects(shown) == expected
    assert suspects(reversed(shown)) == expected
    assert suspects([unicodedata.normalize("NFD", t) for t in shown]).keys() == {
        unicodedata.normalize("NFD", t) for t in shown
    }


@pytest.mark.parametrize("kind", [Kind.TCVN3, Kind.VNI])
def test_columns_that_were_opened_as_cp1258(kind: Kind) -> None:
    shown = {made.taken_for_1258(WAYS[kind](text)): text for text in made.SENTENCES}
    assert suspects(shown) == {new: Proposal(kind, old) for new, old in shown.items()}


@pytest.mark.parametrize("kind", WAYS)
def test_damaged_texts_among_good_ones(kind: Kind) -> None:
    shown = {WAYS[kind](text): text for text in made.SENTENCES}
    texts = [*shown, *made.PLAIN]
    random.Random(4).shuffle(texts)
    found = suspects(texts)
    assert found.keys() <= shown.keys()
    assert len(found) >= len(shown) - 2
    assert all(p == Proposal(kind, shown[t]) for t, p in found.items())


# Words that may be either follow the others, or are left alone.


@pytest.mark.parametrize("text", ["đó", "xó hội", "cụng", "có", "Số", "Cã", "Kh«ng", "Loïc", "tỏc", "Nguyễn Văn Tỏc"])
def test_a_word_alone_proves_nothing(text: str) -> None:
    assert propose(text) is None


def test_words_that_may_be_either_follow_their_text() -> None:
    assert alone("đó hoàn thành cụng việc, bỏo cỏo đỳng hạn") == (
        "tcvn3-damage",
        "đã hoàn thành công việc, báo cáo đúng hạn",
    )
    assert alone("đó hoàn thành công việc, cụng tác, bỏo cáo") is None  # công, tác, cáo speak against it
    assert alone("một số nhiệm vụ cụ thể của bộ phận giỏo viờn") == (
        "tcvn3-damage",
        "một số nhiệm vụ cụ thể của bộ phận giáo viên",
    )


def test_words_that_may_be_either_follow_their_column() -> None:
    damaged = ["giỏo viờn", "viờn chức", "bỏo cỏo", "kế toỏn", "phú giỏm đốc", "xó hội", "đó"]
    found = suspects(damaged)
    assert found["xó hội"].text == "xã hội"
    assert found["đó"].text == "đã"
    mixed = suspects([*damaged, "giáo viên", "kế toán", "báo cáo"])
    assert "xó hội" not in mixed
    assert "đó" not in mixed
    assert mixed["giỏo viờn"].text == "giáo viên"


def test_answers_follow_their_sheet() -> None:
    names = [made.tcvn3(t) for t in made.SENTENCES]
    answers = ["Tham gia đầy đủ", "Cã", "Kh«ng"]
    assert suspects(answers) == {}
    assert suspects_by_column([names, answers])[1] == {
        "Cã": Proposal(Kind.TCVN3, "Có"),
        "Kh«ng": Proposal(Kind.TCVN3, "Không"),
    }


def test_a_column_in_another_encoding_than_its_neighbour() -> None:
    first, second = [made.tcvn3(t) for t in made.SENTENCES], [made.vni(t) for t in made.SENTENCES]
    tcvn3, vni, good = suspects_by_column([first, second, made.SENTENCES])
    assert [p.text for p in tcvn3.values()] == [p.text for p in vni.values()] == made.SENTENCES
    assert good == {}


def test_a_text_partly_damaged_is_mended_only_where_it_must_be() -> None:
    assert alone("các giỏo viờn nõng cao chất lượng xó hội") == (
        "tcvn3-damage",
        "các giáo viên nâng cao chất lượng xó hội",
    )


def test_letters_put_together_follow_their_column() -> None:
    assert propose("Q§-UBND") is None
    for kind, way in WAYS.items():
        shown = way("15/QĐ-UBND")
        found = suspects([*map(way, made.SENTENCES), shown]).get(shown)
        assert found == (None if shown == "15/QĐ-UBND" else Proposal(kind, "15/QĐ-UBND"))


def test_foreign_columns_are_left_alone() -> None:
    assert suspects(["tôt ou tard", "bientôt à Nîmes", "le goût du thé", "Loïc et Noël", "côté cœur", "dû"]) == {}
    assert suspects(["Übung für Köln", "schön", "größte Höhe", "Tür", "Mäuse", "fünf Städte"]) == {}
    assert suspects(["niño pequeño", "así es", "mañana", "él vió", "corazón", "días después"]) == {}


# Letters that are gone.


@pytest.mark.parametrize("text", made.SENTENCES)
def test_lost_letters_have_no_reading(text: str) -> None:
    assert alone(made.lost(text)) == ("lost", "")


@pytest.mark.parametrize("text", ["C\ufffdng hòa", "Nguy\ufffd\ufffdn", "Nguyá»…n VÄƒn Ä\ufffdáº¡t"])
def test_characters_that_could_not_be_read(text: str) -> None:
    assert alone(text) == ("lost", "")


def test_a_question_mark_alone_is_a_question() -> None:
    assert propose("h?c") is None
    assert suspects(["h?c", "vi?c", "Có?Không"]) == {}
    assert suspects(["h?c", "vi?c", "tr??ng", "Có?Không"]).keys() == {"h?c", "vi?c", "tr??ng"}
    assert suspects(["http://a.vn/h?c", "x?a=b", "tim?q=1&h?c=2"]) == {}


# Fonts.


@pytest.mark.parametrize(
    ("text", "font", "reading"),
    [
        ("Céng hoµ", ".VnTime", "Cộng hoà"),
        ("Cã", ".VnTime", "Có"),
        ("Lª V¨n A", ".vnArial Narrow", "Lê Văn A"),
        ("phßng néi vô", ".VnTimeH", "PHÒNG NỘI VỤ"),
        ("§¬n vÞ", ".Vn3DH", "ĐƠN VỊ"),
        ("Q§-UBND", ".VnTime", "QĐ-UBND"),
        ("Haø Noäi", "VNI-Times", "Hà Nội"),
        ("QÑ", "VNI-Helve", "QĐ"),
        ("Trò", "VNI Times", "Trị"),
    ],
)
def test_by_font(text: str, font: str, reading: str) -> None:
    found = propose(text, font)
    assert found is not None
    assert found.text == reading


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
@pytest.mark.parametrize(
    "text", ["Phòng Nội vụ", "công tác", "Có", "Không", "Hà", "PHONG NOI VU", "12/QD", "Kpă", "Nguyễn Văn An", "QĐ"]
)
def test_unicode_in_an_old_font_stays(text: str, font: str) -> None:
    assert propose(text, font) is None


@pytest.mark.parametrize("font", ["Times New Roman", "Arial", "UVnTime", "Vntimes new roman", ""])
def test_other_fonts_say_nothing(font: str) -> None:
    assert by_font([["Céng hoµ"]], font) == [{}]


def test_a_text_that_may_be_either_follows_the_others_in_its_font() -> None:
    legacy, unicode = ["Cã mÆt", "xó"], ["Phòng Nội vụ", "xó"]
    assert by_font([legacy, ["xó"]], ".VnTime")[1] == {"xó": Proposal(Kind.TCVN3, "xú")}
    assert by_font([unicode, ["xó"]], ".VnTime") == [{}, {}]


def test_damage_in_an_old_font_is_still_seen() -> None:
    assert alone("cụng tỏc xó hội", ".VnTime") == ("tcvn3-damage", "công tác xã hội")
