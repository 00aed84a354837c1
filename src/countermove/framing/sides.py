"""Who is under pressure, and who presses: the two sides of a set of events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from countermove.records.articles import Article
from countermove.records.errors import NoSidesError
from countermove.records.events import Event, Party
from countermove.records.standoff_checks import nearest

__all__ = ["Sides", "find_sides", "name_sides"]

PRESSURE = {
    "ASSAULT": 4.0,
    "COERCE": 3.0,
    "SANCTION": 3.0,
    "MOBILIZE": 2.5,
    "THREATEN": 2.0,
    "PROTEST": 2.0,
    "REQUEST": 1.0,
    "ACCUSE": 1.0,
    "REJECT": 0.5,
}
"""How much an act presses. Ordered as PLOVER's intensities, coarser; REJECT answers pressure."""

CERTAINTY = {"done": 1.0, "alleged": 0.7, "planned": 0.8, "possible": 0.8, "denied": 0.3}
ADDRESSED = 3.0
"""What advice to a side says for its being the one that is asked about."""

POWER = {k: v for k, v in PRESSURE.items() if k not in ("ACCUSE", "REJECT", "PROTEST")}
"""What an act says of who is the stronger: words and refusals say nothing."""
RESISTING = 1.0
TITLED = 1.0
"""What being named first in a title says for a side's being the one that is written about."""
BUSY = 2.0
ALLIED = 0.25
"""A side that presses the subject at least this share as much as the main one stands with it."""

FORUM = re.compile(
    r"(?:complain|protest|appeal|turn|apply|write|petition|report|go|refer|take)\b.*?\bto\s+", re.I
)
"""Verbs that name before whom a matter is brought: "complain to the World Trade Organization"."""
ASKING = re.compile(r"\?|\b(?:what|how|whether|why|should|can|could|must)\b", re.I)
"""What makes a title one that asks about somebody: "What Oslo can do about the toll"."""

WITH_ARTICLE = re.compile(
    r"^(?:United|Netherlands|Philippines|Gambia|Bahamas|Maldives|Czech Republic|Vatican)\b|"
    r"\b(?:Unions?|Board|Council|Association|Federation|Republic|Kingdom|States|Emirates|Nations|"
    r"Islands|Party|Movement|Authority|Commission|Ministry|Court|Bank|League|Guild|Front|Army|"
    r"Organi[sz]ation|Agency|Alliance|Coalition|Committee|Company|Group|Territories)$"
)
"""Names that take the article: what ends in a common noun, and a few states."""

WEAKER_SECTORS = ("LAB", "CVL", "OPP", "REB", "NGO", "MED")


@dataclass(frozen=True)
class Sides:
    """The subject and the other side, as codes, with names and those who stand with them.

    `allies` act as one with the other side; `kin` are further names of the subject.
    """

    subject: str
    other: str
    names: dict[str, str]
    allies: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()

    def side_of(self, party: Party | None) -> str:
        """The side a party acts for: the subject, the other, or empty for anybody else."""
        side = party.side if party else ""
        if side in self.allies:
            return self.other
        if side in self.kin:
            return self.subject
        return side if side in (self.subject, self.other) else ""


def find_sides(
    events: Sequence[Event],
    *,
    subject: str | None = None,
    other: str | None = None,
    articles: Sequence[Article] = (),
) -> Sides:
    """The side under pressure and the side that presses it most.

    Named sides are taken as they are (by code or name). Otherwise the pair with the most
    pressure between them is taken; in it the subject is the side that receives more than it
    exerts, is given advice, or is asked about in a title.

    Raises:
        NoSidesError: no two sides press each other, or a named side does not occur.
    """
    names = name_sides(events)
    subject = known_side(subject, names) if subject else None
    other = known_side(other, names) if other else None
    pressure = weigh_pressure(events)
    pair = choose_pair(scale_pressure(pressure, events), subject, other)
    if pair is None:
        raise NoSidesError(no_sides(events, names, subject or other))
    if subject is None:
        subject = choose_subject(pair, events, articles) if other is None else pair[0]
    other = other or (pair[1] if pair[0] == subject else pair[0])
    subject, workers = join_workers(events, subject, other)
    allies = find_allies(pressure, subject, other)
    allies = tuple(side for side in allies if side not in workers)
    kin = find_kin(events, subject, (other, *allies))
    return Sides(subject, other, names, allies, tuple(sorted({*workers, *kin} - {subject})))


