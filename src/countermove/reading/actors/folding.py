"""Words as the tables compare them: lower case, no accents, no apostrophes, no dots.

Both sides of every comparison, a form in a table and a token in a text, go through `fold`,
so that it does not matter how a tokenizer cuts ``Al-Shabaab``, ``U.S.`` or ``People’s``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["BARRIER", "capital", "fold", "slug", "split_words"]

BARRIER = "|"
"""What a comma, bracket or full stop folds to: no name runs across it."""

LETTERS = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss",
    "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A",
})  # fmt: skip
APOSTROPHES = "'’‘ʻʼ`´ʿʾ"
STRIPPED = re.compile(f"[{APOSTROPHES}.]")
JOINTS = re.compile(r"[-‐‑–—/⁄]+")
POSSESSIVE = re.compile(f"[{APOSTROPHES}]s$", re.IGNORECASE)
WORD = re.compile(
    rf"[^\W_]+(?:\.[^\W_]+)+\.?"  # U.S., a.k.a.
    rf"|[A-Z][^\W\d_]{{0,3}}\.(?!\w)"  # W., St., Corp.
    rf"|[{APOSTROPHES}]s\b"
    rf"|[^\W_]+(?:[{APOSTROPHES}](?!s\b)[^\W_]+)*"
    rf"|[^\w\s]|_"
)


def split_words(text: str) -> list[str]:
    """The words and marks of a phrase, when no tokenizer has done it."""
    return WORD.findall(text)


@lru_cache(maxsize=65536)
def fold(token: str) -> tuple[str, ...]:
    """The comparable pieces of one token: none for a hyphen, a barrier for other marks.

    >>> fold("Kassym-Jomart"), fold("U.S."), fold("’s"), fold("Khürelsükh")
    (('kassym', 'jomart'), ('us',), ('s',), ('khurelsukh',))
    """
    ends = POSSESSIVE.search(token)
    if ends:
        stem = token[: ends.start()]
        return (*fold(stem), "s") if stem else ("s",)
    if token.isascii():
        plain = token.lower()
        if plain.isalnum():
            return (plain,)
    else:
        plain = unicodedata.normalize("NFKD", token.translate(LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    pieces = JOINTS.split(STRIPPED.sub("", plain))
    kept = tuple(p for p in pieces if any(c.isalnum() for c in p))
    if kept:
        return kept
    if token.isspace() and "\n" not in token:
        return ()  # two blanks between the words of a name
    passes = token.strip() and all(c in APOSTROPHES + "-‐‑–" for c in token.strip())
    return () if passes else (BARRIER,)


@lru_cache(maxsize=65536)
def capital(token: str) -> int:
    """How a token is written: 0 without a capital first, 1 with one, 2 in capitals only."""
    letters = [c for c in token if c.isalpha()]
    if not letters or not letters[0].isupper():
        return 0
    return 2 if len(letters) > 1 and all(c.isupper() for c in letters) else 1


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """A lower-case name for a side that has no code: ``dockworkers-union``.

    >>> slug("the Dockworkers' Union")
    'dockworkers-union'
    """
    pieces = [p for word in split_words(text) for p in fold(word) if p != BARRIER]
    while len(pieces) > 1 and pieces[0] in ("the", "a", "an"):
        pieces.pop(0)
    return "-".join(pieces)
