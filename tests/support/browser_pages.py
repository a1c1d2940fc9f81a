"""A Chromium for tests of pages, and what every page has to stand."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

AXE = (Path(__file__).parent / "browser" / "axe.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZES = {"phone": (360, 740), "desk": (1440, 900)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def chromium():
    """Start a browser; skip where there is none, but never in CI."""
    with sync_playwright() as playwright:
        own = next(filter(None, map(shutil.which, NAMES)), None)
        # A container has no sandbox to give; the pages are ours and the only ones that are opened.
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            browser = playwright.chromium.launch(executable_path=own, args=flags)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no browser: python3 scripts/install_browser.py ({error.name})")
        yield browser
        browser.close()


class Visit:
    """A page in a browser, with all it complained of and all it asked for."""

    def __init__(self, browser, root, *, size="desk", theme="light", **more):
        width, height = SIZES[size]
        viewport = {"width": width, "height": height}
        self.root, self.width = root, width
        self.context = browser.new_context(viewport=viewport, color_scheme=theme, **more)
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _hear(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def go(self, path):
        self.page.goto(self.root + path, wait_until="networkidle")
        return self.page

    def check(self):
        """No complaint, no other host, nothing wider than the window, nothing axe finds."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith((self.root, "data:"))] == []
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{wide} pixels wide"
        assert self.violations() == []

    def violations(self):
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
        )
        return [
            (one["id"], node["target"], node["failureSummary"])
            for one in found["violations"]
            for node in one["nodes"]
        ]
