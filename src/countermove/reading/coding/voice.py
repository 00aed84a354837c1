"""Who says it: the author, a named speaker, or unnamed reports."""

from __future__ import annotations

from collections.abc import Mapping

from countermove.reading.coding.roles import Scene, mention_in, relative_head, subject_of
from countermove.reading.parsing.words import Words
from countermove.records.events import Voice
from countermove.records.number_table import load_counts

__all__ = ["Speech", "hear", "mark_quotes", "reporting_verb"]

OPENERS = frozenset({"“", "«", "„"})
CLOSERS = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''", "``"})
QUOTES = OPENERS | STRAIGHT
REACHES = load_counts("reading/coding/data/reaches.tsv")
LONG_QUOTE = REACHES["quotation"]
"""How many words to either side a quotation is followed to its ends."""
SPEECH = REACHES["speech"]
"""How many words make a quotation somebody's speech."""
SAID_LATE = REACHES["said_late"]
"""How many words from the end of a sentence ", X said" may begin."""
NEAR = REACHES["speaker"]
"""How many words behind a reporting verb its subject may end."""
APPOSED = REACHES["apposed_speaker"]
"""How many words before it a name may stand that an apposition follows."""
AFTER_QUOTE = frozenset({",", '"', "”", "»", "''", "’", "'", "?", "!", "—"})
"""What stands between a quotation and "said X"."""
DASHES = frozenset({"―", "—", "–", "--", "-"})
LAST_SPEAKER = REACHES["last_speaker"]
"""How many words before a quotation its speaker may have spoken last."""
NOBODY = frozenset(
    {"report", "reports", "media", "rumor", "rumors", "rumour", "rumours", "account"}
)
"""Words for reports that name nobody who made them."""
Speech = list[int]


def mark_quotes(words: Words) -> Speech:
    """For each token the number of the quotation it is in, or 0; a paragraph break ends one."""
    if QUOTES.isdisjoint(words.lower):
        return [0] * len(words)
    marks: list[int] = []
    number, is_open, goes_on = 0, False, False
    for word in words.lower:
        opens = word in OPENERS or (word in STRAIGHT and not is_open)
        closes = is_open and (word in CLOSERS or word in STRAIGHT)
        if closes:
            is_open = False
        elif opens:
            # Speech of several paragraphs opens each with a mark and closes only the last.
            is_open, number = True, number if goes_on else number + 1
        marks.append(number if is_open else 0)
        if "\n\n" in word:
            is_open, goes_on = False, is_open
        else:
            goes_on = False
    return marks


def hear(scene: Scene, place: int, quotes: Speech, lists: Mapping[str, frozenset[str]]) -> Voice:
    """The voice behind the predicate at `place`.

    Looks at the reporting verbs above it, "according to …", a reporting verb at the edge of
    the sentence, and, inside quotation marks, at the nearest reporting verb outside them.
    """
    words = scene.words
    cue = reporting_verb(words, place, lists["voicing"])
    if cue < 0:
        cue = edge_verb(scene, place, lists["say"])
    if cue >= 0:
        return speaker_of(scene, outermost(scene, cue, quotes, lists), lists)
    source = according_to(scene)
    if source >= 0:
        return voice_at(scene, source, lists)
    if any(words.lower[k] == "reportedly" for k in range(scene.begin, scene.end)):
        return Voice(kind="reports")
    if quotes[place]:
        cue = cue_outside(words, place, quotes, lists["say"])
        if cue >= 0:
            return speaker_of(scene, cue, lists)
        if is_long(quotes, place):
            return speaker_around(scene, place, quotes, lists)
    return Voice()


def speaker_around(
    scene: Scene, place: int, quotes: Speech, lists: Mapping[str, frozenset[str]]
) -> Voice:
    """The voice of speech without a reporting verb: "…" — Name, else who spoke last before it."""
    words = scene.words
    first, last = ends_of(place, quotes)
    dash = last + 2
    if words.lower[dash : dash + 1] and words.lower[dash] in DASHES:
        name = name_behind(words, dash)
        if name >= 0 and words.tag[name] == "NNP":
            return voice_at(scene, name, lists)
    for here in range(first - 1, max(first - LAST_SPEAKER, -1), -1):
        if not quotes[here] and is_cue(words, here, lists["say"]):
            return Voice(kind="speaker", name=speaker_of(scene, here, lists).name)
    return Voice(kind="speaker")


