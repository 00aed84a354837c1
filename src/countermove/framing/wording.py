"""Words of labels: what they are about, names for options, phrases for a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from countermove.framing.eligibility import judge_label
from countermove.framing.playbook import Entry
from countermove.framing.sides import Sides
from countermove.phrasing.letters import capital
from countermove.records.events import Event
from countermove.records.labels import MOST_WORDS, find_faults
from countermove.records.standoff_checks import NAME, RESERVED

__all__ = [
    "FLOW",
    "content_words",
    "drop_sides",
    "drop_threat",
    "drop_vague",
    "label_event",
    "name_call",
    "name_option",
    "stem",
    "tidy",
]

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
STOP_WORDS = """
a an the and or but of to in on at by for from with without over under about into onto off out up
down away back as its his her their own our any some all no not be is are was were been being has
have had do does did will would shall should can could may might must that this these those which
who whom it he she they them more most such than then there only also very far even if when while
until once because so both each other another new same first last
"""
STOP = frozenset(STOP_WORDS.split())
ENDINGS = re.compile(r"(?:ations?|itions?|ments?|ings?|ions?|ied|ies|als?|ed|es|s|e|y)$")
FLOW = "flow"
VAGUE = ("suppl", "deliver", "shipment", "ship", "flow", "export", "import", "load", "transit")
"""Beginnings of words for any flow: "supplies of gas" and "gas" are about the same thing."""
THREAT = re.compile(
    r"^(?:threaten|warn|vow|promise)(?:ed|s)?\s+"
    r"(?:to|that\s+(?:\S+\s+){1,4}?(?:would|might|could|may|will|can))\s+[\"“«]?",
    re.I,
)
THREAT_WITH = re.compile(r"^(?:threaten|warn)(?:ed|s)?\s+(?:\S+\s+){0,4}?(?:with|of)\s+", re.I)
OBJECT_PRONOUNS = ("them", "him", "her", "it")
OBJECT_PRONOUN = re.compile(r"^(\w+) (?:them|him)\b", re.I)
GRANTING = frozenset(
    {"accept", "agree", "allow", "bow", "cede", "concede", "give", "grant", "hand", "honour", "let"}
    | {"meet", "obey", "pay", "permit", "recognise", "recognize", "sign", "submit", "surrender"}
    | {"yield", "back", "withdraw", "admit", "sell", "open", "return", "join", "apologise", "be"}
)
"""What a side does for another: not to do it is to refuse it."""
ENABLING = re.compile(r"^(?:allow|enable|permit|help|let)s?\s+(?:\S+\s+){1,4}?to\s+", re.I)
NOT = re.compile(r"^(?:not|never)\s+(?=\w+\s+\w)", re.I)
DUTY = re.compile(r"\s+and\s+(?:should|must|needs? to|ought to)\s+")
TRAILING = re.compile(
    r"(?:\s+(?:later|now|soon|again|today|already|yesterday|first|second)"
    r"|\s+(?:\S+\s+)?(?:days?|weeks?|months?|years?)\s+(?:before|earlier|ago|later|after)"
    r"|\s+(?:before|after|until|within|while|when|because)(?:\s+\S+)?"
    r"|\s+(?:in|on|since)\s+(?:(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\s*)?(?:(?:19|20)\d\d|last\s+(?:week|month|year))"
    r"|\s+(?:(?:in|on|by|since|beginning|starting)\s+)?(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?"
    r"|\s+on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)+$",
    re.I,
)
BORDERS = frozenset(
    {"to", "for", "in", "on", "at", "by", "with", "from", "over", "and", "or", "about", "into"}
    | {"against", "between", "through", "that", "which", "while", "without", "under"}
)
"""Words before which a long phrase may end."""
GETTING = re.compile(r"^get (?P<who>.+?) (?P<wish>not to|to) ")
FEWEST_CALLED = 2
FEWEST_PRESSED = 4
"""Words in a call with "press to", a verb and its object."""
OURS = re.compile(r"\bour\b")
BRINGING = "bring about "
MARKS = " ,;:.!?\"'“”«»()-–—"
SMALL_WORD = r"\s+(?:(?:the|a|an|his|her|its|their)\s+)?"
LAST_SMALL_WORD = re.compile(r"\b(?:the|a|an|his|her|its|their)\s+$", re.I)
LONGEST_MATCH = 14
LONGEST_LABEL = 90
LONGEST_NAME = 28
SHORT, MANY = 3, 2
"""Words in capitals longer than this are no acronyms; so many of them are a headline's."""
SHARED = 4
"""A word that begins like a side's name, this many letters or more, stands for the side."""


