"""The verb `compare`: what changed between two runs of a case, and which edits caused it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from countermove.answering.edits import (
    Parts,
    Place,
    apply_edits,
    fields_changed,
    find_edits,
    put_together,
    say_place,
    take_apart,
)
from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.records.comparisons import Comparison, CourseChange, Edit
from countermove.records.errors import InputError
from countermove.records.record import canonical_json
from countermove.records.standoffs import Standoff
from countermove.stressing import solve_best

__all__ = ["compare"]

LONGEST_CHANGE = 120
"""Letters of a value before and after that a sentence still prints."""


class Effect(NamedTuple):
    """The best course at likely values, and how far it is ahead."""

    course: str
    lead: float


def compare(old: Answer, new: Answer) -> Comparison:
    """Set two answers side by side and find which edits account for the difference.

    Every edit is made alone to the old stand-off, which is then solved at its likely
    values. Edits that make no sense alone (a payoff for an option that is only added in
    another edit) are made together.
    """
    before, after = take_apart(old.stress.standoff), take_apart(new.stress.standoff)
    places = find_edits(before, after)
    start = solve_best(old.stress.standoff)
    edits = tuple(weigh_edits(before, after, places, start))
    return Comparison(
        sentence=say_comparison(old, new, edits),
        same_answer=old.course == new.course and old.cannot_tell == new.cannot_tell,
        old_course=old.course,
        new_course=new.course,
        old_sentence=old.sentence,
        new_sentence=new.sentence,
        old_confidence=old.confidence,
        new_confidence=new.confidence,
        courses=pair_courses(old, new),
        edits=edits,
        settings=pair_settings(old, new),
    )


def weigh_edits(
    before: Parts, after: Parts, places: list[Place], start: tuple[str, float]
) -> list[Edit]:
    """What each edit does alone, or with the others that only make sense together."""
    alone = {p: effect_of(before, after, [p]) for p in places}
    rest = [p for p in places if alone[p] is None]
    joint = effect_of(before, after, rest) if rest else None
    found = []
    for place in places:
        effect = alone[place] or joint or effect_of(before, after, places)
        if effect is None:  # both stand-offs were solved, so all edits together fit
            effect = Effect(*start)
        found.append(edit_of(before, after, place, alone[place] is not None, effect, start[0]))
    return found


def effect_of(before: Parts, after: Parts, places: list[Place]) -> Effect | None:
    """The answer once these edits are made; None where the result is no stand-off."""
    standoff = try_together(apply_edits(before, after, places))
    if standoff is None:
        return None
    try:
        return Effect(*solve_best(standoff))
    except InputError:
        return None


def try_together(parts: Parts) -> Standoff | None:
    """The stand-off of these parts, if they fit together."""
    try:
        return put_together(parts)
    except (InputError, ValidationError, KeyError):
        return None


def edit_of(
    before: Parts, after: Parts, place: Place, alone: bool, effect: Effect, start: str
) -> Edit:
    """One edit in words."""
    old, new = before.get(place), after.get(place)
    flips = effect.course != start
    does = (
        f"makes “{effect.course}” the best course" if flips else "leaves the best course as it is"
    )
    how = "alone" if alone else "with the edits it needs"
    return Edit(
        place=say_place(place),
        before=as_text(old),
        after=as_text(new),
        sentence=f"{say_place(place)} {say_change(old, new)}: {how} this {does}.",
        alone=alone,
        course=effect.course,
        lead=effect.lead,
        flips=flips,
    )


def say_change(old: Any, new: Any) -> str:
    """What happened at a place."""
    if old is None:
        return "was added"
    if new is None:
        return "was taken away"
    changes = [say_field(name, a, b) for name, a, b in fields_changed(old, new)]
    return "was changed: " + join(changes)


def say_field(name: str, old: Any, new: Any) -> str:
    """What happened to one field; long texts and lists are not printed twice over."""
    before, after = as_text(old), as_text(new)
    if len(before) + len(after) > LONGEST_CHANGE:
        return f"{name or 'it'} written anew"
    return f"{name} from {before} to {after}".strip()


def as_text(value: Any) -> str:
    """A value as it is stored; nothing for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical_json(value)


def pair_courses(old: Answer, new: Answer) -> tuple[CourseChange, ...]:
    """The courses of both runs by name, in the order of the new one, then of the old."""
    before = {c.name: c for c in old.stress.courses}
    after = {c.name: c for c in new.stress.courses}
    found = []
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        found.append(
            CourseChange(
                name=name,
                share_before=was.share_best if was else None,
                share_after=now.share_best if now else None,
                expected_before=was.expected if was else None,
                expected_after=now.expected if now else None,
            )
        )
    return tuple(found)


def pair_settings(old: Answer, new: Answer) -> dict[str, tuple[str, str]]:
    """What else differs between the runs: draws, seed, version."""
    pairs = {
        name: (str(getattr(old.stress, name)), str(getattr(new.stress, name)))
        for name in ("draws", "seed", "version")
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def say_comparison(old: Answer, new: Answer, edits: tuple[Edit, ...]) -> str:
    """What changed, and which edits account for it."""
    sure = (
        f"confidence is {new.confidence} as before"
        if old.confidence == new.confidence
        else f"confidence goes from {old.confidence} to {new.confidence}"
    )
    if old.course == new.course:
        start = f"The answer is still “{new.course_label}”; {sure}."
    else:
        start = f"The answer changes from “{old.course_label}” to “{new.course_label}”; {sure}."
    return f"{start} {say_causes(old, new, edits)}"


def say_causes(old: Answer, new: Answer, edits: tuple[Edit, ...]) -> str:
    """Which edits would have changed the answer at likely values by themselves."""
    if not edits:
        return "The stand-off is the same; what differs comes from draws, seed or version."
    causes = [e.place for e in edits if e.flips and e.alone]
    joint = [e.place for e in edits if e.flips and not e.alone]
    if causes:
        return f"Alone, this edit would change the best course: {join(causes, 'or')}."
    if joint:
        return f"Together, these edits change the best course: {join(joint)}."
    if old.course == new.course:
        return f"None of the {len(edits)} edits changes the best course at likely values."
    return (
        f"None of the {len(edits)} edits alone changes the best course at likely values; it "
        "takes several together, or shows only over the ranges."
    )
