"""Which reading a "should", "must", "had to" or "need to" has: only one of them advises.

The readings are those of the grammars: necessity laid on somebody (advice, or somebody else's
order), what is expected, what is inferred, what is foretold, what is regretted, what was so.
"""

from __future__ import annotations

from typing import Literal

from countermove.reading.coding.counsels import is_aside, is_passive, subject_kid
from countermove.reading.coding.word_lists import Lists
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["Reading", "is_foretold", "read_duty"]

REACHES = load_counts("reading/coding/data/reaches.tsv")
NEAR = REACHES["urged_to"]
BEFORE = REACHES["duty_helpers"]
"""Words before "have to" or "need to" among which its own auxiliary stands."""
Reading = Literal[
    "advice", "past", "prediction", "regret", "expectation", "inference", "rule", "aside"
]
EXPECTED = frozenset(
    {"still", "normally", "usually", "probably", "likely", "theoretically", "soon"}
)
"""Adverbs of what is expected: "the case should still end in May"."""
FORETELLING = frozenset(
    {"will", "'ll", "’ll", "wo", "would", "'d", "’d", "could", "may", "might", "can", "did", "do"}
    | {"does"}
)
"""Before "have to" they tell what will be needed, or was: "they would have to leave"."""
LINKING = frozenset({"be", "come", "get", "seem"})
RULED = frozenset({"shall"})
QUITE = frozenset({"surely", "certainly", "undoubtedly", "obviously", "presumably"})


def read_duty(words: Words, cue: int, predicate: int, lists: Lists) -> Reading:
    """The reading of the modal, "have to" or "need to" at `cue` with its predicate."""
    if is_past(words, cue):
        return "past"
    if is_foretold(words, cue):
        return "prediction"
    if is_regretted(words, cue, predicate):
        return "regret"
    if is_inferred(words, cue, predicate, lists):
        return "inference"
    if words.lower[cue] in RULED and is_passive(words, predicate):
        return "rule"
    if is_expected(words, cue, predicate, lists):
        return "expectation"
    return "aside" if is_aside(words, predicate, lists) else "advice"


def is_past(words: Words, cue: int) -> bool:
    """Whether the duty is told of the past: "had to sell", not "had better sell"."""
    told = words.lower[cue] in ("had", "needed") and words.tag[cue] in ("VBD", "VBN")
    return told and words.lower[cue + 1 : cue + 2] != ["better"]


def is_foretold(words: Words, cue: int) -> bool:
    """Whether "have to" or "need to" stands under a modal of its own: "will have to"."""
    if words.lemma[cue] not in ("have", "need") or words.tag[cue] == "MD":
        return False
    for earlier in range(cue - 1, max(cue - BEFORE, -1), -1):
        if words.lower[earlier] in FORETELLING:
            return True
        if words.tag[earlier][:2] != "RB" and words.lower[earlier] not in ("not", "n't", "n’t"):
            return False
    return False


def is_regretted(words: Words, cue: int, predicate: int) -> bool:
    """Whether a modal with the perfect regrets or infers: "should have asked"."""
    perfect = any(words.lemma[k] == "have" and words.dep[k] == "aux" for k in words.kids[predicate])
    near = words.lower[cue + 1 : cue + 5]
    if "have" in near[:3] and (near[near.index("have") + 1 :] or ["."])[0][:1] in ",.;:":
        return True  # "sites it should not have, only the first time"
    between = "have" in words.lower[cue + 1 : predicate]
    return perfect or (between and words.tag[predicate] in ("VBN", "VBD"))


def is_inferred(words: Words, cue: int, predicate: int, lists: Lists) -> bool:
    """Whether "must" concludes what is so: "they must be thinking", "it must be hard"."""
    if words.lower[cue] != "must":
        return False
    subject = subject_kid(words, predicate)
    if subject >= 0 and words.lemma[subject] in lists["step"]:
        return False  # "the first task must be putting people to work"
    going_on = words.tag[predicate] == "VBG" and "be" in words.lower[cue + 1 : predicate]
    sure = not QUITE.isdisjoint(words.lower[cue - 1 : predicate])
    return going_on or sure or words.lemma[predicate] in lists["inward"]


def is_expected(words: Words, cue: int, predicate: int, lists: Lists) -> bool:
    """Whether a modal tells what one expects or how one feels: "should come as no surprise"."""
    lemma, lower = words.lemma[predicate], words.lower[predicate]
    if lower in lists["feeling"] or lemma in lists["feeling"]:
        return True
    behind = words.lower[predicate : predicate + NEAR + 2]
    if lemma in LINKING and not lists["feeling"].isdisjoint(behind):
        return True
    between = words.lower[cue + 1 : predicate]
    told = any(word in EXPECTED for word in between)
    subject = subject_kid(words, predicate)
    thing = subject >= 0 and words.tag[subject] in ("NN", "NNS")
    if told and (words.lower[cue] == "should" or (words.lower[cue] == "must" and thing)):
        return True
    inverted = any(
        words.dep[k].startswith("nsubj") and cue < k < predicate for k in words.kids[predicate]
    )
    return inverted
