"""Unilateral deterrence with two kinds of challenger and of defender (Zagare and Kilgour 2000).

1. The challenger accepts the status quo or demands a change; the defender concedes or defies;
   after defiance the challenger fights or backs down.
2. With chance `hard_challenger` the challenger is one that fights rather than back down, with
   chance `hard_defender` the defender is one that would rather be fought than concede.
3. A hard challenger demands if defiance is less likely than `y_h` = (conceded - status quo) /
   (conceded - fight of the hard), a soft one if it is less likely than `y_s` = (conceded -
   status quo) / (conceded - backed down). A soft defender defies if the demand comes from a hard
   challenger with less chance than `p*` = (kept - conceding) / (kept - fought of the soft).
4. Which of these hold together gives every equilibrium but for ties on the boundaries:
   *separating* (only the hard demand; y_s < r < y_h), *bluff* (r < y_s, p < p*), *attack* (all
   demand; r < y_s, p > p*), *certain deterrence* (r > y_h: nobody demands whatever is believed),
   and *steadfast deterrence* beside the first three: all defenders defy, since whoever
   demanded would be taken for a bluffer, and so nobody demands.

Zagare and Kilgour (2000), *Perfect Deterrence*, chapter 5. Payoffs may be floats or fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from countermove.records.errors import SettingsError

__all__ = ["DeterrenceEquilibrium", "DeterrenceGame", "find_deterrence"]

Number = TypeVar("Number", float, Fraction)


@dataclass(frozen=True)
class DeterrenceGame(Generic[Number]):
    """Payoffs of both sides, and the chances of the hard kinds.

    The challenger's: `status_quo`, `conceded`, `backed_down`, `fight_hard`, `fight_soft`. The
    defender's: `kept_quiet` (status quo), `conceding`, `kept` (the challenger backs down),
    `fought_hard`, `fought_soft`.

    Raises:
        SettingsError: the payoffs are not in the order of the game.
    """

    status_quo: Number
    conceded: Number
    backed_down: Number
    fight_hard: Number
    fight_soft: Number
    kept_quiet: Number
    conceding: Number
    kept: Number
    fought_hard: Number
    fought_soft: Number
    hard_challenger: Number
    hard_defender: Number

    def __post_init__(self) -> None:
        rising = (self.backed_down, self.fight_hard, self.status_quo, self.conceded)
        if not (self.fight_soft < rising[0] < rising[1] < rising[2] < rising[3]):
            raise SettingsError(
                "the challenger's payoffs must rise from fighting as a soft one over backing "
                "down, fighting as a hard one and the status quo to what it asks"
            )
        if not self.fought_soft < self.conceding < min(self.fought_hard, self.kept):
            raise SettingsError(
                "the defender must like conceding better than being fought as a soft one, and "
                "less than being fought as a hard one and than keeping what is asked"
            )
        if not (0 < self.hard_challenger < 1 and 0 < self.hard_defender < 1):
            raise SettingsError("the chances of the hard kinds lie between 0 and 1")

    @property
    def y_hard(self) -> Number:
        """The chance of defiance up to which a demand pays a hard challenger."""
        return (self.conceded - self.status_quo) / (self.conceded - self.fight_hard)

    @property
    def y_soft(self) -> Number:
        """The same for a soft one."""
        return (self.conceded - self.status_quo) / (self.conceded - self.backed_down)

    @property
    def p_star(self) -> Number:
        """The belief in a hard challenger up to which a soft defender defies."""
        return (self.kept - self.conceding) / (self.kept - self.fought_soft)


@dataclass(frozen=True)
class DeterrenceEquilibrium(Generic[Number]):
    """One equilibrium: who demands and who defies, with what chance.

    `believed` is the chance that whoever demands is hard, or the most it may be where nobody
    does (`off_path`). `challenger` and `defender` are what each expects.
    """

    name: str
    hard_demands: Number
    soft_demands: Number
    soft_defies: Number
    believed: Number
    off_path: bool
    challenger: Number
    defender: Number


def find_deterrence(game: DeterrenceGame[Number]) -> tuple[DeterrenceEquilibrium[Number], ...]:
    """All equilibria off the boundaries between them, the one with demands first.

    >>> payoffs = [Fraction(n) for n in (6, 10, 2, 4, 0, 10, 4, 8, 5, 1)]
    >>> game = DeterrenceGame(*payoffs, Fraction(1, 5), Fraction(1, 5))
    >>> bluff, steadfast = find_deterrence(game)
    >>> bluff.name, str(bluff.soft_demands), str(bluff.soft_defies)
    ('bluff', '3/16', '3/8')
    >>> str(bluff.challenger), str(bluff.defender)
    ('31/5', '403/50')
    """
    return tuple(value(game, *profile) for profile in profiles(game))


def profiles(
    game: DeterrenceGame[Number],
) -> Iterator[tuple[str, Number, Number, Number, Number, bool]]:
    """Name, chances of demanding (hard, soft) and of a soft defender's defiance, belief."""
    p, r, star = game.hard_challenger, game.hard_defender, game.p_star
    none, all = p - p, p / p
    if r > game.y_hard:
        yield "certain deterrence", none, none, none, all, True
        return
    if r > game.y_soft:
        yield "separating", all, none, none, all, False
    elif p > star:
        yield "attack", all, all, none, p, False
    else:
        bluffs = p * (all - star) / ((all - p) * star)
        yield "bluff", all, bluffs, (game.y_soft - r) / (all - r), star, False
    yield "steadfast deterrence", none, none, all, star, True


def value(
    game: DeterrenceGame[Number],
    name: str,
    hard: Number,
    soft: Number,
    defies: Number,
    believed: Number,
    off_path: bool,
) -> DeterrenceEquilibrium[Number]:
    """A profile with what each side expects of it."""
    p, r = game.hard_challenger, game.hard_defender
    resisted = r + (1 - r) * defies
    asks_hard = resisted * game.fight_hard + (1 - resisted) * game.conceded
    asks_soft = resisted * game.backed_down + (1 - resisted) * game.conceded
    quiet = p * (1 - hard) + (1 - p) * (1 - soft)
    # Against a hard and a soft challenger, what a demand leads to for the defender.
    fought = r * game.fought_hard + (1 - r) * defies * game.fought_soft
    yields = (1 - r) * (1 - defies) * game.conceding
    return DeterrenceEquilibrium(
        name=name,
        hard_demands=hard,
        soft_demands=soft,
        soft_defies=defies,
        believed=believed,
        off_path=off_path,
        challenger=p * hard * asks_hard + (1 - p) * soft * asks_soft + quiet * game.status_quo,
        defender=quiet * game.kept_quiet
        + p * hard * (fought + yields)
        + (1 - p) * soft * (resisted * game.kept + yields),
    )
