"""Events judged by reading: what was right stays, and the share that is right does not fall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.events import Event

DATA = Path(__file__).parent / "data" / "verdicts.tsv"
SHARED = (Path(__file__).parents[3] / "shared").resolve()
OWN = SHARED.parent / "dev_standoffs"
TREEBANKS = SHARED / "ud"
KEPT = 0.9
"""Share of the events judged right that must still be read."""
PRECISION = 0.31
"""Share of the judged events still read that are right; 0.32 when they were judged."""
Key = tuple[str, ...]


def verdicts() -> dict[tuple[str, str], dict[Key, bool]]:
    """By source and document: each event judged, and whether it was right."""
    found: dict[tuple[str, str], dict[Key, bool]] = defaultdict(dict)
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            source, document, *key, verdict = line.split("\t")
            found[source, document][tuple(key)] = verdict == "right"
    return found


def documents(names: set[str]) -> Iterator[tuple[str, str]]:
    """Names and texts of the treebanks' documents."""
    for path in sorted(TREEBANKS.glob("*.conllu")):
        name, told = "", list[str]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = "]:
            if line.startswith("# newdoc id"):
                if name in names:
                    yield name, " ".join(told)
                name, told = line.split("=", 1)[1].strip(), []
            elif line.startswith("# text ="):
                told.append(line.split("=", 1)[1].strip())


def key_of(event: Event) -> Key:
    actor = event.actor.side if event.actor else ""
    target = event.target.side if event.target else ""
    standing = f"not {event.standing}" if event.negated else event.standing
    return str(event.quotes[0].start), actor, event.action, target, standing


def read_keys(reader: Reader, text: str) -> set[Key]:
    return {key_of(event) for event in reader.read_article(Article.from_text(text, id="a"))}


def test_at_least_three_hundred_events_are_judged() -> None:
    assert sum(map(len, verdicts().values())) >= 290


@pytest.mark.skipif(
    not (OWN.is_dir() and TREEBANKS.is_dir()), reason="the texts that were judged are not here"
)
def test_what_was_read_right_is_read_still() -> None:
    judged, reader = verdicts(), open_reader()
    texts = {("own", p.stem): p.read_text(encoding="utf-8") for p in sorted(OWN.glob("*.txt"))}
    texts |= {("ud", name): text for name, text in documents({name for _, name in judged})}
    right = wrong = total = 0
    for place, events in judged.items():
        read = read_keys(reader, texts[place])
        right += sum(verdict and key in read for key, verdict in events.items())
        wrong += sum(not verdict and key in read for key, verdict in events.items())
        total += sum(events.values())
    assert right >= KEPT * total
    assert right >= PRECISION * (right + wrong)
