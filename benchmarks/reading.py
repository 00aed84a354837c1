"""How well and how fast articles are read, measured on the development gold sets.

    python benchmarks/reading.py [--gold ../shared/gold] [--json] [--reader ollama --model NAME]

The sets hold other people's sentences and stay outside the repository. Event sets are
scored in two parts, split by the hash of their near-duplicate cluster: the lexicon was
written with the *tuned* part in view (7 of 10 clusters) and never with the *untouched* one.

PETRARCH2's speed for comparison is as measured and published for its coder alone; with
CoreNLP's parser it is 2 to 5 sentences a second.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from spacy.language import Language
from spacy.tokens import Doc

from countermove.reading.actors import (
    Mention,
    find_mentions,
    home_of,
    load_actors,
    resolve_phrase,
)
from countermove.reading.coding import code, load_lexicon, standing_of
from countermove.reading.coding.roles import set_scene
from countermove.reading.coding.voice import hear, mark_quotes
from countermove.reading.event_drafts import EventDraft, freeze
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import Words, list_words
from countermove.reading.relating.told import side_of
from countermove.records.articles import Article
from countermove.records.events import Party
from second_reader import measure_second

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "AGREE"})
FORCEFUL = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "THREATEN"})
OWN = frozenset({"POLICY", "CONDITION"})
PETRARCH2_SENTENCES = 2400
WHO = ("actors given", "actors found")
PARTS = ("tuned", "untouched")
GROUPS = ("all", "all, people sure", "lexicon verbs", "lexicon verbs, people sure")
Row = dict[str, Any]


def plover_type(event: EventDraft) -> str:
    """The PLOVER type after its rules for what is ahead or did not happen.

    Stated future cooperation is AGREE, future force THREATEN; cooperation that is refused is
    REJECT, force that did not come about yields nothing to compare. CONCEDE and RETREAT are
    one, since most of the gold does not tell them apart.
    """
    kind = YIELD.get(event.action, event.action)
    ahead = event.standing in ("planned", "possible")
    if event.negated:
        return "REJECT" if kind in COOPERATIVE else "AGREE" if ahead else kind
    if ahead and kind in COOPERATIVE:
        return "AGREE"
    return "THREATEN" if ahead and kind in FORCEFUL else kind


@dataclass
class Tally:
    """Right, spurious and missed, with precision, recall and F1."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    pairs: int = 0
    pairs_typed: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> Row:
        """Precision, recall, F1, the share of right types where the sides are right."""
        precision = self.right / max(self.right + self.spurious, 1)
        recall = self.right / max(self.right + self.missed, 1)
        total = precision + recall
        return {
            "events": self.right + self.missed,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / total if total else 0.0,
            "pair precision": self.pairs / max(self.right + self.spurious, 1),
            "type where sides are right": self.pairs_typed / max(self.pairs, 1),
        }


@dataclass(frozen=True)
class Gold:
    """A gold sentence: its types, and the spans of its sources and targets."""

    types: frozenset[str]
    sources: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    tuned: bool


def read_rows(path: Path) -> list[Row]:
    """The records of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_gold(row: Row) -> Gold | None:
    """The gold of one record; None where it has no span or only a STATEMENT."""
    spans = [span for span in spans_of(row) if span[0] != "event"]
    types = frozenset(YIELD.get(e["code"], e["code"]) for e in row["events"]) - {"STATEMENT"}
    if not spans or not types:
        return None
    digest = hashlib.sha256(row["cluster"].encode()).hexdigest()
    return Gold(
        types,
        tuple((a, b) for role, a, b in spans if role in ("source", "reciprocal")),
        tuple((a, b) for role, a, b in spans if role in ("target", "reciprocal")),
        int(digest[:8], 16) % 10 < 7,
    )


def spans_of(row: Row) -> list[tuple[str, int, int]]:
    """Role, start and end of each actor span; found by its words where offsets are missing."""
    if row["spans"]:
        return [(s["role"], s["start"], s["end"]) for s in row["spans"]]
    found = []
    for event in row["events"]:
        for role in ("source", "target"):
            words = event.get(role)
            if words and words in row["text"]:
                start = row["text"].index(words)
                found.append((role, start, start + len(words)))
    return found


def given_mentions(doc: Doc, row: Row) -> list[Mention]:
    """The gold spans as mentions of sides of their own."""
    mentions = []
    for number, (role, start, end) in enumerate(spans_of(row)):
        span = doc.char_span(start, end, alignment_mode="expand")
        if role != "event" and span is not None:
            party = Party(side=f"S{number}", name=span.text, text=span.text)
            mentions.append(Mention(span.start, span.end, span.root.i, party, "name"))
    return mentions


def score_events(words: Words, gold: Gold, mentions: Sequence[Mention], tally: Tally) -> None:
    """Add one sentence's events to a tally."""
    events = code(words, mentions, Article.from_text(words.text, id="a"), load_lexicon())
    seen: dict[tuple[str, str, str], EventDraft] = {}
    for event in events:
        if event.action not in OWN:
            seen.setdefault(
                (plover_type(event), side_of(event.actor), side_of(event.target)), event
            )
    got: set[str] = set()
    right = 0
    for (kind, source, target), _ in seen.items():
        sides = hits(words, mentions, source, gold.sources)
        sides = sides and hits(words, mentions, target, gold.targets)
        typed = kind in gold.types
        tally.pairs += sides
        tally.pairs_typed += sides and typed
        right += sides and typed
        if sides:
            tally.confusion[kind if typed else min(gold.types), kind] += 1
            got |= {kind} & gold.types
    tally.right += len(got)
    tally.spurious += len(seen) - right
    tally.missed += len(gold.types - got)


