"""Denials: "Oslo denied the report", "Oslo said it was not true" reject what somebody says."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.reading.coding.charges import find_predicate
from countermove.reading.coding.completing import find_denier
from countermove.reading.coding.demands import speaking_side
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.parts import subject_side
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.triggers import Trigger, is_passive
from countermove.reading.coding.word_lists import Lists

__all__ = ["find_denials"]

DENIAL = Pattern((), (), frozenset(), "REJECT", "", frozenset(), ())
NEAR = 3
"""How many words before a predicate its negation stands."""


def find_denials(scene: Scene, acts: Sequence[Find], lists: Lists) -> list[Find]:
    """What one side denies by saying that it is not so, where no act tells it already.

    "Oslo denied that it had offered a prize" is told by the offer, which is denied.
    """
    lemmas = scene.words.lemma[scene.begin : scene.end]
    cues = {"deny"} | lists["blemish"] | lists["untrue"] | lists["proof"]
    if cues.isdisjoint(lemmas):
        return []
    found: list[Find] = []
    for place, lemma in enumerate(lemmas, start=scene.begin):
        source = deny(scene, place, lists) if lemma in cues else -1
        coded = any(act.place == place for act in acts)
        if source >= 0 and not coded and not is_told(scene, source, [*acts, *found]):
            trigger = Trigger(place, "denial", False, False, ())
            target = accuser_of(scene, source, lists)
            found.append(Find(trigger, DENIAL, place, source, target, "REJECT", ""))
    return found


def is_told(scene: Scene, source: int, acts: Sequence[Find]) -> bool:
    """Whether an act of the sentence tells that its source refuses or denies."""
    return any(
        scene.same(act.source, source)
        and (act.action == "REJECT" or scene.same(find_denier(scene, act.place), source))
        for act in acts
    )


def deny(scene: Scene, place: int, lists: Lists) -> int:
    """Who denies what the word tells of, or -1."""
    words = scene.words
    if words.lemma[place] == "deny":
        if words.tag[place][:1] != "V" or is_passive(words, place, scene.begin):
            return -1
        return subject_side(scene, Trigger(place, "verb", False, False, ()))
    speaker = speaking_side(scene, place, lists["say"])
    if speaker < 0:
        return -1
    none = any(words.lower[kid] == "no" for kid in words.kids[place])
    if words.lemma[place] in lists["proof"]:
        return speaker if none else -1
    if words.dep[place] in ("amod", "advmod"):
        return -1  # "made false statements" tells of the statements
    refuses = is_negated(scene, place, lists)
    if words.lemma[place] == "true":
        return speaker if refuses else -1
    if words.lemma[place] in lists["untrue"]:
        return -1 if refuses else speaker
    subject = subject_of(words, place, scene.controls)
    charged = mention_in(scene, subject, owners=True) if subject >= 0 else -1
    if find_predicate(scene, place, lists) < 0 or not refuses or charged < 0:
        return -1
    return speaker if scene.sides[charged].party.side == scene.sides[speaker].party.side else -1


def is_negated(scene: Scene, place: int, lists: Lists) -> bool:
    """Whether a negation stands right before a predicate or hangs on it."""
    words = scene.words
    near = [*range(max(place - NEAR, scene.begin), place), *words.kids[place]]
    return any(words.lower[k] in lists["negation"] for k in near)


def accuser_of(scene: Scene, source: int, lists: Lists) -> int:
    """Whose word is denied: who says something else in the sentence, else the other main side."""
    words = scene.words
    for place in range(scene.begin, scene.end):
        if words.lemma[place] in lists["alleging"] and words.tag[place][:1] == "V":
            said = subject_side(scene, Trigger(place, "verb", False, False, ()))
            if said >= 0 and not scene.same(said, source):
                return said
    return scene.rival_of(source)
