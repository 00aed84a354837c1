"""The lexicon's coverage: reviewed lemmas, and the examples that its rows are meant to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from countermove.reading.coding import load_lexicon
from countermove.reading.coding.lexicon import DATA, read_rows
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article

COUNTRIES = {"Tesh": "Sudan", "Oslo": "Norway", "Bern": "Switzerland"}
CODED = ("verbs.tsv", "nouns.tsv")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


def nonacts() -> Iterator[tuple[str, str]]:
    for _, cells in read_rows(DATA / "nonacts.tsv"):
        yield cells[0], cells[1]


def examples() -> Iterator[tuple[str, str, str, str]]:
    """File and head word, example with two countries in it, and the type it is to be read as."""
    for name in CODED:
        for _, cells in read_rows(DATA / name):
            told = cells[4] if len(cells) > 4 else ""
            text = re.sub("|".join(COUNTRIES), lambda m: COUNTRIES[m[0]], told)
            named = sum(country in text for country in COUNTRIES.values())
            if named == 2 and cells[2] != "=ANSWER":
                yield name, cells[0], text, cells[2].partition("/")[0]


def test_no_lemma_is_both_an_act_and_none() -> None:
    lexicon = load_lexicon()
    acts = {"verb": set(lexicon.verbs), "noun": set(lexicon.nouns)}
    assert [row for row in nonacts() if row[0] in acts[row[1]]] == []


def test_no_lemma_is_reviewed_twice() -> None:
    assert [row for row, times in Counter(nonacts()).items() if times > 1] == []


def test_five_thousand_verbs_and_three_thousand_nouns_are_reviewed() -> None:
    lexicon = load_lexicon()
    verbs = {lemma for lemma, part in nonacts() if part == "verb"} | set(lexicon.verbs)
    nouns = {lemma for lemma, part in nonacts() if part == "noun"} | set(lexicon.nouns)
    assert len(verbs) >= 5000
    assert len(nouns) >= 3000


def test_examples_of_rows_are_read_as_their_type(reader: Reader) -> None:
    wrong = []
    rows = list(examples())
    for name, head, text, action in rows:
        # A noun alone is no sentence.
        told = text if name == "verbs.tsv" else f"{text.rstrip('.')} worried many people."
        events = reader.read_article(Article.from_text(told, id="a"))
        if action not in {event.action for event in events}:
            wrong.append((head, told, [event.action for event in events]))
    assert len(rows) > 150
    assert wrong == []
