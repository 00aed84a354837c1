"""Where the sides of a predicate stand: subject, agent, object, prepositions."""

from __future__ import annotations

from dataclasses import replace

from countermove.reading.coding.phrases import FINITE
from countermove.reading.coding.roles import (
    PRONOUNS,
    RELATIVE,
    Scene,
    mention_in,
    subject_of,
)
from countermove.reading.coding.triggers import Match, Trigger
from countermove.reading.coding.weighing import weigh
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = [
    "NOT_ALLOWED",
    "SPOKEN",
    "after",
    "agent",
    "by_preposition",
    "look_abroad",
    "pair_up",
    "relative_object",
    "shared_target",
    "subject_side",
    "verb_target",
]

OBJECTS = ("obj", "iobj")
REACHES = load_counts("reading/coding/data/reaches.tsv")
RELATED = REACHES["relative_links"]
"""How many links a verb may stand below the relative clause whose noun it acts on."""
FAR = REACHES["target"]
"""How many words after the trigger a target named without a preposition may stand."""
NEAR_PREPOSITION = REACHES["prepositional_side"]
NEAR_WITH = REACHES["partner"]


SPEAKING = frozenset({"we", "i"})
"""Who speaks of themselves: "'We will not pay', said Oslo"."""
NOT_ALLOWED = -2
SPOKEN = frozenset({"REQUEST", "THREATEN", "ACCUSE"})
"""Types of speech, which may be told of by a participle behind to whom one speaks."""


def look_abroad(scene: Scene, trigger: Trigger, match: Match, source: int, target: int) -> int:
    """Another country's side in place of the source's own people, where one is named.

    In "offered to send troops to Uganda" the troops are the means, not the target; whom police
    or courts deal with is the target.
    """
    pattern = match.pattern
    if source < 0 or target < 0 or "actor" in pattern.options:
        return target
    side, sector = scene.sides[source].party.side, scene.sides[source].party.sector
    if pattern.action == "COERCE" or (pattern.action == "ASSAULT" and sector == "COP"):
        return target
    if scene.sides[target].party.side != side or not names_others(scene, side):
        return target
    masked = [n if n < 0 or scene.sides[n].party.side != side else -1 for n in scene.who]
    found = verb_target(replace(scene, who=masked), trigger, match, source)
    return found if found >= 0 else target


def names_others(scene: Scene, side: str) -> bool:
    """Whether the sentence names any other side."""
    return any(n >= 0 and scene.sides[n].party.side != side for n in scene.who)


def subject_side(scene: Scene, trigger: Trigger, *, owners: bool = True) -> int:
    """The mention that is the trigger's subject, by the parse, else by word order."""
    holder = holder_of(scene, trigger.place)
    if holder >= 0:
        return holder
    subject = subject_of(scene.words, trigger.place, scene.controls)
    if subject >= 0:
        found = mention_in(scene, subject, owners=owners)
        if found >= 0:
            return found
        if scene.words.lower[subject] in SPEAKING and len(scene.speakers) == 1:
            return next(iter(scene.speakers))
        planner = planner_of(scene, trigger.place, subject)
        if planner >= 0:
            return planner
        if scene.words.lower[subject] not in PRONOUNS and subject < trigger.place:
            joined = joined_before(scene, subject)
            return joined if joined >= 0 else right_before(scene, trigger.place)
    return before(scene, trigger.place)


def planner_of(scene: Scene, place: int, noun: int) -> int:
    """Who does what a noun's infinitive or participle tells, or -1.

    "Oslo took the decision to leave", "Oslo signed an order suspending the aid".
    """
    words = scene.words
    above = words.head[noun]
    if words.dep[place] != "acl" or words.head[place] != noun:
        return -1
    if words.tag[place] not in ("VB", "VBG"):
        return -1
    if words.dep[noun] == "obj" and words.tag[above][:1] == "V":
        return subject_side(scene, Trigger(above, "verb", False, False, ()))
    return -1


def holder_of(scene: Scene, place: int) -> int:
    """Who has the intention or hope of what a word in -ing tells, or -1: "has no hope of …"."""
    words = scene.words
    noun = place - 2
    if noun < scene.begin or words.lower[place - 1] != "of" or words.dep[noun] != "obj":
        return -1
    above = words.head[noun]
    if words.tag[noun][:1] != "N" or words.tag[above][:1] != "V":
        return -1
    return subject_side(scene, Trigger(above, "verb", False, False, ()))


def joined_before(scene: Scene, subject: int) -> int:
    """The mention that a subject of no name is coordinated with, or -1.

    "Oslo and three other states cut ties": the others are not named, Oslo is.
    """
    words = scene.words
    for earlier in range(subject - 1, max(subject - 6, scene.begin), -1):
        if words.lower[earlier] == "and":
            return scene.at(earlier - 1)
        if words.tag[earlier][:2] not in ("CD", "JJ", "DT", "PR", "NN"):
            return -1
    return -1


