"""Rival readings of the two sides, and the moves that speak for one or another.

Of the subject: it would rather give in, it keeps both doors open, it means to stand alone. Of
a side that may take by force: it only answers, or it is out to take. Each reading scales what
the draft assumes; nothing in it is about one case.
"""

from __future__ import annotations

from collections.abc import Sequence

from countermove.framing.options import Drafted
from countermove.framing.pricing import Price, scale, write_payoff
from countermove.framing.scheme import GIVE_IN, Scheme
from countermove.phrasing.letters import capital
from countermove.records.number_table import load_numbers
from countermove.records.ranges import Range
from countermove.records.standoffs import Move, Payoff, Reading

__all__ = ["draft_moves", "draft_readings"]

BARS = load_numbers("framing/data/bars.tsv")
READY = Range(low=BARS["ready_low"], likely=BARS["ready_likely"], high=BARS["ready_high"])
"""What giving in is worth a year to one that would rather give in: about nothing."""

LESS, MORE = BARS["less"], BARS["more"]


def draft_readings(scheme: Scheme, prices: Sequence[Price]) -> tuple[Reading, ...]:
    """Readings of the subject where it has refused anything, and of a side that may use force."""
    found: list[Reading] = []
    if scheme.of(scheme.sides.subject, "stance"):
        found += read_subject(scheme, prices)
    if scheme.of(scheme.sides.other, "force"):
        found += read_other(scheme, prices)
    return tuple(found)


def read_subject(scheme: Scheme, prices: Sequence[Price]) -> list[Reading]:
    """Three kinds of side under pressure."""
    player = scheme.sides.subject
    name = capital(scheme.title(player))
    stances = {o.name for o in scheme.of(player, "stance")}
    pride = [p for p in prices if p.player == player and p.when in stances]
    loss = next(p for p in prices if p.player == player and p.when == GIVE_IN)
    ready = Payoff(when=GIVE_IN, per_year=READY, entry=loss.entry, why="it costs it about nothing")
    return [
        reading("vassal", f"{name} would rather give in", player, [*scaled(pride, LESS), ready]),
        reading("hedger", f"{name} keeps both doors open", player, scaled(pride, LESS)),
        reading(
            "independent", f"{name} means to stand alone", player, scaled([*pride, loss], MORE)
        ),
    ]


def read_other(scheme: Scheme, prices: Sequence[Price]) -> list[Reading]:
    """Two kinds of side that presses."""
    player = scheme.sides.other
    name = capital(scheme.title(player))
    forces = {o.name for o in scheme.of(player, "force")}
    gains = [p for p in prices if p.player == player and p.tie in forces]
    return [
        reading("answering", f"{name} only answers what it is done", player, scaled(gains, LESS)),
        reading("grasping", f"{name} is out to take what it can", player, scaled(gains, MORE)),
    ]


def reading(name: str, label: str, player: str, payoffs: Sequence[Payoff]) -> Reading:
    """A reading; all are as likely beforehand."""
    return Reading(
        name=name,
        label=label,
        player=player,
        payoffs=tuple(payoffs),
        why="one of the readings every draft has; its numbers are assumed",
    )


def scaled(prices: Sequence[Price], share: float) -> list[Payoff]:
    """Payoffs a reading replaces, each times a share."""
    return [
        write_payoff(
            Price(
                p.player, p.when, scale(p.value, share), p.entry, f"{p.why}; {share:g} times",
                once=p.once,
            )
        )
        for p in prices
    ]  # fmt: skip


def draft_moves(scheme: Scheme, readings: Sequence[Reading]) -> tuple[Move, ...]:
    """What each side that is read has done, in the order told, from what was there before."""
    read = {r.player for r in readings}
    clocks = tuple(c.option.name for c in scheme.clocks if c.option.today)
    taken = sorted((o for o in scheme.options if o.today and o.acts), key=began)
    moves = []
    for number, option in enumerate(taken):
        if option.player in read:
            moves.append(
                Move(
                    player=option.player,
                    option=option.name,
                    event=first_done(option),
                    given=(*clocks, *(earlier.name for earlier in taken[:number])),
                )
            )
    return tuple(moves)


def began(option: Drafted) -> tuple[int, str]:
    """When an option came into force, by the order of telling."""
    return min((act.event.order, act.event.id) for act in option.acts if act.happened)


def first_done(option: Drafted) -> str:
    """The id of the event that put an option in force."""
    return began(option)[1]
