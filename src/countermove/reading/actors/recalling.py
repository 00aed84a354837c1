"""Binding what refers back without a name: "the government", "the company", "the rebels"."""

from __future__ import annotations

from dataclasses import replace

from countermove.phrasing.pronouns import PERSONS
from countermove.reading.actors.agency import is_private
from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.homes import APART, CROWD, name_apart, side_apart
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.owners import (
    OF_STATES,
    house_of,
    local_body,
    own_party,
    owner_before,
    party_ahead,
    place_around,
    place_behind,
    spoken_for,
)
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.recalling_names import build_mention, is_title, recall_body
from countermove.reading.actors.tokens import PEOPLE, POSSESSIVES
from countermove.records.events import Party

__all__ = ["is_counterpart", "recall_noun"]

WHOLE = frozenset({"federal", "central", "national", "union"})
"""Words before a government that is not one of a part of the state."""
ONE_MORE = frozenset({"another", "other", "one", "a", "an", "some"})
OURS = frozenset({"our", "my", "your"})
"""Whose they are that a speaker calls so is not told by the last name."""
LABOUR = "LAB"
TIES = frozenset({"alliance", "coalition"})
"""Bodies that are a tie, not a side, before "with": "its alliance with Ankara"."""


def recall_noun(draft: Draft, memory: Memory) -> Mention | None:
    """The side of a noun without a name: "the government", "the union", "gunmen"."""
    noun = draft.noun
    if noun is None:
        return None
    short = recall_short(draft, memory)
    if short is not None:
        return short
    if noun.kind == "constituent":
        return recall_members(draft, memory)
    if noun.kind == "gear" or (noun.plural and noun.lemma in read_words("vague")):
        return None
    if noun.lemma in TIES and memory.text.words.texts[draft.end : draft.end + 1] == ["with"]:
        return None
    tied = recall_tied(draft, noun, memory)
    if tied is not None:
        return build_mention(draft, memory, tied, "group", "")
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


def recall_tied(draft: Draft, noun: Noun, memory: Memory) -> Party | None:
    """Who stands beside a noun of relation as its name: "its neighbour, Chad", "ally Oslo"."""
    if noun.lemma not in read_words("tied"):
        return None
    texts = memory.text.words.texts
    for other in memory.upcoming()[:1]:
        if other.sense is not None and texts[draft.end : other.start] in ([], [","], ["the"]):
            party = Party(side=other.sense.side, name=other.sense.name)
            return party.called(memory.quote(draft.start, draft.end))
    return None


def recall_members(draft: Draft, memory: Memory) -> Mention | None:
    """The body whose members are meant: named before or behind, or the union last named."""
    owner = owner_before(draft, memory) or members_behind(draft, memory)
    led = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    if owner is None and draft.noun is not None and draft.noun.plural and led not in OURS:
        owner = next((m.party for m in memory.latest() if m.party.side in memory.unions), None)
    if owner is None or (owner.side.isupper() and memory.is_state(owner.side)):
        return None
    party = owner.called(memory.quote(draft.start, draft.end))
    return build_mention(draft, memory, party, "group", "")


def members_behind(draft: Draft, memory: Memory) -> Party | None:
    """The body named behind "members of", as far as its own words and the past tell."""
    for other in memory.upcoming()[:1]:
        between = [t.casefold() for t in memory.text.words.texts[draft.end : other.start]]
        if between in (["of"], ["of", "the"]):
            return party_ahead(other, memory)
    return None


def recall_short(draft: Draft, memory: Memory) -> Mention | None:
    """The side whose name ends with a noun that stands by itself with a capital: "Palace"."""
    single = draft.end == draft.start + 1 and memory.text.words.capitals[draft.start] > 0
    word = memory.text.words.texts[draft.start]
    known = memory.known.get(slug(word)) if single else None
    if single and draft.noun is not None and draft.noun.kind == "office":
        known = known or memory.known.get(slug(memory.firms.get(word.casefold(), "")))
    led = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    if (
        known is None
        or known.kind != "name"
        or led in ("the", "a", "an")
        or " " not in known.party.name
    ):
        return None
    return build_mention(draft, memory, known.party.called(word, known.party.sector), "name", "")


