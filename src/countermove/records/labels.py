"""What a label of an act is: rules that whoever makes one and whoever checks one share."""

from __future__ import annotations

import re

__all__ = ["MOST_WORDS", "find_faults"]

MOST_WORDS = 14
LEADING_ON_WORDS = """
and or but nor to of on in for with by as at from 's ’s among against over about between into
within its their his her our your my the a an than so that which who whom whose what how why
where when whether if because while although during through toward towards upon per via not
also very more most only even both such is are was were be been has have had will would could
can may might must should he she they we i much many every each no any all almost own other
"""
LEADING_ON = frozenset(LEADING_ON_WORDS.split())
"""Words that lead on to another one, and so end no phrase."""
SUBJECT_WORDS = """
he she they we i who which what that this these those there one no far very the a an its their
"""
SUBJECTS = frozenset(SUBJECT_WORDS.split())
"""Words that begin no phrase of a verb."""
PARTICLES = frozenset({"over", "in", "on", "by", "through", "off", "up", "out", "down", "back"})
"""Prepositions that end a phrase where they are the verb's own: "take over", "give in"."""
NEEDY = frozenset(
    {"force", "allow", "ask", "compel", "require", "enable", "let", "oblige", "prove"}
    | {"bar", "prevent", "deprive", "rob"}
)
"""Verbs that say nothing with only somebody behind them: "force Norland"."""
ENABLES = frozenset({"to", "from", "into", "for", "on", "of", "out", "with"})
TRANSITIVE = frozenset({
    "annex", "arrest", "attack", "ban", "bar", "block", "condemn", "deny", "deport", "detain",
    "eject", "expel", "impose", "isolate", "prohibit", "prove", "punish", "reject", "remove",
    "restrict", "seize", "suspend",
})  # fmt: skip
"""Verbs that need an object right behind them; "-ly" alone behind any verb is none."""
PREPOSITIONS = frozenset({"from", "of", "to", "by", "at", "for", "with", "and", "or", "in", "as"})
OPEN = frozenset(
    {"turn down", "turn upside down", "turn away", "gun down", "lock out", "throw out"}
)
"""Verbs with their particle that need an object."""
GIVEN = frozenset({"in", "up", "way", "ground", "notice", "evidence", "back"})
"""What is given without saying to whom, or what."""
POINTERS = frozenset({"it", "them", "him", "her", "anything", "something", "things", "so", "that"})
MEASURED = re.compile(r"^\d+ (?:hours|days|weeks|months|years)$")
DOUBLED = re.compile(r"\b(?:from|to|on|in|with|by|for|at) of\b", re.I)
WHOLE = re.compile(r"^(?:refuse to|not|no longer|keep|be ready to)\s+", re.I)
UNFINISHED = re.compile(
    r"\b(?:what|how|why|whether|that|if|because)\s+(?:the\s+|a\s+|an\s+)?\S+(?:\s+\S+)?$"
    r"|\b(?:any|every|some)thing\s+the\s+\S+$|\bto\s+(?:do|make|be|have|get|take|give|use)$"
    r"|\b\w+ing\s+(?:or|and)\s+\w+ing$",
    re.I,
)
SPEAKERS = re.compile(r"\b(?:our|us|my|me|your|you)\b")
"""Who speaks, and to whom, is nobody where a label stands by itself; "US" is a name."""
PRONOUN_OBJECT = re.compile(r"^(?:not |refuse to )?\w+ (?:them|him|her)\b", re.I)
"""An object that stands for what another sentence names: "remove them from the fair"."""
ANYBODY = re.compile(r"^(?:not |refuse to )?\w+ (?:any|every|some)(?:one|body|thing)\b", re.I)
ENABLED = re.compile(r" (?:to|from) ")
LOST_NOUN = re.compile(
    r"\b(?:a|an|the) [$€£¥]\S+$|\b(?:in order|so as|as well|at least|up to)$", re.I
)
"""An amount whose thing is cut off: "bail out of a $3bn"; half of a phrase that leads on."""
HALF_PAIR = re.compile(
    r"\band (?:take|make|give|put|set|get|let|have|bring|keep|hold|do|be)$", re.I
)
"""A second verb whose object is cut off: "step up and take"."""
BARE = frozenset(
    {"talks", "entry", "payment", "inspections", "inspectors", "passage", "aid", "help", "access"}
    | {"recognition", "membership", "visas", "compensation", "consent", "approval", "ratification"}
    | {"negotiations", "surrender", "defeat", "bail", "permission", "service", "treatment", "food"}
)
"""What is refused by its one word; "refuse rights" and "refuse border" say nothing."""
PLACED = re.compile(
    r"^put .*\b(?:on|under|off|into|to|forward|out|up|down|aside|back|through|before|first|end"
    r"|pressure|in order|in place|in force|in charge|at risk|in writing)\b",
    re.I,
)
"""What is put is put somewhere: "put more than $1 billion for the college" has lost it."""
WEAK_VERBS = frozenset({"be", "become", "remain", "seem"})
MARKS = re.compile(r"[\"“”«»…?!;]|(?:^|\s)['‘’](?=\w)|[.](?=\s|$)")
PAIRS = (("(", ")"), ("[", "]"))


