"""Acts that a negation turns into another: who "will not yield" refuses."""

from __future__ import annotations

from dataclasses import replace

from countermove.reading.coding.found import Find
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.standing import standing_of
from countermove.reading.coding.word_lists import Lists

__all__ = ["turn_negated"]

YIELDING = frozenset({"AGREE", "CONCEDE"})
"""Types whose negation is a refusal, whenever it is told."""
FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID"})
"""Types whose negation is a refusal where it is told of what lies ahead: "will not help"."""
TOLD = ("done", "planned")
REFUSED = {"AID": "assist", "COOPERATE": "assist", "CONCEDE": "yield"}


def turn_negated(scene: Scene, find: Find, lists: Lists) -> Find:
    """The act as what its negation makes of it.

    "Has shown no sign of submitting" and "will not accept" refuse; "did not rule out war"
    threatens. Where the negation only says that nothing happened, the act is returned as it is.
    """
    rules_out = find.action == "REJECT" and scene.words.lemma[find.place] == "rule"
    turns = find.action in YIELDING | FRIENDLY or rules_out
    if not turns or find.trigger.kind == "noun":
        return find
    fact = standing_of(scene.words, find.place, scene.begin, scene.end, lists)
    advised = fact.standing == "advised" and find.action in YIELDING
    if not fact.negated or not (advised or fact.standing in TOLD):
        return find
    if rules_out:
        return replace(find, action="THREATEN", mode="", refuses=True)
    if find.action in FRIENDLY and fact.standing != "planned":
        return find
    return replace(find, action="REJECT", mode=REFUSED.get(find.action, ""), refuses=True)
