"""Who is under pressure, and who presses: the two sides of a set of events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countermove.framing.siding.guess import Judged, guess_sides, judge_text
from countermove.framing.siding.pressing import (
    choose_pair,
    choose_subject,
    parties,
    scale_pressure,
    weigh_pressure,
)
from countermove.framing.siding.sorts import gather, read_sizes
from countermove.records.appearances import Appearance
from countermove.records.articles import Article
from countermove.records.errors import NoSidesError, UnsureSidesError
from countermove.records.events import Event, Party
from countermove.records.guesses import Guess
from countermove.records.number_table import load_numbers
from countermove.records.standoff_checks import nearest

__all__ = ["Sides", "ask", "find_sides", "is_sure", "list_guesses", "name_sides"]

BARS = load_numbers("framing/data/bars.tsv")
ALLIED = BARS["allied"]
"""A side that presses the subject at least this share as much as the main one stands with it."""

WITH_ARTICLE = re.compile(
    r"^(?:United|Netherlands|Philippines|Gambia|Bahamas|Maldives|Czech Republic|Vatican)\b|"
    r"\b(?:Unions?|Board|Council|Association|Federation|Republic|Kingdom|States|Emirates|Nations|"
    r"Islands|Party|Movement|Authority|Commission|Ministry|Court|Bank|League|Guild|Front|Army|"
    r"Organi[sz]ation|Agency|Alliance|Coalition|Committee|Company|Group|Territories)$"
)
"""Names that take the article: what ends in a common noun, and a few states."""


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
    appearances: Sequence[Appearance] = (),
    least: float | None = None,
) -> Sides:
    """The side under pressure and the side that presses it.

    Named sides are taken as they are (by code or name). Otherwise, where the text was read,
    they are judged by all that it says of them (`guess_sides`); bare events, without
    `appearances`, by who presses whom the most.

    Raises:
        NoSidesError: no two sides press each other, or a named side does not occur.
        UnsureSidesError: no reading of the sides has a chance of at least `least`, by default
            that at which nine in ten readings of its kind are right (`is_sure`).
    """
    names = name_sides([*parties(events), *(a.party for a in appearances)])
    events = drop_urged(events)
    subject = known_side(subject, names) if subject else None
    other = known_side(other, names) if other else None
    if appearances and not (subject and other):
        judged = judge_text(events, appearances, articles)
        subject, other = settle(judged, names, (subject, other), least)
    pressure = weigh_pressure(events)
    pair = choose_pair(scale_pressure(pressure, events), subject, other)
    if pair is None:
        raise NoSidesError(no_sides(events, names, subject or other))
    if subject is None:
        subject = choose_subject(pair, events, articles) if other is None else pair[0]
    other = other or (pair[1] if pair[0] == subject else pair[0])
    return stand_together(events, names, pressure, (subject, other), gather(appearances))


def list_guesses(
    events: Sequence[Event],
    *,
    articles: Sequence[Article] = (),
    appearances: Sequence[Appearance] = (),
) -> tuple[Guess, ...]:
    """The likeliest readings of who is pressed by whom, best first, at most four.

    Empty for bare events without `appearances`, and where the text is about no stand-off.
    """
    judged = judge_text(drop_urged(events), appearances, articles)
    names = name_sides([*parties(events), *(a.party for a in appearances)])
    guesses = guess_sides(judged, names)
    return () if is_nothing(judged, guesses) else guesses


def drop_urged(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that the judgement of the sides was fitted to: without advice by its words alone.

    That advice is read from any sentence, and often for a side that is guessed.
    """
    return tuple(event for event in events if not event.urged)


def is_nothing(judged: Judged, guesses: Sequence[Guess]) -> bool:
    """Whether a text is likelier to be about no stand-off than about any."""
    return judged.none > max(sum(g.chance for g in guesses), BARS["nothing"])


def settle(
    judged: Judged, names: dict[str, str], named: tuple[str | None, str | None], least: float | None
) -> tuple[str, str]:
    """The likeliest reading, with the named side in it if one is named.

    Raises:
        NoSidesError: there is none, or the text is likelier to be about no stand-off.
        UnsureSidesError: its chance is below `least`.
    """
    guesses = guess_sides(judged, names, *named)
    nothing = not any(named) and is_nothing(judged, guesses)
    if not guesses or nothing:
        raise NoSidesError(no_sides(judged.events, names, next(filter(None, named), None)))
    if not is_sure(guesses[0], least):
        raise UnsureSidesError(ask(guesses), guesses)
    return guesses[0].subject, guesses[0].other


def is_sure(guess: Guess, least: float | None = None) -> bool:
    """Whether a reading is taken without asking: its chance is at least `least`, or its kind's bar.

    Readings between states are right more often than their chance says, those of other sides, in
    opinion pieces above all, less often: each kind has the bar from which nine in ten are right.
    """
    states = guess.subject in read_sizes() and guess.other.isupper()
    bar = BARS["sure_states"] if states else BARS["sure"]
    return guess.chance >= (bar if least is None else least)


def ask(guesses: Sequence[Guess]) -> str:
    """What to say where no reading is sure: the likeliest, and how to choose one."""
    lines = ["it is not sure who is pressed by whom; choose a reading by its command:"]
    for guess in guesses:
        lines.append(f"  {guess}: --subject {guess.subject} --other {guess.other}")
        lines += [f"    “{' '.join(quote.text.split())}”" for quote in guess.quotes]
    return "\n".join([*lines, "or take the likeliest with --yes"])


def stand_together(
    events: Sequence[Event],
    names: dict[str, str],
    pressure: dict[tuple[str, str], float],
    pair: tuple[str, str],
    same: dict[str, str],
) -> Sides:
    """The two sides with who acts as one with either."""
    subject, workers = join_workers(events, *pair)
    other = pair[1]
    own = {side for side, first in same.items() if first == subject} - {other}
    theirs = {side for side, first in same.items() if first == other} - {subject}
    allies = {*find_allies(pressure, subject, other), *theirs} - {*workers, *own, other}
    kin = find_kin(events, subject, (other, *allies))
    kept = {*workers, *kin, *own} - {subject, other}
    return Sides(subject, other, names, tuple(sorted(allies)), tuple(sorted(kept)))


def name_sides(named: Iterable[Party]) -> dict[str, str]:
    """The name most often given to each side, the shortest where several tie."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for party in named:
        counts[party.side][party.name or party.side] += 1
    return {
        side: speak(min(found, key=lambda name: (-found[name], len(name), name)))
        for side, found in sorted(counts.items())
    }


def speak(name: str) -> str:
    """A name as it stands in a sentence: "the dockers", "Kazakhstan", "the United Kingdom"."""
    wants = name[:1].islower() or WITH_ARTICLE.search(name)
    has_one = name.lower().startswith(("the ", "our "))
    return f"the {name}" if wants and not has_one else name


def known_side(wanted: str, names: dict[str, str]) -> str:
    """The code of a side given by code or name."""
    folded = wanted.casefold().strip()
    for code, name in names.items():
        if folded in (code.casefold(), name.casefold(), name.casefold().removeprefix("the ")):
            return code
    hint = nearest(wanted, [*names, *names.values()])
    raise NoSidesError(f"the side {wanted!r} does not occur in the events; {hint}")


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
