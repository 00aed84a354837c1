"""Binding names of no table: a surname met before, a short form, an office's holder."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.reading.actors.agency import is_private
from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.gazetteer import place_sense, read_places
from countermove.reading.actors.homes import name_apart, side_apart
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.names import sound_name
from countermove.reading.actors.owners import (
    OF_STATES,
    house_of,
    local_body,
)
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.tokens import PEOPLE
from countermove.records.events import Party

__all__ = ["build_mention", "is_title", "recall_body", "recall_run"]

WORKERS = "workers"
"""What a union is called that has no name but its firm's: "Ford's union"."""
DEFINITE = frozenset({"the", "this", "that"})
PLACING = frozenset({"in", "near", "at", "outside"})


def recall_run(draft: Draft, following: Draft | None, memory: Memory) -> Mention | None:
    """The side of a proper name that no table has: known from before, or its own."""
    if draft.owned is not None:
        return own_office(draft, draft.owned, memory)
    words = memory.quote(draft.start, draft.end)
    last = slug(memory.text.words.texts[draft.end - 1])
    name = memory.quote(first_of_name(draft, memory), draft.end)
    given = memory.given.get(sound_name(name))
    known = given or abbreviated(draft, memory) or recall_body(draft, memory)
    known = (
        known or known_by(last, name, memory) or known_by(slug(name).split("-")[0], name, memory)
    )
    owner = known or led_body(draft, memory) or apposed(draft, following, memory)
    person = draft.titled or is_person(draft, memory)
    speaks = draft.noun is not None and draft.noun.lemma in read_words("spokes")
    if draft.sense is not None and draft.noun is not None and is_private(draft.noun) and not speaks:
        party = Party(side=slug(name), name=name, sector=draft.noun.sector, text=words)
        return build_mention(draft, memory, party, "person", name)
    if draft.sense is not None:
        sector = draft.noun.sector if draft.noun is not None else ""
        party = Party(side=draft.sense.side, name=draft.sense.name, sector=sector, text=words)
        return build_mention(draft, memory, party, "person", name)
    if owner is not None:
        party = owner.party.called(words)
        return build_mention(
            draft,
            memory,
            party,
            "person" if known is None else known.kind,
            (known.who if known is not None and known.who else name),
        )
    place = place_named(draft, memory)
    if place is not None:
        party = Party(side=place.side, name=place.name, sector="CVL", text=words)
        head = memory.head(draft.start, draft.end)
        return Mention(draft.start, draft.end, head, party, "name", place=True)
    name = memory.firms.get(name.casefold(), name)
    trades = memory.bynames.get(draft.start, "") in read_words("trade")
    sector = draft.noun.sector if draft.noun is not None else "BUS" if trades else ""
    byname = memory.table.nouns.get(memory.bynames.get(draft.start, ""))
    if not sector and byname is not None and byname.kind == "union":
        sector = byname.sector
    party = ruled_state(draft, words, memory) or Party(
        side=slug(name), name=name, sector=sector, text=words
    )
    return build_mention(draft, memory, party, "person" if person else "name", name)


def known_by(word: str, name: str, memory: Memory) -> Mention | None:
    """Who is known by one word of a name; "Selby Mills" is not the Selby met before."""
    known = memory.known.get(word)
    if known is None or known.kind == "person" or " " not in name:
        return known
    return known if set(name.split()) <= set(known.party.name.split()) else None


def abbreviated(draft: Draft, memory: Memory) -> Mention | None:
    """The side whose short form stands in brackets behind it: "the Free Harbour Front (FHF)"."""
    texts = memory.text.words.texts
    last = memory.mentions[-1] if memory.mentions else None
    bracketed = texts[draft.start - 1 : draft.start] == ["("] and texts[
        draft.end : draft.end + 1
    ] == [")"]
    short = draft.end == draft.start + 1 and memory.text.words.capitals[draft.start] == 2
    if last is None or not (bracketed and short) or last.end != draft.start - 1:
        return None
    return last if last.kind in ("name", "group") else None


def is_person(draft: Draft, memory: Memory) -> bool:
    """Whether a name is a person's: not one that the text calls a firm, a town or the like."""
    firm = memory.quote(draft.start, draft.end).casefold() in memory.firms
    if firm or (draft.noun is not None and draft.noun.kind in ("firm", "union")):
        return False
    if slug(memory.quote(draft.start, draft.end)) in memory.employers:
        return False
    if holds_office(draft, memory):
        return True
    byname = memory.bynames.get(draft.start, "")
    thing = byname in read_words("byname") or (byname and draft.end == draft.start + 1)
    return not thing and memory.text.entity[draft.end - 1] in PEOPLE


def led_body(draft: Draft, memory: Memory) -> Mention | None:
    """The body whose officer stands right behind it: "Aeta leader Lia Cruz"."""
    last = memory.mentions[-1] if memory.mentions else None
    if last is None or not draft.titled or last.end != draft.start or last.place:
        return None
    if draft.noun is not None and draft.noun.kind != "office":
        return None  # "Kelso alumnus Ian Moore" speaks for himself
    return last if last.kind in ("name", "group") else None


