"""Lines of play: the likeliest move at every turn, chance at its median time."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from countermove.records.results import PlayStep
from countermove.solving.play.boards import Board
from countermove.solving.play.game import Game
from countermove.solving.play.stages import (
    Stages,
    choice_chances,
    solve_kept_stages,
    stages_of_start,
)

__all__ = ["find_best_reply", "find_principal_line"]

CHANCE = "chance"


def find_principal_line(game: Game, stages: Stages, course: int) -> tuple[PlayStep, ...]:
    """The likeliest line after the subject takes a course up now.

    What switches by itself does so as soon as that has become as likely as not. Turns on
    which nothing switches are left out, but for the subject's first.
    """
    position, steps = first_turns(game, stages, course)
    rest = stages.order[stages.order.index(0) + 1 :]
    return (*steps, *walk(game, stages, position, first=rest))


def find_best_reply(game: Game, course: int) -> tuple[PlayStep, ...]:
    """What the others do, each replying as well as it can, if the subject keeps a course."""
    stages = solve_kept_stages(game, course, best_reply=True)
    line = tuple(walk(game, stages, game.kept[course].start, first=stages.order))
    subject = game.layout.players[0]
    found = tuple(step for step in line if step.player not in (subject, CHANCE))
    return found or tuple(stay(game, id) for id in game.layout.players[1:])


def stay(game: Game, id: str) -> PlayStep:
    """A step on which a player changes nothing."""
    name = game.standoff.player(id).name
    in_force = game.layout.in_force(game.layout.today)
    return PlayStep(
        time=0.0, player=id, in_force=in_force, probability=1.0, sentence=f"{name} stays as it is."
    )


def first_turns(game: Game, stages: Stages, course: int) -> tuple[int, list[PlayStep]]:
    """The first step up to the subject's turn: where it leads on the free board."""
    early = stages_of_start(game, stages, course)
    here, steps = game.starts.today, []
    for m in stages.order[: stages.order.index(0)]:
        chances = choice_chances(game.held, m, here, early[m], stages.paid, stages.replies[0])
        to, chance = max(chances, key=lambda tc: tc[1])
        if to != here:
            steps.append(step_of(game, game.held, 0.0, m, here, to, chance))
        here = to
    to = int(game.starts.target[course, here])
    before = int(game.starts.place[here])
    steps.append(step_of(game, game.board, 0.0, 0, before, to, 1.0))
    return to, steps


def walk(
    game: Game, stages: Stages, position: int, *, first: tuple[int, ...]
) -> Iterator[PlayStep]:
    """The likeliest line from a position; in the first step only `first` still move."""
    board, waited = stages.board, np.zeros(len(stages.board.switch_to))
    for t, after in enumerate(stages.after[: stages.printed]):
        for m in first if t == 0 else stages.order:
            chances = choice_chances(board, m, position, after[m], stages.paid, stages.replies[t])
            to, chance = max(chances, key=lambda tc: tc[1])
            if to != position:
                yield step_of(game, board, t * stages.years, m, position, to, chance)
            position = to
        for j in range(len(waited)):
            to = int(board.switch_to[j, position])
            waited[j] = waited[j] + hazard(stages, j, position) if to >= 0 else 0.0
            if to >= 0 and waited[j] >= math.log(2):
                time, chance = (t + 1) * stages.years, 1 - math.exp(-waited[j])
                yield step_of(game, board, time, None, position, to, chance)
                position, waited[j] = to, 0.0


def hazard(stages: Stages, j: int, position: int) -> float:
    """How much of its mean time a switch waits in one step."""
    mean = stages.numbers[stages.board.switch_number[j, position]]
    return float(stages.years / mean) if mean > 0 else math.inf


def step_of(
    game: Game, board: Board, time: float, mover: int | None, before: int, to: int, chance: float
) -> PlayStep:
    """One change on a line of play, in words."""
    layout = game.layout
    old, new = int(board.states[before]), int(board.states[to])
    was, now = set(layout.in_force(old)), set(layout.in_force(new))
    on = tuple(n for n in layout.in_force(new) if n not in was)
    off = tuple(n for n in layout.in_force(old) if n not in now)
    done = tuple(n for n, bit in layout.done.items() if new & bit and not old & bit)
    player = CHANCE if mover is None else layout.players[mover]
    return PlayStep(
        time=round(time, 6),
        player=player,
        switched_on=on,
        switched_off=off,
        in_force=layout.in_force(new),
        probability=chance,
        sentence=say(game, player, on, off, done if mover is None else ()),
    )


def say(
    game: Game, player: str, on: tuple[str, ...], off: tuple[str, ...], done: tuple[str, ...]
) -> str:
    """A change in words: who begins, ends or finishes what."""
    labels = game.standoff.labels()
    parts = [f"begins: {labels[n]}" for n in on] + [f"ends: {labels[n]}" for n in off]
    parts += [f"is done: {labels[n]}" for n in done]
    name = "By itself" if player == CHANCE else game.standoff.player(player).name
    return f"{name} — {'; '.join(parts)}." if parts else f"{name} stays as it is."
