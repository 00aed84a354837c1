"""Articles of our own prose: those of the worked stand-offs, by the same names, and three others.

`gas-valve` and `emirate-blockade` tell of real stand-offs too (the facts and their sources are in
`docs/reference/sources.md`); `harbour-strike` is invented.
"""

from __future__ import annotations

from pathlib import Path

from countermove.records.errors import SettingsError

__all__ = ["article_names", "find_article"]

FOLDER = Path(__file__).parent


def article_names() -> tuple[str, ...]:
    """The names of the articles, in order."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.md")))


def find_article(name: str) -> Path:
    """The file of an article.

    Raises:
        SettingsError: there is no such article.
    """
    if name not in article_names():
        raise SettingsError(f"no article {name!r}; there are {', '.join(article_names())}")
    return FOLDER / f"{name}.md"
