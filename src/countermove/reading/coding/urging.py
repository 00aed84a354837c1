"""Advice told without "should": "it is time to …", "the first step is to …", "X is right to …"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from countermove.reading.coding.roles import Scene, mention_in
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["UNNAMED", "Urge", "find_urges"]

Lists = Mapping[str, frozenset[str]]
REACHES = load_counts("reading/coding/data/reaches.tsv")
NEAR, FAR = REACHES["urged_to"], REACHES["urged_infinitive"]
"""Words in which "to" follows an adjective, and an infinitive a noun or "what is needed is"."""
UNNAMED = -1
BEING = frozenset({"be", "remain", "seem", "become", "lie"})
EXPLETIVE = frozenset({"it", "there", "that", "this"})
PARTED = frozenset({",", ";", ":", "which", "who", "because", "if", "when", "unless"})


@dataclass(frozen=True, slots=True)
class Urge:
    """A predicate that somebody is advised to do, or not to do where `against`.

    `side` is a mention of who is advised, or -1 where the words do not say.
    """

    predicate: int
    side: int
    against: bool


def find_urges(scene: Scene, lists: Lists) -> Iterator[Urge]:
    """What a sentence urges, by each of the ways of saying so."""
    words = scene.words
    if "?" in words.lower[max(scene.begin, scene.end - 3) : scene.end]:
        return
    for place in range(scene.begin, scene.end):
        lower, lemma = words.lower[place], words.lemma[place]
        if lower == "time":
            yield from urge_time(scene, place)
        elif lower in lists["wise"] or lower in lists["foolish"]:
            yield from urge_quality(scene, place, lists)
        if lemma in lists["step"]:
            yield from urge_step(scene, place, lists)
        if lower in lists["lacking"]:
            yield from urge_lacking(scene, place)
        if lemma in lists["obligation"] and words.tag[place][:1] == "N":
            yield from urge_duty(scene, place)


def urge_time(scene: Scene, place: int) -> Iterator[Urge]:
    """ "It is time (for Oslo) to …", "the time has come to …"."""
    words = scene.words
    near = range(max(place - 2, scene.begin), min(place + NEAR, scene.end))
    told = any(words.lemma[k] == "be" for k in near if k < place) or any(
        words.lemma[k] == "come" for k in near if k > place
    )
    predicate = infinitive_after(words, place, min(place + FAR, scene.end)) if told else -1
    if predicate >= 0:
        yield Urge(predicate, side_between(scene, place, predicate), is_negated(scene, place))


def urge_quality(scene: Scene, place: int, lists: Lists) -> Iterator[Urge]:
    """ "Oslo is right to …", "it is vital for Oslo to …", "to … would be foolish"."""
    words = scene.words
    if not follows_being(words, place, scene.begin):
        return
    against = (words.lower[place] in lists["foolish"]) != is_negated(scene, place)
    for kid in words.kids[place]:
        if words.dep[kid] == "csubj" and words.tag[kid] in ("VBG", "VB"):
            yield Urge(kid, UNNAMED, against)
            return
    if words.lower[place + 1 : place + 2] == ["that"]:
        yield from urge_clause(scene, place, against)
        return
    predicate = infinitive_after(words, place, min(place + FAR, scene.end))
    if predicate < 0 or words.lower[place + 1] not in ("to", "for"):
        return
    side = side_between(scene, place, predicate)
    subject = next((k for k in words.kids[place] if words.dep[k].startswith("nsubj")), -1)
    if side < 0 and subject >= 0 and words.lower[subject] not in EXPLETIVE:
        side = mention_in(scene, subject, owners=True)
        if side < 0:
            return  # a thing is wise to nobody
    yield Urge(predicate, side, against)


def urge_clause(scene: Scene, place: int, against: bool) -> Iterator[Urge]:
    """ "It is imperative that Oslo buy …"."""
    words = scene.words
    for kid in words.kids[place]:
        if words.dep[kid] not in ("csubj", "ccomp", "advcl") or words.tag[kid] not in ("VB", "VBP"):
            continue
        subject = next((k for k in words.kids[kid] if words.dep[k].startswith("nsubj")), -1)
        side = mention_in(scene, subject, owners=True) if subject >= 0 else -1
        if side >= 0:
            yield Urge(kid, side, against)


def urge_step(scene: Scene, place: int, lists: Lists) -> Iterator[Urge]:
    """ "The first step is to …", "the least it can do is …"."""
    words = scene.words
    before = words.lower[max(place - 3, scene.begin) : place + 1]
    if lists["stepword"].isdisjoint(before):
        return
    for later in range(place + 1, min(place + FAR, scene.end)):
        if words.lower[later] in PARTED:
            return
        if words.lemma[later] == "be" and words.tag[later] in ("VBZ", "VBP", "VB"):
            predicate = verb_right_after(words, later, scene.end)
            if predicate >= 0:
                yield Urge(predicate, side_between(scene, place, later), False)
            return


def urge_lacking(scene: Scene, place: int) -> Iterator[Urge]:
    """ "What is now required is (the will) to …"."""
    words = scene.words
    if "what" not in words.lower[max(place - NEAR, scene.begin) : place]:
        return
    if "is" not in words.lower[place + 1 : place + NEAR]:
        return
    predicate = infinitive_after(words, place, min(place + FAR, scene.end))
    if predicate >= 0:
        yield Urge(predicate, side_between(scene, place, predicate), False)


def urge_duty(scene: Scene, place: int) -> Iterator[Urge]:
    """ "Oslo has the duty to …", "Oslo has no choice but to …"."""
    words = scene.words
    verb = words.head[place]
    if words.lemma[verb] != "have" or words.dep[place] not in ("obj", "conj"):
        return
    if any(words.tag[k] == "VBD" for k in range(max(verb - 1, scene.begin), verb + 1)):
        return
    predicate = infinitive_after(words, place, min(place + FAR, scene.end))
    subject = next((k for k in words.kids[verb] if words.dep[k].startswith("nsubj")), -1)
    if predicate >= 0 and subject >= 0:
        side = mention_in(scene, subject, owners=True)
        if side >= 0 and not is_negated(scene, place):
            yield Urge(predicate, side, False)


def follows_being(words: Words, place: int, begin: int) -> bool:
    """Whether a form of "be" stands shortly before a predicate."""
    near = words.lemma[max(place - NEAR, begin) : place]
    return not BEING.isdisjoint(near)


def infinitive_after(words: Words, place: int, end: int) -> int:
    """The first infinitive with "to" behind a word, in its clause, or -1."""
    for later in range(place + 1, end):
        if words.lower[later] in (";", ":", "which", "who"):
            return -1
        if words.lower[later - 1] == "to" and words.tag[later] == "VB":
            return later
        split = later > 1 and words.lower[later - 2] == "to" and words.tag[later - 1] == "RB"
        if split and words.tag[later] == "VB":
            return later
    return -1


def verb_right_after(words: Words, place: int, end: int) -> int:
    """The verb right behind "is", with "to" or adverbs between, or -1."""
    for later in range(place + 1, min(place + NEAR, end)):
        if words.tag[later] in ("VB", "VBP") and words.lemma[later] != "be":
            return later
        if words.tag[later] not in ("TO", "RB", "IN", ","):
            return -1
    return -1


def side_between(scene: Scene, begin: int, end: int) -> int:
    """The mention behind "for" (or any one of who acts) between two tokens, or -1."""
    named = [scene.at(k) for k in range(begin + 1, end) if scene.at(k) >= 0]
    return named[0] if named else UNNAMED


def is_negated(scene: Scene, place: int) -> bool:
    """Whether a negation stands shortly before a cue."""
    near = scene.words.lower[max(place - NEAR, scene.begin) : place]
    return not {"not", "n't", "n’t", "never", "no", "hardly"}.isdisjoint(near)
