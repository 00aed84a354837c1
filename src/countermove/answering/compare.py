"""The verb `compare`: what changed between two runs of a case, and which edits caused it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from countermove.answering.edits import (
    Parts,
    Place,
    apply_edits,
    find_edits,
    put_together,
    say_place,
    take_apart,
)
from countermove.answering.edits_in_words import Wording, as_text
from countermove.phrasing.agreement import inside
from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.records.answers import Answer
from countermove.records.comparisons import Comparison, CourseChange, Edit
from countermove.records.errors import InputError, SettingsError
from countermove.records.standoffs import Standoff
from countermove.stressing import solve_best

__all__ = ["compare"]

EVERYWHERE = "give_in"
"""The option that every stand-off has, whatever it is about."""


class Effect(NamedTuple):
    """The best course at likely values, and how far it is ahead."""

    course: str
    lead: float


def compare(old: Answer, new: Answer) -> Comparison:
    """Set two answers side by side and find which edits account for the difference.

    Every edit is made alone to the old stand-off, which is then solved at its likely
    values. Edits that make no sense alone (a payoff for an option that is only added in
    another edit) are made together.

    Raises:
        SettingsError: the two are answers to different cases.
    """
    refuse_strangers(old.stress.standoff, new.stress.standoff)
    before, after = take_apart(old.stress.standoff), take_apart(new.stress.standoff)
    places = find_edits(before, after)
    start = solve_best(old.stress.standoff)
    words = Wording(old.stress.standoff, new.stress.standoff)
    edits = tuple(weigh_edits(before, after, places, start, words))
    return Comparison(
        sentence=say_comparison(old, new, edits, {say_place(p): words.place(p) for p in places}),
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


def refuse_strangers(old: Standoff, new: Standoff) -> None:
    """Raise where two stand-offs are not versions of one: another side is advised, no side that
    presses it is the same, or nothing that a side can do but to give in."""
    pressing = {p.id for p in old.others} & {p.id for p in new.others}
    shared = {(id, o.name) for id, o in old.options()} & {(id, o.name) for id, o in new.options()}
    known = {name for _, name in shared} - {EVERYWHERE}
    if old.subject == new.subject and pressing and known:
        return
    raise SettingsError(
        f"these are two cases ({say_sides(old)}; {say_sides(new)}), and compare takes two runs of "
        "the same one"
    )


def say_sides(standoff: Standoff) -> str:
    """Whom a stand-off advises, and against whom."""
    others = join([inside(p.name) for p in standoff.others])
    return f"{inside(standoff.player(standoff.subject).name)} against {others}"


def weigh_edits(
    before: Parts,
    after: Parts,
    places: list[Place],
    start: tuple[str, float],
    words: Wording,
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
        edit = edit_of(before, after, place, alone[place] is not None, effect, start[0], words)
        found.append(edit)
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
    before: Parts,
    after: Parts,
    place: Place,
    alone: bool,
    effect: Effect,
    start: str,
    words: Wording,
) -> Edit:
    """One edit in words."""
    old, new = before.get(place), after.get(place)
    flips = effect.course != start
    does = (
        f"makes “{effect.course}” the best course" if flips else "leaves the best course as it is"
    )
    how = "alone" if alone else "with the edits it needs"
    happened = f"{words.place(place)} {words.change(place, old, new)}"
    return Edit(
        place=say_place(place),
        before=as_text(old),
        after=as_text(new),
        sentence=f"{capital(happened)}: {how} this {does}.",
        alone=alone,
        course=effect.course,
        lead=effect.lead,
        flips=flips,
    )


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


def say_comparison(
    old: Answer, new: Answer, edits: tuple[Edit, ...], words: Mapping[str, str]
) -> str:
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
    return f"{start} {say_causes(old, new, edits, words)}"


def say_causes(old: Answer, new: Answer, edits: tuple[Edit, ...], words: Mapping[str, str]) -> str:
    """Which edits would have changed the answer at likely values by themselves."""
    if not edits:
        return "The stand-off is the same; what differs comes from draws, seed or version."
    causes = [words[e.place] for e in edits if e.flips and e.alone]
    joint = [words[e.place] for e in edits if e.flips and not e.alone]
    if causes:
        one = "this edit" if len(causes) == 1 else "any of these edits"
        return f"Alone, {one} would change the best course: {join(causes, 'or')}."
    if joint:
        return f"Together, these edits change the best course: {join(joint)}."
    if old.course == new.course:
        return f"None of the {len(edits)} edits changes the best course at likely values."
    return (
        f"None of the {len(edits)} edits alone changes the best course at likely values; it "
        "takes several together, or shows only over the ranges."
    )