def is_long(quotes: Speech, place: int) -> bool:
    """Whether the quotation is more than a few words: then it is speech, not a quoted term."""
    around = quotes[max(place - SPEECH, 0) : place + SPEECH + 1]
    return around.count(quotes[place]) > SPEECH


def reporting_verb(words: Words, place: int, say: frozenset[str]) -> int:
    """A reporting verb whose content the predicate is, by the parse, or -1."""
    here = place
    for _ in range(7):
        above, dep = words.head[here], words.dep[here]
        if above == here:
            return -1
        if dep == "parataxis" and ";" in words.lower[above:here]:
            return -1
        voices = words.lemma[above] in say and dep.startswith(("ccomp", "parataxis", "xcomp"))
        if voices and not is_told(words, above):
            return above
        if dep == "acl:relcl" and words.lemma[above] in say:
            return -1
        for kid in words.kids[above] if dep == "ROOT" else ():
            if words.lemma[kid] in say and words.dep[kid] == "parataxis":
                return kid
        here = above
    return -1


def is_told(words: Words, place: int) -> bool:
    """Whether the verb's subject is told or asked rather than speaks: "she was asked to"."""
    passive = any(words.dep[kid] == "nsubj:pass" for kid in words.kids[place])
    return passive and words.lemma[place] in ("ask", "tell", "urge", "invite", "encourage")


def outermost(scene: Scene, cue: int, quotes: Speech, lists: Mapping[str, frozenset[str]]) -> int:
    """The reporting verb that names who speaks where the nearer one has a mere pronoun.

    In "Mor said she thinks …" and "'I think …', said Mor" it is Mor.
    """
    words = scene.words
    subject = own_subject(words, cue)
    if subject >= 0 and words.tag[subject] not in ("PRP", "WP"):
        return cue
    above = reporting_verb(words, cue, lists["say"])
    if above < 0 and quotes[cue]:
        above = cue_outside(words, cue, quotes, lists["say"])
    return above if above >= 0 else cue


def own_subject(words: Words, place: int) -> int:
    """The subject that hangs on a verb, or -1."""
    for kid in words.kids[place]:
        if words.dep[kid] == "nsubj" and words.lower[kid].strip():
            return kid
    return -1


def edge_verb(scene: Scene, place: int, say: frozenset[str]) -> int:
    """The reporting verb of ", X said" at the end or "X said:" at the start, or -1."""
    words = scene.words
    for here in range(max(scene.end - SAID_LATE, place + 1), scene.end):
        if is_cue(words, here, say) and any(
            words.lower[k] in (",", '"', "”", "»", "''") for k in range(max(here - 9, place), here)
        ):
            return here
    for here in range(scene.begin, min(scene.begin + SAID_LATE, place)):
        if is_cue(words, here, say) and words.lower[min(here + 1, scene.end - 1)] in (
            "that",
            ":",
            "it",
            "he",
            "she",
            "they",
            '"',
            "“",
            "``",
            "«",
        ):
            return here
    return -1


def is_cue(words: Words, place: int, say: frozenset[str]) -> bool:
    """Whether the token is a finite reporting verb."""
    return words.lemma[place] in say and words.tag[place] in ("VBD", "VBZ", "VBP", "VBN")


def cue_outside(words: Words, place: int, quotes: Speech, say: frozenset[str]) -> int:
    """The reporting verb nearest to the quotation, within its paragraph."""
    first, last = ends_of(place, quotes)
    for distance in range(1, 20):
        for here in (last + 1 + distance, first - distance):
            if 0 <= here < len(quotes) and not quotes[here] and is_cue(words, here, say):
                return here
    return -1


