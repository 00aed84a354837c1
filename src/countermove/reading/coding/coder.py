"""From a parsed article and its actor mentions to events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from countermove.reading.coding.charges import find_charges
from countermove.reading.coding.clauses import Clause
from countermove.reading.coding.completing import find_denier
from countermove.reading.coding.conditions import find_conditions
from countermove.reading.coding.counselling import find_counsels
from countermove.reading.coding.counsels import Counsel
from countermove.reading.coding.demands import find_demands
from countermove.reading.coding.denials import find_denials
from countermove.reading.coding.finds import find_acts
from countermove.reading.coding.found import Find
from countermove.reading.coding.imperatives import (
    find_addressee,
    find_imperatives,
    last_mention,
)
from countermove.reading.coding.labels import describe, name_thing, refuse_label
from countermove.reading.coding.lexicon import Lexicon
from countermove.reading.coding.motives import read_motive
from countermove.reading.coding.naming_counsel import name_counsel
from countermove.reading.coding.ordering import find_orders
from countermove.reading.coding.policies import find_policies, urged
from countermove.reading.coding.rivals import find_main, find_rivals
from countermove.reading.coding.roles import Scene, Side, set_scene
from countermove.reading.coding.standing import Fact, standing_of
from countermove.reading.coding.supposed_acts import is_effect
from countermove.reading.coding.voice import Speech, hear, mark_quotes
from countermove.reading.event_drafts import EventDraft
from countermove.reading.ontology import score
from countermove.reading.parsing.words import Words
from countermove.records.articles import Article, Quote
from countermove.records.events import Action, Party, Thing
from countermove.records.number_table import load_counts

__all__ = ["code"]

REACHES = load_counts("reading/coding/data/reaches.tsv")
DATELINE = REACHES["dateline"]
"""Within how many words of a sentence's start a place in capitals is a dateline."""
HEADING = REACHES["heading"]
"""Tokens in a heading at most."""
Told = tuple[Scene, list[Find | Clause]]
"""A sentence with what it tells."""
CLOSING = frozenset({"-", "--", "–", "—", ":"})
"""What ends a dateline."""


def code(
    words: Words, mentions: Sequence[Side], article: Article, lexicon: Lexicon
) -> list[EventDraft]:
    """Who did what to whom in an article, in the order told.

    `words` are the tokens of the article or of a part of it; `mentions` are the political
    actors among them, as token ranges. Every quote equals its span of the article.
    """
    quotes = mark_quotes(words)
    return [
        tell(scene, act, quotes, article, lexicon)
        if isinstance(act, Find)
        else tell_clause(scene, act, quotes, article, lexicon)
        for scene, acts in find_told(words, mentions, quotes, lexicon)
        for act in acts
    ]


def find_told(
    words: Words, mentions: Sequence[Side], quotes: Speech, lexicon: Lexicon
) -> list[Told]:
    """The sentences with what each tells, first by itself, then as part of the whole text.

    A text with two main sides says in a sentence of one of them what concerns the other, and
    gives advice without saying to whom.
    """
    main = find_main(mentions, len(words.sentences))
    scenes = [replace(s, main=main) for s in set_scenes(words, mentions, lexicon)]
    found = find_rivals(scenes, mentions, lexicon)
    rivals = found.each
    if rivals:
        # The acts that made them rivals are found again below: a scene that knows the two main
        # sides gives an act the side that its sentence leaves out.
        scenes = [replace(s, rivals=rivals, presser=found.presser) for s in scenes]
    told = [(scene, find_all(scene, lexicon)) for scene in scenes]
    if not rivals:
        return weave(told, counsel_all(words, told, mentions, quotes, lexicon)) if scenes else told
    addressee = find_addressee(told, rivals)
    advice = advise_all(words, scenes, addressee, quotes, lexicon)
    told = weave(told, advice)
    return weave(told, counsel_all(words, told, scenes[0].sides, quotes, lexicon))


def weave(told: Sequence[Told], advice: Sequence[Told]) -> list[Told]:
    """What is told and what is advised in the order of the sentences."""
    return sorted([*told, *advice], key=lambda pair: pair[0].begin)


def counsel_all(
    words: Words, told: Sequence[Told], sides: Sequence[Side], quotes: Speech, lexicon: Lexicon
) -> list[Told]:
    """The sentences with the advice that nothing told has found, whoever it is given to."""
    known = {scene.begin: scene for scene, _ in reversed(told)}
    places: dict[int, set[int]] = {}
    for scene, acts in told:
        places.setdefault(scene.begin, set()).update(act.place for act in acts)
    found: list[Told] = []
    for begin, end in words.sentences:
        scene = known.get(begin) or bare_scene(words, begin, end, sides, lexicon)
        taken = places.get(begin, set())
        counsels = find_counsels(scene, quotes, lexicon.lists)
        fresh = [c for c in counsels if c.place not in taken or is_ruled_out(c)]
        named = [name_counsel(scene, c) for c in fresh]
        if advice := [clause for clause in named if clause is not None]:
            found.append((scene, [*advice]))
    return found


