"""What a text says of each side, counted: the ground on which sides are judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log1p

from countermove.framing.siding.between import is_between
from countermove.framing.siding.certainty import weigh_certainty
from countermove.framing.siding.sorts import Sort, sort_of
from countermove.phrasing.pronouns import PERSONS, WE
from countermove.records.appearances import Appearance
from countermove.records.articles import Article
from countermove.records.events import Event, Party
from countermove.records.number_table import load_numbers
from countermove.records.pressure import read_pressure

__all__ = ["Account", "Place", "Tally", "derive_appearances", "take_tally"]

Place = tuple[str, int]
"""An article and where a sentence of it begins."""

WEIGHTS = load_numbers("framing/siding/data/weights.tsv")
LEAD = WEIGHTS["lead"]
"""Characters at the head of an article in which it says what it is about: two paragraphs."""
LINE = WEIGHTS["line"]
"""Characters of a first line at most for it to be a title."""
LINES = re.compile(r"\n+")
SAYING = re.compile(r"\b(?:said|says|told|added)\b", re.I)
LEAST_WORDS = 50
"""Words that a text counts as at least, so that one "said" in a line is no news."""
HOLDERS = frozenset({"office", "person"})
"""Kinds of mention whose sector is that of who speaks, not of the side."""
OPPOSING = re.compile(
    r"\b(?:against|confront\w*|stop\w*|punish\w*|counter\w*|defy\w*|defies|defying|resist\w*|"
    r"deter\w*|contain\w*|sue|sues|suing|fight\w*|facing|from|tam(?:e|es|ing)|warns?|versus|vs\.?)"
    r"\s+(?:\w+\s+){0,2}$",
    re.I,
)
"""What stands before the other side in a title: "File that case against X", "Confront X"."""


@dataclass
class Account:
    """The counts of one side; `power` and `pressure` weigh acts as `records.pressure` does."""

    side: str
    party: Party
    mentions: float = 0.0
    named: int = 0
    subject: int = 0
    object: int = 0
    passive: int = 0
    owner: int = 0
    advised: int = 0
    pronouns: int = 0
    gendered: int = 0
    own: int = 0
    lead: int = 0
    places: int = 0
    titled: int = -1
    opposed: bool = False
    first: int = 10**9
    exerts: float = 0.0
    suffers: float = 0.0
    told: int = 0
    busy: int = 0
    plans: int = 0
    asks: int = 0
    resists: float = 0.0
    acts: int = 0
    texts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    sentences: set[Place] = field(default_factory=set)
    paragraphs: set[Place] = field(default_factory=set)

    @property
    def sector(self) -> str:
        """The sector it appears in most."""
        return self.sectors.most_common(1)[0][0] if self.sectors else self.party.sector

    @property
    def sort(self) -> Sort:
        """What sort of side it is."""
        titled = 2 * self.kinds["person"] > self.kinds.total() - self.kinds["pronoun"]
        return sort_of(self.party, self.sector, bool(self.gendered) or titled)


@dataclass
class Tally:
    """The accounts of all sides, and what passes between two of them.

    `reported` is how often somebody is said to say something, in a thousand words, as a logarithm.
    """

    accounts: dict[str, Account]
    pressure: dict[tuple[str, str], float]
    power: dict[tuple[str, str], float]
    acts: dict[tuple[str, str], Counter[str]]
    faced: Counter[tuple[str, str]]
    sentences: dict[Place, list[Appearance]]
    events: Sequence[Event]
    reported: float = 0.0

    def together(self, one: str, other: str) -> int:
        """In how many sentences two sides appear."""
        accounts = self.accounts
        return len(accounts[one].sentences & accounts[other].sentences)


def take_tally(
    events: Sequence[Event],
    appearances: Sequence[Appearance],
    articles: Sequence[Article] = (),
    same: dict[str, str] | None = None,
) -> Tally:
    """Count what the events, the appearances and the titles say of each side.

    `same` gives the side under which another one is counted.
    """
    same = same or {}
    accounts: dict[str, Account] = {}
    sentences: dict[Place, list[Appearance]] = defaultdict(list)
    breaks = {article.id: find_breaks(article.text) for article in articles}
    for seen in appearances:
        side = same.get(seen.party.side, seen.party.side)
        account = accounts.setdefault(side, Account(side, seen.party))
        count_appearance(account, seen)
        place, starts = seen.quote.article_id, breaks.get(seen.quote.article_id, ())
        account.paragraphs.add((place, bisect_right(starts, seen.quote.start)))
        sentences[seen.quote.article_id, seen.sentence].append(seen)
    for account in accounts.values():
        limit_bound(account)
    tally = Tally(accounts, defaultdict(float), defaultdict(float), defaultdict(Counter),
                  count_faced(sentences, same), sentences, events,
                  weigh_reports(articles))  # fmt: skip
    for event in events:
        count_event(tally, event, same)
    for article in articles:
        read_title(tally, article)
    return tally


def weigh_reports(articles: Sequence[Article]) -> float:
    """How often articles report what somebody says: news does, opinion pieces hardly."""
    words = sum(len(article.text.split()) for article in articles)
    said = sum(len(SAYING.findall(article.text)) for article in articles)
    return log1p(1000 * said / max(words, LEAST_WORDS))


def limit_bound(account: Account) -> None:
    """Bound the mentions of a state or organisation that is spoken of but hardly named."""
    if account.side.isupper():
        most = WEIGHTS["bound_share"] * account.named + WEIGHTS["bound_free"]
        account.mentions = min(account.mentions, most)


def find_breaks(text: str) -> list[int]:
    """Where the lines of a text end, which mostly are its paragraphs."""
    return [found.start() for found in LINES.finditer(text)]


def count_appearance(account: Account, seen: Appearance) -> None:
    """Add one appearance to its side's account."""
    account.mentions += WEIGHTS["place"] if seen.place else 1.0
    account.places += seen.place
    account.kinds[seen.kind] += 1
    account.named += seen.kind in ("name", "seat", "person", "adjective")
    account.subject += seen.role in ("subject", "agent")
    account.object += seen.role in ("object", "passive")
    account.passive += seen.role == "passive"
    account.owner += seen.role == "owner"
    account.advised += seen.advised
    account.pronouns += seen.kind == "pronoun"
    account.gendered += seen.quote.text.casefold() in PERSONS
    account.own += seen.quote.text.casefold() in WE
    account.lead += seen.quote.start < LEAD
    account.first = min(account.first, seen.quote.start)
    if seen.kind != "pronoun":
        account.texts[seen.quote.text] += 1
        # A firm with a spokesman or a president is none the less a firm.
        account.sectors[seen.party.sector if seen.kind not in HOLDERS else ""] += 1
    account.sentences.add((seen.quote.article_id, seen.sentence))


