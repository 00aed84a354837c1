"""Who acts: states, their parts, alliances and every other side, in phrases and in texts."""

from __future__ import annotations

from countermove.reading.actors.homes import home_of
from countermove.reading.actors.mention import Mention
from countermove.reading.actors.mentions import find_mentions
from countermove.reading.actors.phrases import resolve_phrase
from countermove.reading.actors.table import ActorTable, load_actors

__all__ = ["ActorTable", "Mention", "find_mentions", "home_of", "load_actors", "resolve_phrase"]
