"""Whose act a noun names, and towards whom: "the dispatch of warships by Oslo"."""

from __future__ import annotations

from countermove.reading.coding.parts import after, by_preposition, subject_side
from countermove.reading.coding.roles import Scene, mention_in
from countermove.reading.coding.triggers import Match, Trigger
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["noun_source", "noun_target"]

REACHES = load_counts("reading/coding/data/reaches.tsv")
OWNER_REACH = REACHES["listed_owner"]
"""How many words before an act noun its owner may stand."""
BEARERS = REACHES["bearers"]
"""How many links up what a noun's act is a part of is looked for."""


def noun_source(scene: Scene, trigger: Trigger, match: Match, light: frozenset[str]) -> int:
    """Whose act a noun names.

    Its owner, "by …", an adjective, a light verb's subject, or who owns what it is a part of.
    """
    words, place = scene.words, trigger.place
    owner = owner_of(scene, place)
    if owner >= 0:
        return owner
    for later in range(place + 1, min(place + 12, scene.end)):
        if words.lower[later] in ("by", "between"):
            found = after(scene, later, 5, -1)
            if found >= 0 and not has_verb(words, later, scene.sides[found].start):
                return found
    if place > scene.begin and scene.at(place - 1) >= 0:
        return scene.at(place - 1)
    follows = words.lower[min(place + 1, scene.end - 1)]
    if "of" not in match.pattern.prepositions and follows == "of":
        found = after(scene, place + 1, 4, -1)
        if found >= 0:
            return found
    above = words.head[place]
    if words.dep[place] in ("obj", "obl", "xcomp", "nsubj:pass") and words.lemma[above] in light:
        return subject_side(scene, Trigger(above, "verb", False, False, ()))
    inherited = inherited_source(scene, bearer_of(words, place, light))
    return inherited if inherited >= 0 else engaged(scene, trigger, match)


def engaged(scene: Scene, trigger: Trigger, match: Match) -> int:
    """Who is in what a noun tells of two: "Oslo is in talks", "after talks with Bern, Oslo …"."""
    words, place = scene.words, trigger.place
    if "both" not in match.pattern.options:
        return -1
    for kid in words.kids[place]:
        if words.dep[kid].startswith("nsubj"):
            return mention_in(scene, kid, owners=True)
    here = place
    for _ in range(BEARERS):
        above, dep = words.head[here], words.dep[here]
        if above == here or not dep.startswith(("obl", "nmod")):
            return -1
        if words.tag[above][:1] == "V":
            return subject_side(scene, Trigger(above, "verb", False, False, ()))
        here = above
    return -1


def owner_of(scene: Scene, place: int) -> int:
    """The mention that owns a noun or stands before it as its adjective, or -1.

    Of "Oslo's counter-offensive" the parser hangs the owner on the first part.
    """
    words = scene.words
    parts = [kid for kid in words.kids[place] if kid < place and words.dep[kid] == "compound"]
    for kid in [k for noun in (place, *parts) for k in words.kids[noun]]:
        if words.dep[kid] in ("nmod:poss", "amod", "compound") and scene.at(kid) >= 0:
            return scene.at(kid)
        if words.dep[kid].startswith("nmod") and kid < place:
            found = mention_in(scene, kid, owners=True)
            if found >= 0:
                return found
    return owner_in_words(scene, place)


def owner_in_words(scene: Scene, place: int) -> int:
    """Who owns the nouns of a list by its words: "Oslo's harsh censorship, threats and raids"."""
    words = scene.words
    for earlier in range(place - 1, max(place - OWNER_REACH, scene.begin), -1):
        if words.tag[earlier] == "POS":
            return scene.at(earlier - 1)
        if words.tag[earlier][:2] not in ("JJ", "RB", "NN", "VB", ",", "CC"):
            return -1
    return -1


def bearer_of(words: Words, place: int, light: frozenset[str]) -> int:
    """The noun or verb that an act noun is a part of, or -1.

    "Oslo's intimidation, its blockade and raids", "a series of raids", "its bullying included …".
    """
    here, listed = place, False
    for _ in range(BEARERS):
        above, dep = words.head[here], words.dep[here]
        if above == here:
            return -1
        listed = listed or dep == "conj"
        if words.tag[above][:1] == "V":
            carried = dep == "obj" or (listed and dep == "obl")
            return above if words.lemma[above] in light and carried else -1
        if dep.startswith("nmod") and words.lemma[above] not in light:
            return -1
        if dep == "conj" or dep.startswith("nmod"):
            if any(words.dep[kid] in ("nmod:poss", "amod") for kid in words.kids[above]):
                return above
        elif dep not in ("obl", "appos"):
            return -1
        here = above
    return -1


def inherited_source(scene: Scene, bearer: int) -> int:
    """Whose act a noun names as a part of what `bearer` names, or -1."""
    words = scene.words
    if bearer < 0:
        return -1
    if words.tag[bearer][:1] != "V":
        return owner_of(scene, bearer)
    return subject_side(scene, Trigger(bearer, "verb", False, False, ()))


def has_verb(words: Words, begin: int, end: int) -> bool:
    """Whether a verb stands between two tokens."""
    return any(words.tag[k][:1] == "V" for k in range(begin, end))


def noun_target(scene: Scene, trigger: Trigger, match: Match, source: int) -> int:
    """Towards whom a noun's act goes: its prepositions, or who stands "under pressure"."""
    found = by_preposition(scene, match, trigger.place, source)
    return found if found >= 0 else subjected(scene, trigger.place)


def subjected(scene: Scene, place: int) -> int:
    """Who is under what a noun names: "Oslo is under pressure from Bern"; or -1."""
    words = scene.words
    if not any(words.lower[kid] == "under" for kid in words.kids[place]):
        return -1
    above = place if words.head[place] == place else words.head[place]
    for head in (place, above):
        for kid in words.kids[head]:
            if words.dep[kid].startswith("nsubj"):
                return mention_in(scene, kid, owners=True)
    return -1
