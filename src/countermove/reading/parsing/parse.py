"""Parsing texts of any length: the parser never sees more than a bounded piece.

A text is cut at paragraph borders, else at sentence ends, else at spaces; runs without a
space that no language has (encoded data, rows of signs) become one token each, unparsed.
The pieces are put together again, so that every offset is one of the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from countermove.reading.parsing.recase import recase

__all__ = ["MAX_PART", "Part", "cut", "parse"]

MAX_PIECE = 20_000  # characters the parser sees at once
MAX_PART = 100_000  # characters that are read as one text: names are known within a part
MAX_RUN = 400  # characters without a space beyond which a run is no word
RUN = re.compile(rf"\S{{{MAX_RUN},}}")
SURROGATES = re.compile("[\ud800-\udfff]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BLANKS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces of other widths; one sign takes one sign's place."""
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufb00-\ufb06]"
)
"""Marks that nobody sees, and ligatures of Latin letters."""
BROKEN = re.compile(r"\b([A-Z][a-z]+)((?:[^\S\n]*\r?\n[^\S\n]*|\r))(?=([A-Z][a-z]+))")
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+){0,2}(?:,? \w{3,9}\.? \d{1,2})?"
    r"(?: \([^()\n]{2,40}\))?|[A-Z]\w+(?:,? [A-Z]\w+){0,2} \([A-Z][A-Za-z /]{1,20}\))"
    r"\s*(?:--?|–|—)\s+(?=[\"“A-Z])"
)
"""Where a report was filed, with the day and the agency: "MIAMI, Jan 11 (AP) -- "."""
BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)\s*")
LINE_END = re.compile(r"[\r\n\u2028\u2029]\s*")
ENDERS = frozenset(".!?:;\"'”’»)…")
BORDERS = (
    BLANK_LINE,
    LINE_END,
    re.compile(r"[.!?]['\"”’»)]*\s+"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True)
class Part:
    """A stretch of a text that begins at `start`, parsed; `text` is the whole, sign for sign.

    `places` tells where each sign of what was parsed stands in the text, where marks that
    nobody sees were left out; None where nothing was.
    """

    start: int
    doc: Doc
    text: str
    places: Sequence[int] | None = None


def parse(
    nlp: Language,
    text: str,
    names: Container[str] = frozenset(),
    forms: Container[str] = frozenset(),
) -> Iterator[Part]:
    """The text in parts of at most `MAX_PART` characters, each parsed piece by piece.

    Lines in capitals are parsed in ordinary letters; `names` are first words, in small
    letters, of names, which keep a capital; `forms` are whole names, which a line break does not
    part. Marks that nobody sees (soft hyphens, zero-width and bidi marks) are left out and
    ligatures are spelt out, for the parser only.
    """
    # A lone surrogate is no character and has no UTF-8 form, and a control character belongs
    # to no word; one sign takes one sign's place.
    safe = recase(CONTROLS.sub(" ", SURROGATES.sub("\ufffd", text)), names)
    safe = join_names(BLANKS.sub(" ", safe), forms)
    seen, places = show_all(safe)
    for start, end in cut(seen, 0, len(seen), MAX_PART):
        yield Part(start, parse_part(nlp, seen[start:end]), safe, places)


def join_names(text: str, forms: Container[str]) -> str:
    """The text with a blank for a line break that parts a name: "North(break)Korea"."""

    def mend(match: re.Match[str]) -> str:
        name = f"{match[1]} {match[3]}".casefold()
        return f"{match[1]}{' ' * len(match[2])}" if name in forms else match[0]

    return BROKEN.sub(mend, text)


def show_all(text: str) -> tuple[str, list[int] | None]:
    """The text without marks that nobody sees, and where each of its signs stood."""
    if HIDDEN.search(text) is None:
        return text, None
    signs, places = [], []
    for place, sign in enumerate(text):
        for shown in unicodedata.normalize("NFKC", sign) if HIDDEN.match(sign) else sign:
            if not HIDDEN.match(shown):
                signs.append(shown)
                places.append(place)
    return "".join(signs), places


def parse_part(nlp: Language, text: str) -> Doc:
    pieces = list(pieces_of(text))
    parsed = iter(nlp.pipe(text[a:b] for a, b, words in pieces if words))
    docs = [next(parsed) if words else unread(nlp, text[a:b]) for a, b, words in pieces]
    if len(docs) == 1:
        return docs[0]
    whole = Doc.from_docs(
        docs,
        ensure_whitespace=False,
        exclude=["tensor"],  # type: ignore[call-arg]  # missing from spaCy's stub
    )
    return Doc(nlp.vocab) if whole is None else whole


def end_dateline(text: str, start: int, end: int) -> int:
    """Where the words end that say where a report was filed: "KHARTOUM (Reuters) - "; or `start`.

    They are parsed by themselves, so that nobody takes the place for who acts.
    """
    found = DATELINE.match(text, start, end)
    return found.end() if found and found.end() < end else start


def pieces_of(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each piece, and whether it holds words."""
    for first, end in paragraphs(text):
        start = end_dateline(text, first, end)
        if start > first:
            yield first, start, True
        for run in RUN.finditer(text, start, end):
            for a, b in cut(text, start, run.start(), MAX_PIECE):
                yield a, b, True
            yield run.start(), run.end(), False
            start = run.end()
        for a, b in cut(text, start, end, MAX_PIECE):
            yield a, b, True


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence reaches across: a heading never runs into the text below."""
    start = 0
    for match in (BLANK_LINE if is_wrapped(text) else LINE_END).finditer(text):
        if match.end() < len(text) and text[start : match.end()].strip():
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a page's width, so that a line end ends no sentence."""
    lines = [line.strip() for line in LINE_END.split(text[:20_000]) if line.strip()]
    open_ended = [line for line in lines if line[-1] not in ENDERS and 40 <= len(line) <= 120]
    return len(lines) >= 4 and len(open_ended) * 2 > len(lines)


def unread(nlp: Language, run: str) -> Doc:
    """A run that is no word, as one token that begins and ends its own sentence."""
    return Doc(nlp.vocab, words=[run], spaces=[False], sent_starts=[True])


def cut(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most `size` characters, cut at the strongest border near their end."""
    while end - start > size:
        at = border(text, start + size // 2, start + size)
        yield start, at
        start = at
    if end > start:
        yield start, end


def border(text: str, low: int, high: int) -> int:
    """The last paragraph end between two places, else sentence end, else space."""
    for pattern in BORDERS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends and ends[-1] > low:
            return ends[-1]
    return high
