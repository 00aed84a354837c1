"""`signal`: what each side should make of a threat, a show of force or silence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from countermove.records.progress import Progress, silent
from countermove.records.record import canonical_json, digest
from countermove.records.signals import Caught, Deterred, Show, SignalPlay, Signals, Threat
from countermove.records.stakes import stake_of
from countermove.records.standoffs import Standoff
from countermove.records.version import VERSION
from countermove.solving.levering import feed_payoffs
from countermove.solving.signalling.crisis import CrisisGame, means_it
from countermove.solving.signalling.crisis_equilibria import find_equilibria
from countermove.solving.signalling.deterrence import find_deterrence
from countermove.solving.signalling.holding import Holding, draw_rows, hold_ready
from countermove.solving.signalling.kinds import split_kinds
from countermove.solving.signalling.telling import (
    Names,
    say_deterred,
    say_play,
    say_threat,
    say_undeterred,
)
from countermove.solving.signalling.threats import Aim, list_aims, set_game

__all__ = ["signal"]

MOST_THREATS = 6
SHOWS = (0.1, 0.25, 0.5)
"""Costs of a show of force, as shares of what is asked."""

COSTS = (0.1, 0.25, 0.5, 0.75, 1.0)
"""Costs of being caught, likewise."""

NOTES = (
    "Each threat is a game of its own, played once from today's state: what is given is taken to "
    "be kept and to keep the threat from being carried out, and what follows to stay as it is.",
    "The ranges of the file, and not what comparisons make of them, are taken for what only the "
    "side itself knows.",
    "A show of force is told as the only way to threaten; where words are open too, both may be "
    "mixed.",
)


def signal(
    standoff: Standoff,
    *,
    draws: int = 256,
    seed: int = 7,
    caught: float = 0.5,
    progress: Progress = silent,
) -> Signals:
    """Every threat as a game of crisis bargaining, with all its perfect Bayesian equilibria.

    `caught` is what being caught bluffing costs, as a share of what is asked for, with half of
    it as its deviation; no stand-off file says it. At most six threats are told, those against
    the subject first, and of those the most doubtful; `left_out` counts the others. Points are
    each side's own, a year.

    Raises:
        StandoffError: the stand-off cannot be as it is described.
        SettingsError: `caught` is below zero.
    """
    fed = feed_payoffs(standoff)
    holding = hold_ready(fed)
    rows = draw_rows(fed, draws, np.random.default_rng(seed))
    worth = cache(lambda code: holding.worth(code, rows))
    games = []
    aims = list(list_aims(holding))
    for done, aim in enumerate(aims):
        progress("threats", done, len(aims))
        if (game := set_game(aim, worth, holding.layout.today, caught)) is not None:
            games.append((aim, game))
    order = sorted(games, key=lambda ag: (ag[0].target != 0, -doubt(ag[1]), ag[0].option))
    told = order[:MOST_THREATS]
    return Signals(
        standoff_sha256=digest(canonical_json(standoff.model_dump(mode="json"))),
        version=VERSION,
        draws=draws,
        seed=seed,
        caught=caught,
        threats=tuple(tell(holding, aim, game) for aim, game in told),
        left_out=len(order) - len(told),
        notes=NOTES,
    )


def hard_share(game: CrisisGame) -> float:
    """The chance that the maker would carry the threat out rather than be caught."""
    return float(means_it(game, -np.inf))


def doubt(game: CrisisGame) -> float:
    """How far it is in doubt whether the maker means a threat: at most one half."""
    return min(hard_share(game), 1.0 - hard_share(game))


def tell(holding: Holding, aim: Aim, game: CrisisGame) -> Threat:
    """One threat with all its equilibria."""
    standoff, layout = holding.standoff, holding.layout
    maker, target = layout.players[aim.maker], layout.players[aim.target]
    names = standoff.player(maker).name, standoff.player(target).name
    plays, shows = list_plays(names, game), list_shows(game)
    deterred, bounds = list_deterred(names, game), bound(game)
    asks, asks_label = say_asked(holding, aim)
    label = standoff.labels()[aim.option]
    head = f"{names[0]} could threaten {names[1]}: {label}. It would ask: {asks_label}."
    return Threat(
        maker=maker,
        target=target,
        option=aim.option,
        label=label,
        asks=asks,
        asks_label=asks_label,
        numbers={key: float(value) for key, value in vars(game).items()},
        meant_before=hard_share(game),
        resist_below=bounds[0],
        bluff_below=bounds[1],
        plays=plays,
        shows=shows,
        caught=list_caught(game),
        deterred=deterred,
        sentences=(
            head,
            *say_threat(names, game, plays, shows, bounds, stake_of(standoff, maker)),
            *([d.sentence for d in deterred] or [say_undeterred(names[0])]),
        ),
    )


def bound(game: CrisisGame) -> tuple[float, float]:
    """The belief below which to resist, and the resistance below which to bluff, typically."""
    lost = game.kept - game.giving_in
    resist = lost / (game.kept - game.fought) if game.fought < game.giving_in else 1.0
    asked = game.conceded - game.silence
    return resist, min(1.0, asked / (game.conceded - game.caught))


def list_plays(names: Names, game: CrisisGame) -> tuple[SignalPlay, ...]:
    """All equilibria as records."""
    return tuple(
        SignalPlay(**vars(play), sentence=say_play(names, play)) for play in find_equilibria(game)
    )


def list_shows(game: CrisisGame) -> tuple[Show, ...]:
    """Shows of force at several costs: the same game, threats costing that much more."""
    found = []
    for share in SHOWS:
        cost = share * (game.conceded - game.silence)
        plays = find_equilibria(replace(game, silence=game.silence + cost))
        found.append(
            Show(
                cost=cost,
                meant=tuple(p.meant for p in plays),
                resisted=tuple(p.resisted for p in plays),
            )
        )
    return tuple(found)


def list_caught(game: CrisisGame) -> tuple[Caught, ...]:
    """Play at several costs of being caught."""
    found = []
    for share in COSTS:
        cost = share * (game.conceded - game.silence)
        changed = replace(game, caught=game.silence - cost, doubt_caught=cost / 2)
        plays = find_equilibria(changed)
        found.append(
            Caught(
                cost=cost,
                threat=tuple(p.threat for p in plays),
                meant=tuple(p.meant for p in plays),
                resisted=tuple(p.resisted for p in plays),
            )
        )
    return tuple(found)


def list_deterred(names: Names, game: CrisisGame) -> tuple[Deterred, ...]:
    """The equilibria of the game with two kinds, where it is one."""
    kinds = split_kinds(game)
    return tuple(
        Deterred(
            name=found.name,
            hard_demands=found.hard_demands,
            soft_demands=found.soft_demands,
            soft_defies=found.soft_defies,
            believed=found.believed,
            sentence=say_deterred(names, found),
        )
        for found in (find_deterrence(kinds) if kinds is not None else ())
    )


def say_asked(holding: Holding, aim: Aim) -> tuple[tuple[str, ...], str]:
    """What a threat asks for: the target's options in force then, and the change in words."""
    layout, labels = holding.layout, holding.standoff.labels()
    own, today = layout.names[aim.target], layout.today
    asks = tuple(n for n in own if aim.conceded & layout.on[n])
    on = [f"begin: {labels[n]}" for n in own if layout.on[n] & aim.conceded & ~today]
    off = [f"end: {labels[n]}" for n in own if layout.on[n] & ~aim.conceded & today]
    return asks, "; ".join(on + off)
