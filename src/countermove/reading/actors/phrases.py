"""One phrase, such as a coder's "the Lebanese president's office", to the side it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from countermove.reading.actors.credibility import read_doubtful
from countermove.reading.actors.folding import BARRIER, slug, split_words
from countermove.reading.actors.gazetteer import locate_place
from countermove.reading.actors.guessing import guess_names
from countermove.reading.actors.homes import name_apart, side_apart
from countermove.reading.actors.matching import (
    Found,
    Pieces,
    is_backer,
    match_names,
    match_nouns,
    spread_words,
)
from countermove.reading.actors.nouns import Noun
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Sense, choose_sense, party_of
from countermove.reading.actors.table import ActorTable
from countermove.reading.actors.tables import DISTANT, SURNAME
from countermove.records.events import Party

__all__ = ["resolve_phrase"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut up: names and sector nouns, and where its core ends."""

    words: Pieces
    names: tuple[Found, ...]
    nouns: tuple[Found, ...]
    core: int

    def head_noun(self) -> Noun | None:
        """The last noun of the core that tells a sector."""
        nouns = [found.noun for found in self.nouns if found.start < self.core]
        return nouns[-1] if nouns else None


def resolve_phrase(text: str, table: ActorTable, on: date | None = None) -> Party | None:
    """The side a phrase means at a date, and the part of it that acts.

    A phrase that names no side but people ("gunmen") is a side of its own, as is a proper
    name that no table has; None for a pronoun and for what names nobody.
    """
    phrase = cut_phrase(text, table)
    if not phrase.names and set(phrase.words.pieces) <= read_words("pronoun"):
        return None
    found = choose_name(phrase, on)
    if found is None:
        return name_itself(phrase, text)
    sense = choose_sense(found.senses, on)
    sector = tell_sector(phrase, found, sense, on)
    last = phrase.head_noun()
    what = name_apart(last, sector) if sense.side == sense.home else ""
    if what:
        return side_apart(sense, what, sector, text)
    return party_of(sense, text, on, sector)


def cut_phrase(text: str, table: ActorTable) -> Phrase:
    """The parts of a phrase that decide."""
    words = spread_words(split_words(text))
    loose = not any(words.capitals)
    whole = [n for n in match_names(words, table, loose=loose) if is_whole(words, n, table)]
    names = tuple([n for n in whole if not is_backer(words, n)] or whole)
    names = names or tuple(locate_place(words, table)) or tuple(guess_names(words, table))
    nouns = tuple(n for n in match_nouns(words, table, names) if n.noun and n.noun.sector)
    return Phrase(words, names, nouns, find_core(words, names))


def is_whole(words: Pieces, found: Found, table: ActorTable) -> bool:
    """Whether a name is not but a part of somebody else's: "Tom King", "Jordan Peterson"."""
    sense = found.senses[0]
    person = sense.kind == "person"
    if found.end - found.start > 1 or (person and sense.weight > SURNAME):
        return True
    piece = words.pieces[words.first[found.start]]
    if person and piece in table.nouns:
        return False
    doubtful = piece in read_doubtful()
    loose = doubtful or (person and all(s.weight == DISTANT for s in found.senses))
    return not (loose and touches_unknown(words, found))


def find_core(words: Pieces, names: tuple[Found, ...]) -> int:
    """The token where the first preposition, comma or relative word stands."""
    cuts = read_words("cut")
    covered = {i for name in names for i in range(name.start, name.end)}
    for index, text in enumerate(words.texts):
        if index and index not in covered and (text.casefold() in cuts or text in {",", "("}):
            return index
    return len(words.texts)


def choose_name(phrase: Phrase, on: date | None) -> Found | None:
    """The name that tells the side: a person, the name that ends the core, else the first."""
    core = [name for name in phrase.names if name.start < phrase.core]
    for name in core:
        if choose_sense(name.senses, on).kind == "person" and name.end - name.start > 1:
            return name
    if core:
        last = core[-1]
        ends = last.end >= phrase.core
        alone = not any(choose_sense(name.senses, on).home for name in core)
        named = ends and is_apart(last, on) and (alone or choose_sense(last.senses, on).home)
        return last if named else first_state(core, on)
    return name_behind(phrase)


