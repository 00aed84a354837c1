"""Runs of proper nouns that no table knows: firms, unions, people of no known state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.reading.actors.matching import Found, match_noun
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import ADJECTIVE, NOUN, PEOPLE, PROPER, Text
from countermove.records.number_table import load_counts

__all__ = ["Run", "is_rule", "name_runs", "noun_at", "rules_state", "short_names"]

RULERS = frozenset({"GOV", "MIL", "LEG", "SPY", "COP"})
TITLED = frozenset({"GOV", "MIL", "ELI"})
LINKS = frozenset({"-", "'", "of", "&"})
JOINING = frozenset({"against", "without", "for", "and", "of", "to", "in"})
"""Words that join the parts of a name where they have a capital: "Students Against War"."""
RECURRING = frozenset({"for", "with", "without", "against"})
FIRM = Noun("BUS", "firm", "company")
PRESS = Noun("JRN", "firm", "newspaper")
UNION = Noun("LAB", "union", "union")
WORKING = frozenset({"LAB", "MED", "EDU"})
MONTHS = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
REACHES = load_counts("reading/actors/data/reaches.tsv")
LONG, MANY = REACHES["headline_letters"], REACHES["headline_words"]
MOSTLY = REACHES["headline_capitals"] / 100
"""A headline has at least so many words of so many letters, and so much of them in capitals."""
TOGETHER = frozenset({"association", "federation", "guild", "congress", "brotherhood", "league"})


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [start, end) that are a name, with the noun in it that tells what it names."""

    start: int
    end: int
    noun: Noun | None


def name_runs(text: Text, table: ActorTable, named: Sequence[Found]) -> list[Run]:
    """The runs of proper nouns outside the names that are known."""
    taken = {i for name in named for i in range(name.start, name.end)}
    proper = find_proper(text, taken)
    runs = []
    index = 0
    while index < len(text.pos):
        if not proper[index]:
            index += 1
            continue
        end = end_run(text, proper, index)
        for first, last in part_run(text, table, index, end):
            runs += list(trim_run(text, table, first, last))
        index = end
    return runs


def part_run(text: Text, table: ActorTable, start: int, end: int) -> list[tuple[int, int]]:
    """A run, in two where it tells of whom an officer is: "Minister Lior Benedek of Morwen"."""
    texts = text.words.texts
    of = next((i for i in range(start + 1, end - 1) if texts[i] == "of"), -1)
    if of < 0:
        return [(start, end)]
    ruler = any(
        found is not None and rules_state(found[1]) and found[0] < of
        for found in (noun_at(text, table, i) for i in range(max(start - 3, 0), of))
    )
    return (
        [(start, of), (of + 1, end)]
        if ruler or is_human(text, table, start, of)
        else [(start, end)]
    )


def is_human(text: Text, table: ActorTable, start: int, of: int) -> bool:
    """Whether what stands before "of" is a person's name: "Helen Sarby of Northgate"."""
    nouns = (noun_at(text, table, i) for i in range(start, of))
    things = read_words("thing") | read_words("body")
    bodies = any(t.casefold() in things for t in text.words.texts[start:of])
    named = of - start > 1 and text.entity[of - 1] in PEOPLE
    return named and not bodies and not any(nouns)


def rules_state(noun: Noun) -> bool:
    """Whether a noun is a title of state before a name: "President", "Foreign Minister"."""
    return noun.kind == "office" and noun.sector in TITLED


def is_rule(noun: Noun) -> bool:
    """Whether a noun names what only states have: a government, an army, a foreign minister."""
    loose = noun.lemma.replace(" ", "-") in read_words("loose")
    return noun.sector in RULERS and noun.kind in ("body", "office") and not loose


def short_names(text: Text, runs: Sequence[Run]) -> dict[str, str]:
    """By its first word, in small letters, the whole name of a firm or body: "Brenner Motors"."""
    found: dict[str, str] = {}
    for run in runs:
        if run.noun is None or run.end - run.start < 2 or run.noun.kind == "office":
            continue
        words = text.words.texts[run.start : run.end]
        found.setdefault(words[0].casefold(), " ".join(words))
    return found