def find_faults(label: str) -> tuple[str, ...]:
    """What keeps a label from being a phrase of a verb, its object and more; empty if nothing.

    The label is a base form with what belongs to it ("Impose tariffs on grain"), perhaps with
    "not" or "no longer" before it. Rules of words and marks alone: whether the first word is a
    verb only a parser can tell.
    """
    words = label.split()
    found = []
    if not 2 <= len(words) <= MOST_WORDS:
        found.append(f"has {len(words)} words; 2 to {MOST_WORDS} are a label")
    if not words:
        return tuple(found)
    last = words[-1].lower().strip(",")
    verbal = len(words) <= 3 and last in PARTICLES
    if last in LEADING_ON and not verbal:
        found.append(f"ends with {words[-1]!r}, which leads on")
    if words[0].lower() in SUBJECTS or not words[0][0].isalpha():
        found.append(f"begins with {words[0]!r}, which is no verb")
    if UNFINISHED.search(label):
        found.append("ends within a clause")
    if MARKS.search(label) or any(label.count(a) != label.count(b) for a, b in PAIRS):
        found.append("holds marks of another sentence")
    if SPEAKERS.search(label):
        found.append("speaks of us or me")
    if lacks_object(label):
        found.append("has no object where its verb needs one")
    if DOUBLED.search(label):
        found.append("has lost a word between two prepositions")
    if points_elsewhere(label):
        found.append("points to what another sentence names")
    if lost_part(label):
        found.append("has lost a part that its words lead on to")
    if any(word.lower() in ("she", "he", "they", "we", "i") for word in words[1:2]):
        found.append("has a subject for its object")
    return tuple(found)


def points_elsewhere(label: str) -> bool:
    """Whether a label's object is a pronoun, or anybody at all: "block anyone in the ports"."""
    plain = label.rstrip(".")
    return bool(PRONOUN_OBJECT.match(plain) or (ANYBODY.match(plain) and not ENABLED.search(plain)))


def lost_part(label: str) -> bool:
    """Whether a label breaks off within a phrase, or is a verb with next to nothing."""
    verb, *rest = label.lower().split() or [""]
    if verb == "put" and not PLACED.match(label):
        return True
    if verb in WEAK_VERBS and len(rest) == 1:
        return True
    refused = verb == "refuse" and len(rest) == 1 and label.split()[1].islower()
    return bool(
        (refused and rest[0] not in BARE) or LOST_NOUN.search(label) or HALF_PAIR.search(label)
    )


def lacks_object(label: str) -> bool:
    """Whether the verb of a label needs more than stands behind it: "Ban from the mainland"."""
    phrase = WHOLE.sub("", label).lower()
    verb, *rest = phrase.split() or [""]
    alone = len(rest) == 1
    if phrase in OPEN or (alone and rest[0] in POINTERS) or MEASURED.match(" ".join(rest)):
        return True
    if verb == "give" and alone and rest[0] not in GIVEN:
        return True
    if verb in TRANSITIVE and (not rest or rest[0] in PREPOSITIONS):
        return True
    if rest and all(word.endswith("ly") for word in rest):
        return True
    return verb in NEEDY and len(rest) < 5 and ENABLES.isdisjoint(rest)
