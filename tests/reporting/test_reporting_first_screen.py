"""The first screen: what is said at a glance must be what the records say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from countermove.answering.confidence import Grounds
from countermove.answering.grounds import list_grounds
from countermove.records.answers import Answer
from countermove.records.results import StartValue
from countermove.reporting.arguing.deciding import list_deciding
from countermove.reporting.briefing.plain import shorter
from countermove.reporting.charts import clock
from countermove.reporting.charts.courses_shown import names_of_course
from countermove.reporting.charts.marks import spread
from countermove.reporting.first_screen import tiles
from countermove.reporting.rows import spreads, variant_rows

if TYPE_CHECKING:
    from tests.reporting.conftest import Case


def test_the_latest_start_is_that_of_the_answers_own_course(case: Case) -> None:
    starts = case.answer.stress.solution.play.clock
    own = [s for s in starts if s.course == case.answer.course]
    tile = next(t for t in tiles(case.answer) if t.name == "Latest useful start")
    last = max(s.wait for s in own if s.still_best)
    assert tile.value.startswith(f"{last:g}")

    never = tuple(
        s.model_copy(update={"still_best": s.still_best and s.course != case.answer.course})
        for s in starts
    )
    tile = next(t for t in tiles(with_clock(case, never)) if t.name == "Latest useful start")
    assert tile.value == "unclear"
    assert "already better" in tile.note or "better today" in tile.note


def test_the_clock_tells_of_the_answers_course_in_its_own_style(case: Case) -> None:
    play = case.answer.stress.solution.play
    others = {s.course for s in play.clock} - {play.best_course}
    for course in sorted(others):
        figure = clock(play, course=course)
        assert figure is not None
        names = {c.name: c.label for c in play.courses}
        assert f"with “{names[course]}”" in figure.caption


def test_a_decider_lies_where_its_threshold_is(case: Case) -> None:
    found = [d for d in list_deciding(case.answer).rows if d.flip_at is not None]
    assert found, "the case has a number that flips the answer alone"
    numbers = {n.key: n for n in case.answer.stress.numbers}
    own = names_of_course(case.answer.stress, case.answer.course)
    thresholds = {shorter(t.sentence, own): t for t in case.answer.stress.thresholds}
    flips = {shorter(f.sentence, own): f.number for f in case.answer.flips}
    for decider in found:
        key = flips.get(decider.sentence) or thresholds[decider.sentence].number
        name = numbers[key]
        at = next(t.at for t in thresholds.values() if t.number == key)
        assert at is not None
        assert decider.flip_at is not None
        assert decider.flip_at == pytest.approx((at - name.low) / (name.high - name.low))
        assert decider.likely_at is not None
        assert decider.above == (decider.flip_at > decider.likely_at)


def test_nine_draws_in_ten_are_those_at_the_horizon(case: Case) -> None:
    bands = case.answer.stress.outcome_bands
    assert bands is not None
    found = spreads(bands, case.answer.course)
    at = {name.split(" (")[0]: i for i, name in enumerate(bands.columns)}
    horizon = max(float(row[at["years"]] or 0) for row in bands.rows)
    for row in bands.rows:
        if row[at["course"]] == case.answer.course and row[at["years"]] == horizon:
            outcome = str(row[at["outcome"]])
            assert found[outcome] == (row[at["low"]], row[at["high"]])
    assert found


def test_changes_of_the_model_are_held_against_the_answer_itself(case: Case) -> None:
    rows = variant_rows(case.answer, {})
    assert rows
    by_label = {v.label: v for v in case.answer.stress.variants}
    for row in rows:
        if by_label[row.label].best_course == case.answer.course:
            assert row.same
    assert [r.same for r in rows] == sorted(r.same for r in rows)


@pytest.mark.parametrize(
    ("share", "reached"), [(0.59, "low"), (0.6, "moderate"), (0.79, "moderate"), (0.8, "high")]
)
def test_a_ground_reaches_the_level_its_share_allows(share: float, reached: str) -> None:
    grounds = Grounds(share=share, regret=0.3, assumed=0.4, agreeing=9, variants=10)
    first, regret, changes, assumed = list_grounds(grounds)
    assert (first.reached, regret.reached, changes.reached) == (reached, "low", "high")
    assert assumed.reached == "high"
    assert changes.found == "9 of 10"


@pytest.mark.parametrize(
    "places", [[10.0, 10.0, 10.0], [0.0, 0.5, 9.5, 10.0], [5.0], [3.0, 9.9, 10.0, 4.0]]
)
def test_names_at_line_ends_stay_near_their_lines(places: list[float]) -> None:
    moved = spread(places, 1.0, 0.0, 10.0)
    assert all(b - a >= 1.0 - 1e-9 for a, b in pairwise(sorted(moved)))
    assert all(0.0 <= m <= 10.0 for m in moved)
    assert all(abs(m - p) <= len(places) - 1 for m, p in zip(moved, places, strict=True))


def test_names_that_share_a_place_stand_about_it() -> None:
    assert spread([5.0, 5.0, 5.0], 1.0, 0.0, 10.0) == [4.0, 5.0, 6.0]


def with_clock(case: Case, starts: tuple[StartValue, ...]) -> Answer:
    """The answer with another clock."""
    stress = case.answer.stress
    play = stress.solution.play.model_copy(update={"clock": starts})
    solution = stress.solution.model_copy(update={"play": play})
    changed = stress.model_copy(update={"solution": solution})
    return case.answer.model_copy(update={"stress": changed})
