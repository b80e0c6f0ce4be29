"""No proof across two versions that take the same records for different facts; other words are no such difference."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import pytest

from engine import plan
from engine.assurance.analysis import logic
from engine.assurance.analysis.asking import Asker
from engine.assurance.analysis.versions import selection_differs
from engine.assurance.properties.world import world_of
from engine.values import Decision

from .little import plan_of

#: An award for each thing that is read, so that each may hang on what only concerns it.
SECTIONS = """
parameters: {least: {type: number, range: ["0", "100"], decimals: "0", ask: "ít nhất bao nhiêu?"}}
judgements:
  praised: {of: [unit, person], ask: "tiêu biểu?"}
criteria:
  unit.clean: {met: no person.violation}
  unit.fine: {met: every person has fine, if none: met}
  unit.rated: {met: rate >= 95% or kind = ward}
  unit.ideas: {met: count of idea where useful >= 2}
  unit.praised: {met: praised}
  unit.many: {met: files >= least}
  person.under: {met: its unit has ok}
  person.clean: {met: no violation}
awards:
  clean: {to: {unit: [unit.clean], person: [person.clean]}}
  fine: {to: {unit: [unit.fine]}}
  rated: {to: {unit: [unit.rated]}}
  ideas: {to: {unit: [unit.ideas]}}
  praised: {to: {unit: [unit.praised]}}
  many: {to: {unit: [unit.many]}}
  under: {to: {person: [person.under]}}
  asked: {to: {unit: [unit.rated]}, nomination: {}}
  kept: {to: {unit: [unit.rated]}, among: {granted: rated}}
  first:
    to: {unit: [unit.rated]}
    quota: {unit: {count: "1", per: kind, rank: [{by: files}], ties: council, settle: praised}}
  second: {to: {unit: [unit.rated]}, among: first}
