"""Words of one phrase: what follows a verb up to its end, a noun with what belongs to it."""

from __future__ import annotations

from countermove.reading.coding.roles import Scene
from countermove.reading.coding.triggers import MONTHS
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = [
    "FINITE",
    "LONGEST",
    "TRAILING",
    "following",
    "glue",
    "object_of",
    "phrase_of",
    "spell_tokens",
]

LONGEST = load_counts("reading/coding/data/reaches.tsv")["label"]
SKIPPED = frozenset({"DT", "PRP$"})
OPENING = frozenset({'"', "“", "«"})
ENDS = frozenset({",", ";", ":", ".", "who", "which", "that", '"', "“", "”", "»", "«", "(", ")"})
ASKING = frozenset({"what", "how", "why", "where", "whose", "whom", "whether", "whatever"})
"""Words that begin a clause in place of an object: it is taken whole or not at all."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TIMES = frozenset(
    {"after", "before", "until", "till", "since", "while", "because", "if", "unless", "when"}
    | {"although", "though", "whereas", "once", "later", "earlier", "ago", "thus", "therefore"}
)
"""Words that begin what tells when or why, not what."""
UNITS = frozenset(
    {"minutes", "hours", "days", "weeks", "months", "years", "hour", "day", "week", "month", "year"}
)
RELATIVE_TIMES = frozenset({"last", "this", "next", "past"})
TRAILING_WORDS = """
and or but to of on in for with by as at from 's ’s among against over about between into within
its their his her than so that what how both
"""
TRAILING = frozenset(TRAILING_WORDS.split())
CLITICS = frozenset({"'s", "’s", "'", "’", "-", "%", "n't", "n’t"})
COUNTING = frozenset(
    {"all", "any", "each", "every", "some", "no", "both", "half", "either", "neither"}
)
"""Articles of quantity, without which a phrase says another thing."""
PARTITIVE = frozenset({
    "part", "kind", "type", "sort", "lot", "number", "range", "series", "variety", "rest",
    "majority", "form", "one",
})  # fmt: skip
"""Nouns that say nothing without what they are of."""
QUALIFYING = frozenset(
    {"amod", "compound", "det", "nummod", "nmod:poss", "advmod", "case", "aux", "mark", "cc"}
)
COMPLEMENTS = frozenset({"obj", "xcomp", "ccomp"})
SIGNS = frozenset({"$", "€", "£", "¥", "#"})
SUBJECTS = frozenset({"she", "he", "they", "we", "i"})


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
        if words.lower[place] in ASKING and not clause:
            kept += asked_clause(words, place, scene.end, LONGEST - len(kept))
            break
        if ends_phrase(words, start - 1, place, clause=clause):
            break
        if tells_when(words, place):
            continue
        kept_article = is_joined(words, place) or words.lower[place] in COUNTING
        if (words.tag[place] != "DT" or kept_article) and words.lower[place].strip():
            kept.append(place)
        if len(kept) >= LONGEST:
            kept = cut_back(words, kept)
            break
    kept = drop_time(words, kept)
    while kept and is_clipped(words, kept):
        kept = drop_time(words, kept[:-1])
    return spell_tokens(scene, kept)


def tells_when(words: Words, place: int) -> bool:
    """Whether a token is one of "last week", "this month" or "November 9" inside a phrase."""
    lower = words.lower
    pairs = ((place, place + 1), (place - 1, place))
    return any(
        (lower[one] in RELATIVE_TIMES and lower[two] in UNITS)
        or (lower[one] in MONTHS and words.dep[one][:3] == "obl" and words.tag[two] == "CD")
        for one, two in pairs
        if one >= 0 and two < len(words)
    )


def is_clipped(words: Words, kept: list[int]) -> bool:
    """Whether the last token needs what no longer stands behind it.

    So do an adjective without its noun, a verb without its object ("to make"), "part" without
    "of".
    """
    last, inside = kept[-1], frozenset(kept)
    if words.head[last] > last and words.head[last] not in inside:
        return words.dep[last] in QUALIFYING
    behind = (kid for kid in words.kids[last] if kid > last and kid not in inside)
    ahead = {words.dep[kid].split(":")[0] for kid in behind}
    if words.tag[last][:1] == "V":
        needs = COMPLEMENTS | ({"obl"} if words.dep[last] == "acl" else frozenset())
        return not needs.isdisjoint(ahead)
    return words.lemma[last] in PARTITIVE and "nmod" in ahead


def asked_clause(words: Words, start: int, end: int, most: int) -> list[int]:
    """The tokens of a clause in place of an object ("what the law calls aid"), or none.

    It is taken up to the next mark if it is short and has its verb and more.
    """
    stop = start
    while stop < end and words.lower[stop] not in ENDS - {"that", "which"} | TIMES:
        stop += 1
    verbs = [k for k in range(start, stop) if words.tag[k] in FINITE]
    whole = verbs and verbs[-1] + 1 < stop and stop - start < most
    return list(range(start, stop)) if whole else []


def spell_tokens(scene: Scene, places: list[int]) -> list[str]:
    """Tokens as written; a subject's pronoun that stands for a side is its name."""
    return glue([spell_token(scene, place) for place in places])


