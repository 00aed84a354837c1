"""How play unfolds: a finite game with chance, solved by backward induction."""

from __future__ import annotations

from countermove.solving.play.draws import Draws, solve_draws
from countermove.solving.play.game import Game, compile_game

__all__ = ["Draws", "Game", "compile_game", "solve_draws"]
