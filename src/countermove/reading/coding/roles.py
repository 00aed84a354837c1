"""Who acts and who is acted upon: the parse where it helps, word order where it does not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from countermove.reading.parsing.words import Words
from countermove.records.events import Party
from countermove.records.number_table import load_counts

__all__ = [
    "PRONOUNS",
    "RELATIVE",
    "Scene",
    "Side",
    "mention_in",
    "relative_head",
    "set_scene",
    "subject_of",
]

LINKS = frozenset({",", "and", "&"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = frozenset({"it", "they", "he", "she", "who", "which", "that", "we", "i", "this", "them"})
ADVERBIAL = frozenset(
    {"advmod", "obl", "obl:tmod", "obl:unmarked", "dep", "nmod", "vocative", "dislocated"}
)
REACHES = load_counts("reading/coding/data/reaches.tsv")
MANY = REACHES["coordinated"]
"""How many coordinated sides to either side of one are told apart."""
MEMORY = REACHES["other_side"]
"""How many words back the other side of a stand-off may have been named last."""
BLAMING = frozenset({
    "accuse", "sue", "blame", "condemn", "criticize", "criticise", "denounce", "fault", "punish",
    "fine", "sanction", "penalize", "penalise", "thank", "praise", "attack", "slam", "blast",
    "rebuke", "prosecute", "indict", "charge", "arrest", "jail",
})  # fmt: skip
"""Verbs whose object is who did what stands behind "for" or "of" in -ing."""
OWNERS = ("nmod:poss", "compound", "amod", "nmod", "appos", "flat", "nmod:desc", "obl", "list")


class Side(Protocol):
    """A mention of a political actor: a half-open token range, its head, and who it is."""

    @property
    def start(self) -> int:
        """The first token."""
        ...

    @property
    def end(self) -> int:
        """The token after the last one."""
        ...

    @property
    def head(self) -> int:
        """The token the rest of the sentence attaches to."""
        ...

    @property
    def party(self) -> Party:
        """Who it is."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its mentions: `who[token - begin]` is a place in `sides`, or -1.

    `sides` are all mentions of the text in order; only those of the sentence are in `who`.
    `rivals` are the codes of the two main sides of the text, each with the other, `presser` the
    one of them that presses the other more; `main` those of all sides that the text is about:
    what passes between them counts, whoever they are.
    """

    words: Words
    begin: int
    end: int
    sides: Sequence[Side]
    who: list[int]
    speakers: frozenset[int]
    controls: frozenset[str]
    rivals: Mapping[str, str] = field(default_factory=dict)
    main: frozenset[str] = frozenset()
    presser: str = ""

    def is_main(self, number: int) -> bool:
        """Whether a mention is of a side that the text is about."""
        return number >= 0 and self.sides[number].party.side in self.main

    def is_rival(self, number: int) -> bool:
        """Whether a mention is of one of the two main sides of the text."""
        return number >= 0 and self.sides[number].party.side in self.rivals

    def at(self, place: int) -> int:
        """The mention that covers the token, or -1."""
        inside = self.begin <= place < self.end
        return self.who[place - self.begin] if inside else -1

    def same(self, one: int, other: int) -> bool:
        """Whether two mentions are one actor: the same side and no different part of it."""
        if one == other or one < 0 or other < 0:
            return one == other
        a, b = self.sides[one].party, self.sides[other].party
        return a.side == b.side and (a.sector == b.sector or not a.sector or not b.sector)

    def partners(self, number: int) -> list[int]:
        """A mention with those that are coordinated with it ("A, B and C"), in order."""
        if number < 0:
            return [number]
        first = last = number
        while self.joined(first - 1, first):
            first -= 1
        while self.joined(last, last + 1):
            last += 1
        words = self.words.lower[self.sides[first].start : self.sides[last].end]
        if first == last or not {"and", "&"} & set(words):
            return [number]
        near = range(max(first, number - MANY), min(last, number + MANY) + 1)
        return [n for n in near if n == number or not self.same(n, number)]

    def joined(self, one: int, other: int) -> bool:
        """Whether only commas and "and" stand between two neighbouring mentions."""
        if one < 0 or other >= len(self.sides) or self.sides[one].start < self.begin:
            return False
        between = self.words.lower[self.sides[one].end : self.sides[other].start]
        joins = not LINKS.isdisjoint(between) and set(between) <= LINKS | {"the"}
        return joins and self.sides[other].end <= self.end and not self.parts(one, other)

    def parts(self, one: int, other: int) -> bool:
        """Whether the second of two neighbours is the subject of a clause of its own.

        "Bern may invade Oslo, and it could …": the pronoun is not coordinated with Oslo.
        """
        words = self.words
        top, there = self.sides[one].head, self.sides[other].head
        while words.dep[top] == "conj" and words.tag[words.head[top]][:1] == "N":
            top = words.head[top]
        return words.dep[there].startswith("nsubj") and words.head[top] != words.head[there]

    def rival_of(self, number: int) -> int:
        """The last mention up to here of the side that a mention's side stands against, or -1."""
        return self.last_of(self.rivals.get(self.sides[number].party.side, ""))

    def last_of(self, code: str) -> int:
        """The last mention up to here of a side, or -1."""
        if not code:
            return -1
        last = bisect_left(self.sides, self.end, key=lambda one: one.start)
        before = (n for n in range(last - 1, -1, -1) if self.sides[n].party.side == code)
        return next(before, -1)

    def are_rivals(self, one: int, other: int) -> bool:
        """Whether two mentions are the two main sides of the text."""
        return self.rivals.get(self.sides[one].party.side, "") == self.sides[other].party.side

    def other_than(self, number: int, place: int, weight: Callable[[Party], int]) -> int:
        """The last mention before a token of the other side most spoken of, or -1."""
        side = self.sides[number].party.side
        first = bisect_left(self.sides, place - MEMORY, key=lambda one: one.start)
        last = bisect_left(self.sides, place, key=lambda one: one.start)
        near = [
            (one.party.side, first + offset)
            for offset, one in enumerate(self.sides[first:last])
            if one.party.side != side and weight(one.party) >= 2
        ]
        if not near:
            return -1
        counts = Counter(other for other, _ in near)
        return max(near, key=lambda pair: (counts[pair[0]], pair[1]))[1]


