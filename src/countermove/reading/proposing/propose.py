"""The second reader: asks a language model about every part, from its journal where it can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from countermove.phrasing.times import counted
from countermove.reading.event_drafts import EventDraft
from countermove.reading.proposing.agreeing import agree, count_votes
from countermove.reading.proposing.ask import Bounds, ask_server, open_client
from countermove.reading.proposing.budget import count_tokens
from countermove.reading.proposing.drafting import Proposal, Resolver, draft_proposals
from countermove.reading.proposing.journal import Journal, key_of
from countermove.reading.proposing.parts import ArticlePart, split_article
from countermove.reading.proposing.replies import PartReply, ReplyError, read_reply
from countermove.reading.proposing.servers import Server
from countermove.reading.reader import Reader
from countermove.records.articles import Article
from countermove.records.errors import SettingsError

__all__ = ["Proposer", "Summary", "open_proposer"]

AT_ONCE = 4
"""Requests at a time: polite to a hosted service, and what a machine of one's own can bear."""

MOST_VOTES = 9

MOST_FAILURES = 8
"""Requests in a row that may fail before no more are sent in a run."""


@dataclass
class Summary:
    """What came of asking: answers new and kept, what was dropped and why, what failed."""

    asked: int = 0
    replayed: int = 0
    tokens: int = 0
    left: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    sides: list[Proposal] = field(default_factory=list)

    @property
    def unasked(self) -> int:
        """Parts without an answer that could be kept, whatever the reason."""
        return self.left + self.failures.total()

    def say_sides(self) -> str:
        """Who is pressed by whom as the model has it, with its words; "" where it names nobody.

        It is a proposal beside the calibrated judgement of the text, and decides nothing.
        """
        named = {
            role: Counter(p.name for p in self.sides if p.role == role)
            for role in ("pressed", "presser")
        }
        if not all(named.values()):
            return ""
        pressed, presser = (named[role].most_common(1)[0][0] for role in ("pressed", "presser"))
        words = next(p.quote.text for p in self.sides if p.name == pressed)
        return f"the model reads: {pressed}, pressed by {presser} (“{' '.join(words.split())}”)"

    def say(self) -> str:
        """One line for a person."""
        read = counted(self.asked + self.replayed, "part")
        told = [f"the model read {read} ({counted(self.tokens, 'token')})"]
        if self.replayed:
            told.append(f"{self.replayed} of them from reader.jsonl")
        dropped = [f"{n} {why}" for why, n in sorted(self.lost.items()) if n]
        if dropped:
            told.append("dropped: " + ", ".join(dropped))
        failed = [f"it {why} ({counted(n, 'time')})" for why, n in sorted(self.failures.items())]
        if self.left:
            were = "was" if self.left == 1 else "were"
            failed.append(f"{counted(self.left, 'part')} {were} left when the budget was spent")
        if failed:
            told.append("read by the rules alone where " + ", and where ".join(failed))
        return "; ".join(told)


