"""The second view put together: how play unfolds from today at likely values."""

from __future__ import annotations

import numpy as np

from countermove.records.results import Certificate, CourseValue, OutcomePath, Play, PlayStep
from countermove.solving.play.clock import find_latest_start, set_out_clock
from countermove.solving.play.draws import Draws, solve_draws
from countermove.solving.play.game import Game
from countermove.solving.play.lines import find_best_reply, find_principal_line
from countermove.solving.play.stages import solve_stages
from countermove.solving.play.stationary import certify
from countermove.solving.play.variants import vary

__all__ = ["unfold"]

MOST_WAITS = 20


def unfold(game: Game) -> Play:
    """Play by backward induction with logit response, everything at its likely value.

    Raises:
        StandoffError: today's state, a course or a setting is not possible.
        TooLargeError: there are too many options, states or moves.
    """
    settings = game.standoff.settings
    steps = max(1, round(settings.horizon.likely / settings.step.likely))
    draws = solve_draws(game, outcomes=True)
    best = int(np.argmax(draws.now[0, :, 0]))
    name = game.courses[best].name
    lines, certificate = follow_play(game, steps)
    clock = set_out_clock(game, min(MOST_WAITS, max(1, steps - 1)))
    return Play(
        precision=settings.precision.likely,
        discount=settings.discount.likely,
        step=settings.step.likely,
        horizon=settings.horizon.likely,
        first=settings.first,
        states=len(game.board.states),
        courses=value_courses(game, draws),
        best_course=name,
        principal_line=lines[name],
        lines=lines,
        outcomes=trace_outcomes(game, draws, settings.step.likely),
        clock=clock,
        latest_start=find_latest_start(clock, name),
        best_reply=find_best_reply(game, best),
        certificate=certificate,
        variants=vary(game),
    )


def follow_play(game: Game, steps: int) -> tuple[dict[str, tuple[PlayStep, ...]], Certificate]:
    """The likeliest line of play after each course, by name, and how well play answers itself.

    Apart from the rest, so that the values of all stages are let go again.
    """
    stages = solve_stages(game, kept=steps)
    lines = {c.name: find_principal_line(game, stages, i) for i, c in enumerate(game.courses)}
    return lines, certify(game, stages)


def value_courses(game: Game, draws: Draws) -> tuple[CourseValue, ...]:
    """What each course is worth now and kept, and the chances at the horizon."""
    return tuple(
        CourseValue(
            name=course.name,
            label=course.label,
            options=course.options,
            now=float(draws.now[0, c, 0]),
            kept=float(draws.kept[0, c, 0]),
            others={
                id: float(draws.now[0, c, p]) for p, id in enumerate(game.layout.players) if p > 0
            },
            outcomes={
                o.name: float(draws.chances[0, c, -1, i]) for i, o in enumerate(game.outcomes)
            },
        )
        for c, course in enumerate(game.courses)
    )


def trace_outcomes(game: Game, draws: Draws, years: float) -> tuple[OutcomePath, ...]:
    """The chance of every outcome at every step's end (steps of `years`), course by course."""
    times = tuple(round(t * years, 6) for t in range(draws.chances.shape[2]))
    return tuple(
        OutcomePath(
            outcome=outcome.name,
            label=outcome.label,
            course=course.name,
            times=times,
            chances=tuple(float(x) for x in draws.chances[0, c, :, i]),
            ever=tuple(float(x) for x in draws.ever[0, c, :, i]),
        )
        for c, course in enumerate(game.courses)
        for i, outcome in enumerate(game.outcomes)
    )
