"""What nobody has confirmed of all that the answer rests on: the DRAFT line counts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.records.number_table import load_numbers
from countermove.records.stresses import Stress
from countermove.reporting.briefing.plain import num_word

__all__ = ["Unconfirmed", "count_unconfirmed", "deciding_numbers", "resting_acts"]

WEIGHTY = load_numbers("reporting/data/shown.tsv")["weighty"]
"""A number that alone explains this share of how the lead varies is one that decides."""


@dataclass(frozen=True)
class Unconfirmed:
    """How much of what the answer rests on no person has confirmed."""

    sides: bool
    acts: int
    acts_of: int
    numbers: int
    numbers_of: int

    @property
    def sentence(self) -> str:
        """The count in one sentence."""
        parts = ["which sides these are"] if self.sides else []
        if self.acts:
            parts.append(f"{part(self.acts, self.acts_of)} it rests on")
        if self.numbers:
            decide = "decides" if self.numbers_of == 1 else "decide"
            parts.append(f"{part(self.numbers, self.numbers_of, 'judgement')} that {decide} it")
        return f"no person has yet confirmed {join(parts, 'or')}."


def part(count: int, all_: int, what: str = "act") -> str:
    """How many of them.

    >>> part(3, 12), part(10, 10), part(2, 2), part(1, 1)
    ('three of the 12 acts', 'any of the ten acts', 'either of the two acts', 'the one act')
    """
    if all_ == 1:
        return f"the one {what}"
    every = "either" if all_ == 2 else "any"
    return f"{every if count == all_ else num_word(count)} of the {num_word(all_)} {what}s"


def count_unconfirmed(
    answer: Answer, events: Sequence[Event], *, sides_named: bool
) -> Unconfirmed | None:
    """What is still unconfirmed; None where nothing is.

    The sides are taken as confirmed where a person named them or wrote the model: where no
    option of it was drafted from an event.
    """
    stress = answer.stress
    drafted = any(o.events for _, o in stress.standoff.options())
    acts = resting_acts(answer, events)
    open_acts = [e for e in acts if e.review not in ("accepted", "corrected")]
    keys = deciding_numbers(answer)
    known = {n.key: n for n in stress.numbers}
    open_keys = [k for k in keys if known[k].basis == "assumed" and not known[k].confirmed]
    sides = drafted and not sides_named
    if not (sides or open_acts or open_keys):
        return None
    return Unconfirmed(sides, len(open_acts), len(acts), len(open_keys), len(keys))


def resting_acts(answer: Answer, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events behind the course, what is in force today, and the other sides' options."""
    wanted = set(resting_events(answer.stress, answer.course))
    return tuple(e for e in events if e.id in wanted)


def resting_events(stress: Stress, course: str) -> Iterator[str]:
    """Their ids."""
    standoff = stress.standoff
    taken = next((set(c.options) for c in stress.solution.play.courses if c.name == course), set())
    for owner, option in standoff.options():
        if owner != standoff.subject or option.today or option.name in taken:
            yield from option.events
    for chance in standoff.chance:
        yield from chance.events


def deciding_numbers(answer: Answer) -> tuple[str, ...]:
    """The numbers that would change the answer, and those that weigh most in it."""
    found = [key for flip in answer.flips for key in flip.number.split(" & ")]
    weighty = sorted(answer.stress.importance, key=lambda i: (-i.first_order, i.number))
    found += [i.number for i in weighty if i.first_order >= WEIGHTY]
    known = {n.key for n in answer.stress.numbers}
    return tuple(k for k in dict.fromkeys(found) if k in known)
