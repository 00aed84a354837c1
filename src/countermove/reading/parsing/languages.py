"""Which language a text is in: by script, then by its commonest words.

Only texts in English are read into events; the point is to say so rather than to misread
another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from countermove.records.number_table import load_numbers

__all__ = ["Language", "recognise"]

SAMPLE = 20_000  # characters looked at, from the start, the middle and the end
LETTERS = load_numbers("reading/parsing/data/letters.tsv")
ENOUGH = LETTERS["enough_words"]

# Commonest function words, chosen so that few are shared between languages.
COMMON = {
    "English": "the of and to in that is was for on with as by at from be has have had are were "
    "this it its which not but his he she they their will would said after who",
    "French": "le la les des du et est une dans que qui pour sur avec pas par au aux ce cette sont "
    "été il elle ont leur plus mais lundi après son sa ses deux selon contre entre avait",
    "German": "der die das und ist den dem ein eine nicht mit von zu auf für im des sich auch als "
    "wird wurde nach bei sind haben hat aus wie ihren ihre seine einen einer einem zum zur über "
    "gegen worden werden dass noch daraufhin",
    "Spanish": "el los las de que y en un una por con para del se su es al como más pero fue ha "
    "sus este sobre tras entre desde según también había dos contra",
    "Italian": "il di che e la per un una con del della sono non gli dei nel alla più anche è si "
    "da le ha come",
    "Portuguese": "o os as de que e em um uma do da dos das no na para com não por mais foi ao "
    "são seu pela",
    "Dutch": "de het een en van in is dat op te voor met zijn niet aan er ook bij werd door naar "
    "heeft maar",
    "Polish": "w i na z się nie do że to jest jak po przez od za jego był oraz przed ale które",
    "Czech": "a v se na je že s z do o k by ale jako za pro od po byl jsou které podle",
    "Turkish": "ve bir bu da de için ile olarak daha çok gibi olan sonra kadar ancak değil ise "
    "ya göre tarafından",
    "Swedish": "och att det i en som på är av för med till den har inte om ett var men från",
    "Danish or Norwegian": "og at det i en som på er av af for med til den har ikke om et var men "
    "fra",
    "Finnish": "ja on ei että se oli hän ovat mutta kun myös joka mukaan sen ole jos",
    "Hungarian": "a az és hogy nem is egy volt ez de csak meg már mint szerint után",
    "Romanian": "și de la în a cu pe o un că nu este din care pentru mai sunt să au fost",
    "Indonesian or Malay": "yang dan di dengan untuk dari pada tidak ini itu dalam akan telah oleh "
    "kepada juga",
    "Vietnamese": "và của là có được trong cho với không các một những đã người này",
    "Latin-script Kazakh or Uzbek": "va bilan uchun ham bu bir deb edi men jáne úshin bolyp",
}

# Words of other languages that turn up in English texts too, and so tell nothing.
SHARED = frozenset(
    {"do", "to", "in", "is", "on", "an", "as", "be", "he", "at", "by", "was", "so", "me", "also"}
    | {"die", "den", "per", "come", "men", "for", "no", "over", "not", "her", "pour", "bin"}
)

SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "GREEK": "Greek",
    "DEVANAGARI": "Hindi or a language in Devanagari",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Amharic or a language in Ethiopic",
    "TAMIL": "Tamil",
    "MYANMAR": "Burmese",
    "KHMER": "Khmer",
}
# Letters that tell apart languages of one script, the rarest language first.
TELLING = {
    "CYRILLIC": (
        ("Kazakh", "әғқңөұү", 0.03),
        ("Ukrainian", "їєґ", 0.005),
        ("Belarusian", "ў", 0.005),
        ("Serbian or Macedonian", "ђћљњџјѓќ", 0.01),
        ("Bulgarian", "ъ", 0.012),
        ("Russian", "ыэё", 0.005),
    ),
    "ARABIC": (("Urdu", "ٹڈڑےں", 0.01), ("Persian", "پچژگ", 0.005)),
}


@dataclass(frozen=True)
class Language:
    """A language's name, and whether the text is to be read as English."""

    name: str
    english: bool


ENGLISH = Language("English", True)


@cache
def common_words() -> dict[str, tuple[str, ...]]:
    """For every common word, the languages that have it."""
    table: dict[str, list[str]] = {}
    for language, words in COMMON.items():
        for word in dict.fromkeys(words.split()):
            telling = word not in SHARED and (len(word) > 1 or not word.isascii())
            if language == "English" or telling:
                table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


def recognise(text: str) -> Language:
    """The language of a text; English where too little is there to tell."""
    sample = take_sample(text)
    script = main_script(sample)
    if script is not None:
        return Language(name_in_script(sample, script), False)
    words = re.findall(r"[^\W\d_]+", sample.lower() if sample.isupper() else sample)
    if len(words) < ENOUGH:
        return ENGLISH
    return by_words(words)


def take_sample(text: str) -> str:
    """The text, or its beginning, middle and end."""
    if len(text) <= SAMPLE:
        return text
    third, middle = SAMPLE // 3, len(text) // 2
    return text[:third] + " " + text[middle : middle + third] + " " + text[-third:]


def main_script(sample: str) -> str | None:
    """The script of most letters, or None for the Latin one (or no letters)."""
    letters = Counter(c for c in sample if c.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "LATIN ").split()[0].removesuffix("-A")] += count
    total = sum(scripts.values())
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > LETTERS["kana"] * total:
        return "HIRAGANA"
    for script, count in scripts.most_common(1):
        # A language without spaces holds more meaning a letter than English does.
        if count * 2 > total and script not in {"LATIN", "FULLWIDTH", "MODIFIER"}:
            return script
    return None


def name_in_script(sample: str, script: str) -> str:
    """A language's name from its script and its telling letters."""
    letters = Counter(c for c in sample.lower() if c.isalpha())
    total = max(sum(letters.values()), 1)
    for name, telling, share in TELLING.get(script, ()):
        if sum(letters[c] for c in telling) > share * total:
            return name
    return SCRIPTS.get(script, f"a language in {script.title()} script")


def by_words(words: list[str]) -> Language:
    """The language whose common words make up most of the text.

    Unless another language is clearly ahead of it, the text passes as English: a list of
    names or a chronicle in headlines has few common words.
    """
    table = common_words()
    hits: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for language in table.get(word.lower(), ()):
            # A capital is a name's ("Le Monde", "La Paz") more often than a sentence's.
            if language == "English" or word.islower():
                hits[language] += count
                kinds[language] += 1
    best, count = max(hits.items(), key=lambda x: (x[1], x[0]), default=("English", 0))
    clear = kinds[best] >= 3 and count >= 0.06 * len(words) and count > 1.5 * hits["English"]
    return Language(best, False) if best != "English" and clear else ENGLISH