"""


def same(award: str, kind: str, over: str) -> bool:
    """Tell whether it is proved that an award is decided alike by the sections and by these with others over them."""
    asker = versions(over)
    return asker.never(kind, lambda both, at: logic.disj(
        logic.no(logic.same(*(d.opened(award, at)[x] for d in both))) for x in Decision
    ))  # fmt: skip


@cache
def versions(over: str) -> Asker:
    return Asker(tuple(world_of(plan_of(SECTIONS, o)) for o in ("", over)), choose_alike=_chosen)


def _chosen(asker: Asker, award: str, kind: str) -> bool:
    return not any(selection_differs(asker, award, kind))


AWARDS = (
    ("clean", "unit"), ("clean", "person"), ("fine", "unit"), ("rated", "unit"), ("ideas", "unit"), ("praised", "unit"),
    ("many", "unit"), ("under", "person"), ("asked", "unit"), ("kept", "unit"), ("second", "unit"),
)  # fmt: skip


@pytest.mark.parametrize(("award", "kind"), AWARDS)
def test_the_same_written_twice(award: str, kind: str) -> None:
    assert same(award, kind, "")


#: What is read otherwise, and an award that is not decided alike for it.
OTHERWISE = {
    "violations are attested through another day": ("clean", "person", "registers: {violation: {complete: {through: hand-in}}}"),  # noqa: E501
    "the period begins earlier": ("clean", "unit", 'periods: {period: {from: "2020-05-01"}}'),
    "violations are dated by another column": ("clean", "unit", "registers: {violation: {happens: found_on, fields: {found_on: {type: date}}}}"),  # noqa: E501
    "violations are known later than they happen": ("clean", "unit", "registers: {violation: {known: found_on, fields: {found_on: {type: date}}}}"),  # noqa: E501
    "violations have a key": ("clean", "unit", "registers: {violation: {key: {violation_id: {type: text}}}}"),
    "violations may be a unit's": ("clean", "person", "registers: {violation: {of: [person, unit]}}"),
    "a column that violations need": ("clean", "unit", "registers: {violation: {fields: {grave: {required: true}}}}"),
    "another column of whom a violation is": ("clean", "person", "registers: {person: {fields: {points: {range: ['-5', '5']}}}}"),  # noqa: E501
    "members are counted otherwise": ("fine", "unit", "registers: {person: {complete: {per: unit, when: rows = unit.files}}}"),  # noqa: E501
    "the stated number has another range": ("fine", "unit", "registers: {unit: {fields: {staff: {range: ['0', '10']}}}}"),  # noqa: E501
    "a blank stands for no": ("fine", "unit", "registers: {person: {fields: {fine: {blank: no, reading: r}}}}\nreadings: {r: {cite: t c1, open: trống, taken: không, by: Hội đồng}}"),  # noqa: E501
    "a field that is not asked has other options": ("fine", "unit", "registers: {person: {fields: {points: {range: ['-10', '20']}}}}"),  # noqa: E501
    "names are told": ("fine", "unit", "registers: {person: {name: {person_name: {type: text}}}}"),
    "heads are told apart": ("fine", "unit", "registers: {person: {role: head}}"),
    "another range": ("rated", "unit", "registers: {unit: {fields: {rate: {range: ['0', '120']}}}}"),
    "other decimals": ("rated", "unit", "registers: {unit: {fields: {rate: {decimals: '2'}}}}"),
    "the options stand otherwise": ("rated", "unit", "registers: {unit: {fields: {kind: {options: {agency: Phòng, ward: Phường, other: Khác}}}}}"),  # noqa: E501
    "ideas name their owner in one column": ("ideas", "unit", "registers: {idea: {owner key: {label: Mã đối tượng}}}"),
    "ideas are persons' alone": ("ideas", "unit", "registers: {idea: {of: person}}\ncriteria: {unit.ideas: {met: count of person.idea where useful >= 2}}"),  # noqa: E501
    "others are asked": ("praised", "unit", "judgements: {praised: {of: unit}}"),
    "another range of a parameter": ("many", "unit", 'parameters: {least: {range: ["0", "50"]}}'),
    "nominations are attested for other days": ("asked", "unit", 'periods: {period: {to: "2020-10-31"}}'),
    "grants are attested for other days": ("kept", "unit", 'periods: {period: {to: "2020-10-31"}}'),
    "the groups of a quota are others": ("second", "unit", "registers: {unit: {fields: {kind: {options: {ward: Phường, agency: Phòng, other: Khác}}}}}"),  # noqa: E501
    "more places in the lower award": ("second", "unit", "awards: {first: {quota: {unit: {count: '2'}}}}"),
    "another ranking in the lower award": ("second", "unit", "awards: {first: {quota: {unit: {rank: [{by: staff}]}}}}"),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERWISE)
def test_read_otherwise_is_not_proved_alike(what: str) -> None:
    award, kind, over = OTHERWISE[what]
    assert not same(award, kind, over)


#: What decides nothing: words, and which way a figure is better.
WORDS = """
registers:
  violation: {label: Vi phạm, also: [Sổ vi phạm], complete: {basis: Thanh tra xác nhận}}
  person: {better: more, fields: {fine: {label: Tốt, also: [Khá], better: yes}}}
  unit: {subject: Đơn vị, fields: {kind: {options: {ward: Xã, agency: Ban}}}}
criteria: {unit.clean: {label: sạch}, unit.fine: {label: tốt}}
judgements: {praised: {ask: có đáng khen không?}}
parameters: {least: {ask: số nào?}}
"""


@pytest.mark.parametrize(("award", "kind"), AWARDS)
def test_other_words_are_alike(award: str, kind: str) -> None:
    assert same(award, kind, WORDS)


def test_nothing_new_of_a_register_goes_unnoticed() -> None:
    """A field that the plan gains later decides how records are read, or is words: say which in `written`."""
    assert {f.name for f in fields(plan.Register)} == {
        "id", "key", "keyed", "name", "owners", "fields", "happens", "known", "complete", "role", "owner_key",
        "subject", "label", "also", "better",
    }  # fmt: skip
    assert {f.name for f in fields(plan.Field)} == {"id", "type", "blank", "required", "label", "also", "better"}
    assert {f.name for f in fields(plan.Completeness)} == {"count_owner", "count_field", "through", "basis"}
    assert {f.name for f in fields(plan.Judgement)} == {
        "id", "kinds", "answer", "ask", "label", "citation", "readings",
    }  # fmt: skip
    assert {f.name for f in fields(plan.Quota)} == {
        "kind", "places", "of", "pool", "per", "ranking", "ties", "pending", "limit", "settle", "counting", "per_owner",
        "citation", "readings",
    }  # fmt: skip
