"""What a model answered, checked strictly: what does not fit is dropped and counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from countermove.reading.proposing.prompt import MOST_LISTED
from countermove.records.events import Action, Standing

__all__ = [
    "PartReply",
    "ReplyError",
    "ToldAdvice",
    "ToldClock",
    "ToldEvent",
    "ToldSide",
    "read_reply",
]

Name = Annotated[str, StringConstraints(max_length=200)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Passage = Annotated[str, StringConstraints(min_length=3, max_length=2_000)]
FENCED = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.S)


class ReplyError(Exception):
    """An answer that is no reading at all; the message says in what way."""


class Strict(BaseModel):
    """Nothing but the fields that were asked for, of the types that were asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ToldEvent(Strict):
    """An event as a model tells it."""

    words: Passage
    actor: Name
    action: Action
    target: Name
    label: Phrase
    standing: Standing
    speaker: Name


class ToldSide(Strict):
    """A side with its role and the words that show it."""

    name: Phrase
    role: Literal["pressed", "presser", "other"]
    words: Passage


class ToldAdvice(Strict):
    """Advice to somebody, or against something."""

    words: Passage
    to: Name
    label: Phrase
    against: bool


class ToldClock(Strict):
    """What holds of a side for a while."""

    words: Passage
    who: Name
    label: Phrase


class PartReply(Strict):
    """Everything that was told of one part and fits, and how much did not."""

    events: tuple[ToldEvent, ...] = ()
    sides: tuple[ToldSide, ...] = ()
    advice: tuple[ToldAdvice, ...] = ()
    clock: tuple[ToldClock, ...] = ()
    misshapen: int = 0


KINDS: dict[str, type[Strict]] = {
    "events": ToldEvent,
    "sides": ToldSide,
    "advice": ToldAdvice,
    "clock": ToldClock,
}


def read_reply(text: str) -> PartReply:
    """The items of an answer that fit; each that does not is counted.

    Raises:
        ReplyError: it is no JSON object with these lists, as a model in prose gives.
    """
    fenced = FENCED.match(text)
    try:
        found = json.loads(fenced[1] if fenced else text, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise ReplyError("did not answer in JSON") from None
    if not isinstance(found, dict) or not any(isinstance(found.get(k), list) for k in KINDS):
        raise ReplyError("answered in JSON of another shape")
    wrong: Counter[str] = Counter()
    wrong["misshapen"] += sum(key not in KINDS for key in found)
    kept = {kind: tuple(read_items(found.get(kind), kind, wrong)) for kind in KINDS}
    return PartReply(**kept, misshapen=wrong["misshapen"])  # type: ignore[arg-type]


def read_items(items: Any, kind: str, wrong: Counter[str]) -> list[Strict]:
    """The items of one list that fit their kind."""
    if not isinstance(items, list):
        wrong["misshapen"] += items is not None
        return []
    wrong["misshapen"] += max(0, len(items) - MOST_LISTED)
    kept = []
    for item in items[:MOST_LISTED]:
        try:
            # Through JSON, where a string is a string and a number is refused as a string.
            kept.append(KINDS[kind].model_validate(item))
        except ValidationError:
            wrong["misshapen"] += 1
    return kept


def refuse(_constant: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError
