"""Whose side the author is on: "we", "our parliament", where a text is written from one side.

Nobody names the own side as often as the other: a text from Smalland says "we" for it, and has
its name mostly as an adjective ("the Smalland apple"). Inside quotation marks "we" is the
speaker's and is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.phrasing.pronouns import WE
from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.naming import is_rule
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import ADJECTIVE, NOUN, PEOPLE, SUBJECTS, Text
from countermove.records.events import Party
from countermove.records.number_table import load_counts

__all__ = ["Own", "find_author", "find_own"]

REACHES = load_counts("reading/actors/data/reaches.tsv")
DESCRIBING = REACHES["describing"]
"""What a name counts that only describes what is its own; what merely occurs counts one."""
LEAST = REACHES["own_things"]
"""Times that "our" things make a text one side's: once is a manner of speaking."""
VIEWS = frozenset(
    {"view", "views", "judgment", "judgement", "assessment", "opinion", "analysis", "knowledge"}
    | {"sources", "source", "estimate", "estimates", "confidence", "correspondent", "reporter"}
    | {"reporters", "readers", "friends", "friend", "time", "times", "age", "world", "readings"}
)
"""What an analyst calls "our" without being one of the sides."""
OPENERS, CLOSERS, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset({'"', "''", "``"})
SINGLE = frozenset("‘'’")
ENDS = frozenset('.,?!;:…)"”')
"""What stands before a single mark that closes speech; an apostrophe stands behind a letter."""
TERM = REACHES["quoted_term"]
"""Words at most of a term in single marks that closes behind a letter: ‘investment payment’."""
MODALS = frozenset({"should", "must", "ought"})
CLEAR = REACHES["uncontested"]
"""How many times as often as the next a name must stand that nobody else competes with."""
OFTEN = REACHES["own_voice"]
"""Times that "we" must stand in a text for its author to be on a side."""
SELVES = frozenset({",", "are", "as", "–", "—"})
"""What stands between "we" and who the authors say they are."""
RULERS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
RULED = REACHES["ruled"]
"""Times that rulers act in a text for its author to be ruled and not to rule."""
VERB, DEPTH = "VERB", 12
APPOSED = REACHES["ours"]
"""Words that may stand between "our" and the name of what is ours."""


@dataclass(frozen=True, slots=True)
class Own:
    """A "we" at token `start`, and the side it stands for."""

    start: int
    party: Party


UNNAMED = Party(side="own-side", name="the author's side (we)", text="we")


def find_own(text: Text) -> list[int]:
    """The tokens that are the author's "we", none within quotation marks of either kind."""
    found, is_open, single = [], False, -1
    for index, word in enumerate(text.words.texts):
        if word in OPENERS or (word in STRAIGHT and not is_open):
            is_open = True
        elif word in CLOSERS or word in STRAIGHT:
            is_open = False
        elif "\n" in word:
            is_open, single = False, -1
        elif word in SINGLE:
            single = turn_single(text, index, single)
        elif not is_open and single < 0 and word != "US" and word.casefold() in WE:
            found.append(index)
    return found


def turn_single(text: Text, index: int, opened: int) -> int:
    """Where speech in single marks is open behind one of them, or -1; `opened` is before it."""
    texts = text.words.texts
    before = texts[index - 1] if index else ""
    if opened < 0:
        lettered = before[-1:].isalnum() and not begins(text, index)
        return index if texts[index] == "‘" or (texts[index] == "'" and not lettered) else -1
    ended = before[-1:] in ENDS or index - opened <= TERM
    return -1 if texts[index] != "‘" and ended else opened


def begins(text: Text, index: int) -> bool:
    """Whether a token is the first of its sentence."""
    return index == 0 or text.sentence[index] != text.sentence[index - 1]


