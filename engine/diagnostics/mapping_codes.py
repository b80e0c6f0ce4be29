"""Codes of findings in mapping files."""

from __future__ import annotations

from .model import Code, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

MAPPING_RULESET = Code(
    "mapping-of-another-ruleset",
    _E,
    "tệp ánh xạ này lập cho bộ tiêu chí `{text}`, không phải `{other}`",
    "this mapping was made for the rule set `{text}`, not for `{other}`",
    "dùng đúng tệp ánh xạ, hoặc sửa lại tên bộ tiêu chí sau khi đã kiểm tra từng mục",
    "use the right mapping, or correct the name once every entry was looked at",
)
MAPPING_REGISTER = Code(
    "mapping-unknown-register",
    _E,
    "bộ tiêu chí không có danh sách nào tên `{text}`",
    "the rule set has no list `{text}`",
    "{hint}các danh sách: {names}",
    "{hint_en}the lists: {names}",
)
MAPPING_COLUMN = Code(
    "mapping-unknown-column",
    _E,
    "`{register}` không có cột nào tên `{text}`",
    "`{register}` has no column by the name `{text}`",
    "{hint}các cột: {names}",
    "{hint_en}its columns: {names}",
)
MAPPING_SETTING = Code(
    "mapping-unknown-setting",
    _E,
    "`{text}` không phải giá trị của `{key}`",
    "`{text}` is no value of `{key}`",
    "các giá trị: {names}",
    "its values: {names}",
)
MAPPING_VALUE = Code(
    "mapping-bad-value",
    _E,
    "cột `{column}` không nhận giá trị `{text}`",
    "`{column}` does not take the value `{text}`",
    "ghi một giá trị mà cột này nhận (xem docs/workbooks.md, mục 3)",
    "give a value that the column takes (see docs/workbooks.md, section 3)",
)
MAPPING_TWICE = Code(
    "mapping-entry-twice",
    _E,
    "`{text}` được ánh xạ hai lần",
    "`{text}` is mapped twice",
    "giữ lại một dòng",
    "keep one of the lines",
)
MAPPED_VALUES = Code(
    "mapped-values",
    _N,
    "cột `{column}`: `{text}` được hiểu là `{reading}` theo tệp ánh xạ ({count} ô)",
    "`{column}`: `{text}` was taken as `{reading}`, as the mapping says ({count:cell|cells})",
)
MAPPED_HABIT = Code(
    "mapped-habit",
    _N,
    "cột `{column}`: `{text}` được hiểu là `{reading}` theo thói quen của tệp, như tệp ánh xạ nêu ({count} ô)",
    "`{column}`: `{text}` was taken as `{reading}`, by the habit that the mapping names ({count:cell|cells})",
)
MAPPED_FIXED = Code(
    "mapped-for-all",
    _N,
    "cột `{column}` là `{reading}` ở mọi dòng theo tệp ánh xạ ({count} dòng)",
    "`{column}` is `{reading}` in every row, as the mapping says ({count:row|rows})",
)
