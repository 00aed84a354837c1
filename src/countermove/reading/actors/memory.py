"""What a text has named so far, for what refers back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.names import sound_name
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import SUBJECTS, Text, led_verb
from countermove.records.number_table import load_counts

__all__ = ["Memory"]

REACH = 60
"""Mentions looked back upon at most, so that a text of any length takes time in proportion."""
REACHES = load_counts("reading/actors/data/reaches.tsv")
SENTENCES = REACHES["in_play"]
"""Sentences back to which a state stays in play."""
ABOUT = REACHES["about"]
"""How many times as often as another the state is named that a text is about."""
PRIVATE = frozenset({"BUS", "JRN", "LAB", "NGO", "EDU", "CRM"})
"""Sectors that do not bring the state they belong to into play."""


@dataclass
class Memory:
    """What a text has named so far; `drafts` is all it will name, in order."""

    text: Text
    table: ActorTable
    on: date | None
    drafts: Sequence[Draft] = ()
    place: int = 0
    named: frozenset[str] = frozenset()
    bynames: Mapping[int, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    known: dict[str, Mention] = field(default_factory=dict)
    given: dict[str, Mention] = field(default_factory=dict)
    female: dict[str, bool] = field(default_factory=dict)
    states: list[Mention] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    subjects: dict[int, list[Mention]] = field(default_factory=dict)
    led: dict[int, int] = field(default_factory=dict)
    bodies: dict[str, Mention] = field(default_factory=dict)
    unions: dict[str, Mention] = field(default_factory=dict)
    firms: Mapping[str, str] = field(default_factory=dict)
    employers: frozenset[str] = frozenset()
    author: Mention | None = None
    lands: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    armed: bool = False
    housed: bool = False

    def quote(self, start: int, end: int) -> str:
        """The words of a span, joined by blanks as people write them."""
        if end == start + 1:
            return self.text.words.texts[start]
        words = " ".join(self.text.words.texts[start:end])
        return words.replace(" - ", "-").replace(" '", "'").replace(" ’", "’").replace(" ,", ",")

    def head(self, start: int, end: int) -> int:
        """The token of a span whose own head lies outside it."""
        heads = self.text.head
        for index in range(start, end):
            outside = not start <= heads[index] < end or heads[index] == index
            if outside and self.text.dep[index]:
                return index
        return end - 1

    def keep(self, mention: Mention, item: object) -> None:
        """Remembers a mention for what comes after it."""
        self.mentions.append(mention)
        if isinstance(item, Draft) and item.sense is not None and item.sense.kind == "person":
            self.female[mention.who] = item.sense.female
        self.keep_subject(mention)
        if mention.kind != "pronoun":
            self.keep_state(mention)
            self.keep_name(mention, isinstance(item, Draft) and item.run)
            self.keep_body(mention, item)

    def keep_subject(self, mention: Mention) -> None:
        """Remembers of which verb a mention is the subject."""
        verb = self.text.head[mention.head]
        if self.text.dep[mention.head] not in SUBJECTS:
            verb = led_verb(self.text, mention.start, mention.end)
            if verb < 0:
                return
            self.led[mention.start] = verb
        self.subjects.setdefault(verb, []).append(mention)

    def keep_body(self, mention: Mention, item: object) -> None:
        """Remembers by which noun a body with a name is spoken of: "the board", "the union"."""
        byname = self.bynames.get(item.start) if isinstance(item, Draft) else None
        if byname is not None:
            self.bodies[byname] = mention
        if isinstance(item, Draft) and item.noun is not None and item.noun.kind == "union":
            self.unions[mention.party.side] = mention
            self.keep_members(mention)
        if mention.end - mention.start < 2 or mention.kind not in ("name", "group"):
            return
        last = self.text.words.texts[mention.end - 1]
        if not isinstance(item, Draft) or not last[:1].isupper():
            return
        for word in {last.casefold(), item.noun.lemma if item.noun is not None else ""}:
            if word in read_words("body"):
                self.bodies[word] = mention

    def keep_members(self, mention: Mention) -> None:
        """Remembers a union by its members: "the Nurses' Union", then "the nurses"."""
        for text in self.text.words.texts[mention.start : mention.end]:
            noun = self.table.nouns.get(text.casefold())
            if noun is not None and noun.plural and noun.kind == "group":
                self.bodies[text.casefold()] = mention

    def keep_state(self, mention: Mention) -> None:
        """Remembers the state a mention names; a firm or newspaper of a state is not the state.

        Nor is a town whose state is never named: "the council" there is not the state's.
        """
        side = mention.party.side
        if mention.place and side not in self.told:
            return
        if self.is_state(side) and mention.party.sector not in PRIVATE:
            self.states.append(mention)
            self.counts[side] = self.counts.get(side, 0) + 1

    def is_state(self, side: str) -> bool:
        """Whether a side is a state: of the tables, or one that the text makes known."""
        return side in self.lands or (side in self.table.sides and side.isupper())

    def keep_name(self, mention: Mention, run: bool) -> None:
        """Remembers by which names somebody is known afterwards."""
        if mention.kind == "person" and " " in mention.who:
            self.given[sound_name(mention.who.rsplit(" ", 1)[0])] = mention
        if mention.kind == "person" or (run and mention.kind == "name"):
            for piece in slug(self.text.words.texts[mention.end - 1]).split("-"):
                self.known[piece] = mention
            if mention.party.name in self.firms.values():
                self.known[mention.party.side] = mention

    def latest(self) -> Iterator[Mention]:
        """The mentions before, the latest first, not too many."""
        return islice(reversed(self.mentions), REACH)

    def upcoming(self) -> Sequence[Draft]:
        """The drafts behind the one at hand, not too many."""
        return self.drafts[self.place + 1 : self.place + 1 + REACH]

    def around(self) -> Sequence[Draft]:
        """The drafts before and behind the one at hand, not too many."""
        return self.drafts[max(self.place - REACH, 0) : self.place + REACH]

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is a subject."""
        return self.text.dep[mention.head] in SUBJECTS or mention.start in self.led

    def has_land(self, side: str) -> bool:
        """Whether a side is a state with a land of its own, not an alliance or organization."""
        return side in self.lands or self.table.sides[side].home == side

    def state_in_play(self, index: int) -> Mention | None:
        """The state or alliance most in play at a token."""
        return self.in_play(index, self.states[-REACH:], self.most_named())

    def land_in_play(self, index: int) -> Mention | None:
        """The state most in play at a token: "the country" is no alliance."""
        main = self.most_named()
        named = [m for m in self.states[-REACH:] if self.has_land(m.party.side)]
        kept = main if main is not None and self.has_land(main.party.side) else None
        return self.in_play(index, named, kept or (named[-1] if named else None))

    def nation_in_play(self, index: int) -> Mention | None:
        """The state most in play at a token that is no part of another: "federal government".

        A federation goes before others, where one is told of.
        """
        named = [m for m in self.states if m.party.side in self.table.sides]
        named = [m for m in named if self.has_land(m.party.side)]
        federal = [m for m in named if m.party.side.casefold() in read_words("federation")]
        named = federal or named
        return self.in_play(index, named[-REACH:], named[-1] if named else None)

    def in_play(self, index: int, named: Sequence[Mention], main: Mention | None) -> Mention | None:
        """The one of those named most in play: in its sentence, then in those before it.

        One that is named there only by the way gives place to the one the text is about; whose
        author says "we" means the own state by "the government".
        """
        if self.author is not None:
            return self.author
        sentences = self.text.sentence
        least = sentences[index] - SENTENCES
        recent = [m for m in named if sentences[m.start] >= least]
        if not recent:
            return main
        last = sentences[recent[-1].start]
        here = [m for m in recent if sentences[m.start] == last]
        best = max(here, key=lambda m: (not m.place, self.is_subject(m), m.kind != "adjective"))
        if main is None or self.is_subject(best):
            return best
        often = self.counts[main.party.side] >= ABOUT * self.counts[best.party.side]
        return main if often else best

    def most_named(self) -> Mention | None:
        """The state named most often so far, the first of equals."""
        if not self.counts:
            return None
        side = max(self.counts, key=lambda key: self.counts[key])
        return next(m for m in self.states if m.party.side == side)
