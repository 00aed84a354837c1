"""Clock words: what holds of a side for a while, until something, or once something is over."""

from __future__ import annotations

from collections.abc import Mapping

from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.phrases import following, phrase_of
from countermove.reading.coding.roles import Scene, mention_in, subject_of
from countermove.reading.coding.weighing import weigh
from countermove.reading.parsing.words import Words
from countermove.records.events import Standing
from countermove.records.number_table import load_counts

__all__ = ["find_conditions"]

Lists = Mapping[str, frozenset[str]]
WHILE = frozenset({"while", "whilst", "long", "now"})
ONCE = frozenset({"once", "when", "after", "soon", "if", "whenever"})
UNTIL = frozenset({"until", "till"})
BACK = load_counts("reading/coding/data/reaches.tsv")["clause_opening"]
"""How many words before its predicate a clause's opening word is looked for."""
PRESENT = frozenset({"VBZ", "VBP", "VBN", "MD", "VB", "JJ", "RP", "RB"})


def find_conditions(scene: Scene, lists: Lists) -> list[Clause]:
    """Conditions in the sentence: ``busy``, ``until``, ``once``."""
    words = scene.words
    found: list[Clause] = []
    clock = lists["busy"] | lists["freed"]
    here = words.lower[scene.begin : scene.end]
    has_until = not UNTIL.isdisjoint(here)
    lemmas = words.lemma[scene.begin : scene.end]
    if not has_until and clock.isdisjoint(here) and clock.isdisjoint(lemmas):
        return found
    for place, word in enumerate(here, start=scene.begin):
        if not has_until and word not in clock and words.lemma[place] not in clock:
            continue
        mode = clock_mode(scene, place, lists)
        if not mode:
            continue
        source = side_of(scene, place)
        if source >= 0:
            found.append(make(scene, place, source, mode))
    return found if len(found) < 2 else drop_nested(found)


def clock_mode(scene: Scene, place: int, lists: Lists) -> str:
    """Which kind of condition the predicate at `place` tells, or ""."""
    words = scene.words
    lower, tag = words.lower[place], words.tag[place]
    if lower in lists["busy"] and tag[:1] in "VJ" and is_busy(scene, place, lists):
        return "busy"
    frees = lower in lists["freed"] or words.lemma[place] in lists["freed"]
    if frees and tag in PRESENT and opens(scene, place, ONCE):
        return "once" if not is_past(scene, place) else ""
    if tag[:1] == "V" and words.dep[place] in ("advcl", "ccomp", "conj", "ROOT", "acl"):
        return "until" if opened_by(scene, place, UNTIL) and not is_past(scene, place) else ""
    return ""


def is_busy(scene: Scene, place: int, lists: Lists) -> bool:
    """Whether a busy word is told for a while, or strong enough without."""
    bogged = scene.words.lower[place] in lists["bogged"]
    return opens(scene, place, WHILE) or (bogged and follows_be(scene.words, place))


def opens(scene: Scene, place: int, openings: frozenset[str]) -> bool:
    """Whether one of the openings stands before the predicate in its clause."""
    words = scene.words
    for earlier in range(place - 1, max(scene.begin, place - BACK) - 1, -1):
        if words.lower[earlier] in openings:
            return words.lower[earlier] not in ("long", "soon") or words.lower[earlier - 1] in (
                "as",
                "so",
            )
        if words.lower[earlier] in (",", ";"):
            return False
    return False


def opened_by(scene: Scene, place: int, openings: frozenset[str]) -> bool:
    """Whether the predicate is the first one after the opening word."""
    words = scene.words
    for earlier in range(place - 1, max(scene.begin, place - BACK) - 1, -1):
        if words.lower[earlier] in openings:
            return words.lower[earlier + 1] not in ("then", "now")
        if words.lower[earlier] == ",":
            return False
        if words.tag[earlier][:1] == "V" and words.lemma[earlier] not in ("be", "have", "do"):
            return False
    return False


def follows_be(words: Words, place: int) -> bool:
    """Whether a form of "be" or "remain" stands right before, adverbs skipped."""
    for earlier in range(place - 1, max(place - 4, 0) - 1, -1):
        if words.lemma[earlier] in ("be", "remain", "get", "stay"):
            return True
        if words.tag[earlier][:2] != "RB":
            return False
    return False


def is_past(scene: Scene, place: int) -> bool:
    """Whether the clause is told in the past: then it is history, not a clock."""
    words = scene.words
    if words.tag[place] == "VBD":
        return True
    for earlier in range(place - 1, max(scene.begin, place - 4) - 1, -1):
        if words.tag[earlier] == "VBD":
            return True
        if words.tag[earlier] in ("MD", "VBZ", "VBP"):
            return False
    return False


def side_of(scene: Scene, place: int) -> int:
    """The side the condition holds of: the clause's subject, or the last one named before it."""
    subject = subject_of(scene.words, place, scene.controls)
    if subject >= 0:
        found = mention_in(scene, subject, owners=True)
        if found >= 0 and subject < place:
            return found if weigh(scene.sides[found].party) >= 1 else -1
        if is_thing(scene, subject, place):
            return main_side(scene, place)
    for earlier in range(place - 1, max(scene.begin, place - BACK) - 1, -1):
        number = scene.at(earlier)
        if number >= 0 and weigh(scene.sides[number].party) >= 1:
            return number
    return -1


def is_thing(scene: Scene, subject: int, place: int) -> bool:
    """Whether a clause is about a thing ("once the pipe is ready"), so of no side itself."""
    between = range(min(subject, place), place)
    noun = scene.words.tag[subject] in ("NN", "NNS") and subject < place
    return noun and all(scene.at(k) < 0 for k in between)


def main_side(scene: Scene, place: int) -> int:
    """The subject of the main clause that a clause about a thing belongs to, or -1."""
    words = scene.words
    above = words.head[place]
    if above == place:
        return -1
    subject = subject_of(words, above, scene.controls)
    found = mention_in(scene, subject, owners=True) if subject >= 0 else -1
    return found if found >= 0 and weigh(scene.sides[found].party) >= 1 else -1


def make(scene: Scene, place: int, source: int, mode: str) -> Clause:
    """The condition with its words."""
    words = scene.words
    rest = following(scene, place + 1)
    head = words.lower[place]
    opening = {"until": "until ", "once": "once "}.get(mode, "")
    thing = subject_of(words, place, scene.controls)
    if thing >= 0 and is_thing(scene, thing, place):
        # A thing ties nobody's hands: what is told is how long a state of things lasts.
        mode, opening = (mode, opening) if opening else ("until", "while ")
        subject = " ".join(phrase_of(words, thing))
    else:
        who = scene.sides[source]
        subject = words.text[words.start[who.start] : words.end[who.end - 1]] if opening else ""
    label = " ".join(f"{opening}{subject} {head}".split() + rest)
    what = ""
    for later in range(place + 1, min(place + 8, scene.end)):
        if words.tag[later][:1] == "N":
            what = " ".join(phrase_of(words, later))
            break
    standing: Standing = "done" if mode == "busy" else "possible"
    return Clause(place, place, source, "CONDITION", mode, standing, False, label, what)


def drop_nested(found: list[Clause]) -> list[Clause]:
    """One condition for each stretch of neighbouring predicates of the same side."""
    kept: list[Clause] = []
    for clause in found:
        if kept and clause.source == kept[-1].source and clause.place - kept[-1].place < 6:
            continue
        kept.append(clause)
    return kept
