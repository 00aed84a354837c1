"""Every place where a text speaks of a side, names first, what refers back to them after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from countermove.reading.actors.agency import is_private
from countermove.reading.actors.authors import Own, find_author, find_own
from countermove.reading.actors.bynames import add_bynames, find_bynames
from countermove.reading.actors.drafting import Draft, draft_mentions
from countermove.reading.actors.employers import find_employers
from countermove.reading.actors.homes import name_apart, side_apart
from countermove.reading.actors.looking_ahead import look_ahead
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.naming import Run, short_names
from countermove.reading.actors.owners import own_party
from countermove.reading.actors.pronouns import Pronoun, bind_pronoun, find_pronouns
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.recalling import is_counterpart, is_public, recall_noun
from countermove.reading.actors.recalling_names import recall_run
from countermove.reading.actors.regions import raise_regions
from countermove.reading.actors.senses import choose_sense, party_of
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import MODIFIERS, NOUNISH, Text, spread_text
from countermove.reading.parsing.words import Words
from countermove.records.number_table import load_counts

__all__ = ["find_mentions"]

LEAST_HOUSED = load_counts("reading/actors/data/reaches.tsv")["housed"]
"""Times a university or the like must be told of for "the administration" to be its own."""


def find_mentions(words: Words, table: ActorTable, on: date | None = None) -> tuple[Mention, ...]:
    """The mentions of sides in a parsed text, in order, none overlapping.

    `on` is the date of the article: offices and dated names are resolved at it. What refers
    back ("the government", "he") is bound to what was named before; what cannot be bound
    safely stands for a side of its own (a noun) or is left out (a pronoun).
    """
    if not len(words):
        return ()
    text = spread_text(words)
    drafts = raise_regions(text, draft_mentions(text, table, on))
    bynames = find_bynames(text, table, drafts)
    drafts = add_bynames(text, table, drafts, bynames)
    named = frozenset(d.sense.who for d in drafts if d.sense is not None and d.sense.who)
    lands = frozenset(
        d.sense.side for d in drafts if d.sense is not None and d.sense.side not in table.sides
    )
    told = frozenset(d.sense.side for d in drafts if d.sense and d.sense.kind != "place")
    own = find_own(text)
    author = find_author(text, table, drafts, own)
    firms = short_names(
        text, [Run(d.start, d.end, d.noun) for d in drafts if d.run and d.owned is None]
    )
    memory = Memory(text, table, on, drafts, named=named, bynames=bynames, lands=lands, firms=firms)
    memory.told = told
    memory.employers = find_employers(text, drafts)
    memory.armed = is_armed(drafts)
    memory.housed = is_housed(text, drafts)
    if author is not None:
        memory.author = Mention(0, 0, 0, author, "name")
    items: list[Draft | Pronoun | Own] = [*drafts, *find_pronouns(text, drafts)]
    items += [Own(index, author) for index in own if author is not None]
    items.sort(key=lambda item: item.start)
    found: Mention | None
    for item in items:
        if isinstance(item, Own):
            found = speak_for(item, memory)
        elif isinstance(item, Pronoun):
            found = bind_pronoun(item, memory)
        else:
            found = resolve_draft(item, memory)
            memory.place += 1
        if found is not None:
            memory.keep(found, item)
    return look_ahead(text, memory.mentions)


def is_armed(drafts: Sequence[Draft]) -> bool:
    """Whether a text tells of an army or a navy, so that its sailors and pilots may be soldiers."""
    nouns = (draft.noun for draft in drafts if draft.noun is not None)
    return any(n.sector == "MIL" and n.lemma not in read_words("peaceful") for n in nouns)


def is_housed(text: Text, drafts: Sequence[Draft]) -> bool:
    """Whether a text speaks more of a university, school or hospital than of any state by name."""
    states: Counter[str] = Counter()
    houses = 0
    for draft in drafts:
        words = {t.casefold() for t in text.words.texts[draft.start : draft.end]}
        if draft.sense is not None and draft.sense.kind in ("name", "seat", "person"):
            states[draft.sense.side] += 1
        elif draft.sense is None:
            houses += not words.isdisjoint(read_words("house"))
    return houses >= LEAST_HOUSED and houses > max(states.values(), default=0)


def speak_for(item: Own, memory: Memory) -> Mention:
    """The mention of "we" for the author's side."""
    words = memory.text.words.texts[item.start]
    party = item.party.called(words)
    return Mention(item.start, item.start + 1, item.start, party, "pronoun")