def is_ruled_out(counsel: Counsel) -> bool:
    """Whether an act told by its noun is advised against: the act itself is told of as none."""
    return counsel.form == "thing" and counsel.against


def bare_scene(
    words: Words, begin: int, end: int, sides: Sequence[Side], lexicon: Lexicon
) -> Scene:
    """The scene of a sentence that names nobody."""
    lists = lexicon.lists
    return set_scene(words, begin, end, sides, (), lists["say"], lists["object-control"])


def advise_all(
    words: Words, scenes: Sequence[Scene], addressee: str, quotes: Speech, lexicon: Lexicon
) -> list[Told]:
    """The sentences that open with an imperative, each with the advice it gives."""
    known = {scene.begin: scene for scene in scenes}
    lists, headed = lexicon.lists, ""
    found: list[Told] = []
    for begin, end in words.sentences:
        if is_heading(words, begin, end):
            headed = name_headed(known.get(begin))
        if headed not in ("", addressee):
            continue  # a list of what the other side can do advises nobody
        scene = known.get(begin) or set_scene(
            words, begin, end, scenes[0].sides, (), lists["say"], lists["object-control"]
        )
        meant = last_mention(scene.sides, addressee, begin)
        advice = find_imperatives(scene, meant, quotes, lists) or urged(scene, meant, lists)
        if advice:
            found.append((scene, [*advice]))
    return found


def is_heading(words: Words, begin: int, end: int) -> bool:
    """Whether a sentence is a short line without a full stop."""
    if end - begin > HEADING or not any(words.lower[k].isalpha() for k in range(begin, end)):
        return False
    last = next((k for k in range(end - 1, begin - 1, -1) if words.lower[k].strip()), begin)
    return words.lower[last][-1:] not in (".", "!", "?", '"', "”")


def name_headed(scene: Scene | None) -> str:
    """The one main side that a heading names, or ""."""
    if scene is None:
        return ""
    named = {scene.sides[n].party.side for n in scene.who if n >= 0} & set(scene.rivals)
    return named.pop() if len(named) == 1 else ""


def find_all(scene: Scene, lexicon: Lexicon) -> list[Find | Clause]:
    """What the sentence tells, in the order of its words: acts, advice and conditions."""
    acts = find_acts(scene, lexicon)
    requests, advised = find_demands(scene, lexicon.lists)
    charges, charged = find_charges(scene, lexicon.lists)
    taken = frozenset(act.place for act in acts) | advised
    acts = [act for act in acts if act.place not in advised | charged]
    heads = {n: side.head for n, side in enumerate(scene.sides)}
    acts = [a for a in acts if not is_effect(scene.words, a.place, heads.get(a.source, -1))]
    denials = find_denials(scene, acts, lexicon.lists)
    policies = find_policies(scene, taken, lexicon.lists)
    policies += find_orders(scene, taken, lexicon.lists)
    inner = {policy.place for policy in policies}
    acts = [act for act in acts if not is_under(scene.words, act.place, inner)]
    conditions = find_conditions(scene, lexicon.lists)
    return sorted(
        [*acts, *requests, *charges, *denials, *policies, *conditions], key=lambda act: act.place
    )


def set_scenes(words: Words, mentions: Sequence[Side], lexicon: Lexicon) -> list[Scene]:
    """The sentences that name an actor."""
    sides = sorted(mentions, key=lambda side: (side.start, side.end))
    say, controls = lexicon.lists["say"], lexicon.lists["object-control"]
    scenes, first = [], 0
    for begin, end in words.sentences:
        while first < len(sides) and sides[first].start < begin:
            first += 1
        last = first
        while last < len(sides) and sides[last].start < end:
            last += 1
        numbers = [
            n
            for n in range(first, last)
            if not is_dateline(words, begin, end, sides[n])
            and not is_thing(words, sides[n], lexicon.lists["thing"])
        ]
        if numbers:
            scenes.append(set_scene(words, begin, end, sides, numbers, say, controls))
        first = last
    return scenes


def is_thing(words: Words, side: Side, things: frozenset[str]) -> bool:
    """Whether an unknown name is a thing by its last word ("the Order of Lenin" is not)."""
    if not side.party.side.islower():
        return False
    first = words.lower[side.start] in things and words.lower[side.start + 1 : side.start + 2]
    return words.lower[side.end - 1] in things or first == ["of"]


