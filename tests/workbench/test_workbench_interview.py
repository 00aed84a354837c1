"""The interview and the outside view as pages: kept in the file, told, undone."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from countermove.eliciting import Draws, draw_free
from countermove.records.standoff_file import load_standoff
from countermove.records.standoffs import Standoff
from countermove.workbench import drawing
from countermove.workbench.bench import Bench

pytestmark = pytest.mark.case("undecided")


@pytest.fixture
def undecided(ferry: Path) -> Path:
    """The case with a model in which something is open."""
    text = (ferry / "standoff.yaml").read_text()
    open_ = text.replace("[-30, -12, -2]", "[-30, -8, -1]").replace("[-5, -3, -1]", "[-30, -8, -1]")
    (ferry / "standoff.yaml").write_text(open_)
    return ferry


def opened(client: httpx.Client) -> str:
    """The page once its draws are there."""
    until = time.monotonic() + 240
    while "are solved" in (page := client.get("/interview").text):
        assert time.monotonic() < until
        time.sleep(0.1)
    return page


def question(page: str) -> str:
    """The key of the question on a page."""
    found: list[str] = re.findall(r'name="key" value="(\w+)"', page)
    return found[0]


def answer(client: httpx.Client, bench: Bench, reply: str, by: str = "ab") -> httpx.Response:
    key = question(opened(client))
    seen = bench.history.version("standoff.yaml")
    return client.post("/interview", data={"key": key, "reply": reply, "seen": seen, "by": by})


def compared(folder: Path) -> int:
    standoff = load_standoff(folder / "standoff.yaml")
    return sum(
        len(p.prefers) + len(p.matters_more) + len(p.at_least_twice) + len(p.at_most_twice)
        for p in standoff.players
    )


def test_an_answer_is_kept_with_initials_and_moves_the_shares_and_is_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    before = (folder / "standoff.yaml").read_bytes()
    first = opened(client)
    told = answer(client, bench, "first").text
    assert compared(folder) == 1
    assert "by: ab" in (folder / "standoff.yaml").read_text()
    assert "1 answer is in the stand-off" in told
    assert question(told) != question(first) if 'name="key"' in told else True
    client.post("/undo")
    assert (folder / "standoff.yaml").read_bytes() == before


def test_the_first_opening_tells_how_far_it_is_and_keeps_nobody_waiting(
    client: httpx.Client, server: tuple[str, Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, plain = threading.Event(), draw_free

    def draw_slowly(
        standoff: Standoff, draws: int, seed: int, progress: Callable[[str, int, int], None]
    ) -> Draws:
        progress("solving", 40, draws)
        go_on.wait(60)
        return plain(standoff, draws, seed)

    monkeypatch.setattr(drawing, "draw_free", draw_slowly)
    for _ in range(2):
        page = client.get("/interview").text
        assert "are solved" in page
        assert 'name="key"' not in page
    until = time.monotonic() + 30
    while server[1].drawing.done == 0:
        assert time.monotonic() < until
        time.sleep(0.01)
    told = client.get("/interview/drawing")
    assert "<strong>40 of 512</strong>" in told.text
    assert "hx-refresh" not in told.headers
    go_on.set()
    assert 'name="key"' in opened(client)
    assert client.get("/interview/drawing").headers["hx-refresh"] == "true"


def test_an_answer_wants_initials(client: httpx.Client, bench: Bench, folder: Path) -> None:
    told = answer(client, bench, "first", by=" ")
    assert told.status_code == 400
    assert "initials" in told.text
    assert compared(folder) == 0


@pytest.mark.parametrize("reply", ["skip", "unknown"])
def test_what_nobody_knows_is_not_asked_again(
    client: httpx.Client, bench: Bench, folder: Path, reply: str
) -> None:
    before = question(opened(client))
    told = answer(client, bench, reply, by="").text
    assert before not in told
    assert "1 skipped" in told
    assert compared(folder) == 0


def test_where_there_is_no_outside_number_it_says_so(client: httpx.Client) -> None:
    assert "No outside number" in client.get("/history").text


def test_rates_of_past_cases_are_shown_and_another_class_is_taken_and_undone(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    text = (folder / "standoff.yaml").read_text()
    text = text.replace("EBB", "KAZ").replace("HAR", "RUS").replace("2030-05-06", "2022-07-07")
    text = text.replace(
        "players:", "circumstances: {instrument: supply cut, demand: policy}\nplayers:"
    )
    (folder / "standoff.yaml").write_text(text)
    page = client.get("/history").text
    assert re.search(r"Of [\d,]+ ", page)
    assert "Harland gives up" in page
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page)[0]
    seen = bench.history.version("standoff.yaml")
    taken = client.post("/history", data={"seen": seen, "chosen": chosen}).text
    assert "a person chose this class" in taken
    client.post("/undo")
    assert (folder / "standoff.yaml").read_text() == text


def test_a_class_that_there_is_not_is_refused(
    client: httpx.Client, bench: Bench, folder: Path
) -> None:
    seen = bench.history.version("standoff.yaml")
    told = client.post("/history", data={"seen": seen, "chosen": "no such class"})
    assert told.status_code == 400
    assert "no such class" in told.text
