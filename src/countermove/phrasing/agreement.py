"""Names of sides inside a sentence, and the form of the verb behind them."""

from __future__ import annotations

__all__ = ["agree", "inside", "is_many", "owned"]

PLURAL_ENDINGS = ("ians", "ans", "ers", "ors", "ists", "ents", "ants", "ees", "ions", "ies", "men")
"""How words end that name many people or groups: "Tibetans", "workers", "unions"."""
ONE_IN_S = ("ss", "us", "is", "ics")
"""How a common noun of one ends that ends in s: "press", "congress", "caucus", "politics"."""
MANY = ("people", "men", "women", "children", "police", "clergy", "folk")
"""Ends of common nouns that name many without an s: "the people", "the fishermen"."""
WITH = " with "


def inside(name: str) -> str:
    """A side's name within a sentence.

    >>> inside("The Netherlands"), inside("Greece")
    ('the Netherlands', 'Greece')
    """
    return f"the {name[4:]}" if name.startswith("The ") else name


def is_many(name: str) -> bool:
    """Whether a side takes the verb of many: two names, or a common noun of many.

    >>> [is_many(n) for n in ("Norway and Sweden", "The companies with allies", "Tibetans")]
    [True, True, True]
    >>> [is_many(n) for n in ("Cargo-ship crews", "United States", "Northsea Terminals")]
    [True, False, False]
    >>> [is_many(n) for n in ("The Netherlands", "Honduras", "The staff", "Norvik with allies")]
    [False, False, False, False]
    >>> [is_many(n) for n in ("the people", "The fishermen", "the women", "the regime")]
    [True, True, True, False]
    """
    head = inside(name).partition(WITH)[0]
    if " and " in head:
        return True
    last = head.rpartition(" ")[2]
    if last.islower() and last.endswith(MANY):
        return True
    if head.startswith("the "):
        return head.endswith("s") and head[4:5].islower()
    common = last.islower() and last.endswith("s") and not last.endswith(ONE_IN_S)
    return common or head.endswith(PLURAL_ENDINGS)


def owned(name: str) -> str:
    """A side's name before what is its own.

    >>> owned("Russia"), owned("The United States")
    ('Russia’s', 'the United States’')
    """
    told = inside(name)
    return f"{told}’" if told.endswith("s") else f"{told}’s"


def agree(name: str, one: str, many: str) -> str:
    """The form of a verb that fits a side's name.

    >>> agree("Norvik", "ceases", "cease"), agree("The unions", "ceases", "cease")
    ('ceases', 'cease')
    """
    return many if is_many(name) else one
