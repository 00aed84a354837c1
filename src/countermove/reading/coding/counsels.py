"""A piece of advice as the parse has it, and what its words are in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from countermove.reading.coding.voice import Speech
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = [
    "BEING",
    "EXPLETIVE",
    "GERUNDS",
    "MAKING",
    "MODALS",
    "OBJECTS",
    "VERBAL",
    "Counsel",
    "Form",
    "cleft_subject",
    "gives_reason",
    "has_to",
    "infinitive_kid",
    "is_aside",
    "is_denied",
    "is_passive",
    "is_reported",
    "is_there",
    "named_for",
    "subject_kid",
]

REACHES = load_counts("reading/coding/data/reaches.tsv")
LONG = REACHES["timely"]
Form = Literal["act", "passive", "thing"]
SINGLE = frozenset({"‘", "'", "`"})
"""Single quotation marks, which also open words, and so mark no speech elsewhere."""
AVERRING = frozenset({"aver", "maintain", "hold", "opine", "profess", "submit", "remind", "tell"})
VIEWS = frozenset(
    {"ground", "grounds", "claim", "argument", "mandate", "view", "belief", "opinion", "statement"}
    | {"insistence", "assertion", "allegation", "complaint", "notion", "demand", "ruling", "order"}
)
"""Nouns whose clause is what somebody holds."""
ASKING = frozenset({"why", "how", "whether", "where", "when"})
MODALS = frozenset({"should", "must", "ought"})
BEING = frozenset({"be", "remain", "become", "seem"})
MAKING = BEING | {"represent", "constitute"}
GERUNDS = ("VBG", "VB")
EXPLETIVE = frozenset({"it", "there", "one", "this", "that"})
VERBAL = ("VB", "VBP", "VBZ", "VBG", "VBN", "VBD")
OBJECTS = frozenset({"obj", "iobj", "obl"})
BESIDE = ("conj", "parataxis", "appos")
"""How the ones that it is not hang on those that it is."""


@dataclass(frozen=True, slots=True)
class Counsel:
    """Something that is advised.

    `place` is the verb, or of a thing its noun; `agent` the token of who is to do it, or -1 where
    nobody is named. A passive's agent is the noun that it is to be done to.
    """

    place: int
    agent: int
    form: Form
    against: bool = False


def is_reported(words: Words, place: int, quotes: Speech, lists: Lists) -> bool:
    """Whether a clause is what somebody else is said to hold: "they argue that fees must rise"."""
    if quotes[place]:
        return False
    says = lists["say"] | lists["voicing"] | AVERRING
    here = place
    for _ in range(4):
        above = words.head[here]
        if above == here:
            return False
        if words.dep[here] == "acl" and words.lemma[above] in VIEWS:
            return True  # "on the grounds that the owners must pay"
        if words.dep[here] == "ccomp" and words.lemma[above] in says and not is_asked(words, above):
            if not SINGLE.isdisjoint(words.lower[min(above, place) : max(above, place)]):
                return False
            speaker = subject_kid(words, above)
            return speaker < 0 or words.lower[speaker] not in ("i", "we", "it", "that")
        here = above
    return False


def is_aside(words: Words, predicate: int, lists: Lists) -> bool:
    """Whether a predicate stands in a condition, a relative clause, or under an order."""
    here = predicate
    for _ in range(3):
        if words.dep[here] == "acl" and is_object_relative(words, here):
            return True
        if words.dep[here] in ("acl:relcl", "advcl:relcl"):
            reason = gives_reason(words, words.head[here])
            return not reason and not is_cleft(words, words.head[here])
        marks = [k for k in words.kids[here] if words.dep[k] in ("mark", "advmod")]
        if any(words.lower[k] in lists["conditional"] | ASKING for k in marks):
            return not any(gives_reason(words, k) for k in marks)
        above = words.head[here]
        if words.dep[here] == "ccomp" and words.lemma[above] in lists["ordering"]:
            return True
        if above == here or words.dep[here] not in ("xcomp", "conj"):
            return False
        here = above
    return False


def is_object_relative(words: Words, predicate: int) -> bool:
    """Whether "that" is what a predicate acts on: "the harbour that they must reopen"."""
    return any(
        words.lower[k] in ("that", "which") and words.dep[k] == "obj" for k in words.kids[predicate]
    )


def gives_reason(words: Words, place: int) -> bool:
    """Whether a "why" tells a consequence and asks nothing: "that is why they must pay"."""
    return words.lower[place] == "why" and words.lemma[place - 1] == "be"


def is_asked(words: Words, verb: int) -> bool:
    """Whether a verb of asking says that the author asks: "the question has to be asked"."""
    return words.lemma[verb] == "ask" and subject_kid(words, verb) < 0


def cleft_subject(words: Words, predicate: int) -> int:
    """Who it is, by "it is", that a predicate is said of, or -1.

    Of "it is the states, not the owners, who must pay" the states.
    """
    noun = words.head[predicate]
    if words.dep[predicate] not in ("acl:relcl", "advcl:relcl") or not is_cleft(words, noun):
        return -1
    while words.dep[noun] in BESIDE:
        noun = words.head[noun]
    return noun


def is_cleft(words: Words, noun: int) -> bool:
    """Whether "it is" says that it is just this one: "it is the owners who must pay"."""
    while words.dep[noun] in BESIDE:
        noun = words.head[noun]
    return any(words.lower[k] == "it" and words.dep[k] == "nsubj" for k in words.kids[noun])


def named_for(words: Words, begin: int, place: int) -> int:
    """Who is to do an urged infinitive: "(it is time) for the clerics to rethink", or -1."""
    subject = subject_kid(words, place)
    if subject >= 0 and words.tag[subject][:1] in "NP":
        return subject
    for earlier in range(max(place - LONG, begin), place - 1):
        cued = words.tag[earlier][:1] in "NJ" and words.lower[earlier + 1] == "for"
        if cued and words.dep[earlier + 1] in ("case", "mark"):
            meant = words.head[earlier + 1]
            return meant if words.tag[meant][:1] in "NP" and earlier < meant < place else -1
    return -1


def subject_kid(words: Words, place: int) -> int:
    """The subject that hangs on a predicate itself, or -1."""
    for kid in words.kids[place]:
        if words.dep[kid].startswith(("nsubj", "csubj")) and not words.dep[kid].endswith("outer"):
            return kid
    return -1


def infinitive_kid(words: Words, place: int) -> int:
    """The infinitive with "to" that hangs on a word behind it, or -1."""
    for kid in words.kids[place]:
        complement = words.dep[kid] in ("xcomp", "ccomp", "advcl", "acl", "csubj")
        if kid > place and complement and words.tag[kid] == "VB" and has_to(words, kid):
            return kid
    return -1


def has_to(words: Words, place: int) -> bool:
    """Whether "to" stands before an infinitive."""
    return any(words.lower[k] == "to" and k < place for k in words.kids[place]) or (
        place > 0 and words.lower[place - 1] == "to"
    )


def is_passive(words: Words, place: int) -> bool:
    """Whether a predicate is in the passive."""
    return any(words.dep[k] == "aux:pass" for k in words.kids[place]) or (
        words.tag[place] in ("VBN", "VBD")
        and any(words.dep[k] == "nsubj:pass" for k in words.kids[place])
    )


def is_denied(words: Words, place: int) -> bool:
    """Whether a negation hangs on a predicate."""
    negations = ("not", "n't", "n’t", "never")
    return any(words.lower[k] in negations for k in words.kids[place])


def is_there(words: Words, predicate: int) -> bool:
    """Whether a "there" stands for the subject."""
    return any(words.lower[k] == "there" for k in words.kids[predicate])
