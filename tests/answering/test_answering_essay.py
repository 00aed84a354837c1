"""On the essay that this was built for, each named event stands with history, model and pool."""

from __future__ import annotations

from pathlib import Path

import pytest

import countermove as cm
from countermove.answering import answer
from countermove.answering.prospects import say_class
from countermove.cli.showing import prospect_table
from countermove.framing import frame
from countermove.records.answers import Answer
from countermove.records.histories import Prospect
from countermove.stressing import stress

ESSAY = Path(__file__).parents[3] / "shared" / "essays" / "tokayev.txt"


@pytest.fixture(scope="module")
def essay() -> Answer:
    if not ESSAY.is_file():
        pytest.skip(f"NOT RUN: {ESSAY} is absent")
    return answer(stress(frame(cm.read(cm.load([str(ESSAY)]))), draws=8, seed=7))


@pytest.mark.parametrize("event", ["gives_way", "intervention"])
@pytest.mark.parametrize("years", [1, 2, 5, 10])
def test_history_model_and_pool_stand_in_one_row_with_n(
    essay: Answer, event: str, years: int
) -> None:
    (row,) = find(essay, event, years)
    assert row.history is not None
    assert row.n > 0
    assert 0.01 <= row.model <= 0.99
    low, high = sorted((row.history, row.model))
    assert low - 1e-9 <= row.together <= high + 1e-9


def find(essay: Answer, event: str, years: int) -> list[Prospect]:
    """The rows of an event at a horizon, under the course that is advised."""
    names = [o.name for o in essay.stress.standoff.outcomes if o.counts_as == event]
    return [p for p in essay.prospects if p.outcome in names and p.years == years]


def test_the_terminal_prints_them(essay: Answer) -> None:
    table = prospect_table(essay)
    events, _, past, model, together = (list(c.cells) for c in table.columns)
    for event in ("gives_way", "intervention"):
        (row,) = find(essay, event, 10)
        at = max(i for i, cell in enumerate(events) if cell == row.label)
        assert f" of {row.n:,} (" in str(past[at])
        assert "%" in str(model[at])
        assert "%" in str(together[at])
    assert sum(1 for _ in say_class(essay)) == 2
