"""An edited model meets new articles: shown what changes, taken, undone."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from countermove.filing import Case, Run, frame_case, read_case
from countermove.filing.sides import Chosen, save_sides
from countermove.records.articles import Article
from countermove.records.events import load_events
from countermove.records.standoff_file import load_standoff
from countermove.workbench.bench import Bench

pytestmark = pytest.mark.case("edited")

TEXT = (
    "Russia suspended shipments of Kazakh oil on Monday. In response, Kazakhstan blocked "
    "Russian coal. Kazakhstan should build a pipeline of its own.\n"
)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A case that was drafted, and then edited by a person."""
    case = Case(tmp_path / "oil")
    case.save_articles((Article.from_text(TEXT, id="oil", title="Oil"),))
    save_sides(case, Chosen(subject="KAZ", other="RUS"))
    run = Run(case)
    read_case(run)
    frame_case(run)
    text = case.standoff.read_text(encoding="utf-8").replace("discount: 5 %", "discount: 9 %")
    case.standoff.write_text(text.replace("players:", "# ours\nplayers:"), encoding="utf-8")
    return case.folder


def is_due(bench: Bench) -> bool:
    return bench.worker.status.redraft


def test_a_verdict_on_an_edited_model_is_offered_as_a_draft_and_undone(
    client: httpx.Client, server: tuple[str, Bench], folder: Path
) -> None:
    bench = server[1]
    before = bench.case.standoff.read_bytes()
    assert "There is no new draft" in client.get("/redraft").text
    [blocked] = [e for e in load_events(bench.case.events) if "coal" in e.label]
    form = {"verdict": "rejected", "seen": bench.history.version("events.jsonl")}
    client.post(f"/events/{blocked.id}", data=form)
    bench.worker.wait(240)
    assert is_due(bench)
    assert "See what a new draft would change" in client.get("/articles").text
    page = client.get("/redraft").text
    assert "Dropped" in page
    assert "coal" in page
    assert "Kept as people made it" in page
    assert bench.case.standoff.read_bytes() == before
    client.post("/redraft", data={"seen": bench.history.version("standoff.yaml")})
    bench.worker.wait(240)
    taken = load_standoff(bench.case.standoff)
    assert not any("coal" in o.label for _, o in taken.options())
    assert "discount: 9 %" in bench.case.standoff.read_text()
    assert "# ours" in bench.case.standoff.read_text()
    assert not is_due(bench)
    client.post("/undo")
    bench.worker.wait(240)
    assert bench.case.standoff.read_bytes() == before
    assert is_due(bench)