def hits(
    words: Words, mentions: Sequence[Mention], code_: str, spans: tuple[tuple[int, int], ...]
) -> bool:
    """Whether the side is named inside one of the spans; always, where gold names nobody."""
    if not spans:
        return True
    return any(
        m.party.side == code_ and words.start[m.start] < end and start < words.end[m.end - 1]
        for m in mentions
        for start, end in spans
    )


def measure_types(nlp: Language, gold: Path) -> dict[str, Tally]:
    """Tallies with actors given and found, on the tuned and the untouched part."""
    table = load_actors()
    rows = read_rows(gold / "plover_dev.jsonl")
    tallies = {f"{who}, {part}": Tally() for who in WHO for part in PARTS}
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        goal = read_gold(row)
        if goal is None:
            continue
        part = PARTS[0] if goal.tuned else PARTS[1]
        words = list_words(doc)
        score_events(words, goal, given_mentions(doc, row), tallies[f"{WHO[0]}, {part}"])
        score_events(words, goal, find_mentions(words, table), tallies[f"{WHO[1]}, {part}"])
    return tallies


def measure_news(nlp: Language, gold: Path) -> Row:
    """The share of event-free news sentences an event is read into."""
    table, lexicon = load_actors(), load_lexicon()
    rows = [r for r in read_rows(gold / "news_dev.jsonl") if r["relevant"] == "no"]
    rows = [r for r in rows if not r["events"]]
    false = 0
    for doc in nlp.pipe(row["text"] for row in rows):
        article, words = Article.from_text(doc.text, id="a"), list_words(doc)
        events = code(words, find_mentions(words, table), article, lexicon)
        false += any(event.action not in OWN for event in events)
    return {"sentences": len(rows), "with an event": false, "share": false / len(rows)}


def measure_standing(nlp: Language, gold: Path) -> Row:
    """Done against everything else: on all verbs, and on the verbs the lexicon knows."""
    lexicon = load_lexicon()
    rows = read_rows(gold / "factuality_dev.jsonl")
    counts: Counter[str] = Counter()
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        words = list_words(doc)
        score_found(words, row, counts)
        starts = {start: place for place, start in enumerate(words.start)}
        for predicate in row["predicates"]:
            place = starts.get(predicate["start"])
            if place is None or predicate["factual"] == 0:
                continue
            begin, end = next(s for s in words.sentences if s[0] <= place < s[1])
            fact = standing_of(words, place, begin, end, lexicon.lists)
            right = (fact.standing == "done" and not fact.negated) == (predicate["factual"] > 0)
            for group in groups_of(words.lemma[place], predicate, lexicon.verbs):
                counts[group] += 1
                counts[f"{group}, right"] += right
    return {
        group: {"predicates": counts[group], "right": counts[f"{group}, right"] / counts[group]}
        for group in ("events found", *GROUPS)
        if counts[group]
    }


