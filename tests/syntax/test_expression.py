"""Expressions: parse . format is the identity, every node knows its place, bad ones say what and where."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, Lang
from engine.source import Located, Source, Span
from engine.syntax import ast, format_expression, parse_expression
from engine.syntax.expression import KEYWORDS, MAX_CHAIN, MAX_DEPTH, MAX_LENGTH

from .trees import EXPRESSIONS, nodes

BLANKS = st.sampled_from([" ", "  ", "\n", "\n      ", "\t", " \r\n "])


def parsed(text: str) -> ast.Expr:
    """Return the tree of a text that is an expression."""
    expr, found = parse_expression(Source("x", text), 0, len(text))
    assert expr is not None, [d.message() for d in found]
    assert not found
    return expr


def refused(text: str, before: str = "", after: str = "") -> Diagnostic:
    """Return the one finding about a text that is none."""
    whole = before + text + after
    expr, found = parse_expression(Source("x", whole), len(before), len(before) + len(text))
    assert expr is None
    (one,) = found
    assert one.message(Lang.VI)
    assert one.message(Lang.EN)
    return one


def underlined(found: Diagnostic) -> str:
    """Return the underlined text."""
    assert isinstance(found.place, Span)
    return found.place.source.text[found.place.start : found.place.end]


# --- properties ------------------------------------------------------------------------------------------------


@given(EXPRESSIONS)
def test_parsing_what_was_written_gives_the_same_tree(expr: ast.Expr) -> None:
    text = format_expression(expr)
    assert parsed(text) == expr
    assert format_expression(parsed(text)) == text


@given(EXPRESSIONS, st.data())
def test_white_space_changes_nothing_and_every_node_knows_its_place(expr: ast.Expr, data: st.DataObject) -> None:
    written = re.sub(" ", lambda _: data.draw(BLANKS), format_expression(expr))
    before = data.draw(st.sampled_from(["", "met: ", "đạt: >\n  "]))
    source = Source("x", f"{before}{written}\n")
    found, _ = parse_expression(source, len(before), len(before) + len(written))
    assert found == expr
    for node in nodes(found):
        assert node.span is not None
        part = source.text[node.span.start : node.span.end]
        assert parsed(part) == node, "the span of a node holds its own words, no more and no less"


@given(EXPRESSIONS)
def test_every_name_knows_its_place(expr: ast.Expr) -> None:
    text = format_expression(expr)
    for node in nodes(parsed(text)):
        for field in node.__dataclass_fields__:
            value = getattr(node, field)
            for name in value if isinstance(value, tuple) else (value,):
                if isinstance(name, Located):
                    assert name.span is not None
                    assert text[name.span.start : name.span.end] == name.value


@given(st.text(max_size=60) | st.text("abx12 .,()<>=!+-*/%\n", max_size=60))
def test_any_text_is_an_expression_or_one_finding(text: str) -> None:
    expr, found = parse_expression(Source("x", text), 0, len(text))
    assert (expr is None) == (len(found) == 1)
    for one in found:
        assert isinstance(one.place, Span)
        assert 0 <= one.place.start <= one.place.end <= len(text)


WORDS = st.sampled_from(
    [*sorted(KEYWORDS), "a", "b", "1", "95%", "2020-05-20", "2020-02-31", *"(),./+-*=<>", "!=", "<=", ">="]
)


@given(st.lists(WORDS, max_size=15).map(" ".join))
def test_any_words_are_an_expression_or_one_finding(text: str) -> None:
    expr, found = parse_expression(Source("x", text), 0, len(text))
    assert (expr is None) == (len(found) == 1)
    if expr is not None:
        assert parsed(format_expression(expr)) == expr


# --- what binds how --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a and b or c", "(a and b) or c"),
        ("not a and b", "(not a) and b"),
        ("not a = b", "not (a = b)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("-a * b", "(-a) * b"),
        ("a + b >= c - d", "(a + b) >= (c - d)"),
        ("some p where x has y and z", "(some p where x has y) and z"),
        ("some p where a = b has c", "some p where (a = b) has (c)"),
        ("its unit has a = b", "its unit has (a = b)"),
        ("count of p where a >= 2", "(count of p where a) >= 2"),
        ("count of p where not a >= 2", "(count of p where (not a)) >= 2"),
        ("share of p where a has b >= 95%", "(share of p where (a) has (b)) >= 95%"),
        ("sum of a + b over p.q where c", "sum of (a + b) over p.q where (c)"),
        ("max of a among u where b per k", "max of (a) among u where (b) per k"),
        ("kind not in (a, b) or c", "(kind not in (a, b)) or c"),
    ],
)
def test_binding(text: str, same: str) -> None:
    assert parsed(text) == parsed(same)


def test_keywords_only_count_as_whole_words() -> None:
    assert parsed("android or notice") == ast.OrX((ast.Ref(("android",)), ast.Ref(("notice",))))
    assert parsed("summary >= min_score") == ast.CompareX(">=", ast.Ref(("summary",)), ast.Ref(("min_score",)))
    assert parsed("sum-total") == ast.Ref(("sum-total",))


def test_a_hyphen_belongs_to_the_name_a_minus_with_blanks_does_not() -> None:
    assert parsed("a-b") == ast.Ref(("a-b",))
    assert parsed("a - b") == ast.ArithX("-", ast.Ref(("a",)), ast.Ref(("b",)))
    assert parsed("a -1") == ast.ArithX("-", ast.Ref(("a",)), ast.NumberLit(Decimal(1), percent=False))


def test_numbers_are_exact() -> None:
    assert parsed("0.1") == ast.NumberLit(Decimal("0.1"), percent=False)
    assert parsed("97.50%") == ast.NumberLit(Decimal("97.5"), percent=True)


# --- bad expressions: place, code, message, help, each for itself -------------------------------------------------

BAD = [
    # text, code, underlined, in the message, in the help (Vietnamese)
    ("", "expression-ends", "", "chưa trọn vẹn", "một tên"),
    ("on_time >=", "expression-ends", "=", "chưa trọn vẹn", "một con số"),
    ("on_time >= \n  ", "expression-ends", "=", "chưa trọn vẹn", "một con số"),
    ("every person has", "expression-ends", "s", "chưa trọn vẹn", "`its`"),
    ("(a or b", "expression-ends", "b", "chưa trọn vẹn", "`)`"),
    ("sum of x over", "expression-ends", "r", "chưa trọn vẹn", "một tên"),
    ("a b", "expression-syntax", "b", "không hiểu `b`", "`and`"),
    ("1 nhân x", "expression-syntax", "nhân", "không hiểu `nhân`", "`*`"),
    ("a or)", "expression-syntax", ")", "không hiểu `)`", "một tên"),
    ("a)", "expression-syntax", ")", "không hiểu `)`", "hết biểu thức"),
    ("a >= 97,5", "expression-syntax", ",", "không hiểu `,`", "hết biểu thức"),
    ("a == b", "expression-syntax", "=", "không hiểu `=`", "một tên"),
    ("a is b", "expression-syntax", "b", "không hiểu `b`", "`given`"),
    ("1 meets hạn", "expression-syntax", "meets", "không hiểu `meets`", "`>=`"),
    ("round(a, 2)", "expression-syntax", ")", "không hiểu `)`", "`,`"),
    ("a / b", "expression-division", "/", "làm tròn", "half-up"),
    ("kind in ()", "expression-syntax", ")", "không hiểu `)`", "một tên"),
    ("some p where a where b", "expression-syntax", "where", "không hiểu `where`", "`has`"),
    ("a < b < c", "expression-syntax", "<", "không hiểu `<`", "`and`"),
    ("count of p where a = b >= 2", "expression-brackets", ">=", "chưa rõ `>=`", "trong ngoặc"),
    ("share of p has a >= 1 >= 95%", "expression-brackets", ">=", "chưa rõ `>=`", "trong ngoặc"),
    ("đạt and b", "expression-character", "đạt", "`đạt` không viết được", "không dấu"),
    ("A and b", "expression-character", "A", "`A` không viết được", "chữ thường"),
    ("a = 'ward'", "expression-character", "'", "`'` không viết được", "dấu nháy"),
    ("a >= 97 %", "expression-character", "%", "`%` không viết được", "`95%`"),
    ("a ≥ 97", "expression-character", "≥", "`≥` không viết được", "không dấu"),
    ("a >= ٣", "expression-character", "٣", "`٣` không viết được", "không dấu"),
    ("day >= 2020-02-31", "no-such-day", "2020-02-31", "không phải là một ngày có thật", "2020-05-20"),
    ("day >= 0000-01-01", "no-such-day", "0000-01-01", "không phải là một ngày có thật", "2020-05-20"),
    ("a >= 0.1234567890123456789", "number-too-long", "0.1234567890123456789", "quá nhiều chữ số", "18"),
    ("a >= 1234567890123456789%", "number-too-long", "1234567890123456789%", "quá nhiều chữ số", "18"),
]


@pytest.mark.parametrize(("text", "code"), [(b[0], b[1]) for b in BAD])
def test_bad_code(text: str, code: str) -> None:
    assert refused(text).code.id == code


@pytest.mark.parametrize(("text", "part"), [(b[0], b[2]) for b in BAD])
def test_bad_underlined(text: str, part: str) -> None:
    assert underlined(refused(text)) == part


@pytest.mark.parametrize(("text", "part"), [(b[0], b[2]) for b in BAD])
def test_bad_underlined_inside_a_file(text: str, part: str) -> None:
    found = refused(text, before="đạt: >\n   ", after="\ncite: kh 1\n")
    assert underlined(found) == part
    assert isinstance(found.place, Span)
    assert found.place.start >= len("đạt: >\n   ")


@pytest.mark.parametrize(("text", "words"), [(b[0], b[3]) for b in BAD])
def test_bad_message(text: str, words: str) -> None:
    assert words in refused(text).message(Lang.VI)


@pytest.mark.parametrize(("text", "words"), [(b[0], b[4]) for b in BAD])
def test_bad_help(text: str, words: str) -> None:
    assert words in refused(text).help(Lang.VI)


@pytest.mark.parametrize("text", [b[0] for b in BAD])
def test_bad_in_english(text: str) -> None:
    english = refused(text).message(Lang.EN) + refused(text).help(Lang.EN)
    assert "một " not in english
    assert "{" not in english


# --- size ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1),
        "not " * (MAX_CHAIN + 1) + "a",
        "not\n" * 900 + "a",
        "-" * 3000 + "a >= 1",
        "1" + "-1" * 1900 + " >= 1",
        "a" + "+a" * 1900 + " >= 1",
        "its unit has " * 300 + "a",
        "sum of " * 500 + "a" + " over p" * 500,
        "a or " * 1000 + "a",
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(text: str) -> None:
    found = refused(text)
    assert found.code.id == "expression-too-large"
    assert underlined(found) == text


def test_what_is_just_small_enough_is_read() -> None:
    parsed("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)
    parsed("not " * MAX_CHAIN + "a")
    parsed("a + " * MAX_CHAIN + "a >= 1")
    parsed("-" * MAX_CHAIN + "a >= 1")
    text = " or ".join(["giay-khen-cua-quan"] * (MAX_LENGTH // 22))
    parsed(text)


def test_hyphens_in_names_and_days_do_not_count_as_depth() -> None:
    parsed(" or ".join(f"day-{'x' * (i % 7 + 1)} >= 2020-05-20" for i in range(100)))