def find_author(
    text: Text, table: ActorTable, drafts: Sequence[Draft], own: Sequence[int]
) -> Party | None:
    """The side that the author writes for, or None where the text is nobody's.

    0. What the authors call themselves: "we, the prisoners", "we are nurses".
    1. What stands beside "our …" between commas: "our app, Tidewell".
    2. Else the one state or name that the text never lets act by that name, most often named; no
       state whose police or government acts in the text without being called "ours".
    3. Else, where what is "our" is a land's ("our waters", "our president"), the state that is
       told what it should do; else the first one named that hardly acts and is never over
       against "we" in a clause: who writes for a land begins with what befalls it.
    4. Else a side without a name.
    """
    if sum(owns(text, index) for index in own) < LEAST or len(own) < OFTEN:
        return None
    called = next((found for i in own if (found := name_self(text, table, i)) is not None), None)
    if called is not None:
        return called
    for index in own:
        named = name_beside(text, table, drafts, index)
        if named is not None:
            return named
    counts: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    parties: dict[str, Party] = {}
    for draft in drafts:
        party = party_named(text, draft, table)
        if party is None:
            continue
        parties.setdefault(party.side, party)
        counts[party.side] += DESCRIBING if describes(text, draft) else 1
        acting[party.side] += acts(text, draft)
    owns_some = any(owns_land(text, table, index) for index in own)
    quiet = Counter({s: n for s, n in counts.items() if not acting[s] and n > DESCRIBING})
    (best, most), (_, second) = [*quiet.most_common(2), ("", 0), ("", 0)][:2]
    if best and is_state(table, best) and not owns_some and is_ruled(text, drafts):
        return UNNAMED
    if most >= CLEAR * second and best:
        return parties[best]
    if not owns_some:
        return UNNAMED
    facing = faced(text, table, drafts, own)
    states = [s for s in parties if is_state(table, s) and not facing[s]]
    told = told_most(text, table, drafts)
    bearing = next((s for s in states if acting[s] <= 1), "")
    if told in states:
        return parties[told]
    return UNNAMED if not bearing or counts[bearing] == max(counts.values()) else parties[bearing]


def name_self(text: Text, table: ActorTable, index: int) -> Party | None:
    """Who the authors say they are beside a "we": "we, the prisoners of", "we students"."""
    texts = text.words.texts
    if texts[index].casefold() not in ("we", "us"):
        return None
    at = index + 1
    led = texts[at : at + 1]
    at += bool(led) and led[0].casefold() in SELVES
    at += at > index + 1 and texts[at : at + 1] in (["the"], ["all"])
    while at < len(texts) and text.pos[at] == ADJECTIVE:
        at += 1
    noun = table.nouns.get(texts[at].casefold()) if at < len(texts) else None
    if noun is None or not noun.plural or noun.kind not in ("group", "constituent"):
        return None
    name = texts[at].casefold()
    return Party(side=slug(name), name=name, sector=noun.sector, text=texts[index])


def is_ruled(text: Text, drafts: Sequence[Draft]) -> bool:
    """Whether a text lets governments, police or armies act, as who writes from below does."""
    acting = 0
    for draft in drafts:
        before = text.words.texts[max(draft.start - 1, 0)].casefold()
        ruling = draft.noun is not None and draft.noun.sector in RULERS and before != "our"
        acting += ruling and any(text.dep[i] in SUBJECTS for i in range(draft.start, draft.end))
    return acting >= RULED


def is_state(table: ActorTable, side: str) -> bool:
    """Whether a side is a state of the tables, not a people or an organization."""
    known = table.sides.get(side)
    return side.isupper() and known is not None and known.home == side


def owns_land(text: Text, table: ActorTable, index: int) -> bool:
    """Whether "our" stands before what only a land has: "our waters", "our own air force"."""
    if text.words.texts[index].casefold() != "our":
        return False
    near = [t.casefold() for t in text.words.texts[index + 1 : index + 4]]
    nouns = [table.nouns[t] for t in near if t in table.nouns]
    return any(is_rule(n) for n in nouns) or not read_words("homeland").isdisjoint(near)


