"""Forms of a name: plurals of demonyms, surnames, spellings, how it must be written."""

from __future__ import annotations

import re

from countermove.reading.actors.folding import capital, fold, split_words
from countermove.reading.actors.read_words import read_words
from countermove.reading.actors.senses import Guard
from countermove.reading.actors.spelling import sound_word
from countermove.records.number_table import load_counts

__all__ = ["fold_form", "guard_form", "name_person", "pluralize", "sound_name", "surname"]

FAMILY_NAME_FIRST = frozenset({"CHN", "HKG", "KOR", "PRK", "RVN", "TWN", "VNM"})
SHORT = load_counts("reading/actors/data/reaches.tsv")["abbreviation"]
"""Letters below which an abbreviation such as "LeT" is told from a word by its inner capital."""
NUMERAL = re.compile(r"[IVX]+")
UNCHANGED = ("s", "ese", "ish", "ch", "sh", "z")


def fold_form(form: str) -> tuple[str, ...]:
    """A form of a table as the pieces that are compared."""
    pieces = tuple(p for word in split_words(form) for p in fold(word))
    return pieces[1:] if len(pieces) > 1 and pieces[0] == "the" else pieces


def guard_form(form: str) -> Guard:
    """How a form must be written in a text, told by how it is written in the table."""
    if form.startswith("the "):
        form = form[4:]
    if not form[0].isupper() and not form[0].isdigit() and form[0] not in "É'’":
        return "any"
    if " " in form or not capital(form):
        return "capital"
    short = len(form) < SHORT and form[1:] != form[1:].lower()
    return "capitals" if capital(form) == 2 else "inner" if short else "capital"


def pluralize(noun: str) -> tuple[str, ...]:
    """The plurals of a noun or of a demonym; none where the form is both.

    >>> pluralize("ministry"), pluralize("gunman"), pluralize("Japanese")
    (('ministries',), ('gunmen',), ())
    """
    if noun.endswith(("man", "child")):
        return (noun[:-2] + "en",) if noun.endswith("man") else (noun + "ren",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith(("ch", "sh", "ss", "x")) and noun[:1].islower():
        return (noun + "es",)
    if noun.endswith(UNCHANGED):
        return ()
    return (noun + "s",)


def surname(name: str, state: str) -> str:
    """The family name within a full name, with its particle.

    >>> surname("Charles de Gaulle", "FRA"), surname("Xi Jinping", "CHN")
    ('de Gaulle', 'Xi')
    >>> surname("King Abdullah I", "JOR")
    'Abdullah I'
    """
    words = name.split()
    if state in FAMILY_NAME_FIRST:
        return words[0]
    first = len(words) - 1
    if first and NUMERAL.fullmatch(words[first]):
        first -= 1
    while first > 1 and words[first - 1].casefold() in read_words("particle"):
        first -= 1
    return " ".join(words[first:])


def sound_name(form: str) -> str:
    """The key of a personal name, the same for every spelling of it."""
    return " ".join(sound_word(piece) for piece in fold_form(form))


def name_person(name: str, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The full forms and the surname forms of a person.

    A middle initial or second given name may be left out, ``al-`` may be dropped.
    """
    words = name.split()
    last = surname(name, state)
    full = [name]
    if state not in FAMILY_NAME_FIRST and len(words) - len(last.split()) > 1:
        full.append(f"{words[0]} {last}")
    short = [last]
    head = last.split("-", 1)
    if len(head) == 2 and head[0].casefold() in read_words("particle"):
        short.append(head[1])
        full += [x.replace(last, head[1]) for x in full]
    if " " in last and last.split()[0].casefold() in ("al", "de", "van", "el"):
        short.append(last.split()[-1])
    return tuple(full), tuple(short)
