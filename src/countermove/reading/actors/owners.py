"""Whose a noun without a name is: of the name before it, of the place behind or around it."""

from __future__ import annotations

from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.homes import APART
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.tokens import POSSESSIVES
from countermove.records.events import Party

__all__ = [
    "OF_STATES",
    "house_of",
    "local_body",
    "own_party",
    "owner_before",
    "party_ahead",
    "place_around",
    "place_behind",
    "spoken_for",
]

OF_STATES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
INSIDE = frozenset({"in", "across", "inside", "near", "from"})
COUNCIL = "council"
"""What rules a place where the text says no more than "local"."""
OWNING = frozenset({"his", "her", "its", "their", "our"})


def owner_before(draft: Draft, memory: Memory) -> Party | None:
    """Whose office or body it is, where the owner has no name here: "the bakery's owner"."""
    texts = memory.text.words.texts
    last = memory.mentions[-1] if memory.mentions else None
    if last is not None and last.kind == "pronoun" and last.end == draft.start:
        return last.party if last.party.text.casefold() in OWNING else None
    if last is None or last.kind == "person":
        return None
    marked = draft.start > 0 and texts[draft.start - 1] in POSSESSIVES
    beside = last.end == draft.start and (last.kind == "adjective" or heads_name(draft, last))
    return last.party if beside or (marked and last.end == draft.start - 1) else None


def heads_name(draft: Draft, last: Mention) -> bool:
    """Whether an officer stands right behind the name of a body: "a Delta spokesperson"."""
    return draft.noun is not None and draft.noun.kind == "office" and last.kind == "name"


def local_body(draft: Draft, memory: Memory) -> Party | None:
    """The body of a place or house whose organ a noun names: "council officials", "local police".

    It is the one named before that has the noun in its name, or else a side of its own; None
    where nothing before the noun says that it is no state's.
    """
    texts = [t.casefold() for t in memory.text.words.texts[max(draft.start - 1, 0) : draft.end]]
    told = [t for t in texts[: -1 if draft.start else len(texts)] if t in read_words("local")]
    if not told:
        return None
    for word in (told[-1], COUNCIL):
        known = memory.bodies.get(word)
        if known is not None and (word == told[-1] or word not in texts[-1:]):
            return known.party
    words = memory.quote(draft.start, draft.end)
    assert draft.noun is not None
    return own_party(draft, draft.noun, words)


def house_of(draft: Draft, noun: Noun, memory: Memory) -> Party | None:
    """The university or the like whose administration a noun names, in a text about one.

    None where the text names a state as often: "the administration" is then mostly the state's.
    """
    texts = memory.text.words.texts
    before = texts[max(draft.start - 1, 0)].casefold()
    capital = memory.text.words.capitals[draft.start] > 0 and not draft.titled
    if noun.lemma not in read_words("running") or capital:
        return None
    if not memory.housed or before in read_words("whole"):
        return None
    names = (m for m in memory.latest() if is_house(m, memory))
    known = next(names, None)
    return None if known is None else known.party


def is_house(mention: Mention, memory: Memory) -> bool:
    """Whether a mention is of a university, a school, a hospital by name or by noun."""
    words = {w.casefold() for w in mention.party.name.split()}
    state = mention.party.side.isupper() and memory.is_state(mention.party.side)
    return not state and not words.isdisjoint(read_words("house"))


def spoken_for(draft: Draft, noun: Noun, memory: Memory) -> Party | None:
    """For whom somebody speaks: who is named behind "for", who spoke before, or spoke last."""
    if noun.lemma not in read_words("spokes"):
        return None
    texts = memory.text.words.texts
    for other in memory.upcoming()[:1]:
        between = [t.casefold() for t in texts[draft.end : other.start]]
        if between in (["for"], ["for", "the"]):
            return party_ahead(other, memory)
    for mention in memory.latest():
        if mention.party.text.split()[-1:] and mention.party.text.split()[-1] in read_words(
            "spokes"
        ):
            return mention.party
    return None


def party_ahead(other: Draft, memory: Memory) -> Party | None:
    """The party that a draft further on will have, as far as its own words and the past tell."""
    if other.sense is not None:
        return Party(side=other.sense.side, name=other.sense.name)
    name = memory.quote(other.start, other.end)
    known = memory.bodies.get(memory.text.words.texts[other.end - 1].casefold())
    if known is not None:
        return known.party
    if other.noun is not None and not other.run:
        return own_party(other, other.noun, name)
    return Party(side=slug(name), name=name) if other.run else None


def place_behind(draft: Draft, memory: Memory) -> Party | None:
    """The state of a place named behind a noun: "police in Jericho"."""
    for other in memory.upcoming():
        if other.start > draft.end + 3:
            return None
        if other.start <= draft.end:
            continue
        if other.sense is None:
            owner = owner_behind(draft, other, memory)
            if owner is not None:
                return owner
            continue
        between = [t.casefold() for t in memory.text.words.texts[draft.end : other.start]]
        sense = other.sense
        if between and between[0] in INSIDE and sense.side == sense.home and other.noun is None:
            return Party(side=sense.side, name=sense.name)
    return None


def owner_behind(draft: Draft, other: Draft, memory: Memory) -> Party | None:
    """Whose a body or office is, where "of" and a name of no table follow: "the mayor of X"."""
    between = [t.casefold() for t in memory.text.words.texts[draft.end : other.start]]
    ruled = draft.noun is not None and draft.noun.sector in OF_STATES
    plain = other.noun is None and between == ["of"]
    if not ruled or not other.run or not (plain or leads_civic(draft, other, memory)):
        return None
    name = memory.quote(other.start, other.end)
    return Party(side=slug(name), name=name)


def leads_civic(draft: Draft, other: Draft, memory: Memory) -> bool:
    """Whether only "of" and a land's name part an office from a body of citizens behind it.

    "President of the New Zealand Association of Scientists" is no state's.
    """
    words = memory.text.words
    between = range(draft.end, other.start)
    led = [words.texts[i].casefold() for i in between][:1] == ["of"]
    names = all(words.capitals[i] or words.texts[i].casefold() == "the" for i in between[1:])
    body = {words.texts[i].casefold() for i in range(other.start, other.end)}
    return led and names and not body.isdisjoint(read_words("civic"))


def place_around(draft: Draft, noun: Noun, memory: Memory) -> Party | None:
    """The one state where the sentence says that something happens: "marched in Minsk"."""
    if noun.sector in OF_STATES and memory.state_in_play(draft.start) is not None:
        return None
    if noun.sector not in OF_STATES and noun.kind != "crowd" and noun.sector not in APART:
        return None
    sentence = memory.text.sentence
    found = {}
    for other in memory.around():
        sense = other.sense
        if sense is None or other.noun is not None or sentence[other.start] > sentence[draft.start]:
            continue
        before = memory.text.words.texts[max(other.start - 2, 0) : other.start]
        inside = any(word.casefold() == "in" for word in before) and sense.side == sense.home
        if inside and sentence[other.start] == sentence[draft.start]:
            found[sense.side] = Party(side=sense.side, name=sense.name)
    return next(iter(found.values())) if len(found) == 1 else None


def own_party(draft: Draft, noun: Noun, words: str) -> Party:
    """A side of its own, called by its noun: "creditors"."""
    plain = draft.end == draft.start + 1 and not words.isupper()
    name = words[:1].lower() + words[1:] if plain else words
    return Party(side=slug(words), name=name or noun.lemma, sector=noun.sector, text=words)
