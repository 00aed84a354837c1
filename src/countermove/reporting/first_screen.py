"""Key facts at a glance, for the head of the workbench."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.phrasing.times import span
from countermove.records.answers import Answer, Ground
from countermove.records.results import StartValue
from countermove.records.stresses import Stress
from countermove.reporting.wording import percent

__all__ = ["Tile", "tiles"]


@dataclass(frozen=True)
class Tile:
    """A key fact under the bottom line."""

    name: str
    value: str
    note: str


def tiles(answer: Answer) -> tuple[Tile, ...]:
    """Up to four facts at a glance."""
    stress = answer.stress
    made = [Tile("Confidence", answer.confidence, told_short(answer.grounds, answer.confidence))]
    best = next((c for c in stress.courses if c.name == answer.course), None)
    if best is not None:
        note = f"of {stress.draws:,} combinations of guessed numbers"
        made.insert(0, Tile("This course is best in", percent(best.share_best), note))
    starts = [s for s in stress.solution.play.clock if s.course == answer.course]
    if starts:
        made.append(latest_tile(sorted(starts, key=lambda s: s.wait)))
    if stress.thresholds:
        made.append(tipping_tile(stress))
    return tuple(made)


def told_short(grounds: tuple[Ground, ...], confidence: str) -> str:
    """How many grounds fall short of the next level up."""
    wanted = {"low": "moderate", "moderate": "high"}.get(confidence)
    if wanted is None or not grounds:
        return "every ground reaches it" if grounds else "reasons below"
    below = {"moderate": {"low"}, "high": {"low", "moderate"}}[wanted]
    count = sum(g.reached in below for g in grounds)
    verb = "falls" if count == 1 else "fall"
    return f"{count} of {len(grounds)} grounds {verb} short of {wanted}" if count else "too close"


def latest_tile(starts: list[StartValue]) -> Tile:
    """The latest start at which the answer's own course is still the best one."""
    name, last = "Latest useful start", None
    for start in starts:
        if not start.still_best:
            break
        last = start
    if last is None:
        return Tile(name, "unclear", "at likely values another course is better today")
    if last is starts[-1]:
        return Tile(name, "no limit", f"best for every wait tried, up to {span(last.wait)}")
    value = span(last.wait) if last.wait else "now"
    return Tile(name, value, "later, another course is better")


def tipping_tile(stress: Stress) -> Tile:
    """How many of the numbers flip the answer by themselves."""
    tried = {t.number for t in stress.thresholds}
    flips = {t.number for t in stress.thresholds if t.flips}
    return Tile(
        "Tipping facts", str(len(flips)), f"of {len(tried)} uncertain numbers flip it alone"
    )
