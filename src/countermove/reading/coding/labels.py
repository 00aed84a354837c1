"""Short phrases for people, made of the words themselves: a verb with what belongs to it."""

from __future__ import annotations

from countermove.reading.coding.counsels import infinitive_kid
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Lexicon
from countermove.reading.coding.parts import relative_object
from countermove.reading.coding.phrases import (
    LONGEST,
    following,
    phrase_of,
    spell_tokens,
)
from countermove.reading.coding.roles import Scene
from countermove.reading.parsing.words import Words
from countermove.records.events import Thing
from countermove.records.number_table import load_counts

__all__ = ["describe", "name_thing", "refuse_label"]

OBJECT_DEPS = ("obj", "nsubj:pass")
REACHES = load_counts("reading/coding/data/reaches.tsv")
REFUSED = REACHES["refusal"]
"""Words within which a refusal follows the verb that tells it."""
TOLD = REACHES["threat_addressee"]
"""Words in which a threat says to whom or where, before it says what."""
SPOKEN = frozenset({"REQUEST", "THREATEN"})
CALLED = REACHES["called_links"]
"""How many links below "called" a noun may stand that says what something is called."""
NAMING = frozenset({"call", "brand", "label", "dub", "term", "describe"})
SUFFERED = frozenset({"ACCUSE", "COERCE", "SANCTION", "ASSAULT"})
"""Types whose verbs mostly have who suffers them for an object."""
UNWILLING = frozenset({"unwilling", "reluctant", "loath", "hesitant"})
MODIFIERS = ("amod", "compound")
VOWELS = "aeiou"


def describe(scene: Scene, find: Find, lexicon: Lexicon) -> str:
    """The act in at most twelve words: lemma of the verb, then its object as written.

    An act noun is called by its verb ("blockade of the port": blockade port); one that has no
    verb is called by its noun alone.
    """
    words, place = scene.words, find.place
    if find.trigger.kind == "noun":
        return " ".join(name_noun(scene, find, lexicon)[:LONGEST])
    if find.trigger.kind in ("charge", "denial"):
        return " ".join(name_speech(scene, find)[:LONGEST])
    if find.trigger.kind == "adjective" and "swap" in find.pattern.options:
        return " ".join(name_state(scene, place)[:LONGEST])
    first = base_form(words, place, lexicon) if find.trigger.kind == "verb" else words.lower[place]
    if find.trigger.kind == "verb" and find.trigger.passive:
        thing = object_place(scene, find)
        rest = passive_object(scene, thing) if thing >= 0 else name_target(scene, find)
        return " ".join([first, *particle_of(words, place), *rest][:LONGEST])
    if find.trigger.kind == "adjective":
        return " ".join(name_stance(scene, place)[:LONGEST])
    refused = refused_verb(scene, find)
    if refused >= 0:
        rest = following(scene, refused + 1)
        return " ".join(["refuse", "to", words.lemma[refused], *rest][:LONGEST])
    that = spoken_clause(scene, find) if find.action in SPOKEN else -1
    start = place if that < 0 else that
    rest = (["that"] if that >= 0 else []) + following(scene, start + 1, clause=that >= 0)
    if first == "oppose" and rest[:1] == ["to"]:  # "they were opposed to"
        rest = rest[1:]
    return " ".join([first, *(rest or relative_name(scene, place))][:LONGEST])


def name_speech(scene: Scene, find: Find) -> list[str]:
    """What a side says of the other: "call closure unfair", "accuse Oslo", "deny charges"."""
    words, place = scene.words, find.place
    if find.trigger.kind == "denial":
        denied = following(scene, place + 1) if words.lemma[place] == "deny" else []
        return ["deny", *(denied or ["it"])]
    subject = next((k for k in words.kids[place] if words.dep[k].startswith("nsubj")), -1)
    told = subject >= 0 and words.tag[subject][:2] == "NN" and words.tag[place][:1] in "JN"
    if told and len(phrase_of(words, subject)) + 2 <= LONGEST:
        return ["call", *phrase_of(words, subject), *fault_of(words, place)]
    charged = name_target(scene, find)
    return ["accuse", *charged] if charged else ["criticize", "it"]


def fault_of(words: Words, place: int) -> list[str]:
    """The word that finds fault, a noun with its article."""
    articles = [words.lower[k] for k in words.kids[place] if words.lower[k] in ("a", "an")]
    return [*articles, words.lower[place]]


def name_target(scene: Scene, find: Find) -> list[str]:
    """The other side by its name where something is done to it, or nothing."""
    if find.action not in SUFFERED:
        return []
    return scene.sides[find.target].party.name.split() if find.target >= 0 else []


def name_stance(scene: Scene, place: int) -> list[str]:
    """What an adjective tells of a side: "be ready to …"; who is unwilling to, refuses to."""
    words = scene.words
    rest = following(scene, place + 1)
    if words.lower[place] in UNWILLING and rest[:1] == ["to"]:
        return ["refuse", *rest]
    return ["refuse"] if words.lower[place] in UNWILLING else ["be", words.lower[place], *rest]


def name_state(scene: Scene, place: int) -> list[str]:
    """What a side does that leaves something in the state an adjective tells: "leave … idle"."""
    words = scene.words
    subject = next((k for k in words.kids[place] if words.dep[k].startswith("nsubj")), -1)
    thing = phrase_of(words, subject) if subject >= 0 else ["it"]
    return ["leave", thing[0].lower(), *thing[1:], words.lower[place]]


