"""A fictional stand-off with every record filled in by hand: Selva and Norvik over a canal.

The records are in `selva/`: what `solve`, `stress` and `answer` would return, so that the
page can be tested without any of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from countermove.records.answers import Answer
from countermove.records.articles import Article
from countermove.records.events import Event, load_events
from countermove.reporting.page import Page, render_annex, render_page

FOLDER = Path(__file__).parent / "selva"


@dataclass(frozen=True)
class Case:
    """What `report` takes."""

    answer: Answer
    events: tuple[Event, ...] = ()
    articles: tuple[Article, ...] = ()
    afterwards: tuple[Event, ...] = ()

    @cached_property
    def _page(self) -> Page:
        return Page(self.answer, self.events, self.articles, self.afterwards)

    def page(self) -> Page:
        """The page's data, its charts drawn once."""
        return self._page


@pytest.fixture(scope="session")
def case() -> Case:
    """The whole fictional case."""
    return Case(
        load_answer(),
        load_events(FOLDER / "events.jsonl"),
        load_articles(),
        load_events(FOLDER / "afterwards.jsonl"),
    )


@pytest.fixture(scope="session")
def page_text(case: Case) -> str:
    """The annex of the whole case, rendered once."""
    return render_annex(case.page())


@pytest.fixture(scope="session")
def front_text(case: Case) -> str:
    """The brief and the argument of the whole case, rendered once."""
    return render_page(case.page())


@pytest.fixture(scope="session")
def bare_case() -> Case:
    """The same with all that may be missing missing: no events, articles, levers, readings."""
    return Case(load_answer(bare=True))


@pytest.fixture(scope="session")
def hostile_case(case: Case) -> Case:
    """The same with markup and script in every text that comes from outside."""
    fields = poisoned(json.loads(case.answer.dump()))
    events = [Event.model_validate(poisoned(json.loads(e.model_dump_json()))) for e in case.events]
    title = "<img src=x onerror=alert(1)>" + POISON
    spoilt = [replace_title(a, title) for a in case.articles]
    article = Article.from_text(f"Selva said: {POISON} and left.", id="bad<b>", title=title)
    event = events[0].model_copy(
        update={"id": "bad", "order": 99, "quotes": (article.quote(12, 12 + len(POISON)),)}
    )
    answer = Answer.model_validate(fields)
    return replace(
        case, answer=answer, events=(*events, event), articles=(*spoilt, article), afterwards=()
    )


POISON = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;\u202e"
PROSE = {
    "confidence_sentence", "counter_case", "clock_sentence", "course_label", "detail", "command",
    "difference", "label", "means", "motive", "move", "needs", "notes", "publisher", "question",
    "reason", "says", "sentence", "threshold", "title", "unit", "url", "value_unit", "what", "why",
    "word", "grade",
}  # fmt: skip


def poisoned(value: Any, key: str = "") -> Any:
    """Plain data with `POISON` after every text a reader sees."""
    if isinstance(value, dict):
        is_player = "payoffs" in value and "options" in value
        spoilt = {k: poisoned(v, k) for k, v in value.items()}
        if is_player or "side" in value:
            spoilt["name"] = value["name"] + POISON
        return spoilt
    if isinstance(value, list):
        return [poisoned(v, key) for v in value]
    return value + POISON if isinstance(value, str) and key in PROSE else value


def replace_title(article: Article, title: str) -> Article:
    """The same article under another title."""
    return article.model_copy(update={"title": title, "url": "javascript:alert(1)"})


def load_articles() -> tuple[Article, ...]:
    """The two articles."""
    return (
        Article.from_text(
            (FOLDER / "harbour.txt").read_text("utf-8"),
            id="harbour",
            title="The canal and the ice",
            publisher="Harbour Gazette",
            published=date(2031, 3, 20),
            url="https://example.org/harbour",
        ),
        Article.from_text(
            (FOLDER / "ledger.txt").read_text("utf-8"),
            id="ledger",
            title="Registers and coal",
            publisher="The Ledger",
        ),
    )


def load_answer(*, bare: bool = False) -> Answer:
    """The answer with its stress test, solution and stand-off; `bare` leaves out what it can."""
    parts: dict[str, Any] = {
        name: json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        for name in ("answer", "stress", "solution", "standoff")
    }
    if bare:
        for name, fields in MISSING.items():
            parts[name] |= fields
        parts["solution"]["play"] |= PLAY
        for view in ("now", "later"):
            parts["solution"][view] |= VIEW
    stress = parts["stress"] | {"standoff": parts["standoff"], "solution": parts["solution"]}
    return Answer.model_validate(parts["answer"] | {"stress": stress})


MISSING: dict[str, dict[str, Any]] = {
    "answer": {
        "flips": [], "judgements": [], "assumptions": [], "indicators": [],
        "clock_sentence": "", "counter_case": "",
    },
    "stress": {
        "importance": [], "thresholds": [], "pairs": [], "boxes": [], "flip_map": None,
        "variants": [], "deals": [], "outcome_bands": None,
    },
    "solution": {"diagnoses": [], "levers": [], "deals": [], "difference": ""},
    "standoff": {
        "levers": [], "readings": [], "moves": [], "outcomes": [], "notes": [], "as_of": None,
        "chance": [], "sources": [],
        "players": [{"id": "selva", "name": "Selva"}, {"id": "norvik", "name": "Norvik"}],
        "courses": {}, "rules": [],
    },
}  # fmt: skip
PLAY: dict[str, Any] = {
    "outcomes": [], "clock": [], "latest_start": None, "principal_line": [], "best_reply": [],
    "certificate": None,
}  # fmt: skip
VIEW: dict[str, Any] = {
    "states": [{"options": [], "label": "Today"}], "today_reasons": [], "equilibria": [],
    "routes": [], "removals": [], "counts": {}, "unlisted": 0, "sentence": "",
}  # fmt: skip