def spell_token(scene: Scene, place: int) -> str:
    """A token as written, or the name of the side that a subject's pronoun stands for."""
    words, number = scene.words, scene.at(place)
    if number >= 0 and words.lower[place] in SUBJECTS:
        return scene.sides[number].party.name
    return words.text[words.start[place] : words.end[place]]


def is_joined(words: Words, place: int) -> bool:
    """Whether a hyphen makes an article part of a word: "all-out", "no-strike"."""
    return (
        words.lower[place + 1 : place + 2] == ["-"] and words.end[place] == words.start[place + 1]
    )


def is_dash(words: Words, place: int) -> bool:
    """Whether a stroke stands between words as a dash, with a blank before it."""
    if words.lower[place] in ("—", "–", "--"):
        return True
    parted = place > 0 and words.end[place - 1] < words.start[place]
    return words.lower[place] == "-" and parted


def ends_phrase(words: Words, verb: int, place: int, *, clause: bool) -> bool:
    """Whether a token is no more part of what the verb at `verb` is about."""
    lower, tag = words.lower[place], words.tag[place]
    if lower in ENDS or is_dash(words, place) or (lower in TIMES and place > verb + 1):
        return True
    if lower == "as" and words.dep[place] == "mark":
        return True
    follows_and = words.lower[place - 1] in ("and", "but", "or")
    other = ("VBD", "VBN", "VBZ", "VBP") if words.tag[verb] == "VB" else ("VBD", "VBN", "VBZ")
    if follows_and and words.head[place] == verb and tag in (*other, "VBP", "VBG"):
        return True
    of_noun = not clause and words.tag[verb][:1] == "N" and words.lower[place - 1] != "to"
    if of_noun and tag in ("VBN", "VB") and place > verb:
        return True  # "requests for arms made by Oslo"
    return not clause and tag in FINITE


def cut_back(words: Words, kept: list[int]) -> list[int]:
    """The tokens up to the last border of phrases among them."""
    for last in range(len(kept) - 1, 3, -1):
        if words.lower[kept[last]] in TRAILING - CLITICS:
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


def glue(parts: list[str]) -> list[str]:
    """Join clitics and hyphens to the word before them, and signs of money to the one behind."""
    found: list[str] = []
    for part in parts:
        joins = part in CLITICS or (found and (found[-1].endswith("-") or found[-1] in SIGNS))
        if found and joins:
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


def phrase_of(words: Words, head: int) -> list[str]:
    """A noun with its modifiers and its "of" phrase, without articles and possessives."""
    kept = [
        words.text[words.start[k] : words.end[k]]
        for k in range_of(words, head)
        if words.tag[k] not in SKIPPED and words.lower[k].strip()
    ]
    return glue(kept)[:LONGEST]


def range_of(words: Words, head: int) -> range:
    """The tokens of a noun phrase that stand close to its head."""
    first, last = head, head
    for kid in words.kids[head]:
        close = words.dep[kid] in ("amod", "compound", "nummod", "nmod:poss", "flat", "nmod")
        if close and abs(kid - head) <= 6:
            first, last = min(first, kid), max(last, kid)
    for kid in words.kids[last]:
        if words.dep[kid] in ("amod", "compound", "flat", "nmod") and abs(kid - last) <= 6:
            last = max(last, kid)
    return range(first, last + 1)
