"""What a text has named so far, for what refers back to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.folding import slug
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.names import sound_name
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import SUBJECTS, Text

__all__ = ["Memory"]

REACH = 60
"""Mentions looked back upon at most, so that a text of any length takes time in proportion."""
SENTENCES = 3
"""Sentences back to which a state stays in play."""


@dataclass
class Memory:
    """What a text has named so far; `drafts` is all it will name, in order."""

    text: Text
    table: ActorTable
    on: date | None
    drafts: Sequence[Draft] = ()
    place: int = 0
    named: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)
    known: dict[str, Mention] = field(default_factory=dict)
    given: dict[str, Mention] = field(default_factory=dict)
    female: dict[str, bool] = field(default_factory=dict)
    states: list[Mention] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    subjects: dict[int, list[Mention]] = field(default_factory=dict)

    def quote(self, start: int, end: int) -> str:
        """The words of a span, joined by blanks as people write them."""
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
        if self.is_subject(mention):
            self.subjects.setdefault(self.text.head[mention.head], []).append(mention)
        if mention.kind != "pronoun":
            self.keep_state(mention)
            self.keep_name(mention, isinstance(item, Draft) and item.run)

    def keep_state(self, mention: Mention) -> None:
        """Remembers the state a mention names."""
        side = mention.party.side
        if side in self.table.sides and side.isupper():
            self.states.append(mention)
            self.counts[side] = self.counts.get(side, 0) + 1

    def keep_name(self, mention: Mention, run: bool) -> None:
        """Remembers by which names somebody is known afterwards."""
        if mention.kind == "person" and " " in mention.who:
            self.given[sound_name(mention.who.rsplit(" ", 1)[0])] = mention
        if mention.kind == "person" or (run and mention.kind == "name"):
            for piece in slug(self.text.words.texts[mention.end - 1]).split("-"):
                self.known[piece] = mention

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
        return self.text.dep[mention.head] in SUBJECTS

    def state_in_play(self, index: int) -> Mention | None:
        """The state most in play at a token: in its sentence, then in those before it."""
        sentences = self.text.sentence
        least = sentences[index] - SENTENCES
        recent = [m for m in self.states[-REACH:] if sentences[m.start] >= least]
        if not recent:
            return self.most_named()
        last = sentences[recent[-1].start]
        here = [m for m in recent if sentences[m.start] == last]
        return max(here, key=lambda m: (not m.place, self.is_subject(m), m.kind != "adjective"))

    def most_named(self) -> Mention | None:
        """The state named most often so far, the first of equals."""
        if not self.counts:
            return None
        side = max(self.counts, key=lambda key: self.counts[key])
        return next(m for m in self.states if m.party.side == side)
