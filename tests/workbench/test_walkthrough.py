"""The bundled article from answer to download, as the tutorial tells it, with its pictures.

With COUNTERMOVE_SCREENSHOTS set the pictures of `docs/tutorial` are written anew.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.workbench.conftest import LIKELIEST

from countermove.records.events import load_events
from countermove.workbench.bench import Bench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.case("bundled"),
]

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial"
LARGEST_PICTURE = 120_000


@pytest.fixture
def page(browser: Browser, server: tuple[str, Bench]) -> Iterator[Page]:
    base, bench = server
    bench.worker.choices = LIKELIEST
    context = browser.new_context(viewport={"width": 1100, "height": 700})
    context.set_default_navigation_timeout(240_000)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: faults.append(str(e)))
    tab.on("request", lambda r: None if r.url.startswith(base) else faults.append(r.url))
    tab.goto(f"{base}/?token={bench.keys.token}")
    yield tab
    context.close()
    assert faults == []


@pytest.fixture
def picture_folder(tmp_path: Path) -> Path:
    return TUTORIAL if os.environ.get("COUNTERMOVE_SCREENSHOTS") else tmp_path


def take(page: Page, folder: Path, name: str) -> None:
    """One picture of what the window shows."""
    page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=60)
    assert 5_000 < (folder / f"{name}.jpg").stat().st_size < LARGEST_PICTURE


def settle(page: Page) -> None:
    expect(page.locator("#status")).to_have_attribute("data-busy", "no", timeout=240_000)


def test_from_the_answer_to_the_download(
    page: Page, folder: Path, server: tuple[str, Bench], picture_folder: Path
) -> None:
    bench = server[1]
    assert bench.answer() is not None
    take(page, picture_folder, "answer")
    flip(page, picture_folder)
    event = follow(page, folder, picture_folder)
    before = (folder / "stress.json").read_bytes()
    page.keyboard.press("x")
    expect(page.locator(f"#{event}.rejected")).to_be_visible()
    settle(page)
    bench.worker.wait(240)
    assert (folder / "stress.json").read_bytes() != before
    page.get_by_role("button", name="Undo").click()
    settle(page)
    bench.worker.wait(240)
    assert (folder / "stress.json").read_bytes() == before
    page.get_by_role("link", name="Answer", exact=True).click()
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.get_by_role("link", name="Either–or").click()
    expect(page.locator("figure .drawing.wide svg")).to_be_visible()
    take(page, picture_folder, "either-or")
    download(page, folder)


def flip(page: Page, folder: Path) -> None:
    """Drag one number after another to its ends until the answer flips."""
    guess = page.locator("#whatif .guess")
    best = guess.get_attribute("data-best")
    for slider in page.locator("#sliders input[type=range]").all():
        for end in ("min", "max"):
            with page.expect_response("**/whatif", timeout=240_000):
                slider.evaluate(
                    "(e, end) => { e.value = e[end];"
                    " e.dispatchEvent(new Event('input', {bubbles: true})); }",
                    end,
                )
            expect(guess).to_have_attribute("data-full", "yes", timeout=240_000)
            if guess.get_attribute("data-best") != best:
                slider.scroll_into_view_if_needed()
                expect(page.locator("#whatif .verdict")).to_contain_text("flips")
                take(page, folder, "what-if")
                return
    pytest.fail("no slider at either end flips the answer")


def follow(page: Page, folder: Path, pictures: Path) -> str:
    """From the chronology to the exact words of an event that an option rests on."""
    standing = (folder / "standoff.yaml").read_text()
    event = next(e for e in load_events(folder / "events.jsonl") if f"[{e.id}]" in standing)
    page.get_by_role("link", name="Chronology").click()
    page.get_by_role("link", name=event.id).click()
    expect(page.locator(f"#{event.id}")).to_be_focused()
    marked = "".join(page.locator("mark.current").all_inner_texts())
    assert event.quote.text in marked.replace("\n", " ") or marked in event.quote.text
    take(page, pictures, "event")
    return event.id


def download(page: Page, folder: Path) -> None:
    """The whole case in one archive."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    waiting.value.save_as(folder.parent / "case.zip")
    with zipfile.ZipFile(folder.parent / "case.zip") as archive:
        assert json.loads(archive.read("stress.json"))["draws"]
        assert {"events.jsonl", "standoff.yaml", "report.html"} <= set(archive.namelist())


def test_the_tutorial_shows_the_pictures_of_this_walk() -> None:
    named = set(re.findall(r"\(([\w-]+\.jpg)\)", (TUTORIAL / "first-answer.md").read_text()))
    assert named == {"answer.jpg", "what-if.jpg", "event.jpg", "either-or.jpg"}
    assert all(5_000 < (TUTORIAL / name).stat().st_size < LARGEST_PICTURE for name in named)
