"""The two sides of bare events, by how much each presses the other.

Events that come from a data set, or are told in a few lines, have no text around them to judge
by: the pair with the most pressure is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log2

from countermove.framing.siding.between import is_between
from countermove.framing.siding.certainty import weigh_certainty
from countermove.records.articles import Article
from countermove.records.events import Event, Party
from countermove.records.number_table import load_numbers
from countermove.records.pressure import press, read_pressure

__all__ = ["choose_pair", "choose_subject", "parties", "scale_pressure", "weigh_pressure"]

WEIGHTS = load_numbers("framing/siding/data/weights.tsv")
ADDRESSED = WEIGHTS["addressed"]
"""What advice to a side says for its being the one that is asked about."""

RESISTING = WEIGHTS["resisting"]
TITLED = WEIGHTS["titled"]
"""What being named first in a title says for a side's being the one that is written about."""
BUSY = WEIGHTS["busy"]

ASKING = re.compile(r"\?|\b(?:what|how|whether|why|should|can|could|must)\b", re.I)
"""What makes a title one that asks about somebody: "What Oslo can do about the toll"."""

WEAKER_SECTORS = ("LAB", "CVL", "OPP", "REB", "NGO", "MED")


def parties(events: Iterable[Event]) -> Iterable[Party]:
    """Everybody who acts or is acted upon."""
    for event in events:
        yield from (p for p in (event.actor, event.target) if p is not None)


def power(action: str) -> float:
    """What an act says for its doer being the stronger."""
    found = read_pressure().get(action)
    return found.power if found else 0.0


def weigh_pressure(events: Iterable[Event]) -> dict[tuple[str, str], float]:
    """How much each side presses each other one."""
    pressure: dict[tuple[str, str], float] = defaultdict(float)
    for event in events:
        if is_between(event) and event.actor and event.target:
            weight = press(event.action) * weigh_certainty(event.standing)
            pressure[event.actor.side, event.target.side] += 0.0 if event.negated else weight
    return {pair: weight for pair, weight in pressure.items() if weight}


def scale_pressure(
    pressure: dict[tuple[str, str], float], events: Sequence[Event]
) -> dict[tuple[str, str], float]:
    """Pressure weighed by how much of the telling is about the less told of the two.

    A pair counts once for each doubling of the sentences that name its rarer side; people without
    a name count half, newspapers a tenth, as they are seldom what a stand-off is between.
    """
    told = count_tellings(events)
    partisan = {party.side: partisanship(party) for party in parties(events)}
    return {
        (a, b): weight * partisan[a] * partisan[b] * (1 + log2(max(min(told[a], told[b]), 1)))
        for (a, b), weight in pressure.items()
    }


def count_tellings(events: Sequence[Event]) -> Counter[str]:
    """In how many sentences that tell something each side is named or acts."""
    quotes = {(q.article_id, q.start): q.text for event in events for q in event.quotes}
    names: dict[str, set[str]] = defaultdict(set)
    acts: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for event in events:
        for party in (p for p in (event.actor, event.target) if p is not None):
            names[party.side] |= {party.name or party.side, party.text or party.side}
            acts[party.side] |= {(q.article_id, q.start) for q in event.quotes}
    for key, text in quotes.items():
        for side, words in names.items():
            if any(word[:1].isupper() and word in text for word in words):
                acts[side].add(key)
    return Counter({side: len(places) for side, places in acts.items()})


def partisanship(party: Party) -> float:
    """How likely a party is to be one of two sides: a named one, people, or a mere reporter."""
    if party.sector == "JRN":
        return WEIGHTS["reporter"]
    named = party.side.isupper() or party.name[:1].isupper()
    return 1.0 if named or party.sector in ("LAB", "REB") else WEIGHTS["nameless"]


def choose_pair(
    pressure: dict[tuple[str, str], float], subject: str | None, other: str | None
) -> tuple[str, str] | None:
    """The two sides with the most pressure between them, the named ones among them."""
    if subject and other:
        return (subject, other) if subject != other else None
    named = subject or other
    joint: dict[tuple[str, str], float] = defaultdict(float)
    for (a, b), weight in pressure.items():
        if named in (None, a, b):
            joint[min(a, b), max(a, b)] += weight
    if not joint:
        return None
    a, b = min(joint, key=lambda pair: (-joint[pair], pair))
    if named:
        rest = b if a == named else a
        return (named, rest) if subject else (rest, named)
    return a, b


def choose_subject(
    pair: tuple[str, str], events: Sequence[Event], articles: Sequence[Article]
) -> str:
    """Which of two sides is the one under pressure that the question is about."""
    score = dict.fromkeys(pair, 0.0)
    for event in events:
        actor = event.actor.side if event.actor else ""
        target = event.target.side if event.target else ""
        weight = power(event.action) * weigh_certainty(event.standing)
        if {actor, target} == set(pair) and not event.negated:
            score[target] += weight
            score[actor] -= weight
        if actor in score and not event.negated:
            score[actor] += resistance(event, pair)
        if actor in score and event.standing == "advised":
            score[actor] += ADDRESSED
        if actor in score and event.action == "CONDITION":
            score[actor] -= BUSY
        if actor in score and event.action == "POLICY":
            score[actor] += WEIGHTS["planning"]
    for article in articles:
        for side in titled(article, pair, events):
            score[side] += TITLED
        for side in asked_about(article, pair, events):
            score[side] += ADDRESSED
    return max(sorted(pair), key=lambda side: (score[side], weakness(side, events)))


def resistance(event: Event, pair: tuple[str, str]) -> float:
    """What an act says for its doer being the one under pressure.

    The pressed refuse and protest, and turn to others for help or a judgement.
    """
    if event.standing not in ("done", "alleged"):
        return 0.0
    target = event.target.side if event.target else ""
    turns = event.action == "ACCUSE" or (event.action == "REQUEST" and event.mode == "assist")
    if target not in pair:
        return RESISTING if turns and target else 0.0
    if not is_between(event):
        return RESISTING
    return RESISTING / 2 if event.action in ("REJECT", "PROTEST") else 0.0


def asked_about(article: Article, pair: tuple[str, str], events: Sequence[Event]) -> list[str]:
    """The sides that an article's title, if it asks about somebody, names first."""
    return titled(article, pair, events) if ASKING.search(title_of(article)) else []


def title_of(article: Article) -> str:
    """The title of an article, or its first line."""
    return article.title or article.text.strip().partition("\n")[0]


def titled(article: Article, pair: tuple[str, str], events: Sequence[Event]) -> list[str]:
    """The one of two sides that an article's title names first, in a list, or none."""
    title = title_of(article)
    places: dict[str, int] = {}
    for party in parties(events):
        for words in (party.text, party.name):
            if party.side in pair and words and (at := title.find(words)) >= 0:
                places[party.side] = min(at, places.get(party.side, at))
    return sorted(places, key=lambda side: places[side])[:1]


def weakness(side: str, events: Iterable[Event]) -> int:
    """How often a side appears as people without power: a union, citizens, rebels."""
    return sum(p.side == side and p.sector in WEAKER_SECTORS for p in parties(events))
