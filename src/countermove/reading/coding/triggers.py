"""Which words of a sentence tell an action: lexicon patterns against tokens."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.reading.coding.lexicon import Lexicon, Pattern
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = [
    "MONTHS",
    "Match",
    "Trigger",
    "find_triggers",
    "is_passive",
    "nearest_auxiliary",
    "reach_of",
]

FINITE = frozenset({"VBD", "VBZ", "VBP"})
STOPS = frozenset({";", "who", "which", "whom", "whose"})
REACHES = load_counts("reading/coding/data/reaches.tsv")
REACH = REACHES["object"]
"""How many words after a verb its object and complement are looked for in."""
GAP = REACHES["particle"]
"""How many words may stand between a verb and its particle or preposition."""
CLOSE = frozenset({"on", "upon", "for", "in"})
"""Prepositions that must follow within three words: further off they begin a date or place."""
CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "acl:relcl", "acl"})
INVARIABLE = frozenset({"cut", "hit", "shut", "put"})
"""Past tenses like the noun: after a name they are verbs ("Oslo cut ties")."""
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
})  # fmt: skip
BE = frozenset({"be", "get"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits: up to which token, and which tokens met its conditions."""

    pattern: Pattern
    last: int
    used: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an action, with every pattern that fits it, most specific first.

    `bare` marks a passive without an auxiliary, which the tagger may have got wrong.
    """

    place: int
    kind: str
    passive: bool
    bare: bool
    matches: tuple[Match, ...]


def find_triggers(words: Words, begin: int, end: int, lexicon: Lexicon) -> list[Trigger]:
    """The triggers of the sentence of tokens `begin` to `end`, verbs before nouns."""
    verbs: list[Trigger] = []
    others: list[Trigger] = []
    heads, stative = lexicon.heads, lexicon.lists["stative"]
    for place, lemma in enumerate(words.lemma[begin:end], start=begin):
        if lemma not in heads:
            continue
        kind, patterns = look_up(words, place, lexicon)
        if not patterns:
            continue
        if lemma in lexicon.lists["subjunctive"] and states_fact(words, place):
            continue
        active = lemma in stative and "by" not in words.lower[place + 1 : place + 4]
        passive = kind == "verb" and not active and is_passive(words, place, begin)
        found = match_word(words, place, begin, end, patterns, kind, passive)
        if found is not None:
            (verbs if kind == "verb" else others).append(found)
    taken = {used for trigger in verbs for used in trigger.matches[0].used}
    carriers = {trigger.place for trigger in verbs if trigger.matches[0].used}
    return verbs + [
        trigger
        for trigger in others
        if trigger.place not in taken and not is_carried(words, trigger.place, carriers)
    ]


def states_fact(words: Words, place: int) -> bool:
    """Whether the clause behind "insist that" says what is, and so asks for nothing.

    What is asked for stands in the bare form or behind "should": "insisted that Oslo pay".
    """
    for kid in words.kids[place]:
        if words.dep[kid] == "ccomp" and kid > place:
            parts = [kid, *(k for k in words.kids[kid] if words.dep[k].startswith(("aux", "cop")))]
            return any(words.tag[k] in ("VBD", "VBZ") for k in parts)
    return False


def is_carried(words: Words, place: int, carriers: set[int]) -> bool:
    """Whether a noun is the object of a verb whose pattern was met by another of its words."""
    return words.dep[place] in ("obj", "nsubj:pass") and words.head[place] in carriers


def look_up(words: Words, place: int, lexicon: Lexicon) -> tuple[str, tuple[Pattern, ...]]:
    """The kind of word at `place` and the patterns its lemma has."""
    tag = words.tag[place]
    first = tag[:1]
    lemma = words.lemma[place]
    if first == "V":
        if is_attribute(words, place) or words.dep[place][:3] == "aux":
            return "", ()
        return "verb", lexicon.verbs.get(lexicon.past.get(lemma, lemma), ())
    if lemma in lexicon.past and is_past_form(words, place, lexicon):
        return "verb", lexicon.verbs[lexicon.past[lemma]]
    form = words.lower[place]
    if first == "N" and form in lexicon.gerunds and is_gerund(words, place, lexicon):
        return "verb", lexicon.verbs[lexicon.gerunds[form]]
    if first == "N" and tag not in ("NNP", "NNPS"):
        named = place > 0 and words.tag[place - 1] in ("NNP", "NNPS")
        if named and (lemma in INVARIABLE or leads_sentence(words, place, lexicon)):
            return "verb", lexicon.verbs.get(lemma, ())
        return "noun", lexicon.nouns.get(lemma, ())
    if first == "J" and words.dep[place] != "amod":
        return "adjective", lexicon.adjectives.get(lemma, ())
    return "", ()


def is_past_form(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether a past form is a verb, whatever the tagger takes it for.

    Of a rare verb the tagger makes an adjective: "Oslo instigated unrest".
    """
    if words.dep[place] in CLAUSES or words.lemma[place] in lexicon.strong:
        return True
    return words.tag[place] == "JJ" and stands_for_verb(words, place)


