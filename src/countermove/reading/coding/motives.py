"""Words that claim a motive, kept apart from the act."""

from __future__ import annotations

from countermove.reading.coding.roles import Scene
from countermove.records.number_table import load_counts

__all__ = ["read_motive"]

OPENINGS = (
    ("out", "of"),
    ("on", "the", "grounds"),
    ("under", "the", "pretext"),
    ("on", "the", "pretext"),
    ("for", "fear"),
    ("because",),
    ("citing",),
    ("due", "to"),
    ("in", "order", "to"),
    ("in", "protest"),
    ("in", "retaliation"),
    ("in", "revenge"),
    ("motivated", "by"),
    ("driven", "by"),
)
FIRST = frozenset(opening[0] for opening in OPENINGS)
STOPS = frozenset({",", ";", ".", "!", "?", "—", "–"})
LONGEST = load_counts("reading/coding/data/reaches.tsv")["motive"]


def read_motive(scene: Scene, place: int) -> str:
    """The first phrase of the sentence that claims why, as written, or "".

    A place is not a motive: "out of" counts only before a bare noun ("out of rudeness").
    """
    lower = scene.words.lower[scene.begin : scene.end]
    if FIRST.isdisjoint(lower):
        return ""
    for here, word in enumerate(lower, start=scene.begin):
        if word not in FIRST:
            continue
        for opening in OPENINGS:
            if word == opening[0] and matches(scene, here, opening):
                return phrase_from(scene, here, here + len(opening), place)
    return ""


def matches(scene: Scene, here: int, opening: tuple[str, ...]) -> bool:
    """Whether the opening words stand at `here`."""
    words, stop = scene.words, here + len(opening)
    if stop >= scene.end or tuple(words.lower[here:stop]) != opening:
        return False
    if opening == ("out", "of"):
        bare = words.tag[stop] == "NN"
        before = words.lower[here - 1] if here > scene.begin else ""
        return bare and before in (",", "either", "only", "purely", "simply", "mostly", "merely")
    return True


def phrase_from(scene: Scene, here: int, stop: int, place: int) -> str:
    """The words from the opening up to the next stop or the act itself."""
    words = scene.words
    last = stop
    while last < min(scene.end, here + LONGEST) and words.lower[last] not in STOPS:
        if last == place:
            break
        last += 1
    return words.text[words.start[here] : words.end[last - 1]]
