"""Short phrases for people, made of the words themselves."""

from __future__ import annotations

from countermove.reading.coding.finds import Find
from countermove.reading.coding.roles import Scene
from countermove.reading.coding.words import Words
from countermove.records.events import Thing

__all__ = ["describe", "following", "name_thing", "object_of", "phrase_of"]

LONGEST = 10
SKIPPED = frozenset({"DT", "PRP$"})
OBJECT_DEPS = ("obj", "nsubj:pass")
ENDS = frozenset({",", ";", ":", ".", "who", "which", "that", '"', "“", "”", "»", "«", "(", ")"})


def describe(scene: Scene, find: Find) -> str:
    """The act in at most ten words: lemma of the verb, then its object as written."""
    words, place = scene.words, find.place
    if find.trigger.kind == "verb" and find.trigger.passive:
        thing = object_place(scene, find)
        parts = [words.lemma[place]] + (phrase_of(words, thing) if thing >= 0 else [])
        return " ".join(parts[:LONGEST])
    first = words.lemma[place] if find.trigger.kind == "verb" else words.lower[place]
    rest = following(scene, place + 1)
    return " ".join([first, *rest][:LONGEST])


def following(scene: Scene, start: int) -> list[str]:
    """The words that follow the verb up to the end of its phrase."""
    words, found = scene.words, []
    for place in range(start, min(scene.end, start + LONGEST + 3)):
        if words.lower[place] in ENDS or words.tag[place] in ("VBD", "VBZ", "VBP"):
            break
        if words.tag[place] == "DT" or not words.lower[place].strip():
            continue
        found.append(words.text[words.start[place] : words.end[place]])
    while found and found[-1].lower() in TRAILING:
        found.pop()
    return glue(found[: LONGEST - 1])


TRAILING = frozenset(
    {
        "and",
        "or",
        "but",
        "to",
        "of",
        "on",
        "in",
        "for",
        "with",
        "by",
        "as",
        "at",
        "from",
        "'s",
        "’s",
    }
)


def glue(parts: list[str]) -> list[str]:
    """Join clitics and hyphens to the word before them."""
    found: list[str] = []
    for part in parts:
        if found and (part in ("'s", "’s", "-", "%", "n't", "n’t") or found[-1].endswith("-")):
            found[-1] += part
        else:
            found.append(part)
    return found


def object_of(words: Words, place: int) -> int:
    """The direct object of a verb, or -1."""
    for kid in words.kids[place]:
        if words.dep[kid] == "obj":
            return kid
    return -1


def object_place(scene: Scene, find: Find) -> int:
    """The head of what the act affects, or -1."""
    words = scene.words
    for dep in OBJECT_DEPS:
        for kid in words.kids[find.place]:
            if words.dep[kid] == dep:
                return kid
    for match in find.trigger.matches[:1]:
        for used in match.used:
            if words.tag[used][:1] == "N" and used != find.place:
                return used
    return -1


def phrase_of(words: Words, head: int) -> list[str]:
    """A noun with its modifiers and its "of" phrase, without articles and possessives."""
    first, last = head, head
    for kid in words.kids[head]:
        close = words.dep[kid] in ("amod", "compound", "nummod", "nmod:poss", "flat", "nmod")
        if close and abs(kid - head) <= 6:
            first, last = min(first, kid), max(last, kid)
    for kid in words.kids[last]:
        if words.dep[kid] in ("amod", "compound", "flat", "nmod") and abs(kid - last) <= 6:
            last = max(last, kid)
    kept = [
        words.text[words.start[k] : words.end[k]]
        for k in range(first, last + 1)
        if words.tag[k] not in SKIPPED and words.lower[k].strip()
    ]
    return glue(kept)[:LONGEST]


def name_thing(scene: Scene, find: Find) -> Thing | None:
    """What the act affects, by its words; None where nothing but a side is named."""
    head = object_place(scene, find)
    if head < 0 or scene.at(head) >= 0:
        return None
    what = " ".join(phrase_of(scene.words, head))
    return Thing(what=what) if what else None