def set_scene(
    words: Words,
    begin: int,
    end: int,
    sides: Sequence[Side],
    numbers: Sequence[int],
    say: frozenset[str],
    controls: frozenset[str],
) -> Scene:
    """The scene of one sentence with the mentions `numbers`; longer ones win where two overlap."""
    who = [-1] * (end - begin)
    for number in sorted(numbers, key=lambda n: sides[n].start - sides[n].end):
        side = sides[number]
        for place in range(max(side.start, begin), min(side.end, end)):
            if who[place - begin] < 0:
                who[place - begin] = number
    scene = Scene(words, begin, end, sides, who, frozenset(), controls)
    speakers = find_speakers(scene, say)
    return replace(scene, speakers=frozenset(speakers)) if speakers else scene


def find_speakers(scene: Scene, say: frozenset[str]) -> list[int]:
    """Mentions that are only the subject of a reporting verb."""
    words, found = scene.words, []
    lemmas = words.lemma[scene.begin : scene.end]
    if "according" in lemmas:
        found += find_cited(scene)
    if say.isdisjoint(lemmas):
        return [number for number in found if number >= 0]
    for place, lemma in enumerate(lemmas, start=scene.begin):
        if lemma in say and words.tag[place][:1] == "V":
            for kid in words.kids[place]:
                if words.dep[kid] == "nsubj":
                    found.append(mention_in(scene, kid, owners=True))
    return [number for number in found if number >= 0]


def find_cited(scene: Scene) -> list[int]:
    """The mention right behind "according to", or -1."""
    lower = scene.words.lower
    place = lower.index("according", scene.begin)
    if lower[place + 1 : place + 2] != ["to"]:
        return []
    return [scene.at(later) for later in range(place + 2, min(place + 5, scene.end))]


