"""A language model as a setting of the workbench, asked over real HTTP; nothing goes unagreed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from countermove.filing import Case
from countermove.records.articles import Article
from countermove.records.events import load_events
from countermove.workbench.bench import Bench

pytestmark = pytest.mark.case("unread")

SERVER = Path(__file__).parents[1] / "model_server.py"
TEXT = (
    "Russia suspended shipments of Kazakh oil on Monday. Kazakhstan refused to recognise the "
    "breakaway regions. Then it turned the other cheek to Moscow's envoy.\n"
)
YIELDED = {
    "words": "it turned the other cheek to Moscow's envoy",
    "actor": "Kazakhstan",
    "action": "CONCEDE",
    "target": "Moscow",
    "label": "turn the other cheek",
    "standing": "done",
    "speaker": "",
}
SUSPENDED = {
    "words": "Russia suspended shipments of Kazakh oil on Monday",
    "actor": "Russia",
    "action": "SANCTION",
    "target": "Kazakhstan",
    "label": "suspend shipments of Kazakh oil",
    "standing": "alleged",
    "speaker": "",
}


@pytest.fixture
def model(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A model that reads two events: its address, and the log of what it is sent."""
    script, log = tmp_path / "replies.json", tmp_path / "model.log"
    script.write_text(json.dumps([["Kazakh", {"events": [SUSPENDED, YIELDED]}]]), encoding="utf-8")
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, str(SERVER), "good", str(script)], stdout=out)
    while not log.read_text().strip():
        assert process.poll() is None
    yield f"http://127.0.0.1:{log.read_text().split()[0]}/v1", log
    process.kill()
    process.wait()


@pytest.fixture
def unread(tmp_path: Path) -> Path:
    """A case with an article that the rules can read, nothing read yet."""
    case = Case(tmp_path / "oil")
    case.save_articles((Article.from_text(TEXT, id="oil", title="Oil"),))
    return case.folder


def sent(log: Path) -> int:
    return len(log.read_text().splitlines()) - 1


def test_it_says_what_goes_where_then_reads_and_the_queue_shows_who_read_what(
    client: httpx.Client, bench: Bench, server: tuple[str, Bench], model: tuple[str, Path]
) -> None:
    address, log = model
    bench = server[1]
    form = {"reader": address, "model": "m", "votes": "1", "at_most": "20000"}
    told = client.post("/reader", data=form)
    assert "<strong>1</strong> article" in told.text
    assert f"at <strong>{address.split('/')[2]}</strong>" in told.text
    assert sent(log) == 0
    assert not (bench.case.folder / "reader.json").exists()
    client.post("/reader", data=form | {"agreed": "yes"})
    bench.worker.wait(240)
    assert sent(log) == 1
    queue = client.get("/review").text
    assert "Read by the model only." in queue
    assert "Only the model read this; the rules read nothing here." in queue
    assert "Read by the rules and by the model." in queue
    assert "Rules and model differ: the model reads it as alleged." in queue
    assert "the model read 1 parts" in client.get("/reader").text
    by_model = [e for e in load_events(bench.case.events) if e.readers == ("model",)]
    assert [e.label for e in by_model] == ["turn the other cheek"]
    assert by_model[0].review == ""
    client.post("/undo")
    bench.worker.wait(240)
    assert not (bench.case.folder / "reader.json").exists()
    assert all(e.readers == () for e in load_events(bench.case.events))
    assert sent(log) == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reader": "nowhere"}, "is no address"),
        ({"model": ""}, "the name of the model"),
        ({"votes": "12"}, "readings takes a whole number from 1 to 9"),
        ({"at_most": "lots"}, "tokens takes a whole number"),
    ],
)
def test_a_wrong_setting_is_told_and_nothing_typed_is_lost(
    client: httpx.Client, fields: dict[str, str], told: str
) -> None:
    form = {"reader": "http://127.0.0.1:9/v1", "model": "my-model"} | fields
    answer = client.post("/reader", data=form)
    assert answer.status_code == 400
    assert told in answer.text.replace("&#39;", "'")
    assert "my-model" in answer.text or "model" in fields
