"""The table of codes: both languages say the same, in one plain sentence."""

from __future__ import annotations

import re
import string
import tomllib
import unicodedata

import pytest

from engine.diagnostics import TABLE, Code

from .underlined import ROOT

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
EACH = pytest.mark.parametrize("code", TABLE.values(), ids=lambda c: c.id)


def placeholders(text: str) -> set[str]:
    """Return the names to fill, with the ending of the English variant taken off."""
    return {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(text) if name}


@EACH
def test_both_languages_are_there(code: Code) -> None:
    assert code.vi
    assert code.en
    assert bool(code.help_vi) == bool(code.help_en)
    assert VIETNAMESE.search(code.vi), "no diacritics: is this Vietnamese?"
    assert not VIETNAMESE.search(code.en.replace("`đối tượng.tên`", "")), "Vietnamese in the English sentence"


@EACH
def test_both_languages_fill_the_same_names(code: Code) -> None:
    assert placeholders(code.vi) == placeholders(code.en)
    assert placeholders(code.help_vi) == placeholders(code.help_en)


@EACH
@pytest.mark.parametrize("part", ["vi", "en", "help_vi", "help_en"])
def test_a_sentence_is_plain(code: Code, part: str) -> None:
    text: str = getattr(code, part)
    assert text == unicodedata.normalize("NFC", text).strip()
    assert not text.endswith((".", "!", ":"))
    assert ". " not in text, "more than one sentence"
    assert "  " not in text
    assert text.count("`") % 2 == 0
    first = text[:1]
    assert not first.isupper() or text.startswith(("Python", "Excel")), "no capital at the start"
    bare = re.sub(r"`[^`]*`|--\w+|\.\w+|docs/\S+", "", text)
    assert not re.search(r"\b[A-Z][a-z]+[A-Z]\w*|\bNone\b|\bError\b|Exception|dict|tuple", bare), "jargon"


@EACH
def test_an_id_is_kebab_case(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.id)


def test_no_two_codes_say_the_same() -> None:
    for part in ("vi", "en"):
        texts = [getattr(c, part) for c in TABLE.values()]
        assert len(set(texts)) == len(texts), [t for t in texts if texts.count(t) > 1]


def test_how_to_install_an_extra_is_said_for_the_package_and_for_a_checkout() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = [help_ for c in TABLE.values() for help_ in (c.help_vi, c.help_en) if "pip install" in help_]
    assert len(told) >= 8
    for help_ in told:
        (extra,) = re.findall(r"`pip install 'xetkhen\[(\w+)\]'`", help_)
        assert f"`.venv/bin/pip install -e '.[{extra}]'`" in help_
        assert extra in project["optional-dependencies"]
