"""A person at the workbench, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from countermove.records.events import load_events
from countermove.workbench.bench import Bench

pytestmark = [pytest.mark.browser, pytest.mark.case("solved")]

Server = tuple[str, Bench]


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The overview of a solved case; console errors and requests elsewhere fail the test."""
    base, bench = server
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    faults: list[str] = []
    # A form that is sent back with a fault beside its field is told by Chromium as an error too.
    tab.on(
        "console",
        lambda m: faults.append(m.text) if m.type == "error" and "of 400" not in m.text else None,
    )
    tab.on("pageerror", lambda e: faults.append(str(e)))
    tab.on("request", lambda r: None if r.url.startswith(base) else faults.append(r.url))
    tab.goto(f"{base}/?token={bench.keys.token}")
    yield tab
    context.close()
    assert faults == []


def settle(page: Page) -> None:
    expect(page.locator("#status")).to_have_attribute("data-busy", "no", timeout=120_000)


def test_from_the_answer_to_a_flip_and_back(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ebbland should")
    slider = page.locator('input[name="players.EBB.payoffs[give_in].per_year"]')
    baseline = page.locator("#whatif .guess").get_attribute("data-best")
    assert baseline == "build"
    slider.evaluate(
        "(e) => { e.value = e.max; e.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator("#whatif .guess")).to_have_attribute("data-best", "give in")
    expect(page.locator("#whatif .verdict")).to_contain_text("flips")
    expect(page.locator("#whatif .guess")).to_have_attribute("data-full", "yes", timeout=20_000)
    page.get_by_role("button", name="Back to likely values").click()
    expect(page.locator("#whatif .guess")).to_have_attribute("data-best", "build")


def test_a_claim_opens_its_words_and_is_rejected_by_key(
    page: Page, bench: Bench, folder: Path
) -> None:
    page.get_by_role("link", name="Chronology").click()
    page.get_by_role("link", name="E002").click()
    expect(page.locator("mark.current").first).to_have_text("Ebbland stopped selling electricity")
    expect(page.locator("#E002")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#E002.rejected")).to_be_visible()
    assert [e.review for e in load_events(folder / "events.jsonl")] == ["", "rejected"]
    settle(page)
    page.keyboard.press("u")
    expect(page.locator("#E002.rejected")).to_have_count(0)
    assert page.url.endswith("/articles/ferry")
    assert [e.review for e in load_events(folder / "events.jsonl")] == ["", ""]
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


SELECT = """(words) => {
  const root = document.querySelector(".words");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, first = root.textContent.indexOf(words), last = first + words.length, node;
  while ((node = walker.nextNode())) {
    const end = at + node.length;
    if (first >= at && first < end) range.setStart(node, first - at);
    if (last > at && last <= end) range.setEnd(node, last - at);
    at = end;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page: Page, words: str) -> None:
    """Select words of the article, as a person drags over them."""
    page.evaluate(SELECT, words)


def test_selected_words_become_an_event_by_key(page: Page, folder: Path) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/articles/ferry")
    words = "Ebbland should build a port of its own"
    select(page, words)
    expect(page.get_by_role("button", name="Make an event of the selected words")).to_be_visible()
    page.keyboard.press("n")
    form = page.locator("#new-event form")
    # The first time the parser is loaded.
    expect(form.get_by_label("Who", exact=True)).to_be_focused(timeout=60_000)
    expect(form.get_by_label("Who", exact=True)).to_have_value("Ebbland")
    expect(form.get_by_label("Standing")).to_have_value("advised")
    form.get_by_label("When").fill("no day at all")
    form.get_by_role("button", name="Add the event").click()
    expect(page.locator(".fault")).to_contain_text("is no date")
    page.get_by_label("When").fill("May 2030")
    page.get_by_role("button", name="Add the event").click()
    expect(page.locator("#P001")).to_contain_text("Added by a person")
    added = load_events(folder / "events.jsonl")[-1]
    assert (added.quote.text, added.precision) == (words, "month")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#P001")).to_have_count(0)


def test_an_event_is_corrected_in_its_card_by_key(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Chronology").click()
    page.get_by_role("link", name="E002").click()
    expect(page.locator("#E002")).to_be_focused()
    page.keyboard.press("e")
    form = page.locator("#form-E002 form")
    expect(form.get_by_label("Who", exact=True)).to_be_focused()
    form.get_by_label("In a few words").fill("cut the power")
    form.get_by_label("When").fill("2030-05-01")
    form.get_by_label("It answers").select_option("E001")
    form.get_by_role("button", name="Keep the correction").click()
    expect(page.locator("#E002.corrected")).to_contain_text("cut the power")
    expect(page.locator("#E002")).to_contain_text("1 May 2030")
    expect(page.locator("#E002")).to_contain_text("Answers E001: a person says so")
    assert load_events(folder / "events.jsonl")[1].label == "cut the power"


def test_any_two_numbers_can_be_mapped(page: Page) -> None:
    page.get_by_role("link", name="Either–or").click()
    page.get_by_label("Upwards", exact=True).select_option("players.EBB.payoffs[own_port].per_year")
    page.get_by_role("button", name="Map it").click()
    drawing = page.locator("figure .drawing.wide svg")
    expect(drawing).to_contain_text("‘Build a port of its own’ matters to Ebbland")
    expect(page.locator("figure .data td").first).to_have_count(1)


def test_a_model_is_checked_live(page: Page) -> None:
    page.get_by_role("link", name="Stand-off", exact=True).click()
    box = page.get_by_label("standoff.yaml")
    text = box.input_value()
    box.fill(text.replace("build: [own_port]", "build: [own_prt]"))
    expect(page.locator("#verdict .problem")).to_contain_text("own_port")
    box.fill(text)
    expect(page.locator("#verdict .problem")).to_have_count(0)


def test_what_was_typed_before_the_scripts_came_is_checked(page: Page) -> None:
    held: list[Route] = []
    page.route("**/htmx.min.js*", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks the function
    with page.expect_request("**/htmx.min.js*"):
        page.get_by_role("link", name="Stand-off", exact=True).click()
    box = page.get_by_label("standoff.yaml")
    box.fill(box.input_value().replace("build: [own_port]", "build: [own_prt]"))
    expect(page.locator("#verdict .problem")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("#verdict .problem")).to_contain_text("own_port")


def test_everything_comes_down_in_one_file(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    waiting.value.save_as(tmp_path / "case.zip")
    assert (tmp_path / "case.zip").read_bytes()[:2] == b"PK"


def test_hostile_words_do_nothing(page: Page) -> None:
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("link", name="The port").click()
    assert "run" not in page.title().split(" · ")[0].split()
    expect(page.locator("article.words")).to_contain_text("<script>document.title")


def test_without_scripts_events_are_reviewed_and_models_edited(
    browser: Browser, server: Server, folder: Path
) -> None:
    base, bench = server
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{base}/?token={bench.keys.token}")
    expect(tab.locator("noscript p")).to_be_visible()
    tab.goto(f"{base}/articles/ferry")
    tab.locator("#E002").get_by_role("button", name="Reject").click()
    assert [e.review for e in load_events(folder / "events.jsonl")] == ["", "rejected"]
    tab.get_by_role("button", name="Undo").click()
    assert [e.review for e in load_events(folder / "events.jsonl")] == ["", ""]
    tab.goto(f"{base}/standoff")
    tab.locator("#yaml").fill("title: x")
    tab.get_by_role("button", name="Keep and solve").click()
    expect(tab.locator(".problem").first).to_contain_text("missing")
    context.close()


def test_a_range_is_dragged_to_the_flip_by_keyboard_alone(page: Page) -> None:
    name = "players.EBB.payoffs[give_in].per_year"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    page.keyboard.press("End")
    expect(page.locator("#whatif .verdict")).to_contain_text("flips")
    expect(page.locator("#whatif .guess")).to_have_attribute("data-full", "yes", timeout=20_000)


PAGES = [
    *("", "articles", "articles/ferry", "articles/ferry/edit", "events/E001/edit", "review"),
    *("sides", "reader", "chronology", "standoff", "interview", "history", "either-or", "runs"),
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    base = page.url.split("/", 3)
    for path in PAGES:
        page.goto("/".join([*base[:3], path]))
        settle(page)
        expect(page.locator(".drawing-wait")).to_have_count(0, timeout=120_000)
        found = Axe().run(page)
        serious = [
            (v["id"], v["nodes"][0]["html"][:200])
            for v in found.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], path
        # Waited for, since a page that waited for its answer is shown anew once it is there.
        page.wait_for_function("w => document.documentElement.scrollWidth <= w", arg=width)
