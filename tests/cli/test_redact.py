"""Copies for others: every file and every line that is produced is searched for people who must not be in it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.values import Decision
from tests import campaign
from tests.campaign import BOOKS

DAY = ("--as-of", "2020-12-05", "-q")
AUDIENCES = ("public", "peers")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@cache
def hidden() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of people who are not proposed, and the keys of all people."""
    evaluation = campaign.evaluation()
    names, keys, named = set(), set(), set()
    for kind in ("person", "citizen"):
        table, judged = evaluation.dossier.tables[kind], evaluation.kinds[kind]
        for index, (key, name) in enumerate(zip(table.keys, table.names, strict=True)):
            keys.add(key)
            names.add(name)
            if any(int(codes[index]) == Decision.PROPOSED for codes in judged.decisions.values()):
                named.add(name)
    return frozenset(names - named), frozenset(keys)


def leaks(text: str) -> list[str]:
    """Return who is in a text that must not be."""
    names, keys = hidden()
    folded = " ".join(text.split())
    there = [t for t in sorted(names | keys) if t in folded]
    return [t for t in there if re.search(rf"(?<!\w){re.escape(t)}(?!\w)", folded)]


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text in a file, of a zipped one every part."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as whole:
            for name in whole.namelist():
                told = re.sub(r"<[^>]+>", " ", whole.read(name).decode("utf-8", "replace"))
                yield f"{path.name}/{name}", told
    else:
        yield path.name, path.read_bytes().decode("utf-8", "replace")


def test_the_search_finds_who_is_in_a_full_copy() -> None:
    found = leaks(run("evaluate", "quan-12-2020", *BOOKS, *DAY).stdout)
    assert "Phan Minh Sơn" in found
    assert "PH04-005" in found


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_lists_for_others_hold_nobody_else(form: str, audience: str) -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--format", form, "--redact", audience)
    assert result.exit_code == Exit.DONE
    assert leaks(result.stdout) == []
    assert "Dương Thị Ánh" in result.stdout  # proposed: such a list is made public
    assert ".xlsx" not in result.stdout


@pytest.mark.parametrize("audience", AUDIENCES)
def test_files_for_others_hold_nobody_else_and_no_book_goes_back(audience: str, tmp_path: Path) -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--redact", audience, "--out", tmp_path)
    assert result.exit_code == Exit.DONE
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert {p.name for p in files} == {"result.json", "danh-sach.csv", "tieu-chi.csv", "dong-bi-loai.csv"}
    assert [(name, leaks(text)) for p in files for name, text in texts(p) if leaks(text)] == []


def test_everybody_is_still_in_the_list_once() -> None:
    whole = json.loads(run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--format", "json").stdout)
    copy = json.loads(run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--format", "json", "--redact", "public").stdout)
    told = [
        sorted(d["decision"] for s in found["subjects"] for d in s["decisions"].values()) for found in (whole, copy)
    ]
    assert told[0] == told[1]


def test_another_audience_is_refused() -> None:
    assert run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--redact", "press").exit_code == Exit.USAGE
