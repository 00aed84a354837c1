"""Every worked case: it loads, passes the check, names its sources, and knows its own day only."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from countermove.catalog.articles import find_article
from countermove.catalog.worked import chances_of, list_worked, load_afterwards, load_worked
from countermove.framing import check, frame
from countermove.reading import read
from countermove.reading.loading import load
from countermove.records.errors import SettingsError, UnsureSidesError
from countermove.stressing import stress

CASES = list_worked()
BY_HAND = [name for name in CASES if name != "kazakhstan-2022"]
"""All but the first, which is larger and whose days were chosen otherwise."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTHS}) (\d{{4}})\b")
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def test_there_are_twelve() -> None:
    assert len(CASES) == 12


def test_a_case_that_is_not_there_is_refused_with_those_that_are() -> None:
    for load_part in (load_worked, load_afterwards):
        with pytest.raises(SettingsError, match="no model 'atlantis'; there are albania-1961, "):
            load_part("atlantis")


@pytest.mark.parametrize("case", CASES)
def test_nothing_in_a_model_is_wrong(case: str) -> None:
    """Loose sources aside: they bear out the article."""
    found = [f for f in check(load_worked(case)).findings if f.kind != "assumed"]
    loose = [f for f in found if f.sentence == "nothing refers to it"]
    assert [f for f in found if f not in loose] == []


@pytest.mark.parametrize("case", CASES)
def test_every_number_says_where_it_is_from(case: str) -> None:
    standoff = load_worked(case)
    sources = {source.id for source in standoff.sources}
    assert sources
    for player in standoff.players:
        assert player.stake
        for payoff in player.payoffs:
            assert payoff.why, f"{player.id}: {payoff.when}"
            assert payoff.basis == "assumed" or payoff.source in sources
            assert not payoff.source or payoff.source in sources
    for _, option in standoff.options():
        assert option.basis == "assumed" or option.source in sources
        assert option.why or not option.takes or option.source
    assert all(chance.why for chance in standoff.chance)
    for source in standoff.sources:
        assert "" not in (source.title, source.publisher, source.says, source.grade)


@pytest.mark.parametrize("case", BY_HAND)
def test_a_model_is_small(case: str) -> None:
    standoff = load_worked(case)
    assert 2 <= len(standoff.players) <= 4
    assert sum(1 for _ in standoff.options()) + len(standoff.chance) <= 9


def tell_later(text: str, day: dt.date) -> list[str]:
    """The days and years of a text that come after a day; years of what is only due are not."""
    late = []
    for sentence in re.split(r"(?<=[.?!])\s", text):
        if not re.search(r"\b(?:will|ends|due)\b", sentence):
            late += [found for found in YEAR.findall(sentence) if int(found) > day.year]
    for number, month, year in DAY.findall(text):
        told = dt.datetime.strptime(f"{number} {month} {year}", "%d %B %Y").date()
        late += [str(told)] if told > day else []
    return late


def test_what_is_told_too_early_is_found() -> None:
    text = "It ends in 2024. It was lifted in 2023. On 6 July 2017 they met, on 5 July 2017 not."
    assert tell_later(text, dt.date(2017, 7, 5)) == ["2023", "2017-07-06"]


@pytest.mark.parametrize("case", CASES)
def test_an_article_tells_of_nothing_after_its_day(case: str) -> None:
    standoff = load_worked(case)
    assert standoff.as_of
    path = find_article(case)
    text = path.read_text(encoding="utf-8")
    (article,) = load([path])
    assert article.published == standoff.as_of
    assert tell_later(text, standoff.as_of) == []
    assert 250 <= len(text.split()) <= 450


@pytest.mark.parametrize("case", CASES)
def test_what_came_later_is_asked_of_the_model_by_day(case: str) -> None:
    standoff, told = load_worked(case), load_afterwards(case)
    assert told.cutoff == standoff.as_of
    assert not told.taken or told.taken in standoff.courses
    assert {h.outcome for h in told.happenings} <= {o.name for o in standoff.outcomes}
    assert all(h.on > told.cutoff and h.why and h.source for h in told.happenings)


@pytest.mark.parametrize("case", BY_HAND)
def test_days_are_by_rule_and_what_has_happened_stays_so(case: str) -> None:
    """A year on, and five years on or the last day the sources reach; asked once a day."""
    told = load_afterwards(case)
    days = sorted({h.on for h in told.happenings})
    assert len(days) == 2
    assert told.years(told.happenings[0]) == pytest.approx(1, abs=0.01)
    assert 1.5 < max(told.years(h) for h in told.happenings) < 5.01
    asked = [(h.outcome, h.on) for h in told.happenings]
    assert len(asked) == len(set(asked))
    for early in told.happenings:
        for late in told.happenings:
            if late.outcome == early.outcome and late.on > early.on:
                assert late.happened or not early.happened


@pytest.mark.parametrize("case", BY_HAND)
def test_a_model_knows_nothing_of_what_came_later(case: str) -> None:
    """No year past its own stands in the model but in its sources, their notes, and what is due."""
    standoff = load_worked(case)
    assert standoff.as_of
    text = standoff.model_copy(update={"sources": (), "notes": ()}).model_dump_json()
    due = {"2011", "2022", "2024"}
    assert {y for y in YEAR.findall(text) if int(y) > standoff.as_of.year} <= due


def quick(*few: str) -> list[object]:
    """Every case, those not named among the slow ones."""
    return [pytest.param(c, marks=[] if c in few else [pytest.mark.slow]) for c in CASES]


@pytest.mark.parametrize("case", quick("belarus-2020", "qatar-2017"))
def test_the_two_sides_are_read_from_the_article_or_asked_for(case: str) -> None:
    standoff = load_worked(case)
    try:
        draft = frame(read(load([find_article(case)])))
    except UnsureSidesError:
        return
    assert (draft.subject, draft.others[0].id) == (standoff.subject, standoff.others[0].id)


@pytest.mark.parametrize("case", quick("lithuania-2021", "yugoslavia-1949"))
def test_a_case_is_solved_and_its_questions_have_chances(case: str) -> None:
    told = load_afterwards(case)
    found = stress(load_worked(case), draws=16, seed=7, workers=1)
    chances = chances_of(told, found.paths, told.taken or found.best_course)
    assert len(chances) == len(told.happenings)
    assert all(0 <= chance <= 1 for chance in chances)
    asked = {(h.outcome, h.on): p for h, p in zip(told.happenings, chances, strict=True) if h.ever}
    for (outcome, on), chance in asked.items():
        later = [p for (o, day), p in asked.items() if o == outcome and day > on]
        assert all(p >= chance - 1e-9 for p in later)
