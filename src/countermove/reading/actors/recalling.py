"""Binding what refers back: "the government", "the company", a surname met before."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.reading.actors.agency import is_private
from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.gazetteer import place_sense, read_places
from countermove.reading.actors.homes import APART, CROWD, name_apart, side_apart
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.names import sound_name
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.owners import (
    OF_STATES,
    owner_before,
    place_around,
    place_behind,
    spoken_for,
)
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense
from countermove.reading.actors.tokens import PEOPLE
from countermove.records.events import Party

__all__ = ["is_counterpart", "own_party", "recall_noun", "recall_run"]

TIES = frozenset({"alliance", "coalition"})
"""Bodies that are a tie, not a side, before "with": "its alliance with Ankara"."""
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
    known = known or memory.known.get(last) or memory.known.get(slug(name).split("-")[0])
    owner = known or apposed(draft, following, memory)
    person = draft.titled or is_person(draft, memory)
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
    party = ruled_state(draft, words, memory) or Party(
        side=slug(name), name=name, sector=sector, text=words
    )
    return build_mention(draft, memory, party, "person" if person else "name", name)


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
    byname = memory.bynames.get(draft.start, "")
    thing = byname in read_words("byname") or (byname and draft.end == draft.start + 1)
    return not thing and memory.text.entity[draft.end - 1] in PEOPLE


def ruled_state(draft: Draft, words: str, memory: Memory) -> Party | None:
    """The state in play for who has an office of state and is in no table: "President Mor"."""
    if not draft.titled or draft.noun is None or draft.noun.sector not in OF_STATES:
        return None
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


def recall_noun(draft: Draft, memory: Memory) -> Mention | None:
    """The side of a noun without a name: "the government", "the union", "gunmen"."""
    noun = draft.noun
    if noun is None:
        return None
    if noun.kind == "gear" or (noun.plural and noun.lemma in read_words("vague")):
        return None
    if noun.lemma in TIES and memory.text.words.texts[draft.end : draft.end + 1] == ["with"]:
        return None
    body = recall_body(draft, memory)
    if body is not None:
        words = memory.quote(draft.start, draft.end)
        party = body.party.called(words)
        return build_mention(draft, memory, party, "group", "")
    if noun.kind == "byname":
        return None
    if noun.kind in ("land", "band"):
        return recall_whole(draft, noun, memory)
    words = memory.quote(draft.start, draft.end)
    kind = "office" if noun.kind == "office" else "group"
    party = bind_noun(draft, noun, words, memory)
    return build_mention(draft, memory, party, kind, "")


def recall_whole(draft: Draft, noun: Noun, memory: Memory) -> Mention | None:
    """The side that "the country" or "the group" stands for, if one is in play."""
    if noun.kind == "land":
        found = memory.land_in_play(draft.start)
    else:
        own = (m for m in memory.latest() if not m.party.side.isupper())
        found = next((m for m in own if m.kind in ("name", "group")), None)
    before = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    if found is None or noun.plural or before in ("a", "an", "another", "any", "every", "no"):
        return None
    words = memory.quote(draft.start, draft.end)
    sector = "" if noun.kind == "land" else found.party.sector
    party = found.party.called(words, sector)
    return build_mention(draft, memory, party, "group", "")


def bind_noun(draft: Draft, noun: Noun, words: str, memory: Memory) -> Party:
    """The party of a noun: of the place behind it, of a side before it, or its own."""
    owner = owner_before(draft, memory) or spoken_for(draft, noun, memory)
    if owner is not None and is_counterpart(noun):
        return own_party(draft, noun, words)
    what = name_apart(noun, noun.sector)
    if owner is not None and what and owner.side.isupper() and memory.has_land(owner.side):
        return side_apart(owner, what, noun.sector, words)
    if owner is not None:
        return owner.called(words, noun.sector)
    state = place_behind(draft, memory)
    if state is not None and is_private(noun) and state.side.isupper():
        return recalled_or_own(draft, noun, words, memory)
    if (
        state is None
        and noun.kind not in ("firm", "union")
        and recall_kind(draft, noun, memory) is None
    ):
        state = place_around(draft, noun, memory)
    if state is None and noun.sector in OF_STATES:
        armed = noun.sector == "MIL"
        mention = (memory.state_in_play if armed else memory.land_in_play)(draft.start)
        state = None if mention is None else mention.party
    if state is not None and is_counterpart(noun):
        return own_party(draft, noun, words)
    if state is not None:
        if what:
            return side_apart(state, what, noun.sector, words)
        return Party(side=state.side, name=state.name, sector=noun.sector, text=words)
    return recalled_or_own(draft, noun, words, memory)


def recalled_or_own(draft: Draft, noun: Noun, words: str, memory: Memory) -> Party:
    """The party of a noun of no state: met before, or its own."""
    members = members_of(draft, noun, memory)
    named = is_title(draft, memory)
    met = (m for m in memory.latest() if members and not named and m.party.side == members)
    earlier = None if members or named else recall_kind(draft, noun, memory)
    earlier = next(met, earlier)
    if earlier is not None:
        return earlier.party.called(words)
    return own_party(draft, noun, words)


def own_party(draft: Draft, noun: Noun, words: str) -> Party:
    """A side of its own, called by its noun: "creditors"."""
    plain = draft.end == draft.start + 1 and not words.isupper()
    name = words[:1].lower() + words[1:] if plain else words
    return Party(side=slug(words), name=name or noun.lemma, sector=noun.sector, text=words)


def is_counterpart(noun: Noun) -> bool:
    """Whether a noun names who stands over against its owner: "Argentina's creditors"."""
    return noun.lemma in read_words("counterpart")


def members_of(draft: Draft, noun: Noun, memory: Memory) -> str:
    """The side of a union's members where its name tells them, or "": "the dockers' union"."""
    if noun.kind != "union":
        return ""
    texts = [text.casefold() for text in memory.text.words.texts[draft.start : draft.end]]
    known = (memory.table.nouns.get(text) for text in texts)
    told = zip(texts, known, strict=True)
    return next((text for text, one in told if one and one.plural and one.kind == "group"), "")


