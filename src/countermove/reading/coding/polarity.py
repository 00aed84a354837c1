"""Acts that a negation turns into another: who "will not yield" refuses."""

from __future__ import annotations

from dataclasses import replace

from countermove.reading.coding.finds import Find
from countermove.reading.coding.standing import Fact
from countermove.reading.parsing.words import Words

__all__ = ["turn_negated"]

YIELDING = frozenset({"AGREE", "CONCEDE"})
"""Types whose negation is a refusal, whenever it is told."""
FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID"})
"""Types whose negation is a refusal where it is told of what lies ahead: "will not help"."""
TOLD = ("done", "planned")
REFUSED = {"AID": "assist", "COOPERATE": "assist", "CONCEDE": "yield"}


def turn_negated(words: Words, find: Find, fact: Fact) -> tuple[Find, Fact]:
    """The act as what its negation makes of it, with how it then stands.

    "Has shown no sign of submitting" and "will not accept" refuse; "did not rule out war"
    threatens. Where the negation only says that nothing happened, the act is returned as it is.
    """
    if not fact.negated or find.trigger.kind == "noun":
        return find, fact
    if find.action == "REJECT" and words.lemma[find.place] == "rule":
        return replace(find, action="THREATEN", mode=""), Fact("done", False)
    ahead = fact.standing == "planned"
    refuses = find.action in YIELDING or (find.action in FRIENDLY and ahead)
    if not refuses or fact.standing not in TOLD:
        return find, fact
    return replace(find, action="REJECT", mode=REFUSED.get(find.action, "")), Fact("done", False)
