"""Little rule sets for the analysis: sections laid over the registers that all of them share, each compiled once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.assurance.analysis.answering import Answered, answered, folded
from engine.compiler import compile_file
from engine.plan import Plan
from tests.conformance import build

#: One register of everything: subjects with members, adverse rows, rows that are counted against a stated number.
REGISTERS = """
periods: {period: {from: "2020-06-01", to: "2020-11-30"}}
deadlines: {hand-in: {by: "2020-06-10"}}
registers:
  unit:
    subject: Tập thể
    key: {unit_id: {type: text}}
    fields:
      kind: {type: choice, options: {ward: Phường, agency: Phòng}}
      rate: {type: percent, decimals: "1"}
      ok: {type: yes-no}
      good: {type: yes-no}
      files: {type: count, range: ["0", "1000"]}
      sent_on: {type: date}
      staff: {type: count, range: ["0", "1000"]}
  person:
    subject: Cá nhân
    of: unit
    key: {person_id: {type: text}}
    complete: {per: unit, when: rows = unit.staff}
    fields: {head: {type: yes-no}, fine: {type: yes-no}, points: {type: number, range: ["-10", "10"], decimals: "1"}}
  violation:
    of: person
    happens: committed_on
    complete: {basis: xác nhận}
    fields: {committed_on: {type: date}, grave: {type: yes-no}}
  idea:
    of: [unit, person]
    complete: {basis: xác nhận}
    fields: {useful: {type: yes-no}, worth: {type: number, range: ["0", "5"], decimals: "0"}}
"""
#: One of each fault that the analysis looks for, and beside each what is as it should be.
FAULTY = """
criteria:
  unit.strong: {met: "share of person has fine >= 90%"}
  unit.weak: {met: "share of person has fine >= 80%"}
  unit.against: {met: "files > 5 and files < 3"}
  unit.always: {met: "files >= 0"}
  unit.yea: {met: "ok"}
  unit.nay: {met: "not ok"}
bars:
  unit.any: {when: "some person.violation"}
  unit.grave: {when: "some person.violation where grave"}
  unit.dead: {when: "rate > 96% and rate < 95%"}
suspensions: {unit.held: {when: "not good"}}
scores:
  unit.open: {max: 5, bands: {of: files, steps: [{below: 3, points: 5}, {from: 4, points: 0}]}}
  unit.twice: {max: 5, bands: {of: files, steps: [{to: 3, points: 5}, {from: 3, points: 0}]}}
  unit.whole: {max: 5, bands: {of: files, steps: [{below: 3, points: 5}, {from: 3, points: 0}]}}
classifications:
  unit.grade:
    grades:
      - {grade: best, when: "rate >= 95%"}
      - {grade: never, when: "rate >= 96% and ok"}
      - {grade: fair, when: "rate >= 50%"}
assessments: {unit.result: {requires: [unit.yea]}, unit.hopeless: {requires: [unit.against]}}
awards:
  prize:
    to: {unit: [unit.strong, unit.weak, unit.always]}
    bars: [unit.any, unit.grave, unit.dead]
    suspensions: [unit.held]
  nobody: {to: {unit: [unit.against, unit.yea]}}
  one: {to: {unit: [unit.yea]}}
  two: {to: {unit: [unit.nay]}}
"""


@cache
def faulty() -> Plan:
    return plan_of(FAULTY)


@cache
def faulty_answers() -> tuple[Answered, ...]:
    return folded(tuple(answered(faulty())))


@cache
def base() -> Any:
    return build.texts(REGISTERS)


@cache
def plan_of(sections: str, over: str = "") -> Plan:
    """Compile the shared registers with more sections, and with others laid over these."""
    tree = build.merged(base(), build.texts(sections))
    return compiled(build.merged(tree, build.texts(over) if over else {}))


def compiled(tree: Any) -> Plan:
    with TemporaryDirectory() as folder:
        return compile_file(build.write_ruleset(tree, Path(folder))).plan
