"""A headless Chromium for tests of pages; they say so and skip where there is none."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from benchmarks.felt import spent
from playwright.sync_api import Browser, sync_playwright

from countermove.reporting.pdf import BROWSERS

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next((p for b in BROWSERS if (p := shutil.which(b))), None)
    if path is None:
        pytest.skip("NOT RUN: no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def machine_time() -> float:
    """Seconds of processor of this process and all below it, such as a browser; without those
    below where the system does not tell of them."""
    return time.process_time() + spent()