def score_found(words: Words, row: Row, counts: Counter[str]) -> None:
    """Count the events found whose trigger is a judged predicate, and those that stand right."""
    judged = {p["start"]: p["factual"] for p in row["predicates"] if p["factual"] != 0}
    article = Article.from_text(words.text, id="a")
    for event in code(words, find_mentions(words, load_actors()), article, load_lexicon()):
        factual = judged.get(event.trigger.start) if event.trigger else None
        if factual is not None and event.action not in OWN:
            done = event.standing == "done" and not event.negated
            counts["events found"] += 1
            counts["events found, right"] += done == (factual > 0)


def groups_of(lemma: str, predicate: Row, verbs: Any) -> Iterable[str]:
    """The groups a predicate is counted in; "sure" where its score is beyond ±0.9."""
    sure = abs(predicate["factual"]) > 0.9
    names = ["all"] + (["lexicon verbs"] if lemma in verbs else [])
    return names + [f"{name}, people sure" for name in names if sure]


def measure_voice(nlp: Language, gold: Path) -> Row:
    """Whether a verb is somebody else's words, and whose, on attributed news."""
    lexicon = load_lexicon()
    rows = read_rows(gold / "attribution_dev.jsonl")
    counts: Counter[str] = Counter()
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        words = list_words(doc)
        quotes = mark_quotes(words)
        contents = attributed_spans(row)
        for begin, end in words.sentences:
            scene = set_scene(words, begin, end, (), (), frozenset(), frozenset())
            for place in range(begin, end):
                if words.tag[place][:1] != "V" or words.dep[place].startswith("aux"):
                    continue
                if words.lemma[place] in lexicon.lists["say"] or words.lower[place] == "according":
                    continue
                source = next((s for a, b, s in contents if a <= words.start[place] < b), None)
                voice = hear(scene, place, quotes, lexicon.lists)
                told = voice.kind != "author"
                counts[f"{source is not None}/{told}"] += 1
                if source is not None and told and source:
                    counts["named"] += 1
                    named = set(source.lower().split()) & set(voice.name.lower().split())
                    counts["named right"] += bool(named)
    right, spurious, missed = counts["True/True"], counts["False/True"], counts["True/False"]
    verbs = right + spurious + missed + counts["False/False"]
    return {
        "verbs": verbs,
        "precision": right / (right + spurious),
        "recall": right / (right + missed),
        "f1": 2 * right / (2 * right + spurious + missed),
        "right": (right + counts["False/False"]) / verbs,
        "speaker's name shares a word": counts["named right"] / max(counts["named"], 1),
    }


def attributed_spans(row: Row) -> list[tuple[int, int, str]]:
    """Start, end and source of everything that is said by somebody."""
    return [
        (a, b, " ".join(s["text"] for s in attribution["source"]))
        for attribution in row["attributions"]
        for content in attribution["content"]
        for a, b in content["spans"]
    ]


def measure_actors(nlp: Language, gold: Path) -> Row:
    """The share of actor phrases whose country and sector are right, at the phrase's date.

    Each is measured twice: by `resolve_phrase`, and by `find_mentions` on the parsed phrase
    as if it were a text, whose first mention with a country counts.
    """
    table = load_actors()
    counts: Counter[str] = Counter()
    for row in read_rows(gold / "actors_dev.jsonl"):
        on = date.fromisoformat(row["date"][:10]) if row.get("date") else None
        party = resolve_phrase(row["phrase"], table, on)
        mentions = find_mentions(list_words(nlp(row["phrase"])), table, on)
        homes = [home for m in mentions if (home := home_of(m.party, table))]
        goal = row["expected"]
        if "country" in goal:
            counts["phrases"] += 1
            counts["phrase"] += (home_of(party, table) if party else "") == goal["country"]
            counts["text"] += (homes[0] if homes else "") == goal["country"]
        if "code_1" in goal:
            counts["sectors"] += 1
            counts["sector"] += (party.sector if party else "") == goal["code_1"]
    return {
        "phrases": counts["phrases"],
        "country right, phrase": counts["phrase"] / counts["phrases"],
        "country right, mention in a text": counts["text"] / counts["phrases"],
        "sector right, phrase": counts["sector"] / counts["sectors"],
    }


