"""What a side orders its own bodies to do: a policy that it has adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.parts import subject_side
from countermove.reading.coding.phrases import following
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.standing import standing_of
from countermove.reading.coding.triggers import Trigger
from countermove.reading.coding.weighing import weigh
from countermove.records.number_table import load_counts

__all__ = ["find_orders"]

Lists = Mapping[str, frozenset[str]]
LONGEST = load_counts("reading/coding/data/reaches.tsv")["ordered_thing"]
"""Words in the name of what is ordered, at most."""


def find_orders(scene: Scene, taken: frozenset[int], lists: Lists) -> list[Clause]:
    """The policies that sides order their own government, army or officials to carry out.

    `taken` are the tokens of the events' triggers: an order to do something to another side is
    told by those.
    """
    words = scene.words
    clauses = []
    for verb, body in find_ordered(scene, lists):
        source = subject_side(scene, Trigger(verb, "verb", False, False, ()))
        if source < 0 or weigh(scene.sides[source].party) < 2 or not is_own(scene, body, source):
            continue
        for place in (k for k in words.kids[verb] if k > body and words.tag[k] == "VB"):
            if place in taken or words.dep[place] not in ("xcomp", "advcl"):
                continue
            fact = standing_of(words, verb, scene.begin, scene.end, lists)
            label = " ".join([words.lemma[place], *following(scene, place + 1)][:LONGEST])
            clauses.append(
                Clause(place, place, source, "POLICY", "", fact.standing, fact.negated, label)
            )
    return clauses


def find_ordered(scene: Scene, lists: Lists) -> Iterator[tuple[int, int]]:
    """The verbs of ordering with the body that is ordered."""
    words = scene.words
    for verb in range(scene.begin, scene.end):
        if words.lemma[verb] in lists["bidding"] and words.tag[verb][:1] == "V":
            for kid in words.kids[verb]:
                if words.dep[kid] == "obj" and words.lower[kid] in lists["own-body"]:
                    yield verb, kid


def is_own(scene: Scene, body: int, source: int) -> bool:
    """Whether a body is of the side that orders: of no other one's name."""
    number = scene.at(body)
    return number < 0 or scene.sides[number].party.side == scene.sides[source].party.side
