"""How much would be sent and answered, before it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.reading.proposing.parts import ArticlePart
from countermove.reading.proposing.prompt import build_messages, build_schema

__all__ = ["MOST_ANSWERED", "Estimate", "count_tokens", "estimate"]

CHARACTERS = 4
"""Characters in a token: the common rule of thumb for English; other scripts take fewer, so that
a budget is kept by what the server counts wherever it does."""

MOST_ANSWERED = 4_000
"""Tokens an answer may have."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Requests, characters of article that leave the machine, and tokens in and out at most."""

    requests: int
    characters: int
    tokens: int


def estimate(parts: Sequence[ArticlePart], votes: int = 1) -> Estimate:
    """What asking about these parts takes, an answer being about as long as its part."""
    return Estimate(
        requests=len(parts) * votes,
        characters=sum(len(part.text) for part in parts) * votes,
        tokens=sum(count_tokens(part) for part in parts) * votes,
    )


def count_tokens(part: ArticlePart) -> int:
    """Tokens of one request with its answer, by the rule of thumb."""
    sent = sum(len(m["content"]) for m in build_messages(part)) + len(json.dumps(build_schema()))
    answered = min(MOST_ANSWERED, max(400, len(part.text) // CHARACTERS))
    return sent // CHARACTERS + answered