def measure_speed(nlp: Language, gold: Path) -> Row:
    """Words and sentences a second of one core's time, parsing and coding apart."""
    table, lexicon = load_actors(), load_lexicon()
    texts = [row["text"] for row in read_rows(gold / "plover_dev.jsonl")]
    started = time.process_time()
    docs = list(nlp.pipe(texts))
    parsed = time.process_time()
    listed = list(map(list_words, docs, texts))
    mentions = [find_mentions(words, table) for words in listed]
    found = time.process_time()
    articles = [Article.from_text(doc.text, id="a") for doc in docs]
    ready = time.process_time()
    for words, sides, article in zip(listed, mentions, articles, strict=True):
        freeze(code(words, sides, article, lexicon), map(str, count()))
    ended = time.process_time()
    tokens, sentences = sum(map(len, docs)), sum(len(list(doc.sents)) for doc in docs)
    parse, actors, coding = parsed - started, found - parsed, ended - ready
    return {
        "words": tokens,
        "sentences": sentences,
        "parsing, words/s": tokens / parse,
        "parsing, sentences/s": sentences / parse,
        "finding actors, sentences/s": sentences / actors,
        "coding, sentences/s": sentences / coding,
        "actors and coding, sentences/s": sentences / (actors + coding),
        "all, sentences/s": sentences / (parse + actors + coding),
        "PETRARCH2 coder alone, sentences/s": PETRARCH2_SENTENCES,
    }


def measure(gold: Path) -> Row:
    """Every figure."""
    nlp = load_pipeline()
    tallies = measure_types(nlp, gold)
    return {
        "types": {name: tally.figures() for name, tally in tallies.items()},
        "confusion": confusion_of(tallies),
        "news without events": measure_news(nlp, gold),
        "standing": measure_standing(nlp, gold),
        "voice": measure_voice(nlp, gold),
        "actors": measure_actors(nlp, gold),
        "speed": measure_speed(nlp, gold),
    }


def confusion_of(tallies: dict[str, Tally]) -> dict[str, int]:
    """Gold type > type read, where the given sides are right, most frequent first."""
    total: Counter[tuple[str, str]] = Counter()
    for part in PARTS:
        total += tallies[f"{WHO[0]}, {part}"].confusion
    return {f"{gold} > {read}": n for (gold, read), n in total.most_common() if n}


def print_table(title: str, rows: Row, depth: int = 0) -> None:
    """A nested table, figures in a column."""
    print("  " * depth + title)
    for name, value in rows.items():
        if isinstance(value, dict):
            print_table(name, value, depth + 1)
        else:
            small = isinstance(value, float) and value < 10
            shown = (
                value if isinstance(value, str) else f"{value:.3f}" if small else f"{value:,.0f}"
            )
            print("  " * (depth + 1) + f"{name:<38}{shown:>10}")


def with_model(options: argparse.Namespace) -> Row:
    """The figures of rules and model together, on every gold set that is there."""
    gold = options.gold
    pairs = [(row, read_gold(row)) for row in read_rows(gold / "plover_dev.jsonl")]
    news = [r for r in read_rows(gold / "news_dev.jsonl") if r["relevant"] == "no"]
    standing = read_rows(gold / "factuality_dev.jsonl")
    actors = [r for r in read_rows(gold / "actors_dev.jsonl") if "country" in r["expected"]]
    voice = [(row, attributed_spans(row)) for row in read_rows(gold / "attribution_dev.jsonl")]
    sets: dict[str, list[tuple[Row, Any]]] = {
        "types": [(row, goal) for row, goal in pairs if goal is not None],
        "news": [(row, None) for row in news if not row["events"]],
        "standing": [(row, None) for row in standing],
        "voice": list(voice),
        "actors": [(row, row["expected"]["country"]) for row in actors],
    }
    most = {key: rows[: options.most] if options.most else rows for key, rows in sets.items()}
    articles = gold.parent / "articles"
    return measure_second(most, options.reader, options.model, options.journal, articles)


def main() -> None:
    """Measure, and print tables or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "gold"
    parser.add_argument("--gold", type=Path, default=default)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reader", help="a language model that reads too (see second_reader.py)")
    parser.add_argument("--model", default="")
    parser.add_argument("--most", type=int, default=0, help="rows of each set; 0: all")
    parser.add_argument("--journal", type=Path, default=Path("reader.jsonl"))
    options = parser.parse_args()
    if options.reader and not options.model:
        parser.error("--reader wants --model, the name of the model that the server has")
    figures = measure(options.gold) if not options.model else {"second": with_model(options)}
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for title, rows in figures.items():
            print_table(title, rows)


if __name__ == "__main__":
    main()