def right_before(scene: Scene, place: int) -> int:
    """The mention that ends right before a verb, its helpers and adverbs skipped, or -1."""
    for earlier in range(place - 1, max(place - 5, scene.begin) - 1, -1):
        number = scene.at(earlier)
        if number >= 0:
            return number
        if scene.words.tag[earlier][:2] not in ("RB", "MD", "VB", "_S"):
            return -1
    return -1


def before(scene: Scene, place: int) -> int:
    """The nearest earlier mention that looks like a subject, else the nearest one."""
    nearest = -1
    seen = -1
    for earlier in range(place - 1, scene.begin - 1, -1):
        number = scene.at(earlier)
        if number < 0 or number == seen:
            continue
        seen = number
        if scene.words.dep[scene.sides[number].head].startswith("nsubj"):
            return number
        nearest = number if nearest < 0 else nearest
    return nearest


def agent(scene: Scene, trigger: Trigger, match: Match, target: int) -> int:
    """The mention after "by" in a passive."""
    words = scene.words
    for place in range(trigger.place + 1, scene.end):
        if words.lower[place] in (("by", "from") if is_sent_out(match) else ("by",)):
            found = after(scene, place, NEAR_PREPOSITION, target)
            if found >= 0:
                return found
    return -1


def is_sent_out(match: Match) -> bool:
    """Whether "from" names who acts: "aid was received from …", "envoys were expelled from …"."""
    return "swap" in match.pattern.options or match.pattern.mode == "expel"


def shared_target(scene: Scene, place: int, source: int) -> int:
    """Whom the verb above a participle acts on: "wrote to Oslo threatening to …", or -1."""
    words = scene.words
    above = words.head[place]
    if words.tag[place] != "VBG" or words.dep[place] not in ("advcl", "xcomp") or above > place:
        return -1
    for kid in words.kids[above]:
        if above < kid < place and words.dep[kid] in ("obj", "iobj", "obl"):
            found = mention_in(scene, kid, owners=False)
            if found >= 0 and not scene.same(found, source):
                return found
    return -1


def after(scene: Scene, place: int, reach: int, other: int) -> int:
    """The first mention within `reach` words after a place that is not `other`."""
    for later in range(place + 1, min(place + 1 + reach, scene.end)):
        number = scene.at(later)
        if number >= 0 and not scene.same(number, other):
            return number
    return -1


def verb_target(scene: Scene, trigger: Trigger, match: Match, source: int) -> int:
    """The target of an active verb or an adjective; `NOT_ALLOWED` where one is required."""
    needs = "actor" in match.pattern.options
    direct, is_head = object_side(scene, trigger.place, source)
    if needs:
        direct = direct if direct >= 0 else next_to(scene, match.last, source)
        return direct if direct >= 0 else NOT_ALLOWED
    if "both" in match.pattern.options:
        told = with_side(scene, match, source)
        joined = told if told >= 0 else joined_side(scene, source, trigger.place)
        if joined >= 0:
            return joined
    clause = clause_side(scene, match, source)
    if clause >= 0:
        return clause
    found = by_preposition(scene, match, match.last, source)
    if direct >= 0 and (found < 0 or (is_head and not outweighs(scene, found, direct))):
        return direct
    return found if found >= 0 else first_free(scene, trigger.place, source)


def clause_side(scene: Scene, match: Match, source: int) -> int:
    """Who is to do what is asked for: the side named first in "demanded that …"."""
    words, last = scene.words, match.last
    if match.pattern.action != "REQUEST":
        return -1
    for place in range(last, min(last + 3, scene.end)):
        if words.lower[place] == "that":
            return after(scene, place, NEAR_PREPOSITION, source)
    return -1


def outweighs(scene: Scene, one: int, other: int) -> bool:
    """Whether a mention is an organized side while the other is just people."""
    return weigh(scene.sides[one].party) >= 2 and weigh(scene.sides[other].party) < 1


def object_side(scene: Scene, place: int, source: int) -> tuple[int, bool]:
    """The mention in the direct object, and whether it is the object rather than its owner."""
    words = scene.words
    opener = next((k for k in words.kids[place] if words.lower[k] in ("which", "whom")), -1)
    if opener >= 0 and words.dep[opener] == "obj" and words.dep[place] == "acl:relcl":
        found = mention_in(scene, words.head[place], owners=False)
        if found >= 0 and not scene.same(found, source):
            return found, True
    for kid in words.kids[place]:
        if words.dep[kid] in OBJECTS and words.lower[kid] not in RELATIVE:
            found = mention_in(scene, kid, owners=False)
            found = found if found >= 0 else joined_object(scene, kid)
            if found >= 0 and not scene.same(found, source):
                owns = scene.sides[found].start <= kid and kid - place < NEAR_PREPOSITION
                return found, scene.at(kid) == found or owns
    noun = relative_object(words, place)
    found = mention_in(scene, noun, owners=False) if noun >= 0 else -1
    return (-1, False) if found < 0 or scene.same(found, source) else (found, scene.at(noun) >= 0)


