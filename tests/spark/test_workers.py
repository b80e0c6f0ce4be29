"""On a master with two workers everything is as on one machine, also when one of the two is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import scaled
from cli import main
from engine.bundle import rule_file
from engine.compiler import compile_file
from engine.evaluator import Evaluation, day_of, evaluate
from engine.plan import Plan
from engine.records import load
from engine.records.dossier import Dossier
from engine.spark.running import Summary, judge_on

from .test_cluster import ROOT, counted, same

pytestmark = pytest.mark.spark


@contextmanager
def _process(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process of Spark's own, in a session of its own, and end it with all that it started."""
    import pyspark

    home = Path(pyspark.__file__).parent
    env = os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder),
        "SPARK_LOCAL_DIRS": str(folder), "SPARK_DAEMON_MEMORY": "512m",
    }  # fmt: skip
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *arguments], env=env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield started
    finally:
        _end(started)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a master and two workers of one core each, and return where the master is, and the workers."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    folders = [tmp_path / name for name in ("master", "one", "two")]
    for folder in folders:
        folder.mkdir()
    at = ("--host", "127.0.0.1", "--webui-port", "0")
    name = "org.apache.spark.deploy"
    with _process(folders[0], f"{name}.master.Master", *at, "--port", str(port)):
        _until(lambda: b"New state: ALIVE" in (folders[0] / "log").read_bytes(), "the master")
        each = ("--cores", "1", "--memory", "1g", master)
        worker = f"{name}.worker.Worker"
        with _process(folders[1], worker, *at, *each) as one, _process(folders[2], worker, *at, *each) as two:
            logs = [folder / "log" for folder in folders[1:]]
            _until(lambda: all(b"Successfully registered" in log.read_bytes() for log in logs), "the workers")
            yield master, [one, two]


def _until(holds: Any, what: str, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


def _large(folder: Path) -> tuple[Plan, Dossier, Evaluation]:
    ready = scaled.plan_of(10, folder)
    dossier = scaled.dossier_of(ready, 5_000, 20)
    return ready, dossier, evaluate(ready, dossier, scaled.AS_OF)


def test_on_two_workers_as_on_one_machine(workers: tuple[str, list[Any]], tmp_path: Path) -> None:
    """By the command, which packs the engine for the workers."""
    master, _ = workers
    out = tmp_path / "out"
    files = [str(ROOT / "fixtures" / "danh-gia-2023")]
    done = CliRunner().invoke(main, ["evaluate", "danh-gia-2023", *files, "--on", master, "--out", str(out), "-q"])
    assert done.exit_code == 0, done.output
    ready = compile_file(rule_file("danh-gia-2023")).plan
    dossier = load(ready, [ROOT / "fixtures" / "danh-gia-2023"])
    day = day_of(ready, dossier)
    assert day is not None
    same(evaluate(ready, dossier, day), out)
    assert "Tập thể" in done.stdout
    assert "WARN" not in done.stderr
    assert sorted(p.name for p in out.iterdir()) == ["records", "results", "summary.json"]


def test_a_worker_killed_in_mid_run_changes_nothing(workers: tuple[str, list[Any]], tmp_path: Path) -> None:
    """One of two workers is killed, with what it runs, while a stage is half done on both."""
    from pyspark import SparkContext

    master, (one, _) = workers
    ready, dossier, evaluation = _large(tmp_path)
    done: list[Any] = []

    def judge() -> None:
        try:
            done.append(judge_on(master, ready, dossier, scaled.AS_OF, tmp_path / "out", rows=2_500))
        except BaseException as bad:  # noqa: BLE001 - told to the test
            done.append(bad)

    running = threading.Thread(target=judge)
    running.start()
    half = ""
    while not half:
        assert running.is_alive(), f"it was over before it was half done: {done}"
        context = SparkContext._active_spark_context
        there = context is not None and getattr(context, "_jsc", None) is not None  # it is set last
        tracker = context.statusTracker() if context is not None and there else None
        for stage in tracker.getActiveStageIds() if tracker is not None else ():
            info = tracker.getStageInfo(stage) if tracker is not None else None
            if info is not None and info.numTasks > 10 and info.numCompletedTasks >= 2 and info.numActiveTasks == 2:
                half = f"{info.numCompletedTasks} of {info.numTasks} tasks done, {info.numActiveTasks} running"
        time.sleep(0.02)
    os.killpg(one.pid, signal.SIGKILL)
    assert running.is_alive(), half
    running.join(500)
    assert not running.is_alive()
    assert isinstance(done[0], Summary), done[0]
    counted(evaluation, done[0])
    same(evaluation, tmp_path / "out")
    log = (tmp_path / "master" / "log").read_text("utf-8", "replace")
    assert "Removing worker" in log or "disassociated" in log, half


def test_the_folder_is_free_and_stays_so_when_spark_fails(tmp_path: Path) -> None:
    """What was there is not written over; and of a run that fails nothing is left."""
    out = tmp_path / "out"
    (out / "results").mkdir(parents=True)
    files = str(ROOT / "fixtures" / "quan-12-2020")
    command = ["evaluate", "quan-12-2020", files, "--on", "local[1]", "--out", str(out), "-q"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "[out-taken]" in done.stderr
    (out / "results").rmdir()
    failing = os.environ | {"PYSPARK_PYTHON": str(tmp_path / "no-python")}
    program = [sys.executable, str(ROOT / "cli.py"), *command]
    ended = subprocess.run(program, env=failing, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "[spark-failed]" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [p.name for p in out.iterdir()] == ["spark.log"]