def is_apart(name: Found, on: date | None) -> bool:
    """Whether a name is an organization or a person rather than a state or a faith."""
    sense = choose_sense(name.senses, on)
    return sense.kind == "person" or (sense.side != sense.home and sense.sector not in ("", "REL"))


def first_state(core: list[Found], on: date | None) -> Found:
    """The first name with a home; a faith or people only when there is no other."""
    for name in core:
        if choose_sense(name.senses, on).home:
            return name
    return core[0]


def name_behind(phrase: Phrase) -> Found | None:
    """The first name after a preposition that says what something is part of."""
    for name in phrase.names:
        before = [t.casefold() for t in phrase.words.texts[phrase.core : name.start]]
        if any(word in read_words("inside") for word in before) or "," in before or "(" in before:
            return name
    return None


def tell_sector(phrase: Phrase, found: Found, sense: Sense, on: date | None) -> str:
    """The sector of a phrase with a known side."""
    if sense.kind == "person":
        return tell_person(phrase, found, sense, on)
    body = named_body(phrase, found, on)
    if body:
        return retire(phrase, body)
    noun = phrase.head_noun()
    if noun is None:
        return sense.sector
    faith = sense.sector == "REL" or any(
        choose_sense(name.senses, on).sector == "REL" for name in phrase.names if name != found
    )
    return retire(phrase, "REL" if faith and noun.sector in ("CVL", "GOV") else noun.sector)


def tell_person(phrase: Phrase, found: Found, sense: Sense, on: date | None) -> str:
    """The sector of a person; of a relative who shares the name, what the words say."""
    if sense.weight == SURNAME and touches_unknown(phrase.words, found):
        noun = phrase.head_noun()
        return "CVL" if noun is None else noun.sector
    return party_of(sense, "", on).sector


def touches_unknown(words: Pieces, found: Found) -> bool:
    """Whether a surname stands beside an unknown word with a capital: "He Zhihua"."""
    beside = [i for i in (found.start - 1, found.end) if 0 <= i < len(words.texts)]
    return any(
        words.capitals[i] and words.texts[i].casefold() not in read_words("title") for i in beside
    )


def named_body(phrase: Phrase, found: Found, on: date | None) -> str:
    """The sector of a body with a name of its own that ends the core or rules an office."""
    for name in reversed(phrase.names):
        sense = choose_sense(name.senses, on)
        own = sense.office == "body" or (sense.side != sense.home and sense.sector)
        if not own or sense.sector in ("IGO", "REL"):
            continue
        inside = name.start < phrase.core
        if (inside and ends_core(phrase, name)) or (name == found and not inside):
            return sense.sector
    return ""


def ends_core(phrase: Phrase, name: Found) -> bool:
    """Whether no noun that tells a sector follows a name in the core."""
    return not any(name.end <= noun.start < phrase.core for noun in phrase.nouns)


def retire(phrase: Phrase, sector: str) -> str:
    """ELI for those who held office and do not any more."""
    gone = any(piece in read_words("former") for piece in phrase.words.pieces)
    return "ELI" if gone and sector in ("GOV", "SPY", "MIL", "LEG") else sector


def name_itself(phrase: Phrase, text: str) -> Party | None:
    """A side known by nothing but the phrase: people of a kind, or a proper name."""
    nouns = [n for n in phrase.nouns if n.start < phrase.core] or list(phrase.nouns)
    last = nouns[-1].noun if nouns else None
    if last is None and not any(phrase.words.capitals[1:] or phrase.words.capitals):
        return None
    sector = "" if last is None else retire(phrase, last.sector)
    if last is not None and last.lemma in read_words("person") and sector == "CVL":
        sector = "UNK"
    name = " ".join(p for p in phrase.words.texts[: phrase.core] if p != BARRIER)
    return Party(side=slug(text), name=name, sector=sector, text=text)
