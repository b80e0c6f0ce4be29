"""The workbook of what came to light later is what its script makes, and its README names who is in it."""

from __future__ import annotations

from pathlib import Path

from fixtures.make.later import FOUND, GRANTS
from fixtures.make_later import NAME, main
from tests.campaign import ROOT


def test_the_file_is_the_one_the_script_makes(tmp_path: Path) -> None:
    main(tmp_path)
    for made in (tmp_path / NAME).iterdir():
        assert made.read_bytes() == (ROOT / "fixtures" / NAME / made.name).read_bytes()


def test_everybody_of_the_readme_is_there() -> None:
    readme = (ROOT / "fixtures" / NAME / "README.md").read_text("utf-8")
    for person, *_ in FOUND:
        assert f"`{person}`" in readme
    assert "minh họa" in readme
    assert {key for key, *_ in GRANTS} >= {"PH01", "PH01-003", "CM02"}
