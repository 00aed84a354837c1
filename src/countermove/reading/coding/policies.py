"""Advice: what a side should, must or needs to do at home or for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.counsels import cleft_subject, is_passive
from countermove.reading.coding.duties import read_duty
from countermove.reading.coding.phrases import (
    LONGEST,
    TRAILING,
    following,
    object_of,
    phrase_of,
)
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.urging import UNNAMED, find_urges
from countermove.reading.coding.weighing import weigh
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = [
    "advise",
    "advised_predicates",
    "advised_side",
    "find_policies",
    "is_course",
    "spell_out",
    "urged",
]

NEAR = load_counts("reading/coding/data/reaches.tsv")["policy"]
UTMOST = frozenset({"all", "everything", "whatever", "what", "utmost", "best", "more"})
CUES = frozenset(
    {
        "should",
        "must",
        "ought",
        "shall",
        "need",
        "needs",
        "needed",
        "have",
        "has",
        "had",
        "time",
        "better",
        "well",
    }
)
"""Words advice may begin with; all else is passed over quickly."""


def find_policies(scene: Scene, taken: frozenset[int], lists: Lists) -> list[Clause]:
    """Advice to a side that no event of the sentence tells already.

    `taken` are the tokens of the events' triggers. Advice whose object is a mere "policy" or
    "steps" is told by the clause that says which.
    """
    clauses: list[Clause] = []
    if "?" in scene.words.lower[max(scene.begin, scene.end - 3) : scene.end]:
        return clauses
    for cue, predicate in advised_predicates(scene, lists):
        source = advised_side(scene, cue, predicate, lists)
        if source < 0 or not is_duty(scene, cue, predicate, lists):
            continue
        places = spell_out(scene, predicate, lists)
        for place in places:
            if place not in taken:
                # "Build an army and find suppliers" is two pieces of advice, each by its own words.
                stop = min((p for p in places if p > place), default=scene.end)
                clauses.append(advise(replace(scene, end=stop), place, source, lists))
    told = {clause.place for clause in clauses} | taken
    return clauses + [c for c in urged(scene, UNNAMED, lists) if c.place not in told]


def urged(scene: Scene, addressee: int, lists: Lists) -> list[Clause]:
    """What the sentence urges without "should".

    With an `addressee`, the mention of who is meant, only what names nobody itself; without
    one (-1) only what does.
    """
    found: dict[int, Clause] = {}
    for urge in find_urges(scene, lists):
        if (urge.side < 0) != (addressee >= 0) or not is_course(scene, urge.predicate, lists):
            continue
        if scene.words.lemma[urge.predicate] in lists["inward"]:
            continue
        source = urge.side if urge.side >= 0 else addressee
        if urge.side >= 0 and weigh(scene.sides[source].party) < 1:
            continue
        for place in spell_out(scene, urge.predicate, lists):
            found.setdefault(place, advise(scene, place, source, lists, against=urge.against))
    return list(found.values())


def is_duty(scene: Scene, cue: int, predicate: int, lists: Lists) -> bool:
    """Whether a modal advises, rather than expects, regrets, foretells or reports an order.

    A passive advises nothing to the side that it is done to ("Oslo should be told"); what belongs
    to a side the side itself can do it to ("its society needs to be united").
    """
    words = scene.words
    lemma, better = words.lemma[predicate], words.lower[cue] in ("better", "well")
    behind = words.lower[predicate : min(predicate + NEAR, scene.end)]
    if lemma in ("be", "come") and not is_bearing(behind, lists):
        return False
    if better or words.lower[cue] == "time":
        return is_course(scene, predicate, lists)
    inward = lemma in lists["inward"] and lemma not in lists["factive"]
    if inward or read_duty(words, cue, predicate, lists) != "advice":
        return False
    suffered = is_passive(words, predicate)
    subject = subject_of(words, predicate, scene.controls) if suffered else -1
    told = words.text[words.start[subject] : words.end[subject]] if subject >= 0 else ""
    if suffered and (not told or (scene.at(subject) >= 0 and not told.islower())):
        return False
    return is_course(scene, predicate, lists)


def is_bearing(behind: list[str], lists: Lists) -> bool:
    """Whether "should be" or "come" goes on with how to bear oneself: "be patient"."""
    if behind[:1] == ["come"]:
        return lists["feeling"].isdisjoint(behind)
    return not lists["bearing-of"].isdisjoint(behind)


def is_course(scene: Scene, predicate: int, lists: Lists) -> bool:
    """Whether more than attention is asked for: not "must be noted", "must keep in mind"."""
    lemma = scene.words.lemma[predicate]
    if lemma in ("keep", "bear"):
        return "mind" not in scene.words.lower[predicate + 1 : min(predicate + 4, scene.end)]
    return lemma not in lists["noticing"]


def advised_predicates(scene: Scene, lists: Lists) -> Iterator[tuple[int, int]]:
    """Pairs of the advising word and the predicate it advises."""
    words = scene.words
    lower = words.lower[scene.begin : scene.end]
    if CUES.isdisjoint(lower):
        return
    for place, word in enumerate(lower, start=scene.begin):
        if word not in CUES:
            continue
        if word in lists["advice"] and words.tag[place] == "MD":
            predicate = next_verb(scene, place)
        elif words.lemma[place] in ("need", "have", "ought") and words.tag[place][:1] == "V":
            to = next_to_mark(scene, place)
            owned = any(words.tag[k][:1] in "NDP" for k in range(place + 1, to))
            predicate = next_verb(scene, to) if to >= 0 and not owned else -1
        elif opens_advice(words, place) and words.lower[place] != "time":
            to = next_to_mark(scene, place, NEAR)
            predicate = next_verb(scene, to if to >= 0 else place)
        else:
            continue
        if predicate >= 0:
            yield place, predicate


def opens_advice(words: Words, place: int) -> bool:
    """Whether "it is time", "had better" or "would do well" ends at `place`."""
    pair = (words.lemma[place - 1] if place else "", words.lower[place])
    return pair in (("be", "time"), ("have", "better"), ("do", "well"))


def next_to_mark(scene: Scene, place: int, reach: int = 2) -> int:
    """The "to" that follows within `reach` words, or -1."""
    for later in range(place + 1, min(place + 1 + reach, scene.end)):
        if scene.words.lower[later] == "to":
            return later
        if scene.words.tag[later][:1] == "V":
            return -1
    return -1


def next_verb(scene: Scene, place: int) -> int:
    """The main verb after a modal or "to", auxiliaries and adverbs skipped, or -1."""
    words = scene.words
    if words.lower[place] == "ought" and words.lower[place + 1 : place + 2] == ["to"]:
        place += 1
    for later in range(place + 1, min(place + NEAR, scene.end)):
        tag, lemma = words.tag[later], words.lemma[later]
        if tag[:1] == "V" and not (lemma in ("be", "have", "get") and is_helper(words, later)):
            return later
        if tag[:1] not in ("V", "R", "P", "N", ",") and words.lower[later] != "not":
            return -1
    return -1


def is_helper(words: Words, place: int) -> bool:
    """Whether a "be" or "have" is followed by the participle it helps."""
    for later in range(place + 1, min(place + 4, len(words))):
        if words.tag[later] in ("VBN", "VBG"):
            return True
        if words.tag[later][:2] != "RB":
            return False
    return False


def advised_side(scene: Scene, cue: int, predicate: int, lists: Lists) -> int:
    """The side that is advised, or -1."""
    words = scene.words
    named = [scene.at(k) for k in range(cue + 1, predicate) if scene.at(k) >= 0]
    if words.lower[cue] == "time" and named:
        return named[0]
    # In "had better" the parser at times hangs the subject on "had".
    for place in (predicate, cue, max(cue - 1, scene.begin)):
        subject = cleft_subject(words, predicate)
        if subject < 0:
            subject = subject_of(words, place, scene.controls)
        if subject >= 0:
            if words.dep[subject] == "expl" or words.lower[subject] in ("one", "there"):
                return -1
            if scene.at(subject) < 0 and words.lemma[subject] in lists["relation"]:
                return -1  # "Oslo's partners must help" asks nothing of Oslo
            source = mention_in(scene, subject, owners=True)
            return source if source >= 0 and weigh(scene.sides[source].party) >= 1 else -1
    return -1


def spell_out(scene: Scene, predicate: int, lists: Lists) -> list[int]:
    """The predicates that say what is advised: the verb, its coordinates, or its clause."""
    words = scene.words
    predicate = utmost(words, predicate, scene.end)
    object_place = object_of(words, predicate)
    conjuncts = [
        kid
        for kid in words.kids[predicate]
        if words.dep[kid] == "conj" and words.tag[kid][:1] == "V" and not has_subject(words, kid)
    ]
    if object_place >= 0 and words.lemma[object_place] in lists["course"]:
        clauses = relative_predicates(scene, object_place)
        if clauses:
            finite = [kid for kid in conjuncts if words.tag[kid] in ("VBZ", "VBP")]
            return sorted({*clauses, *finite})
    return [predicate, *(kid for kid in conjuncts if words.tag[kid] == words.tag[predicate])]


def utmost(words: Words, predicate: int, end: int) -> int:
    """What is to be done with all means: in "do all it can to prevent war" it is to prevent it."""
    if words.lemma[predicate] != "do" or UTMOST.isdisjoint(
        words.lower[predicate + 1 : predicate + 3]
    ):
        return predicate
    for later in range(predicate + 2, min(predicate + 2 * NEAR, end)):
        if words.lower[later - 1] == "to" and words.tag[later] == "VB":
            return later
    return predicate


def relative_predicates(scene: Scene, noun: int) -> list[int]:
    """The predicates of the relative clause that hangs on a noun."""
    words = scene.words
    found = [kid for kid in words.kids[noun] if words.dep[kid].startswith("acl")]
    for place in list(found):
        found += [kid for kid in words.kids[place] if words.dep[kid] == "conj"]
    return [place for place in found if words.tag[place][:1] == "V" and place < scene.end]


def has_subject(words: Words, place: int) -> bool:
    """Whether a predicate has a subject of its own."""
    return any(words.dep[kid].startswith("nsubj") for kid in words.kids[place])


def advise(scene: Scene, place: int, source: int, lists: Lists, *, against: bool = False) -> Clause:
    """The advice a predicate tells; `against` where the words before it advise not to."""
    words = scene.words
    near = range(max(place - 4, scene.begin), place)
    negated = against or any(words.lower[k] in lists["negation"] for k in near)
    told = stands_for(scene, place)
    label = name_course(scene, told)
    object_place = object_of(words, told)
    what = " ".join(phrase_of(words, object_place)) if object_place >= 0 else ""
    label = f"not {label}" if negated else label
    return Clause(place, place, source, "POLICY", "", "advised", negated, label, what)


def stands_for(scene: Scene, place: int) -> int:
    """The verb that "do so" takes up: "the prospects to hold it are so slim that to do so is …"."""
    words = scene.words
    inner = next((k for k in words.kids[place] if words.dep[k] == "xcomp"), place)
    if words.lemma[inner] != "do" or words.lower[inner + 1 : inner + 2] != ["so"]:
        return place
    led = [
        k for k in range(inner - 1, scene.begin, -1) if words.lower[k - 1] == "to" and k != place
    ]
    # A rare verb behind "to" is at times tagged as an adjective.
    return next((k for tag in ("VB", "JJ") for k in led if words.tag[k] == tag), place)


def name_course(scene: Scene, place: int) -> str:
    """The advised course in a few words; of a passive, what is to be done to what."""
    words = scene.words
    is_passive = any(words.dep[kid] == "aux:pass" for kid in words.kids[place])
    if not is_passive:
        return " ".join(
            drop_joints([words.lemma[place], *following(scene, place + 1)][: LONGEST + 1])
        )
    subject = subject_of(words, place, scene.controls)
    thing = phrase_with_partners(words, subject) if subject >= 0 else []
    return " ".join([words.lemma[place], *thing][: LONGEST + 1])


def drop_joints(label: list[str]) -> list[str]:
    """The words without those at the end that only lead on: "… on storage and"."""
    while len(label) > 1 and label[-1] in TRAILING:
        label.pop()
    return label


def phrase_with_partners(words: Words, head: int) -> list[str]:
    """A noun phrase with what is coordinated with it."""
    found = phrase_of(words, head)
    for kid in words.kids[head]:
        if words.dep[kid] == "conj" and kid - head <= 6:
            found += ["and", *phrase_of(words, kid)]
    return found