def told_most(text: Text, table: ActorTable, drafts: Sequence[Draft]) -> str:
    """The state that is told most what it should do, or ""."""
    told: Counter[str] = Counter()
    for draft in drafts:
        party = party_named(text, draft, table)
        head = next((i for i in range(draft.start, draft.end) if text.dep[i] in SUBJECTS), -1)
        if party is None or head < 0:
            continue
        between = text.words.texts[draft.end : text.head[head]]
        told[party.side] += not MODALS.isdisjoint(w.casefold() for w in between)
    return max(told, key=lambda side: told[side], default="") if any(told.values()) else ""


def faced(
    text: Text, table: ActorTable, drafts: Sequence[Draft], own: Sequence[int]
) -> Counter[str]:
    """How often a side and "we" are on the two sides of one verb."""
    above = [(index, verbs_above(text, index)) for index in own]
    found: Counter[str] = Counter()
    for draft in drafts:
        party = party_named(text, draft, table)
        if party is None:
            continue
        verbs = verbs_above(text, draft.end - 1)
        subject = any(text.dep[i] in SUBJECTS for i in range(draft.start, draft.end))
        for index, others in above:
            if verbs[:1] == others[:1] and verbs and subject != (text.dep[index] in SUBJECTS):
                found[party.side] += 1
    return found


def verbs_above(text: Text, index: int) -> list[int]:
    """The verbs above a token, the nearest first."""
    found: list[int] = []
    for _ in range(DEPTH):
        above = text.head[index]
        if above == index:
            break
        index = above
        if text.pos[index] == VERB:
            found.append(index)
    return found


def owns(text: Text, index: int) -> bool:
    """Whether a word is "our" before a thing that an author has as one of the sides."""
    texts = text.words.texts
    thing = next((t.casefold() for t in texts[index + 1 : index + 2]), "")
    return texts[index].casefold() == "our" and thing not in VIEWS


def party_named(text: Text, draft: Draft, table: ActorTable) -> Party | None:
    """The state, or side of no table, that a draft names; no person, body or organization."""
    sense = draft.sense
    if sense is not None and sense.kind == "place":
        return None  # a town does not tell that its state writes
    if sense is not None and sense.kind != "person":
        known = table.sides.get(sense.side)
        body = known is not None and not (sense.side.isupper() and sense.side == sense.home)
        return None if body else Party(side=sense.side, name=sense.name)
    if not draft.run or draft.noun is not None or draft.titled:
        return None
    name = " ".join(text.words.texts[draft.start : draft.end])
    return Party(side=slug(name), name=name) if describes(text, draft) else None


def describes(text: Text, draft: Draft) -> bool:
    """Whether a name stands as an adjective before a common noun: "the Smalland apple"."""
    at = draft.end
    inside = at < len(text.pos) and text.sentence[at] == text.sentence[draft.start]
    return inside and draft.noun is None and text.pos[at] == NOUN and not text.words.capitals[at]


def acts(text: Text, draft: Draft) -> bool:
    """Whether the text lets a side act by this name."""
    named = draft.sense is None or draft.sense.kind in ("name", "seat")
    return named and any(text.dep[i] in SUBJECTS for i in range(draft.start, draft.end))


def is_apposed(text: Text, table: ActorTable, draft: Draft) -> bool:
    """Whether a name stands behind a thing and a comma; "our lawyer, Gwen" is a person's."""
    texts = text.words.texts
    person = (
        text.entity[draft.end - 1] in PEOPLE or texts[draft.start - 2].casefold() in table.nouns
    )
    return texts[draft.start - 1] == "," and not person


def name_beside(text: Text, table: ActorTable, drafts: Sequence[Draft], index: int) -> Party | None:
    """The name between commas behind "our", or None."""
    if text.words.texts[index].casefold() != "our":
        return None
    for draft in drafts:
        near = index < draft.start <= index + APPOSED
        if near and draft.run and is_apposed(text, table, draft):
            name = " ".join(text.words.texts[draft.start : draft.end])
            return Party(side=slug(name), name=name)
    return None
