"""Charges in reported speech: "Oslo said Bern was responsible" accuses Bern."""

from __future__ import annotations

from countermove.reading.coding.demands import speaking_side
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.triggers import Trigger, nearest_auxiliary
from countermove.reading.coding.weighing import weigh
from countermove.reading.coding.word_lists import Lists

__all__ = ["find_charges"]

CHARGE = Pattern((), (), frozenset(), "ACCUSE", "allege", frozenset(), ())
AHEAD = frozenset({"MD", "TO"})


def find_charges(scene: Scene, lists: Lists) -> tuple[list[Find], frozenset[int]]:
    """Accusations one side makes by saying what the other did wrong, and the predicates used."""
    found: list[Find] = []
    used: set[int] = set()
    words = scene.words
    faults, say = lists["fault"], lists["say"]
    lemmas = words.lemma[scene.begin : scene.end]
    if faults.isdisjoint(lemmas) or say.isdisjoint(lemmas):
        return found, frozenset()
    for place, lemma in enumerate(lemmas, start=scene.begin):
        if lemma not in faults or words.tag[place][:1] not in "VJ" or is_open(scene, place, lists):
            continue
        subject = subject_of(words, place, scene.controls)
        charged = mention_in(scene, subject, owners=True) if subject >= 0 else -1
        speaker = speaking_side(scene, place, lists)
        if min(charged, speaker) < 0 or scene.same(charged, speaker):
            continue
        if weigh(scene.sides[charged].party) >= 1:
            trigger = Trigger(place, "charge", False, False, ())
            found.append(Find(trigger, CHARGE, place, speaker, charged, "ACCUSE", "allege"))
            used.add(place)
    return found, frozenset(used)


def is_open(scene: Scene, place: int, lists: Lists) -> bool:
    """Whether the fault is denied, lies ahead, or is done to the subject."""
    words = scene.words
    near = range(max(place - 4, scene.begin), place)
    if any(words.lower[k] in lists["negation"] or words.tag[k] in AHEAD for k in near):
        return True
    return words.tag[place] == "VBN" and nearest_auxiliary(words, place, scene.begin) == "be"
