"""Finding a proposal's words in the article again, exactly or with quotes and blanks folded."""

from __future__ import annotations

import unicodedata

from countermove.records.articles import Article, Quote

__all__ = ["find_words"]

LEAST = 3
"""Characters below which words prove nothing."""

ALIKE = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}


def find_words(article: Article, words: str, start: int, end: int) -> Quote | None:
    """The quote of words between two places of an article, corrected to the exact span; or None.

    1. The words as they are.
    2. Both folded: quotation marks, dashes, ellipses and blanks made alike, case kept. The place
       found in the folded text is mapped back to that in the article.
    """
    words = words.strip()
    if len(words) < LEAST:
        return None
    at = article.text.find(words, start, end)
    if at >= 0:
        return article.quote(at, at + len(words))
    folded, places = fold(article.text[start:end])
    wanted, _ = fold(words)
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    return article.quote(start + places[at], start + places[at + len(wanted) - 1] + 1)


def fold(text: str) -> tuple[str, list[int]]:
    """The text with marks and blanks made alike, and where each of its characters comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if not folded or folded[-1] == " ":
                continue
            plain = " "
        elif unicodedata.category(character) == "Cf":
            continue
        else:
            plain = ALIKE.get(character, character)
        folded += plain
        places += [place] * len(plain)
    while folded and folded[-1] == " ":
        folded.pop()
        places.pop()
    return "".join(folded), places
