"""evaluate --on, before anything is read: one sentence for whatever cannot be had, or goes together with nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.spark import session

COMMAND = ["evaluate", "quan-12-2020", "no-such-file.csv"]


def said(*options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*COMMAND, *options])
    assert not done.stdout
    assert "Traceback" not in done.stderr
    return done.exit_code, done.stderr


def test_results_need_a_folder() -> None:
    code, text = said("--on", "local[2]")
    assert code == 2
    assert "[on-needs-out]: --on phải đi cùng --out" in text


@pytest.mark.parametrize("options", [("--format", "json"), ("--proofs",), ("--redact", "public")])
def test_what_needs_every_proof_in_one_place_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, text = said("--on", "local[2]", "--out", str(tmp_path), *options)
    assert code == 2
    assert f"[on-without]: không dùng {options[0]} cùng với --on" in text


@pytest.mark.parametrize("master", ["yarn", "local[0]", "local[x]", "spark://", "spark://host", "http://host:7077"])
def test_a_place_that_is_none(tmp_path: Path, master: str) -> None:
    code, text = said("--on", master, "--out", str(tmp_path / "new"), "--lang", "en")
    assert code == 2
    assert f"[bad-master]: `{master}` is no place to run Spark" in text
    assert not (tmp_path / "new").exists()


def test_spark_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "pyspark" else object())
    code, text = said("--on", "local[2]", "--out", str(tmp_path))
    assert code == 1
    assert "[no-spark]: chưa cài Spark cần cho --on" in text
    assert "pip install 'xetkhen[spark]'" in text


def test_there_is_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda _: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    code, text = said("--on", "local[2]", "--out", str(tmp_path))
    assert code == 1
    assert "[no-java]: không tìm thấy Java" in text


@pytest.mark.parametrize("master", ["spark://127.0.0.1:1", "spark://127.0.0.1:1,127.0.0.1:2", "spark://127.0.0.1:99999"])
def test_a_master_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, master: str) -> None:
    monkeypatch.setattr(session, "find_spec", lambda _: object())
    monkeypatch.setattr(session, "_java", lambda: "java")
    code, text = said("--on", master, "--out", str(tmp_path))
    assert code == 1
    assert f"[no-master]: không kết nối được với `{master}`" in text


@pytest.mark.parametrize("name", ["records", "results", "summary.json", "work"])
def test_earlier_results_are_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    code, text = said("--on", "local[2]", "--out", str(tmp_path))
    assert code == 1
    assert f"[out-taken]: `{tmp_path / name}` đã có" in text