class Proposer:
    """A second reader for `read`: a model at a server, or its journal alone where `client` is None.

    `at_most` bounds the tokens of all new requests together; kept answers cost nothing.
    """

    def __init__(
        self,
        server: Server,
        client: Any | None,
        journal: Journal,
        *,
        votes: int = 1,
        at_most: int = 0,
        bounds: Bounds | None = None,
    ) -> None:
        self.server, self.client, self.journal = server, client, journal
        self.votes, self.at_most, self.bounds = votes, at_most, bounds or Bounds()
        self.summary = Summary()
        self.reserved = 0
        self.fallen: dict[str, str] = {}
        self.new: set[str] = set()
        self.in_a_row = 0

    def prepare(self, articles: Sequence[Article]) -> None:
        """Ask about every article of one part at once; longer ones wait for their sides."""
        parts = [split_article(article, ()) for article in articles]
        self.ask_all([part[0] for part in parts if len(part) == 1])

    def add(self, article: Article, drafts: list[EventDraft], rules: Reader) -> list[EventDraft]:
        """The events of rules and model together; of the rules alone where no answer came."""
        named = [
            ((d.trigger or d.quote).start, p.name)
            for d in drafts
            for p in (d.actor, d.target)
            if p is not None
        ]
        parts = split_article(article, ())
        if len(parts) > 1:
            parts = split_article(article, named)
        self.ask_all(parts)
        resolver = Resolver(article, drafts, rules)
        proposed = [draft for part in parts for draft in self.read_part(article, part, resolver)]
        return agree(drafts, proposed)

    def ask_all(self, parts: Sequence[ArticlePart]) -> None:
        """Fill the journal with the answers that it lacks, several at a time."""
        wanted = []
        for part in parts:
            for turn in range(self.votes):
                key = key_of(self.server.model, part, turn)
                if self.journal.find(key) is None and key not in self.fallen:
                    wanted += self.reserve(part, turn, key)
        if wanted and self.client is not None:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(lambda asked: self.ask_one(*asked), wanted))

    def reserve(self, part: ArticlePart, turn: int, key: str) -> list[tuple[ArticlePart, int, str]]:
        """A request, if there is a server to ask and budget left; in order, so that it is always
        the same parts that are left out."""
        cost = count_tokens(part)
        if self.client is None:
            self.fallen[key] = "is not asked without --reader"
        elif self.at_most and self.reserved + cost > self.at_most:
            self.summary.left += 1
            self.fallen[key] = ""
        else:
            self.reserved += cost
            return [(part, turn, key)]
        return []

    def ask_one(self, part: ArticlePart, turn: int, key: str) -> None:
        """Ask, and keep the answer if it is a reading at all."""
        if self.in_a_row >= MOST_FAILURES:
            self.fallen[key] = f"was not asked again after {MOST_FAILURES} failures in a row"
            return
        try:
            reply = ask_server(self.client, self.server, part, turn, self.bounds)
            read_reply(reply.text)
        except ReplyError as error:
            self.fallen[key] = str(error)
            self.in_a_row += 1
            return
        self.in_a_row = 0
        tokens = reply.tokens or count_tokens(part)
        self.journal.keep(self.server.model, part, turn, reply.text, tokens)
        self.new.add(key)
        self.summary.asked += 1
        self.summary.tokens += tokens

    def read_part(
        self, article: Article, part: ArticlePart, resolver: Resolver
    ) -> list[EventDraft]:
        """The drafts of one part that more than half of its readings tell."""
        readings = []
        for turn in range(self.votes):
            told = self.recall(part, turn)
            if told is not None:
                drafts, sides = draft_proposals(article, part, told, resolver, self.summary.lost)
                readings.append(drafts)
                self.summary.sides += sides
        return count_votes(readings) if readings else []

    def recall(self, part: ArticlePart, turn: int) -> PartReply | None:
        """The kept answer about a part, or None with the reason counted."""
        key = key_of(self.server.model, part, turn)
        kept = self.journal.find(key)
        if kept is None:
            if self.fallen.get(key):
                self.summary.failures[self.fallen[key]] += 1
            return None
        self.summary.replayed += key not in self.new
        try:
            return read_reply(kept.answer)
        except ReplyError as error:
            self.summary.failures[str(error)] += 1
            return None


def open_proposer(
    server: Server,
    journal: Path | None = None,
    *,
    votes: int = 1,
    at_most: int = 0,
    offline: bool = False,
    bounds: Bounds | None = None,
    consent: Callable[[], None] = lambda: None,
) -> Proposer:
    """A second reader at a server with its journal; `offline` takes answers from that alone.

    `consent` is called before anything can be sent and raises where it must not.

    Raises:
        SettingsError: the extra is missing, or the votes are out of range.
        CaseError: the journal is damaged.
    """
    if not 1 <= votes <= MOST_VOTES:
        raise SettingsError(f"--votes takes 1 to {MOST_VOTES}, not {votes}")
    client = None
    if not offline:
        consent()
        client = open_client(server, bounds or Bounds())
    return Proposer(server, client, Journal(journal), votes=votes, at_most=at_most, bounds=bounds)
