"""Short phrases for people, made of the words themselves."""

from __future__ import annotations

from countermove.reading.coding.finds import Find
from countermove.reading.coding.roles import Scene
from countermove.reading.parsing.words import Words
from countermove.records.events import Thing

__all__ = ["TRAILING", "describe", "following", "name_thing", "object_of", "phrase_of"]

LONGEST = 12
SKIPPED = frozenset({"DT", "PRP$"})
OBJECT_DEPS = ("obj", "nsubj:pass")
OPENING = frozenset({'"', "“", "«"})
ENDS = frozenset({",", ";", ":", ".", "who", "which", "that", '"', "“", "”", "»", "«", "(", ")"})


def describe(scene: Scene, find: Find) -> str:
    """The act in at most twelve words: lemma of the verb, then its object as written."""
    words, place = scene.words, find.place
    if find.trigger.kind == "verb" and find.trigger.passive:
        thing = object_place(scene, find)
        parts = [words.lemma[place]] + (phrase_of(words, thing) if thing >= 0 else [])
        return " ".join(parts[:LONGEST])
    first = words.lemma[place] if find.trigger.kind == "verb" else words.lower[place]
    refused = refused_verb(scene, find)
    if refused >= 0:
        rest = following(scene, refused + 1)
        return " ".join(["refuse", "to", words.lemma[refused], *rest][:LONGEST])
    that = spoken_clause(scene, find) if find.action in SPOKEN else -1
    start = place if that < 0 else that
    rest = (["that"] if that >= 0 else []) + following(scene, start + 1, clause=that >= 0)
    return " ".join([first, *rest][:LONGEST])


def refused_verb(scene: Scene, find: Find) -> int:
    """The verb that somebody says they will not do, or -1: "told him that it would not pay"."""
    words = scene.words
    if find.action != "REJECT" or words.lemma[find.place] not in ("say", "tell", "declare"):
        return -1
    for place in range(find.place + 1, min(find.place + REFUSED, scene.end - 2)):
        bars = words.lower[place] in ("not", "n't", "n’t") and words.tag[place - 1] == "MD"
        if bars and words.tag[place + 1] == "VB":
            return place + 1
    return -1


def spoken_clause(scene: Scene, find: Find) -> int:
    """The "that" of what is asked or threatened, or -1; of a threat, also behind who is told."""
    reach = TOLD if find.action == "THREATEN" else 1
    words = scene.words
    for place in range(find.place + 1, min(find.place + 1 + reach, scene.end)):
        if words.lower[place] == "that":
            return place
        if words.lower[place] in (",", ";") or words.tag[place][:1] == "V":
            return -1
    return -1


def following(scene: Scene, start: int, *, clause: bool = False) -> list[str]:
    """The words that follow the verb up to the end of its phrase; of a clause, with its verb.

    What tells when or why is left out, and a phrase that is too long ends before its last
    preposition rather than within it.
    """
    words = scene.words
    kept: list[int] = []
    for place in range(start, scene.end):
        if (clause or not kept) and words.lower[place] in OPENING:
            continue
        if ends_phrase(words, start - 1, place, clause=clause):
            break
        if (words.tag[place] != "DT" or is_joined(words, place)) and words.lower[place].strip():
            kept.append(place)
        if len(kept) >= LONGEST:
            kept = cut_back(words, kept)
            break
    kept = drop_time(words, kept)
    return glue([words.text[words.start[k] : words.end[k]] for k in kept])


def is_joined(words: Words, place: int) -> bool:
    """Whether a hyphen makes an article part of a word: "all-out", "no-strike"."""
    return (
        words.lower[place + 1 : place + 2] == ["-"] and words.end[place] == words.start[place + 1]
    )


def ends_phrase(words: Words, verb: int, place: int, *, clause: bool) -> bool:
    """Whether a token is no more part of what the verb at `verb` is about."""
    lower, tag = words.lower[place], words.tag[place]
    if lower in ENDS or (lower in TIMES and place > verb + 1):
        return True
    follows_and = words.lower[place - 1] in ("and", "but", "or")
    if follows_and and words.head[place] == verb and tag in ("VBD", "VBN", "VBZ", "VBP"):
        return True
    return not clause and tag in ("VBD", "VBZ", "VBP")


def cut_back(words: Words, kept: list[int]) -> list[int]:
    """The tokens up to the last border of phrases among them."""
    for last in range(len(kept) - 1, 3, -1):
        if words.lower[kept[last]] in TRAILING:
            return kept[:last]
    return kept[:-1]


def drop_time(words: Words, kept: list[int]) -> list[int]:
    """The tokens without the words at their end that join on or measure time."""
    while kept:
        lower = words.lower[kept[-1]]
        timed = lower in UNITS and len(kept) > 1 and words.tag[kept[-2]] in ("CD", "JJ")
        if lower in TRAILING or lower in ("not", "also"):
            kept = kept[:-1]
        elif timed and words.lower[kept[-1] + 1 : kept[-1] + 2] and follows_time(words, kept[-1]):
            kept = kept[:-2]
        else:
            break
    return kept


def follows_time(words: Words, place: int) -> bool:
    """Whether "before", "after" or the like stands right behind."""
    return words.lower[place + 1] in TIMES | {"later", "earlier", "ago"}


TIMES = frozenset(
    {"after", "before", "until", "till", "since", "while", "because", "if", "unless", "when"}
    | {"although", "though", "whereas", "once", "later", "earlier", "ago", "thus", "therefore"}
)
"""Words that begin what tells when or why, not what."""
REFUSED = 14
"""Words within which a refusal follows the verb that tells it."""
TOLD = 8
"""Words in which a threat says to whom or where, before it says what."""
SPOKEN = frozenset({"REQUEST", "THREATEN"})
UNITS = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "hour", "day", "week"})


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
        "among",
        "against",
        "over",
        "about",
        "between",
        "into",
        "within",
        "its",
        "their",
        "his",
        "her",
        "than",
        "so",
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
