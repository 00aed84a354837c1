"""The rule for confidence as a table: what was found beside what each level takes."""

from __future__ import annotations

from countermove.answering.confidence import HIGH, MODERATE, MOST_ASSUMED, Grounds, Level
from countermove.records.answers import Ground

__all__ = ["list_grounds"]


def list_grounds(grounds: Grounds) -> tuple[Ground, ...]:
    """One row for each ground of confidence, with the level it alone would allow."""
    changes = f"{grounds.agreeing} of {grounds.variants}" if grounds.variants else "none tried"
    assumed = "high" if grounds.assumed <= MOST_ASSUMED else "moderate"
    return (
        Ground(
            what="Draws in which the course is best",
            found=per_cent(grounds.share),
            moderate=f"at least {per_cent(MODERATE.share)}",
            high=f"at least {per_cent(HIGH.share)}",
            reached=level(grounds.share, MODERATE.share, HIGH.share),
        ),
        Ground(
            what="What it forgoes on average, of what is at stake",
            found=per_cent(grounds.regret),
            moderate=f"at most {per_cent(MODERATE.regret)}",
            high=f"at most {per_cent(HIGH.regret)}",
            reached=level(-grounds.regret, -MODERATE.regret, -HIGH.regret),
        ),
        Ground(
            what="Changes of the model that leave the answer as it is",
            found=changes,
            moderate=f"at least {per_cent(MODERATE.agreement)}",
            high=f"at least {per_cent(HIGH.agreement)}",
            reached=level(grounds.agreement, MODERATE.agreement, HIGH.agreement),
        ),
        Ground(
            what="Weight that rests on assumed numbers nobody has confirmed",
            found=per_cent(grounds.assumed),
            moderate="any",
            high=f"at most {per_cent(MOST_ASSUMED)}",
            reached=assumed,
        ),
    )


def level(value: float, moderate: float, high: float) -> Level:
    """The level a value reaches where more is better."""
    if value >= high:
        return "high"
    return "moderate" if value >= moderate else "low"


def per_cent(share: float) -> str:
    """A share in whole per cent."""
    return f"{share:.0%}".replace("%", " %")
