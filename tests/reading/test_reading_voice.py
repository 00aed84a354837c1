"""Whose words an event is told in, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from countermove.reading.coding.voice import mark_quotes
from countermove.reading.parsing.words import list_words
from countermove.records.events import Event

CASES = [
    ("[Norland] attacked [Sudria].", "author", ""),
    ("The harbour master said [Norland] attacked [Sudria].", "speaker", "harbour master"),
    ("[Norland] attacked [Sudria], the harbour master said.", "speaker", "harbour master"),
    ("[Eastmark] said that [Norland] had attacked [Sudria].", "speaker", "EASTMARK"),
    ("According to Elsa Brandt, [Norland] attacked [Sudria].", "speaker", "Elsa Brandt"),
    ("According to some reports, [Norland] attacked [Sudria].", "reports", ""),
    ("Officials said [Norland] attacked [Sudria].", "reports", ""),
    ("[Norland] reportedly attacked [Sudria].", "reports", ""),
    ("It was announced that [Norland] had attacked [Sudria].", "reports", ""),
    ("“[Norland] attacked [Sudria],” Elsa Brandt said.", "speaker", "Elsa Brandt"),
    ('"[Norland] attacked [Sudria]," Elsa Brandt said.', "speaker", "Elsa Brandt"),
    ("«[Norland] attacked [Sudria]», Elsa Brandt said.", "speaker", "Elsa Brandt"),
    ("“[Norland] attacked [Sudria],” said Elsa Brandt.", "speaker", "Elsa Brandt"),
    ("Elsa Brandt said she thinks [Norland] attacked [Sudria].", "speaker", "Elsa Brandt"),
    ("“I think that [Norland] attacked [Sudria],” Elsa Brandt said.", "speaker", "Elsa Brandt"),
    ("Two harbour officials said [Norland] attacked [Sudria].", "reports", "harbour officials"),
    (
        "Elsa Brandt spoke first. “We saw it from the pier,” she said. “That night, and I was on"
        " watch, [Norland] attacked [Sudria] with all it had.”",
        "speaker",
        "she",
    ),
    (
        "The harbour master, who had been on watch, said [Norland] attacked [Sudria].",
        "speaker",
        "harbour master",
    ),
]


@pytest.mark.parametrize(("text", "kind", "name"), CASES, ids=[c[0] for c in CASES])
def test_voice(
    read_marked: Callable[[str], tuple[Event, ...]], text: str, kind: str, name: str
) -> None:
    voices = {(e.voice.kind, e.voice.name) for e in read_marked(text) if e.action == "ASSAULT"}
    assert voices == {(kind, name)}


def test_quotation_marks_pair_up_and_end_with_the_paragraph(nlp: Language) -> None:
    doc = nlp('He said "one two" and «three». "Four\n\nfive six.')
    words = list_words(doc)
    quoted = {words.lower[k] for k, number in enumerate(mark_quotes(words)) if number}
    assert {"one", "two", "three", "four"} <= quoted
    assert not {"he", "and", "five", "six"} & quoted


def test_speech_of_several_paragraphs_is_one_quotation(nlp: Language) -> None:
    doc = nlp('Brandt said: "One two.\n\n"Three four.\n\n"Five six." Then she left.')
    words = list_words(doc)
    numbers = dict(zip(words.lower, mark_quotes(words), strict=True))
    assert numbers["one"] == numbers["three"] == numbers["six"] > 0
    assert numbers["left"] == 0
