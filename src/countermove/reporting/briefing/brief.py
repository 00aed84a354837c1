"""Everything on the brief, put together from the records of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.reporting.briefing.draft import Unconfirmed, count_unconfirmed
from countermove.reporting.briefing.either_or import EitherOr, set_side_by_side
from countermove.reporting.briefing.judging import KeyJudgement, pick_judgements
from countermove.reporting.briefing.plain import readable, shorter, unquoted
from countermove.reporting.briefing.standing import list_open, list_solid
from countermove.reporting.briefing.watching import Sign, list_signs
from countermove.reporting.charts.courses_shown import names_of_course

__all__ = ["Brief", "write_brief"]

MOST_FLIPS = 3


@dataclass(frozen=True)
class Brief:
    """One A4 page: the answer, what it rests on, what would change it, what to watch.

    Sentences name courses in “double” and acts in ‘single’ quotation marks, which the page turns
    into type. `headline` has at most thirty words; `unconfirmed` is None once a person has
    confirmed all that the answer rests on; `steady` is told where no change can be named.
    """

    question: str
    headline: str
    unconfirmed: Unconfirmed | None
    solid: tuple[str, ...]
    open: tuple[str, ...]
    judgements: tuple[KeyJudgement, ...]
    changes: tuple[str, ...]
    steady: str
    signs: tuple[Sign, ...]
    picture: EitherOr | None


def write_brief(answer: Answer, events: Sequence[Event], *, sides_named: bool) -> Brief:
    """The brief of an answer; `sides_named` says that a person named the two sides."""
    own = names_of_course(answer.stress, answer.course)
    flips = (shorter(f.sentence, own) for f in readable(answer.flips))
    return Brief(
        question=answer.question,
        headline=answer.headline or unquoted(answer.sentence),
        unconfirmed=count_unconfirmed(answer, events, sides_named=sides_named),
        solid=list_solid(answer, events),
        open=list_open(answer, events),
        judgements=pick_judgements(answer, events),
        changes=tuple([*answer.decides[:1], *flips, *answer.decides[1:]][:MOST_FLIPS]),
        steady=say_steady(answer),
        signs=list_signs(answer, events),
        picture=set_side_by_side(answer),
    )


def say_steady(answer: Answer) -> str:
    """Why no change of a guess is named: none changes the answer, or those that do take more words
    than fit on a page."""
    if answer.flips:
        return "Guesses that would change the answer take more words than fit here: see the annex."
    if answer.cannot_tell:
        return "No single guess, anywhere in its range, leads away from the courses named."
    return "No single guess, anywhere in its range, changes the answer."
