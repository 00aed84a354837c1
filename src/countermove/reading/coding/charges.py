"""Charges in reported speech: "Oslo said Bern was responsible" accuses Bern."""

from __future__ import annotations

from countermove.reading.coding.demands import speaking_side
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Pattern
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.triggers import Trigger, nearest_auxiliary
from countermove.reading.coding.weighing import weigh
from countermove.reading.coding.word_lists import ListName, Lists
from countermove.records.number_table import load_counts

__all__ = ["find_charges", "find_predicate"]

CHARGE = Pattern((), (), frozenset(), "ACCUSE", "allege", frozenset(), ())
AHEAD = frozenset({"MD", "TO"})
ARTICLES = frozenset({"the", "a", "an", "its", "their"})
FAULTS: tuple[ListName, ...] = ("fault", "blemish", "disgrace", "misdeed", "unfounded")
"""Lists of the words that find fault."""
DOING = frozenset({"commit", "show", "perpetrate", "engage", "display", "make"})
LACKING = frozenset({"have", "make", "hold", "show", "offer"})
NEAR = load_counts("reading/coding/data/reaches.tsv")["passive_agent"]
"""How many words behind a passive "by" is looked for."""


def find_charges(scene: Scene, lists: Lists) -> tuple[list[Find], frozenset[int]]:
    """Accusations one side makes by saying what the other did wrong, and the predicates used."""
    faults = frozenset[str]().union(*(lists[name] for name in FAULTS))
    says = lists["say"] | lists["finding"]
    lemmas = scene.words.lemma[scene.begin : scene.end]
    if faults.isdisjoint(lemmas) or says.isdisjoint(lemmas):
        return [], frozenset()
    trigger_places = (n for n, lemma in enumerate(lemmas, start=scene.begin) if lemma in faults)
    found = [find for place in trigger_places if (find := charge(scene, place, says, lists))]
    used = frozenset(find.place for find in found)
    each = {name_pair(scene, find): find for find in reversed(found)}
    return sorted(each.values(), key=lambda find: find.place), used


def name_pair(scene: Scene, find: Find) -> tuple[str, ...]:
    """The codes of who charges whom, "" for nobody named."""
    pair = (find.source, find.target)
    return tuple(scene.sides[n].party.side if n >= 0 else "" for n in pair)


def charge(scene: Scene, place: int, says: frozenset[str], lists: Lists) -> Find | None:
    """The accusation that a fault told of in reported speech makes, or None."""
    predicate = find_predicate(scene, place, lists)
    if predicate < 0 or is_open(scene, predicate, lists):
        return None
    speaker = speaking_side(scene, predicate, says)
    if speaker < 0:
        return None
    charged = find_charged(scene, predicate)
    if charged < 0:
        charged = scene.rival_of(speaker)
    if not may_charge(scene, speaker, charged):
        return None
    trigger = Trigger(place, "charge", False, False, ())
    return Find(trigger, CHARGE, place, speaker, charged, "ACCUSE", "allege")


def may_charge(scene: Scene, speaker: int, charged: int) -> bool:
    """Whether it is a charge: of another side, or of nobody named by one the text is about."""
    if charged < 0:
        return scene.is_main(speaker)
    if scene.same(charged, speaker):
        return False
    return weigh(scene.sides[charged].party) >= 1 or scene.is_rival(charged)


def find_predicate(scene: Scene, place: int, lists: Lists) -> int:
    """The word that says the fault of a subject: itself, or the verb whose object it is; or -1.

    "Was unfair", "is a sham", "committed abuses", "has no right to".
    """
    words = scene.words
    lemma, tag, above = words.lemma[place], words.tag[place][:1], words.head[place]
    is_told = any(words.lemma[kid] == "be" for kid in words.kids[place])
    if lemma in lists["blemish"] and (tag == "J" or is_told):  # a quoted one is taken for a noun
        return place if words.dep[place] != "amod" else -1
    if tag in ("V", "J") and lemma in lists["fault"]:
        return place
    if tag != "N":
        return -1
    if lemma in lists["disgrace"] and is_told:
        return place
    if words.dep[place] != "obj" or words.tag[above][:1] != "V":
        return -1
    none = any(words.lower[kid] == "no" for kid in words.kids[place])
    done = lemma in lists["misdeed"] and words.lemma[above] in DOING
    lacks = lemma in lists["unfounded"] and none and words.lemma[above] in LACKING
    return above if done or lacks else -1


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
