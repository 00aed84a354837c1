"""Every chance, share and course name is the same on terminal, page, annex and workbench.

Small cases always; the bundled articles and the essay with the slow tests.
"""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from tests.told import (
    Facts,
    contradictions,
    from_annex,
    from_page,
    from_record,
    from_terminal,
    from_workbench,
    plain,
    terminal_text,
)
from tests.workbench.conftest import CHOICES, LIKELIEST, make_case, running

from countermove.catalog import find_article
from countermove.filing import Case, Run, answer_case
from countermove.records.answers import Answer
from countermove.reporting import annex_path, report
from countermove.workbench import Keys, make_bench
from countermove.workbench.listening import listen

ESSAY = Path(__file__).parents[3] / "shared" / "essays" / "tokayev.txt"
BUNDLED = ("kazakhstan-2022", "gas-valve", "emirate-blockade", "harbour-strike", "essay")
SLOW = (pytest.mark.slow, pytest.mark.timeout(900))
READ = {
    "terminal": from_terminal,
    "workbench": from_workbench,
    "annex": from_annex,
    "page": from_page,
}


class Told:
    """An answer, and the source of every place that tells it."""

    def __init__(self, answer: Answer, sources: dict[str, str]) -> None:
        self.answer = answer
        self.sources = sources

    def facts(self, **others: str) -> dict[str, Facts]:
        """What each place says; `others` in place of a source."""
        sources = self.sources | others
        return {place: READ[place](text, self.answer) for place, text in sources.items()}


@pytest.fixture(
    scope="module", params=["ferry", *(pytest.param(name, marks=SLOW) for name in BUNDLED)]
)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("truth") / "case"
    if request.param == "ferry":
        answer = answer_case(Run(Case(make_case(folder)), CHOICES))
    else:
        if request.param == "essay" and not ESSAY.exists():
            pytest.skip(f"NOT RUN: {ESSAY} is absent")
        source = ESSAY if request.param == "essay" else find_article(request.param)
        answer = answer_case(Run(Case(folder), LIKELIEST), [source])
    page = report(folder.parent / "page" / "report.html", answer, ())
    return Told(
        answer,
        {
            "terminal": terminal_text(answer),
            "workbench": first_page(folder),
            "annex": annex_path(page).read_text(encoding="utf-8"),
            "page": page.read_text(encoding="utf-8"),
        },
    )


def first_page(folder: Path) -> str:
    """The workbench's first page over a case."""
    listener = listen("127.0.0.1", 0)
    host = f"127.0.0.1:{listener.getsockname()[1]}"
    bench = make_bench(folder, Keys(frozenset({host})), CHOICES)
    with running(bench, listener), httpx.Client(follow_redirects=True, timeout=60) as browser:
        found = browser.get(f"http://{host}/", params={"token": bench.keys.token})
    assert found.status_code == 200
    return found.text


def test_no_place_contradicts_another_or_the_record(told: Told) -> None:
    facts = told.facts()
    assert contradictions({**facts, "record": from_record(told.answer)}) == []


def test_every_place_tells_what_is_its_to_tell(told: Told) -> None:
    """Where nothing is read off a page, nothing can contradict."""
    facts, answer = told.facts(), told.answer
    courses = {("first in", plain(c.label)) for c in answer.stress.courses}
    outcomes = {("likelihood", plain(j.about)) for j in answer.judgements}
    assert courses
    assert outcomes
    assert courses | outcomes <= facts["terminal"].keys()
    assert courses | outcomes <= facts["workbench"].keys()
    assert outcomes <= facts["annex"].keys()
    for place in ("terminal", "workbench", "page"):
        assert ("headline", "") in facts[place]
    named = {name for kind, name in facts["workbench"] if kind == "first in"}
    assert named == {plain(c.label) for c in answer.stress.courses}
    claims = {fact for fact in facts["page"] if fact[0] == "likelihood"}
    assert min(3, len(outcomes)) <= len(claims)
    assert claims <= outcomes
    if any(p.history is not None for p in answer.prospects):
        past = {fact for fact in facts["terminal"] if fact[0] == "past cases"}
        assert past
        assert past <= facts["annex"].keys()


@pytest.mark.parametrize("place", sorted(READ))
def test_one_changed_number_is_found(told: Told, place: str) -> None:
    record = from_record(told.answer)
    found = contradictions({**told.facts(**{place: mutate(told, place)}), "record": record})
    assert len(found) == 1
    assert place in found[0]


@pytest.mark.parametrize("place", ["terminal", "workbench", "page"])
def test_another_headline_is_found(told: Told, place: str) -> None:
    headline = told.answer.headline.split()
    assert len(headline) > 3
    source = told.sources[place]
    words = r"\s+".join(map(re.escape, headline[:3]))
    other = re.sub(words, "Nobody should do", source)
    assert other != source
    found = contradictions({**told.facts(**{place: other}), "record": from_record(told.answer)})
    assert [line for line in found if line.startswith("headline")]


def mutate(told: Told, place: str) -> str:
    """The source of a place with one chance changed: the first behind its outcome, or a claim's."""
    source = told.sources[place]
    label = r"\s+".join(map(re.escape, told.answer.judgements[0].about.split()))
    behind = rf"{label}(?:<[^>]*>|\s)*:[^%]{{0,200}}?\((\d+)"
    wanted = r'class="claim">[^%]*?\((\d+)' if place == "page" else behind
    found = re.search(wanted, source)
    assert found is not None, place
    start, end = found.span(1)
    return f"{source[:start]}{(int(source[start:end]) + 7) % 90 + 5}{source[end:]}"
