"""The verb `stress`: solve a stand-off again over all its ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from countermove.records.errors import SettingsError
from countermove.records.halfspaces import judged_numbers, list_halfspaces
from countermove.records.numbers import NumberName, number_ranges
from countermove.records.progress import Progress, named, silent
from countermove.records.ranges import Range
from countermove.records.results import PlayStep, Solution
from countermove.records.standoffs import Standoff
from countermove.records.stresses import (
    Box,
    CourseShare,
    FlipMap,
    FlippingPair,
    Importance,
    Stress,
    Threshold,
)
from countermove.records.version import VERSION
from countermove.solving.levering import feed_levers, feed_payoffs
from countermove.solving.play import Game
from countermove.solving.play.lines import find_best_reply
from countermove.solving.play.passages import chance_kept
from countermove.solving.play.stages import solve_kept_stages
from countermove.solving.solver import hash_standoff, solve
from countermove.stressing.boxes import find_box
from countermove.stressing.certificates import certify_shares
from countermove.stressing.conditioning import Conditioned, draw_conditioned
from countermove.stressing.corners import worst_corners
from countermove.stressing.decision import Array, Decision, best, lead_of
from countermove.stressing.importance import first_order, pawn
from countermove.stressing.knowledge import value_of_knowing, value_of_knowing_all
from countermove.stressing.mapping import map_numbers
from countermove.stressing.measures import Measure, measure_numbers
from countermove.stressing.outcomes import band_outcomes, path_outcomes
from countermove.stressing.pairs import find_pairs
from countermove.stressing.plays import Playable, open_game
from countermove.stressing.sentences import say_box, say_flip, say_pair, say_steady
from countermove.stressing.shares import QUANTILES, Shares, count_shares
from countermove.stressing.spreading import (
    Spread,
    connect,
    spread_over_cluster,
    spread_over_threads,
)
from countermove.stressing.thresholds import (
    Flip,
    find_flips,
    later_bands,
    nearest_each_way,
    scan_numbers,
)
from countermove.stressing.variants import list_variants

__all__ = ["stress"]

Keep = Callable[[Playable, Array, Array], None]
"""What is done with the draws (D, N) and the worth of each course in them (D, C)."""

EVEN = (np.arange(1024) + 0.5) / 1024
"""Shares spread evenly, at which the variance over a range is worked out."""
MOST_PAIRS = 5
MOST_TRACED = 256
LEAST_TRACED = 32
STATES = 300_000
"""States traced in all; to follow outcomes costs ten times as much as to solve."""


def stress(
    standoff: Standoff,
    *,
    solution: Solution | None = None,
    draws: int = 1024,
    seed: int = 7,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Progress = silent,
    keep: Keep | None = None,
) -> Stress:
    """Solve a stand-off over its ranges: shares, regret, tipping points, what to find out.

    `solution` saves solving it at likely values again. `workers` is the number of threads,
    `scheduler` the address of a Dask cluster to use in their place; neither changes a byte
    of the result. `progress(what, done, total)` is called as work goes on, and `keep` with the
    draws and what the courses are worth in them, where no comparison binds them.

    Raises:
        StandoffError, TooLargeError: as `solve`.
        SettingsError: `draws` or `workers` is out of range, no cluster answers, or the
            solution is not this stand-off's.
    """
    if solution is None:
        solution = solve(standoff)
    elif solution.standoff_sha256 != hash_standoff(standoff):
        raise SettingsError("this solution belongs to another stand-off; solve this one again")
    with choose_spread(workers, scheduler) as spread:
        play = open_game(feed_payoffs(standoff), spread)
        drawn = draw(play, feed_levers(standoff), draws, seed, progress)
        if keep is not None and not drawn.conditioned.bound:
            keep(play, drawn.theta, drawn.values)
        return set_out(drawn, standoff, solution, seed, workers, progress)


@contextmanager
def choose_spread(workers: int | None, scheduler: str | None) -> Iterator[Callable[[Game], Spread]]:
    """Threads of this machine, or a cluster whose client is closed afterwards."""
    if scheduler is None:
        yield spread_over_threads(workers)
        return
    client = connect(scheduler)
    try:
        yield spread_over_cluster(client)
    finally:
        client.close()


@dataclass(frozen=True)
class Drawn:
    """The draws and what they lead to."""

    play: Playable
    decision: Decision
    theta: Array
    values: Array
    chances: Array
    ever: Array
    shares: Shares
    conditioned: Conditioned

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every uncertain number in words."""
        words = measure_numbers(self.play.standoff)
        return tuple(words[n.key] for n in self.play.numbers)