def recall_whole(draft: Draft, noun: Noun, memory: Memory) -> Mention | None:
    """The side that "the country" or "the group" stands for, if one is in play."""
    beside = memory.mentions[-1] if memory.mentions else None
    if noun.kind == "land" and memory.text.words.capitals[draft.end - 1] and beside is not None:
        # "Elsipogtog First Nation", "the Mi'kmaq Nation" are peoples, and no state's.
        gap = [t.casefold() for t in memory.text.words.texts[beside.end : draft.start]]
        if gap in ([], ["first"]) and beside.kind != "pronoun":
            return build_mention(draft, memory, beside.party, "group", "")
        if gap != [] or memory.text.words.capitals[max(draft.start - 1, 0)]:
            return None
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
    local = local_body(draft, memory) if noun.sector in OF_STATES else None
    local = local or (house_of(draft, noun, memory) if noun.sector in OF_STATES else None)
    if local is not None:
        return local.called(words, noun.sector)
    if noun.lemma in read_words("peaceful") and not memory.armed:
        return own_party(draft, replace(noun, sector=LABOUR), words)
    state = place_behind(draft, memory)
    if state is not None and is_private(noun) and state.side.isupper():
        return recalled_or_own(draft, noun, words, memory)
    if (
        state is None
        and noun.kind not in ("firm", "union")
        and recall_kind(draft, noun, memory) is None
    ):
        state = place_around(draft, noun, memory)
    before = memory.text.words.texts[max(draft.start - 1, 0)]
    owned = before in POSSESSIVES
    if state is None and noun.sector in OF_STATES and not (owned and noun.kind == "office"):
        # "Local 88's president" is somebody's, and not the state's that is in play.
        armed = noun.sector == "MIL"
        whole = memory.nation_in_play if before.casefold() in WHOLE else memory.land_in_play
        mention = (memory.state_in_play if armed else whole)(draft.start)
        state = None if mention is None else mention.party
    if state is not None and (is_counterpart(noun) or is_public(noun)):
        return own_party(draft, noun, words)
    if state is not None:
        if what:
            return side_apart(state, what, noun.sector, words)
        return Party(side=state.side, name=state.name, sector=noun.sector, text=words)
    return recalled_or_own(draft, noun, words, memory)


def recalled_or_own(draft: Draft, noun: Noun, words: str, memory: Memory) -> Party:
    """The party of a noun of no state: met before, or its own."""
    one = one_of(draft, noun, memory)
    if one is not None:
        return one.called(words, noun.sector)
    members = members_of(draft, noun, memory)
    named = is_title(draft, memory)
    met = (m for m in memory.latest() if members and not named and m.party.side == members)
    earlier = None if members or named else recall_kind(draft, noun, memory)
    earlier = next(met, earlier)
    if earlier is not None:
        return earlier.party.called(words)
    return own_party(draft, noun, words)


def one_of(draft: Draft, noun: Noun, memory: Memory) -> Party | None:
    """Those of whom one more is told of: "another supplier", where there were suppliers."""
    before = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    if noun.plural or before not in ONE_MORE:
        return None
    several = (m for m in memory.latest() if m.party.side == f"{slug(noun.lemma)}s")
    return next((m.party for m in several), None)


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


def is_public(noun: Noun) -> bool:
    """Whether a noun names people who act apart from the government of where they live."""
    return noun.plural and noun.lemma in read_words("public")


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
        if noun.sector == "BUS" and not party.sector and not is_firm(mention, memory):
            continue
        if noun.sector != "BUS" or not is_several(mention, memory):
            return mention
    return None


def is_several(mention: Mention, memory: Memory) -> bool:
    """Whether a mention is of several by a common noun: "two shipping lines"."""
    noun = memory.table.nouns.get(memory.text.words.texts[mention.end - 1].casefold())
    words = mention.party.text
    return words.islower() and (words.endswith("s") or (noun is not None and noun.plural))


def is_firm(mention: Mention, memory: Memory) -> bool:
    """Whether a name of no known kind can be a firm's: it has what firms have, or nobody has."""
    if memory.employers:
        return mention.party.side in memory.employers
    if memory.text.entity[mention.end - 1] in PEOPLE:
        return False
    side = mention.party.side
    bound = (m for m in memory.latest() if m.kind == "pronoun" and m.party.side == side)
    return all(m.party.text.casefold() not in PERSONS for m in bound)


def follows_place(mention: Mention, memory: Memory) -> bool:
    """Whether an unknown name stands where a place does: "in Yeovil, Luton and Wolfsburg"."""
    texts = memory.text.words.texts
    index = mention.start - 1
    capitals = memory.text.words.capitals
    while index > 0 and (capitals[index] or texts[index] in (",", "and", "or")):
        index -= 1
    before = texts[max(index, 0)].casefold()
    return not mention.party.sector and before in ("in", "at", "from", "to", "near", "of")
