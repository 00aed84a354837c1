"""Texts of stand-offs written by rule from coded fields: instrument, demand, pressers.

The two sides bear the names of two stand-ins, Norway and Iceland, whatever the case: the reader
knows no invented states, and nobody's memory of a famous case can help. What framing makes of a
text does not depend on them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import countermove as cm
from countermove.records.events import Event

PRESSER, TARGET, ALLY = "Norway", "Iceland", "Sweden"
ACTS = {
    "sanctions threatened": "threatened to impose sanctions on {target}",
    "sanctions imposed": "imposed sanctions on {target}",
    "supply cut": "cut off gas supplies to {target}",
    "military threat": "threatened to invade {target}",
    "military display": "massed troops on the border with {target}",
    "sanctions imposed, force spoken of": "imposed sanctions on {target}",
}
DEMANDS = {
    "trade": "lower its tariffs",
    "policy": "drop its law on the press",
    "security": "give up its missile programme",
    "territory": "hand over the border district",
    "regime": "hold new elections",
}
SPOKEN_OF = {"sanctions imposed, force spoken of": "One day {who} could invade {target}."}
"""What others say may come, which nobody has threatened."""
ANSWERS = ("{target} refused.", "{target} rejected the demand.")


def write_text(instrument: str, demand: str, pressers: int = 1, answer: int = 0) -> str:
    """Three neutral sentences, or four."""
    who = PRESSER if pressers == 1 else f"{PRESSER} and {ALLY}"
    act = ACTS[instrument].format(target=TARGET)
    return (
        f"{who} {act}. {who} demanded that {TARGET} {DEMANDS[demand]}. "
        f"{ANSWERS[answer].format(target=TARGET)} "
        f"{SPOKEN_OF.get(instrument, '').format(who=who, target=TARGET)}".rstrip()
        + "\n"
    )


def read_events(text: str) -> tuple[Event, ...]:
    """What the shipped reader reads in a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return cm.read(cm.load([str(path)]))
