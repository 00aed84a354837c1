"""Amounts of a stress test in words: against the subject's stake."""

from __future__ import annotations

from countermove.phrasing.stakes import say_against
from countermove.records.stakes import stake_of
from countermove.records.stresses import Stress
from countermove.solving.levering import feed_payoffs
from countermove.stressing.measures import Measure, measure_numbers

__all__ = ["measure_stress", "say_worth"]


def say_worth(stress: Stress, value: float) -> str:
    """The size of a value of the subject against its stake."""
    stake = stake_of(stress.standoff, stress.standoff.subject)
    return say_against(value, stake.worth, stake.label)


def measure_stress(stress: Stress) -> dict[str, Measure]:
    """Every number of a stress test in words, by key."""
    return measure_numbers(feed_payoffs(stress.standoff))