def ends_of(place: int, quotes: Speech) -> tuple[int, int]:
    """The first and last token of the quotation around a token."""
    number = quotes[place]
    first = last = place
    while first > max(place - LONG_QUOTE, 0) and quotes[first - 1] == number:
        first -= 1
    while last + 1 < min(place + LONG_QUOTE, len(quotes)) and quotes[last + 1] == number:
        last += 1
    return first, last


def according_to(scene: Scene) -> int:
    """The head of the phrase after "according to", or -1."""
    words = scene.words
    for here in range(scene.begin, scene.end - 2):
        if words.lower[here] == "according" and words.lower[here + 1] == "to":
            for kid in range(here + 2, min(here + 12, scene.end)):
                if words.tag[kid][:2] == "NN" and not words.dep[kid].startswith(
                    ("compound", "nmod:poss")
                ):
                    return kid
    return -1


def speaker_of(scene: Scene, cue: int, lists: Mapping[str, frozenset[str]]) -> Voice:
    """The voice that is the subject of a reporting verb."""
    words = scene.words
    subject = own_subject(words, cue)
    if subject >= 0:
        return voice_at(scene, relative_head(words, cue, subject), lists)
    for near in (name_behind(words, cue), name_before(words, cue)):
        if near >= 0:
            return voice_at(scene, near, lists)
    subject = subject_of(words, cue, frozenset())
    if subject >= 0 and words.dep[subject] == "nsubj" and words.lower[subject].strip():
        return voice_at(scene, subject, lists)
    return Voice(kind="reports")


def name_behind(words: Words, cue: int) -> int:
    """The head of the noun phrase right behind the verb ("…, said union chief Hale"), or -1."""
    last = -1
    for place in range(cue + 1, min(cue + NEAR, len(words))):
        tag = words.tag[place]
        if tag[:2] in ("NN", "PR") and tag != "PRP$":
            last = place
        elif tag[:2] not in ("DT", "JJ", "CD", "PO", "PR") and words.lower[place] != "-":
            break
    speaks_late = cue > 0 and words.lower[cue - 1].strip() in AFTER_QUOTE
    return last if speaks_late else -1


def name_before(words: Words, cue: int) -> int:
    """The head of the noun phrase before the verb, over an apposition between commas, or -1."""
    if cue and words.tag[cue - 1][:2] in ("NN", "PR"):
        return cue - 1
    if not cue or words.lower[cue - 1] not in (",", ")"):
        return -1
    found = -1
    for place in range(cue - 2, max(cue - APPOSED, -1), -1):
        if words.lower[place] in AFTER_QUOTE - {","} or words.lower[place] in (".", "?", "!"):
            break
        if words.tag[place] == "NNP":
            # The first name of the run, whose last word is its head.
            found = place if words.tag[place + 1] != "NNP" else max(found, place + 1)
    return found


def voice_at(scene: Scene, place: int, lists: Mapping[str, frozenset[str]]) -> Voice:
    """The voice a noun phrase names: its mention, its own words, or reports."""
    words = scene.words
    number = mention_in(scene, place, owners=True)
    if number >= 0:
        return Voice(kind="speaker", name=scene.sides[number].party.name)
    if words.lemma[place] in lists["reports"] or words.lower[place] in lists["reports"]:
        name = phrase(words, place)
        # "Officials" tells no more than "reports"; "harbour officials" tells whose.
        told = (
            words.tag[place] in ("NNS", "NN") and " " in name and words.lower[place] not in NOBODY
        )
        return Voice(kind="reports", name=name if told else "")
    return Voice(kind="speaker", name=phrase(words, place))


def phrase(words: Words, place: int) -> str:
    """A name or noun with what stands right before it, as written."""
    first = place
    while first > 0 and words.head[first - 1] == place and words.tag[first - 1][:1] in "NJC":
        first -= 1
    last = place
    while last + 1 < len(words) and words.dep[last + 1] == "flat":
        last += 1
    return words.text[words.start[first] : words.end[last]]