def stem(word: str) -> str:
    """A word without its ending, so that "shipments" meets "ship" and "supply" "supplies"."""
    short = ENDINGS.sub("", word.lower())
    return short if len(short) >= 3 else word.lower()


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, lower case, in order."""
    words = (match.lower() for match in WORD.findall(text))
    return tuple(word for word in words if len(word) > 1 and word not in STOP)


def drop_sides(words: Iterable[str], sides: Sides) -> frozenset[str]:
    """The stems of the words that do not name one of the sides ("Kazakh", "Russian")."""
    return frozenset(stem(word) for word in words if not names_side(word, sides))


def drop_vague(things: frozenset[str]) -> frozenset[str]:
    """Without words that only say that something flows, or `FLOW` where there are no others."""
    if not things:
        return things
    return frozenset(t for t in things if not t.startswith(VAGUE)) or frozenset({FLOW})


def drop_threat(label: str) -> str:
    """A threat's label as that of the act that is threatened."""
    return THREAT.sub("", label)


def names_side(word: str, sides: Sides) -> bool:
    """Whether a word begins like the name of one of the sides."""
    names = [n.lower() for s in (sides.subject, sides.other) for n in sides.names[s].split()]
    return any(len(n) >= SHARED and word[:SHARED] == n[:SHARED] for n in names)


def label_event(event: Event, entry: Entry) -> str:
    """An act in words for a page: the article's own phrase, or the playbook's.

    What cannot be named well in the article's words gets the playbook's plain ones; the quote
    stands beside it.
    """
    if entry.role == "call":
        return capital(entry.label if not find_faults(entry.label) else entry.plain)
    own = DUTY.sub(" and ", tidy(calm(restore(event), event)))
    own = name_pronoun(own, event)
    if event.action == "THREATEN":
        own = THREAT_WITH.sub(f"{entry.plain}: ", drop_threat(own))
    if event.action == "POLICY":
        own = forgo(ENABLING.sub("", own))
    told = judge_label(own) != "plain"
    fit = told and not find_faults(own)
    if fit and not is_bare_threat(event, own):
        return capital(own)
    thing = tidy(event.object.what) if event.object else ""
    filled = entry.label.replace("{object}", thing) if thing else ""
    if told and "{object}" in entry.label and filled and not find_faults(filled):
        return capital(filled)
    return capital(entry.plain or own or entry.key)


def name_call(event: Event, name: str, *, readers: bool = False) -> str:
    """What the subject calls for, in words: of a side by its `name`, of who reads, or of nobody
    named; "" where a bare verb is all there is ("call on Oslo to realise")."""
    told = OURS.sub("their", tidy(restore(event)))
    if readers:
        return f"Call on supporters to {shorten(told, MOST_WORDS - 4)}"
    if not name:
        return name_open_call(told, event.trigger.text if event.trigger else "")
    act = shorten(told, MOST_WORDS - len(name.split()) - 3)
    if len(act.removeprefix("not ").split()) < FEWEST_CALLED:
        return ""
    wish = f"not to {act[4:]}" if act.startswith("not ") else f"to {act}"
    return f"Call on {name} {wish}"


def name_open_call(told: str, done: str = "") -> str:
    """What is called for of nobody named; "" where who is to do it would be cut off from what.

    `done` is the participle of what is to be had done: "have the port reopened" is pressed for as
    "for the port to be reopened".
    """
    thing, found, rest = told.removeprefix("have ").partition(f" {done}")
    if done and found and told.startswith(("have ", "not have ")):
        wish = "not to" if told.startswith("not ") else "to"
        told = f"get {thing.removeprefix('not have ')} {wish} be {done}{rest}"
    got = GETTING.match(told)
    call = GETTING.sub(r"Press for \g<who> \g<wish> ", told) if got else f"Press to {told}"
    if got is None and len(told.split()) < FEWEST_CALLED:
        return ""
    short = shorten(call.replace(f"Press to {BRINGING}", "Press for "), MOST_WORDS)
    if len(short.split()) < FEWEST_PRESSED:
        return ""
    return short if got is None or f" {got['wish']} " in short else ""


