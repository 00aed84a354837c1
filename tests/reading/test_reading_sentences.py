"""Where the parser is told that no sentence begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from countermove.reading.parsing.sentences import bar_starts, can_end


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents]


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister K.P. Oli accused India of strangling a country that had barely recovered.",
        "On 28 October Sengwe shut the border, cut the power line and gave Pelu a month.",
        "The offer was rejected by ministry spokesman Colonel Davit Oress in the capital, Lemburg.",
        "Gen. Mor said the army would stay.",
    ],
)
def test_a_sentence_with_long_names_stays_whole(nlp: Language, text: str) -> None:
    assert sentences(nlp, text) == [text]


def test_marks_still_end_sentences(nlp: Language) -> None:
    text = "Oslo cut the gas. “We will pay,” it said. Bern waited!"
    assert len(sentences(nlp, text)) == 3


def test_small_letters_alone_bar_nothing(nlp: Language) -> None:
    doc = bar_starts(nlp.make_doc("oslo cut the gas. bern waited."))
    assert doc[5].text == "bern"
    assert doc[5].is_sent_start is None


@pytest.mark.parametrize(
    ("word", "ends"),
    [(".", True), ("K.P.", False), ("Mr.", False), ("U.S.", False), ("gas", False), ("”", True)],
)
def test_what_can_end_a_sentence(word: str, ends: bool) -> None:
    assert can_end(word) is ends


@given(st.text(max_size=80))
def test_any_text_can_be_marked(nlp: Language, text: str) -> None:
    doc = bar_starts(nlp.make_doc(text))
    assert doc.text == text
    assert not len(doc) or doc[0].is_sent_start is not False
