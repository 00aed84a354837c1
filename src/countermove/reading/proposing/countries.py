"""States by their names in other languages, from CLDR: "La Russie", "Казахстаном", "中国"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from babel import Locale

__all__ = ["name_in_english"]

LOCALES = (
    "ar", "bg", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy",
    "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sr",
    "sv", "th", "tr", "uk", "uz", "vi", "zh",
)  # fmt: skip
"""The languages that the loader can name."""

ARTICLE = re.compile(
    r"(?:l'|l’|la|le|les|el|los|las|il|lo|i|gli|die|der|das|den|dem|o|a|os|as)\b\s*"
)
LEAST = 4
ENDING = 3
"""Letters that a case may change at a name's end."""


def name_in_english(name: str) -> str | None:
    """The English name of the state that a name in another language stands for, in any case of
    its; or None."""
    bare = ARTICLE.sub("", name.casefold().strip(), count=1)
    code = names().get(bare) or by_stem(bare)
    return Locale("en").territories.get(code) if code else None


@cache
def names() -> dict[str, str]:
    """The alpha-2 code of every state by its name in each language, in small letters."""
    table: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                table.setdefault(name.casefold(), code)
    return table


@cache
def stems() -> dict[str, frozenset[str]]:
    """The codes of the states whose names begin so, by each beginning that an ending may follow."""
    table: dict[str, set[str]] = defaultdict(set)
    for name, code in names().items():
        if " " not in name:
            for cut in range(ENDING):
                if len(name) - cut >= LEAST:
                    table[name[: len(name) - cut]].add(code)
    return {stem: frozenset(codes) for stem, codes in table.items()}


def by_stem(name: str) -> str | None:
    """The one state that an inflected name can be, told by all but its last letters."""
    if " " in name or name.isascii():
        return None
    for cut in range(ENDING + 1):
        codes = stems().get(name[: len(name) - cut]) if len(name) - cut >= LEAST else None
        if codes is not None and len(codes) == 1:
            return next(iter(codes))
    return None
