"""The gold sets and the real articles, read by the rules and a language model together.

    python benchmarks/reading.py --reader ollama --model qwen3:8b [--journal reader.jsonl]
    python benchmarks/reading.py --model qwen3:8b --journal reader.jsonl      # replays, offline

Whoever has a model can publish its figures beside the rules': the journal makes them again.
"""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import countermove as cm
from countermove.reading.event_drafts import EventDraft
from countermove.reading.proposing import Proposer, Server, find_server, open_proposer
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.events import Party

__all__ = ["measure_second"]

Row = dict[str, Any]
Spans = tuple[tuple[int, int], ...]


def measure_second(
    rows: Sequence[tuple[Row, Any]], name: str | None, model: str, journal: Path, articles: Path
) -> Row:
    """F1 over the gold sentences by who read them, and the score of the real articles."""
    server = find_server(name, model) if name else Server("", model)
    proposer = open_proposer(server, journal, offline=name is None)
    reader = open_reader()
    texts = [Article.from_text(row["text"], id=f"s{n}") for n, (row, _) in enumerate(rows)]
    proposer.prepare(texts)
    found = [
        score(text, gold, reader, proposer) for text, (_, gold) in zip(texts, rows, strict=True)
    ]
    figures = {
        who: f1([pair[place] for pair in found])
        for place, who in enumerate(("rules alone", "both readers", "what both agree on"))
    }
    return figures | {
        "articles": score_articles(articles, proposer),
        "says": proposer.summary.say(),
    }


def score(
    text: Article, gold: Any, reader: Reader, proposer: Proposer
) -> list[tuple[int, int, int]]:
    """Right, spurious and missed types of one sentence: rules, both, agreed."""
    drafts = reader.draft_article(text, proposer)
    sets = (
        [d for d in drafts if "rules" in d.readers],
        drafts,
        [d for d in drafts if len(d.readers) == 2],
    )
    return [count(text, gold, part) for part in sets]


def count(text: Article, gold: Any, drafts: Sequence[EventDraft]) -> tuple[int, int, int]:
    """Right, spurious and missed types where the sides are those of the gold."""
    sided = {d.action for d in drafts if fits(text, d.actor, gold.sources)
             and fits(text, d.target, gold.targets)}  # fmt: skip
    kinds = {"YIELD" if k in ("CONCEDE", "RETREAT") else k for k in sided}
    kinds -= {"POLICY", "CONDITION"}
    return len(kinds & gold.types), len(kinds - gold.types), len(gold.types - kinds)


def fits(text: Article, party: Party | None, spans: Spans) -> bool:
    """Whether a side's words stand inside one of the spans; always, where gold names nobody."""
    if not spans or party is None:
        return not spans
    at = text.text.find(party.text)
    return any(at < end and start < at + len(party.text) for start, end in spans)


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """The harmonic mean of precision and recall."""
    right, spurious, missed = (sum(c[k] for c in counts) for k in range(3))
    return 2 * right / max(2 * right + spurious + missed, 1)


def score_articles(folder: Path, proposer: Proposer) -> Row:
    """The real articles' own scorer, each article read with the model too."""
    if not (folder / "score.py").exists():
        return {"NOT RUN: the articles in ../shared are absent": 0}
    with tempfile.TemporaryDirectory() as out:
        os.environ["SCORE_OUT"] = out
        spec = importlib.util.spec_from_file_location("score", folder / "score.py")
        assert spec is not None
        assert spec.loader is not None
        scorer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(scorer)
        plain = cm.read
        cm.read = partial(plain, second=proposer)
        try:
            scorer.run()
        finally:
            cm.read = plain
        rows = [r for r in scorer.score() if not r["negative"]]
    events = [e for r in rows for e in r["gold"]]
    return {
        "subject right": sum(r["subject"] for r in rows) / len(rows),
        "gold events found": sum(e["full"] for e in events) / len(events),
    }