def count_faced(
    sentences: dict[Place, list[Appearance]], same: dict[str, str]
) -> Counter[tuple[str, str]]:
    """How often one side is subject where another is object of the same word, or is "against"."""
    faced: Counter[tuple[str, str]] = Counter()
    for told in sentences.values():
        doers = [a for a in told if a.role in ("subject", "agent")]
        for seen in told:
            for doer in doers:
                one, other = (same.get(a.party.side, a.party.side) for a in (doer, seen))
                met = doer.governor == seen.governor and seen.role in ("object", "passive")
                if one != other and (met or seen.marker in ("against", "with", "on")):
                    faced[one, other] += 1
    return faced


def count_event(tally: Tally, event: Event, same: dict[str, str]) -> None:
    """Add one event to the accounts of its sides and to what passes between them."""
    actor = same.get(event.actor.side, event.actor.side) if event.actor else ""
    target = same.get(event.target.side, event.target.side) if event.target else ""
    doer, done = tally.accounts.get(actor), tally.accounts.get(target)
    if event.standing == "advised" or event.action in ("POLICY", "CONDITION"):
        if doer is not None:
            doer.told += event.standing == "advised"
            doer.busy += event.action == "CONDITION"
            doer.plans += event.action == "POLICY"
        return
    weight = read_pressure().get(event.action)
    sure = 0.0 if event.negated else weigh_certainty(event.standing)
    if doer is not None and event.standing in ("done", "alleged"):
        doer.acts += 1
        doer.asks += event.action == "REQUEST" and event.mode == "assist"
        doer.asks += not is_between(event) and bool(target) and actor != target
        doer.resists += event.action in ("REJECT", "PROTEST")
    if weight is None:
        return
    between = is_between(event) and actor != target
    if doer is not None:
        doer.exerts += weight.power * sure
    if done is not None and between:
        done.suffers += weight.power * sure
    if between and actor and target:
        tally.pressure[actor, target] += weight.pressure * sure
        tally.power[actor, target] += weight.power * sure
        tally.acts[actor, target][event.action] += 1


def read_title(tally: Tally, article: Article) -> None:
    """Mark the sides that a title names, and whom it speaks against."""
    title = title_of(article)
    if not title:
        return
    for account in tally.accounts.values():
        names = {text for text in account.texts if text[:1].isupper() or len(text) > 6}
        places = [place for name in names if (place := find_word(title, name)) >= 0]
        if places:
            place = min(places)
            account.titled = place if account.titled < 0 else min(place, account.titled)
            account.opposed |= OPPOSING.search(title[:place]) is not None


def find_word(title: str, name: str) -> int:
    """Where a name stands in a title as whole words, or -1."""
    found = re.search(rf"\b{re.escape(name)}\b", title, re.I)
    return found.start() if found else -1


def title_of(article: Article) -> str:
    """The title of an article, or its first line if that is short and no sentence."""
    if article.title:
        return article.title
    line = article.text.strip().partition("\n")[0].strip()
    return line if len(line) < LINE and not line.endswith(".") else ""


def derive_appearances(events: Iterable[Event]) -> tuple[Appearance, ...]:
    """What events alone tell of where their sides appear: their quotes' subjects and objects."""
    found = []
    for event in events:
        for party, role in ((event.actor, "subject"), (event.target, "object")):
            for quote in event.quotes if party is not None else ():
                assert party is not None
                at = quote.text.find(party.text) if party.text else -1
                start, end = (at, at + len(party.text)) if at >= 0 else (0, len(quote.text))
                words = quote.model_copy(
                    update={
                        "start": quote.start + start,
                        "end": quote.start + end,
                        "text": quote.text[start:end],
                    }
                )
                found.append(
                    Appearance(
                        party=party,
                        kind="name" if party.name[:1].isupper() else "group",
                        role="subject" if role == "subject" else "object",
                        sentence=quote.start,
                        quote=words,
                    )
                )
    return tuple(dict.fromkeys(found))
