"""The strongest case against the answer: the other side's best reply, and where it is worst."""

from __future__ import annotations

from countermove.answering.weighing import say_worth
from countermove.phrasing.commands import clean
from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.phrasing.numbers import per_cent
from countermove.phrasing.times import say_wait
from countermove.records.number_table import load_numbers
from countermove.records.results import CourseValue, PlayStep
from countermove.records.standoffs import Standoff
from countermove.records.stresses import CourseShare, Stress

__all__ = ["say_counter_case"]

MOST_MOVES = 4
MOST_OUTCOMES = 2
LEAST_MORE = load_numbers("answering/data/bars.tsv")["least_more"]
"""By how much best replies must raise the chance of an outcome for it to be told."""


def say_counter_case(stress: Stress, course: str) -> str:
    """The other side's best reply if the course is kept, then where it is regretted most."""
    own = next(c for c in stress.courses if c.name == course)
    value = next(c for c in stress.solution.play.courses if c.name == course)
    sentences = [say_reply(stress), say_consequences(stress, value), say_kept(stress, value)]
    return " ".join(s for s in [*sentences, say_worst(stress, own)] if s)


def say_reply(stress: Stress) -> str:
    """The likeliest line of the best replies; none where nobody then changes anything."""
    moved = [s for s in stress.best_reply if s.switched_on or s.switched_off]
    if not moved:
        return ""
    moves = [say_move(stress.standoff, step) for step in moved[:MOST_MOVES]]
    return f"If the course is kept, the best reply to it is: {join(moves)}."


def say_consequences(stress: Stress, course: CourseValue) -> str:
    """The outcomes that best replies to the course, if it is kept, make likelier the most."""
    labels = {path.outcome: path.label for path in stress.solution.play.outcomes}
    own = [path for path in stress.paths if path.course == course.name]
    adapted = dict(course.outcomes) | {path.outcome: path.chances[-1] for path in own}
    more = {name: chance - adapted.get(name, 0.0) for name, chance in stress.kept_outcomes.items()}
    found = [n for n in sorted(more, key=lambda n: (-more[n], n)) if more[n] > LEAST_MORE]
    said = [
        f"“{clean(labels[n])}” {100 * stress.kept_outcomes[n]:.0f} % "
        f"({per_cent(adapted[n])} if it is adapted)"
        for n in found[:MOST_OUTCOMES]
    ]
    years = say_wait(stress.solution.play.horizon)
    return f"Kept whatever happens, it makes the chance in {years} of {join(said)}." if said else ""


def say_kept(stress: Stress, course: CourseValue) -> str:
    """What the course is worth against best replies, and if it is adapted."""
    kept = course.kept if stress.kept_value is None else stress.kept_value
    ends = [
        f"{'a loss' if x < 0 else 'a gain'} of {say_worth(stress, x)}" for x in (kept, course.now)
    ]
    return (
        f"Against best replies it is {ends[0]} if it is kept whatever happens, and {ends[1]} if it "
        "is adapted to what comes."
    )


def say_move(standoff: Standoff, step: PlayStep) -> str:
    """One move of the reply: who, what, when."""
    labels = standoff.labels()
    name = standoff.player(step.player).name
    changes = [f"begins “{clean(labels[n])}”" for n in step.switched_on]
    changes += [f"ends “{clean(labels[n])}”" for n in step.switched_off]
    when = f"after {say_wait(step.time)}" if step.time else "at once"
    return f"{name} {join(changes)} {when}" if changes else f"{name} stays as it is"


def say_worst(stress: Stress, own: CourseShare) -> str:
    """How much a course can be regretted, and which one keeps the worst smallest."""
    if own.worst_corner_regret is None or len(stress.courses) < 2:
        return ""
    worst = say_worth(stress, own.worst_corner_regret)
    start = f"At the worst corner of the ranges it is regretted by {worst}"
    if stress.minimax_regret_course == own.name:
        return f"{capital(start)}, less than any other course at its own worst."
    other = next(c for c in stress.courses if c.name == stress.minimax_regret_course)
    least = say_worth(stress, other.worst_corner_regret or 0.0)
    return f"{start}; “{clean(other.label)}” keeps the worst smallest, at {least}."
