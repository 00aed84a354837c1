"""Which move answers which, and what in the words says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.reading.event_drafts import DraftLink, EventDraft
from countermove.reading.ontology import is_conflict, quad
from countermove.reading.relating.link_weights import read_link_weights
from countermove.reading.relating.told import Told, opposite, side_of, stems, trigger_span

__all__ = ["link_events"]

STRONG = re.compile(
    r"\b(?:in|by\sway\sof|as\sa|as|for)\s(?:\w+\s)?(?P<noun>response|reply|retaliation|reprisal|return"
    r"|revenge|retribution|punishment|answer)\b(?:\s(?:to|for|against))?"
    r"|\b(?:retaliat\w+|respond(?:ed|s|ing)?(?!\sto\s(?:\w+\s){0,2}(?:question|inquir|enquir"
    r"|request\sfor\scomment|e-?mail|reporter|journalist))"
    r"|hit\sback|struck\sback|fired\sback|repa(?:id|ying)"
    r"|aveng\w+|reciprocat\w+|countered)\b(?:\s(?:to|for|against))?"
    r"|\btit[\s-]for[\s-]tat\b",
    re.I,
)
AFTER = re.compile(
    r"\b(?:(?:almost\s|only\s|just\s)*(?:immediately|shortly|soon|directly|hours|days|a\sday|a\sweek"
    r"|weeks|minutes|right)\s)?(?:after|following|as\ssoon\sas)\b(?!\s(?:that|all)\b)"
    r"|\b(?:hours|minutes|days|the\snext\sday|a\sday|shortly|soon|immediately)\s(?:later|afterwards?)\b"
    r"|\b(?:because\sof|in\sprotest\s(?:at|against|over)|(?:anger|fury)\s(?:at|over)|prompted\sby|provoked\sby|angered\sby)\b",
    re.I,
)
DENIED = re.compile(r"(?:\b(?:not|never|rather\sthan|instead\sof)|n['’]t)\s(?:\w+ly\s)?$", re.I)
"""What stands right before a cue that is only named to be ruled out: "and not after it"."""
COURT = re.compile(
    r"\b(?:courts?|judges?|tribunals?|rul(?:ed|ings?)|verdicts?|injunctions?|fined?)\b"
)
APPEAL = re.compile(r"\bappeal(?:ed|s)?\b", re.I)
OUTSIDE = re.compile(r"\s(?:by|with)\s(?=\w+ing\b)|[;:]|\n")
PARTED = re.compile(r"[,;:]|\b(?:and|but|while)\b")
LOOK_BACK = 12  # events
REPORTED = frozenset({"done", "alleged"})


@dataclass(frozen=True)
class Cue:
    """Words that say that something follows on something; `scope` is where that is told."""

    text: str
    start: int
    scope: tuple[int, int]
    strong: bool


@dataclass(frozen=True)
class LinkCandidate:
    """That one event may answer another, both by their place in the telling."""

    event: int
    answered: int
    score: float
    reason: str


def link_events(events: Sequence[EventDraft], told: Told) -> None:
    """Links the events of one text, each with the earlier ones that it answers.

    Links never lead from an event to itself nor round in a circle; an event answers at
    most two others.
    """
    ranked = sorted(events, key=trigger_span)
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for place, event in enumerate(ranked):
        by_sentence[told.index(trigger_span(event)[0])].append(place)
    candidates: list[LinkCandidate] = []
    for number, places in sorted(by_sentence.items()):
        candidates += in_sentence(ranked, places, number, told)
    candidates += appeals(ranked)
    candidates += without_cue(ranked, by_sentence, {c.event for c in candidates})
    for place, links in choose(candidates).items():
        ranked[place].answers += [
            DraftLink(ranked[c.answered], c.reason, round(c.score, 2)) for c in links
        ]


def in_sentence(
    ranked: Sequence[EventDraft], places: list[int], number: int, told: Told
) -> Iterator[LinkCandidate]:
    """What the cues of one sentence say."""
    start, end = told.sentences[number] if told.sentences else (0, len(told.text))
    for cue in find_cues(told.text, start, end, ranked, places):
        inside = [p for p in places if within(ranked[p], cue.scope)]
        outside = [p for p in places if p not in inside]
        answering = answerers(ranked, outside, inside, cue, told)
        for place in answering:
            told_there = [p for p in inside if related(ranked[place], ranked[p])]
            if told_there:
                yield from (by_words(place, p, cue) for p in told_there)
            elif found := look_back(ranked, place, places, cue, told):
                yield found


def find_cues(
    text: str, start: int, end: int, ranked: Sequence[EventDraft], places: list[int]
) -> Iterator[Cue]:
    """The cues in a sentence, each with the stretch that tells what is answered."""
    triggers = [trigger_span(ranked[p])[0] for p in places]
    for strong, pattern in ((True, STRONG), (False, AFTER)):
        for match in pattern.finditer(text, start, end):
            if DENIED.search(text, start, match.start()):
                continue
            front = all(t >= match.start() for t in triggers)
            stop = OUTSIDE.search(text, match.end(), end)
            comma = text.find(",", match.end(), end) if front else -1
            ends = [x for x in (stop.start() if stop else -1, comma, end) if x >= 0]
            bare = is_bare(match[0], strong=strong)
            # "In response to the cut, …" tells what is answered; "in response" alone does not.
            scope = (match.end(), match.end() if bare else min(ends))
            yield Cue(re.sub(r"\s+", " ", match[0]), match.start(), scope, strong)


def is_bare(cue: str, *, strong: bool) -> bool:
    """Whether a cue leaves untold what it follows on: "in response", "soon afterwards"."""
    if strong:
        return cue[:2].lower() in {"in", "by", "as"} and not cue.endswith(("to", "for", "against"))
    return cue.endswith(("later", "afterward", "afterwards"))


def within(event: EventDraft, scope: tuple[int, int]) -> bool:
    start, _ = trigger_span(event)
    return scope[0] <= start < scope[1]


def answerers(
    ranked: Sequence[EventDraft], outside: list[int], inside: list[int], cue: Cue, told: Told
) -> list[int]:
    """The events that the cue speaks of.

    The one whose trigger it is ("retaliated"); the one it closes ("blocked the coal in
    response"); else those it opens the way for, as long as one side acts.
    """
    end = cue.start + len(cue.text)
    spans = {p: trigger_span(ranked[p]) for p in outside}
    own = [p for p in outside if spans[p][0] < end and cue.start < spans[p][1]]
    before = [p for p in outside if spans[p][1] <= cue.start]
    after = [p for p in outside if spans[p][0] >= end]
    if own:
        return own
    if before and (inside or not after or closes(told.text[spans[before[-1]][1] : cue.start])):
        return before[-1:]
    reported = [p for p in after if ranked[p].standing not in {"advised", "possible"}]
    first = reported or after
    actor = side_of(ranked[first[0]].actor) if first else ""
    return [p for p in first if side_of(ranked[p].actor) == actor]


def closes(between: str) -> bool:
    """Whether nothing parts a trigger from a cue that follows it."""
    return not PARTED.search(between)


def related(event: EventDraft, other: EventDraft) -> bool:
    """Whether one can answer the other: another actor, and a side in common."""
    a, b = side_of(event.actor), side_of(event.target)
    c, d = side_of(other.actor), side_of(other.target)
    return bool(a and c) and a != c and (d == a or b == c or bool(b and b == d) or not d)


def by_words(place: int, answered: int, cue: Cue) -> LinkCandidate:
    reason = f"“{cue.text}” joins the two in one sentence"
    weights = read_link_weights()
    score = weights.joined_strongly if cue.strong else weights.joined_weakly
    return LinkCandidate(place, answered, score, reason)


def look_back(
    ranked: Sequence[EventDraft], place: int, places: list[int], cue: Cue, told: Told
) -> LinkCandidate | None:
    """The earlier event that a cue without one beside it most likely means."""
    event = ranked[place]
    named, weights = stems(told.text[slice(*cue.scope)]), read_link_weights()
    best: LinkCandidate | None = None
    for back, other in enumerate(reversed(ranked[max(places[0] - LOOK_BACK, 0) : places[0]])):
        if not related(event, other) or (not cue.strong and names_another(named, other)):
            continue
        points, why = weigh(event, other, named)
        points += weights.each_back * back
        if best is None or points > best.score:
            reason = f"“{cue.text}” points back: {why}"
            best = LinkCandidate(place, places[0] - 1 - back, points, reason)
    needed = weights.least_strong if cue.strong else weights.least_weak
    if best is None or best.score < needed:
        return None
    score = min(best.score, weights.most_weak)
    if cue.strong:
        score = min(best.score + weights.strong_bonus, weights.most_strong)
    return LinkCandidate(best.event, best.answered, score, best.reason)


def names_another(named: frozenset[str], other: EventDraft) -> bool:
    """Whether what a cue says an act came after is something else than an earlier event.

    "After the forum ended" answers what was done at the forum and nothing besides.
    """
    return bool(named) and not named & stems(other.quotes[0].text, other.label)


def weigh(event: EventDraft, other: EventDraft, named: frozenset[str]) -> tuple[float, str]:
    """How likely one event answers an earlier one, and the best reason in words."""
    weights = read_link_weights()
    points, why = weights.in_common, "a side in common"
    if opposite(event, other):
        points, why = weights.opposite, "the same two sides, in the opposite direction"
    elif side_of(other.target) == side_of(event.actor):
        points, why = weights.done_to_actor, "it had been done to the side that acts now"
    elif side_of(event.target) == side_of(other.actor):
        points, why = weights.aimed_at_doer, "it is aimed at the side that had acted"
    if named & stems(trigger_text(other), other.label):
        points, why = points + weights.named_again, "the same thing is named again"
    if other.standing not in REPORTED:
        points += weights.unreported
    if is_conflict(event.action) != is_conflict(other.action):
        points += weights.other_kind
    if shared_object(event, other):
        points += weights.shared_object
    return points, why


def trigger_text(event: EventDraft) -> str:
    return event.trigger.text if event.trigger else ""


def shared_object(event: EventDraft, other: EventDraft) -> bool:
    if event.object is None or other.object is None:
        return False
    parties = (p for e in (event, other) for p in (e.actor, e.target) if p)
    sides = stems(*(f"{p.text} {p.name}" for p in parties))
    return bool(stems(event.object.what) & stems(other.object.what) - sides)


def without_cue(
    ranked: Sequence[EventDraft], by_sentence: dict[int, list[int]], answered: set[int]
) -> Iterator[LinkCandidate]:
    """Hostile acts told one right after the other, by two sides against each other."""
    for number, places in sorted(by_sentence.items()):
        earlier = by_sentence.get(number - 1, [])
        for place in places:
            event = ranked[place]
            if place in answered or event.standing not in REPORTED or not is_conflict(event.action):
                continue
            for other in reversed(earlier):
                before = ranked[other]
                hostile = quad(before.action) >= 3 and before.standing in REPORTED
                if hostile and opposite(event, before):
                    reason = "the same two sides, in the opposite direction, told right after"
                    yield LinkCandidate(place, other, read_link_weights().uncued, reason)
                    break


def appeals(ranked: Sequence[EventDraft]) -> Iterator[LinkCandidate]:
    """Appeals with the last order or ruling of a court before each: that is what one appeals."""
    for place, event in enumerate(ranked):
        if not APPEAL.match(trigger_text(event)):
            continue
        for back in range(place - 1, max(place - LOOK_BACK, 0) - 1, -1):
            other = ranked[back]
            forced = quad(other.action) >= 3 or other.action == "REQUEST"
            told = forced and COURT.search(other.quotes[0].text) and related(event, other)
            if told and other.standing in REPORTED:
                reason = "an appeal answers the court's last order"
                yield LinkCandidate(place, back, read_link_weights().joined_weakly, reason)
                break


def choose(candidates: list[LinkCandidate]) -> dict[int, list[LinkCandidate]]:
    """The best links, at most two an event, none that would close a circle."""
    chosen: dict[int, list[LinkCandidate]] = defaultdict(list)
    for c in sorted(candidates, key=lambda c: (-c.score, c.event, c.answered)):
        taken = chosen[c.event]
        repeated = any(t.answered == c.answered for t in taken)
        if c.event == c.answered or repeated or len(taken) == 2:
            continue
        if not reaches(chosen, c.answered, c.event):
            taken.append(c)
    return {place: links for place, links in chosen.items() if links}


def reaches(chosen: dict[int, list[LinkCandidate]], start: int, goal: int) -> bool:
    """Whether the links chosen so far lead from one event to another."""
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        for link in chosen.get(here, ()):
            if link.answered not in seen:
                seen.add(link.answered)
                todo.append(link.answered)
    return False