def shorten(phrase: str, most: int) -> str:
    """A phrase of at most so many words, cut before what leads on."""
    words = phrase.replace(" ,", ",").split()
    borders = [n for n in range(2, min(most, len(words))) if words[n].lower() in BORDERS]
    if len(words) > most:
        words = words[: borders[-1] if borders else most]
    while len(words) > 2 and find_faults(" ".join(words)):
        words.pop()
    return " ".join(words)


def name_pronoun(label: str, event: Event) -> str:
    """A label with the target's name for a pronoun that is its verb's object."""
    name = event.target.name if event.target else ""
    known = name and label.rpartition(" ")[2].lower() not in OBJECT_PRONOUNS
    return OBJECT_PRONOUN.sub(rf"\g<1> {name}", label, count=1) if known else label


def forgo(label: str) -> str:
    """A label of what is not to be done as a course: what another wants is refused, what a side
    might do by itself is decided against."""
    verb = NOT.sub("", label).partition(" ")[0].lower()
    return NOT.sub("refuse to " if verb in GRANTING else "decide not to ", label)


def is_bare_threat(event: Event, label: str) -> bool:
    """Whether a threat's label still only says that one was made: "Threaten as much"."""
    told = label.lower().startswith(("threaten", "warn", "vow", "caution"))
    return event.action == "THREATEN" and told


def calm(label: str, event: Event) -> str:
    """A headline's capitals as common words; the sides' own letters stay."""
    told = event.quote.text if event.quotes else label
    shouted = [w for w in told.split()[1:] if len(w) > SHORT and w.isupper()]
    if len(shouted) < MANY:
        return label
    parties = [party for party in (event.actor, event.target) if party]
    names = {word for party in parties for word in (party.side, *party.name.split())}
    known = names | {name.upper() for name in names}
    return " ".join(w if w in known or not w.isupper() else w.lower() for w in label.split())


def restore(event: Event) -> str:
    """A label with the articles and possessives back in that stand in the quote.

    The longest part of the label is looked for that stands there, its end first: "refuse to sign
    deal" is told as "has shown no sign of signing the deal", "leave moorings of port idle" as
    "moorings of the port had been idle".
    """
    words = event.label.split()
    if len(words) > LONGEST_MATCH or not event.quotes:
        return event.label
    ends = [(first, len(words)) for first in range(1, len(words))]
    inner = [(first, last) for first, end in ends for last in range(first + 2, end)]
    for first, last in sorted([*ends, *inner], key=lambda part: (part[0] - part[1], -part[1])):
        told = as_written(words[first:last], event.quote.text)
        if told:
            return " ".join([*words[:first], told, *words[last:]])
    return event.label


def as_written(words: list[str], text: str) -> str:
    """Words that stand in a text with the small words between them, or nothing."""
    parts = SMALL_WORD.join(map(re.escape, words))
    found = re.search(rf"(?<!\w){parts}(?!\w)", text, re.IGNORECASE)
    if found is None:
        return ""
    before = LAST_SMALL_WORD.search(text[: found.start()])
    return f"{before[0].lower() if before else ''}{words[0]}{found[0][len(words[0]) :]}"


def tidy(text: str) -> str:
    """A phrase without stray marks and with single spaces."""
    spaced = " ".join(text.split()).replace(" ,", ",")
    plain = TRAILING.sub("", spaced.strip(MARKS)).strip(MARKS)
    return plain if len(plain) <= LONGEST_LABEL else plain[:LONGEST_LABEL].rsplit(" ", 1)[0] + " …"


def name_option(label: str, taken: Iterable[str], sides: Sides | None = None) -> str:
    """A short name for conditions, made of the label's first words, unlike the taken ones.

    Words that name one of the sides are left out while others are there.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    told = content_words(plain)
    kept = [w for w in told if sides is None or not names_side(w, sides)] or list(told)
    words = [w.replace("-", "_") for w in kept][:3] or ["option"]
    while len("_".join(words)) > LONGEST_NAME and len(words) > 1:
        words.pop()
    name = "_".join(words)[:LONGEST_NAME].strip("_")
    if not NAME.fullmatch(name) or name in RESERVED:
        name = f"do_{name}" if name else "option"
    used, number, base = set(taken), 2, name
    while name in used:
        name, number = f"{base}_{number}", number + 1
    return name
