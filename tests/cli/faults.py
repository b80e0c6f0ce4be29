"""Rule sets with one fault each (fixtures/broken-rules): which command finds it, and how the fault is undone.

`python -m tests.cli.faults` tries every tool on every one of them, as long as it takes, and prints who found what.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import ROOT

FOLDER = "fixtures/broken-rules"
TOOLS = ("check", "test", "test --mutate", "analyze", "prove", "diff")


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule set: `found` by which tools, of all; `commands` are those shown, with the code that each ends in.

    `mended`: file, what stands there, and what should; everywhere else the rule set stays as it is.
    """

    name: str
    found: tuple[str, ...]
    commands: tuple[tuple[str, int], ...]
    mended: tuple[tuple[str, str, str], ...]


def _rules(old: str, new: str) -> tuple[str, str, str]:
    return "rules.yaml", old, new


def _prove(law: str) -> tuple[tuple[str, int], ...]:
    return ((f"prove DIR --law {law} --examples 30", 1),)


_ANALYZE = ("analyze DIR --jobs 1", 1)
_CHECK = ("check DIR", 0)
_TEST = (("test DIR", 1),)
FAULTS = (
    Fault("so-khong-co-trong-ke-hoach", ("check",), (("check DIR", 3),), (_rules("on_time >= 79%", "on_time >= 97%"),)),
    Fault(
        "dau-nguoc", ("check", "prove"), (_CHECK, *_prove("no-gain-by-worse-figure")),
        (_rules("late >= 5", "late <= 5"),),
    ),
    Fault(
        "hai-bac-chong-nhau", ("check", "analyze"), (_CHECK, _ANALYZE),
        (_rules("{from: 80, to: 90, points: 7}", "{from: 80, below: 90, points: 7}"),),
    ),
    Fault(
        "bac-diem-ho", ("check", "analyze", "prove"), (_CHECK, _ANALYZE),
        (_rules("{from: 80, to: 89, points: 7}", "{from: 80, below: 90, points: 7}"),),
    ),
    Fault(
        "loai-tru-khong-xay-ra", ("check", "analyze"), (_CHECK, _ANALYZE),
        (_rules("form = warning and form = dismissal", "form = warning or form = dismissal"),),
    ),
    Fault(
        "bang-khen-khong-ai-dat", ("analyze",), (_ANALYZE,),
        (_rules("met: late >= 6", "met: late_before - late >= 6"),),
    ),
    Fault("tieu-chi-thua", ("analyze",), (_ANALYZE,), (_rules("met: on_time >= 80%", "met: online >= 80%"),)),
    Fault(
        "loai-tru-nguoc-chieu", ("analyze",), (_ANALYZE,),
        (
            _rules(
                "    unless: {proposed: giay-khen, cite: kh 3, quote: Tập thể đã được đề nghị Giấy khen chuyên đề"
                " thì không đề nghị Giấy khen}\n", "",
            ),
            _rules(
                "    to: {unit: [unit.done]}\n",
                "    to: {unit: [unit.done]}\n    unless: {proposed: chuyen-de, cite: kh 3, quote: Tập thể đã được đề"
                " nghị Giấy khen chuyên đề thì không đề nghị Giấy khen}\n",
            ),
        ),
    ),
    Fault("nguong-khong-gom", ("test",), _TEST, (_rules("points > 80", "points >= 80"),)),
    Fault("lech-mot-ngay", ("test",), _TEST, (_rules("before: 2020-05-20", "by: 2020-05-20"),)),
    Fault("va-thanh-hoac", ("test",), _TEST, (_rules("has_plan or carried_out", "has_plan and carried_out"),)),
    Fault("cat-dong-hang", ("test",), _TEST, (_rules(", {by: files, label: số hồ sơ}", ""),)),
    Fault(
        "ca-kiem-ho", ("test --mutate",), (("test DIR --mutate --suggest", 1),),
        (
            _rules("points > 80", "points >= 80"),
            (
                "cases.yaml", "  - note: hơn",
                (
                    '  - note: đúng 80 điểm\n    set: {unit: {U: {points: "80"}}}\n'
                    "    want: {unit/U: {decisions: {giay-khen: proposed}}}\n  - note: hơn"
                ),
            ),
        ),
    ),
    Fault(
        "quen-loai-tru", ("prove",), _prove("unit.clean"),
        (
            _rules("waived:\n  - {cite: kh 2, why: chỉ nhắc chung}\n", ""),
            _rules("to: {unit: all criteria}", "to: {unit: all criteria}, bars: [unit.disciplined]"),
            _rules(
                "awards:\n",
                "bars:\n  unit.disciplined: {label: có người bị kỷ luật, when: some violation, cite: kh 2,"
                " quote: có người bị kỷ luật}\nawards:\n",
            ),
        ),
    ),
    Fault(
        "bang-khen-tu-do", ("prove",), _prove("unit.both"),
        (_rules("label: Bằng khen, to:", "label: Bằng khen, among: {proposed: giay-khen}, to:"),),
    ),
    Fault(
        "tru-thanh-cong", ("prove",), _prove("no-gain-by-violation"),
        (_rules("started + 2 * count", "started - 2 * count"),),
    ),
    Fault(
        "khoang-trong", ("prove",), _prove("no-gain-by-worse-figure"),
        (_rules("{from: 90, to: 95, points: 10}", "{from: 90, points: 10}"),),
    ),
    Fault(
        "o-trong-co-loi", ("prove",), _prove("missing-never-promotes"),
        (
            _rules("concluded_on: {type: date, label: Ngày", "concluded: {type: yes-no, label: Bị"),
            _rules("concluded_on is missing", "not concluded"),
        ),
    ),
    Fault("vuot-han-muc", ("prove",), _prove("quota-kept"), (_rules("ties: keep", "ties: council"),)),
    Fault("bo-qua-ho-so-cho", ("prove",), _prove("missing-never-promotes"), (_rules("        pending: ignore\n", ""),)),
    Fault(
        "sua-nham", ("diff",), (("diff DIR/ban-truoc DIR", 1),),
        (_rules("applies: kind = ward", "applies: kind in (ward, commune)"),),
    ),
)  # fmt: skip


def run(command: str, folder: Path | str) -> Result:
    """Run a command of the table on a rule set."""
    return CliRunner().invoke(main, [a.replace("DIR", str(folder)) for a in shlex.split(command)])


def finds(tool: str, folder: Path) -> bool:
    """Tell whether a tool finds something; what has no cases, or no older version, is not tried by these."""
    needed = {"test": "cases.yaml", "test --mutate": "cases.yaml", "diff": "ban-truoc"}.get(tool)
    if needed is not None and not (folder / needed).exists():
        return False
    if tool == "check":
        return "hợp lệ" not in (found := run("check DIR", folder).output) or "[" in found
    if tool == "test --mutate" and run("test DIR", folder).exit_code:
        return False  # of cases that fail nothing can be learnt by mutants
    commands = {
        "test": "test DIR", "test --mutate": "test DIR --mutate", "analyze": "analyze DIR --jobs 1",
        "prove": "prove DIR", "diff": "diff DIR/ban-truoc DIR",
    }  # fmt: skip
    return run(commands[tool], folder).exit_code == Exit.COULD_NOT_RUN  # what has errors is not tried at all


def matrix() -> None:
    """Print who found what, and whether that is what the table says."""
    for fault in FAULTS:
        found = tuple(t for t in TOOLS if finds(t, ROOT / FOLDER / fault.name))
        print(f"{fault.name:<28} {', '.join(found):<24} {'' if found == fault.found else 'NOT AS SAID'}", flush=True)


if __name__ == "__main__":
    matrix()
