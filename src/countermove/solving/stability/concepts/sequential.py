"""Sequential stability (SEQ): improvements are deterred by credible replies.

1. Each improvement u of the player from s is examined.
2. u is deterred if the others, each move of theirs being an improvement for its mover, can
   reach by a legal sequence from u a state t that the player does not prefer to s.
3. s is stable if every improvement is deterred.

Fraser and Hipel (1979), "Solving complex conflicts", IEEE Trans. SMC 9(12); in the graph
model, Fang, Hipel and Kilgour (1993), definition 3.7. In option form w(u) is the least p_i
over the improvements R_H+(u), found for all states by flooding backwards.
"""

from __future__ import annotations

from countermove.solving.stability.algorithms.flooding import (
    Cells,
    least_in_improvements,
    sort_cells,
)
from countermove.solving.stability.concepts.metarational import settled
from countermove.solving.stability.models.models import OptionModel, Verdicts

__all__ = ["seq"]


def seq(model: OptionModel, player: int, cells: Cells | None = None) -> Verdicts:
    """For every bit pattern, whether it is feasible and SEQ-stable for the player.

    `cells` saves sorting again when several players are judged (`flooding.sort_cells`).
    """
    table = sort_cells(model) if cells is None else cells
    return settled(model, player, least_in_improvements(model, table, player))
