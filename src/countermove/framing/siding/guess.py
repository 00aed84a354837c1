"""The likeliest readings of a text's sides, each with the sentences that speak for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from countermove.framing.siding.judge import Candidate, judge_sides
from countermove.framing.siding.sorts import gather
from countermove.framing.siding.tally import Tally, take_tally
from countermove.records.appearances import Appearance
from countermove.records.articles import Article, Quote
from countermove.records.events import Event
from countermove.records.guesses import Guess
from countermove.records.pressure import press

__all__ = ["Judged", "guess_sides", "judge_text"]

MOST = 4
"""Readings that a person is offered."""
QUOTES = 2
"""Sentences shown for each."""
REASONS = 6
END = re.compile(r"[.!?][\"'”’)]*(?=\s)|\n")


@dataclass(frozen=True)
class Judged:
    """A text's counts with every reading of its sides; `none` is the chance of no stand-off."""

    tally: Tally
    candidates: tuple[Candidate, ...]
    events: Sequence[Event]
    articles: Sequence[Article]

    @property
    def none(self) -> float:
        """The chance that the text is about no stand-off."""
        return 1.0 - sum(c.pair * c.leading for c in self.candidates)


def judge_text(
    events: Sequence[Event], appearances: Sequence[Appearance], articles: Sequence[Article]
) -> Judged:
    """Count what a text says of its sides and judge every reading of them."""
    tally = take_tally(events, appearances, articles, gather(appearances))
    return Judged(tally, judge_sides(tally), events, articles)


def guess_sides(
    judged: Judged,
    names: Mapping[str, str],
    subject: str | None = None,
    other: str | None = None,
) -> tuple[Guess, ...]:
    """The likeliest readings, best first, of those that have the sides that are named.

    Where a side is named, the chances are those given that it is one of the two.
    """
    fitting: list[Candidate] = [
        c for c in judged.candidates if subject in (None, c.subject) and other in (None, c.other)
    ]
    total = sum(c.chance for c in fitting[:MOST]) if subject or other else 1.0
    return tuple(tell(judged, c, names, total) for c in fitting[:MOST])


def tell(judged: Judged, candidate: Candidate, names: Mapping[str, str], total: float) -> Guess:
    """A candidate with names and evidence, for a person."""
    return Guess(
        subject=candidate.subject,
        other=candidate.other,
        subject_name=names[candidate.subject],
        other_name=names[candidate.other],
        chance=round(candidate.chance / total, 4) if total else 0.0,
        quotes=find_evidence(judged, candidate),
        why=candidate.why[:REASONS],
    )


def find_evidence(judged: Judged, candidate: Candidate) -> tuple[Quote, ...]:
    """Sentences for a reading: acts that press its subject first, then those with both sides."""
    sides = {candidate.subject, candidate.other}
    between = [
        e for e in judged.events
        if e.actor and e.target and {e.actor.side, e.target.side} == sides and press(e.action)
    ]  # fmt: skip
    between.sort(
        key=lambda e: (e.target is None or e.target.side != candidate.subject, -press(e.action))
    )
    found = list(dict.fromkeys(e.quotes[0] for e in between))[:QUOTES]
    accounts = judged.tally.accounts
    both = accounts[candidate.subject].sentences & accounts[candidate.other].sentences
    for article_id, start in sorted(both, key=lambda place: place[1]):
        article = next((a for a in judged.articles if a.id == article_id), None)
        if article is None or len(found) >= QUOTES:
            break
        end = END.search(article.text, start)
        quote = article.quote(start, end.end() if end else len(article.text))
        if all(quote.start != q.start for q in found):
            found.append(quote)
    return tuple(found)
