"""What a figure was measured on, in one line."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def machine_line() -> str:
    """Return processor, cores, memory, Python and the versions that matter."""
    cpu, memory = platform.machine(), 0
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        cpu = next(x.split(":", 1)[1].strip() for x in lines if x.startswith("model name"))
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    except (OSError, StopIteration):
        pass
    parts = [f"{cpu}, {os.cpu_count()} cores", f"{memory} GB", f"Python {platform.python_version()}"]
    for name in ("numpy", "pandas", "polars", "duckdb", "pyarrow", "zen-engine", "durable-rules"):
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(parts)


def others() -> float:
    """Return how many programs besides this one wanted the processor over the last minute."""
    return os.getloadavg()[0]
