"""Terminal, page and workbench say the same: headline, courses, shares, chances; no bare points."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import httpx
import pytest
from tests.workbench.conftest import CHOICES

from countermove.cli.showing import show_answer, show_brief
from countermove.filing import Case, Run, answer_case
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Answer
from countermove.records.stakes import stake_of
from countermove.reporting import annex_path, report
from countermove.reporting.briefing.plain import about
from countermove.reporting.charts.courses_shown import short_labels
from countermove.workbench.bench import Bench
from countermove.workbench.slider_scales import STOPS

PAGES = (
    "/", "/articles", "/articles/ferry", "/review", "/interview", "/history", "/sides", "/standoff",
    "/either-or", "/chronology", "/runs", "/redraft", "/reader",
)  # fmt: skip
POINTS = re.compile(r"\bpoints?\b|\bpts\b", re.IGNORECASE)
STAKED = """\
    stake: {label: a year without a ferry, worth: 10}
    prefers:
      - {this: own_port, to: give_in, by: AB, on: 2030-05-07, why: it has been tried}
"""


@pytest.fixture(scope="module", params=["found", "written"])
def answered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case answered; once with a stake of its own and a comparison that a person judged."""
    from tests.workbench.conftest import make_case

    place = make_case(tmp_path_factory.mktemp("truth") / "ferry")
    if request.param == "written":
        file = Case(place).standoff
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("    name: Ebbland\n", f"    name: Ebbland\n{STAKED}"))
    answer_case(Run(Case(place), CHOICES))
    return place


@pytest.fixture
def folder(answered: Path, tmp_path: Path) -> Path:
    """A copy of it, in place of the case that is not solved."""
    import shutil

    return Path(shutil.copytree(answered, tmp_path / "ferry"))


def plain(page: str) -> str:
    """What a reader sees of a page, in single spaces."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").split())


def terminal(answer: Answer) -> str:
    """All that the terminal shows of an answer, in single spaces."""
    out = io.StringIO()
    with redirect_stdout(out):
        show_brief(answer)
        show_answer(answer)
    return " ".join(out.getvalue().split())


def sides_of(client: httpx.Client, bench: Bench, tmp_path: Path) -> tuple[Answer, dict[str, str]]:
    """The answer, and the text of every place where it is told."""
    answer = bench.answer()
    assert answer is not None
    page = report(tmp_path / "page" / "report.html", answer, ())
    return answer, {
        "terminal": terminal(answer),
        "page": plain(page.read_text(encoding="utf-8")),
        "annex": plain(annex_path(page).read_text(encoding="utf-8")),
        "workbench": plain(client.get("/").text),
    }


def test_headline_courses_shares_and_chances_are_the_same_everywhere(
    client: httpx.Client, bench: Bench, tmp_path: Path
) -> None:
    answer, told = sides_of(client, bench, tmp_path)
    assert all(answer.headline in told[where] for where in ("terminal", "page", "workbench"))
    assert all(answer.sentence in told[where] for where in ("terminal", "annex"))
    shorts = short_labels(answer.stress)
    for course in answer.stress.courses:
        share = per_cent(course.share_best)
        assert f"{course.label} {share}" in told["terminal"]
        assert f"{course.label}" in told["workbench"]
        assert shorts[course.name] in told["annex"]
    shares = {per_cent(c.share_best) for c in answer.stress.courses}
    assert shares <= set(re.findall(r"\d+ %|under 1 %|over 99 %", told["workbench"]))
    for judgement in answer.judgements:
        assert (
            f"{judgement.word} ({per_cent(judgement.chance)} {judgement.rests_on})"
            in told["terminal"]
        )
        assert judgement.sentence in told["workbench"]
        assert judgement.about in told["annex"]


def test_every_probability_beside_a_word_of_likelihood_is_the_answers_own(
    client: httpx.Client, bench: Bench, tmp_path: Path
) -> None:
    """What stands in brackets behind a word of likelihood, wherever it stands."""
    answer, told = sides_of(client, bench, tmp_path)
    words = "|".join(sorted({j.word for j in answer.judgements}, key=len, reverse=True))
    known = {f"{j.word} ({say(j.chance)})" for j in answer.judgements for say in (per_cent, about)}
    known = {text.replace("\u00a0", " ") for text in known}
    found: dict[str, set[str]] = {}
    for where, text in told.items():
        said = re.findall(rf"\b({words}) \(((?:[a-z]+ )?\d+ %)", text)
        found[where] = {f"{word} ({chance})" for word, chance in said}
        assert found[where] <= known, where
    assert found["terminal"]
    assert found["workbench"] == found["annex"]


def every_page(client: httpx.Client) -> Iterator[tuple[str, str]]:
    """The text of all pages of the workbench, and of what the sliders ask for."""
    for path in PAGES:
        yield path, plain(client.get(path).text)
    number = {"players.EBB.payoffs[give_in].per_year": "-20"}
    for path in ("/whatif", "/whatif/full"):
        yield path, plain(client.post(path, data=number).text)


def test_no_points_are_shown_on_the_workbench(client: httpx.Client) -> None:
    for path, text in every_page(client):
        found = POINTS.search(text)
        assert found is None, f"{path}: {text[found.start() - 60 : found.end() + 20]}"


def test_sliders_are_told_against_a_stake(client: httpx.Client, bench: Bench) -> None:
    text = html.unescape(client.get("/").text)
    standoff = bench.standoff()
    assert standoff is not None
    told = re.findall(r'<output for="n\d+">([^<]+)</output>', text)
    stake = stake_of(standoff, "EBB").label
    assert any(f"what {stake} weighs" in words or f"as great as {stake}" in words for words in told)
    names = re.findall(r'<input id="n\d+" name="([^"]+)" type="range"', text)
    staked = [words for name, words in zip(names, told, strict=True) if ".payoffs[" in name]
    assert all(re.match("a loss|a gain|next to nothing", words) for words in staked)
    stops = json.loads(re.findall(r'data-words="(\[.*?\])"', text)[0])
    assert len(stops) == STOPS + 1


def test_who_judged_what_stands_on_the_page(
    answered: Path, client: httpx.Client, bench: Bench, tmp_path: Path
) -> None:
    judged = "AB" in Case(answered).standoff.read_text(encoding="utf-8")
    _, told = sides_of(client, bench, tmp_path)
    assert ("Comparisons that people judged: one by AB." in told["page"]) == judged
    assert ("AB 7 May 2030 100 %" in told["annex"]) == judged
