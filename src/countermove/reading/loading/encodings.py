"""Which encoding bytes are in that neither say so nor are UTF-8.

A wrong guess would be read without anybody noticing, so whatever is not clear is refused.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["guess_encoding", "guess_utf16"]

SAMPLE = 65_536
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
COMMON = frozenset("оеаинтсрвлк")
"""The eleven most frequent letters of Russian; Ukrainian, Bulgarian and Kazakh lean on them too."""
ENOUGH = 0.5  # share of common letters; 0.7 in Russian prose, 0.3 or less in a wrong code page
SIGNS = b"\x80\x82\x84\x85\x91-\x97\xa0\xa1\xa7\xa9\xab\xae\xb0\xb7\xbb\xbf"
"""Quotation marks, dashes and their like in Windows-1252, which may stand in a row."""
RUN = re.compile(rb"[\x80-\xff]{3,}")
LETTERS = re.compile(rb"[^\x00-\x7f" + SIGNS + rb"]{3,}")
"""Three letters beyond ASCII in a row: no word of a Western European language has them."""
RAISED = re.compile(r"[^\W\d_][¹²³£¥¼¾¿¯ªº][^\W\d_]")
"""A sign inside a word: what a letter of Central Europe becomes in the Western code page."""


def guess_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` for unmarked UTF-16 of an alphabet, else None.

    The upper bytes of an alphabet's letters are a few values, one of them zero (blanks and
    line ends); the lower bytes are many.
    """
    sample = data[:SAMPLE]
    if len(data) % 2 or len(sample) < 8:
        return None
    for name, upper, lower in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        counts = Counter(upper)
        most = sum(n for _, n in counts.most_common(3))
        plain = max(counts) < 0x20 or most > 0.97 * len(upper)
        if counts[0] and plain and most > 0.9 * len(upper) and lower.count(0) < 0.02 * len(lower):
            return name
    return None


def guess_encoding(data: bytes) -> str | None:
    """The code page of 8-bit bytes: a Cyrillic one, cp1250 or cp1252; None if none is clear."""
    runs = [run for run in RUN.findall(data[: 20 * SAMPLE]) if LETTERS.search(run)]
    if runs:
        best = max(CYRILLIC, key=lambda name: share_common(runs, name))
        return best if share_common(runs, best) >= ENOUGH else None
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    found = RAISED.findall(western)
    if not found:
        return "cp1252"
    central = [x.encode("cp1252").decode("cp1250", errors="replace") for x in found]
    return "cp1250" if all(word.isalpha() for word in central) else None


def share_common(runs: list[bytes], encoding: str) -> float:
    """The share of frequent small letters in what some words mean in a code page.

    Signs and capitals inside a word count against it.
    """
    words = [run.decode(encoding, errors="replace") for run in runs]
    common = sum(c.lower() in COMMON for word in words for c in word)
    odd = sum(not c.isalpha() or (i > 0 and c.isupper()) for w in words for i, c in enumerate(w))
    return (common - odd) / sum(map(len, words))
