"""One key for every spelling of a name written in another alphabet.

`data/spellings.tsv` has groups of whole words that are one name and groups of pieces that
stand for one sound. A word's key is the word with every member of a group replaced by its
first, so that Shoigu and Shoygu, Qasym and Kassym, meet without every variant being stored.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from countermove.reading.actors.rows import locate

__all__ = ["read_groups", "sound_word"]

CONSONANTS = re.compile(r"([b-df-hj-np-tv-xz])\1+")
REPEATED = re.compile(r"([a-z])\1+")
SINGLE = r"\1"


@cache
def read_groups() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Whole words with the first of their group, and pieces with theirs, longest first."""
    whole: dict[str, str] = {}
    pieces: dict[str, str] = {}
    for line in locate("spellings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, first, *others = line.split()
        target = whole if kind == "word" else pieces
        target |= dict.fromkeys((first, *others), first)
    return whole, tuple(sorted(pieces.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=65536)
def sound_word(word: str) -> str:
    """The key of a folded word, the same for every spelling of it.

    >>> sound_word("shoygu") == sound_word("shoigu")
    True
    """
    whole, pieces = read_groups()
    marked = f"^{CONSONANTS.sub(SINGLE, whole.get(word, word))}$"
    for piece, first in pieces:
        if piece != first and piece in marked:
            marked = marked.replace(piece, first)
    return REPEATED.sub(SINGLE, marked).strip("^$")
