"""What a text calls somebody beside the name: "Kornhaus, a family bakery", then "the bakery"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tokens import NOUN, POSSESSIVES, SUBJECTS, Text
from countermove.records.number_table import load_counts

__all__ = ["Bynames", "add_bynames", "find_bynames"]


REACH = load_counts("reading/actors/data/reaches.tsv")["article"]
"""Words that may stand between an article and the noun it belongs to."""

Bynames = dict[int, str]
"""By the first token of a name, the noun that the text calls its bearer."""


def find_bynames(text: Text, table: ActorTable, drafts: Sequence[Draft]) -> Bynames:
    """The nouns that stand beside a name between commas, or that it is said to be."""
    found: Bynames = {}
    for draft in drafts:
        if draft.noun is not None and not draft.run:
            continue
        at = noun_beside(text, draft.end)
        if at < 0:
            at = noun_said(text, draft)
        if at < 0 and draft.run:
            at = noun_before(text, table, draft.start)
        if at < 0 and draft.run:
            at = noun_behind(text, draft)
        word = text.words.texts[at].casefold() if at >= 0 else ""
        # Who has a name in the tables is called by nouns for sides, not by what a comma brings.
        if word and (draft.run or word in table.nouns or word in read_words("byname")):
            found[draft.start] = word
    return found


def noun_beside(text: Text, end: int) -> int:
    """The noun of ", a family bakery with eleven shops," behind a name, or -1."""
    texts = text.words.texts
    if texts[end : end + 1] != [","] or [t.casefold() for t in texts[end + 1 : end + 2]] not in (
        [a] for a in ("a", "an", "the")
    ):
        return -1
    return last_noun(text, end + 2)


def noun_before(text: Text, table: ActorTable, start: int) -> int:
    """The noun of "the union Unite" right before a name, or -1."""
    if start < 2 or text.words.capitals[start - 1] or text.pos[start - 1] != NOUN:
        return -1
    word = text.words.texts[start - 1].casefold()
    noun = table.nouns.get(word)
    body = noun is not None and noun.kind in ("union", "firm") and not noun.plural
    return start - 1 if body or word in read_words("trade") else -1


def noun_behind(text: Text, draft: Draft) -> int:
    """The noun of "the Fightback group" right behind a name that "the" stands before, or -1."""
    at, texts = draft.end, text.words.texts
    if at + 1 >= len(texts) or texts[max(draft.start - 1, 0)].casefold() != "the":
        return -1
    body = text.pos[at] == NOUN and texts[at] in read_words("body")
    return at if body and text.pos[at + 1] != NOUN else -1


def noun_said(text: Text, draft: Draft) -> int:
    """The noun of "is a small supplier" behind a name that is its subject, or -1.

    Only words for bodies and places: "is a victim" is no name for anybody.
    """
    for index in range(draft.start, draft.end):
        head = text.head[index]
        said = text.dep[index] in SUBJECTS and text.pos[head] == NOUN and head >= draft.end
        if said and text.words.texts[head].casefold() in read_words("byname"):
            return head
    return -1


def last_noun(text: Text, start: int) -> int:
    """The last of the nouns in a row that begins within a few words, or -1."""
    end = min(start + REACH, len(text.pos))
    first = next((i for i in range(start, end) if text.pos[i] == NOUN), -1)
    if first < 0 or any(not text.words.texts[i][:1].isalpha() for i in range(start, first)):
        return -1
    while first + 1 < len(text.pos):
        owned = text.words.texts[first + 1] in POSSESSIVES  # ", the tribe's law firm,"
        if text.pos[first + 1 + owned : first + 2 + owned] != [NOUN]:
            break
        first += 1 + owned
    return first


def add_bynames(
    text: Text, table: ActorTable, drafts: Sequence[Draft], bynames: Bynames
) -> list[Draft]:
    """The drafts with those of the nouns that stand for a name: "the bakery"."""
    wanted = {word for word in bynames.values() if word not in table.nouns}
    if not wanted:
        return list(drafts)
    taken = {i for draft in drafts for i in range(draft.start, draft.end)}
    return sorted([*drafts, *mark(text, wanted, taken)], key=lambda draft: draft.start)


def mark(text: Text, wanted: set[str], taken: set[int]) -> Iterator[Draft]:
    """The definite nouns among some words: "the bakery", "the small bakery"."""
    for index, word in enumerate(text.words.texts):
        if word.casefold() in wanted and index not in taken and is_definite(text, index):
            noun = Noun(sector="", kind="byname", lemma=word.casefold())
            yield Draft(index, index + 1, noun=noun)


def is_definite(text: Text, index: int) -> bool:
    """Whether "the" stands before a noun that is the last of its phrase."""
    before = [t.casefold() for t in text.words.texts[max(index - 2, 0) : index]]
    definite = before[-1:] in (["the"], ["this"]) or (
        before[:1] == ["the"] and len(before) > 1 and before[1].isalpha()
    )
    goes_on = index + 1 < len(text.pos) and text.pos[index + 1] == NOUN
    return definite and not goes_on
