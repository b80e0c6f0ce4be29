"""The process that tries files, watched: it is started anew when it hangs or dies."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that the import of one file may take.
PATIENCE = 20.0


class Worker:
    """A process that tries one file after the other."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._process: subprocess.Popen[str] | None = None

    def tried(self, path: Path) -> dict[str, Any]:
        """Return how the import of a file ended; a process that hangs is killed."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
        except BrokenPipeError:
            return self._dead(process)
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            if not ready.select(self.patience):
                self.close()
                return {"end": "failed", "why": f"no answer within {self.patience} seconds"}
        line = process.stdout.readline()
        if not line:
            return self._dead(process)
        found: dict[str, Any] = json.loads(line)
        if found["end"] == "failed" and "MemoryError" in str(found.get("why")):
            self.close()
        return found

    def _dead(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        process.wait()
        self._process = None
        return {"end": "failed", "why": f"the process died with {process.returncode}"}

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            command = [sys.executable, "-m", "tests.fuzz.trial"]
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process = None
