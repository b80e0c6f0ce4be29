"""A Spark session of this machine, where Spark and Java are, and where it is asked for: `make test-spark`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `spark`, with the reason, where it cannot be had or takes too long to be wanted."""
    missing = [name for name in ("pyspark", "pyarrow") if find_spec(name) is None]
    missing += ["java"] if shutil.which("java") is None else []
    for item in items:
        if item.get_closest_marker("spark") is None:
            continue
        item.add_marker(pytest.mark.slow)
        for quiet in ("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"):
            item.add_marker(pytest.mark.filterwarnings(quiet))
        if "XETKHEN_SPARK" not in os.environ:
            item.add_marker(pytest.mark.skip(reason="takes minutes: `make test-spark` runs it"))
        elif missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}: see `make test-spark`"))


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from engine.spark.session import started

    with started("local[2]") as session:
        yield session
