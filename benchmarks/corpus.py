"""Speed and memory of reading a corpus of generated articles.

    python benchmarks/corpus.py --articles 10000 --workers 2

Writes articles of made-up news (seeded), reads them with `read_corpus`, and prints the
sentences a second of one core (processor time), the sentences a second of the whole run
(wall time), and the memory of all its processes as the run goes on.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from countermove.reading import load, open_reader
from countermove.reading.corpus import read_corpus
from countermove.reading.parsing.parse import parse

SIDES = [
    "Russia",
    "Kazakhstan",
    "China",
    "Ukraine",
    "Turkey",
    "Iran",
    "Georgia",
    "Armenia",
    "Moldova",
    "Poland",
    "Germany",
    "France",
    "India",
    "Pakistan",
    "Japan",
]
GOODS = ["oil", "gas", "grain", "coal", "steel", "timber", "copper", "fertiliser"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
]
ACTS = (
    "suspended shipments of {good} to {other} after a quarrel over transit fees and customs papers",
    "accused {other} of breaking the agreement on {good} that the two had signed in the spring",
    "blocked {number} rail cars of {good} from {other} at the border crossing near {name}",
    "signed an agreement with {other} on {good} worth {number} million dollars",
    "threatened {other} with sanctions unless the deliveries of {good} were resumed within a week",
    "rejected the demand of {other} for a meeting about the pipeline through {name}",
    "sent {number} troops to the border with {other}, where shots had been heard at night",
    "expelled {number} diplomats of {other} who were said to have worked against the state",
    "praised {other} for its help with {good} during the hard winter",
    "will open talks with {other} on {good} next month in the town of {name}",
)
OPENINGS = (
    "In response, ", "On Tuesday ", "Two days later, ", "According to officials, ", "Meanwhile, ",
    "After the summit in {name}, ", "", "", "",
)  # fmt: skip
FILLERS = (
    "The weather in the old town of {name} stayed calm, and the harbour was as quiet as before.",
    "Analysts of the {name} institute see little change in the prices of {good} before summer.",
    "A spokesman named {name} said that the matter was being looked into by a committee.",
)


@dataclass
class Watch:
    """Memory of this process and its workers, each time a chunk is done."""

    total: int
    started: float = field(default_factory=time.perf_counter)
    points: list[dict[str, float]] = field(default_factory=list)

    def __call__(self, _what: str, done: int, total: int) -> None:
        every = max(total // 20, 1)
        if done == total or done // every > (
            self.points[-1]["articles"] // every if self.points else -1
        ):
            pids = [os.getpid(), *(p.pid for p in multiprocessing.active_children() if p.pid)]
            megabytes = [round(memory(pid)) for pid in pids]
            seconds = round(time.perf_counter() - self.started, 1)
            point = {"articles": done, "seconds": seconds, "MB": sum(megabytes)}
            self.points.append(point)
            print(json.dumps(point | {"each": megabytes}), flush=True)


def memory(pid: int) -> float:
    """Resident memory of a process in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    line = next((x for x in status.splitlines() if x.startswith("VmRSS")), "VmRSS: 0")
    return int(line.split()[1]) / 1024


def write_articles(folder: Path, count: int, seed: int) -> None:
    """Made-up news: three sentences of five tell an act, and new names keep turning up."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2015, 2023)}"
        sentences = [write_sentence(chance) for _ in range(chance.randint(12, 28))]
        half = len(sentences) // 2
        body = " ".join(sentences[:half]) + "\n\n" + " ".join(sentences[half:])
        text = f"News of the day {number}\n\nDate: {day}\n\n{body}\n"
        (folder / f"article{number:06d}.txt").write_text(text, encoding="utf-8")


def write_sentence(chance: random.Random) -> str:
    one, other = chance.sample(SIDES, 2)
    words = {
        "other": other,
        "good": chance.choice(GOODS),
        "number": chance.randint(2, 900),
        "name": "".join(chance.choice("abcdefghiklmnoprstuvz") for _ in range(7)).title(),
    }
    if chance.random() < 0.4:
        return chance.choice(FILLERS).format(**words)
    opening = chance.choice(OPENINGS).format(**words)
    return f"{opening}{one} {chance.choice(ACTS).format(**words)}."


def measure_speed(folder: Path, count: int) -> dict[str, float]:
    """Sentences and words a second of processor time, parsing alone and the whole reader."""
    articles = load(sorted(folder.glob("*.txt"))[:count])
    reader = open_reader()
    reader.read_article(articles[0])
    before = time.process_time()
    docs = [part.doc for article in articles for part in parse(reader.nlp, article.text)]
    parsing = time.process_time() - before
    sentences = sum(1 for doc in docs for _ in doc.sents)
    words = sum(len(doc) for doc in docs)
    before = time.process_time()
    events = sum(len(reader.read_article(article)) for article in articles)
    whole = time.process_time() - before
    return {
        "sentences": sentences,
        "words a sentence": round(words / sentences, 1),
        "events": events,
        "parsing, sentences/s": round(sentences / parsing),
        "all but parsing, sentences/s": round(sentences / max(whole - parsing, 1e-9)),
        "whole, sentences/s": round(sentences / whole),
        "whole, words/s": round(words / whole),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--speed-on", type=int, default=100, help="articles to measure speed on")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        write_articles(folder, options.articles, options.seed)
        speed = measure_speed(folder, options.speed_on)
        print(json.dumps(speed), flush=True)
        watch = Watch(options.articles)
        corpus = read_corpus(folder, Path(place) / "out", workers=options.workers, progress=watch)
        seconds = time.perf_counter() - watch.started
        print(
            json.dumps(
                {
                    "articles": corpus.articles,
                    "events": corpus.events,
                    "seconds": round(seconds, 1),
                    "articles/s": round(corpus.articles / seconds, 1),
                    "MB at a quarter": watch.points[len(watch.points) // 4]["MB"],
                    "MB at the end": watch.points[-1]["MB"],
                }
            )
        )


if __name__ == "__main__":
    main()