def joined_object(scene: Scene, noun: int) -> int:
    """The mention that is coordinated with an object of no name, or -1: "a clerk and Oslo"."""
    words = scene.words
    joined = (scene.at(kid) for kid in words.kids[noun] if words.dep[kid] == "conj")
    return next((number for number in joined if number >= 0), -1)


def relative_object(words: Words, place: int) -> int:
    """The noun that a relative clause's verb acts on, or -1: "the league that Oslo has banned".

    The verb may stand further down: "states that it has no intention of recognising".
    """
    here = place
    for _ in range(RELATED):
        noun = words.head[here]
        for kid in words.kids[here]:
            if words.dep[kid].startswith("nsubj") and words.lower[kid] in RELATIVE:
                return -1
            if words.dep[kid] == "obj" and here == place and words.lower[kid] not in RELATIVE:
                return -1
        if words.dep[here] == "acl:relcl":
            return noun if words.tag[noun][:1] == "N" and noun < here else -1
        if noun == here or words.dep[here] not in ("obj", "nmod", "acl", "xcomp"):
            return -1
        here = noun
    return -1


def with_side(scene: Scene, match: Match, source: int) -> int:
    """With whom coordinated sides do something together: "A and B reached a deal with C"; or -1."""
    if "with" not in match.pattern.prepositions:
        return -1
    words, last = scene.words, match.last
    stop = min(scene.end, last + 1 + NEAR_PREPOSITION)
    for place in range(last + 1, stop):
        if words.lower[place] == "with":
            found = after(scene, place, NEAR_WITH, source)
            partners = scene.partners(source)
            return -1 if found in partners else found
        if words.tag[place] in FINITE or words.lower[place] in (",", ";"):
            return -1
    return -1


def joined_side(scene: Scene, source: int, place: int) -> int:
    """The side that is coordinated with the source before the trigger: "A and B signed"."""
    if source < 0:
        return -1
    words, end = scene.words, scene.sides[source].end
    for later in range(end, min(end + 8, place)):
        if words.lower[later] in ("and", "&"):
            found = after(scene, later, 6, source)
            return found if found >= 0 and scene.sides[found].start < place else -1
    return -1


def next_to(scene: Scene, last: int, source: int) -> int:
    """A mention that starts the phrase right after the verb, where the parse gave no object."""
    words = scene.words
    for later in range(last + 1, min(last + 7, scene.end)):
        number = scene.at(later)
        if number >= 0 and not scene.same(number, source):
            return number
        if words.tag[later][:1] in "VIT" or words.lower[later] in (",", "that"):
            return -1
    return -1


def by_preposition(scene: Scene, match: Match, last: int, source: int) -> int:
    """The first mention after one of the pattern's prepositions; "in" only where no other has."""
    words, wanted = scene.words, match.pattern.prepositions
    stop = min(scene.end, last + 1 + FAR)
    start = last if words.lower[last] in wanted else last + 1
    inside = -1
    for place in range(start, stop):
        if words.lower[place] in wanted:
            found = after(scene, place, NEAR_PREPOSITION, source)
            if found < 0 or found in scene.speakers:
                continue
            if words.lower[place] != "in":
                return found
            inside = found if inside < 0 else inside
    return inside


def first_free(scene: Scene, place: int, source: int) -> int:
    """The first later mention that is neither source nor a mere speaker, people last."""
    spare = -1
    for later in range(place + 1, min(place + 1 + FAR, scene.end)):
        number = scene.at(later)
        if scene.rivals and (scene.words.tag[later] in FINITE or scene.words.lower[later] == ";"):
            break  # the next clause; whom the text is about is likelier meant
        if number < 0 or scene.same(number, source) or number in scene.speakers:
            continue
        if weigh(scene.sides[number].party) >= 1:
            return number
        spare = number if spare < 0 else spare
    return spare


def pair_up(scene: Scene, source: int) -> tuple[int, int]:
    """Two sides that act on one another: "A and B signed", "talks between A and B"."""
    words = scene.words
    if source < 0:
        return source, -1
    side = scene.sides[source]
    for place in range(side.end, min(side.end + 30, scene.end)):
        number = scene.at(place)
        if number >= 0 and not scene.same(number, source):
            joined = any(words.lower[k] in ("and", "&") for k in range(side.end, place))
            return source, number if joined else -1
    for place in range(side.start - 1, max(side.start - 12, scene.begin - 1), -1):
        number = scene.at(place)
        if number >= 0 and not scene.same(number, source):
            first = scene.sides[number]
            joined = any(words.lower[k] in ("and", "&") for k in range(first.end, side.start))
            return (number, source) if joined else (source, -1)
    return source, -1
