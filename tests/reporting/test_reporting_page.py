"""The page and its annex as HTML: whole, in their order, safe, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from countermove.records.results import Table
from countermove.records.signals import Signals, Threat
from countermove.reporting import report
from countermove.reporting.page import Page, render_annex, render_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.reporting.conftest import Case

VOID = {"meta", "br", "img", "input", "link", "hr", "rect", "path", "line", "circle"}
LIMIT = 3 * 1024 * 1024


class Reader(HTMLParser):
    """Every tag with its attributes, the text within each, and whether all are closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        """What a reader sees, on one line."""
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page(page_text: str) -> Reader:
    return Reader(page_text)


@pytest.fixture(scope="module", params=["page", "annex"])
def either_text(request: pytest.FixtureRequest, front_text: str, page_text: str) -> str:
    return front_text if request.param == "page" else page_text


@pytest.fixture(scope="module")
def either(either_text: str) -> Reader:
    return Reader(either_text)


def test_tags_are_closed_in_order(either: Reader) -> None:
    assert either.broken == []
    assert either.open == []


def test_the_page_holds_the_brief_and_then_the_argument(front_text: str) -> None:
    ids = [a["id"] for a in Reader(front_text).all("section") if a.get("id")]
    assert ids == ["brief", "argument", "happened", "leading", "deciding", "clock"]


def test_the_page_leads_to_the_words_in_the_annex(front_text: str, page_text: str) -> None:
    links = re.findall(r'class="source-link" href="report-annex.html#([^"]*)"', front_text)
    assert links
    assert set(links) <= set(re.findall(r'<mark id="([^"]*)"', page_text))


def test_the_order_is_that_of_the_design(page: Reader) -> None:
    assert [a["id"] for a in page.all("section")] == [
        "bottom-line", "key-judgements", "courses", "flips", "clock", "chronology", "levers",
        "readings", "disputed", "assumptions", "model", "stability", "counter-case", "indicators",
        "afterwards", "sources", "reproduce",
    ]  # fmt: skip


def test_the_bottom_line_comes_first(case: Case, page: Reader) -> None:
    answer = case.answer
    places = [
        page.text.index(words)
        for words in (
            answer.question,
            answer.sentence,
            answer.judgements[0].sentence,
            answer.confidence_sentence,
            answer.flips[0].sentence,
            answer.clock_sentence,
        )
    ]
    assert places == sorted(places)


def test_likelihood_and_confidence_share_no_sentence(case: Case, either: Reader) -> None:
    for sentence in re.split(r"(?<=[.!?])\s", either.text):
        words = {j.word for j in case.answer.judgements if j.word in sentence.lower()}
        assert not (words and "confidence" in sentence.lower()), sentence


