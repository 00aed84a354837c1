"""Strong and weak stability under strength of preference.

1. Improvements are counted whatever their strength.
2. A state is strongly GMR-, SMR- or SEQ-stable if every improvement is deterred by a state
   that is *much* less preferred than s (under SMR, so is every state the player can get to
   from there).
3. It is weakly stable if it is stable, but not strongly.

A Nash-stable state is strongly stable: there is nothing to deter.

Hamouda, Kilgour and Hipel (2004), "Strength of preference in the graph model for conflict
resolution", Group Decision and Negotiation 13; (2006) for several players.
"""

from __future__ import annotations

from countermove.solving.stability.algorithms.searches import MUCH_WORSE, Rules

__all__ = ["STRONG"]

STRONG = Rules(deterrent=MUCH_WORSE)
"""Deterred only by what is much worse."""
