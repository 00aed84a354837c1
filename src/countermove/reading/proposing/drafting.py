"""From what a model told to event drafts: words found again, names resolved, nothing made up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countermove.reading.actors.folding import slug
from countermove.reading.event_drafts import EventDraft
from countermove.reading.measuring.quantities import SCALES, VALUES
from countermove.reading.ontology import score
from countermove.reading.parsing.languages import recognise
from countermove.reading.proposing.anchor import find_words
from countermove.reading.proposing.countries import name_in_english
from countermove.reading.proposing.parts import ArticlePart
from countermove.reading.proposing.replies import PartReply, ToldAdvice, ToldClock, ToldEvent
from countermove.reading.reader import Reader
from countermove.records.articles import Article, Quote
from countermove.records.events import Party, Voice

__all__ = ["Proposal", "Resolver", "draft_proposals"]

SPELLED = sorted(word for word in {*VALUES, *SCALES} - {"one"} if len(word) > 2)
"""Words that are numbers; "one" is seldom one, and the abbreviations follow figures."""

STOP = re.compile(r"[.!?…](?=\s|$)|\n\s*\n")
NUMBERS = re.compile(rf"\d(?:[\d.,]*\d)?|\b(?:{'|'.join(SPELLED)})s?\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A side that a model names, with its role and the words that show it."""

    name: str
    role: str
    quote: Quote


class Resolver:
    """Which side a name of the article is: one the rules found, one they know, or a new one."""

    def __init__(self, article: Article, drafts: Sequence[EventDraft], rules: Reader) -> None:
        self.article, self.rules = article, rules
        self.foreign = not recognise(article.text).english
        parties = [p for d in drafts for p in (d.actor, d.target) if p is not None]
        self.known = {bare(words): p for p in parties for words in (p.text, p.name) if words}

    def names(self, name: str) -> bool:
        """Whether the article names a side anywhere: who is pressed may be told of later."""
        name = name.strip()
        return bool(name) and find_words(self.article, name, 0, len(self.article.text)) is not None

    def find(self, name: str, told: Quote) -> Party | None:
        """The party of a name that is named by the end of the sentence in which it acts, or None.

        A name that comes only later is none that the words can mean.
        """
        name = name.strip()
        stop = STOP.search(self.article.text, told.end)
        until = stop.end() if stop else len(self.article.text)
        quote = find_words(self.article, name, 0, until) if name else None
        if quote is None:
            return None
        if bare(name) in self.known:
            return self.known[bare(name)].model_copy(update={"text": quote.text})
        english = name_in_english(quote.text) if self.foreign else None
        party = self.rules.name_party(english or quote.text, self.article.published)
        party = party or Party(side=slug(bare(name)) or "unnamed", name=bare(quote.text))
        return party.model_copy(update={"text": quote.text})


def bare(name: str) -> str:
    """A name without its article and case."""
    return name.casefold().removeprefix("the ").strip()


def draft_proposals(
    article: Article, part: ArticlePart, told: PartReply, resolver: Resolver, lost: Counter[str]
) -> tuple[list[EventDraft], list[Proposal]]:
    """The drafts and sides of one part's answer; what is dropped is counted in `lost` by why."""
    lost["misshapen"] += told.misshapen
    end = part.start + len(part.text)

    def quote_of(words: str) -> Quote | None:
        quote = find_words(article, words, part.start, end)
        lost["whose words are not in the article"] += quote is None
        return quote

    drafts: list[EventDraft] = []
    items: Iterable[ToldEvent | ToldAdvice | ToldClock] = (*told.events, *told.advice, *told.clock)
    for item in items:
        quote = quote_of(item.words)
        draft = draft_item(item, quote, resolver) if quote is not None else None
        lost["by nobody of the article"] += quote is not None and draft is None
        if draft is not None:
            drafts.append(draft)
    shown = [(side, quote) for side in told.sides if (quote := quote_of(side.words)) is not None]
    sides = [Proposal(s.name, s.role, q) for s, q in shown if resolver.names(s.name)]
    return drafts, sides


def draft_item(
    item: ToldEvent | ToldAdvice | ToldClock, quote: Quote, resolver: Resolver
) -> EventDraft | None:
    """An event, advice or a condition as a draft; None where nobody of the article does it."""
    if isinstance(item, ToldEvent):
        actor, target = resolver.find(item.actor, quote), resolver.find(item.target, quote)
        if actor is None or (target is not None and target.side == actor.side):
            return None
        draft = start_draft(item.action, quote, item.label)
        draft.actor, draft.target, draft.standing = actor, target, item.standing
        draft.voice = voice_of(item.speaker, resolver)
        draft.intensity = score(item.action, "")
        return draft
    who = resolver.find(item.to if isinstance(item, ToldAdvice) else item.who, quote)
    if who is None:
        return None
    action = "POLICY" if isinstance(item, ToldAdvice) else "CONDITION"
    draft = start_draft(action, quote, item.label)
    draft.actor = who
    if isinstance(item, ToldAdvice):
        draft.standing, draft.negated = "advised", item.against
    return draft


def start_draft(action: str, quote: Quote, label: str) -> EventDraft:
    """A draft with its words; a label with a number that the words lack gives way to the words."""
    label = " ".join(label.split())
    made_up = numbers_in(label) - numbers_in(quote.text)
    return EventDraft(
        action=action,  # type: ignore[arg-type]  # the reply was checked against the types
        quotes=[quote],
        trigger=quote,
        label=" ".join(quote.text.split())[:120] if made_up else label,
        readers=("model",),
    )


def numbers_in(text: str) -> set[str]:
    """The numbers of a text as it has them, in figures or in words."""
    return set(NUMBERS.findall(text.casefold()))


def voice_of(speaker: str, resolver: Resolver) -> Voice:
    """Who says so: the author, or a speaker that the article names."""
    name = speaker.strip()
    found = find_words(resolver.article, name, 0, len(resolver.article.text)) if name else None
    return Voice(kind="speaker", name=found.text) if found is not None else Voice()
