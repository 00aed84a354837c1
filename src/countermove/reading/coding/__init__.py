"""Coding: from a parse and actor mentions to events with standing, voice and exact words."""

from __future__ import annotations

from countermove.reading.coding.coder import code
from countermove.reading.coding.lexicon import Lexicon, load_lexicon
from countermove.reading.coding.standing import Fact, standing_of

__all__ = ["Fact", "Lexicon", "code", "load_lexicon", "standing_of"]
