"""Copies for others: every file and every line that is produced is searched for people who must not be in it."""

from __future__ import annotations

import base64
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.values import Decision
from tests import campaign
from tests.campaign import BOOKS

DAY = ("--as-of", "2020-12-05", "-q")
AUDIENCES = ("public", "peers")
SCHEMA = json.loads((campaign.ROOT / "docs" / "result.schema.json").read_text("utf-8"))


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


def test_lists_for_others_hold_nobody_else() -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--redact", "peers")
    assert result.exit_code == Exit.DONE
    assert leaks(result.stdout) == []
    assert "Dương Thị Ánh" in result.stdout  # proposed: such a list is made public
    assert ".xlsx" not in result.stdout


def test_files_for_others_hold_nobody_else_and_no_book_goes_back(tmp_path: Path) -> None:
    result = run(
        "evaluate", "quan-12-2020", *BOOKS, *DAY, "--redact", "public", "--format", "csv", "--out", tmp_path
    )
    assert result.exit_code == Exit.DONE
    assert leaks(result.stdout) == []
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert {p.name for p in files} == {"result.json", "danh-sach.csv", "tieu-chi.csv", "dong-bi-loai.csv"}
    assert [(name, leaks(text)) for p in files for name, text in texts(p) if leaks(text)] == []
    copy = json.loads((tmp_path / "result.json").read_text("utf-8"))
    jsonschema.validate(copy | {"subjects": copy["subjects"][::60]}, SCHEMA)
    assert copy["redacted"] == "public"
    assert copy["records"]["files"] == []
    told = Counter(d["decision"] for s in copy["subjects"] for d in s["decisions"].values())
    assert told == Counter(campaign.decisions(campaign.evaluation()).values())


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_explanation_for_others_holds_nobody_else(audience: str, form: str) -> None:
    about = ("--subject", "PH04", "--redact", audience, "--depth", "all", "--format", form)
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, *about)
    assert result.exit_code == Exit.DONE
    assert leaks(result.stdout) == []
    assert "Phường An Lộc Đông" in result.stdout


def test_a_list_of_explanations_for_others_holds_nobody_else() -> None:
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--decision", "not-proposed", "--redact", "public")
    assert result.exit_code == Exit.DONE
    assert leaks(result.stdout) == []
    assert "số" in result.stdout


def test_papers_for_others_hold_nobody_else(tmp_path: Path) -> None:
    result = run("papers", "quan-12-2020", *BOOKS, *DAY, "--redact", "public", "--out", tmp_path)
    assert result.exit_code == Exit.DONE
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert not {"phieu-y-kien.xlsx", "phieu-bieu-quyet.xlsx", "bien-ban.docx"} & {p.name for p in files}
    assert {"ket-qua.xlsx", "to-trinh-giay-khen.docx"} <= {p.name for p in files}
    assert [(name, leaks(text)) for p in files for name, text in texts(p) if leaks(text)] == []
    assert leaks("\n".join(p.name for p in files)) == []


def test_a_report_for_others_holds_nobody_else(tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    result = run("report", "quan-12-2020", *BOOKS, *DAY, "--redact", "public", "--out", out)
    assert result.exit_code == Exit.DONE
    page = out.read_text("utf-8")
    assert leaks(page) == []
    blocks = re.findall(r"[A-Za-z0-9+/=]{200,}", page)
    opened = [zlib.decompress(base64.b64decode(b)).decode("utf-8") for b in blocks]
    assert opened  # the proofs are there, and were looked at
    assert [leaks(text) for text in opened if leaks(text)] == []


def test_another_audience_is_refused() -> None:
    assert run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--redact", "press").exit_code == Exit.USAGE
