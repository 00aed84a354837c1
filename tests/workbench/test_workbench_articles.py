"""Articles on the workbench: pasted, edited, deleted, and every step undone with its verdicts."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from tests.factories import make_article, make_event
from tests.workbench.conftest import TEXT

from countermove.filing import Case, Run, read_case
from countermove.filing.reviews import carry_reviews, place_events
from countermove.records.events import Link, load_events, save_events
from countermove.workbench.bench import Bench

Server = tuple[str, Bench]
ARTICLE = make_article(TEXT, "ferry")
CLOSED = make_event(ARTICLE, "Harland closed the ferry port", "E001", "HAR", "EBB")
STOPPED = make_event(ARTICLE, "Ebbland stopped selling electricity", "E002", "EBB", "HAR")


def texts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((folder / "articles").iterdir())}


def settle(bench: Bench) -> None:
    bench.worker.wait(120)


def test_a_pasted_article_is_asked_for_what_it_does_not_say_and_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = texts(folder)
    answer = client.post("/articles", data={"text": "Harland closed a second port on Friday."})
    assert answer.status_code == 200
    assert "Say what the article does not" in answer.text
    assert "title and date were not found" in answer.text
    assert set(texts(folder)) - set(before) == {"pasted.json", "pasted.txt"}
    client.post("/undo")
    assert texts(folder) == before


def test_what_was_pasted_is_not_lost_by_a_wrong_date(client: httpx.Client) -> None:
    form = {"text": "Harland closed a second port.", "published": "tomorrow"}
    answer = client.post("/articles", data=form)
    assert answer.status_code == 400
    assert "Harland closed a second port." in answer.text
    assert "is no day" in answer.text


WALL = "Verifying you are human. This may take a few seconds."


def test_a_pasted_page_that_is_no_article_is_warned_of(client: httpx.Client) -> None:
    form = {"text": WALL, "title": "Port", "published": "2030-05-06"}
    assert "looks like a check for robots" in client.post("/articles", data=form).text
    assert "looks like a check for robots" in client.get("/articles/port").text
    assert "looks like a check for robots" not in client.get("/articles/ferry").text


def test_an_uploaded_page_that_is_no_article_is_warned_of_until_its_words_are_put_in(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    page = f"<title>Port</title><h1>Port</h1><p>{WALL}</p>".encode()
    answer = client.post("/articles", files={"files": ("wall.html", page, "text/html")})
    assert "Say what the article does not" in answer.text
    assert "looks like a check for robots" in answer.text
    article = next(a for a in Case(folder).load_articles() if a.id == "wall")
    seen = "-".join(bench.history.version(n) for n in bench.case.article_files(article))
    form = {"seen": seen, "text": "Harland closed a second port.", "title": "Port"}
    assert "looks like" not in client.post("/articles/wall/edit", data=form).text
    assert "looks like" not in client.get("/articles").text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x/y", "not an address"])
def test_only_web_addresses_are_fetched(client: httpx.Client, address: str) -> None:
    answer = client.post("/articles", data={"address": address})
    assert answer.status_code == 400
    assert "is no address" in answer.text


def edit(client: httpx.Client, bench: Bench, **fields: str) -> httpx.Response:
    names = bench.case.article_files(ARTICLE)
    seen = "-".join(bench.history.version(n) for n in names)
    form = {"seen": seen, "text": TEXT, "title": "The port"} | fields
    return client.post("/articles/ferry/edit", data=form)


def test_title_and_date_are_mended_and_the_words_stay(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = texts(folder)
    edit(client, bench, published="2030-05-06", text=TEXT.replace("\n", "\r\n"))
    [article] = Case(folder).load_articles()
    assert (str(article.published), article.title, article.text) == ("2030-05-06", "The port", TEXT)
    client.post("/undo")
    assert texts(folder) == before


def test_an_empty_article_is_refused(client: httpx.Client, bench: Bench, folder: Path) -> None:
    assert "no words left" in edit(client, bench, text=" ").text
    assert texts(folder)["ferry.txt"] == TEXT.encode()


def test_two_tabs_do_not_overwrite_an_article(client: httpx.Client, bench: Bench) -> None:
    assert edit(client, bench, seen="0-0").status_code == 409


def test_a_deleted_article_comes_back_with_its_verdicts(
    client: httpx.Client, server: tuple[str, Bench], folder: Path
) -> None:
    bench = server[1]  # whose worker the pages start
    bench.case.events.unlink()  # put there by the fixture; read from the article instead
    read_case(Run(Case(folder)))
    events = load_events(folder / "events.jsonl")
    save_events([e.model_copy(update={"review": "accepted"}) for e in events], bench.case.events)
    verdicts = bench.case.events.read_bytes()
    other = make_article("Harland closed a second port.", "second", title="Second")
    bench.case.save_articles((*bench.articles(), other))
    names = bench.case.article_files(ARTICLE)
    seen = "-".join(bench.history.version(n) for n in names)
    client.post("/articles/ferry/delete", data={"seen": seen})
    settle(bench)
    assert all(e.quote.article_id == "second" for e in load_events(bench.case.events))
    client.post("/undo")
    settle(bench)
    kept = [e for e in load_events(bench.case.events) if e.quote.article_id == "ferry"]
    assert [e.review for e in kept] == ["accepted"] * verdicts.count(b"accepted")


def test_what_a_person_made_of_events_is_carried_over_a_new_reading() -> None:
    mended = STOPPED.model_copy(
        update={
            "review": "corrected",
            "label": "cut the power",
            "motive": "spite",
            "negated": True,
            "answers": (Link(event_id="E001", reason="a person says so"),),
        }
    )
    old = [CLOSED, mended]
    new = [
        CLOSED.model_copy(update={"id": "E004"}),
        STOPPED.model_copy(update={"id": "E007"}),
    ]
    first, second = carry_reviews(old, new, [ARTICLE])
    assert (first.review, second.id, second.label) == ("", "E007", "cut the power")
    assert (second.motive, second.negated) == ("spite", True)
    assert [link.event_id for link in second.answers] == ["E004"]


def test_an_added_event_stays_as_long_as_its_words_do() -> None:
    added = make_event(ARTICLE, "build a port of its own", "P001", "EBB", "EBB").model_copy(
        update={"readers": ("person",), "review": "corrected", "target": None}
    )
    assert carry_reviews([CLOSED, added], [CLOSED], [ARTICLE]) == place_events([CLOSED], [added])
    changed = make_article(TEXT.replace("its own", "its"), "ferry")
    assert carry_reviews([CLOSED, added], [CLOSED], [changed]) == (CLOSED,)


def test_two_events_of_the_same_word_keep_their_own_verdicts() -> None:
    twin = CLOSED.model_copy(update={"id": "E002", "review": "rejected"})
    new = [CLOSED, CLOSED.model_copy(update={"id": "E002"})]
    assert [e.review for e in carry_reviews([CLOSED, twin], new, [ARTICLE])] == ["", "rejected"]


def test_added_events_stand_where_their_words_do() -> None:
    added = make_event(ARTICLE, "In response", "P001", "EBB", "HAR")
    placed = place_events([CLOSED, STOPPED], [added])
    assert [e.id for e in placed] == ["E001", "P001", "E002"]
    assert [e.order for e in placed] == [0, 1, 2]
