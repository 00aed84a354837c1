"""Acts that a noun only supposes: "a strike would slow the work", "an attack is too dangerous"."""

from __future__ import annotations

from typing import Literal

from countermove.reading.parsing.words import Words

__all__ = ["Supposed", "suppose_noun"]

Supposed = Literal["", "possible", "ruled out"]
UNREAL = frozenset({"would", "'d", "’d", "might", "could", "may"})
OPEN = frozenset({"a", "an", "any", "another", "such", "no"})
"""Determiners of what is not known to be: "a blockade could stop it"."""
CHOICES = frozenset({"option", "solution", "answer", "choice", "possibility"})
RISKY = frozenset({"dangerous", "risky", "costly", "reckless", "unlikely", "unthinkable"})


def suppose_noun(words: Words, place: int) -> Supposed:
    """Whether the act that a noun tells is only thought of, or is ruled out, by its predicate."""
    if words.tag[place][:1] != "N" or words.dep[place] != "nsubj":
        return ""
    top = words.head[place]
    kids = words.kids[top]
    fixed = any(words.dep[k] == "det" and words.lower[k] not in OPEN for k in words.kids[place])
    owned = any(words.dep[k] == "nmod:poss" for k in words.kids[place])
    if any(words.tag[k] == "MD" and words.lower[k] in UNREAL for k in kids):
        definite = (fixed or owned) and all(words.lower[k] != "would" for k in kids)
        return "" if definite else "possible"
    if not any(words.dep[k] == "cop" for k in kids) or fixed or owned:
        return ""
    too = "too" in (words.lower[k] for k in kids)
    barred = any(words.lower[k] in ("not", "n't", "n’t", "no", "hardly") for k in kids)
    if words.lemma[top] in CHOICES:
        return "ruled out" if barred else "possible"
    if words.lower[top] in RISKY:
        return "ruled out" if too or words.lower[top] in ("unlikely", "unthinkable") else "possible"
    return ""