def is_dateline(words: Words, begin: int, end: int, side: Side) -> bool:
    """Whether a mention is only where a report was filed: "MIAMI (AP) -- …".

    An acronym that opens a sentence ("USAID has …") is a side.
    """
    if side.start - begin > DATELINE or side.end >= end:
        return False
    text = words.text[words.start[side.start] : words.end[side.end - 1]]
    if len(text) < 4 or not text.isupper():
        return False
    rest = words.text[words.start[side.end] : words.end[end - 1]]
    closes = not CLOSING.isdisjoint(words.lower[side.end : side.end + DATELINE])
    return closes and not rest.isupper()


def is_under(words: Words, place: int, tops: set[int]) -> bool:
    """Whether a predicate only completes one of the predicates `tops`: "not need to ask for"."""
    for _ in range(4):
        above = words.head[place]
        if above == place or words.dep[place] not in ("xcomp", "ccomp", "advcl", "obj", "obl"):
            return False
        if above in tops:
            return True
        place = above
    return False


def tell(
    scene: Scene, find: Find, quotes: Speech, article: Article, lexicon: Lexicon
) -> EventDraft:
    """The event one find tells."""
    words = scene.words
    label = describe(scene, find, lexicon)
    if find.refuses and find.action == "REJECT":
        label = refuse_label(label)
    fact = find_fact(scene, find, lexicon)
    return EventDraft(
        actor=party(scene, find.source),
        action=as_action(find.action),
        mode=find.mode,
        target=party(scene, find.target),
        inferred=infer(scene, find),
        object=name_thing(scene, find),
        label=label,
        standing=fact.standing,
        negated=fact.negated,
        voice=hear(scene, find.place, quotes, lexicon.lists),
        motive=read_motive(scene, find.place),
        quotes=[quote_tokens(words, article, scene.begin, scene.end)],
        trigger=quote_tokens(words, article, find.place, find.last + 1),
        intensity=score(find.action, find.mode),
    )


def tell_clause(
    scene: Scene, clause: Clause, quotes: Speech, article: Article, lexicon: Lexicon
) -> EventDraft:
    """The event that advice or a condition makes."""
    words = scene.words
    return EventDraft(
        actor=party(scene, clause.source),
        action=as_action(clause.action),
        mode=clause.mode,
        object=Thing(what=clause.what) if clause.what else None,
        label=clause.label,
        inferred=() if is_told(scene, clause.source) and not clause.open else ("actor",),
        standing=clause.standing,
        negated=clause.negated,
        voice=hear(scene, clause.place, quotes, lexicon.lists),
        quotes=[quote_tokens(words, article, scene.begin, scene.end)],
        trigger=quote_tokens(words, article, clause.place, clause.last + 1),
        intensity=score(clause.action, clause.mode),
    )


def infer(scene: Scene, find: Find) -> tuple[Literal["actor", "target"], ...]:
    """Which sides of a find its sentence does not tell: they come from the rest of the text."""
    actor = () if is_told(scene, find.source) else ("actor",)
    target = () if is_told(scene, find.target) else ("target",)
    return (*actor, *target)


def is_told(scene: Scene, number: int) -> bool:
    """Whether a mention stands in the sentence; nobody need not."""
    return number < 0 or scene.begin <= scene.sides[number].start < scene.end


def find_fact(scene: Scene, find: Find, lexicon: Lexicon) -> Fact:
    """How the find's predicate stands; what is demanded, charged or denied is done by saying it."""
    if find.trigger.kind in ("demand", "charge", "denial"):
        return Fact()
    fact = standing_of(scene.words, find.place, scene.begin, scene.end, lexicon.lists)
    if find.refuses:  # who "will not yield" refuses now; who must not is advised to refuse
        return Fact("advised" if fact.standing == "advised" else "done", False)
    denied = fact.standing == "done" and find.source >= 0 and find.action != "REJECT"
    if denied and scene.same(find_denier(scene, find.place), find.source):
        return Fact("denied", False)
    return fact


def party(scene: Scene, number: int) -> Party | None:
    """The party of a mention, or None."""
    return scene.sides[number].party if number >= 0 else None


def as_action(name: str) -> Action:
    """The action type that a lexicon entry names (checked when the lexicon is read)."""
    action: Action = name  # type: ignore[assignment]
    return action


def quote_tokens(words: Words, article: Article, begin: int, end: int) -> Quote:
    """The exact words of tokens `begin` to `end`, without blank edges."""
    start, stop = words.start[begin], words.end[end - 1]
    text = article.text[start:stop]
    start += len(text) - len(text.lstrip())
    return article.quote(start, start + len(text.strip()))
