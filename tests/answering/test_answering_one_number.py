"""One probability for one thing, and no bare points, in everything that a person reads."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from countermove.answering import answer
from countermove.cli.showing import outcome_table, show_answer, show_brief, show_solution
from countermove.phrasing.numbers import per_cent
from countermove.records.answers import Answer
from countermove.records.stakes import stake_of
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.reporting import report
from countermove.reporting.notebook import show
from countermove.stressing import stress

POINTS = re.compile(r"\bpoints?\b|\bpts\b", re.IGNORECASE)


def with_stake(valley: Standoff) -> Standoff:
    """The valley with a stake that somebody wrote, and a lever's numbers of its own."""
    data = valley.model_dump(mode="python", round_trip=True)
    data["players"][0]["stake"] = {"label": "a year behind a closed pass", "worth": 20.0}
    return Standoff.model_validate(data)


@pytest.fixture(scope="module", params=["found", "written"])
def answered(request: pytest.FixtureRequest, valley: Standoff, stressed: Stress) -> Answer:
    if request.param == "found":
        return answer(stressed)
    return answer(stress(with_stake(valley), draws=32, seed=5))


def pages(answered: Answer, folder: Path) -> Iterator[tuple[str, str]]:
    """All text of the pages, without their styles and scripts."""
    for kind in ("html", "md", "docx"):
        report(folder / f"page.{kind}", answered, [])
    for path in sorted(folder.iterdir()):
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as file:
                text = file.read("word/document.xml").decode()
        else:
            text = path.read_text(encoding="utf-8")
        text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
        yield path.name, html.unescape(re.sub(r"<[^>]+>", " ", text))


def screens(answered: Answer) -> Iterator[tuple[str, str]]:
    """All that the terminal and a notebook show."""
    held = answered.stress.standoff
    writers: tuple[tuple[str, Callable[[], None]], ...] = (
        ("answer", lambda: show_answer(answered)),
        ("brief", lambda: show_brief(answered)),
        ("solve", lambda: show_solution(answered.stress.solution, stake_of(held, held.subject))),
    )
    for name, write in writers:
        out = io.StringIO()
        with redirect_stdout(out):
            write()
        yield name, out.getvalue()
    for record in (answered, answered.stress, answered.stress.solution, held):
        yield type(record).__name__, show(record)


def sentences(value: object) -> Iterator[str]:
    """Every sentence a record holds for people."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "standoff":
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)
    elif isinstance(value, str):
        yield value


def test_no_points_are_shown_to_anybody(answered: Answer, tmp_path: Path) -> None:
    for name, text in (*pages(answered, tmp_path), *screens(answered)):
        found = POINTS.search(text)
        assert found is None, f"{name}: {text[found.start() - 60 : found.end() + 20]}"
    for text in sentences(json.loads(answered.model_dump_json())):
        assert not POINTS.search(text), text


def test_what_is_said_names_the_stake(answered: Answer, tmp_path: Path) -> None:
    held = answered.stress.standoff
    label = stake_of(held, held.subject).label
    texts = dict((*pages(answered, tmp_path), *screens(answered)))
    for name in ("page-annex.html", "page.md", "answer", "Stress"):
        assert label in " ".join(texts[name].replace("│", " ").split()), name


def test_a_chance_is_one_number_wherever_it_stands(answered: Answer, tmp_path: Path) -> None:
    """Judgements, the chances of each course, the bands, the paths and the terminal's table."""
    last = max(p.times[-1] for p in answered.stress.paths)
    paths = {(p.course, p.outcome): p for p in answered.stress.paths}
    for judgement in answered.judgements:
        own = paths[answered.course, judgement.outcome]
        beside = {c.outcome: c.chance for c in answered.chances if c.course == answered.course}
        assert judgement.chance == beside[judgement.outcome]
        assert judgement.chance == pytest.approx(own.chances[-1], abs=1e-9)
        assert f"({round(100 * judgement.chance)} %)" in judgement.sentence
    for name, table in (("holds", "outcome_bands"), ("has happened", "happened_bands")):
        rows = getattr(answered.stress, table).rows
        for outcome, _, course, years, mean, *_ in rows:
            path = paths[course, outcome]
            chances = path.chances if name == "holds" else path.ever
            at = min(range(len(path.times)), key=lambda k: abs(path.times[k] - years))
            if path.times[at] == years:
                assert chances[at] == pytest.approx(mean, abs=1e-9), (name, outcome, years)
    shown = list(outcome_table(answered).columns[1].cells)
    assert shown == [f"{100 * j.chance:.0f} %" for j in answered.judgements]
    assert last == answered.stress.solution.play.horizon
    annex = dict(pages(answered, tmp_path))["page-annex.html"]
    for chance in answered.chances:
        if chance.course == answered.course:
            assert per_cent(chance.chance).replace(" ", "") in annex.replace("\u00a0", "").replace(
                " ", ""
            )
