"""Who stands against whom in a whole text: what fills in a side that a sentence leaves out.

Prose about a stand-off names both sides once and then tells acts without one of them ("they
refused"). Within a sentence nothing says who is meant; the text does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from countermove.reading.coding.finds import list_acts
from countermove.reading.coding.found import Find
from countermove.reading.coding.lexicon import Lexicon
from countermove.reading.coding.roles import Scene, Side
from countermove.reading.coding.weighing import weigh
from countermove.records.number_table import load_numbers
from countermove.records.pressure import press

__all__ = ["Rivals", "find_main", "find_rivals"]

NUMBERS = load_numbers("reading/coding/data/rivals.tsv")
LEAST_SCENES = NUMBERS["least_scenes"]
"""Sentences with a side from which a text is long enough to have two main ones."""
LEAST_MENTIONS = NUMBERS["least_mentions"]
LEAST_NAMED, SHARE = int(NUMBERS["least_named"]), NUMBERS["share"]
"""How often a side is named that a text is about, and as a share of the one named most."""
LEADING_NAMED, LEADING_SHARE = int(NUMBERS["leading_named"]), NUMBERS["leading_share"]
"""The same for a side that would otherwise be a bystander: people, papers, schools."""
UNTOLD = NUMBERS["untold"]
"""What an act that names no target counts for each pair its doer may be one of."""
BYSTANDERS = frozenset({"JRN", "CVL", "JUD", "IGO", "NGO", "EDU", "MED"})
"""Sectors that report, judge, help or mediate, and so are seldom one of the two."""


WHERE = frozenset({"at", "in", "near", "to", "from", "on", "of", "off"})
ORGANIZED = frozenset({"LAB", "REB", "OPP", "AGR"})


@dataclass(frozen=True, slots=True)
class Rivals:
    """The two main sides of a text: codes, each with the other, and the one that presses more.

    Where one is a union or workers, the other unions and workers stand against the same side.
    Both are empty where a text has no such two.
    """

    each: Mapping[str, str] = field(default_factory=dict)
    presser: str = ""


def find_rivals(scenes: Sequence[Scene], sides: Sequence[Side], lexicon: Lexicon) -> Rivals:
    """The two main sides of a text.

    The pair with the most pressure between them, weighed by how often both are spoken of; where
    nothing presses, none.
    """
    if len(scenes) < LEAST_SCENES:
        return Rivals()
    words = scenes[0].words.lower
    leading = find_leading(sides)
    counts = Counter(
        s.party.side
        for s in sides
        if s.party.side in leading
        or (weigh(s.party) >= 1 and is_partisan(s) and not is_where(s, words))
    )
    # A union and the workers it speaks for stand on one side.
    labour = {s.party.side for s in sides if s.party.sector == "LAB" and s.party.side.islower()}
    often = sorted(side for side, times in counts.items() if times >= LEAST_MENTIONS)
    pressure = weigh_pressure((scene, list_acts(scene, lexicon)) for scene in scenes)
    scores = {
        (a, b): min(counts[a], counts[b]) * score_pair(a, b, pressure)
        for a, b in combinations(often, 2)
        if not {a, b} <= labour
    }
    best = max(sorted(scores), key=lambda pair: scores[pair], default=None)
    if best is None or not scores[best]:
        return Rivals()
    one, other = best
    allied = next((rival for side, rival in (best, best[::-1]) if side in labour), "")
    each = {**dict.fromkeys(sorted(labour) if allied else (), allied), one: other, other: one}
    return Rivals(each, one if pressure[one, other] > pressure[other, one] else other)


def find_main(sides: Sequence[Side], sentences: int) -> frozenset[str]:
    """The codes of the sides that a text is about: named often, and not by far less than others.

    A short text is about nobody in this sense: there, only an act of politics counts.
    """
    if sentences < LEAST_SCENES:
        return frozenset()
    return name_often(sides, LEAST_NAMED, SHARE)


def find_leading(sides: Sequence[Side]) -> frozenset[str]:
    """The codes of the sides named about as often as the one named most, whoever they are.

    A text on a rent strike is about "the tenants", one on a broadcaster about a broadcaster.
    """
    return name_often(sides, LEADING_NAMED, LEADING_SHARE)


def name_often(sides: Sequence[Side], least: int, share: float) -> frozenset[str]:
    """The codes of the sides named so many times, and so often beside the one named most."""
    counts = Counter(side.party.side for side in sides)
    least_times = max(least, share * max(counts.values(), default=0))
    return frozenset(side for side, times in counts.items() if times >= least_times)


def is_where(side: Side, words: Sequence[str]) -> bool:
    """Whether an unknown name says where something is rather than who acts: "in Sefton"."""
    before = words[max(side.start - 1, 0)]
    return weigh(side.party) <= 1 and before in WHERE


def score_pair(one: str, other: str, pressure: Mapping[tuple[str, str], float]) -> float:
    """The pressure between two sides; what either does to nobody named counts a little."""
    between = pressure[one, other] + pressure[other, one]
    return between + UNTOLD * (pressure[one, ""] + pressure[other, ""])


def is_partisan(side: Side) -> bool:
    """Whether a mention is of somebody who can be one of two sides: not a bystander or people.

    People without a name can only where they are organized to fight or to strike.
    """
    party = side.party
    if party.name.islower() and party.sector not in ORGANIZED:
        return False
    return party.sector not in BYSTANDERS or party.side.isupper()


def weigh_pressure(
    found: Iterable[tuple[Scene, Iterable[Find]]],
) -> Mapping[tuple[str, str], float]:
    """How much each side presses each other one; "" stands for nobody named."""
    pressure: dict[tuple[str, str], float] = defaultdict(float)
    for scene, finds in found:
        for find in finds:
            if find.source >= 0 and press(find.action):
                source = scene.sides[find.source].party.side
                target = scene.sides[find.target].party.side if find.target >= 0 else ""
                pressure[source, target] += press(find.action)
    return pressure
