"""The strongest case against the answer: the other side's best reply, and where it is worst."""

from __future__ import annotations

from countermove.answering.clock import say_time
from countermove.answering.wording import capital, clean, join_words
from countermove.records.results import PlayStep
from countermove.records.standoffs import Standoff
from countermove.records.stresses import CourseShare, Stress
from countermove.stressing import say_points

__all__ = ["say_counter_case"]

MOST_MOVES = 4


def say_counter_case(stress: Stress, course: str) -> str:
    """The other side's best reply if the course is kept, then where it is regretted most."""
    play = stress.solution.play
    own = next(c for c in stress.courses if c.name == course)
    sentences = []
    if stress.best_reply:
        moves = [say_move(stress.standoff, step) for step in stress.best_reply[:MOST_MOVES]]
        sentences.append(f"If the course is kept, the best reply to it is: {join_words(moves)}.")
    value = next((c for c in play.courses if c.name == course), None)
    if value is not None:
        sentences.append(
            f"Kept whatever happens, the course is worth {say_points(value.kept)}, "
            f"taken up and then adapted {say_points(value.now)}."
        )
    sentences.append(say_worst(stress, own))
    return " ".join(s for s in sentences if s)


def say_move(standoff: Standoff, step: PlayStep) -> str:
    """One move of the reply: who, what, when."""
    labels = standoff.labels()
    name = standoff.player(step.player).name
    changes = [f"begins “{clean(labels[n])}”" for n in step.switched_on]
    changes += [f"ends “{clean(labels[n])}”" for n in step.switched_off]
    when = f"after {say_time(step.time)}" if step.time else "at once"
    return f"{name} {' and '.join(changes)} {when}" if changes else f"{name} stays as it is"


def say_worst(stress: Stress, own: CourseShare) -> str:
    """How much a course can be regretted, and which one keeps the worst smallest."""
    if own.worst_corner_regret is None or len(stress.courses) < 2:
        return ""
    worst = say_points(own.worst_corner_regret)
    start = f"At the worst corner of the ranges it is regretted by {worst}"
    if stress.minimax_regret_course == own.name:
        return f"{capital(start)}, less than any other course at its own worst."
    other = next(c for c in stress.courses if c.name == stress.minimax_regret_course)
    least = say_points(other.worst_corner_regret or 0.0)
    return f"{start}; “{clean(other.label)}” keeps the worst smallest, at {least}."
