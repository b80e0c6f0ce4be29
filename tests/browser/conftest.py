"""One browser for all tests here; without Chromium they are skipped, unless XETKHEN_BROWSER=required."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .hostile import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _without(reason: str) -> None:
    if os.environ.get("XETKHEN_BROWSER") == "required":
        pytest.fail(f"XETKHEN_BROWSER=required, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright is not installed (pip install '.[browser]')")
        raise
    path = next((found for n in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(n))), None)
    if path is None:
        _without("there is no chromium on PATH")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report that the tests read: the campaign under the resolution, with hostile texts in it."""
    path = tmp_path_factory.mktemp("report") / "bao-cao.html"
    path.write_bytes(report())
    return path


class Opened:
    """A tab with the report, what it asked for and what it complained of."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.address = file.as_uri()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(8000)
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("console", lambda m: self.said.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda e: self.said.append(str(e)))

    def go(self, route: str) -> Page:
        """Open a view by its address, and wait until it is there."""
        again = self.page.url.partition("#")[0] == self.address
        self.page.goto(f"{self.address}#{route}")
        if again:
            self.page.reload()  # the same file with another hash is not loaded again
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """Open a tab of its own, and see to it that nothing was asked for and nothing complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    tab = Opened(context, file)
    yield tab
    assert {a.partition("#")[0] for a in tab.asked} <= {tab.address, "data:,"}
    assert tab.said == []
    context.close()


@pytest.fixture
def phone(browser: Browser, file: Path) -> Iterator[Opened]:
    """Open a tab as wide as a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield Opened(context, file)
    context.close()
