"""The outside view against the counts it is made from, its tree, and its classification."""

from __future__ import annotations

import csv
import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_player, make_standoff

from countermove.forecasting import history, pool
from countermove.forecasting.classify import Facts, classify, list_facts
from countermove.forecasting.history import find_class
from countermove.forecasting.tables import Pair, load_tables
from countermove.forecasting.telling import tell_history
from countermove.records.chances import clip
from countermove.records.circumstances import Circumstances, Demand, Instrument
from countermove.records.errors import StandoffError
from countermove.records.standoffs import Standoff

TABLES = load_tables()
COUNTS = Path(__file__).parents[3] / "shared" / "outcomes" / "base_rates.csv"


def stand_off(subject: str = "KAZ", presser: str = "RUS", **told: object) -> Standoff:
    """A stand-off of two sides with the circumstances told."""
    sides = [
        make_player(id, [{"name": f"act_{place}", "label": "Act"}], name=id.title())
        for place, id in enumerate((subject, presser))
    ]
    return make_standoff(*sides, as_of=date(2022, 7, 7), circumstances=told)


@pytest.mark.parametrize("key", sorted(TABLES.rows))
def test_every_class_hangs_in_one_tree_and_is_counted(key: str) -> None:
    row, seen = TABLES.rows[key], {key}
    while row.parent:
        assert row.parent not in seen
        seen.add(row.parent)
        assert TABLES.rows[row.parent].tree == row.tree
        row = TABLES.rows[row.parent]
    assert TABLES.rows[key].tree in ("ends", "force")
    found = find_class(TABLES, key)
    assert found.n > 0
    for years in (1, 2, 5, 10):
        ends = [r.rate for r in found.rates if r.years == years]
        assert all(0 <= rate <= 1 for rate in ends)
        if found.tree == "ends":
            assert sum(ends) == pytest.approx(1, abs=1e-9)


def test_a_root_is_its_count_and_a_leaf_lies_between_its_count_and_its_parent() -> None:
    for key in TABLES.rows:
        parent = TABLES.rows[key].parent
        for rate in find_class(TABLES, key).rates:
            own = TABLES.counts.get((key, rate.outcome, rate.years))
            if own is None:
                continue
            if not parent:
                assert rate.rate == pytest.approx(own.rate)
                continue
            above = find_class(TABLES, parent).rate(rate.outcome, rate.years)
            assert above is not None
            low, high = sorted((own.rate, above.rate))
            assert low - 1e-9 <= rate.rate <= high + 1e-9
            assert rate.low <= rate.rate <= rate.high


def test_the_shipped_rates_are_those_of_the_tables_they_were_counted_from() -> None:
    if not COUNTS.exists():
        pytest.skip("NOT RUN: the outcome tables in ../shared are absent")
    rows = list(csv.DictReader(COUNTS.read_text(encoding="utf-8").splitlines()))
    wanted = next(
        r
        for r in rows
        if r["class"] == "sanctions: imposed (presser >=2x), not about trade"
        and (r["outcome"], r["horizon"]) == ("gives_in", "10y")
    )
    own = TABLES.counts["sanctions-imposed-politics", "gives_way", 10]
    assert own.n == int(wanted["n"])
    assert own.rate == pytest.approx(float(wanted["rate"]), abs=1e-4)


