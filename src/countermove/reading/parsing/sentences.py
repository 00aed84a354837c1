"""Where a sentence may not begin: what the marks say is told to the parser beforehand.

A small parser ends sentences within long names ("Colonel | Davit Oress"), and then both halves
are parsed wrongly. Marks and capitals know better; where a text has none, the parser decides.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["bar_starts"]

ENDERS = frozenset(".!?:;…\"'”’»)]-–—")
INITIAL = re.compile(r"(?:[^\W\d_]\.)+$")
TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "gen.", "gov.", "col.", "lt.", "maj.", "capt.", "sgt.", "sen."}
    | {"rep.", "prof.", "st."}
)
LONGEST = 80
"""Tokens after which a sentence without a mark may end anywhere."""


@Language.component("bar_starts")
def bar_starts(doc: Doc) -> Doc:
    """Marks the tokens that begin no sentence; a component that runs before the parser.

    A sentence begins behind a mark that can end one, and in small letters only in a text
    without capitals.
    """
    cased = any(token.text[0].isupper() for token in doc)
    last, since = "", 0
    for token in doc:
        since += 1
        barred = token.text[0].islower() and cased
        if last and since < LONGEST and (barred or not can_end(last)):
            token.is_sent_start = False
        if not token.is_space:
            last = token.text
            since = 0 if can_end(last) else since
    return doc


def can_end(word: str) -> bool:
    """Whether a sentence may end with a word or mark: not with an initial or a title."""
    if word[-1] not in ENDERS:
        return False
    return word == "." or not (INITIAL.match(word) or word.casefold() in TITLES)
