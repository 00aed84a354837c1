"""The rule for confidence as a table: what was found beside what each level takes."""

from __future__ import annotations

from countermove.answering.confidence import (
    HIGH,
    MODERATE,
    MOST_ASSUMED,
    Grounds,
    Level,
    beside,
)
from countermove.answering.guesses import MODERATE_ASSUMED
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Ground

__all__ = ["list_grounds"]


def list_grounds(grounds: Grounds) -> tuple[Ground, ...]:
    """One row for each ground of confidence, with the level it alone would allow."""
    tried = f"{grounds.agreeing} of {grounds.variants}" if grounds.variants else "none tried"
    return (
        at_least("Draws in which the course is best", grounds.share, MODERATE.share, HIGH.share),
        at_most(
            "What it forgoes on average, of what is at stake",
            grounds.regret,
            MODERATE.regret,
            HIGH.regret,
        ),
        at_least(
            "Changes of the model that leave the answer as it is",
            grounds.agreement,
            MODERATE.agreement,
            HIGH.agreement,
        ).model_copy(update={"found": tried}),
        at_most(
            "Weight that rests on assumed numbers nobody has confirmed",
            grounds.assumed,
            MODERATE_ASSUMED,
            MOST_ASSUMED,
        ),
    )


def at_least(what: str, found: float, moderate: float, high: float) -> Ground:
    """A ground of which more is better."""
    return Ground(
        what=what,
        found=beside(found, moderate, high),
        moderate=f"at least {per_cent(moderate)}",
        high=f"at least {per_cent(high)}",
        reached=level(found, moderate, high),
    )


def at_most(what: str, found: float, moderate: float, high: float) -> Ground:
    """A ground of which less is better."""
    turned = at_least(what, found, moderate, high)
    return turned.model_copy(
        update={
            "moderate": turned.moderate.replace("at least", "at most"),
            "high": turned.high.replace("at least", "at most"),
            "reached": level(-found, -moderate, -high),
        }
    )


def level(value: float, moderate: float, high: float) -> Level:
    """The level a value reaches where more is better."""
    if value >= high:
        return "high"
    return "moderate" if value >= moderate else "low"
