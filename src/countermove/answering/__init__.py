"""From a stress test to words: the answer, its confidence, and two answers compared."""

from __future__ import annotations

from countermove.answering.answer import answer
from countermove.answering.compare import compare
from countermove.answering.scales import word_chance

__all__ = ["answer", "compare", "word_chance"]
