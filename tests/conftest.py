"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

# A busy machine is no fault of a test. `make test` tries the same examples every time, so that
# what failed once fails again; `make test-all` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("COUNTERMOVE_EXAMPLES", "same"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the repository; tests that need it skip without it."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("NOT RUN: the gold data in ../shared is absent")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a file; each opens pages or contexts of its own."""
    pytest.importorskip("playwright.sync_api", reason="NOT RUN: no Playwright")
    from tests.browsing import open_browser

    with open_browser() as opened:
        yield opened