def find_proper(text: Text, taken: set[int]) -> list[bool]:
    """For each token whether it can be part of a name that no table has.

    A tagger errs with unknown names at the head of a sentence; there a word counts that is a
    name further inside, or an owner ("Ruritania's").
    """
    words = text.words
    calendar = read_words("calendar")
    large = [i for i, written in enumerate(words.capitals) if written and i not in taken]
    large = [i for i in large if not is_amount(words.texts[i]) and not is_dated(words.texts, i)]
    proper = [False] * len(text.pos)
    for i in large:
        noun = text.pos[i] == PROPER or (text.pos[i] == NOUN and not begins(text, i))
        proper[i] = noun and words.texts[i].casefold().rstrip(".") not in calendar
    for i in large:
        inside = proper[i - 1 : i] == [True] and proper[i + 1 : i + 2] == [True]
        proper[i] = proper[i] or (inside and words.texts[i].casefold() in JOINING)
    headlines = find_headlines(text)
    seen = {words.texts[i] for i in large if proper[i] and i not in headlines}
    for i in large:
        if i in headlines and words.texts[i] not in seen:
            proper[i] = False
    for index in reversed(large):
        described = text.pos[index] == ADJECTIVE and proper[index + 1 : index + 2] == [True]
        if described and not proper[index] and index not in headlines:
            # "Golden Tide" and "Orvane Global Capital" are names, "Former Tide boss" is not.
            inside = proper[index - 1 : index] == [True] and not begins(text, index)
            plain = not inside and words.texts[index].casefold() in read_words("plain")
            proper[index] = not plain
    for index in large:
        if proper[index] or not begins(text, index):
            continue
        owner = words.texts[index + 1 : index + 2] in (["'s"], ["’s"]) and text.pos[index] == NOUN
        other = words.texts[index].casefold() in calendar
        proper[index] = not other and (owner or words.texts[index] in seen)
    return proper


def is_amount(word: str) -> bool:
    """Whether a token is money or a letter by itself: "US$", "N28.8", "G"."""
    return len(word) == 1 or "$" in word or (word[-1].isdigit() and "." in word)


def is_dated(texts: Sequence[str], index: int) -> bool:
    """Whether a token is a month before its day: "Jan. 15", which is no man's name."""
    month = texts[index].casefold().rstrip(".") in MONTHS
    behind = texts[index + 1 : index + 3]
    return month and any(word[:1].isdigit() for word in behind)


def find_headlines(text: Text) -> frozenset[int]:
    """The tokens of lines Written Like This, where a capital tells nothing; none if all are so.

    A headline has no full stop.
    """
    lines = split_lines(text)
    if len(lines) < 2:
        return frozenset()
    found = [line for line in lines if is_headline(text, line)]
    return frozenset(i for line in found for i in line) if len(found) < len(lines) else frozenset()


def split_lines(text: Text) -> list[range]:
    """The tokens of each line that has any."""
    words = text.words.texts
    ends = [i for i, word in enumerate(words) if "\n" in word]
    starts = [0, *(end + 1 for end in ends)]
    lines = [range(a, b) for a, b in zip(starts, [*ends, len(words)], strict=True)]
    return [line for line in lines if line]


def is_headline(text: Text, line: range) -> bool:
    """Whether nearly all longer words of a line have capitals, and no full stop ends it."""
    words = text.words
    long = [i for i in line if len(words.texts[i]) >= LONG and words.texts[i].isalpha()]
    large = sum(words.capitals[i] > 0 for i in long)
    ended = any(words.texts[i] == "." for i in line)
    return len(long) >= MANY and large >= MOSTLY * len(long) and not ended


