"""Source and target of one trigger."""

from __future__ import annotations

from countermove.reading.coding.nominal import noun_source, noun_target
from countermove.reading.coding.parts import (
    NOT_ALLOWED,
    SPOKEN,
    agent,
    by_preposition,
    look_abroad,
    pair_up,
    shared_target,
    subject_side,
    verb_target,
)
from countermove.reading.coding.roles import PRONOUNS, Scene
from countermove.reading.coding.triggers import Match, Trigger

__all__ = ["assign_sides"]


def assign_sides(
    scene: Scene, trigger: Trigger, match: Match, light: frozenset[str]
) -> tuple[int, int] | None:
    """Mentions that act and are acted upon (-1: none), or None where the pattern forbids it."""
    if trigger.kind == "noun":
        source = noun_source(scene, trigger, match, light)
        target = noun_target(scene, trigger, match, source)
    elif trigger.passive and not is_doubtful(scene, trigger, match):
        target = subject_side(scene, trigger, owners=False)
        source = agent(scene, trigger, match, target)
        if target < 0:
            target = by_preposition(scene, match, trigger.place, source)
    else:
        source = subject_side(scene, trigger)
        target = verb_target(scene, trigger, match, source)
        if target == NOT_ALLOWED:
            return None
        target = look_abroad(scene, trigger, match, source, target)
        if target < 0 and match.pattern.action in SPOKEN:
            target = shared_target(scene, trigger.place, source)
    if "both" in match.pattern.options and target < 0:
        source, target = pair_up(scene, source)
    if "swap" in match.pattern.options:
        source, target = target, source
    if not scene.same(source, target):
        return source, target
    if is_pronoun(scene, source) and not is_pronoun(scene, target):
        # "It accuses the bank": it is not the bank, whatever it was bound to.
        return scene.rival_of(target), target
    return source, -1


def is_doubtful(scene: Scene, trigger: Trigger, match: Match) -> bool:
    """Whether a participle without an auxiliary may be a past tense: "gunned down" names no agent.

    With "by" behind its particle it is none.
    """
    behind = scene.words.lower[match.last + 1 : match.last + 2]
    return trigger.bare and bool(match.pattern.rest) and behind != ["by"]


def is_pronoun(scene: Scene, number: int) -> bool:
    """Whether a mention is a pronoun; nobody is none."""
    return number >= 0 and scene.sides[number].party.text.casefold() in PRONOUNS