def subject_of(words: Words, place: int, controls: frozenset[str], depth: int = 0) -> int:
    """The token that is the (possibly understood) subject of a predicate, or -1.

    Climbs complements, coordinations and participles; the object of a verb such as
    "urge" is the subject of its complement.
    """
    for kid in words.kids[place]:
        if words.dep[kid].startswith(("nsubj", "csubj")):
            return relative_head(words, place, kid)
    leader = led_by(words, place)
    if leader >= 0:
        return leader
    above, dep = words.head[place], words.dep[place]
    if above == place or depth > 4:
        return -1
    blamed = blamed_for(words, place)
    if blamed >= 0:
        return blamed
    if is_complement(words, place) and words.lemma[above] in controls:
        for kid in words.kids[above]:
            if words.dep[kid] in ("obj", "iobj", "obl") and kid < place:
                return kid
    if dep == "conj" and words.tag[above] in ("NNP", "NNPS"):
        return above
    if dep in ("acl", "acl:relcl") and words.tag[above][:1] in "NP":
        own = [kid for kid in words.kids[above] if words.dep[kid] == "nsubj"]
        return own[0] if own else above
    if dep in ("xcomp", "ccomp", "conj", "advcl", "parataxis", "cop", "acl", "aux"):
        return subject_of(words, above, controls, depth + 1)
    return -1


def is_complement(words: Words, place: int) -> bool:
    """Whether a verb completes the one above it: also where the parse has "to" for a purpose."""
    to = words.tag[place] == "VB" and "to" in (words.lower[kid] for kid in words.kids[place])
    return words.dep[place] in ("xcomp", "ccomp") or (words.dep[place] == "advcl" and to)


def blamed_for(words: Words, place: int) -> int:
    """Whose deed a gerund tells behind "for": "sued the agency for cutting …"; or -1."""
    above = words.head[place]
    marks = {words.lower[kid] for kid in words.kids[place] if kid < place}
    if words.tag[place] != "VBG" or marks.isdisjoint(("for", "of")):
        return -1
    if words.lemma[above] not in BLAMING:
        return -1
    return next((kid for kid in words.kids[above] if words.dep[kid] == "obj" and kid < place), -1)


def led_by(words: Words, place: int) -> int:
    """The name right before a finite verb that the parse took for part of an adverbial, or -1.

    "In May Oslo recalled …": the verb has no subject, and a name hangs on it as something else.
    """
    if words.tag[place] not in ("VBD", "VBZ", "VBP") or not place:
        return -1
    before = place - 1
    while before > 0 and words.tag[before] == "RB":
        before -= 1
    named = words.tag[before] in ("NNP", "NNPS") and words.head[before] == place
    return before if named and words.dep[before] in ADVERBIAL else -1


def relative_head(words: Words, place: int, subject: int) -> int:
    """The noun a relative pronoun stands for, or the subject itself."""
    if words.lower[subject] in RELATIVE and words.dep[place] in ("acl:relcl", "acl"):
        return words.head[place]
    return subject


def mention_in(scene: Scene, place: int, *, owners: bool, depth: int = 0) -> int:
    """The mention at a noun phrase's head, or the nearest one that owns or qualifies it."""
    here = scene.at(place)
    if here >= 0 or depth > 3:
        return here
    words = scene.words
    for dep in OWNERS:
        for kid in words.kids[place]:
            if words.dep[kid].startswith(dep) and (not owners or not is_recipient(words, kid)):
                found = mention_in(scene, kid, owners=owners, depth=depth + 1)
                if found >= 0:
                    return found
    return -1


def is_recipient(words: Words, place: int) -> bool:
    """Whether a modifier says towards whom ("to", "against", "on"), not whose."""
    for kid in words.kids[place]:
        if words.dep[kid] == "case":
            return words.lower[kid] not in ("of", "in", "from", "by", "'s", "’s", "'", "’", "at")
    return False