def relative_name(scene: Scene, place: int) -> list[str]:
    """What a relative clause's verb acts on, where nothing follows the verb itself."""
    noun = relative_object(scene.words, place)
    if noun < 0:
        return []
    noun = called(scene.words, noun)
    number = scene.at(noun)
    return scene.sides[number].party.name.split() if number >= 0 else phrase_of(scene.words, noun)


def called(words: Words, noun: int) -> int:
    """What a noun is only another word for: "called the provinces states it will not recognise"."""
    above = noun
    for _ in range(CALLED):
        above = words.head[above]
        things = [k for k in words.kids[above] if words.dep[k] == "obj" and k < noun]
        if words.lemma[above] in NAMING and words.tag[above][:1] == "V" and things:
            return things[0]
    return noun


def refuse_label(label: str) -> str:
    """A label as that of the refusal to do what it says."""
    return label if label.split(" ", 1)[0] in ("refuse", "reject") else f"refuse to {label}"


def base_form(words: Words, place: int, lexicon: Lexicon) -> str:
    """The lemma of a verb; of a form that the tagger does not know, as the lexicon has it."""
    lemma = words.lemma[place]
    return lexicon.past.get(lemma, lexicon.gerunds.get(lemma, lemma))


def particle_of(words: Words, place: int) -> list[str]:
    """The particle of a verb right behind it ("called off"), or nothing."""
    kids = [k for k in words.kids[place] if words.dep[k] == "compound:prt" and k == place + 1]
    return [words.lower[kid] for kid in kids]


def passive_object(scene: Scene, thing: int) -> list[str]:
    """What a passive was done to; a pronoun by the name it stands for."""
    words = scene.words
    if words.tag[thing] == "PRP":
        return spell_tokens(scene, [thing])
    return phrase_of(words, thing)


def name_noun(scene: Scene, find: Find, lexicon: Lexicon) -> list[str]:
    """An act noun as a verb phrase, or the noun alone where it has no verb."""
    words, place = scene.words, find.place
    lemma = words.lemma[place]
    inner = infinitive_kid(words, place) if find.action == "THREATEN" else -1
    if inner >= 0:  # "the threat by Oslo to veto the bill"
        return ["threaten", "to", words.lemma[inner], *following(scene, inner + 1)]
    named = lexicon.nominal.get(f"{lemma}#{find.action}") or lexicon.nominal.get(lemma)
    if named is None:
        return [words.lower[place]]
    verb, dropped = named
    told = words.tag[place + 1 : place + 2] == ["VBG"]  # "a ban prohibiting …" says it again
    rest = [] if told else following(scene, place + 1)
    if rest and rest[0].lower() in dropped:
        rest = rest[1:]
    elif rest and rest[0].lower() in ("by", "between", "of"):
        rest = []
    return [*fill(words, place, verb), *rest]


def fill(words: Words, place: int, verb: str) -> list[str]:
    """The verb phrase with the noun's adjectives and an article put in."""
    own = [
        words.lower[kid]
        for kid in words.kids[place]
        if words.dep[kid] in MODIFIERS and kid < place and words.tag[kid] in ("NN", "JJ", "NNS")
    ]
    parts = verb.replace("{}", " ".join(own[-2:])).split()
    noun = parts[parts.index("{a}") + 1] if "{a}" in parts else ""
    article = "an" if noun[:1] in VOWELS else "a"
    return [article if part == "{a}" else part for part in parts]


def object_place(scene: Scene, find: Find) -> int:
    """The head of what the act affects, or -1."""
    words = scene.words
    for dep in OBJECT_DEPS:
        for kid in words.kids[find.place]:
            if words.dep[kid] == dep:
                return kid
    for match in find.trigger.matches[:1]:
        for used in match.used:
            if words.tag[used][:1] == "N" and used != find.place:
                return used
    return -1


def refused_verb(scene: Scene, find: Find) -> int:
    """The verb that somebody says they will not do, or -1: "told him that it would not pay"."""
    words = scene.words
    if find.action != "REJECT" or words.lemma[find.place] not in ("say", "tell", "declare"):
        return -1
    for place in range(find.place + 1, min(find.place + REFUSED, scene.end - 2)):
        bars = words.lower[place] in ("not", "n't", "n’t") and words.tag[place - 1] == "MD"
        if bars and words.tag[place + 1] == "VB":
            return place + 1
    return -1


def spoken_clause(scene: Scene, find: Find) -> int:
    """The "that" of what is asked or threatened, or -1; of a threat, also behind who is told."""
    reach = TOLD if find.action == "THREATEN" else 1
    words = scene.words
    for place in range(find.place + 1, min(find.place + 1 + reach, scene.end)):
        if words.lower[place] == "that":
            return place
        if words.lower[place] in (",", ";") or words.tag[place][:1] == "V":
            return -1
    return -1


def name_thing(scene: Scene, find: Find) -> Thing | None:
    """What the act affects, by its words; None where nothing but a side is named."""
    head = object_place(scene, find)
    if head < 0 or scene.at(head) >= 0:
        return None
    what = " ".join(phrase_of(scene.words, head))
    return Thing(what=what) if what else None
