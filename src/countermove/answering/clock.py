"""What waiting costs, in one sentence."""

from __future__ import annotations

from countermove.answering.weighing import say_worth
from countermove.phrasing.commands import clean
from countermove.phrasing.lists import join
from countermove.phrasing.times import say_wait
from countermove.records.results import StartValue
from countermove.records.stresses import Stress

__all__ = ["say_clock"]


def say_clock(stress: Stress, course: str) -> str:
    """What waiting with a course costs, and the latest start at which it is still best.

    Waits of about a year, and of three or half the horizon, are given, at likely values.
    """
    starts = sorted(
        (s for s in stress.solution.play.clock if s.course == course), key=lambda s: s.wait
    )
    later = [s for s in starts if s.wait > 0]
    if not later:
        return ""
    middle = stress.solution.play.horizon / 2
    waits = dict.fromkeys(nearest(later, years) for years in (1.0, min(3.0, middle)))
    parts = [say_cost(stress, start) for start in sorted(waits, key=lambda s: s.wait)]
    best = next(
        c for c in stress.solution.play.courses if c.name == stress.solution.play.best_course
    )
    sentence = f"At likely values, {join(parts)}; {say_latest(starts, best.label)}."
    return f"{sentence}{say_dropped(stress, course)}"


def say_dropped(stress: Stress, course: str) -> str:
    """Which parts of the course the likeliest play drops again, and when; mostly nothing.

    The play is that of the best course at likely values, so only what that shares with the
    course is looked at. A course is a bundle, and one part of it may not pay for itself.
    """
    play, labels = stress.solution.play, stress.standoff.labels()
    begun = [set(c.options) for c in play.courses if c.name in (course, play.best_course)]
    own = begun[0].intersection(*begun[1:]) - stress.standoff.today()
    dropped: dict[str, float] = {}
    for step in play.principal_line:
        if step.player == stress.standoff.subject:
            for name in own.intersection(step.switched_off):
                dropped.setdefault(name, step.time)
    said = [f"“{clean(labels[n])}” (after {say_wait(t)})" for n, t in sorted(dropped.items())]
    return f" The likeliest play later drops {join(said)}." if said else ""


def nearest(starts: list[StartValue], years: float) -> StartValue:
    """The start whose wait is nearest to so many years."""
    return min(starts, key=lambda s: (abs(s.wait - years), s.wait))


def say_cost(stress: Stress, start: StartValue) -> str:
    """What one wait costs or gains."""
    size = say_worth(stress, start.cost)
    effect = f"costs {size}" if start.cost >= 0 else f"gains {size}"
    return f"waiting {say_wait(start.wait)} {effect}"


def say_latest(starts: list[StartValue], best: str) -> str:
    """Up to when the course is still the best one to take up, or which one is (`best`)."""
    if not starts[0].still_best:
        return f"at these values “{clean(best)}” is better even today"
    latest = starts[0]
    for start in starts:
        if not start.still_best:
            when = f"within {say_wait(latest.wait)}" if latest.wait else "at once"
            return f"it is the best course only if it is taken up {when}"
        latest = start
    return f"it stays the best course for every wait looked at, up to {say_wait(latest.wait)}"
