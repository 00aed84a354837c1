"""A headless Chromium for tests of pages; they say so and skip where there is none."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
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
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(path.parent.name)] = int(fields[1])
        used[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    below = sum(seconds for pid, seconds in used.items() if is_below(pid, parents))
    return time.process_time() + below


def is_below(pid: int, parents: dict[int, int]) -> bool:
    """Whether a process was started by this one, or by one that was."""
    while (parent := parents.get(pid)) is not None:
        if parent == os.getpid():
            return True
        pid = parent
    return False
