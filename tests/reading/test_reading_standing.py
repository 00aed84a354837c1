"""Standing of predicates and events, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from countermove.reading.coding import Fact, load_lexicon, standing_of
from countermove.reading.parsing.words import list_words
from countermove.records.events import Event, Standing

CASES = [
    ("Norland attacked the port.", "attacked", "done", False),
    ("Norland has attacked the port.", "attacked", "done", False),
    ("Norland did not attack the port.", "attack", "done", True),
    ("Norland never attacked the port.", "attacked", "done", True),
    ("Norland failed to attack the port.", "attack", "done", True),
    ("Norland refused to attack the port.", "attack", "done", True),
    ("Norland managed to attack the port.", "attack", "done", False),
    ("Norland began to attack the port.", "attack", "done", False),
    ("Norland had to attack the port.", "attack", "done", False),
    ("Norland was able to attack the port.", "attack", "done", False),
    ("Norland will attack the port.", "attack", "planned", False),
    ("Norland won't attack the port.", "attack", "planned", True),
    ("Norland said it would attack the port.", "attack", "planned", False),
    ("Norland plans to attack the port.", "attack", "planned", False),
    ("Norland promised to attack the port.", "attack", "planned", False),
    ("Norland is about to attack the port.", "attack", "planned", False),
    ("Norland may attack the port.", "attack", "possible", False),
    ("Norland could attack the port.", "attack", "possible", False),
    ("If Norland attacks the port, ships will flee.", "attacks", "possible", False),
    ("Unless Norland attacks the port, ships will stay.", "attacks", "possible", False),
    ("The chances are that Norland will attack the port.", "attack", "possible", False),
    ("Will Norland attack the port?", "attack", "planned", False),
    ("Did Norland attack the port?", "attack", "possible", False),
    ("Norland should attack the port.", "attack", "advised", False),
    ("Norland must not attack the port.", "attack", "advised", True),
    ("Norland needs to attack the port.", "attack", "advised", False),
    ("Attack the port at dawn.", "Attack", "advised", False),
    ("Norland reportedly attacked the port.", "attacked", "alleged", False),
    ("According to some reports, Norland attacked the port.", "attacked", "alleged", False),
    ("Sudria claims that Norland attacked the port.", "attacked", "alleged", False),
    ("Norland denied that it had attacked the port.", "attacked", "denied", False),
    ("Norland denied attacking the port.", "attacking", "denied", False),
    ("Norland hoped that Sudria attacked the port.", "attacked", "possible", False),
    ("Norland wants to know that Sudria attacked the port.", "attacked", "done", False),
    ("Why did Norland attack the port?", "attack", "done", False),
    ("Norland seems to attack the port.", "attack", "done", False),
    ("Norland is too weak to attack the port.", "attack", "possible", False),
    ("Norland sent ships to attack the port.", "attack", "done", False),
]


@pytest.mark.parametrize(("text", "form", "standing", "negated"), CASES, ids=[c[0] for c in CASES])
def test_standing_of_a_predicate(
    nlp: Language, text: str, form: str, standing: Standing, negated: bool
) -> None:
    doc = nlp(text)
    words = list_words(doc)
    place = next(token.i for token in doc if token.text == form)
    begin, end = words.sentences[0]
    fact = standing_of(words, place, begin, end, load_lexicon().lists)
    assert fact == Fact(standing, negated)


EVENTS = [
    ("[Norland] lifted sanctions on [Sudria].", "done", False),
    ("[Norland] has not lifted sanctions on [Sudria].", "done", True),
    ("[Norland] will not release the sailors of [Sudria].", "planned", True),
    ("[Norland] may cut gas supplies to [Sudria].", "possible", False),
    ("[Norland] plans to cut gas supplies to [Sudria].", "planned", False),
    ("[Norland] denied that it had attacked [Sudria].", "denied", False),
    ("According to rumours, [Norland] insulted [Sudria].", "alleged", False),
    ("[Norland] should lift sanctions on [Sudria].", "advised", False),
]


@pytest.mark.parametrize(("text", "standing", "negated"), EVENTS, ids=[e[0] for e in EVENTS])
def test_standing_of_an_event(
    read_marked: Callable[[str], tuple[Event, ...]], text: str, standing: str, negated: bool
) -> None:
    assert (standing, negated) in {(e.standing, e.negated) for e in read_marked(text)}