def is_gerund(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether a seeming noun in -ing is a verb: the parse gives it a mark or an object.

    So is what somebody has the intention or the hope of: "no intention of recognising".
    """
    intends = place > 1 and words.lemma[place - 2] in lexicon.lists["gerund-of"]
    if intends and words.lower[place - 1] == "of":
        return True
    return any(
        words.dep[kid] == "obj" or (words.dep[kid] == "mark" and words.lower[kid] != "that")
        for kid in words.kids[place]
    )


def leads_sentence(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether a seeming plural is the verb of a sentence: "President Mor meets Minister Hale"."""
    if words.tag[place] != "NNS" or words.dep[place] != "ROOT" or place + 1 >= len(words):
        return False
    follows = words.tag[place + 1] in ("NNP", "NNPS", "DT", "JJ", "PRP$", "CD", "NNS")
    if words.tag[place + 1] == "IN":
        follows = words.lemma[place] not in lexicon.nouns
    return follows and words.lower[place].endswith("s")


def is_attribute(words: Words, place: int) -> bool:
    """Whether a participle only qualifies a noun ("the besieged town") or is one."""
    dep = words.dep[place]
    if words.tag[place] == "VBG" and dep == "amod":
        return words.head[place] > place  # "striking teachers"
    if words.tag[place] != "VBN":
        return False
    if dep in ("amod", "nsubj", "compound"):
        return not stands_for_verb(words, place)
    is_object = dep in ("obj", "obl") and place > 0
    return is_object and words.lower[place - 1] in ("the", "their", "its")


def stands_for_verb(words: Words, place: int) -> bool:
    """Whether a seeming attribute is the verb of a sentence that has no other.

    "Oslo suspended deliveries" is at times taken for a noun phrase.
    """
    noun = words.head[place]
    if words.dep[noun] != "ROOT" or noun < place or not place:
        return False
    return words.tag[place - 1][:2] in ("NN", "PR") and words.tag[noun][:1] == "N"


def match_word(
    words: Words,
    place: int,
    begin: int,
    end: int,
    patterns: tuple[Pattern, ...],
    kind: str,
    passive: bool,
) -> Trigger | None:
    """The trigger at `place`, or None where no pattern fits or the best one tells no event."""
    bare = passive and not has_be(words, place, begin)
    ahead = reach_of(words, place, end)
    behind = reach_back(words, place, begin) if passive or kind != "verb" else ()
    near = words_within(words, behind.stop + 1 if behind else place + 1, ahead.stop)
    matches = []
    for pattern in patterns:
        if not can_match(pattern, near):
            continue
        match = match_pattern(words, place, pattern, ahead, behind)
        if match is not None:
            matches.append(match)
            if pattern.action == "-":
                break
    if not matches or matches[0].pattern.action == "-":
        return None
    kept = [match for match in matches if match.pattern.action != "-"]
    kept.sort(key=lambda m: (-m.pattern.rank[0], -m.pattern.rank[1], far(m, place), breadth(m)))
    return Trigger(place, kind, passive, bare, tuple(kept))


def words_within(words: Words, start: int, stop: int) -> set[str]:
    """The words and lemmas of tokens `start` to `stop`."""
    return {*words.lower[start:stop], *words.lemma[start:stop]}


def can_match(pattern: Pattern, near: set[str]) -> bool:
    """Whether the words a pattern wants are there at all: a quick test before the exact one."""
    if not near.issuperset(pattern.rest):
        return False
    return not any(map(near.isdisjoint, pattern.wanted))


def far(match: Match, place: int) -> int:
    """How far off the words are that met a pattern's conditions."""
    return sum(abs(used - place) for used in match.used)


def breadth(match: Match) -> int:
    """How many words would have met a pattern's conditions: fewer is more telling."""
    return sum(map(len, match.pattern.wanted))


def match_pattern(
    words: Words, place: int, pattern: Pattern, ahead: range, behind: range | tuple[()]
) -> Match | None:
    """How `pattern` fits the word at `place`, or None."""
    last = place
    for wanted in pattern.rest:
        last = follow(words, wanted, last, ahead)
        if last < 0:
            return None
    if pattern.barred and any(holds(words, k, pattern.barred) for k in ahead):
        return None
    used = []
    for wanted_set in pattern.wanted:
        met = first_of(words, wanted_set, ahead, behind)
        if met < 0:
            return None
        used.append(met)
    return Match(pattern, last, tuple(used))


def follow(words: Words, wanted: str, last: int, ahead: range) -> int:
    """Where `wanted` follows the token `last` closely, or -1."""
    gap = 3 if wanted in CLOSE else GAP
    for place in range(last + 1, min(last + 1 + gap, ahead.stop)):
        met = words.lower[place] == wanted or words.lemma[place] == wanted
        if met and not (wanted == "on" and opens_date(words, place, ahead.stop)):
            return place
    return -1


def opens_date(words: Words, place: int, stop: int) -> bool:
    """Whether "on" only says when: "was fired on 1 November", "called on Monday"."""
    behind = words.lower[place + 1 : min(place + 3, stop)]
    dated = [w for w in behind if w in WEEKDAYS or w in MONTHS]
    return bool(dated) and (behind[0] == dated[0] or words.tag[place + 1] == "CD")


def first_of(words: Words, wanted: frozenset[str], ahead: range, behind: range | tuple[()]) -> int:
    """The first token of either reach that is one of `wanted`, or -1."""
    for place in ahead:
        if holds(words, place, wanted):
            return place
    for place in behind:
        if holds(words, place, wanted):
            return place
    return -1


def holds(words: Words, place: int, wanted: frozenset[str]) -> bool:
    """Whether the token is one of the words."""
    return words.lower[place] in wanted or words.lemma[place] in wanted


def reach_of(words: Words, place: int, end: int) -> range:
    """The tokens after `place` in which its object and complement may stand."""
    stop = min(end, place + 1 + REACH)
    for later in range(place + 1, stop):
        if words.tag[later] in FINITE or is_stop(words, later):
            return range(place + 1, later + 1)
    return range(place + 1, stop)


def is_stop(words: Words, place: int) -> bool:
    """Whether a relative word or semicolon ends the clause; "WHO" between brackets does not."""
    return words.lower[place] in STOPS and words.lower[place - 1] != "("


def reach_back(words: Words, place: int, begin: int) -> range:
    """The tokens before `place` in which a passive subject or modifier may stand."""
    start = max(begin, place - REACH)
    for earlier in range(place - 1, start - 1, -1):
        if is_stop(words, earlier):
            return range(place - 1, earlier, -1)
        if words.tag[earlier] in FINITE and words.lemma[earlier] not in ("be", "have", "get"):
            return range(place - 1, earlier, -1)
    return range(place - 1, start - 1, -1)


def is_passive(words: Words, place: int, begin: int) -> bool:
    """Whether the verb is in the passive, by its auxiliaries first and the parse second."""
    if words.tag[place] not in ("VBN", "VBD"):
        return False
    if has_be(words, place, begin):
        return True
    if words.tag[place] == "VBD" or words.dep[place] == "xcomp":
        return has_agent(words, place, begin)
    if has_have(words, place, begin):
        return False
    return words.dep[place] in ("acl", "amod", "acl:relcl", "advcl") and not reads_active(
        words, place
    )


def has_agent(words: Words, place: int, begin: int) -> bool:
    """Whether a seeming past tense is a participle: "the republics, founded by …"."""
    phrase = words.dep[place] in ("acl", "xcomp")
    if place <= begin or not (phrase or words.lower[place - 1] == ","):
        return False
    ahead = words.lower[place + 1 : place + 5]
    return "by" in ahead and not any(words.dep[kid] == "obj" for kid in words.kids[place])


def has_be(words: Words, place: int, begin: int) -> bool:
    """Whether a passive auxiliary belongs to the participle."""
    if has_have(words, place, begin):
        return False  # "has reportedly carried out"
    for kid in words.kids[place]:
        if words.dep[kid] in ("aux:pass", "nsubj:pass"):
            return True
    return nearest_auxiliary(words, place, begin) in BE


def has_have(words: Words, place: int, begin: int) -> bool:
    """Whether the auxiliary of the perfect stands before the participle."""
    return nearest_auxiliary(words, place, begin) == "have"


def nearest_auxiliary(words: Words, place: int, begin: int) -> str:
    """The auxiliary right before a participle, adverbs skipped, or ""."""
    for earlier in range(place - 1, max(begin, place - 5) - 1, -1):
        if words.lemma[earlier] in ("be", "get", "have"):
            return words.lemma[earlier]
        if words.tag[earlier] not in ("RB", "RBR", "RBS"):
            break
    return ""


def reads_active(words: Words, place: int) -> bool:
    """Whether a participle is rather a past tense: "Ankara called on …" taken for a phrase.

    The tagger confuses the two; a noun that heads a whole sentence, or an object that
    follows at once, tells a past tense.
    """
    noun = words.head[place]
    if words.dep[noun] == "ROOT" and words.tag[noun][:1] == "N":
        return noun < place or stands_for_verb(words, place)
    behind = place + 1
    if words.lower[behind : behind + 1] == ["on"] and not WEEKDAYS.isdisjoint(
        words.lower[place + 2 : place + 3]
    ):
        behind = place + 3
    following = words.tag[behind] if behind < len(words) else ""
    return following in ("DT", "PRP", "PRP$", "NNP", "CD", "JJ", "NNS")