def name_sides(events: Iterable[Event]) -> dict[str, str]:
    """The name most often given to each side, the shortest where several tie."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for party in parties(events):
        counts[party.side][party.name or party.side] += 1
    return {
        side: speak(min(found, key=lambda name: (-found[name], len(name), name)))
        for side, found in sorted(counts.items())
    }


def speak(name: str) -> str:
    """A name as it stands in a sentence: "the dockers", "Kazakhstan", "the United Kingdom"."""
    wants = name[:1].islower() or WITH_ARTICLE.search(name)
    return f"the {name}" if wants and not name.lower().startswith("the ") else name


def parties(events: Iterable[Event]) -> Iterable[Party]:
    """Everybody who acts or is acted upon."""
    for event in events:
        yield from (p for p in (event.actor, event.target) if p is not None)


def known_side(wanted: str, names: dict[str, str]) -> str:
    """The code of a side given by code or name."""
    folded = wanted.casefold().strip()
    for code, name in names.items():
        if folded in (code.casefold(), name.casefold(), name.casefold().removeprefix("the ")):
            return code
    hint = nearest(wanted, [*names, *names.values()])
    raise NoSidesError(f"the side {wanted!r} does not occur in the events; {hint}")


def weigh_pressure(events: Iterable[Event]) -> dict[tuple[str, str], float]:
    """How much each side presses each other one."""
    pressure: dict[tuple[str, str], float] = defaultdict(float)
    for event in events:
        if is_between(event) and event.actor and event.target:
            weight = PRESSURE.get(event.action, 0.0) * CERTAINTY.get(event.standing, 0.0)
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
        return 0.1
    named = party.side.isupper() or party.name[:1].isupper()
    return 1.0 if named or party.sector in ("LAB", "REB") else 0.5


def is_between(event: Event) -> bool:
    """Whether an event is between two sides: not within one, nor a complaint to a third."""
    if event.actor is None or event.target is None or event.actor.side == event.target.side:
        return False
    addressed = FORUM.match(event.label)
    return addressed is None or event.target.text not in event.label[addressed.end() :]


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
        weight = POWER.get(event.action, 0.0) * CERTAINTY.get(event.standing, 0.0)
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
            score[actor] += 1.0
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


def find_allies(
    pressure: dict[tuple[str, str], float], subject: str, other: str
) -> tuple[str, ...]:
    """Sides that press the subject too, nearly as much, and not the other side."""
    main = pressure.get((other, subject), 0.0)
    return tuple(
        sorted(
            side
            for (side, target), weight in pressure.items()
            if target == subject
            and side != other
            and weight >= ALLIED * main > 0
            and (side, other) not in pressure
            and (other, side) not in pressure
        )
    )


def find_kin(events: Sequence[Event], subject: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Further names under which a subject that is no state is advised.

    "The union should …", where "the dockers" are the subject: people without a code who do
    nothing in the text but are told what to do, and to whom nothing is done.
    """
    if not subject.islower():
        return ()
    told = {e.actor.side for e in events if e.actor and e.standing == "advised"}
    busy = {e.actor.side for e in events if e.actor and e.standing in ("done", "alleged")}
    targets = {e.target.side for e in events if e.target}
    return tuple(sorted(s for s in told - busy - targets - {subject, *others} if s.islower()))


def join_workers(events: Sequence[Event], subject: str, other: str) -> tuple[str, tuple[str, ...]]:
    """The union a workforce is, and the further names of it: "the employees", "the strikers".

    Workers who have to do with the same other side are one side, called by its name if one is
    named; a named subject keeps its own.
    """
    labour = {p.side: p.name for p in parties(events) if p.sector == "LAB"}
    if subject not in labour or subject.isupper():
        return subject, ()
    facing = set()
    for event in events:
        actor = event.actor.side if event.actor else ""
        target = event.target.side if event.target else ""
        if other in (actor, target):
            facing |= {actor, target} & set(labour)
    named = sorted(side for side in facing if labour[side][:1].isupper())
    chosen = subject if labour[subject][:1].isupper() or not named else named[0]
    generic = {side for side in facing if labour[side].islower()}
    return chosen, tuple(sorted((generic | {subject}) - {chosen}))


def no_sides(events: Sequence[Event], names: dict[str, str], named: str | None) -> str:
    """What was found instead of two sides, and how to name them."""
    counts = Counter(party.side for party in parties(events))
    found = ", ".join(f"{names[s]} ({s}, {n}×)" for s, n in counts.most_common(8))
    who = f"nobody who presses or is pressed by {names[named]}" if named else (
        "no two sides of which one presses the other"
    )  # fmt: skip
    return (
        f"{who} can be found in {len(events)} events"
        + (f"; found: {found}" if found else "; no sides were found")
        + "; name them with --subject and --other"
    )
