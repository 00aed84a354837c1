"""The outside view in words, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.phrasing.numbers import per_cent
from countermove.records.histories import History, Rate, ReferenceClass
from countermove.records.standoffs import Standoff

__all__ = ["name_outcome", "tell_history"]

SHOWN = ("gives_way", "gives_up", "settled", "no_change", "force", "intervention", "war")
YEARS = (1, 2, 5, 10)


def tell_history(history: History, standoff: Standoff) -> str:
    """The classes with their rates, why these, and the nearest others."""
    if history.silent:
        return f"No outside number: {history.silent}."
    return "\n".join(tell_lines(history, standoff))


def tell_lines(history: History, standoff: Standoff) -> Iterator[str]:
    for found in (history.ends, history.force):
        if found is not None:
            yield f"Of {found.named}:"
            yield from tell_rates(found, standoff)
    if history.why:
        yield "Why these: " + "; ".join(history.why) + "."
    for near in history.near:
        first = near.rate("gives_way" if near.tree == "ends" else "force", YEARS[-1])
        if first is not None:
            yield (
                f"Near: {near.key} ({near.n:,} counted): {name_outcome(first.outcome, standoff)} "
                f"within {first.years} years in {per_cent(first.rate)}."
            )
    horizon = standoff.settings.horizon.likely
    if horizon > YEARS[-1]:
        yield (
            f"Past cases are counted up to {YEARS[-1]} years: for the {horizon:g} years of this "
            "stand-off there is no outside number."
        )
    yield "Rates hold for stand-offs as described, not for any two sides; --class chooses another."


def tell_rates(found: ReferenceClass, standoff: Standoff) -> Iterator[str]:
    """A line an outcome: its rate by each horizon, with the interval at the last."""
    for outcome in SHOWN:
        rates = [r for years in YEARS if (r := found.rate(outcome, years))]
        if rates:
            line = " / ".join(per_cent(r.rate) for r in rates)
            yield f"  {name_outcome(outcome, standoff)}: {line} {say_interval(rates)}"


def say_interval(rates: list[Rate]) -> str:
    """The horizons, and the interval of the last."""
    years = " / ".join(str(r.years) for r in rates)
    last = rates[-1]
    return f"within {years} years ({per_cent(last.low)} to {per_cent(last.high)})"


def name_outcome(outcome: str, standoff: Standoff) -> str:
    """An outcome in words, with the names of the two sides."""
    subject = standoff.player(standoff.subject).name
    presser = standoff.others[0].name
    return {
        "gives_way": f"{subject} gives way",
        "gives_up": f"{presser} gives up",
        "settled": "they settle",
        "no_change": "nothing has changed",
        "force": f"{presser} uses force",
        "intervention": f"{presser} occupies or attacks with deaths",
        "war": "war",
    }[outcome]
