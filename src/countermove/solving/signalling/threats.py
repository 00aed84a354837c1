"""The threats that a stand-off's own numbers allow, each as a game of crisis bargaining.

1. A threat is an option of one side that is not in force today, directed at another side.
2. It asks for the change of the target's own options (one option, or a named course) that is
   worth most to its maker, among those that are worth more to the maker than today's state,
   less to the target than today's, and more to the target than the threat carried out. Where
   there is none, the threat has nothing to ask for.
3. What each outcome is worth is what holding it is worth (`holding`). The ranges of the file
   are taken for what only the side itself knows: means and deviations are over draws.
4. What being caught costs a bluffer no file says; it is a share of what it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from countermove.records.errors import SettingsError
from countermove.records.number_table import load_numbers
from countermove.solving.play.moves import follow, root, targets
from countermove.solving.signalling.crisis import CrisisGame
from countermove.solving.signalling.holding import Holding

__all__ = ["Aim", "list_aims", "set_game"]

Array = NDArray[np.float64]

LEAST_DOUBT = load_numbers("solving/data/telling.tsv")["least_doubt"]
"""The least deviation, as a share of what is asked: nobody knows another's mind better."""


class Aim(NamedTuple):
    """A threat, whom it is made to, and the states it may lead to."""

    maker: int
    target: int
    option: str
    carried_out: int
    conceded: int


def list_aims(holding: Holding) -> Iterator[Aim]:
    """Every threat with something to ask for, at likely values."""
    likely = holding.likely[None, :]
    layout = holding.layout
    now = holding.worth(layout.today, likely)[0]
    offers = {
        m: [(code, holding.worth(code, likely)[0]) for code in concessions(holding, m)]
        for m in range(len(layout.players))
    }
    for maker, names in enumerate(layout.names):
        for option in names:
            if (code := carry_out(holding, maker, option)) is None:
                continue
            done = holding.worth(code, likely)[0]
            for target, offered in offers.items():
                asked = best_concession(maker, target, now, done, offered)
                if target != maker and asked is not None:
                    yield Aim(maker, target, option, code, asked)


def best_concession(
    maker: int, target: int, now: Array, done: Array, offered: list[tuple[int, Array]]
) -> int | None:
    """What a threat would ask for: the state worth most to its maker."""
    fit = [
        (worth[maker], code)
        for code, worth in offered
        if worth[maker] > now[maker] and done[target] < worth[target] < now[target]
    ]
    return max(fit)[1] if fit else None


def carry_out(holding: Holding, maker: int, option: str) -> int | None:
    """Today's state with a threat carried out, if it is not in force and the rules allow it."""
    layout = holding.layout
    if layout.today & layout.on[option]:
        return None
    own = {n for n in layout.names[maker] if layout.today & layout.on[n]} | {option}
    code = moved(holding, maker, frozenset(own))
    return code if code & layout.on[option] else None


def moved(holding: Holding, mover: int, names: frozenset[str]) -> int:
    """Today's state after a side comes as near to a setting of its options as rules let it."""
    today = np.array([holding.layout.today], dtype=np.int64)
    return int(follow(holding.layout, mover, names)(today)[0])


def concessions(holding: Holding, target: int) -> list[int]:
    """States that one change of a side's own options, or a named course, leads to now."""
    layout, today = holding.layout, np.array([holding.layout.today], dtype=np.int64)
    states, allowed = targets(layout, target, root(layout, target, today))
    found = states[0][allowed[0]]
    apart = np.bitwise_count((found ^ layout.today) & layout.own(target))
    codes = {int(code) for code in found[apart == 1]}
    if target == 0:
        courses = holding.standoff.courses.values()
        codes |= {moved(holding, 0, frozenset(options)) for options in courses}
    return sorted(codes - {layout.today})


def set_game(
    aim: Aim, worth: Callable[[int], Array], today: int, caught: float
) -> CrisisGame | None:
    """The game of a threat over draws, or None if on the whole it has nothing to ask for.

    `worth` gives what holding a state is worth at every draw, `(draws, players)`. The maker's
    payoffs are measured from today's state, the target's from giving in.

    Raises:
        SettingsError: `caught`, the cost of being caught as a share of what is asked, is
            below zero.
    """
    if not caught >= 0:
        raise SettingsError("the cost of being caught takes a share of 0 or more, such as 0.5")
    now, given, done = worth(today), worth(aim.conceded), worth(aim.carried_out)
    asked = float((given - now)[:, aim.maker].mean())
    lost = float((now - given)[:, aim.target].mean())
    if asked <= 0 or lost <= 0:
        return None
    fight, fought = (done - now)[:, aim.maker], (done - given)[:, aim.target]
    return CrisisGame(
        silence=0.0,
        conceded=asked,
        fight=float(fight.mean()),
        caught=-caught * asked,
        giving_in=0.0,
        kept=lost,
        fought=float(fought.mean()),
        doubt_fight=max(float(fight.std()), LEAST_DOUBT * asked),
        doubt_caught=max(caught / 2, LEAST_DOUBT) * asked,
        doubt_fought=max(float(fought.std()), LEAST_DOUBT * lost),
    )
