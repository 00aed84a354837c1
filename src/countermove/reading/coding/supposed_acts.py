"""Acts that are only supposed or left undone: "a strike would slow it", "instead of paying".

What stands at the act itself and above it `standing` reads; here is what its subject, its object
and the words right before it make of it.
"""

from __future__ import annotations

from typing import Literal

from countermove.reading.parsing.words import Words

__all__ = ["Supposed", "is_effect", "suppose"]

Supposed = Literal["", "possible", "ruled out"]
UNREAL = frozenset({"would", "'d", "’d", "might", "could", "may"})
OPEN = frozenset({"a", "an", "any", "another", "such", "no"})
"""Determiners of what is not known to be: "a blockade could stop it"."""
CHOICES = frozenset({"option", "solution", "answer", "choice", "possibility"})
RISKY = frozenset({"dangerous", "risky", "costly", "reckless", "unlikely", "unthinkable"})
INSTEAD = (
    ("instead", "of"),
    ("rather", "than"),
    ("short", "of"),
    ("much", "less"),
    ("let", "alone"),
)
"""Pairs of words right before what did not come about."""


def suppose(words: Words, place: int) -> Supposed:
    """Whether the act told at a token is only thought of, or did not or is not to come about."""
    if words.tag[place][:1] == "N":
        return "ruled out" if is_left(words, place) else suppose_noun(words, place)
    if words.tag[place][:1] != "V":
        return ""
    if words.dep[place] == "acl:relcl" and suppose_noun(words, words.head[place]):
        return "possible"  # "a blockade that halted the oil would hurt"
    barred = is_left(words, place) or takes_none(words, place) or is_counterfactual(words, place)
    return "ruled out" if barred else ""


def suppose_noun(words: Words, place: int) -> Supposed:
    """What the predicate of an act noun makes of it."""
    if words.dep[place] != "nsubj":
        return ""
    top = words.head[place]
    kids = words.kids[top]
    fixed = any(words.dep[k] == "det" and words.lower[k] not in OPEN for k in words.kids[place])
    fixed = fixed or any(words.dep[k] == "nmod:poss" for k in words.kids[place])
    modals = {words.lower[k] for k in kids if words.tag[k] == "MD"} & UNREAL
    if modals:
        return "" if fixed and "would" not in modals else "possible"
    if fixed or not any(words.dep[k] == "cop" for k in kids):
        return ""
    return judge_noun(words, top)


def judge_noun(words: Words, top: int) -> Supposed:
    """What is said of an act over "is": "too dangerous", "not an option", "a possibility".

    Who weighs an act, for or against, tells that it could be done.
    """
    told = words.lemma[top] in CHOICES or words.lower[top] in RISKY
    return "possible" if told else ""


def is_left(words: Words, place: int) -> bool:
    """Whether "instead of", "rather than" or "much less" stands right before."""
    first = place
    while first > 1 and words.tag[first - 1][:2] in ("JJ", "DT", "RB") and place - first < 2:
        if tuple(words.lower[first - 2 : first]) in INSTEAD:
            return True
        first -= 1
    return tuple(words.lower[max(first - 2, 0) : first]) in INSTEAD


def takes_none(words: Words, place: int) -> bool:
    """Whether the object is none: "they were given no warning"."""
    for kid in words.kids[place]:
        if words.dep[kid] in ("obj", "nsubj:pass"):
            return any(words.lower[k] == "no" for k in words.kids[kid])
    return False


def is_counterfactual(words: Words, place: int) -> bool:
    """Whether an "if" makes "would have" tell what was not: "if they were, they would have"."""
    kids = words.kids[place]
    would = any(words.lower[k] in ("would", "'d", "’d") for k in kids)
    perfect = any(words.lemma[k] == "have" and words.dep[k] == "aux" for k in kids)
    if not (would and perfect) or words.tag[place] != "VBN":
        return False
    clauses = (k for k in kids if words.dep[k] == "advcl")
    return any(words.lower[m] == "if" for k in clauses for m in words.kids[k])


def is_effect(words: Words, place: int, doer: int) -> bool:
    """Whether a participle tells what follows from a thing: "the scope is vast, driving out banks".

    The main clause is then said of a thing, and the `doer`, a token, does not stand in it.
    """
    top = place
    while words.dep[top] == "conj" and words.tag[top] == "VBG":
        top = words.head[top]
    if words.tag[place] != "VBG" or words.dep[top] != "advcl" or words.lower[top - 1] == "by":
        return False
    main = words.head[top]
    subject = next((k for k in words.kids[main] if words.dep[k].startswith("nsubj")), -1)
    if subject < 0 or words.tag[subject][:2] != "NN" or words.tag[subject][:3] == "NNP":
        return False
    # Over "is vast" nobody acts, wherever the doer was named.
    return main < top and (doer > main or words.tag[main][:2] == "JJ")
