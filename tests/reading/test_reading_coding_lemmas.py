"""The lexicon's coverage: reviewed lemmas, and the examples that its rows are meant to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

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
    """File and head word, example with the names of countries, and the type it is to be read as."""
    for name in CODED:
        for _, cells in read_rows(DATA / name):
            if len(cells) > 4 and cells[4]:
                text = re.sub("|".join(COUNTRIES), lambda m: COUNTRIES[m[0]], cells[4])
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


def is_read(action: str, found: Collection[str]) -> bool:
    """Whether the types found are what a row means; an answer in kind is any act."""
    if action == "-":
        return not found
    return bool(found) if action == "=ANSWER" else action in found


def test_every_example_of_a_row_is_read_as_its_type(reader: Reader) -> None:
    wrong = []
    rows = list(examples())
    for name, head, text, action in rows:
        # A noun alone is no sentence.
        told = text if name == "verbs.tsv" else f"{text.rstrip('.')} worried many people."
        found = {event.action for event in reader.read_article(Article.from_text(told, id="a"))}
        if not is_read(action, found):
            wrong.append((head, told, found))
    assert len(rows) > 550
    assert wrong == []


def test_rows_gone_through_by_rank_all_have_an_example() -> None:
    for name in CODED:
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        moved = lines[next(n for n, line in enumerate(lines) if "# --- moved here" in line) :]
        rows = [line.split("\t") for line in moved if line and not line.startswith("#")]
        assert [cells[0] for cells in rows if len(cells) < 5 or not cells[4]] == []
