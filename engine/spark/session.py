"""A Spark session for one evaluation: where it runs, what the workers get, and what is said if it cannot be had."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..diagnostics import Diagnostic, ReportedError, run_codes

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

_LOCAL = re.compile(r"local(\[(\*|[1-9]\d*)\])?")
_MASTER = re.compile(r"spark://[^/\s]+:\d+(,[^/\s]+:\d+)*")
#: Seconds until a master that does not answer is given up.
_PATIENCE = 5.0


def need(master: str) -> None:
    """Raise ReportedError if Spark cannot be had, or not there."""
    if not _LOCAL.fullmatch(master) and not _MASTER.fullmatch(master):
        raise ReportedError([Diagnostic(run_codes.BAD_MASTER, None, {"text": master})])
    if find_spec("pyspark") is None or find_spec("pyarrow") is None:
        raise ReportedError([Diagnostic(run_codes.NO_SPARK, None)])
    if _java() is None:
        raise ReportedError([Diagnostic(run_codes.NO_JAVA, None)])
    if master.startswith("spark://") and not any(_answers(place) for place in master[8:].split(",")):
        raise ReportedError([Diagnostic(run_codes.NO_MASTER, None, {"text": master})])


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def _answers(place: str) -> bool:
    host, _, port = place.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE):
            return True
    except (OSError, OverflowError):
        return False


@contextmanager
def started(master: str, log: Path | None = None) -> Iterator[SparkSession]:
    """Start Spark, and stop it when done; what its Java says goes to `log`, or nowhere.

    Settings of the installation (spark-defaults.conf, SPARK_CONF_DIR) hold, but for those that an evaluation rests on.
    Raises ReportedError if Spark cannot be had or does not start.
    """
    need(master)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with tempfile.TemporaryDirectory(prefix="xetkhen-spark-") as folder:
        said = (log or Path(folder) / "log").open("wb")
        try:
            with quietly(), said:
                context = _context(master, Path(folder), said)
        except (PySparkException, Py4JError, OSError, RuntimeError) as bad:
            raise ReportedError([Diagnostic(run_codes.SPARK_FAILED, None, {"text": first_line(bad)})]) from bad
        try:
            if not master.startswith("local"):
                context.addPyFile(str(_packed(Path(folder))))
            from pyspark.sql import SparkSession

            with quietly():
                session = SparkSession(context)
            session.conf.set("spark.sql.shuffle.partitions", str(max(2, 2 * context.defaultParallelism)))
            yield session
        finally:
            context.stop()
            _end(context)


def _context(master: str, folder: Path, said: BinaryIO) -> SparkContext:
    """Start a Java process of its own, and Spark in it."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",  # a number too large is an error, never another number
        "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
        "spark.sql.session.timeZone": "UTC",
        "spark.local.dir": os.environ.get("SPARK_LOCAL_DIRS", str(folder)),
    }
    if master.startswith("local"):
        settings |= {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
        settings |= {"spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "2g")}
    conf = SparkConf().setAppName("xetkhen").setMaster(master).setAll(list(settings.items()))
    launch: Any = launch_gateway  # it has no types
    return SparkContext(conf=conf, gateway=launch(conf, {"stdout": said, "stderr": said}))


def _end(context: SparkContext) -> None:
    """End the Java process, so that the next evaluation starts from nothing."""
    from pyspark import SparkContext

    gateway = context._gateway  # noqa: SLF001 - there is no other way
    if gateway is not None:
        gateway.shutdown()
        if gateway.proc.stdin is not None:
            gateway.proc.stdin.close()
        gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001


@contextmanager
def quietly() -> Iterator[None]:
    """Leave out what Spark has to say of the version of pandas: nothing goes through pandas here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _packed(folder: Path) -> Path:
    """Pack this engine for the workers, which then need Python, NumPy, pandas and pyarrow but no xetkhen."""
    root = Path(__file__).resolve().parent.parent
    archive = folder / "engine.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(root.rglob("*.py")):
            if "_rules" not in file.parts:
                out.write(file, f"engine/{file.relative_to(root).as_posix()}")
    return archive


def first_line(bad: BaseException) -> str:
    """Return what an error says in its first line, without what is only there for programmers."""
    lines = [line.strip().removeprefix(": ") for line in str(bad).splitlines()]
    telling = [line for line in lines if line and not line.startswith("An error occurred while calling")]
    return (telling[0] if telling else type(bad).__name__)[:300]