def test_landmarks_language_and_headings(either: Reader) -> None:
    assert either.all("html") == [{"lang": "en"}]
    for tag in ("main", "nav", "header", "footer", "h1"):
        assert len(either.all(tag)) == 1, tag
    levels = [int(tag[1]) for tag, _ in either.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_ids_are_unique_and_every_link_leads_somewhere(either: Reader) -> None:
    ids = [a["id"] for _, a in either.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    for tag, attrs in either.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((attrs.get(name) or "").split()) <= set(ids), (tag, attrs)
        href = attrs.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids, href


def test_every_event_opens_its_exact_words_in_the_article(case: Case, page_text: str) -> None:
    marks = re.findall(r'<mark id="([^"]*)"', page_text)
    links = re.findall(r'class="source-link" href="#([^"]*)"', page_text)
    assert set(links) <= set(marks)
    for event in case.events:
        for quote in event.quotes:
            number = [a.id for a in case.articles].index(quote.article_id) + 1
            assert f"words-{number}-{quote.start}-{quote.end}" in links


def test_tables_have_headers_with_scope(page: Reader) -> None:
    assert len(page.all("table")) >= 10
    assert all(a.get("scope") in {"row", "col"} for a in page.all("th"))


def test_every_chart_is_named_captioned_and_has_a_table(case: Case, page_text: str) -> None:
    for figure in case.page().all_figures():
        block = page_text[page_text.index(f'id="figure-{figure.name}"') :].split(
            "</figure>", maxsplit=1
        )[0]
        assert "<figcaption>" in block
        assert '<details class="data">' in block
        assert block.count('role="img"') == 2


def test_nothing_is_fetched_and_only_the_own_script_may_run(
    either: Reader, either_text: str
) -> None:
    policy = next(
        a["content"] for a in either.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", either_text, flags=re.DOTALL)
        assert len(inside) == len(either.all(tag)) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    for tag, attrs in either.tags:
        assert tag not in {"link", "iframe", "object", "embed", "form", "base", "img"}
        assert not {"src", "srcset", "style", "background"} & set(attrs), (tag, attrs)
        assert not any(name.startswith("on") for name in attrs), (tag, attrs)
    assert "@import" not in either_text
    assert not re.search(r"url\((?!data:font/woff2;base64,)", either_text)


def test_outside_links_are_only_those_of_sources(case: Case, page: Reader) -> None:
    known = {a.url for a in case.articles} | {s.url for s in case.answer.stress.standoff.sources}
    own = ("#", "report.html")
    links = {str(a.get("href")) for a in page.all("a")}
    outside = {link for link in links if not link.startswith(own)}
    assert outside == known - {""}


@pytest.mark.parametrize(
    ("url", "fit"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[", False),
        ("https:///nowhere", False),
        ("https://example.org/\n", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, fit: bool) -> None:
    assert Page.web(url) is fit


def test_the_page_is_small(page_text: str) -> None:
    assert len(page_text.encode()) < LIMIT


@pytest.mark.parametrize("render", [render_page, render_annex])
def test_a_hostile_case_adds_no_tag_and_runs_nothing(
    hostile_case: Case, render: Callable[[Page], str]
) -> None:
    text = render(hostile_case.page())
    page = Reader(text)
    assert page.broken == []
    assert page.open == []
    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert "alert(1)" in page.text
    for _, attrs in page.tags:
        assert not any(name.startswith("on") for name in attrs)
        href = str(attrs.get("href") or "#")
        assert href.startswith(("#", "report", "https://example.org/"))
    test_ids_are_unique_and_every_link_leads_somewhere(page)


def test_a_page_without_data_says_so(bare_case: Case) -> None:
    page = Reader(render_page(bare_case.page()))
    assert "No single guess, anywhere in its range, changes the answer." in page.text
    assert page.broken == []
    assert page.open == []


def test_sections_without_data_say_so_or_vanish(bare_case: Case) -> None:
    page = Reader(render_annex(bare_case.page()))
    assert [a["id"] for a in page.all("section")] == [
        "bottom-line", "key-judgements", "courses", "flips", "clock", "chronology", "assumptions",
        "model", "stability", "sources", "reproduce",
    ]  # fmt: skip
    for words in (
        "No events were given",
        "names no outcomes",
        "No single fact was found",
        "Nothing in this stand-off depends on when",
        "No articles or sources were given",
    ):
        assert words in page.text
    assert page.broken == []
    assert page.open == []


def test_rejected_events_are_left_out(case: Case, tmp_path: Path) -> None:
    gone = case.events[3].model_copy(update={"review": "rejected"})
    events = [gone if e.id == gone.id else e for e in case.events]
    path = report(tmp_path / "page", case.answer, events, case.articles)
    assert gone.label not in path.read_text("utf-8")


def test_what_came_after_stands_below_a_line(case: Case, page: Reader) -> None:
    assert "Everything above was known by 10 May 2031." in page.text
    assert page.text.index("Everything above was known") < page.text.index("reopened the canal")


def test_what_came_after_may_be_a_table(case: Case) -> None:
    table = Table(columns=("Outcome", "Stated", "Came about"), rows=(("opened", 0.72, "yes"),))
    text = Reader(render_annex(Page(case.answer, afterwards_table=table))).text
    assert "What happened afterwards" in text
    assert "opened" in text


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(
    case: Case, front_text: str, page_text: str, tmp_path: Path
) -> None:
    """With another hash seed, so that no set order leaks out."""
    case.answer.save(tmp_path / "answer.json")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "import conftest; from countermove.reporting import report\n"
        "case = conftest.Case(conftest.load_answer(),"
        " conftest.load_events(conftest.FOLDER / 'events.jsonl'), conftest.load_articles(),"
        " conftest.load_events(conftest.FOLDER / 'afterwards.jsonl'))\n"
        "report(sys.argv[1], case.answer, case.events, case.articles,"
        " afterwards=case.afterwards)\n"
    )
    target = tmp_path / "report.html"
    subprocess.run(
        [sys.executable, "-c", code, str(target), str(Path(__file__).parent)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "12345"},
    )
    assert target.read_text("utf-8") == front_text
    assert (tmp_path / "report-annex.html").read_text("utf-8") == page_text


THREAT = Threat(
    maker="NOR",
    target="SEL",
    option="close_locks",
    label="Close the locks",
    asks=("open_canal",),
    asks_label="Open the canal",
    numbers={},
    meant_before=0.5,
    resist_below=0.25,
    bluff_below=0.5,
    plays=(),
    shows=(),
    caught=(),
    deterred=(),
    sentences=("Norvik could threaten Selva: Close the locks.", "Resist while few mean it."),
)


def signals_with(*threats: Threat) -> Signals:
    return Signals(
        standoff_sha256="",
        version="0",
        draws=16,
        seed=7,
        caught=0.5,
        threats=threats,
        left_out=0,
        notes=("Each threat is played once.",),
    )


def test_the_annex_tells_what_to_make_of_each_threat(case: Case) -> None:
    page = Page(case.answer, signals=signals_with(THREAT))
    read = Reader(render_annex(page))
    assert read.broken == []
    text = " ".join(read.text.split())
    assert all(sentence in text for sentence in THREAT.sentences)
    assert "To be caught bluffing is taken to cost 50 % of what is asked" in text.replace(
        "\xa0", " "
    )


def test_the_annex_says_why_it_tells_of_no_threat(case: Case) -> None:
    told = Reader(render_annex(Page(case.answer, signals=signals_with()))).text
    untold = Reader(render_annex(Page(case.answer))).text
    assert "No side has a threat to make by these numbers" in told
    assert "No side has a threat" not in untold
