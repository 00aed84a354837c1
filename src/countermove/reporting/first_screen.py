"""What the first screen of the page holds: key facts, and the facts nearest to a flip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from countermove.phrasing.numbers import number
from countermove.phrasing.times import span
from countermove.records.answers import Answer, Ground
from countermove.records.results import StartValue
from countermove.records.stresses import NumberName, Stress, Threshold
from countermove.reporting.wording import percent

__all__ = ["Tile", "Turn", "tiles", "turns"]


@dataclass(frozen=True)
class Tile:
    """A key fact under the bottom line."""

    name: str
    value: str
    note: str


@dataclass(frozen=True)
class Turn:
    """A fact that flips the answer alone: where, to what, and its place in its range.

    `likely_at` and `flip_at` are shares of the range, from its low end; `above` says on
    which side of the flip the other course is best.
    """

    what: str
    likely: str
    place: str
    to: str
    likely_at: float
    flip_at: float
    above: bool


def tiles(answer: Answer) -> tuple[Tile, ...]:
    """Up to four facts at a glance."""
    stress = answer.stress
    made = [Tile("Confidence", answer.confidence, told_short(answer.grounds, answer.confidence))]
    best = next((c for c in stress.courses if c.name == answer.course), None)
    if best is not None:
        note = f"of {stress.draws:,} draws over the ranges"
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


def turns(answer: Answer, names: Mapping[str, str], most: int = 3) -> tuple[Turn, ...]:
    """The facts that flip the answer alone, in the order of the answer."""
    numbers = {n.key: n for n in answer.stress.numbers}
    crossings = {t.number: t for t in answer.stress.thresholds if t.flips and t.at is not None}
    found = [
        turn(numbers[flip.number], crossings[flip.number], names)
        for flip in answer.flips
        if flip.number in numbers and flip.number in crossings
    ]
    return tuple(found[:most])


def turn(name: NumberName, flip: Threshold, names: Mapping[str, str]) -> Turn:
    """One of them."""
    at = flip.at if flip.at is not None else name.likely
    above = flip.direction == "above" or (not flip.direction and at > name.likely)
    wide = name.high - name.low or 1.0
    return Turn(
        what=name.label,
        likely=number(name.likely),
        place=f"{'above' if above else 'below'} {number(at)}",
        to=names.get(flip.to_course, flip.to_course),
        likely_at=(name.likely - name.low) / wide,
        flip_at=min(max((at - name.low) / wide, 0.0), 1.0),
        above=above,
    )
