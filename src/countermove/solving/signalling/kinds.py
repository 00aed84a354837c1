"""The same threat as a game with two kinds of maker and target (`deterrence`)."""

from __future__ import annotations

from countermove.solving.signalling.crisis import CrisisGame
from countermove.solving.signalling.deterrence import DeterrenceGame

__all__ = ["split_kinds"]


def split_kinds(game: CrisisGame) -> DeterrenceGame[float] | None:
    """Hard and soft kinds out of what is not known of both sides, each at its mean.

    A hard maker is one that would carry the threat out rather than be caught, a hard target
    one that would rather be fought than give in. None where even the mean hard maker would
    carry it out rather than leave things as they are: there nothing is left to deter.
    """
    hard, fight_hard, fight_soft = split(game.fight, game.doubt_fight, game.caught)
    tough, fought_hard, fought_soft = split(game.fought, game.doubt_fought, game.giving_in)
    if not fight_hard < game.silence or game.caught >= game.silence:
        return None
    return DeterrenceGame(
        status_quo=game.silence,
        conceded=game.conceded,
        backed_down=game.caught,
        fight_hard=fight_hard,
        fight_soft=fight_soft,
        kept_quiet=game.kept,
        conceding=game.giving_in,
        kept=game.kept,
        fought_hard=fought_hard,
        fought_soft=fought_soft,
        hard_challenger=hard,
        hard_defender=tough,
    )


def split(mean: float, doubt: float, at: float) -> tuple[float, float, float]:
    """The chance that a normal number is above `at`, and its means above and below.

    Kept within a billionth of sure, so that both kinds can be told.
    """
    from scipy.stats import norm  # slow to import, and `signal` alone needs it

    place = float(min(max((at - mean) / doubt, -6.0), 6.0))
    above, height = float(norm.sf(place)), float(norm.pdf(place))
    over, under = mean + doubt * height / above, mean - doubt * height / (1.0 - above)
    return above, max(over, at + 1e-9 * doubt), min(under, at - 1e-9 * doubt)
