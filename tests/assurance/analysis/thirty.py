"""Two versions of a rule set of thirty criteria that differ in one operator.

`python -m tests.assurance.analysis.thirty FOLDER` writes them to FOLDER/old and FOLDER/new, for the stopwatch.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.conformance import build

#: Of how many kinds a criterion is, in turn; `{n}` its number, `{op}` its comparison.
FORMS = (
    "figure{n} {op} {n}", "share of person has fine{n} {op} {n}0%", "count of person where (fine{n}) {op} 1",
    "figure{n} {op} {n} or ok{n}", "sum of points over person where fine{n} {op} {n}",
    "no violation where (grave and level = {n})", "every person where (head) has (fine{n} and points {op} {n})",
)  # fmt: skip
#: The criterion that the second version has otherwise, and how.
OTHERWISE = (14, ">")


def thirty(many: int = 30, other: tuple[int, str] | None = None) -> Any:
    """Return a rule set of so many criteria, `other` the comparison of one of them."""
    numbers = range(1, many + 1)
    flags = {"type": "yes-no"}
    criteria = {}
    for n in numbers:
        op = other[1] if other is not None and n == other[0] else ">="
        place = n % 9 + 1
        criteria[f"unit.c{n:02}"] = {"met": FORMS[n % len(FORMS)].format(n=place, op=op), "if none": "met"}
        if "every" not in criteria[f"unit.c{n:02}"]["met"] and "share" not in criteria[f"unit.c{n:02}"]["met"]:
            del criteria[f"unit.c{n:02}"]["if none"]
    return {
        "ruleset": "thirty",
        "registers": {
            "unit": {
                "subject": "Tập thể", "key": {"unit_id": {"type": "text"}},
                "fields": {
                    **{f"figure{n}": {"type": "count", "range": ["0", "1000"]} for n in range(1, 10)},
                    **{f"ok{n}": flags for n in range(1, 10)}, "staff": {"type": "count", "range": ["0", "1000"]},
                },
            },
            "person": {
                "of": "unit", "key": {"person_id": {"type": "text"}},
                "complete": {"per": "unit", "when": "rows = unit.staff"},
                "fields": {
                    "head": flags, **{f"fine{n}": flags for n in range(1, 10)},
                    "points": {"type": "number", "range": ["0", "100"], "decimals": "1"},
                },
            },
            "violation": {
                "of": "unit", "happens": "day", "complete": {"basis": "xác nhận"},
                "fields": {"day": {"type": "date"}, "grave": flags, "level": {"type": "count", "range": ["0", "9"]}},
            },
        },
        "criteria": criteria,
        "awards": {"prize": {"to": {"unit": "all criteria"}}},
    }  # fmt: skip


if __name__ == "__main__":
    for name, rules in (("old", thirty()), ("new", thirty(other=OTHERWISE))):
        print(build.write_ruleset(rules, Path(sys.argv[1]) / name))
