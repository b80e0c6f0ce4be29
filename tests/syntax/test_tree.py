"""The located tree: strict, bounded, every scalar text, every place right."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, Lang, ReportedError, render
from engine.source import Source, Span
from engine.syntax import shape
from engine.syntax.tree import MAX_BYTES, MAX_DEPTH, Entries, Items, Node, Scalar, read_source, read_tree, tree_of


def tree(text: str) -> Node:
    """Return the tree of a text without findings."""
    node, found = read_tree(Source("x", text))
    assert not found, [render(d) for d in found]
    assert node is not None
    return node


def findings(text: str) -> list[Diagnostic]:
    """Return the findings of a text."""
    return read_tree(Source("x", text))[1]


def underlined(found: Diagnostic) -> str:
    """Return the underlined text."""
    assert isinstance(found.place, Span)
    return found.place.source.text[found.place.start : found.place.end]


def at(node: Node | None, *keys: str) -> Node:
    """Return a node below."""
    for key in keys:
        assert isinstance(node, Entries)
        node = node.get(key)
    assert node is not None
    return node


# --- every scalar is text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "yes",
        "on",
        "012",
        "0x1F",
        "1e3",
        "12:30",
        "12:30:45",
        "2020-02-31",
        "null",
        "~",
        ".5",
        "1_000",
        "true",
        "=",
    ],
)
def test_a_scalar_stays_what_it_is(text: str) -> None:
    node = at(tree(f"a: {text}\n"), "a")
    assert isinstance(node, Scalar)
    assert node.text == text


def test_a_key_stays_what_it_is() -> None:
    node = tree("NO: 1\n012: 2\n12:30: 3\n")
    assert isinstance(node, Entries)
    assert [k.text for k, _ in node.entries] == ["NO", "012", "12:30"]


def test_nodes_know_their_place() -> None:
    text = "a: {b: [một, 'hai']}\nc: \"ba\"\n"
    root = tree(text)
    inner = at(root, "a", "b")
    assert isinstance(inner, Items)
    for node, words in ((at(root, "a"), "{b: [một, 'hai']}"), (inner, "[một, 'hai']"), (inner.items[0], "một"),
                        (inner.items[1], "'hai'"), (at(root, "c"), '"ba"')):  # fmt: skip
        assert text[node.span.start : node.span.end] == words


# --- what YAML could do and rule sets may not ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", "a", "`a` được ghi hai lần"),
        ("a: {x: 1, x: 2}\n", "duplicate-key", "x", "`x` được ghi hai lần"),
        ("a: 1\n'a': 2\n", "duplicate-key", "'a'", "`a` được ghi hai lần"),
        ("a: &x 1\n", "yaml-anchor", "&x 1", "`&x`"),
        ("a: {b: &x [1]}\n", "yaml-anchor", "&x [", "`&x`"),
        ("a: *x\n", "yaml-anchor", "*x", "`*x`"),
        ("a: !!int 1\n", "yaml-anchor", "!!int 1", "tag:yaml.org,2002:int"),
        ("a: !python/object:os.system 1\n", "yaml-anchor", "!python/object:os.system 1", "os.system"),
        ("a: ! 1\n", "yaml-anchor", "! 1", "`!`"),
        ("? [a, b]\n: 1\n", "wrong-type", "[a, b]", "một tên khóa"),
        ("a: 1\n---\nb: 2\n", "yaml-documents", "---", "nhiều hơn một văn bản"),
        ("a: 'x\n", "yaml-syntax", "\n", "không đúng cú pháp"),
        ("a: b: c\n", "yaml-syntax", ":", "không đúng cú pháp"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", ":", "không đúng cú pháp"),
        ("a:\n\tb: 2\n", "yaml-syntax", "\t", "không đúng cú pháp"),
        ("a: x\x07y\n", "yaml-syntax", "\x07", "không đúng cú pháp"),
        ("@a: 1\n", "yaml-syntax", "@", "không đúng cú pháp"),
    ],
)
def test_refused(text: str, code: str, place: str, words: str) -> None:
    found = findings(text)[0]
    assert found.code.id == code
    assert underlined(found) == place
    assert words in found.message(Lang.VI)


def test_a_duplicate_names_the_line_of_the_first() -> None:
    (found,) = findings("\n\na: 1\nb: 2\na: 3\n")
    assert "dòng 3" in found.help(Lang.VI)
    assert "line 3" in found.help(Lang.EN)


def test_a_merge_key_is_no_way_around() -> None:
    assert [d.code.id for d in findings("a: {x: 1}\nb:\n  <<: *a\n")] == ["yaml-anchor"]


def test_yaml_says_why_in_vietnamese() -> None:
    (found,) = findings("a: b: c\n")
    assert "đặt cả đoạn trong dấu nháy kép" in found.help(Lang.VI)
    assert "mapping values are not allowed" in found.help(Lang.EN)


# --- bounds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "a: " + "[" * 200_000 + "]" * 200_000,
     "".join(f"{' ' * i}a:\n" for i in range(1000))],
    ids=["brackets", "braces", "dashes", "questions", "closed brackets", "indents"],
)  # fmt: skip
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    node, found = read_tree(Source("x", text))
    assert node is None
    assert "yaml-too-deep" in {d.code.id for d in found}


def test_the_deepest_allowed() -> None:
    tree("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH)
    assert findings("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1))[0].code.id == "yaml-too-deep"


def test_many_duplicates_are_all_told() -> None:
    found = findings("a: 1\n" * 100_000)
    assert len(found) == 99_999


# --- files -------------------------------------------------------------------------------------------------------


def why(path: Path) -> tuple[str, str]:
    """Return why a file cannot be read, in both languages."""
    source, (found,) = read_source(path, "rules.yaml")
    assert source is None
    assert found.code.id == "unreadable-rules"
    return found.message(Lang.VI).partition(": ")[2], found.message(Lang.EN).partition(": ")[2]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    large, latin = tmp_path / "large.yaml", tmp_path / "latin.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    latin.write_bytes("a: Đơn vị".encode("utf-16"))
    assert why(tmp_path / "none.yaml") == ("không có tệp này", "there is no such file")
    assert why(tmp_path) == ("đây là thư mục", "it is a folder")
    assert why(large) == ("tệp lớn hơn 1 MB", "it is larger than 1 MB")
    assert why(latin) == ("không phải văn bản UTF-8", "it is not UTF-8 text")
    assert why(tmp_path / "nul\0.yaml")[1] == "the path or the disk is faulty"
    assert why(tmp_path / ("x" * 5000))[1] == "the path or the disk is faulty"


def test_a_large_file_cut_within_a_letter_is_still_too_large(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("ạ".encode() * MAX_BYTES)
    assert why(file)[1] == "it is larger than 1 MB"


@pytest.mark.parametrize("data", ["a: đạt\n", "\ufeffa: đạt\n", "a: đạt\r\n", unicodedata.normalize("NFD", "a: đạt\n")])
def test_byte_order_mark_line_ends_and_decomposed_letters_make_no_difference(tmp_path: Path, data: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(data.encode())
    source, found = read_source(file)
    assert not found
    assert source is not None
    assert source.text == "a: đạt\n"


def test_an_empty_file_is_an_empty_rule_set(tmp_path: Path) -> None:
    for text in ("", "\n\n", "# chỉ có ghi chú\n", "---\n"):
        file = tmp_path / "a.yaml"
        file.write_text(text)
        source, _ = read_source(file)
        assert source is not None
        node, found = read_tree(source)
        assert not found
        assert isinstance(node, Entries | Scalar)


# --- places of expressions inside every kind of scalar -------------------------------------------------------------

SCALARS = {
    "plain": "met: on_time >= đ 95%\n",
    "plain over lines": "met: on_time >=\n  đ 95%\ncite: kh 1\n",
    "folded": "met: >\n  on_time >=\n  đ 95%\ncite: kh 1\n",
    "folded stripped": "met: >-\n  on_time\n\n  >= đ 95%\n",
    "literal": "met: |\n  on_time >=\n    đ 95%\ncite: kh 1\n",
    "literal with an indent and a remark": "met: |2- # ghi chú\n    on_time >= đ 95%\n",
    "double quotes": 'met: "on_time >= đ 95%"\n',
    "double quotes over lines": 'met: "on_time >=\n  đ 95%"\n',
    "single quotes": "met: 'on_time >= đ 95%'\n",
    "flow": "{met: on_time >= đ 95%, cite: kh 1}\n",
    "after Vietnamese": "{label: Tỷ lệ đúng hạn, met: on_time >= đ 95%}\n",
    "beyond the basic plane": "{label: 𝔸𝔹, met: on_time >= đ 95%}\n",
}


@pytest.mark.parametrize("kind", SCALARS)
def test_an_error_inside_an_expression_is_shown_where_it_stands(kind: str) -> None:
    found: list[Diagnostic] = []
    assert shape.expression(at(tree(SCALARS[kind]), "met"), found) is None
    assert [(d.code.id, underlined(d)) for d in found] == [("expression-character", "đ")]


@pytest.mark.parametrize("kind", SCALARS)
def test_an_expression_that_breaks_off_is_shown_at_its_last_character(kind: str) -> None:
    found: list[Diagnostic] = []
    assert shape.expression(at(tree(SCALARS[kind].replace(" đ 95%", "")), "met"), found) is None
    assert [(d.code.id, underlined(d)) for d in found] == [("expression-ends", "=")]


@pytest.mark.parametrize("text", ['met: "a = \\"x\\""\n', "met: 'a = ''x'''\n", "met: [a]\n", "met: {a: b}\n"])
def test_what_cannot_be_shown_character_by_character_is_no_expression(text: str) -> None:
    found: list[Diagnostic] = []
    assert shape.expression(at(tree(text), "met"), found) is None
    assert [d.code.id for d in found] == ["wrong-type"]


# --- keys --------------------------------------------------------------------------------------------------------


def test_an_unknown_key_names_the_nearest() -> None:
    found: list[Diagnostic] = []
    shape.entries(tree("lable: x\n"), found, ("label", "met"))
    (one,) = found
    assert underlined(one) == "lable"
    assert one.message(Lang.VI) == "không có khóa `lable` trong mục này"
    assert one.message(Lang.EN) == "there is no key `lable` in this section"
    assert one.help(Lang.VI) == "có phải là `label`? các khóa được dùng: label, met"
    assert one.help(Lang.EN) == "did you mean `label`? keys in use: label, met"


def test_an_unknown_key_like_no_other_only_lists_them() -> None:
    found: list[Diagnostic] = []
    shape.entries(tree("xyz: x\n"), found, ("label", "met"))
    assert found[0].help(Lang.EN) == "keys in use: label, met"


def test_a_missing_key_is_shown_at_the_first_key() -> None:
    found: list[Diagnostic] = []
    shape.entries(tree("cite: x\n"), found, ("cite", "label"), ("label",))
    assert [(d.code.id, underlined(d)) for d in found] == [("missing-key", "cite")]


# --- shapes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("97,5", "number-syntax"), ("1e9", "number-syntax"), ("1e999999999", "number-syntax"), ("NaN", "number-syntax"),
     ("Infinity", "number-syntax"), ("1_000", "number-syntax"), ("٣", "number-syntax"), ("", "number-syntax"),
     ("--1", "number-syntax"), ("9" * 19, "number-too-long"), ("0." + "1" * 30, "number-too-long")],
)  # fmt: skip
def test_bad_numbers(text: str, code: str) -> None:
    found: list[Diagnostic] = []
    assert shape.decimal(at(tree(f"a: '{text}'\n"), "a"), found) is None
    assert [d.code.id for d in found] == [code]


@pytest.mark.parametrize(("text", "value"), [("0", "0"), ("-3", "-3"), ("97.50", "97.5"), ("10%", "10"), (" 5 ", "5")])
def test_good_numbers(text: str, value: str) -> None:
    found: list[Diagnostic] = []
    assert shape.decimal(at(tree(f"a: '{text}'\n"), "a"), found) == Decimal(value)
    assert not found


@pytest.mark.parametrize("text", ["20200520", "20/5/2020", "20.05.2020", "2020-5-20", "2020/05/20"])
def test_a_day_in_another_form_is_told_in_the_form_wanted(text: str) -> None:
    found: list[Diagnostic] = []
    assert shape.date(at(tree(f"a: '{text}'\n"), "a"), found) is None
    assert [d.code.id for d in found] == ["day-form"]
    assert "`2020-05-20`" in found[0].help()


def test_a_tab_is_called_a_tab() -> None:
    _, found = read_tree(Source("x", "a:\n\tb: 1\n"))
    assert "Tab" in found[0].help()


@pytest.mark.parametrize("text", ["2020-W21-3", "2020-02-30", "31/02/2020", "0000-01-01", "x"])
def test_bad_days(text: str) -> None:
    found: list[Diagnostic] = []
    assert shape.date(at(tree(f"a: '{text}'\n"), "a"), found) is None
    assert [d.code.id for d in found] == ["no-such-day"]


@given(st.text(max_size=200) | st.text("ab: -[]{}&*!|>'\"%@#,?\n \t", max_size=80))
def test_any_text_is_a_tree_or_findings(text: str) -> None:
    source = Source("x", text)
    node, found = read_tree(source)
    assert node is not None or found
    for one in found:
        assert isinstance(one.place, Span)
        assert 0 <= one.place.start <= len(text)
        render(one, Lang.VI)
        render(one, Lang.EN)


@pytest.mark.parametrize(
    ("text", "code"), [(None, "unreadable-rules"), ("a: [", "yaml-syntax"), ("a: 1\na: 2\n", "duplicate-key")]
)
def test_the_tree_of_a_file_or_everything_that_is_wrong(tmp_path: Path, text: str | None, code: str) -> None:
    path = tmp_path / "a.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ReportedError) as error:
        tree_of(path)
    assert error.value.diagnostics[0].code.id == code
    path.write_text("a: 1\n", "utf-8")
    node, found = tree_of(path)
    assert isinstance(node, Entries)
    assert node.span.source.name == "a.yaml"
    assert found == []