def holds_office(draft: Draft, memory: Memory) -> bool:
    """Whether an office stands behind a name and a comma: "Gwen Hale, spokesperson for"."""
    texts = memory.text.words.texts
    if texts[draft.end : draft.end + 1] != [","]:
        return False
    behind = [text.casefold() for text in texts[draft.end + 1 : draft.end + 4]]
    nouns = (memory.table.nouns.get(word) for word in behind)
    first = next((n for n in nouns if n is not None), None)
    return first is not None and first.kind == "office" and not first.plural


def ruled_state(draft: Draft, words: str, memory: Memory) -> Party | None:
    """The state in play for who has an office of state and is in no table: "President Mor"."""
    if not draft.titled or draft.noun is None or draft.noun.sector not in OF_STATES:
        return None
    if draft.noun.lemma.replace(" ", "-") in read_words("loose"):
        return None
    local = local_body(draft, memory) or house_of(draft, draft.noun, memory)
    if local is not None:
        return local.called(words, draft.noun.sector) if local.name[:1].isupper() else None
    state = memory.state_in_play(draft.start)
    if state is None:
        return None
    return state.party.called(words, draft.noun.sector)


def recall_body(draft: Draft, memory: Memory) -> Mention | None:
    """The body with a name that one word with "the" stands for: "the board", "the Commission"."""
    texts = memory.text.words.texts
    single = draft.end == draft.start + 1 and draft.start > 0 and not draft.titled
    if not single or texts[draft.start - 1].casefold() not in DEFINITE:
        return None
    return memory.bodies.get(texts[draft.start].casefold())


def place_named(draft: Draft, memory: Memory) -> Sense | None:
    """The state of a town that stands behind "in" or "near" and is in the gazetteer."""
    before = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    if draft.titled or draft.noun is not None or before not in PLACING:
        return None
    first = memory.text.words.first
    pieces = memory.text.words.pieces[first[draft.start] : first[draft.end]]
    code = read_places().get(" ".join(pieces), "")
    return place_sense(code, memory.table) if code in memory.table.sides else None


def own_office(draft: Draft, owned: int, memory: Memory) -> Mention | None:
    """The office or body of a side that no table has: "Ruritania's president"."""
    noun = draft.noun
    if noun is None:
        return None
    whole = noun.kind in ("union", "firm") and is_title(draft, memory)
    name = memory.quote(draft.start, draft.end if whole else owned)
    name = memory.firms.get(name.casefold(), name)
    known = memory.known.get(slug(name))
    side = known.party if known is not None else Party(side=slug(name), name=name)
    party = Party(
        side=side.side,
        name=side.name,
        sector=noun.sector,
        text=memory.quote(draft.start, draft.end),
    )
    labour = noun.sector if noun.sector in ("LAB", "AGR") else ""
    what = WORKERS if noun.kind == "union" else name_apart(noun, labour)
    if what and not whole:
        party = side_apart(side, what, noun.sector, party.text)
    kind = "office" if noun.kind == "office" else "group"
    return build_mention(draft, memory, party, kind, "")


def first_of_name(draft: Draft, memory: Memory) -> int:
    """Where the name begins behind its title."""
    if not draft.titled:
        return draft.start
    index = draft.end - 1
    capitals = memory.text.words.capitals
    lowest = draft.start
    titles = memory.table.nouns
    while index > lowest and (capitals[index - 1] or memory.text.words.texts[index - 1] == "-"):
        if memory.text.words.texts[index - 1].casefold() in titles:
            break
        index -= 1
    return index


def build_mention(draft: Draft, memory: Memory, party: Party, kind: str, who: str) -> Mention:
    """The mention of a draft."""
    head = memory.head(draft.start, draft.end)
    person = who if kind == "person" else ""
    return Mention(draft.start, draft.end, head, party, kind, person)


def apposed(draft: Draft, following: Draft | None, memory: Memory) -> Mention | None:
    """The office beside a name: "Kazakhstan's president, Jan Novak" or the other way round."""
    texts = memory.text.words.texts
    last = memory.mentions[-1] if memory.mentions else None
    office = last is not None and last.kind == "office" and last.party.side != slug(last.party.text)
    if office and last is not None and texts[last.end : draft.start] == [","]:
        return last
    led = last is not None and last.kind in ("group", "name") and not last.place
    if led and last is not None and is_leader(texts[last.end : draft.start]):
        return last
    if following is None or following.sense is None:
        return None
    between = [t.casefold() for t in texts[draft.end : following.start]]
    if draft.titled and draft.noun is not None and between in (["of"], ["of", "the"]):
        sense = following.sense
        party = Party(side=sense.side, name=sense.name, sector=draft.noun.sector)
        return Mention(draft.start, draft.end, draft.start, party, "person")
    if following.noun is None:
        return None
    if following.noun.kind == "office" and between in ([","], [",", "the"], [",", "a"]):
        sense = following.sense
        party = Party(side=sense.side, name=sense.name, sector=following.noun.sector)
        return Mention(draft.start, draft.end, draft.start, party, "person")
    return None


def is_leader(between: Sequence[str]) -> bool:
    """Whether the words between a body and a name make the name its head: ", led by"."""
    words = [word.casefold() for word in between if word != ","]
    return len(words) == 2 and words[0] in ("led", "headed", "chaired", "run") and words[1] == "by"


def is_title(draft: Draft, memory: Memory) -> bool:
    """Whether a noun is written as a name of its own: "the Dockworkers' Union"."""
    last = memory.text.words.texts[draft.end - 1]
    return draft.end - draft.start > 1 and last[:1].isupper()
