"""What states are worth to each side if nobody moves any more, for many draws of the numbers.

What switches by itself still does, and what is begun gets done.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.records.numbers import likely_values, number_ranges
from countermove.records.standoffs import Standoff
from countermove.solving.play.boards import locate, set_board
from countermove.solving.play.game import mean_times
from countermove.solving.play.kernel import back_to_moves, price, start_values, switch_odds
from countermove.solving.play.layout import Layout, lay_out
from countermove.solving.play.moves import Policy, hold
from countermove.solving.play.payments import list_dues, weigh

__all__ = ["Holding", "draw_rows", "hold_ready"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Holding:
    """A stand-off ready to be held in any state; `place` finds a number in a row."""

    standoff: Standoff
    layout: Layout
    place: dict[str, int]
    likely: Array

    def worth(self, code: int, rows: Array) -> Array:
        """What holding a state from today on is worth, `(rows, players)`, in points a year.

        Players stand as in the layout, the subject first. Payments due when today's state
        becomes this one are counted.
        """
        dues = list_dues(self.standoff, self.layout, self.place)
        still: dict[int, Policy] = dict.fromkeys(range(len(self.layout.players)), hold)
        board = set_board(self.layout, dues, mean_times(self.standoff, self.place), still, code)
        ends = np.array([self.layout.today, code], dtype=np.int64)
        entry = int(dues.between(ends[:1], ends[1:])[0])
        worth = weigh(self.standoff, self.layout, self.place, dues, board.states)
        place = np.arange(len(board.states), dtype=np.int32)
        start = int(locate(board.states, ends[1:])[0])
        found = np.empty((len(rows), len(self.layout.players)))
        for k, row in enumerate(rows):
            steps, years, rate = self.time(row)
            flow, paid = price(worth, row, place, found.shape[1])
            odds, values = switch_odds(row, years), start_values(flow, rate)
            for _ in range(steps):
                values = back_to_moves(board, paid, odds, flow, rate, years, values)
            found[k] = (values[start] + paid[entry]) * rate
        return found

    def time(self, row: Array) -> tuple[int, float, float]:
        """Steps, years in each and continuous rate at one row of the numbers."""
        step, horizon, discount = (
            float(row[self.place[f"settings.{key}"]]) for key in ("step", "horizon", "discount")
        )
        return max(1, round(horizon / step)), step, float(np.log1p(discount))


def hold_ready(standoff: Standoff) -> Holding:
    """A stand-off laid out to be held.

    Raises:
        StandoffError: today's state breaks a rule.
    """
    likely = likely_values(standoff)
    return Holding(
        standoff=standoff,
        layout=lay_out(standoff),
        place={key: i for i, key in enumerate(likely)},
        likely=np.array(list(likely.values()), dtype=np.float64),
    )


def draw_rows(standoff: Standoff, count: int, rng: np.random.Generator) -> Array:
    """Draws of all numbers over their ranges, each apart from the others, `(count, numbers)`."""
    ranges = number_ranges(standoff)
    shares = rng.random((count, len(ranges)))
    columns = [value.quantile(shares[:, i]) for i, value in enumerate(ranges.values())]
    return np.stack(columns, axis=1)
