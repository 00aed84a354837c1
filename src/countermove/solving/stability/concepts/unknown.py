"""Four extensions of the concepts to unknown preferences.

|   | leaves s for a state of unknown worth | is deterred by a state of unknown worth |
|---|---|---|
| a | yes | no |
| b | no | no |
| c | yes | yes |
| d | no | yes |

In all four, the replies of others under SEQ (and simultaneous moves under SIM) are moves to
states that their mover prefers, or may prefer. Where no comparison is unknown the four are
the same.

Li, Hipel, Kilgour and Fang (2004), "Preference uncertainty in the graph model for conflict
resolution", IEEE Trans. SMC-A 34(4), definitions for two and for more players.
"""

from __future__ import annotations

from typing import Literal

from countermove.solving.stability.algorithms.searches import (
    NOT_BETTER,
    NOT_BETTER_OR_UNKNOWN,
    Rules,
)

__all__ = ["EXTENSIONS", "Extension"]

Extension = Literal["a", "b", "c", "d"]

EXTENSIONS: dict[Extension, Rules] = {
    "a": Rules(leaves_unknown=True, deterrent=NOT_BETTER),
    "b": Rules(leaves_unknown=False, deterrent=NOT_BETTER),
    "c": Rules(leaves_unknown=True, deterrent=NOT_BETTER_OR_UNKNOWN),
    "d": Rules(leaves_unknown=False, deterrent=NOT_BETTER_OR_UNKNOWN),
}
