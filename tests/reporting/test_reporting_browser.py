"""The page and its annex in a real browser: offline, silent, accessible, on phone and paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from countermove.records.events import Event
from countermove.reporting import annex_path, report
from countermove.reporting.pdf import BROWSERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.reporting.conftest import Case

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def front(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    return report(path, case.answer, case.events, case.articles, afterwards=case.afterwards)


@pytest.fixture(scope="module")
def annex(front: Path) -> Path:
    return annex_path(front)


@pytest.fixture(scope="module", params=["page", "annex"])
def file(request: pytest.FixtureRequest, front: Path, annex: Path) -> Path:
    return front if request.param == "page" else annex


class Visit:
    """A page opened from disk with the network off, and all that went wrong meanwhile."""

    def __init__(self, browser: Browser, file: Path, **context: Any) -> None:
        self.context = browser.new_context(offline=True, **context)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(file.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


SIZES = [
    pytest.param({"width": 1280, "height": 900}, id="desk"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
]
SCHEMES = ["light", "dark"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_it_opens_offline_without_a_word_or_a_request(
    browser: Browser, file: Path, size: dict[str, int], scheme: str
) -> None:
    with Visit(browser, file, viewport=size, color_scheme=scheme) as visit:
        visit.page.wait_for_timeout(300)
        assert visit.requests == [file.as_uri()]
        assert visit.complaints == []


def test_the_first_screen_is_the_brief(browser: Browser, front: Path) -> None:
    with Visit(browser, front, viewport={"width": 1280, "height": 900}) as visit:
        for part in ("#brief-head", ".headline", ".solid", ".open", ".judged", ".minds"):
            box = visit.page.locator(part).bounding_box()
            assert box is not None, part
            assert box["y"] + box["height"] <= 900, part


def test_a_judgement_opens_its_words_and_they_lead_to_the_article(
    browser: Browser, front: Path
) -> None:
    with Visit(browser, front, viewport={"width": 1280, "height": 900}) as visit:
        page = visit.page
        page.locator(".judged details.words > summary").first.click()
        words = page.locator(".judged blockquote mark").first.inner_text()
        page.locator(".judged a.source-link").first.click()
        page.wait_for_url("**/report-annex.html#*")
        target = page.url.split("#")[1]
        assert page.locator(f"mark[id='{target}']").inner_text() == words


def test_the_letters_are_its_own(browser: Browser, file: Path) -> None:
    with Visit(browser, file, viewport={"width": 1280, "height": 900}) as visit:
        visit.page.evaluate("document.fonts.ready")
        loaded = visit.page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        )
        assert {f.strip('"') for f in loaded} == {"Countermove Sans", "Countermove Serif"}


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(
    browser: Browser, file: Path, size: dict[str, int]
) -> None:
    with Visit(browser, file, viewport=size) as visit:
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"]


def test_it_reflows_at_four_times_the_size(browser: Browser, file: Path) -> None:
    with Visit(browser, file, viewport={"width": 320, "height": 256}) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(
    browser: Browser, file: Path, size: dict[str, int], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT RUN: no axe")
    with Visit(browser, file, viewport=size, color_scheme=scheme, bypass_csp=True) as visit:
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = axe.Axe().run(visit.page).response["violations"]
    grave = [
        (v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]
    assert grave == []


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_a_claim_opens_its_exact_words(
    browser: Browser, annex: Path, case: Case, scripted: bool
) -> None:
    event: Event = case.events[2]
    with Visit(browser, annex, java_script_enabled=scripted) as visit:
        item = visit.page.locator(".event", has_text=event.label).first
        item.locator("details.words > summary").click()
        mark = item.locator("blockquote mark")
        assert mark.is_visible()
        assert mark.inner_text() == event.quote.text


def test_without_script_the_link_leads_to_the_words_in_the_article(
    browser: Browser, annex: Path, case: Case
) -> None:
    event = case.events[2]
    with Visit(browser, annex, java_script_enabled=False) as visit:
        item = visit.page.locator(".event", has_text=event.label).first
        item.locator("details.words > summary").click()
        item.locator("a.source-link").click()
        target = visit.page.url.split("#")[1]
        mark = visit.page.locator(f"mark[id='{target}']")
        assert mark.inner_text() == event.quote.text
        box = mark.bounding_box()
        assert box is not None
        top = visit.page.viewport_size
        assert top is not None
        assert box["y"] < top["height"]


def test_with_script_the_article_opens_beside_and_focus_returns(
    browser: Browser, annex: Path, case: Case
) -> None:
    event = case.events[2]
    with Visit(browser, annex, viewport={"width": 1280, "height": 900}) as visit:
        page = visit.page
        item = page.locator(".event", has_text=event.label).first
        item.locator("details.words > summary").click()
        item.locator("a.source-link").click()
        drawer = page.locator("#drawer")
        assert drawer.is_visible()
        assert drawer.locator("mark.shown").inner_text() == event.quote.text
        page.keyboard.press("Escape")
        assert not drawer.is_visible()
        assert page.evaluate("document.activeElement.className") == "source-link"
        assert visit.complaints == []


def test_the_theme_can_be_switched_and_stays(browser: Browser, file: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with Visit(browser, file, color_scheme="light") as visit:
        light = visit.page.evaluate(paper)
        visit.page.click("#theme")
        dark = visit.page.evaluate(paper)
        assert dark != light
        visit.page.reload()
        assert visit.page.evaluate(paper) == dark


def test_charts_follow_the_theme(browser: Browser, annex: Path) -> None:
    colour = "getComputedStyle(document.querySelector('#figure-clock .wide text')).fill"
    found = set()
    for scheme in SCHEMES:
        with Visit(
            browser, annex, color_scheme=scheme, viewport={"width": 1280, "height": 900}
        ) as visit:
            found.add(visit.page.evaluate(colour))
    assert len(found) == 2


def test_a_phone_gets_the_narrow_drawings_a_desk_the_wide_ones(
    browser: Browser, file: Path
) -> None:
    for size, kind in (((1280, 900), "wide"), ((360, 740), "narrow")):
        with Visit(browser, file, viewport={"width": size[0], "height": size[1]}) as visit:
            shown = visit.page.locator(".drawing:visible")
            kinds = {shown.nth(i).get_attribute("class") for i in range(shown.count())}
            assert kinds == {f"drawing {kind}"}


def test_the_keyboard_reaches_the_answer_first(browser: Browser, file: Path) -> None:
    with Visit(browser, file) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") in {"brief", "bottom-line"}


def test_a_mark_says_what_it_is_beside_the_pointer(browser: Browser, annex: Path) -> None:
    with Visit(browser, annex, viewport={"width": 1280, "height": 900}) as visit:
        mark = visit.page.locator("#figure-clock .wide [data-tip]").first
        mark.scroll_into_view_if_needed()
        mark.hover(force=True)
        tip = visit.page.locator(".tip")
        assert tip.inner_text() == mark.get_attribute("data-tip")


def test_a_hostile_page_runs_nothing(browser: Browser, hostile_case: Case, tmp_path: Path) -> None:
    case = hostile_case
    front = report(tmp_path / "report.html", case.answer, case.events, case.articles)
    for path in (front, annex_path(front)):
        with Visit(browser, path) as visit:
            visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            visit.page.wait_for_timeout(300)
            assert visit.requests == [path.as_uri()]
            assert visit.complaints == []
            assert visit.page.locator("img").count() == 0


def test_it_prints_to_a_pdf_that_repeats(case: Case, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="NOT RUN: no pypdf")
    if not any(shutil.which(b) for b in BROWSERS):
        pytest.skip("NOT RUN: there is no Chromium; apt-get install chromium")
    path = report(tmp_path / "report.pdf", case.answer, case.events, case.articles)
    pages = pypdf.PdfReader(path).pages
    assert 2 <= len(pages) <= 6
    assert abs(float(pages[0].mediabox.width) - 595) < 3
    assert case.answer.question in words_of(pages)
    behind = words_of(pypdf.PdfReader(annex_path(path)).pages)
    assert case.answer.sentence in behind
    assert case.events[2].quote.text in behind
    again = report(tmp_path / "again" / "report.pdf", case.answer, case.events, case.articles)
    assert again.read_bytes() == path.read_bytes()
    assert annex_path(again).read_bytes() == annex_path(path).read_bytes()


def test_the_brief_alone_is_one_sheet_of_paper(case: Case, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="NOT RUN: no pypdf")
    if not any(shutil.which(b) for b in BROWSERS):
        pytest.skip("NOT RUN: there is no Chromium; apt-get install chromium")
    path = report(tmp_path / "brief.pdf", case.answer, case.events, case.articles, brief=True)
    assert len(pypdf.PdfReader(path).pages) == 1
    assert not annex_path(path).exists()


def words_of(pages: Iterable[Any]) -> str:
    """The text of a PDF on one line."""
    return re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pages))
