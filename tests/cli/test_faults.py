"""Every rule set with one fault is told of by its command, and without the fault it is not."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.campaign import ROOT

from ..conftest import Golden
from .faults import FAULTS, FOLDER, Fault, finds, run

SHOWN = [
    pytest.param(fault, command, code, id=f"{fault.name}-{command.split()[0]}")
    for fault in FAULTS
    for command, code in fault.commands
]


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where README.md says that the commands are given."""
    monkeypatch.chdir(ROOT)


def mended(fault: Fault, into: Path) -> Path:
    """Return a copy of a rule set with its fault undone."""
    folder = into / fault.name
    copytree(ROOT / FOLDER / fault.name, folder)
    for name, old, new in fault.mended:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize(("fault", "command", "code"), SHOWN)
def test_the_fault_is_told(fault: Fault, command: str, code: int, golden: Golden) -> None:
    result = run(command, f"{FOLDER}/{fault.name}")
    assert result.exit_code == code, result.output
    tool = command.split(maxsplit=1)[0]
    # What `prove` says of them stands among the goldens of the laws, in both languages.
    golden(f"laws/{fault.name}.vi.txt" if tool == "prove" else f"broken-rules/{fault.name}.{tool}.txt", result.output)


@pytest.mark.parametrize(("fault", "command", "code"), SHOWN)
def test_without_the_fault_nothing_is_told(fault: Fault, command: str, code: int, tmp_path: Path) -> None:
    del code
    result = run(command, mended(fault, tmp_path))
    assert result.exit_code == 0, result.output
    if command.startswith("check"):  # which warns, and lets pass
        assert re.fullmatch(r"bộ `[a-z-]+` hợp lệ: .*\n", result.output)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_other_tools_do_not_find_it(fault: Fault) -> None:
    """What `prove` finds of all of them takes minutes: `python -m tests.cli.faults`."""
    others = [t for t in ("check", "test", "test --mutate", "analyze") if t not in fault.found]
    assert [t for t in others if finds(t, ROOT / FOLDER / fault.name)] == []


def test_each_tool_is_needed() -> None:
    alone = [f.found[0] for f in FAULTS if len(f.found) == 1]
    assert alone.count("analyze") >= 3
    assert alone.count("prove") >= 3
    assert alone.count("test") + alone.count("test --mutate") >= 2
    assert len({f.name for f in FAULTS}) >= 12


def test_the_readme_has_every_rule_set_with_its_commands() -> None:
    text = (ROOT / FOLDER / "README.md").read_text("utf-8")
    rows = {cells[1].strip(" `"): cells for cells in (line.split("|") for line in text.splitlines()) if len(cells) > 5}
    for fault in FAULTS:
        cells = rows[fault.name]
        assert cells[4].strip() == ", ".join(f"`{t}`" for t in fault.found)
        shown = [c.replace("DIR", f"{FOLDER}/{fault.name}") for c, _ in fault.commands]
        assert re.findall(r"`xetkhen ([^`]*)`", cells[5]) == shown
    folders = {p.name for p in (ROOT / FOLDER).iterdir() if p.is_dir()}
    assert folders - {"laws-hold"} == {f.name for f in FAULTS} == set(rows) - {"rule set", "---"}
