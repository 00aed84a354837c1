"""Personal pronouns: bound where it is safe, else left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.phrasing.pronouns import HE, IT, SHE, THEY, THIRD
from countermove.reading.actors.drafting import Draft
from countermove.reading.actors.memory import Memory
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.tokens import OBJECTS, PRONOUN, SUBJECTS, Text
from countermove.records.number_table import load_counts

__all__ = ["Pronoun", "bind_pronoun", "find_pronouns"]

REACHES = load_counts("reading/actors/data/reaches.tsv")
BACK = REACHES["antecedent"]
"""How many sentences back an antecedent may be."""
DEPTH = REACHES["subject_above"]
"""How many words up the tree a subject is looked for."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at token `start`."""

    start: int
    word: str


def find_pronouns(text: Text, drafts: Sequence[Draft]) -> list[Pronoun]:
    """The third-person pronouns of a text."""
    texts = text.words.texts
    found = [
        Pronoun(index, texts[index].casefold())
        for index, pos in enumerate(text.pos)
        if (pos == PRONOUN or not pos) and texts[index].casefold() in THIRD
    ]
    taken = {i for d in drafts for i in range(d.start, d.end)}
    return [p for p in found if p.start not in taken]


def bind_pronoun(pronoun: Pronoun, memory: Memory) -> Mention | None:
    """The mention of a pronoun, bound to a subject above it or the latest that agrees."""
    found = antecedent(pronoun, memory)
    if found is None:
        return None
    index = pronoun.start
    words = memory.text.words.texts[index]
    party = found.party.called(words)
    return Mention(index, index + 1, index, party, "pronoun", found.who)


def antecedent(pronoun: Pronoun, memory: Memory) -> Mention | None:
    """What a pronoun stands for: the same pronoun before it, a subject above, or the latest."""
    if pronoun.word in IT and is_empty(pronoun, memory.text):
        return None
    same = same_pronoun(pronoun, memory)
    if same is not None:
        return same
    fitting = [m for m in recent(pronoun, memory) if agrees(pronoun.word, m, memory)]
    barred = clause_subject(pronoun, memory)
    if barred is not None and is_object(pronoun, memory.text):
        # "Putin tried to humiliate him": him is not Putin.
        fitting = [m for m in fitting if m.party.side != barred.party.side or m.who != barred.who]
    else:
        above = next((m for m in subjects_above(pronoun, memory) if m in fitting), None)
        if above is not None:
            return above
    if not fitting:
        return None
    subjects = [m for m in fitting if memory.is_subject(m)]
    return choose_latest(fitting, subjects, pronoun, memory)


def choose_latest(
    fitting: list[Mention], subjects: list[Mention], pronoun: Pronoun, memory: Memory
) -> Mention | None:
    """The latest subject of the nearest sentence that has one that fits; for it and they only
    where no other side competes."""
    last = subjects[-1] if subjects else fitting[-1]
    if pronoun.word in HE | SHE:
        return last
    here = [m for m in fitting if is_near(m, pronoun, memory)]
    if len({m.party.side for m in here}) == 1:
        return here[-1]
    sentence = memory.text.sentence[last.start]
    rivals = {m.party.side for m in fitting if memory.text.sentence[m.start] == sentence}
    return last if subjects or len(rivals) == 1 else None


def is_near(mention: Mention, pronoun: Pronoun, memory: Memory) -> bool:
    """Whether a mention stands in the sentence of a pronoun and is not what its clause is about."""
    sentence, about = memory.text.sentence, relative_noun(pronoun, memory.text)
    beside = sentence[mention.start] == sentence[pronoun.start]
    return beside and not mention.start <= about < mention.end


def recent(pronoun: Pronoun, memory: Memory) -> list[Mention]:
    """The mentions before a pronoun, not too far back."""
    sentences = memory.text.sentence
    least = sentences[pronoun.start] - BACK
    found = []
    for mention in memory.latest():
        if sentences[mention.start] < least:
            break
        found.append(mention)
    return found[::-1]


def agrees(word: str, mention: Mention, memory: Memory) -> bool:
    """Whether a pronoun can stand for a mention by number and gender."""
    if word in HE | SHE:
        person = mention.kind == "person" or (mention.kind == "office" and not plural(mention))
        female = memory.female.get(mention.who)
        return person and (female is None or female == (word in SHE))
    if mention.kind == "pronoun":
        return False
    if word in THEY:
        return plural(mention)
    return mention.kind in ("name", "seat", "group") and not plural(mention) and not mention.place


def plural(mention: Mention) -> bool:
    """Whether the words of a mention are a plural; "Northsea Terminals" is one firm."""
    if mention.party.side.isupper() and mention.party.text == mention.party.name:
        return False  # "the Philippines" and "the Netherlands" are each one state
    last = mention.party.text.split()[-1] if mention.party.text else ""
    if mention.kind == "group" and last.casefold() in ("police", "people", "government", "army"):
        return True
    if mention.kind not in ("group", "name", "office"):
        return False
    many = last.casefold().endswith(("s", "men", "people"))
    common = not last.endswith(("ss", "us", "is")) and not last[:1].isupper()
    return many and (common or mention.kind in ("group", "office"))


def same_pronoun(pronoun: Pronoun, memory: Memory) -> Mention | None:
    """An equal pronoun bound before it in the same sentence."""
    group = next(g for g in (HE, SHE, IT, THEY) if pronoun.word in g)
    sentences = memory.text.sentence
    for mention in memory.latest():
        if sentences[mention.start] != sentences[pronoun.start]:
            return None
        if mention.kind == "pronoun" and mention.party.text.casefold() in group:
            return mention
    return None


def subjects_above(pronoun: Pronoun, memory: Memory) -> list[Mention]:
    """The mentions that are subjects of the verbs above a pronoun, nearest first."""
    heads = memory.text.head
    found: list[Mention] = []
    index = pronoun.start
    for _ in range(DEPTH):
        if heads[index] == index:
            break
        index = heads[index]
        found += memory.subjects.get(index, [])
    return found


def clause_subject(pronoun: Pronoun, memory: Memory) -> Mention | None:
    """The subject of the clause a pronoun stands in; of a relative clause the noun it is about."""
    verb = memory.text.head[pronoun.start]
    noun = relative_noun(pronoun, memory.text)
    if noun >= 0 and verb not in memory.subjects:
        return next((m for m in memory.latest() if m.start <= noun < m.end), None)
    above = subjects_above(pronoun, memory)
    return above[0] if above else None


def relative_noun(pronoun: Pronoun, text: Text) -> int:
    """The noun that the relative clause of a pronoun is about, or -1."""
    verb = text.head[pronoun.start]
    return text.head[verb] if text.dep[verb] == "acl:relcl" else -1


def is_object(pronoun: Pronoun, text: Text) -> bool:
    """Whether a pronoun is an object rather than a possessor or a subject."""
    return text.dep[pronoun.start] in OBJECTS


def is_empty(pronoun: Pronoun, text: Text) -> bool:
    """Whether "it" stands for nothing: "it seems that", "it was announced that"."""
    index = pronoun.start
    if text.words.texts[index].casefold() != "it":
        return False
    if not text.dep[index] or text.dep[index] not in SUBJECTS | OBJECTS:
        return True
    verb = text.head[index]
    later = [w.casefold() for w in text.words.texts[verb : verb + 6]]
    if text.dep[index] not in SUBJECTS:
        return False
    return ("that" in later and read_words("speaking").isdisjoint(later)) or (
        "to" in later and later[0] in read_words("judging")
    )