def draw(play: Playable, standoff: Standoff, draws: int, seed: int, tell: Progress) -> Drawn:
    """Draw every uncertain number and solve each draw; chances follow for the first few,
    which are spread as evenly as all of them and cost several times as much.

    The ranges are those of `standoff`; the game's own may have likely values moved.
    """
    keys = [n.key for n in play.numbers]
    generator = np.random.default_rng(seed)
    spaces = list_halfspaces(standoff)
    told = draw_conditioned(number_ranges(standoff), keys, spaces, draws, generator)
    theta = told.theta
    count = STATES // len(play.game.board.states)
    few, others = np.split(theta, [min(max(count, LEAST_TRACED), MOST_TRACED)])
    traced = play.solve(few, outcomes=True, progress=named(tell, "following outcomes"))
    rest = play.solve(others, progress=tell).now if len(others) else traced.now[:0]
    tell("solving draws", len(theta), len(theta))
    values = np.concatenate([traced.now, rest])
    shares = count_shares(values)
    return Drawn(play, play.decision(), theta, values, traced.chances, traced.ever, shares, told)


def set_out(
    drawn: Drawn,
    standoff: Standoff,
    solution: Solution,
    seed: int,
    workers: int | None,
    tell: Progress,
) -> Stress:
    """Everything that follows from the draws, and the searches beyond them."""
    play, values = drawn.play, drawn.values
    stages = ("thresholds", "pairs", "corners", "importance", "map", "variants", "certificate")
    steps = iter(range(1, len(stages) + 1))

    def done() -> None:
        tell("looking for what would flip the answer", next(steps), len(stages))

    thresholds, pairs = search(drawn, done)
    corners = worst_corners(drawn.decision, drawn.theta, values)
    done()
    importance = weigh_numbers(drawn)
    done()
    flip_map = map_two(drawn, importance)
    done()
    variants = list_variants(play.standoff, solution)
    done()
    ranges = number_ranges(play.standoff)
    judged = {key: ranges[key] for key in judged_numbers(standoff) if key in ranges}
    unsettled, disagreement, certified = certify_shares(play, drawn.theta, values, workers)
    done()
    return Stress(
        standoff_sha256=solution.standoff_sha256,
        version=VERSION,
        draws=len(drawn.theta),
        seed=seed,
        settings={
            "certified_draws": certified,
            "traced_draws": len(drawn.chances),
            "solver": solution.version,
        }
        | tell_draws(drawn.conditioned),
        standoff=standoff,
        solution=solution,
        numbers=tuple(
            n.model_copy(update={"label": measure.noun} | rest_on(n, judged, column))
            for n, measure, column in zip(play.numbers, drawn.measures, drawn.theta.T, strict=True)
        ),
        best_course=play.courses[drawn.shares.leader].name,
        courses=share_out(drawn, corners),
        thresholds=thresholds,
        pairs=pairs,
        importance=importance,
        evpi=value_of_knowing_all(values),
        boxes=box_courses(drawn),
        flip_map=flip_map,
        variants=variants,
        deals=solution.deals,
        unsettled_share=unsettled,
        disagreement_share=disagreement,
        outcome_bands=band_outcomes(play, drawn.theta[: len(drawn.chances)], drawn.chances),
        happened_bands=band_outcomes(play, drawn.theta[: len(drawn.ever)], drawn.ever),
        paths=path_outcomes(play, drawn.theta[: len(drawn.chances)], drawn.chances, drawn.ever),
        minimax_regret_course=play.courses[int(np.argmin(corners))].name,
        **answer_kept(play.game, int(play.order[drawn.shares.leader])),
    )


def rest_on(name: NumberName, judged: Mapping[str, Range], column: Array) -> dict[str, str | float]:
    """That an assumed number is judged where a comparison speaks of it, and how far that holds
    it: the part of the variance over its range that is gone from its draws, a `column` (D,)."""
    if name.basis != "assumed" or name.key not in judged:
        return {}
    free = float(np.var(judged[name.key].quantile(EVEN)))
    return {"basis": "judged", "held": min(1.0, max(0.0, 1 - float(np.var(column)) / free))}


def tell_draws(told: Conditioned) -> dict[str, float]:
    """How the draws were come by, where comparisons bind them."""
    if not told.bound:
        return {}
    found = {"effective_draws": round(told.effective, 1), "kept_share": told.kept}
    return found | {"walked_draws": told.walked}


