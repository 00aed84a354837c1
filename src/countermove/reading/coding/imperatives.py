"""Advice without "should": "Pay the growers now. Take the quota, and ask for a review."

Who is meant is not said; it is the one of the two main sides that the text is written for: the
author's own, else the one that it advises elsewhere, else the one under pressure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.found import Find
from countermove.reading.coding.policies import advise, is_course, spell_out
from countermove.reading.coding.roles import Scene, Side
from countermove.reading.coding.standing import is_imperative
from countermove.reading.coding.voice import Speech
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["find_addressee", "find_imperatives", "last_mention", "opening_verb"]

Lists = Mapping[str, frozenset[str]]
REACHES = load_counts("reading/coding/data/reaches.tsv")
FIRST = REACHES["imperative"]
"""Words in which an imperative opens its sentence: "Above all, keep …"."""
MESSAGE = REACHES["message"]
"""Words before a colon in which it is said whose words come: "the message was clear:"."""
OWN = frozenset({"we", "us", "our", "ours"})
SPEAKS = load_counts("reading/coding/data/addressee.tsv")
OWNED, ADVISED, PRESSED = SPEAKS["owned"], SPEAKS["advised"], SPEAKS["pressed"]
"""What says that a side is meant: "our" more than all advice, advice more than pressure."""


def find_addressee(
    found: Sequence[tuple[Scene, Iterable[Find | Clause]]], rivals: Mapping[str, str]
) -> str:
    """The code of the main side that a text gives its advice to; empty where none has it."""
    score: Counter[str] = Counter(dict.fromkeys(rivals, 0))
    for side in found[0][0].sides if found else ():
        if side.party.text.casefold() in OWN and side.party.side in rivals:
            score[side.party.side] += OWNED
    for scene, acts in found:
        for act in acts:
            if isinstance(act, Clause):
                if act.action == "POLICY":
                    score[scene.sides[act.source].party.side] += ADVISED
            elif act.target >= 0:
                score[scene.sides[act.target].party.side] += PRESSED
    return max(sorted(rivals), key=lambda side: score[side], default="")


def find_imperatives(scene: Scene, addressee: int, quotes: Speech, lists: Lists) -> list[Clause]:
    """The advice of one sentence that opens with a bare verb, none of it within quotation marks.

    `addressee` is a mention of who is meant, in `scene.sides`.
    """
    predicate = opening_verb(scene.words, scene.begin, scene.end)
    if predicate < 0 or quotes[predicate] or not is_course(scene, predicate, lists):
        return []
    if is_message(scene.words, scene.begin, lists):
        return []
    return [advise(scene, place, addressee, lists) for place in spell_out(scene, predicate, lists)]


def is_message(words: Words, begin: int, lists: Lists) -> bool:
    """Whether a colon before the sentence makes it what a message or threat says.

    "The message of the tariffs was clear: Pay or go" is no advice of the author's.
    """
    before = range(max(begin - MESSAGE, 0), begin)
    colon = next((k for k in reversed(before) if words.lower[k].strip()), -1)
    if colon < 0 or words.lower[colon] != ":":
        return False
    return any(words.lemma[k] in lists["message"] for k in before)


def opening_verb(words: Words, begin: int, end: int) -> int:
    """The bare verb that opens a sentence, or -1; "Let us …" and questions open none."""
    for place in range(begin, min(begin + FIRST, end)):
        if words.tag[place] in ("VB", "VBP") and is_imperative(words, place, begin):
            asked = "?" in words.lower[max(begin, end - 3) : end]
            return -1 if words.lemma[place] == "let" or asked else place
        if words.tag[place][:2] not in (
            "RB",
            "CC",
            "IN",
            ",",
            "DT",
            "_S",
            "PD",
            "LS",
            "CD",
            ":",
            ".",
        ):
            return -1
    return -1


def last_mention(sides: Sequence[Side], side: str, end: int) -> int:
    """The last mention of a side before a token, else its first one, else -1."""
    found = [n for n, one in enumerate(sides) if one.party.side == side]
    return max((n for n in found if sides[n].start < end), default=found[0] if found else -1)
