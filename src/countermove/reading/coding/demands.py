"""Demands in reported speech: "the minister said that Tehran must …" asks it of Tehran."""

from __future__ import annotations

from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.policies import advised_predicates, advised_side
from countermove.reading.coding.roles import Scene, mention_in
from countermove.reading.coding.triggers import Trigger
from countermove.reading.coding.voice import reporting_verb
from countermove.reading.coding.word_lists import Lists

__all__ = ["find_demands", "speaking_side"]

MUST = Pattern((), (), frozenset(), "REQUEST", "change", frozenset({"op"}), ())


def find_demands(scene: Scene, lists: Lists) -> tuple[list[Find], frozenset[int]]:
    """Requests one side makes of another by saying what it must do, and the predicates used."""
    found, used = [], set[int]()
    for cue, predicate in advised_predicates(scene, lists):
        target = advised_side(scene, cue, predicate, lists)
        speaker = speaking_side(scene, predicate, lists["say"])
        if target < 0 or speaker < 0 or scene.same(speaker, target):
            continue
        trigger = Trigger(cue, "demand", False, False, ())
        found.append(Find(trigger, MUST, predicate, speaker, target, "REQUEST", "change"))
        used.add(predicate)
    return found, frozenset(used)


def speaking_side(scene: Scene, predicate: int, says: frozenset[str]) -> int:
    """The side that says it, or -1."""
    verb = reporting_verb(scene.words, predicate, says)
    if verb < 0:
        return -1
    for kid in scene.words.kids[verb]:
        if scene.words.dep[kid] == "nsubj":
            return mention_in(scene, kid, owners=True)
    return -1
