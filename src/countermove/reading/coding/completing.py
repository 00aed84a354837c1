"""Sides that an act leaves unnamed: who denies or announces it, who is answered, who is meant."""

from __future__ import annotations

from dataclasses import replace

from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import ANSWER
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.weighing import weigh

__all__ = ["TOWARDS", "find_denier", "own_up", "turn"]

TOWARDS = frozenset({"REJECT", "ACCUSE", "THREATEN", "SANCTION", "REQUEST", "COERCE", "ASSAULT"})
"""Types that are always towards somebody: where no one is named, the other side of the text."""
SAYING = frozenset({"insist", "say", "claim", "maintain", "state"})
PLACING = frozenset({"at", "in", "near", "on", "via", "through", "off", "across"})
PRESSING = frozenset({"THREATEN", "SANCTION", "REQUEST", "COERCE", "ASSAULT"})
"""Types that one of two main sides suffers from the other, where nobody is said to do it."""
INSTRUMENTS = frozenset({
    "act", "agreement", "announcement", "bill", "campaign", "charter", "complaint", "contract",
    "decision", "decree", "deal", "law", "lawsuit", "legislation", "letter", "march", "measure",
    "memo", "notice", "order", "petition", "plan", "policy", "proposal", "program", "programme",
    "provision", "reform", "regulation", "report", "resolution", "rule", "ruling", "statement",
    "strike", "suit", "tariff", "treaty", "ultimatum",
})  # fmt: skip
"""Papers and measures by which a side acts."""
FORCEFUL = frozenset({"COERCE", "ASSAULT"})
FORCED = FORCEFUL | {"SANCTION"}
"""Types that nobody but the one who presses in a text is likely to do to people in it."""
YIELDING = frozenset({"CONCEDE", "RETREAT"})
"""Types of giving way: where a text has two main sides, to the other one."""


def own_up(scene: Scene, find: Find) -> Find:
    """Take who denies or announces an act that nobody is said to have done for who does it.

    "Oslo denied that there was a blockade": if there was one, it was Oslo's.
    """
    announced = find.source < 0 and is_announced(scene, find)
    if find.source >= 0 or (find.action not in PRESSING and not announced):
        return find
    told = find_denier(scene, find.place)
    if told < 0 and announced:
        told = next(iter(scene.speakers))
    if told < 0 or scene.same(told, find.target):
        return find
    return replace(find, source=told)


def is_announced(scene: Scene, find: Find) -> bool:
    """Whether one side says what will be done, and not by whom: "Oslo said aid would be cut"."""
    words, place = scene.words, find.place
    if not find.trigger.passive or len(scene.speakers) != 1:
        return False
    helpers = {words.lower[kid] for kid in words.kids[place] if words.dep[kid][:3] == "aux"}
    return not helpers.isdisjoint(("will", "would", "shall"))


def find_denier(scene: Scene, place: int) -> int:
    """The side that denies the predicate, or says that there is no such thing; or -1."""
    words, here = scene.words, place
    none = any(words.lower[kid] == "no" for kid in words.kids[place])
    for _ in range(5):
        above = words.head[here]
        if above == here:
            return -1
        denies = words.lemma[above] == "deny" or (none and words.lemma[above] in SAYING)
        if denies and words.tag[above][:1] == "V":
            if words.dep[here].startswith("nsubj"):
                return -1  # it belongs to who denies, not to what is denied
            subject = subject_of(words, above, scene.controls)
            return mention_in(scene, subject, owners=True) if subject >= 0 else -1
        here = above
    return -1


