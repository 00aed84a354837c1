"""What dating, counting and linking know of a text beside its events: sentences and triggers."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from countermove.reading.event_drafts import EventDraft
from countermove.records.events import Party

__all__ = ["Told", "opposite", "overlap", "side_of", "stems", "trigger_span"]

WORD = re.compile(r"[^\W\d_]{3,}")
STOP = frozenset(
    {"the", "and", "for", "with", "that", "this", "from", "into", "his", "her", "its", "their"}
    | {"was", "were", "has", "have", "had", "not", "but", "are", "been", "over", "also", "all"}
    | {"any", "some", "other", "more", "most", "such", "than", "then", "them", "they", "who"}
    | {"which", "what", "when", "where", "while", "will", "would", "could", "should", "may"}
    | {"might", "must", "can"}
)
ENDINGS = re.compile(
    r"(?:at(?:e|es|ed|ing|ions?)|itions?|ements?|ments?|ings?|ied|ies|ions?|als?|ers?|ed|es|s|e|y)$"
)
ROOT = 6  # letters kept: enough that "suspension" meets "suspend" and oil does not meet coal


@dataclass(frozen=True)
class Told:
    """A text with the spans of its sentences, in order."""

    text: str
    sentences: tuple[tuple[int, int], ...]

    def index(self, at: int) -> int:
        """The number of the sentence that holds a place in the text."""
        return max(bisect.bisect_right(self.sentences, (at, len(self.text) + 1)) - 1, 0)

    def sentence(self, at: int) -> tuple[int, int]:
        """The span of the sentence that holds a place in the text."""
        return self.sentences[self.index(at)] if self.sentences else (0, len(self.text))


def trigger_span(event: EventDraft) -> tuple[int, int]:
    """Where the words are that tell the action."""
    quote = event.trigger or event.quote
    return quote.start, quote.end


def side_of(party: Party | None) -> str:
    """The side's code, empty if there is none."""
    return party.side if party else ""


def opposite(one: EventDraft, other: EventDraft) -> bool:
    """Whether two events have the same two sides in opposite directions."""
    a, b = side_of(one.actor), side_of(one.target)
    return bool(a and b and a != b) and (side_of(other.target), side_of(other.actor)) == (a, b)


@lru_cache(maxsize=20_000)  # merging compares the same few thousand phrases over and over
def stems(*texts: str) -> frozenset[str]:
    """The content words of some texts without their endings, so that forms of a word meet."""
    words = (w for text in texts for w in WORD.findall(text.lower()) if w not in STOP)
    return frozenset(stem(w) for w in words)


def stem(word: str) -> str:
    """A word without its ending: ``humiliation`` and ``humiliate`` give the same."""
    short = ENDINGS.sub("", word)
    return (short if len(short) >= 3 else word)[:ROOT]


def overlap(one: Sequence[str] | frozenset[str], other: Sequence[str] | frozenset[str]) -> float:
    """The share of the smaller set's members that the other has too; 0 if one is empty."""
    a, b = frozenset(one), frozenset(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
