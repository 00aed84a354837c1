"""Charges in reported speech: "Oslo said Bern was responsible" accuses Bern."""

from __future__ import annotations

from countermove.reading.coding.demands import speaking_side
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.triggers import Trigger, nearest_auxiliary
from countermove.reading.coding.weighing import weigh
from countermove.reading.coding.word_lists import Lists
from countermove.records.number_table import load_counts

__all__ = ["find_charges"]

CHARGE = Pattern((), (), frozenset(), "ACCUSE", "allege", frozenset(), ())
AHEAD = frozenset({"MD", "TO"})
ARTICLES = frozenset({"the", "a", "an", "its", "their"})
NEAR = load_counts("reading/coding/data/reaches.tsv")["passive_agent"]
"""How many words behind a passive "by" is looked for."""


def find_charges(scene: Scene, lists: Lists) -> tuple[list[Find], frozenset[int]]:
    """Accusations one side makes by saying what the other did wrong, and the predicates used."""
    faults = lists["fault"] | lists["blemish"]
    says = lists["say"] | lists["finding"]
    lemmas = scene.words.lemma[scene.begin : scene.end]
    if faults.isdisjoint(lemmas) or says.isdisjoint(lemmas):
        return [], frozenset()
    trigger_places = (n for n, lemma in enumerate(lemmas, start=scene.begin) if lemma in faults)
    found = [find for place in trigger_places if (find := charge(scene, place, says, lists))]
    return found, frozenset(find.place for find in found)


def charge(scene: Scene, place: int, says: frozenset[str], lists: Lists) -> Find | None:
    """The accusation that a fault told of in reported speech makes, or None."""
    if scene.words.tag[place][:1] not in "VJ" or is_open(scene, place, lists):
        return None
    charged = find_charged(scene, place)
    speaker = speaking_side(scene, place, says)
    if min(charged, speaker) < 0 or scene.same(charged, speaker):
        return None
    if weigh(scene.sides[charged].party) < 1:
        return None
    trigger = Trigger(place, "charge", False, False, ())
    return Find(trigger, CHARGE, place, speaker, charged, "ACCUSE", "allege")


def find_charged(scene: Scene, place: int) -> int:
    """Whose fault it is: the subject or its owner, or of a passive who is named after "by"."""
    words = scene.words
    if is_passive(scene, place):
        near = range(place + 1, min(place + NEAR, scene.end - 2))
        by = next((k for k in near if words.lower[k] == "by"), -1)
        article = words.lower[by + 1] in ARTICLES
        return -1 if by < 0 else scene.at(by + 2 if article else by + 1)
    subject = subject_of(words, place, scene.controls)
    return mention_in(scene, subject, owners=True) if subject >= 0 else -1


def is_passive(scene: Scene, place: int) -> bool:
    """Whether the fault is done to the subject: "its members were short-changed by …"."""
    told = scene.words.tag[place] == "VBN"
    return told and nearest_auxiliary(scene.words, place, scene.begin) == "be"


def is_open(scene: Scene, place: int, lists: Lists) -> bool:
    """Whether the fault is denied or lies ahead."""
    words = scene.words
    near = range(max(place - 4, scene.begin), place)
    return any(words.lower[k] in lists["negation"] or words.tag[k] in AHEAD for k in near)