def turn(scene: Scene, find: Find) -> Find:
    """Give an act its unnamed other side: who is answered, refused, or meant by "him"."""
    if find.source < 0 <= find.target and find.mode == "withdraw" and find.trigger.passive:
        # "Soviet specialists were called home": by those whose they are.
        return replace(find, source=find.target, target=scene.rival_of(find.target))
    if is_at_firm(scene, find):
        return replace(find, source=scene.rival_of(find.source), target=find.source)
    faced = "swap" in find.pattern.options
    told = find.trigger.passive or find.trigger.kind == "noun" or faced
    told = told and find.action in PRESSING
    if find.source < 0 <= find.target and (told or by_instrument(scene, find)):
        return replace(find, source=presser_of(scene, find))
    if find.source >= 0 and misses(scene, find):
        rival = scene.rival_of(find.source)
        if rival >= 0:
            return replace(find, target=rival)
    if find.source < 0 or find.target >= 0:
        return find
    if find.action not in TOWARDS and scene.same(find_denier(scene, find.place), find.source):
        # "Oslo denied that it had offered a prize": to the other main side, if to anybody.
        return replace(find, target=scene.rival_of(find.source))
    answers = find.pattern.action == ANSWER or has_pronoun_object(scene, find)
    if answers or find.action in TOWARDS:
        shares = scene.words.dep[find.place] == "conj" and find.action not in FORCEFUL
        before = find.place if answers or shares or find.action == "REJECT" else scene.begin
        other = scene.other_than(find.source, before, weigh)
        return find if other in scene.partners(find.source) else replace(find, target=other)
    return find


def is_at_firm(scene: Scene, find: Find) -> bool:
    """Whether a strike is told of a firm's people, and the firm only says where they work.

    "Clerks at the Oslo works went on strike": not the works, but who stands against it.
    """
    if find.mode != "strike" or not scene.is_rival(find.source) or find.target >= 0:
        return False
    labour = scene.sides[find.source].party.sector == "LAB"
    subject = subject_of(scene.words, find.place, scene.controls)
    people = subject >= 0 and scene.words.tag[subject] == "NNS" and scene.at(subject) < 0
    return people and not labour


def presser_of(scene: Scene, find: Find) -> int:
    """Who presses the target, where nobody is said to: its rival, else who presses in the text.

    "Many of the monks were arrested" in a text where a state presses a province.
    """
    rival = scene.rival_of(find.target)
    forced = find.action in FORCED and find.mode != "convict" and find.trigger.kind != "noun"
    if rival >= 0 or not forced:
        return rival
    presser = scene.last_of(scene.presser)
    same = presser >= 0 and scene.sides[presser].party.side == scene.sides[find.target].party.side
    return -1 if same else presser


def by_instrument(scene: Scene, find: Find) -> bool:
    """Whether a paper or measure of nobody named does it: "the letter accuses", "the law bars"."""
    words = scene.words
    subject = subject_of(words, find.place, scene.controls)
    qualifies = words.dep[find.place].startswith("acl")  # "a policy that does not require him"
    if find.trigger.kind != "verb" or subject < 0 or qualifies or find.action not in TOWARDS:
        return False
    return scene.at(subject) < 0 and words.lemma[subject] in INSTRUMENTS


def misses(scene: Scene, find: Find) -> bool:
    """Whether an act names nobody it is towards or gives way to, or, hostile, nobody of a side."""
    if find.target < 0:
        return find.action in TOWARDS or find.action in YIELDING
    hostile = find.action in TOWARDS or find.action in ("MOBILIZE", "PROTEST")
    return hostile and is_mere(scene, find.target)


def is_mere(scene: Scene, number: int) -> bool:
    """Whether a mention is of people without a name, or of an unknown place: no side by itself.

    What is done to "its tour operators" or "at Tesh Gate" is done to the other main side.
    """
    side = scene.sides[number]
    if not side.party.side.islower() or scene.is_main(number):
        return False
    before = scene.words.lower[max(side.start - 1, 0)]
    if side.party.sector == "JRN":
        return True
    one_firm = side.party.sector == "BUS" and scene.words.tag[side.head] == "NN"
    owned = side.party.name.islower() and (one_firm or is_owned(scene, number))
    return owned or (weigh(side.party) <= 1 and before in PLACING)


def is_owned(scene: Scene, number: int) -> bool:
    """Whether people are told as somebody's: "its tour operators"."""
    words, head = scene.words, scene.sides[number].head
    return any(words.dep[kid] == "nmod:poss" for kid in words.kids[head])


def has_pronoun_object(scene: Scene, find: Find) -> bool:
    """Whether the object is a personal pronoun, which cannot mean the subject itself."""
    words = scene.words
    return any(
        words.dep[kid] in ("obj", "iobj") and words.lower[kid] in ("him", "her", "them", "it", "us")
        for kid in words.kids[find.place]
    )