def is_title(draft: Draft, memory: Memory) -> bool:
    """Whether a noun is written as a name of its own: "the Dockworkers' Union"."""
    last = memory.text.words.texts[draft.end - 1]
    return draft.end - draft.start > 1 and last[:1].isupper()


def recall_kind(draft: Draft, noun: Noun, memory: Memory) -> Mention | None:
    """The latest side of the same sector: the firm for "the company", rebels for "the rebels"."""
    if noun.kind == "crowd":
        crowds = (m for m in memory.latest() if m.party.side.endswith(f"-{CROWD}"))
        return next(crowds, None)
    if noun.kind == "union" and memory.unions:
        return next((m for m in memory.latest() if m.party.side in memory.unions), None)
    if noun.sector == "IGO" and noun.kind == "body" and not noun.plural:
        if memory.text.words.texts[max(draft.start - 1, 0)].casefold() in ("a", "an"):
            return None
        known = (m for m in memory.latest() if m.party.side.isupper() and m.kind == "name")
        return next((m for m in known if m.party.sector == "IGO"), None)
    wanted = {"BUS": {"BUS", ""}}.get(noun.sector, {noun.sector})
    if noun.sector in ("CVL", "UNK") or (noun.kind == "group" and noun.sector not in APART):
        return None
    if noun.plural and noun.sector == "BUS":
        return None
    for mention in memory.latest():
        party = mention.party
        own = not party.side.isupper() and mention.kind in ("name", "group")
        if not own or party.sector not in wanted or follows_place(mention, memory):
            continue
        if noun.sector != "BUS" or not is_several(mention, memory):
            return mention
    return None


def is_several(mention: Mention, memory: Memory) -> bool:
    """Whether a mention is of several by a common noun: "two shipping lines"."""
    noun = memory.table.nouns.get(memory.text.words.texts[mention.end - 1].casefold())
    words = mention.party.text
    return words.islower() and (words.endswith("s") or (noun is not None and noun.plural))


def follows_place(mention: Mention, memory: Memory) -> bool:
    """Whether an unknown name stands where a place does: "in Wolfsburg"."""
    before = memory.text.words.texts[max(mention.start - 1, 0)].casefold()
    return not mention.party.sector and before in ("in", "at", "from", "to", "near", "of")