def resolve_draft(draft: Draft, memory: Memory) -> Mention | None:
    """The mention a draft stands for: by its own name, or by what was named before."""
    if draft.run:
        following = memory.upcoming()
        return recall_run(draft, following[0] if following else None, memory)
    local = draft.sense is not None and draft.sense.kind == "place"
    constituent = draft.noun is not None and draft.noun.kind == "constituent"
    if draft.sense is None or (local and constituent):  # "Ohio members": of the union
        return recall_noun(draft, memory)
    return name_mention(draft, memory)


def name_mention(draft: Draft, memory: Memory) -> Mention | None:
    """The mention of a draft that names its side."""
    sense = draft.sense
    if sense is None or is_language(draft, memory):
        return None
    words = memory.quote(draft.start, draft.end)
    kind = "name" if sense.kind == "place" else sense.kind
    # Without a date nobody is taken to have left office: articles are written in their time.
    sector, who = ("" if memory.on else sense.sector), sense.who
    if draft.noun is not None and is_counterpart(draft.noun):
        apart = own_party(draft, draft.noun, memory.quote(draft.end - 1, draft.end))
        head = memory.head(draft.start, draft.end)
        return Mention(draft.start, draft.end, head, apart, "group")
    first = memory.text.words.texts[draft.start].casefold()
    if draft.noun is not None and is_public(draft.noun) and first in memory.table.nouns:
        apart = own_party(draft, draft.noun, first)  # "residents of Cyprus"
        return Mention(draft.start, draft.end, draft.start, apart, "group")
    if draft.noun is not None and not (sense.kind == "person" and draft.titled):
        kind = "office" if draft.noun.kind == "office" else "group"
        sector = draft.noun.sector
        who = hold_office(draft, memory) if sense.kind != "person" else ""
    party = party_of(sense, words, memory.on, sector)
    # "Tarsian farmers" are Tarsia's where it deals with others; "farmers in Tarsia" are apart.
    own = sense.side == sense.home and sector != "AGR"
    if own and draft.noun is not None and is_one_of_many(draft, memory):
        return stand_alone(draft, memory)
    what = name_apart(draft.noun, sector) if own else ""
    if what and draft.noun is not None:
        party = side_apart(sense, what, sector, words)
    return Mention(
        start=draft.start,
        end=draft.end,
        head=memory.head(draft.start, draft.end),
        party=party,
        kind=kind,
        who=who,
        place=sense.kind == "place" and draft.noun is None,
    )


def is_one_of_many(draft: Draft, memory: Memory) -> bool:
    """Whether a draft names one private person or body of a nation: "a US blogger"."""
    before = memory.text.words.texts[max(draft.start - 1, 0)].casefold()
    return draft.noun is not None and is_private(draft.noun) and before in ("a", "an", "one")


def stand_alone(draft: Draft, memory: Memory) -> Mention:
    """The mention of a side of its own that is described and not named."""
    assert draft.noun is not None
    party = own_party(draft, draft.noun, memory.quote(draft.start, draft.end))
    head = memory.head(draft.start, draft.end)
    kind = "office" if draft.noun.kind in ("office", "group") else "group"
    return Mention(draft.start, draft.end, head, party, kind)


def is_language(draft: Draft, memory: Memory) -> bool:
    """Whether an adjective names a tongue: "it was in English", "who speak Russian"."""
    sense, texts = draft.sense, memory.text.words.texts
    if sense is None or sense.kind != "adjective" or draft.noun is not None or not draft.start:
        return False
    before = texts[draft.start - 1].casefold()
    behind = memory.text.pos[draft.end] if draft.end < len(texts) else 0
    return before in read_words("tongue") or (before == "in" and behind not in NOUNISH | MODIFIERS)


def hold_office(draft: Draft, memory: Memory) -> str:
    """Who holds the office a draft names at the date; without a date only who is in office."""
    if draft.noun is None or draft.sense is None:
        return ""
    holders = memory.table.holders.get((draft.sense.side, draft.noun.lemma), ())
    if not holders:
        return ""
    sense = choose_sense([h for h in holders if h.who in memory.named] or holders, memory.on)
    if sense.who in memory.named:
        return sense.who
    begun = memory.on is None or (sense.start or date.min) <= memory.on
    lasts = sense.end is None or (memory.on is not None and memory.on < sense.end)
    return sense.who if begun and lasts else ""
