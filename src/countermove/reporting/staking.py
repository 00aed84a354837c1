"""A stress test with every amount as a multiple of its player's stake, as pages show it."""

from __future__ import annotations

from countermove.phrasing.agreement import inside
from countermove.phrasing.numbers import number
from countermove.records.numbers import NumberName
from countermove.records.results import CourseValue, Play, StartValue
from countermove.records.stakes import player_of, stake_of
from countermove.records.standoffs import Standoff
from countermove.records.stresses import CourseShare, FlipMap, Importance, Stress, Threshold

__all__ = ["say_stakes", "weigh_map", "weigh_number", "weigh_stress", "worths_of"]

Worths = dict[str, float]
"""The worth of each player's stake in the numbers of the file."""


def weigh_stress(stress: Stress) -> Stress:
    """The stress test in stakes: what courses are worth to the subject in its own, and numbers
    that are payoffs in those of the player they matter to."""
    worths = worths_of(stress.standoff)
    own = worths[stress.standoff.subject]
    play = weigh_play(over_draws(stress), worths, stress.standoff.subject)
    return stress.model_copy(
        update={
            "solution": stress.solution.model_copy(update={"play": play}),
            "numbers": tuple(weigh_number(n, worths) for n in stress.numbers),
            "courses": tuple(weigh_course(c, own) for c in stress.courses),
            "thresholds": tuple(weigh_threshold(t, worths) for t in stress.thresholds),
            "importance": tuple(weigh_importance(i, own) for i in stress.importance),
            "evpi": stress.evpi / own,
            "flip_map": stress.flip_map and weigh_map(stress.flip_map, worths, own),
            "variants": tuple(
                v.model_copy(update={"value": v.value / own, "lead": v.lead / own})
                for v in stress.variants
            ),
        }
    )


def worths_of(standoff: Standoff) -> Worths:
    """The worth of every player's stake."""
    return {p.id: stake_of(standoff, p.id).worth for p in standoff.players}


def over_draws(stress: Stress) -> Play:
    """Play whose chances are those over the draws, as every sentence about them says them."""
    play = stress.solution.play
    if not stress.paths:
        return play
    last: dict[str, dict[str, float]] = {}
    for path in stress.paths:
        last.setdefault(path.course, {})[path.outcome] = path.chances[-1]
    courses = [c.model_copy(update={"outcomes": last.get(c.name, {})}) for c in play.courses]
    return play.model_copy(update={"courses": tuple(courses), "outcomes": stress.paths})


def unit(key: str, worths: Worths) -> float:
    """What a number is divided by: its player's stake, or nothing."""
    return worths.get(player_of(key), 1.0)


def weigh_number(name: NumberName, worths: Worths) -> NumberName:
    """A number with its range in stakes."""
    size = unit(name.key, worths)
    ends = {"low": name.low / size, "likely": name.likely / size, "high": name.high / size}
    return name.model_copy(update=ends)


def weigh_threshold(threshold: Threshold, worths: Worths) -> Threshold:
    """A threshold whose place is in stakes."""
    at = None if threshold.at is None else threshold.at / unit(threshold.number, worths)
    other = threshold.other_side and weigh_threshold(threshold.other_side, worths)
    return threshold.model_copy(update={"at": at, "other_side": other})


def weigh_importance(importance: Importance, own: float) -> Importance:
    """What knowing a number is worth, in stakes."""
    return importance.model_copy(update={"evppi": importance.evppi / own})


def weigh_course(course: CourseShare, own: float) -> CourseShare:
    """How a course fares, in stakes."""
    corner = course.worst_corner_regret
    return course.model_copy(
        update={
            "expected": course.expected / own,
            "expected_regret": course.expected_regret / own,
            "regret_quantiles": {q: x / own for q, x in course.regret_quantiles.items()},
            "worst_corner_regret": None if corner is None else corner / own,
            "value_quantiles": {q: x / own for q, x in course.value_quantiles.items()},
        }
    )


def weigh_map(grid: FlipMap, worths: Worths, own: float) -> FlipMap:
    """A map whose axes are in stakes."""
    x, y = unit(grid.x, worths), unit(grid.y, worths)
    return grid.model_copy(
        update={
            "x_values": tuple(v / x for v in grid.x_values),
            "y_values": tuple(v / y for v in grid.y_values),
            "lead": tuple(tuple(v / own for v in row) for row in grid.lead),
        }
    )


def weigh_play(play: Play, worths: Worths, subject: str) -> Play:
    """Play whose courses and waits are in stakes."""
    own = worths[subject]

    def course(value: CourseValue) -> CourseValue:
        others = {id: x / worths[id] for id, x in value.others.items()}
        ends = {"now": value.now / own, "kept": value.kept / own, "others": others}
        return value.model_copy(update=ends)

    def start(value: StartValue) -> StartValue:
        return value.model_copy(update={"value": value.value / own, "cost": value.cost / own})

    return play.model_copy(
        update={
            "courses": tuple(map(course, play.courses)),
            "clock": tuple(map(start, play.clock)),
        }
    )


def say_stakes(standoff: Standoff) -> str:
    """What 1 is for each player, as a sentence to stand beside the amounts."""
    told = [
        f"for {inside(p.name)}, 1 is what {stake_of(standoff, p.id).label} weighs"
        f"{say_unit(standoff, p.id)}"
        for p in standoff.players
    ]
    return f"Amounts are multiples of a stake: {'; '.join(told)}."


def say_unit(standoff: Standoff, player: str) -> str:
    """The same in the real unit of a lever that says what it is worth to the player."""
    worth = stake_of(standoff, player).worth
    for lever in standoff.levers:
        size = lever.points.get(player)
        if size is not None and size.likely and lever.value_unit:
            return f", about {number(worth / abs(size.likely), 2)} {lever.value_unit} a year"
    return ""
