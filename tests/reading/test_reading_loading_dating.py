"""When a page was published: where it says so itself, and nowhere else; and pages in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from countermove.reading.loading import load, load_all

BODY = "".join(
    f"<p>In week {n} the council of the port of Norland kept the gates shut, and the ferries "
    f"waited outside the harbour of the old town until the tide turned.</p>"
    for n in range(7)
)
DAY = date(2022, 7, 6)


def page(head: str = "", before: str = "", within: str = BODY, after: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Port shut</title>{head}</head><body>"
        f"<article><h1>Port shut</h1>{before}{within}</article>{after}</body></html>"
    )


def ld(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


RELATED = '<div class="related-stories"><a href="/x">Old story</a> <time>12 May 1998</time></div>'
MODIFIED = '<meta property="article:modified_time" content="2024-02-01T10:00:00Z">'
STORY = '{"@type": "NewsArticle", "datePublished": "2022-07-06T09:00:00+02:00"}'
OTHER = '{"@type": "ItemList", "itemListElement": [{"datePublished": "1998-05-12"}]}'


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (page('<meta property="article:published_time" content="2022-07-06T10:00Z">'), "metadata"),
        (page('<meta name="DC.date.issued" content="2022-07-06">'), "metadata"),
        (page('<meta name="pubdate" content="20220706">'), "metadata"),
        (page('<meta name="date" content="Wed, 06 Jul 2022 10:00:00 GMT">'), "metadata"),
        (page(ld(STORY)), "its data"),
        (page(ld(f'{{"@graph": [{OTHER}, {STORY}]}}')), "its data"),
        (page(ld(OTHER) + ld(f"[{STORY}]")), "its data"),
        (page(ld("{broken") + '<meta name="date" content="2022-07-06">'), "metadata"),
        (page(before='<time datetime="2022-07-06T10:00">Wednesday</time>'), "time beside"),
        (page(before='Updated <time datetime="2023-01-01">x</time>, first '
              '<time datetime="2022-07-06">x</time>'), "time beside"),
        (page(before='<span itemprop="datePublished" content="2022-07-06">x</span>'), "time"),
        (page(before='<p class="byline">By Jan Horvik, 6 July 2022</p>'), "byline"),
        (page(before='<div class="article-date">July 6, 2022. Updated August 9, 2022</div>'),
         "byline"),
        (page(MODIFIED, before='<div class="byline">Jan Horvik | 6 July 2022</div>'), "byline"),
        (page(MODIFIED, before="<p>6 July 2022</p>"), "text's head"),
        (page(within="<p>NORTHPORT, July 6, 2022 (Wire) - The gates are shut.</p>" + BODY),
         "text's head"),
        (page('<link rel="canonical" href="https://n.example/2022/07/06/port-shut">'), "address"),
        (page(RELATED, before='<div class="byline">6 July 2022</div>', after=RELATED), "byline"),
    ],
)  # fmt: skip
def test_the_day_of_a_page_and_how_it_was_found(tmp_path: Path, markup: str, found: str) -> None:
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    (article,) = load(tmp_path)
    assert article.published == DAY
    assert found in article.dated


@pytest.mark.parametrize(
    "markup",
    [
        page(within=BODY + "<p>It had signed a treaty on 12 May 1998 in Sudport.</p>"),
        page(within="<p>On 12 May 1998 it had signed a treaty in Sudport.</p>" + BODY),
        page(after="<footer>Copyright 1998-2024 The Wire. All rights reserved.</footer>"),
        page(after="<footer><time datetime='2024-03-01'>1 March 2024</time></footer>"),
        page(after=RELATED),
        page(before=RELATED),
        page(after="<aside><p class='date'>12 May 1998</p></aside>"),
        page(before="<ul class='more-news'><li class='date'>12 May 1998</li></ul>"),
        page(before="<a href='/x'>Old <time datetime='1998-05-12'>story</time></a>"),
        page(ld(OTHER)),
        page('<meta name="copyright" content="1998-05-12">'),
        page(before='<div class="byline">By Jan Horvik, 3/4/2022</div>'),
        page(),
    ],
)
def test_other_days_on_a_page_are_not_its_own(tmp_path: Path, markup: str) -> None:
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    (article,) = load(tmp_path)
    assert (article.published, article.dated) == (None, "")


def test_the_last_change_is_the_last_resort_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(MODIFIED), encoding="utf-8")
    (article,) = load(tmp_path)
    assert article.published == date(2024, 2, 1)
    assert "last change" in article.dated


STUBS = [
    ("Just a moment...", "Verifying you are human. This may take a few seconds.", "robots"),
    ("Port", "Please enable JavaScript and cookies to continue to the site.", "robots"),
    ("Security", "There is unusual traffic from your network. Solve the CAPTCHA.", "robots"),
    ("Access denied", "You have been blocked. Ray ID 12345.", "robots"),
    ("Port shut", "The council shut the port. Subscribe to continue reading.", "paywall"),
    ("Port shut", "The gates are shut. Already a subscriber? Log in.", "paywall"),
    ("Port shut", "The gates are shut. You’ve reached your limit: you have read 3 free articles.",
     "paywall"),
    ("Page not found", "The page you requested could not be found. Back.", "not there"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "what"), STUBS)
def test_a_page_in_the_place_of_an_article_is_warned_of(
    tmp_path: Path, title: str, text: str, what: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<title>{title}</title><h1>{title}</h1><p>{text}</p>", encoding="utf-8")
    lines: list[str] = []
    load(path, warn=lines.append)
    (line,) = lines
    assert what in line
    assert "a.html" in line


@pytest.mark.parametrize(("title", "text", "what"), STUBS)
def test_a_stub_kept_as_plain_text_is_warned_of(
    tmp_path: Path, title: str, text: str, what: str
) -> None:
    (tmp_path / "a.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    loaded = load_all(tmp_path)
    (line,), (article,) = loaded.doubts, loaded.articles
    assert what in line
    assert what in article.doubt


@pytest.mark.parametrize(
    "text",
    [
        "The government denied access to the port to ships of Sudmark, the ministry said.",
        "Norland’s union asked its members to join the strike and to keep the gates shut.",
        "Subscribers of the wire read on Tuesday that the port was shut by the council.",
        "Robots load the ships of the port, which an engineer of Norland proved to be cheap.",
    ],
)
def test_an_article_is_not_taken_for_a_stub(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.html").write_text(f"<title>Port</title><p>{text}</p>", encoding="utf-8")
    assert load_all(tmp_path).doubts == ()
    whole = page(within=BODY * 3 + "<p>Subscribe to continue reading our newsletter.</p>")
    (tmp_path / "a.html").write_text(whole, encoding="utf-8")
    assert load_all(tmp_path).doubts == ()
