"""How much of an answer rests on guesses, and what may not be advised on guesses alone."""

from __future__ import annotations

from countermove.records.number_table import load_numbers
from countermove.records.numbers import NumberName
from countermove.records.standoffs import Option
from countermove.records.stresses import Stress

__all__ = ["MODERATE_ASSUMED", "assumed_weight", "guessed_lasting", "is_guessed"]

MODERATE_ASSUMED = load_numbers("answering/data/bars.tsv")["moderate_assumed"]
"""Weight on assumed numbers above which an answer rests on guesses, and is never moderate."""


def assumed_weight(stress: Stress) -> float:
    """The part of the numbers' weight that rests on assumed, unconfirmed ones.

    A number that comparisons only touch counts in part: by the variance they left it.
    """
    parts = {n.key: open_part(n) for n in stress.numbers}
    total = sum(i.first_order for i in stress.importance)
    if total <= 0:
        return sum(parts.values()) / len(parts) if parts else 0.0
    return sum(i.first_order * parts[i.number] for i in stress.importance) / total


def open_part(number: NumberName) -> float:
    """How much of a number is a guess, between 0 and 1."""
    if number.confirmed or number.basis not in ("assumed", "judged"):
        return 0.0
    return 1.0 - number.held if number.basis == "judged" else 1.0


def is_guessed(stress: Stress) -> bool:
    """Whether nearly all that decides the answer is assumed and confirmed by nobody."""
    return assumed_weight(stress) > MODERATE_ASSUMED


def guessed_lasting(stress: Stress) -> tuple[Option, ...]:
    """What the course that is best most often begins and can never undo, on guesses alone.

    What cannot be undone forgoes all that would be learnt later (Arrow and Fisher 1974), so
    it takes more than guesses to advise it.
    """
    if not is_guessed(stress):
        return ()
    standoff = stress.standoff
    taken = next(
        c.options for c in stress.solution.play.courses if c.name == stress.courses[0].name
    )
    own = standoff.player(standoff.subject).options
    return tuple(o for o in own if o.lasting and not o.today and o.name in taken)
