"""The bundled article mended by hand, asked about, added to, and all of it undone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browsing import open_browser
from tests.workbench.conftest import CHOICES
from tests.workbench.test_workbench_browser import SELECT

from countermove.catalog import find_article
from countermove.filing import Case, Run, answer_case
from countermove.records.events import load_events
from countermove.records.standoff_file import load_standoff
from countermove.workbench.bench import Bench

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_SECONDS = 90
MISSED = "a Russian court ordered the terminal to halt loading for 30 days"
STEPS = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundled article, answered over few draws."""
    case = Case(tmp_path / "kazakhstan-2022")
    answer_case(Run(case, CHOICES), [find_article("kazakhstan-2022")])
    return case.folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, server: tuple[str, Bench]) -> Iterator[Page]:
    base, bench = server
    bench.worker.start()
    bench.worker.wait(240)
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: faults.append(str(e)))
    tab.on("request", lambda r: None if r.url.startswith(base) else faults.append(r.url))
    tab.goto(f"/?token={bench.keys.token}")
    yield tab
    context.close()
    assert faults == []


def contents(case: Case) -> dict[str, bytes]:
    """Everything that a person can change."""
    files = [case.events, case.standoff, *sorted(case.articles.iterdir())]
    return {p.name: p.read_bytes() for p in files}


def event_of(case: Case, words: str, actor: str) -> str:
    """The event by an actor in whose quote some words stand."""
    found = [e for e in load_events(case.events)
             if words in e.quote.text and e.actor and e.actor.name == actor]  # fmt: skip
    return found[-1].id


def open_form(page: Page, id: str) -> None:
    page.goto(f"/articles/kazakhstan-2022#{id}")
    page.reload()
    expect(page.locator(f"#{id}")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator(f"#form-{id} form")).to_be_visible()


def test_mended_asked_added_to_and_all_undone(
    page: Page, server: tuple[str, Bench], folder: Path
) -> None:
    bench, case = server[1], Case(folder)
    before = contents(case)
    began = time.monotonic()
    mend(page, case)
    add_missed(page, case)
    assert reaction(page, case) < 3.0  # one second on a machine that does nothing else
    answer_two(page, case)
    paste(page, bench, case)
    for _ in range(STEPS):
        page.get_by_role("button", name="Undo").click()
        bench.worker.wait(240)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    took = time.monotonic() - began
    print(f"\nwalkthrough: {took:.1f} s")
    assert contents(case) == before
    assert took < MOST_SECONDS


def mend(page: Page, case: Case) -> None:
    """The cut came before the forum and answers nothing."""
    cut = event_of(case, "thus suspended part of the shipments", "Russia")
    open_form(page, cut)
    form = page.locator(f"#form-{cut} form")
    form.get_by_label("When").fill("15 June 2022")
    for select in form.locator('select[name="answers"]').all():
        select.select_option("")
    form.get_by_role("button", name="Keep the correction").click()
    expect(page.locator(f"#{cut}.corrected")).to_contain_text("15 June 2022")
    expect(page.locator(f"#{cut}")).not_to_contain_text("Answers")


def add_missed(page: Page, case: Case) -> None:
    """The court's order was not read; the operator's appeal answers it."""
    page.goto("/articles/kazakhstan-2022")
    page.evaluate(SELECT, MISSED)
    page.keyboard.press("n")
    form = page.locator("#new-event form")
    expect(form.get_by_label("Who", exact=True)).to_have_value("Russia", timeout=60_000)
    form.get_by_label("Did what").select_option("SANCTION")
    form.get_by_label("In a few words").fill("order the terminal to halt loading")
    form.get_by_label("To whom").fill("Kazakhstan")
    form.get_by_label("When").fill("2022-07-05")
    form.get_by_role("button", name="Add the event").click()
    expect(page.locator("#P001")).to_contain_text("Added by a person")
    [added] = [e for e in load_events(case.events) if e.id == "P001"]
    assert added.quote.text == MISSED
    appeal = event_of(case, "the operator appealed", "operator")
    open_form(page, appeal)
    links = page.locator(f"#form-{appeal} form").locator('select[name="answers"]')
    links.first.select_option("P001")
    page.locator(f"#form-{appeal} form").get_by_role("button", name="Keep").click()
    expect(page.locator(f"#{appeal}.corrected")).to_contain_text("Answers P001")


def reaction(page: Page, case: Case) -> float:
    """Reject what Kazakhstan does not do, in the queue; how long until the answer is felt."""
    wrong = event_of(case, "cut off the pipeline altogether", "Kazakhstan")
    page.goto(f"/review#{wrong}")
    page.reload()
    expect(page.locator(f"#{wrong}")).to_be_focused()
    began = time.monotonic()
    page.keyboard.press("x")
    page.wait_for_function(
        "id => !document.getElementById(id) && (s => s && (s.dataset.quick === 'yes'"
        " || s.dataset.busy === 'no'))(document.getElementById('status'))",
        arg=wrong, timeout=60_000, polling=20,
    )  # fmt: skip
    took = time.monotonic() - began
    print(f"\nfirst answer after a verdict: {took:.2f} s")
    return took


def answer_two(page: Page, case: Case) -> None:
    """Two questions of the interview."""
    for count in (1, 2):
        page.goto("/interview?by=ab")
        page.locator("form.answers").get_by_role("button").first.click()
        expect(page.locator(".hint").first).to_contain_text(
            "1 answer is" if count == 1 else "2 answers are", timeout=60_000
        )
    standoff = load_standoff(case.standoff)
    assert sum(len(p.prefers) + len(p.matters_more) + len(p.at_least_twice)
               + len(p.at_most_twice) for p in standoff.players) == 2  # fmt: skip


def paste(page: Page, bench: Bench, case: Case) -> None:
    """A further article by paste; the model, edited by now, is offered a new draft."""
    page.goto("/articles")
    page.get_by_label("Title").fill("A day later")
    page.get_by_label("Published").fill("2022-07-08")
    page.get_by_label("Text", exact=True).fill(
        "Russia closed its border to Kazakh grain on Friday. Kazakhstan protested to Moscow."
    )
    page.get_by_role("button", name="Read it").click()
    bench.worker.wait(240)
    assert any(e.quote.article_id == "a-day-later" for e in load_events(case.events))
    page.goto("/redraft")
    expect(page.get_by_role("heading", name="Added")).to_be_visible(timeout=60_000)


@pytest.fixture(autouse=True)
def leave_nothing(folder: Path) -> Iterator[None]:
    yield
    shutil.rmtree(folder, ignore_errors=True)