@pytest.mark.parametrize(
    ("told", "facts", "ends", "force"),
    [
        (("supply cut", "policy", 1), (1, 1, 0, 0, 0), "supply-cut", "neighbours-allied"),
        (("supply cut", "trade", 1), (0, 0, 0, 0, 1), "sanctions-imposed-trade", "after-sanctions"),
        (("sanctions threatened", "", 1), (0, 0, 0, 1, 1), "sanctions-threatened",
         "after-sanctions"),
        (("sanctions threatened", "territory", 1), (1, 0, 1, 0, 1), "sanctions-threatened-politics",
         "neighbours-recent"),
        (("sanctions imposed", "regime", 3), (0, 1, 0, 0, 1), "sanctions-imposed-regime",
         "after-sanctions-allies"),
        (("military display", "territory", 1), (1, 0, 1, 0, 1), "military-display",
         "after-display"),
        (("attack", "", 1), (1, 0, 0, 1, 1), "military-attack", "neighbours-quiet"),
    ],
)  # fmt: skip
def test_a_text_s_words_lead_to_a_class(
    told: tuple[Instrument, Demand, int], facts: tuple[int, ...], ends: str, force: str
) -> None:
    instrument, demand, pressers = told
    circumstances = Circumstances(instrument=instrument, demand=demand, pressers=pressers)
    path = classify(circumstances, Facts(*map(bool, facts)))
    assert (path.ends, path.force) == (ends, force)
    assert not {ends, force} & set(path.near)
    assert len(path.near) == 2
    assert all(key in TABLES.rows for key in (path.ends, path.force, *path.near) if key)


@pytest.mark.parametrize(
    ("event", "year", "known", "recent", "quiet"),
    [
        (2008, 2010, True, True, False),
        (2008, 2014, True, False, False),
        (1995, 2010, True, False, True),
        (2008, 2000, False, False, False),  # earlier events of the pair are not kept
        (0, 2010, True, False, True),
        (0, 1995, True, False, False),  # the table is too short to call it quiet
        (0, 1961, False, False, False),
        (2014, 2026, False, False, False),
        (2014, 2018, True, True, False),
    ],
)
def test_the_table_tells_no_more_than_it_holds(
    event: int, year: int, known: bool, recent: bool, quiet: bool
) -> None:
    tables = dataclasses.replace(TABLES, pairs={("RUS", "GEO"): Pair(event=event)})
    facts = list_facts(tables, "RUS", "GEO", year)
    assert (facts.known, facts.recent, facts.quiet) == (known, recent, quiet)


def test_an_outside_number_carries_its_count_and_names_the_sides() -> None:
    told = stand_off(instrument="supply cut", demand="policy")
    found = history(told)
    assert found.ends is not None
    assert (found.ends.key, found.ends.n) == ("supply-cut", 123)
    assert found.force is not None
    assert found.force.key == "neighbours-allied"  # both are members of the CSTO
    text = tell_history(found, told)
    assert "Of 123 cases" in text
    assert "Kaz gives way" in text
    assert " 0 %" not in text


@pytest.mark.parametrize(
    ("subject", "presser", "instrument", "why"),
    [
        ("dockers", "port-authority", "sanctions imposed", "no state"),
        ("KAZ", "dockers", "sanctions imposed", "no state"),
        ("KAZ", "RUS", "words", "no threat"),
        ("KAZ", "RUS", "", "no threat"),
    ],
)
def test_where_nothing_like_it_was_counted_no_number_is_given(
    subject: str, presser: str, instrument: Instrument, why: str
) -> None:
    found = history(stand_off(subject, presser, instrument=instrument))
    assert found.ends is found.force is None
    assert why in found.silent
    assert tell_history(found, stand_off(subject, presser)).startswith("No outside number")


def test_a_person_s_class_stands_before_the_found_one_and_an_unknown_one_is_told() -> None:
    found = history(stand_off(instrument="words", history="military-display"))
    assert found.chosen
    assert found.ends is not None
    assert found.ends.key == "military-display"
    with pytest.raises(StandoffError, match="no class of past cases called 'supply'"):
        history(stand_off(history="supply"))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_pool_lies_between_the_two_views_and_never_at_nothing(
    one: float, other: float, weight: float
) -> None:
    both = pool(one, other, weight)
    low, high = sorted((clip(one), clip(other)))
    assert low - 1e-9 <= both <= high + 1e-9
    assert 0.01 - 1e-9 <= both <= 0.99 + 1e-9
