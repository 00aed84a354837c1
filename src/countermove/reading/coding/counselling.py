"""Advice in any sentence, whoever is advised: also a thing, a crowd, nobody named, a passive.

What the events and `policies` tell already is left out by the caller. Here a sentence need not
name a side, and what is advised need not be an act of the lexicon: its own words name it.
"""

from __future__ import annotations

from collections.abc import Iterator

from countermove.reading.coding.counsels import (
    OBJECTS,
    VERBAL,
    Counsel,
    Form,
    has_to,
    is_denied,
    is_passive,
    is_reported,
    subject_kid,
)
from countermove.reading.coding.imperatives import is_message, opening_verb
from countermove.reading.coding.obliging import from_modals, from_needs
from countermove.reading.coding.policies import is_course, spell_out
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.standing import is_imperative
from countermove.reading.coding.valuing import from_nouns, from_qualities
from countermove.reading.coding.voice import Speech
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words

__all__ = ["find_counsels"]

LED = frozenset({"from", "all", "any", "with", "that", "against"})
"""What follows a verb that opens a point, where no article does."""


def find_counsels(scene: Scene, quotes: Speech, lists: Lists) -> list[Counsel]:
    """All that a sentence advises, in the order of its words; one for each place.

    What somebody else is said to hold, not in quotation marks, is a report and no advice.
    """
    words = scene.words
    if "?" in words.lower[max(scene.begin, scene.end - 3) : scene.end]:
        return []
    found: dict[int, Counsel] = {}
    for counsel in (
        *from_modals(scene, lists),
        *from_needs(scene, lists),
        *from_nouns(scene, lists),
        *from_performatives(scene, lists),
        *from_qualities(scene, lists),
        *from_openings(scene, quotes, lists),
    ):
        stative = counsel.form == "act" and words.lemma[counsel.place] in lists["inward"]
        if stative or is_reported(words, counsel.place, quotes, lists):
            continue
        for one in spread(scene, counsel, lists):
            found.setdefault(one.place, one)
    return [found[place] for place in sorted(found)]


def spread(scene: Scene, counsel: Counsel, lists: Lists) -> Iterator[Counsel]:
    """A counsel by the verbs that say what is to be done: its own, those coordinated with it."""
    words = scene.words
    if counsel.form != "act" or words.tag[counsel.place][:1] != "V":
        yield counsel
        return
    for place in spell_out(scene, counsel.place, lists):
        own = place == counsel.place
        against = counsel.against if own else is_denied(words, place)
        yield Counsel(place, counsel.agent, "act", against)


def from_performatives(scene: Scene, lists: Lists) -> Iterator[Counsel]:
    """What a speaker in the first person urges, recommends, asks or calls for."""
    words = scene.words
    for place in range(scene.begin, scene.end):
        if words.lemma[place] not in lists["performing"] or words.tag[place][:1] != "V":
            continue
        subject = subject_kid(words, place)
        if subject < 0 or words.lower[subject] not in ("we", "i"):
            continue
        yield from performed(scene, place, subject)


def performed(scene: Scene, place: int, speaker: int) -> Iterator[Counsel]:
    """The counsel of one such verb: its infinitive, its clause, or what it calls for."""
    words = scene.words
    asked = next((k for k in words.kids[place] if words.dep[k] in OBJECTS and k > place), -1)
    for kid in words.kids[place]:
        if kid < place:
            continue
        verbal = words.tag[kid] in VERBAL or is_passive(words, kid)
        if words.dep[kid] in ("xcomp", "advcl", "ccomp", "parataxis") and verbal:
            own = subject_kid(words, kid)
            agent = own if own >= 0 else asked if asked >= 0 else speaker
            form: Form = "passive" if is_passive(words, kid) else "act"
            yield Counsel(kid, agent, form, is_denied(words, kid))
            yield from listed(words, place, kid, agent)
            return
        called = words.dep[kid] == "obl" and "for" in (words.lower[k] for k in words.kids[kid])
        if called and words.tag[kid][:2] == "NN":
            yield Counsel(kid, -1, "thing")
            return


def listed(words: Words, verb: int, first: int, agent: int) -> Iterator[Counsel]:
    """The further infinitives of a list, which the parse hangs on the verb that urges: "urge them
    to learn, to listen and to yield"."""
    for kid in words.kids[verb]:
        inner = words.dep[kid] in ("advcl", "xcomp", "conj") and words.tag[kid] == "VB"
        if kid > first and inner and has_to(words, kid):
            yield Counsel(kid, agent, "act", is_denied(words, kid))


def from_openings(scene: Scene, quotes: Speech, lists: Lists) -> Iterator[Counsel]:
    """A bare verb that opens the sentence."""
    words = scene.words
    place = opening_verb(words, scene.begin, scene.end)
    if place < 0:
        place = verb_after_clause(words, scene.begin, scene.end)
    if place < 0:
        place = listed_verb(words, scene.begin, scene.end)
    if place < 0 or quotes[place] or is_message(words, scene.begin, lists):
        return
    if is_course(scene, place, lists):
        yield Counsel(place, -1, "act", is_denied(words, place))


def listed_verb(words: Words, begin: int, end: int) -> int:
    """The verb that opens a numbered point and is tagged as a name or adjective, or -1.

    So is "2. Refrain from …", by its capital: it is the root, has nothing before it but its number
    and adverbs, and what belongs to it behind.
    """
    if words.tag[begin] not in ("LS", "CD") or words.lower[begin + 1 : begin + 2] not in (
        ["."],
        [")"],
    ):
        return -1
    place = begin + 2
    while place < end - 2 and words.tag[place][:2] in ("RB", "_S"):
        place += 1
    if place + 1 >= end or words.dep[place] != "ROOT":
        return -1  # a verb alone tells no course
    if words.tag[place] not in ("NNP", "NN", "JJ", "VB", "VBP"):
        return -1
    opens = words.tag[place + 1] in ("DT", "PRP$", "TO") or words.lower[place + 1] in LED
    named = any(words.dep[k] in ("det", "amod", "compound", "nsubj") for k in words.kids[place])
    return place if opens and not named else -1


def verb_after_clause(words: Words, begin: int, end: int) -> int:
    """The bare verb of a sentence that a clause opens, or -1: "to learn more, ask the union"."""
    for place in range(begin, end):
        if words.dep[place] != "ROOT" or words.tag[place] != "VB":
            continue
        opened = any(words.dep[k] == "advcl" and k < place for k in words.kids[place])
        if opened and words.lower[place - 1] == "," and is_imperative(words, place, begin):
            return place
    return -1
