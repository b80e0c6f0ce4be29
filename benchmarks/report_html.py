"""The HTML report of a generated campaign: how large it is, how long it takes to make, in how much memory, to open.

    .venv/bin/python benchmarks/report_html.py [--subjects 20000] [--out FILE.html] [--fresh]

The campaign is Quận 12's illustrative one many times over (654 subjects each), every copy under keys of its own.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fixtures.make import books  # noqa: E402 - found only once the path is set
from fixtures.make.campaign import campaign  # noqa: E402
from fixtures.make.model import Campaign  # noqa: E402

Made = TypeVar("Made", bound=object)
DAY = dt.date(2020, 12, 5)
_SIZE = 654
#: Keys of units, people, initiatives, citizens: two letters, then digits.
_KEY = re.compile(r"^([A-Z]{2})(\d.*)$")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Times from the start of navigation, in milliseconds: the first rows of the list, and that the search answers.
OPENED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  while (!document.querySelector(".list tbody tr")) await frame();
  const shown = performance.now();
  const field = document.querySelector("input[type=search]");
  const status = document.querySelector("[role=status]");
  const before = status.textContent;
  field.value = "nguyen thi thu ha";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (status.textContent === before) await frame();
  return [shown, performance.now(), status.textContent];
}"""


def many(times: int) -> Campaign:
    """Return the campaign `times` over."""
    out = Campaign()
    for copy in range(times):
        one = campaign()
        for part in dataclasses.fields(Campaign):
            if part.name != "attestations":
                getattr(out, part.name).extend(_renamed(getattr(one, part.name), copy))
    for found in campaign().attestations:
        whole = _KEY.match(found.scope) is None
        for copy in range(1 if whole else times):
            count = found.count * (times if whole else 1)
            out.attestations += _renamed([dataclasses.replace(found, count=count)], copy)
    return out


def _renamed(rows: Iterable[Made], copy: int) -> list[Made]:
    """Return rows with other keys: PH01-003 is PH0701-003 in the seventh copy."""
    out = []
    for row in rows:
        changed = {
            f.name: _KEY.sub(rf"\g<1>{copy:02}\g<2>", value)
            for f in dataclasses.fields(row)  # type: ignore[arg-type]  # every row is a dataclass
            if isinstance(value := getattr(row, f.name), str) and copy
        }
        out.append(dataclasses.replace(row, **changed))  # type: ignore[type-var]
    return out


def make(subjects: int, out: Path) -> None:
    """Make the report in this process, and print what it took."""
    from engine.compiler import compile_file
    from engine.evaluator import evaluate
    from engine.records import load
    from engine.report.html import html_report, of_evaluation

    with tempfile.TemporaryDirectory() as folder:
        books.write_campaign(Path(folder), many(max(1, round(subjects / _SIZE))))
        plan = compile_file(ROOT / "rules" / "quan-12-2020" / "rules.yaml").plan
        start = time.perf_counter()
        dossier = load(plan, sorted(Path(folder).glob("*.xlsx")))
        evaluation = evaluate(plan, dossier, DAY)
        read = time.perf_counter()
    before = _peak()
    data = html_report(of_evaluation(evaluation))
    made = time.perf_counter()
    out.write_bytes(data)
    size = sum(judged.size for judged in evaluation.kinds.values())
    print(f"subjects               {size}")
    print(f"size of the file       {len(data) / 1e6:.2f} MB ({len(data) / size:.0f} bytes a subject)")
    print(f"read and judged in     {read - start:.1f} s, peak memory {before:.0f} MB")
    print(f"report made in         {made - read:.1f} s ({(made - read) / size * 1000:.2f} ms a subject)")
    print(f"peak memory in all     {_peak():.0f} MB (the report itself at most {_peak() - before:.0f} MB)")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def opened(page: Path, runs: int) -> None:
    """Open the list in Chromium and print how long it takes until it is there, and until the search has answered."""
    from playwright.sync_api import sync_playwright

    shown, found = [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for _ in range(runs):
            tab = browser.new_page()
            tab.goto(f"{page.resolve().as_uri()}#/ds/award:giay-khen", wait_until="commit")
            first, second, rows = tab.evaluate(OPENED)
            shown.append(first)
            found.append(second)
            tab.close()
        browser.close()
    print(f"list shown after       {statistics.median(shown):.0f} ms (median of {runs}; longest {max(shown):.0f})")
    print(f"search answered after  {statistics.median(found):.0f} ms (longest {max(found):.0f}), found {rows}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--subjects", type=int, default=20_000)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "xetkhen-report.html")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--open-only", action="store_true", help="open a report that was made before")
    given = parser.parse_args()
    if not given.open_only:
        make(given.subjects, given.out)
    opened(given.out, given.runs)


if __name__ == "__main__":
    main()
