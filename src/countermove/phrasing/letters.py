"""Capitals and full stops, and labels without them."""

from __future__ import annotations

import re

__all__ = ["bare", "capital", "gist", "lower_first", "sentence", "shorten", "trim"]

BRACKETS = re.compile(r"\s+\([^()]*\)$")


def capital(text: str) -> str:
    """A phrase with a capital, to start a sentence."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """A phrase without its leading capital, unless the first word is not an ordinary one.

    >>> lower_first("Build roads"), lower_first("NATO troops"), lower_first("A pact")
    ('build roads', 'NATO troops', 'a pact')
    """
    first = text.split(maxsplit=1)[0] if text.split() else ""
    plain = len(first) == 1 or first[1:].islower() or not first[1:].strip("’'-,")
    return text[:1].lower() + text[1:] if plain else text


def sentence(text: str) -> str:
    """The text with a capital at the start and a stop at the end.

    >>> sentence(" we wait "), sentence("do we?"), sentence("")
    ('We wait.', 'Do we?', '')
    """
    text = capital(text.strip())
    return text if not text or text[-1] in ".?!…" else text + "."


def trim(label: str) -> str:
    """A label without the full stop or spaces around it."""
    return label.strip().rstrip(".").rstrip()


def shorten(label: str) -> str:
    """The gist of a label: up to a comma, or its first nine words.

    >>> shorten("Settle the quarrel at home, so that no help is needed from anybody")
    'Settle the quarrel at home'
    >>> shorten("one two three four five six seven eight nine ten eleven")
    'one two three four five six seven eight nine …'
    """
    head = label.split(",", maxsplit=1)[0]
    if len(label) > 40 and len(head.split()) >= 4:
        label = head
    words = label.split()
    return label if len(words) <= 10 else " ".join(words[:9]) + " …"


def bare(label: str) -> str:
    """A label without a remark in brackets at its end.

    >>> bare("Stand alone (not from the text)"), bare("(all)")
    ('Stand alone', '(all)')
    """
    return BRACKETS.sub("", label) or label


def gist(label: str) -> str:
    """A label without what explains it after a colon or in brackets at its end.

    >>> gist("Give in: side with the big one"), gist("Stand alone (not from the text)")
    ('Give in', 'Stand alone')
    """
    return bare(label.split(":", maxsplit=1)[0])