class Kept(TypedDict):
    """The fields of a stress test on the best replies to its course."""

    best_reply: tuple[PlayStep, ...]
    kept_outcomes: dict[str, float]
    kept_value: float


def answer_kept(game: Game, course: int) -> Kept:
    """What the others do if a course is kept, each replying as well as it can, and with what
    chances: the likeliest line alone can hide what happens in half of all cases."""
    stages = solve_kept_stages(game, course, best_reply=True)
    chances = chance_kept(game, stages, course)
    return Kept(
        best_reply=find_best_reply(game, course),
        kept_outcomes={o.name: float(p) for o, p in zip(game.outcomes, chances, strict=True)},
        kept_value=float(stages.today[game.kept[course].start, 0]),
    )


def share_out(drawn: Drawn, corners: Array) -> tuple[CourseShare, ...]:
    """How each course fares, the one that is best most often first."""
    shares, now = drawn.shares, drawn.values
    spread = np.quantile(now, [0.05, 0.5, 0.95], axis=0)
    order = np.lexsort((-shares.expected, -shares.best))
    return tuple(
        CourseShare(
            name=drawn.play.courses[c].name,
            label=drawn.play.courses[c].label,
            share_best=float(shares.best[c]),
            share_error=float(shares.error[c]),
            expected=float(shares.expected[c]),
            expected_regret=float(shares.expected_regret[c]),
            regret_quantiles={
                str(q): float(x) for q, x in zip(QUANTILES, shares.quantiles[:, c], strict=True)
            },
            worst_corner_regret=float(corners[c]),
            value_quantiles={
                q: float(x) for q, x in zip(("0.05", "0.5", "0.95"), spread[:, c], strict=True)
            },
        )
        for c in order
    )


def search(
    drawn: Drawn, done: Callable[[], None]
) -> tuple[tuple[Threshold, ...], tuple[FlippingPair, ...]]:
    """The threshold of every number, nearest first, and the smallest flipping pairs."""
    names, measures, courses = drawn.play.numbers, drawn.measures, drawn.play.courses
    scan = scan_numbers(drawn.decision)
    flips = find_flips(drawn.decision, scan)
    done()
    pairs = find_pairs(drawn.decision, scan, flips)[:MOST_PAIRS]
    done()
    steady = sorted(set(range(len(names))) - {f.number for f in flips})

    def say(flip: Flip) -> Threshold:
        n = flip.number
        later = later_bands(flip, flips, names[n].likely)
        return say_flip(flip, names[n], measures[n], courses, later)

    found = [
        say(flip).model_copy(update={"other_side": other and say(other)})
        for flip, other in nearest_each_way(drawn.decision, flips)
    ]
    found += [say_steady(names[n], measures[n]) for n in steady]
    return tuple(found), tuple(say_pair(p, names, measures, courses) for p in pairs)


def weigh_numbers(drawn: Drawn) -> tuple[Importance, ...]:
    """What each number matters and what it would be worth to know, most worth first."""
    values, theta = drawn.values, drawn.theta
    lead = lead_of(values, drawn.shares.leader)
    alone, error = first_order(theta, lead)
    worth = value_of_knowing(theta, values)
    found = [
        Importance(
            number=name.key,
            first_order=float(alone[n]),
            first_order_error=float(error[n]),
            moment_independent=pawn(theta[:, n], lead),
            evppi=float(worth[n]),
        )
        for n, name in enumerate(drawn.play.numbers)
    ]
    return tuple(sorted(found, key=lambda i: (-i.evppi, -i.first_order, i.number)))


def box_courses(drawn: Drawn) -> tuple[Box, ...]:
    """Where each course wins, for those that win at all, most often first."""
    winners = best(drawn.values)
    names, measures = drawn.play.numbers, drawn.measures
    found = []
    for c in np.lexsort((-drawn.shares.expected, -drawn.shares.best)):
        box = find_box(drawn.theta, winners == c)
        if box is not None:
            found.append(say_box(box, drawn.play.courses[c], names, measures))
    return tuple(found)


def map_two(drawn: Drawn, importance: Sequence[Importance]) -> FlipMap | None:
    """The either–or map over the two most important numbers; None with fewer than two."""
    if len(importance) < 2:
        return None
    return map_numbers(drawn.decision, importance[0].number, importance[1].number)
