"""The gold sets and the real articles, read by the rules and a language model together.

    python benchmarks/reading.py --reader ollama --model qwen3:8b [--journal reader.jsonl]
    python benchmarks/reading.py --model qwen3:8b --journal reader.jsonl      # replays, offline

Whoever has a model can publish its figures beside the rules': the journal makes them again.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import countermove as cm
from countermove.reading.actors import find_mentions, home_of, load_actors
from countermove.reading.event_drafts import EventDraft
from countermove.reading.parsing.words import list_words
from countermove.reading.proposing import Proposer, Server, find_server, open_proposer
from countermove.reading.proposing.parts import split_article
from countermove.reading.reader import Reader, open_reader
from countermove.records.articles import Article
from countermove.records.events import Party

__all__ = ["measure_second"]

Row = dict[str, Any]
Spans = tuple[tuple[int, int], ...]


WHO = ("rules alone", "both readers", "what both agree on")


def measure_second(
    sets: Mapping[str, Sequence[tuple[Row, Any]]],
    name: str | None,
    model: str,
    journal: Path,
    articles: Path,
) -> Row:
    """Every gold set by who read it, and the score of the real articles.

    `sets` are rows with their gold: "types" (with sides), "news" (nothing happens in it),
    "standing", "voice", and "actors" (phrases, with the country each means).
    """
    server = find_server(name, model) if name else Server("", model)
    proposer = open_proposer(server, journal, offline=name is None)
    reader = open_reader()
    figures: Row = {}
    for key, rows in sets.items():
        texts = [make_article(row, f"{key}{n}") for n, (row, _) in enumerate(rows)]
        proposer.prepare(texts)
        if key == "actors":
            figures[key] = measure_actors(texts, rows, proposer, reader)
            continue
        found = [
            (text, row, gold, split(reader.draft_article(text, proposer)[0]))
            for text, (row, gold) in zip(texts, rows, strict=True)
        ]
        figures[key] = {
            who: MEASURES[key]([(t, r, g, parts[n]) for t, r, g, parts in found])
            for n, who in enumerate(WHO)
        }
    return figures | {
        "articles": score_articles(articles, proposer),
        "says": proposer.summary.say(),
    }


def make_article(row: Row, name: str) -> Article:
    """A row's words as an article, of the row's date where it has one."""
    day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return Article.from_text(row.get("text") or row["phrase"], id=name, published=day)


def measure_actors(
    texts: Sequence[Article], rows: Sequence[tuple[Row, Any]], proposer: Proposer, reader: Reader
) -> Row:
    """The share of actor phrases whose country is right, and how many each reader placed.

    The model places a phrase by the first side it names there whose country the rules know.
    """
    table = load_actors()
    placed: list[tuple[str, str, str]] = []
    for text, (_, country) in zip(texts, rows, strict=True):
        mentions = find_mentions(list_words(reader.nlp(text.text)), table, text.published)
        rules = next((home for m in mentions if (home := home_of(m.party, table))), "")
        parties = [reader.name_party(n, text.published) for n in sides_told(text, proposer)]
        model = next((home for p in parties if p and (home := home_of(p, table))), "")
        placed.append((rules, model, country))
    either = [rules or model for rules, model, _ in placed]
    both = [rules if rules == model else "" for rules, model, _ in placed]
    alone = [rules for rules, _, _ in placed]
    wanted = [country for *_, country in placed]
    return {
        who: {"placed": sum(map(bool, told)), "right": share_right(told, wanted)}
        for who, told in zip(WHO, (alone, either, both), strict=True)
    }


def sides_told(text: Article, proposer: Proposer) -> list[str]:
    """The names of the sides that the model's kept answers about a text hold."""
    told = (proposer.recall(part, 0) for part in split_article(text, ()))
    return [side.name for reply in told if reply is not None for side in reply.sides]


def share_right(told: Sequence[str], wanted: Sequence[str]) -> float:
    """The share of phrases placed where they should be."""
    return sum(a == b for a, b in zip(told, wanted, strict=True)) / max(len(wanted), 1)


def split(drafts: Sequence[EventDraft]) -> tuple[Sequence[EventDraft], ...]:
    """What the rules read, what either read, what both agree on."""
    return (
        [d for d in drafts if "rules" in d.readers],
        drafts,
        [d for d in drafts if len(d.readers) == 2],
    )


Found = Sequence[tuple[Article, Row, Any, Sequence[EventDraft]]]


def measure_types(found: Found) -> float:
    """F1 of the types, the sides being those of the gold."""
    return f1([count(text, gold, drafts) for text, _, gold, drafts in found])


def measure_news(found: Found) -> float:
    """The share of sentences in which nothing happens that an event is read into."""
    own = {"POLICY", "CONDITION"}
    return sum(any(d.action not in own for d in drafts) for *_, drafts in found) / max(
        len(found), 1
    )


def measure_standing(found: Found) -> Row:
    """Events whose words hold one judged verb: the share that stand as people judged."""
    judged = right = 0
    for _, row, _, drafts in found:
        verbs = {p["start"]: p["factual"] for p in row["predicates"] if p["factual"] != 0}
        for draft in drafts:
            place = draft.trigger or draft.quote
            inside = [f for at, f in verbs.items() if place.start <= at < place.end]
            if len(inside) == 1:
                judged += 1
                done = draft.standing == "done" and not draft.negated
                right += done == (inside[0] > 0)
    return {"events": judged, "right": right / max(judged, 1)}


def measure_voice(found: Found) -> Row:
    """Events that are somebody's words, or the author's, as annotators have it."""
    right = total = 0
    for _, _, spans, drafts in found:
        for draft in drafts:
            at = (draft.trigger or draft.quote).start
            said = any(a <= at < b for a, b, _ in spans)
            total += 1
            right += said == (draft.voice.kind != "author")
    return {"events": total, "right": right / max(total, 1)}


MEASURES: dict[str, Callable[[Found], Any]] = {
    "types": measure_types,
    "news": measure_news,
    "standing": measure_standing,
    "voice": measure_voice,
}


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
            with redirect_stdout(sys.stderr):  # its progress is no figure
                scorer.run()
        finally:
            cm.read = plain
        rows = [r for r in scorer.score() if not r["negative"]]
    events = [e for r in rows for e in r["gold"]]
    return {
        "subject right": sum(r["subject"] for r in rows) / len(rows),
        "gold events found": sum(e["full"] for e in events) / len(events),
    }
