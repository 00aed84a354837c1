"""Four stand-offs as events, told in our own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from countermove.records.articles import Article
from countermove.records.events import Event, Link, Party, Thing

PARTIES = {
    "KAZ": ("Kazakhstan", "GOV"),
    "RUS": ("Russia", "GOV"),
    "CHN": ("China", "GOV"),
    "dockers-union": ("Dockers' union", "LAB"),
    "northport-harbours": ("Northport Harbours", "BUS"),
    "MDA": ("Moldova", "GOV"),
    "QAT": ("Qatar", "GOV"),
    "SAU": ("Saudi Arabia", "GOV"),
    "ARE": ("United Arab Emirates", "GOV"),
    "TUR": ("Turkey", "GOV"),
    "EU": ("European Union", "IGO"),
    "crews": ("crews", "LAB"),
}
Line = tuple[Any, ...]


def tell(lines: Sequence[Line]) -> tuple[Event, ...]:
    """Events of lines: standing, actor, action, mode, target, label, object, number answered.

    Every event quotes its own sentence of an article made of the labels.
    """
    text = "".join(f"{line[1]}: {line[5]}.\n" for line in lines)
    article = Article.from_text(text, id="article")
    events, at = [], 0
    for number, line in enumerate(lines):
        standing, actor, action, mode, target, label, *rest = line
        thing = rest[0] if rest else ""
        answered = rest[1] if len(rest) > 1 else None
        end = text.index("\n", at)
        links = (Link(event_id=f"E{answered}", reason="in response"),) if answered else ()
        events.append(
            Event(
                id=f"E{number + 1}", order=number, actor=party(actor), action=action, mode=mode,
                target=party(target), label=label, standing=standing.removeprefix("not "),
                negated=standing.startswith("not "), object=Thing(what=thing) if thing else None,
                answers=links, quotes=(article.quote(at, end),),
            )
        )  # fmt: skip
        at = end + 1
    return tuple(events)


def party(side: str) -> Party | None:
    """A party by its code."""
    if not side:
        return None
    name, sector = PARTIES[side]
    return Party(side=side, name=name, sector=sector, text=name)


KAZAKHSTAN: tuple[Line, ...] = (
    ("alleged", "RUS", "ACCUSE", "disapprove", "KAZ", "mock the guest's name"),
    ("done", "KAZ", "REJECT", "assist", "RUS", "refuse to accept the medal", "the medal"),
    ("done", "RUS", "SANCTION", "discontinue", "KAZ", "stop loadings of Kazakh oil",
     "loadings of Kazakh oil", 2),
    ("done", "KAZ", "SANCTION", "discontinue", "RUS", "hold up 1,700 wagons of Russian coal",
     "wagons of Russian coal", 3),
    ("possible", "RUS", "COERCE", "", "KAZ", "interfere in the north of Kazakhstan"),
    ("advised", "KAZ", "POLICY", "", "", "reconcile authorities and society"),
    ("advised", "KAZ", "POLICY", "", "", "see to its own security"),
    ("done", "RUS", "CONDITION", "busy", "", "tied up in Ukraine"),
    ("possible", "RUS", "CONDITION", "once", "", "once its forces are freed"),
    ("done", "KAZ", "AGREE", "", "CHN", "agree on a railway with China", "a railway"),
)  # fmt: skip
UNION: tuple[Line, ...] = (
    ("done", "northport-harbours", "REJECT", "change", "dockers-union", "refuse a pay rise",
     "pay rise"),
    ("done", "dockers-union", "PROTEST", "strike", "northport-harbours", "strike at four terminals",
     "four terminals", 1),
    ("done", "northport-harbours", "COERCE", "restrict", "dockers-union",
     "lock out the night shifts", "night shifts", 2),
    ("done", "northport-harbours", "REQUEST", "yield", "dockers-union",
     "demand an end of the walkout"),
    ("possible", "northport-harbours", "SANCTION", "expel", "dockers-union",
     "replace the dockers with agency staff", "dockers"),
    ("advised", "dockers-union", "POLICY", "", "", "build up a strike fund"),
    ("advised", "dockers-union", "POLICY", "", "", "win support from other unions"),
    ("done", "northport-harbours", "CONDITION", "until", "", "until the fruit season ends"),
)  # fmt: skip
PIPELINE: tuple[Line, ...] = (
    ("done", "RUS", "REQUEST", "yield", "MDA", "demand payment of old debts"),
    ("done", "MDA", "REJECT", "yield", "RUS", "refuse to pay the disputed debt", "disputed debt"),
    ("done", "RUS", "THREATEN", "restrict", "MDA", "threaten to cut off gas", "gas"),
    ("done", "RUS", "COERCE", "withhold", "MDA", "cut gas deliveries by a third",
     "gas deliveries", 2),
    ("advised", "MDA", "POLICY", "", "", "buy gas from other suppliers and fill storage"),
    ("possible", "RUS", "SANCTION", "discontinue", "MDA", "ban imports of wine and fruit",
     "imports of wine"),
    ("done", "RUS", "CONDITION", "busy", "", "bogged down in a war"),
)  # fmt: skip
BLOCKADE: tuple[Line, ...] = (
    ("done", "SAU", "COERCE", "restrict", "QAT", "close the land border", "land border"),
    ("done", "ARE", "COERCE", "restrict", "QAT", "close ports to its ships", "ports"),
    ("done", "SAU", "SANCTION", "discontinue", "QAT", "break off diplomatic relations",
     "diplomatic relations"),
    ("done", "SAU", "REQUEST", "change", "QAT", "demand that the broadcaster be shut"),
    ("done", "QAT", "REJECT", "change", "SAU", "refuse to shut the broadcaster", "broadcaster", 4),
    ("done", "TUR", "AID", "", "QAT", "fly in food"),
    ("possible", "SAU", "ASSAULT", "", "QAT", "invade the peninsula", "peninsula"),
    ("advised", "QAT", "POLICY", "", "", "open new shipping routes and grow its own food"),
    ("done", "QAT", "COOPERATE", "", "TUR", "host more Turkish soldiers", "Turkish soldiers"),
)  # fmt: skip
STORIES = {
    "kazakhstan": KAZAKHSTAN,
    "union": UNION,
    "pipeline": PIPELINE,
    "blockade": BLOCKADE,
}


@pytest.fixture(scope="session")
def stories() -> dict[str, tuple[Event, ...]]:
    """The four stand-offs as events."""
    return {name: tell(lines) for name, lines in STORIES.items()}


@pytest.fixture(scope="session")
def telling() -> Callable[[Sequence[Line]], tuple[Event, ...]]:
    """The function that makes events of lines."""
    return tell
