"""`bargain`: settlements that leave every side better off than play, and who would keep them."""

from __future__ import annotations

from countermove.records.bargains import Bargains, Settlement
from countermove.records.errors import StandoffError
from countermove.records.record import canonical_json, digest
from countermove.records.standoffs import Standoff
from countermove.records.version import VERSION
from countermove.solving.bargaining.forecasts import forecast
from countermove.solving.bargaining.keeping import set_table
from countermove.solving.bargaining.settlements import find_settlements
from countermove.solving.levering import feed_payoffs
from countermove.solving.play.game import compile_game

__all__ = ["bargain"]


def bargain(standoff: Standoff) -> Bargains:
    """Settlements at likely values, with payments where a lever has a price, and forecasts.

    Points are each side's own, a year, over what best reply of all from the subject's best
    course is worth; payments are in the levers' unit of value.

    Raises:
        StandoffError: the stand-off has one side, or cannot be as it is described.
        TooLargeError: it will not fit in memory.
    """
    if len(standoff.players) < 2:
        raise StandoffError("a settlement takes two sides; this stand-off has one: add another")
    table = set_table(compile_game(feed_payoffs(standoff), kept=False))
    settlements = find_settlements(table)
    return Bargains(
        standoff_sha256=digest(canonical_json(standoff.model_dump(mode="json"))),
        version=VERSION,
        settlements=settlements,
        forecast=forecast(table, settlements),
        sentence=say(settlements),
    )


def say(settlements: tuple[Settlement, ...]) -> str:
    """Whether there is anything to settle on, and whether it would hold."""
    if not settlements:
        return "No settlement leaves every side better off than play."
    holds = [s for s in settlements if not s.breakers and not s.breakers_later]
    if holds:
        return f"A settlement that nobody would break now or later: {holds[0].label}."
    if any(not s.breakers for s in settlements):
        return "Settlements would hold today, but not once the clock has run."
    return "Settlements would leave every side better off, but some side would break each."
