"""What it is time, better or wise to do; what is the only way, the first task, a duty."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.reading.coding.counsels import (
    BEING,
    GERUNDS,
    MAKING,
    Counsel,
    infinitive_kid,
    is_denied,
    is_passive,
    named_for,
    subject_kid,
)
from countermove.reading.coding.policies import is_course
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.urging import find_urges
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["from_nouns", "from_qualities"]

REACHES = load_counts("reading/coding/data/reaches.tsv")
NEAR = REACHES["urged_to"]
LONG = REACHES["timely"]
DUTIES = frozenset({"duty", "obligation", "responsibility", "choice", "alternative", "option"})
LEFT = frozenset({"option", "solution", "answer"})
"""What an act is said to be none of: "a strike on the port is not an option"."""
RISKY = frozenset({"dangerous", "risky", "costly", "reckless", "perilous"})
PARTED = frozenset({";", ":", "which", "who", "because", "if", "when", "unless", "where"})


def from_qualities(scene: Scene, lists: Lists) -> Iterator[Counsel]:
    """What it is wise, urgent, better or time to do."""
    words = scene.words
    for urge in find_urges(scene, lists):
        if is_course(scene, urge.predicate, lists):
            agent = scene.sides[urge.side].head if urge.side >= 0 else -1
            agent = agent if agent >= 0 else named_for(words, scene.begin, urge.predicate)
            yield Counsel(urge.predicate, agent, "act", urge.against)
    for place in range(scene.begin, scene.end):
        if words.lower[place] in ("time", "day", "moment", "hour"):
            yield from timely(scene, place)
        elif words.lower[place] == "better":
            yield from better_if(scene, place)
        elif words.lower[place] == "too" or words.lemma[place] in LEFT:
            yield from ruled_out(scene, place)


def ruled_out(scene: Scene, place: int) -> Iterator[Counsel]:
    """What is "too dangerous" or "no option": the act that it is said of is advised against."""
    words = scene.words
    risky = words.lower[place] == "too" and words.lower[place + 1 : place + 2]
    said = place + 1 if risky and risky[0] in RISKY else place
    barred = (
        said > place
        or is_denied(words, place)
        or any(words.lower[k] in ("no", "hardly") for k in words.kids[place])
    )
    present = any(words.dep[k] == "cop" and words.tag[k] == "VBZ" for k in words.kids[said])
    subject = subject_kid(words, said)
    if not barred or not present or subject < 0 or words.tag[subject] != "NN":
        return
    if any(words.dep[k] in ("nmod", "acl") for k in words.kids[subject]):
        yield Counsel(subject, -1, "thing", against=True)


def timely(scene: Scene, place: int) -> Iterator[Counsel]:
    """ "Now would be a good time for the board to …", "it is time we started to …"."""
    words = scene.words
    opens = words.lower[place : place + 2] in (["time", "to"], ["time", "for"])
    heading = place - scene.begin <= 1 and opens
    if not heading and not is_said_to_be(words, scene.begin, place):
        return
    for later in range(place + 1, min(place + LONG, scene.end)):
        if words.lower[later] in PARTED:
            return
        if words.tag[later] == "VB" and words.lower[later - 1] == "to":
            yield Counsel(later, named_for(words, scene.begin, later), "act")
            return
        past = words.tag[later] in ("VBD", "VBN") and words.lower[place] == "time"
        if past and words.lemma[later] != "be" and not heading:
            yield from timed_past(words, later)
            return


def is_said_to_be(words: Words, begin: int, place: int) -> bool:
    """Whether "it is" and perhaps an adjective stand right before: "is a good time", no "being"."""
    if words.lower[place + 1 : place + 2] == ["being"]:
        return False
    for earlier in range(place - 1, max(place - NEAR - 1, begin) - 1, -1):
        if words.lemma[earlier] == "be":
            return True
        if words.tag[earlier][:2] not in ("DT", "JJ", "RB", "PR"):
            return False
    return False


def timed_past(words: Words, place: int) -> Iterator[Counsel]:
    """What it is time that somebody did: "it is time we left", "that a rule was imposed"."""
    subject = subject_kid(words, place)
    if subject < 0:
        return
    inner = infinitive_kid(words, place)
    if is_passive(words, place):
        yield Counsel(place, subject, "passive")
    else:
        yield Counsel(inner if inner >= 0 else place, subject, "act")


def better_if(scene: Scene, place: int) -> Iterator[Counsel]:
    """ "It would be better, as they say, to …", "how much better it would be if it let go"."""
    words = scene.words
    near = words.lower[max(place - NEAR, scene.begin) : min(place + NEAR, scene.end)]
    if "would" not in near and "be" not in near and "is" not in near:
        return
    for later in range(place + 1, min(place + LONG, scene.end)):
        if words.lower[later] in (";", ":", "because", "than"):
            return
        if words.tag[later] == "VB" and words.lower[later - 1] == "to":
            yield Counsel(later, named_for(words, scene.begin, later), "act")
            return
        if words.lower[later] == "if" and words.dep[later] == "mark" and "would" in near:
            verb = words.head[later]
            if subject_kid(words, verb) > later:
                yield Counsel(verb, subject_kid(words, verb), "act")
            return


def from_nouns(scene: Scene, lists: Lists) -> Iterator[Counsel]:
    """What is the only way, the best answer, the most pressing task."""
    words = scene.words
    for place in range(scene.begin, scene.end):
        if words.lemma[place] in DUTIES and words.tag[place][:2] == "NN":
            yield from obliged(scene, place)
        if words.lemma[place] not in lists["step"] or words.tag[place][:2] != "NN":
            continue
        near = range(max(place - NEAR - 1, scene.begin), place)
        told = [words.lower[k] for k in near if place in (words.head[k], words.head[words.head[k]])]
        if not (lists["stepword"] | {"no", "pressing"}).isdisjoint(told):
            yield from told_by(scene, place)


def obliged(scene: Scene, place: int) -> Iterator[Counsel]:
    """What somebody has no choice but to do, or the duty to do."""
    words, verb = scene.words, scene.words.head[place]
    present = words.lemma[verb] == "have" and words.tag[verb] in ("VBP", "VBZ")
    if not present or words.dep[place] != "obj" or is_denied(words, verb):
        return
    barred = any(words.lower[k] == "no" for k in words.kids[place])
    subject = subject_kid(words, verb)
    if not barred and subject >= 0 and words.lower[subject] in ("we", "i"):
        return  # "we have a duty to" defends what one does
    for later in range(place + 1, min(place + NEAR + 2, scene.end)):
        if words.tag[later] == "VB" and words.lower[later - 1] == "to":
            if not barred or "but" in words.lower[place:later]:
                yield Counsel(later, subject, "act")
            return


def told_by(scene: Scene, place: int) -> Iterator[Counsel]:
    """What a noun of a step says or is said of, over a form of "be"."""
    words = scene.words
    if any(words.lemma[k] in BEING and words.dep[k] == "cop" for k in words.kids[place]):
        subject = subject_kid(words, place)
        barred = any(words.lower[k] in ("no", "not", "n't", "n’t") for k in words.kids[place])
        if barred:
            return  # "a blockade is no answer"
        # "Striking is the only way": the act is the subject; "the pact is the best answer".
        if subject >= 0 and words.tag[subject] in ("VBG", "VB"):
            yield Counsel(subject, -1, "act")
        elif subject >= 0 and words.tag[subject][:2] == "NN" and subject < place:
            yield Counsel(subject, -1, "thing")
        return
    top = words.head[place]
    if not words.dep[place].startswith("nsubj") or top <= place:
        linked = words.lemma[top] in MAKING and words.dep[place] in ("xcomp", "attr", "obj")
        subject = subject_kid(words, top) if linked else -1
        if subject >= 0 and words.tag[subject] in GERUNDS:
            yield Counsel(subject, -1, "act")
        elif subject >= 0 and words.tag[subject][:2] == "NN":
            yield Counsel(subject, -1, "thing")
        return
    is_linked = words.lemma[top] in BEING or any(words.dep[k] == "cop" for k in words.kids[top])
    if not is_linked:
        return
    verb = top if words.tag[top][:1] == "V" and words.lemma[top] not in BEING else -1
    verb = verb if verb >= 0 else infinitive_kid(words, top)
    if verb > place:
        yield Counsel(verb, owner_of(words, place), "act", is_denied(words, verb))
    elif words.tag[top][:2] == "NN":
        yield Counsel(top, -1, "thing")


def owner_of(words: Words, place: int) -> int:
    """Whose task or step it is, or -1."""
    return next((k for k in words.kids[place] if words.dep[k] == "nmod:poss"), -1)
