"""The bundled case: nothing from after its date, sources that exist, a fair score."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from countermove.catalog.worked import (
    Afterwards,
    chances_of,
    load_afterwards,
    load_worked,
    score,
    tabulate,
)
from countermove.records.errors import CaseError, SettingsError
from countermove.records.results import OutcomePath
from countermove.records.standoffs import Standoff
from countermove.solving.levering import feed_payoffs

CASE = "kazakhstan-2022"


@pytest.fixture(scope="module")
def case() -> Standoff:
    return load_worked(CASE)


def test_the_case_stands_on_its_date(case: Standoff) -> None:
    assert case.as_of == dt.date(2022, 7, 7)
    assert case.subject == "KAZ"
    assert case.today() == {"refuse", "lean_on_oil", "tied_up"}


def test_every_sourced_number_names_its_source(case: Standoff) -> None:
    sources = {s.id for s in case.sources}
    fed = feed_payoffs(case)
    rest = [p for player in fed.players for p in player.payoffs if p.basis == "sourced"]
    assert rest
    assert all(p.source in sources for p in rest)
    for lever in case.levers:
        assert lever.source in sources
        for route in lever.routes:
            assert route.basis != "sourced" or route.source in sources


def test_every_assumed_payoff_says_why(case: Standoff) -> None:
    assert all(p.why for player in case.players for p in player.payoffs)
    assert all(p.why for reading in case.readings for p in reading.payoffs)


def test_moves_were_seen_before_the_date(case: Standoff) -> None:
    assert {m.event for m in case.moves} == {"E08", "E09", "E16"}
    dates = re.findall(r"\d{1,2} (?:June|July) 2022", " ".join(m.why for m in case.moves))
    assert len(dates) == 3


def test_what_happened_later_is_kept_apart(case: Standoff) -> None:
    afterwards = load_afterwards(CASE)
    assert afterwards.cutoff == case.as_of
    assert all(h.on > afterwards.cutoff for h in afterwards.happenings)
    outcomes = {o.name for o in case.outcomes}
    assert {h.outcome for h in afterwards.happenings} <= outcomes
    assert len(afterwards.happenings) == 6
    text = case.model_dump_json()
    for later in ("2025-11", "81.31", "Nov 2022", "drones"):
        assert later not in text


def test_facts_agree_with_the_coded_events(shared: object, case: Standoff) -> None:
    """The ids and dates used are those of the event table beside the repository."""
    import csv
    from pathlib import Path

    with (Path(str(shared)) / "research" / "kz2022_events.csv").open(encoding="utf-8") as file:
        dates = {row["id"]: row["date"] for row in csv.DictReader(file)}
    used = {e for _, o in case.options() for e in o.events} | {m.event for m in case.moves}
    assert used
    assert all(dates[e] <= "2022-07-07" for e in used)


def test_certainty_that_comes_true_scores_nought_and_evens_a_quarter() -> None:
    afterwards = load_afterwards(CASE)
    sure = [float(h.happened) for h in afterwards.happenings]
    assert score(afterwards, sure).brier == 0
    evens = score(afterwards, [0.5] * len(sure))
    assert evens.brier == evens.even == 0.25
    wrong = [1 - p for p in sure]
    assert score(afterwards, wrong).brier == 1


@pytest.mark.parametrize("chances", [[0.5], [0.5] * 7, [0.5] * 5 + [1.5], [-0.1] * 6])
def test_a_chance_must_be_stated_for_each_happening(chances: list[float]) -> None:
    with pytest.raises(SettingsError, match="takes a chance from 0 to 1"):
        score(load_afterwards(CASE), chances)


def test_an_outcome_may_be_asked_about_by_several_days() -> None:
    """Each day takes the chance of its own time."""
    told = load_afterwards(CASE)
    first = told.happenings[0]
    later = first.model_copy(update={"on": first.on.replace(year=first.on.year + 2)})
    both = Afterwards(cutoff=told.cutoff, happenings=(first, later))
    early, late = chances_of(both, [path(first.outcome, "ours", first.ever)], "ours")
    assert late - early == pytest.approx(both.years(later) / 10 - both.years(first) / 10)
    assert late > early


def path(outcome: str, course: str, ever: bool) -> OutcomePath:
    """A chance that rises evenly to one over ten years, and to a half for `ever`."""
    chances = (0.0, 1.0), (0.0, 0.5)
    return OutcomePath(
        outcome=outcome,
        label=outcome,
        course=course,
        times=(0.0, 10.0),
        chances=chances[ever],
        ever=chances[not ever],
    )


def test_chances_are_taken_at_each_date_under_the_course_taken_up() -> None:
    afterwards = load_afterwards(CASE)
    paths = [path(h.outcome, "ours", h.ever) for h in afterwards.happenings]
    others = [p.model_copy(update={"course": "other", "chances": (1.0, 1.0)}) for p in paths]
    found = chances_of(afterwards, [*others, *paths], "ours")
    assert len(found) == len(afterwards.happenings)
    for happening, chance in zip(afterwards.happenings, found, strict=True):
        assert chance == pytest.approx(afterwards.years(happening) / 10)
    with pytest.raises(CaseError, match="nothing can be scored"):
        chances_of(afterwards, paths[1:], "ours")


def test_the_table_says_what_was_given_and_what_came() -> None:
    afterwards = load_afterwards(CASE)
    evens = [0.5] * len(afterwards.happenings)
    table = tabulate(score(afterwards, evens), afterwards, {"struck": "The pipe is hit"})
    assert len(table.rows) == len(afterwards.happenings)
    last = dict(zip(table.columns, table.rows[-1], strict=True))
    assert last["outcome"] == "The pipe is hit, by 2026-05-01"
    assert (last["chance given"], last["happened"], last["squared error"]) == (
        "50 %",
        "yes",
        "0.25",
    )
