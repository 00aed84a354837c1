"""Settlements that leave every side better off than play, with payments where money has a price.

1. A settlement is a setting of all sides' options that can be agreed on now, worth what it is
   worth kept for good; what is expected without one is best reply of all from the subject's
   best course.
2. A lever's `points` say how many points one unit of money (its value unit, such as a billion
   dollars) is worth to a side; two sides with such a price in the same unit can pay each other.
3. Of all settlements that leave every side better off, after payments or without, the one with
   the largest product of gains comes first (Nash), then others that no other beats for all.
4. Each is asked who would break it now, and once the clock has run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.phrasing.agreement import inside
from countermove.phrasing.lists import join
from countermove.phrasing.stakes import say_against
from countermove.records.bargains import Settlement
from countermove.records.stakes import stake_of
from countermove.records.standoffs import Standoff
from countermove.solving.bargaining.keeping import (
    LEAST_GAIN,
    Table,
    find_breakers,
    later_place,
)
from countermove.solving.bargaining.nash import find_range, nash_product, share_out
from countermove.solving.play.deals import candidates, paid_on_entry, undominated

__all__ = ["find_settlements", "price_money"]

Array = NDArray[np.float64]

MOST_SETTLEMENTS = 3


def find_settlements(table: Table) -> tuple[Settlement, ...]:
    """Settlements without payments, then with them if those add any; each kind at most three."""
    game = table.game
    places = np.append(candidates(game), game.start)
    entered = paid_on_entry(game, places, table.stages.numbers)
    gains = (table.keeping[places] + entered - table.expected) * table.rate
    unit, rates = price_money(game.standoff, game.layout.players)
    none = np.zeros_like(rates)
    plain = choose(gains, none)
    found = [describe(table, int(places[i]), gains[i], none, "") for i in plain]
    if unit:
        traded = choose(gains, rates)[:1]
        found += [describe(table, int(places[i]), gains[i], rates, unit) for i in traded]
    return tuple(found)


def choose(gains: Array, rates: Array) -> list[int]:
    """The settlements to tell, the largest product of gains first."""
    product = nash_product(gains, rates)
    left = gains + share_out(gains, rates) * rates
    better = np.flatnonzero((left > LEAST_GAIN).all(axis=1))
    if not len(better):
        return []
    best = int(better[np.argmax(product[better])])
    rest = [i for i in undominated(better, left) if i != best]
    return [best, *sorted(rest, key=lambda i: (-product[i], i))][:MOST_SETTLEMENTS]


def price_money(standoff: Standoff, players: tuple[str, ...]) -> tuple[str, Array]:
    """The unit in which most sides can pay, and how many points one unit is to each (0: none).

    Empty where no two sides have a price in the same unit.
    """
    prices: dict[str, dict[str, list[float]]] = {}
    for lever in standoff.levers:
        for id, points in lever.points.items():
            if lever.value_unit and id in players and points.likely > 0:
                prices.setdefault(lever.value_unit, {}).setdefault(id, []).append(points.likely)
    units = [unit for unit, by_side in prices.items() if len(by_side) > 1]
    if not units:
        return "", np.zeros(len(players))
    unit = max(units, key=lambda u: len(prices[u]))
    found = prices[unit]
    return unit, np.array([float(np.mean(found[id])) if id in found else 0.0 for id in players])


def describe(table: Table, place: int, gains: Array, rates: Array, unit: str) -> Settlement:
    """One settlement with its payments and who would break it."""
    layout = table.game.layout
    paid = share_out(gains, rates)
    left = gains + paid * rates
    payer = int(np.argmin(paid))
    own = tuple(
        n for n in layout.in_force(int(table.game.board.states[place])) if n not in layout.chance
    )
    labels = table.game.standoff.labels()
    later = later_place(table.game, place)
    span = find_range(gains, rates, payer)
    breakers = find_breakers(table, place, paid * rates)
    breakers_later = find_breakers(table, later, paid * rates)
    label = "; ".join(labels[n] for n in own) or "Nothing in force on any side"
    settlement = Settlement(
        state=own,
        label=label,
        gains=dict(zip(layout.players, map(float, left), strict=True)),
        paid=dict(zip(layout.players, map(float, paid), strict=True)) if unit else {},
        unit=unit,
        payer=layout.players[payer] if unit else "",
        span=span,
        breakers=breakers,
        breakers_later=breakers_later,
        sentence="",
    )
    return settlement.model_copy(update={"sentence": say(table.game.standoff, settlement)})


def say(standoff: Standoff, found: Settlement) -> str:
    """A settlement in words: what, the gains, the payments, who would break it."""
    names = {p.id: p.name for p in standoff.players}
    gains = join([say_gain(standoff, id, gain) for id, gain in found.gains.items()])
    parts = [f"{found.label}: a year of it is better than play by {gains}."]
    if found.span is not None:
        parts.append(say_payment(names[found.payer], found))
    parts.append(say_breakers("Today", [names[id] for id in found.breakers]))
    later = [names[id] for id in found.breakers_later]
    parts.append(say_breakers("Once the clock has run", later))
    return " ".join(parts)


def say_gain(standoff: Standoff, player: str, gain: float) -> str:
    """A side's gain a year against its own stake."""
    stake = stake_of(standoff, player)
    told = say_against(gain, stake.worth, stake.label)
    return f"{told} to {inside(standoff.player(player).name)}"


def say_payment(payer: str, found: Settlement) -> str:
    """What is paid, and what else could be."""
    if found.span is None:  # only called where there is one
        return ""
    low, high = found.span
    least = (
        f"more than {low:.3g} and less than {high:.3g}" if low > 0 else f"anything below {high:.3g}"
    )
    return (
        f"{payer} pays {-found.paid[found.payer]:.3g} {found.unit} a year, an even split of the "
        f"gain in money; {least} leaves all better off."
    )


def say_breakers(when: str, names: list[str]) -> str:
    """Who would break it."""
    if not names:
        return f"{when}, nobody would gain by breaking it."
    return f"{when}, {join(names)} would gain by breaking it."