def begins(text: Text, index: int) -> bool:
    """Whether a token stands where any word has a capital."""
    if index == 0 or text.sentence[index] != text.sentence[index - 1]:
        return True
    return not text.words.texts[index - 1][-1:].isalnum() and text.words.texts[index - 1] != ","


def end_run(text: Text, proper: Sequence[bool], start: int) -> int:
    """Where a run ends: hyphens and "of" run on if a further proper noun follows."""
    end = start + 1
    while end < len(proper) and text.sentence[end] == text.sentence[start]:
        links = text.words.texts[end] in LINKS or links_body(text, start, end)
        links = links or (proper[end + 1 : end + 2] == [True] and recurs(text, end))
        if proper[end]:
            end += 1
        elif links and proper[end + 1 : end + 2] == [True]:
            end += 2
        else:
            break
    return end


def links_body(text: Text, start: int, end: int) -> bool:
    """Whether "for" or "and" goes on with a body's name: "Foundation for Rights and Expression"."""
    words = text.words.texts
    body = words[start].casefold() in read_words("body")
    return body and (words[end] == "for" or (words[end] == "and" and "for" in words[start:end]))


def recurs(text: Text, link: int) -> bool:
    """Whether the words around "for" or "with" stand together again: "Places for People"."""
    texts = text.words.texts
    if texts[link] not in RECURRING:
        return False
    whole = texts[link - 1 : link + 2]
    starts = (i for i, word in enumerate(texts) if word == whole[0] and i != link - 1)
    return any(texts[i : i + 3] == whole for i in starts)


def trim_run(text: Text, table: ActorTable, start: int, end: int) -> Iterator[Run]:
    """The run without titles before it; none if it is but a noun with a capital."""
    noun: Noun | None = None
    workers: Noun | None = None
    index = start
    while index < end:
        found = noun_at(text, table, index)
        if found is None:
            index += 1
            continue
        stop, noun = min(found[0], end), found[1]
        if start < index and stop < end and rules_state(noun):
            if not has_charge(text, start, index):
                yield Run(start, index, None)
            yield from trim_run(text, table, stop, end)
            return
        heads = noun.kind == "group" and text.words.texts[stop : stop + 1] == ["of"]
        if heads and index == start and stop < end:
            noun = None  # "Bureau of Land Management" is one name, its noun with it
        elif index == start and noun.plural and noun.kind == "group" and stop < end:
            noun = None  # "Peoples Gas", "Students Against War"
        elif index == start and stop == end - 1 and tell_firm(text, end) is not None:
            noun = None  # "Premier Foods", "President Inc"
        elif index == start and (stop >= end or noun.kind in ("office", "group")):
            start, noun = stop, None
        elif workers is not None and noun.lemma in TOGETHER:
            noun = UNION
        workers = noun if noun is not None and is_workers(noun) else workers
        index = stop
    if start < end and text.words.texts[end - 1].casefold() not in read_words("thing"):
        yield Run(start, end, noun or tell_firm(text, end))


def has_charge(text: Text, start: int, end: int) -> bool:
    """Whether the words before a title only say what it has charge of: "Industry Minister"."""
    return {t.casefold() for t in text.words.texts[start:end]} <= read_words("portfolio")


def is_workers(noun: Noun) -> bool:
    """Whether a noun names working people, so that their association is a union."""
    return noun.plural and noun.kind == "group" and noun.sector in WORKING


def noun_at(text: Text, table: ActorTable, index: int) -> tuple[int, Noun] | None:
    """The sector noun that begins at a token, with the token behind it."""
    place = text.words.first[index]
    if place >= len(text.words.pieces):
        return None
    found = match_noun(text.words.pieces, table.nouns, table.longest_noun, place)
    return None if found is None else (text.words.owners[place + found[0] - 1] + 1, found[1])


def tell_firm(text: Text, end: int) -> Noun | None:
    """A firm, if the run ends as names of firms do."""
    last = text.words.texts[end - 1].casefold().rstrip(".")
    if last in read_words("press"):
        return PRESS
    return FIRM if last in read_words("firm") else None
