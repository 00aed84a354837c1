"""Levels one and two of real cases in a real browser: one sheet, five screens, plain words."""

from __future__ import annotations

import html
import io
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import countermove as cm
from countermove.catalog import find_article
from countermove.cli.showing import show_answer, show_brief
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Answer
from countermove.reporting import annex_path, report
from countermove.reporting.briefing.plain import about

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ESSAY = Path(__file__).parents[3] / "shared" / "essays" / "tokayev.txt"
CASES = ("essay", "kazakhstan-2022", "gas-valve", "emirate-blockade", "harbour-strike")
DRAWS = 256
SCREEN = 900
WORDS = """() => {
    const copy = document.body.cloneNode(true);
    const hidden = "script,style,title,desc,.unseen,.drawing.narrow,[hidden],.skip," +
        "details > *:not(summary)";
    copy.querySelectorAll(hidden).forEach(e => e.remove());
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) found.push(walk.currentNode.textContent);
    return found.join(" ");
}"""
SENTENCES = """() => {
    const said = ".brief li, .brief p, .deciders li, h2";
    const found = [...document.querySelectorAll(said)].filter(e => !e.closest("details"));
    return found.map(e => {
        const copy = e.cloneNode(true);
        copy.querySelectorAll("details").forEach(d => d.remove());
        return copy.textContent;
    });
}"""
UNEXPLAINED = re.compile(r"\b(draws?|likely values?|regret\w*)\b", re.IGNORECASE)
COLOURS = """() => [...document.querySelectorAll("[class*=' t-c'],[class^='t-c']")].map(
    e => [e.childNodes[0].textContent.trim().toLowerCase(), e.className.match(/t-(c\\d+)/)[1]])"""


@dataclass(frozen=True)
class Written:
    """A case's page, annex and brief on disk."""

    name: str
    page: Path
    brief: Path
    again: bytes
    answer: Answer


@pytest.fixture(scope="module", params=CASES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    if request.param == "essay" and not ESSAY.exists():
        pytest.skip(f"NOT RUN: {ESSAY} is absent")
    source = ESSAY if request.param == "essay" else find_article(request.param)
    articles = cm.load(str(source))
    events = cm.read(articles)
    answer = cm.answer(cm.stress(cm.frame(events, articles=articles, least=0.0), draws=DRAWS))
    folder = tmp_path_factory.mktemp(request.param)
    page = report(folder / "report.html", answer, events, articles)
    brief = report(folder / "brief.pdf", answer, events, articles, brief=True)
    again = report(folder / "again" / "report.html", answer, events, articles)
    return Written(request.param, page, brief, again.read_bytes(), answer)


def opened(browser: Browser, path: Path, width: int, height: int, **more: Any) -> Any:
    """A page opened from disk."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def test_the_brief_is_one_sheet_of_a4(written: Written) -> None:
    pypdf = pytest.importorskip("pypdf", reason="NOT RUN: no pypdf")
    pages = pypdf.PdfReader(written.brief).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_the_brief_is_the_first_screen_and_all_is_five(browser: Browser, written: Written) -> None:
    page = opened(browser, written.page, 1280, SCREEN)
    bottom = page.evaluate("document.querySelector('#brief').getBoundingClientRect().bottom")
    assert bottom <= SCREEN
    assert page.evaluate("document.documentElement.scrollHeight") <= 5 * SCREEN


def test_it_is_told_in_fewer_than_1500_plain_words(browser: Browser, written: Written) -> None:
    text = opened(browser, written.page, 1280, SCREEN).evaluate(WORDS)
    assert len([w for w in text.split() if re.search(r"\w", w)]) < 1500
    assert not UNEXPLAINED.search(text)


def test_names_inside_sentences_have_no_quotation_marks(browser: Browser, written: Written) -> None:
    page = opened(browser, written.page, 1280, SCREEN)
    told = page.evaluate(SENTENCES)
    assert told
    assert not [line for line in told if re.search("[“”‘]", line)]


def test_the_headline_has_at_most_thirty_words(browser: Browser, written: Written) -> None:
    page = opened(browser, written.page, 1280, SCREEN)
    assert len(page.locator(".headline").inner_text().split()) <= 30
    assert page.locator(".draft").inner_text().startswith("DRAFT")


def test_nothing_is_wider_than_a_phone_or_too_small_to_read(
    browser: Browser, written: Written
) -> None:
    page = opened(browser, written.page, 390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width)"
        ".map(t => parseFloat(getComputedStyle(t).fontSize) * (t.getCTM() ? t.getCTM().a : 1))"
    )
    assert min(sizes) >= 10


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_axe_finds_nothing(browser: Browser, written: Written, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NOT RUN: no axe")
    for path in (written.page, annex_path(written.page)):
        page = opened(browser, path, width, SCREEN, color_scheme=scheme, bypass_csp=True)
        found = axe.Axe().run(page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


def test_a_course_has_one_colour_in_every_chart(browser: Browser, written: Written) -> None:
    page = opened(browser, written.page, 1280, SCREEN)
    colours: dict[str, set[str]] = {}
    for name, colour in page.evaluate(COLOURS):
        colours.setdefault(name, set()).add(colour)
    assert len(colours) >= 3
    assert {name: found for name, found in colours.items() if len(found) > 1} == {}
    assert len({min(found) for found in colours.values()}) == len(colours)
    bars = page.evaluate(
        "[...document.querySelectorAll('.outcomes .bars > li')].map(li => "
        "[li.querySelector('.bar-name').textContent.toLowerCase(), "
        "li.querySelector('rect[class^=f-c]').getAttribute('class').slice(2)])"
    )
    assert bars
    assert all(colours[name] == {colour} for name, colour in bars)


def test_the_files_are_small_and_repeat(written: Written) -> None:
    assert written.page.stat().st_size < 1_000_000
    assert annex_path(written.page).stat().st_size < 2_000_000
    assert written.page.read_bytes() == written.again


def told_in(written: Written) -> dict[str, str]:
    """What terminal, page and annex say, in single spaces."""
    out = io.StringIO()
    with redirect_stdout(out):
        show_brief(written.answer)
        show_answer(written.answer)
    found = {"terminal": out.getvalue()}
    for name, path in (("page", written.page), ("annex", annex_path(written.page))):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
        found[name] = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")
    return {name: " ".join(text.split()) for name, text in found.items()}


def test_terminal_page_and_annex_say_the_same(written: Written) -> None:
    """One headline, one chance beside each word of likelihood, every course; no bare points."""
    answer, told = written.answer, told_in(written)
    assert answer.headline in told["terminal"]
    assert answer.headline in told["page"]
    assert answer.sentence in told["annex"]
    words = "|".join(sorted({j.word for j in answer.judgements}, key=len, reverse=True))
    known = {f"{j.word} ({say(j.chance)})" for j in answer.judgements for say in (per_cent, about)}
    known = {text.replace("\u00a0", " ") for text in known}
    for name, text in told.items():
        # A chance says where it comes from: "(43 % of 123 past cases)", "(12 % by the model)".
        bare = re.sub(r"%\s+(?:of\s+[\d,]+\s+past\s+cases|by\s+the\s+model)\)", "%)", text)
        found = set(re.findall(rf"\b(?:{words}) \([^)]*%\)", bare))
        assert found, name
        assert found <= known, name
        assert not re.search(r"\bpoints?\b(?! back)|\bpts\b", text, re.IGNORECASE), name
    for course in answer.stress.courses:
        assert f"{course.label} {per_cent(course.share_best)}" in told["terminal"]
