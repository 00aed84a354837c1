"""The facts that would flip the answer, and what to watch for."""

from __future__ import annotations

from countermove.answering.common_part import CommonPart, has_part
from countermove.answering.weighing import measure_stress
from countermove.phrasing.commands import clean
from countermove.phrasing.letters import capital
from countermove.phrasing.times import say_wait
from countermove.records.answers import Flip, Indicator
from countermove.records.numbers import NumberName
from countermove.records.stresses import FlippingPair, Stress, Threshold
from countermove.stressing.measures import Measure
from countermove.stressing.places import say_threshold

__all__ = ["list_flips", "list_indicators"]

FACTS = 3
MOST_INDICATORS = 8


def list_flips(
    stress: Stress, part: CommonPart | None = None, leading: frozenset[str] = frozenset()
) -> tuple[Flip, ...]:
    """Up to three facts: single numbers inside their ranges first, nearest first, then
    pairs, then numbers just beyond what was given. None is told twice, and each
    leads from what is advised to what is not: the course, the `leading` ones, or those that
    have the advised part."""
    named = leading or frozenset({stress.best_course})

    def against(course: str) -> bool:
        if part is not None:
            return not has_part(stress, course, part)
        return course not in named

    def flips(threshold: Threshold) -> bool:
        start = threshold.from_course or stress.best_course
        return against(threshold.to_course) and not against(start)

    likely = {n.key: n.likely for n in stress.numbers}
    inside = [t for t in stress.thresholds if t.flips and flips(t)]
    beyond = [t for t in stress.thresholds if t.beyond and flips(t)]
    found: dict[str, Flip] = {}
    for threshold in inside:
        found.setdefault(threshold.number, flip_of(threshold, likely))
    for pair in stress.pairs:
        if against(pair.to_course):
            found.setdefault(" & ".join(pair.numbers), flip_of_pair(pair))
    for threshold in beyond:
        found.setdefault(threshold.number, flip_of(threshold, likely))
    return tuple(list(found.values())[:FACTS])


def flip_of(threshold: Threshold, likely: dict[str, float]) -> Flip:
    """A threshold as a fact."""
    return Flip(
        number=threshold.number,
        sentence=threshold.sentence,
        at=threshold.at,
        likely=likely[threshold.number],
        to_course=threshold.to_course,
    )


def flip_of_pair(pair: FlippingPair) -> Flip:
    """A flipping pair as a fact."""
    return Flip(number=" & ".join(pair.numbers), sentence=pair.sentence, to_course=pair.to_course)


def list_indicators(stress: Stress) -> tuple[Indicator, ...]:
    """What to watch: numbers that cross a threshold, the other side's reply, the clock."""
    names = {n.key: n for n in stress.numbers}
    measures = measure_stress(stress)
    crossing = [
        watch_number(t, names[t.number], measures[t.number]) for t in stress.thresholds if t.flips
    ]
    found = [*crossing[: MOST_INDICATORS - 3], *watch_replies(stress), *watch_clock(stress)]
    return tuple(found[:MOST_INDICATORS])


def watch_number(threshold: Threshold, name: NumberName, measure: Measure) -> Indicator:
    """A number that would flip the answer."""
    where = threshold.direction or "above"
    return Indicator(
        what=capital(name.label),
        threshold=say_threshold(measure, where, threshold.at or 0.0),
        means=f"“{threshold.to_course}” becomes the best course",
    )


def watch_replies(stress: Stress) -> list[Indicator]:
    """The other side's best reply to the course: its first two moves."""
    labels = stress.standoff.labels()
    steps = [s for s in stress.best_reply if s.switched_on or s.switched_off][:2]
    found = []
    for step in steps:
        begun = [f"begins: {clean(labels[n])}" for n in step.switched_on]
        ended = [f"ends: {clean(labels[n])}" for n in step.switched_off]
        name = stress.standoff.player(step.player).name
        found.append(
            Indicator(
                what=capital(f"{name} {'; '.join(begun + ended)}"),
                threshold=f"foreseen after {say_wait(step.time)}" if step.time else "at once",
                means="the counter-case has begun; earlier than foreseen, solve again",
            )
        )
    return found


def watch_clock(stress: Stress) -> list[Indicator]:
    """What switches by itself: when it does, today's answer has run out."""
    return [
        Indicator(
            what=capital(clean(chance.label)),
            threshold="ends" if chance.today else "begins",
            means="the situation is another one: solve again as of that day",
        )
        for chance in stress.standoff.chance
        if chance.ends_after is not None or chance.starts_after is not None
    ]
