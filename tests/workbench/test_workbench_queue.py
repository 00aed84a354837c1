"""The review queue: sides first, shaky readings first, each with what it would change."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from tests.factories import make_article, make_event
from tests.workbench.conftest import STANDOFF, TEXT

from countermove.records.events import Event, Flag, Link, Party, load_events, save_events
from countermove.records.standoff_file import parse_standoff
from countermove.workbench.bench import Bench
from countermove.workbench.resting import list_resting

pytestmark = pytest.mark.case("resting")

ARTICLE = make_article(TEXT, "ferry")
CLOSED = make_event(ARTICLE, "Harland closed the ferry port", "E001", "HAR", "EBB")
STOPPED = make_event(ARTICLE, "Ebbland stopped selling electricity", "E002", "EBB", "HAR")
RESTING = STANDOFF.replace(
    "close_port: {label: Close the ferry port, today: true}",
    "close_port: {label: Close the ferry port, today: true, events: [E001], "
    "quotes: [[ferry, 0, 29, Harland closed the ferry port]]}\n"
    "      cut_power: {label: Stop selling electricity, events: [E002], "
    "quotes: [[ferry, 73, 108, Ebbland stopped selling electricity]]}",
)


@pytest.fixture
def resting(ferry: Path) -> Path:
    """The case with a model that rests on both events."""
    (ferry / "standoff.yaml").write_text(RESTING, encoding="utf-8")
    return ferry


def shaky(event: Event, **fields: object) -> Event:
    return event.model_copy(update=fields)


@pytest.mark.parametrize(
    ("fields", "kind", "told"),
    [
        ({"inferred": ("target",)}, "filled", "To whom it was done is not named"),
        ({"actor": Party(side="EBB", name="Ebbland", text="it")}, "pronoun", "“it” is taken"),
        ({"standing": "denied"}, "denial", "denied"),
        ({"standing": "alleged"}, "denial", "alleged"),
        ({"negated": True}, "denial", "not having happened"),
        ({"standing": "advised"}, "advice", "advice"),
        ({"standing": "advised", "negated": True}, "advice", "advice against it"),
        ({"standing": "possible"}, "advice", "what may come"),
        ({"answers": (Link(event_id="E001", reason="told after it"),)}, "after", "order alone"),
        ({"flags": (Flag(kind="readers differ", detail="x"),)}, "differ", "Rules and model differ"),
        ({"flags": (Flag(kind="read by the model only", detail="x"),)}, "model", "Only the model"),
        ({"flags": (Flag(kind="numbers differ", detail="3, 4"),)}, "flag", "Numbers differ: 3, 4"),
    ],
)
def test_each_kind_of_doubt_is_told(fields: dict[str, object], kind: str, told: str) -> None:
    [item] = [r for r in list_resting([CLOSED, shaky(STOPPED, **fields)], parse_standoff(RESTING))
              if r.event.id == "E002"]  # fmt: skip
    assert [d.kind for d in item.doubts] == [kind]
    assert told in item.doubts[0].sentence


def test_what_the_model_rests_on_comes_shakiest_first_and_nothing_else() -> None:
    idle = make_event(ARTICLE, "Ebbland should build", "E003", "EBB", "HAR")
    differing = shaky(STOPPED, flags=(Flag(kind="readers differ", detail="x"),))
    items = list_resting([CLOSED, differing, idle], parse_standoff(RESTING))
    assert [r.event.id for r in items] == ["E002", "E001"]
    assert items[1].options == ("Close the ferry port",)
    assert items[1].doubts == ()


def test_what_two_readers_agree_on_is_trusted_more() -> None:
    doubtful = shaky(STOPPED, standing="denied")
    agreed = shaky(doubtful, readers=("rules", "model"))
    one, both = (list_resting([e], parse_standoff(RESTING))[0].weight for e in (doubtful, agreed))
    assert both < one


def test_a_disagreement_asks_though_nothing_rests_on_it() -> None:
    differing = shaky(STOPPED, flags=(Flag(kind="readers differ", detail="the model: x"),))
    assert [r.event.id for r in list_resting([CLOSED, differing], None)] == ["E002"]


def ids_shown(text: str) -> list[str]:
    return re.findall(r'<li id="(E\d+)"', text)


def test_a_verdict_in_the_queue_brings_up_the_next_and_counts_what_is_left(
    client: httpx.Client, bench: Bench
) -> None:
    page = client.get("/review")
    assert ids_shown(page.text) == ["E001", "E002"]
    assert "<strong>2</strong> of 2 readings" in page.text
    form = {"verdict": "accepted", "seen": bench.history.version("events.jsonl")}
    after = client.post("/events/E001", data=form | {"back": "/review"})
    assert ids_shown(after.text) == ["E002"]
    assert "<strong>1</strong> of 2 readings" in after.text
    assert ids_shown(client.get("/review", params={"judged": "yes"}).text) == ["E001", "E002"]


def test_the_queue_is_searched_and_filtered(client: httpx.Client, folder: Path) -> None:
    events = (CLOSED, shaky(STOPPED, standing="denied"))
    save_events(events, folder / "events.jsonl")
    assert ids_shown(client.get("/review", params={"q": "electric"}).text) == ["E002"]
    assert ids_shown(client.get("/review", params={"show_only": "denial"}).text) == ["E002"]
    assert ids_shown(client.get("/review", params={"show_only": "filled"}).text) == []


def test_all_that_is_shown_is_accepted_in_one_step_that_can_be_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = bench.case.events.read_bytes()
    form = {"ids": ["E001", "E002"], "seen": bench.history.version("events.jsonl")}
    answer = client.post("/events", data=form | {"back": "/review"})
    assert "has been judged" in answer.text
    assert [e.review for e in load_events(bench.case.events)] == ["accepted", "accepted"]
    client.post("/undo")
    assert bench.case.events.read_bytes() == before


def test_nobody_is_led_elsewhere_by_a_form(client: httpx.Client, bench: Bench) -> None:
    form = {"verdict": "accepted", "seen": bench.history.version("events.jsonl")}
    answer = client.post(
        "/events/E001", data=form | {"back": "https://evil.example"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_what_changes_if_a_reading_is_wrong_is_worked_out_beforehand(
    client: httpx.Client, server: tuple[str, Bench]
) -> None:
    bench = server[1]
    assert client.get("/review").text.count("Working out what changes") == 2
    asked = {"ids": ["E001", "E002"]}
    assert "supposed-" not in client.get("/review/supposed", params=asked).text
    bench.supposals.work_out(bench.worker)
    told = client.get("/review/supposed", params=asked).text
    found = re.findall(r'<p id="supposed-(E\d+)"[^>]*hx-swap-oob="true">([^<]+)<', told)
    assert [id for id, _ in found] == ["E001", "E002"]
    assert all(re.search("if this is wrong|Without it", words) for _, words in found)
    assert "hx-get" not in told  # nothing is left to ask for
    assert "Working out what changes" not in client.get("/review").text
    bench.case.events.write_bytes(bench.case.events.read_bytes() + b"\n")
    assert client.get("/review").text.count("Working out what changes") == 2


def test_a_pair_that_is_typed_counts_before_the_one_chosen_beforehand(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    seen = bench.history.version("sides.json")
    sent = {"seen": seen, "pair": "EBB|HAR", "subject": "Har", "other": "Ebb"}
    assert client.post("/sides", data=sent).status_code == 200
    assert '"subject": "Har"' in (folder / "sides.json").read_text()
    kept = {"seen": bench.history.version("sides.json"), "subject": "Har", "other": "Ebb"}
    client.post("/sides", data={**kept, "pair": "EBB|HAR"})
    assert '"subject": "EBB"' in (folder / "sides.json").read_text()


def test_a_side_that_does_nothing_is_told_at_once_and_stays_typed(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    seen = bench.history.version("sides.json")
    sent = {"seen": seen, "pair": "EBB|HAR", "subject": "the people", "other": "HAR"}
    told = client.post("/sides", data=sent)
    assert told.status_code == 400
    assert "“the people” does nothing in the events" in told.text
    assert 'value="the people"' in told.text
    assert not (folder / "sides.json").exists()


def test_the_sides_are_one_question_and_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    assert "Who is pressed by whom?" in client.get("/sides").text
    seen = bench.history.version("sides.json")
    wrong = client.post("/sides", data={"seen": seen, "subject": "EBB", "other": "EBB"})
    assert wrong.status_code == 400
    assert "two different sides" in wrong.text
    client.post("/sides", data={"seen": seen, "subject": "EBB", "other": "HAR"})
    assert '"subject": "EBB"' in (folder / "sides.json").read_text()
    assert "The sides are confirmed" in client.get("/review").text
    client.post("/undo")
    assert not (folder / "sides.json").exists()
