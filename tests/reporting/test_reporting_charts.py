"""Every chart: a sound drawing, words that come from the data, and a table of it."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from countermove.records.events import Event
from countermove.reporting import charts
from countermove.reporting.charts.chronology import in_order
from countermove.reporting.charts.courses_shown import shown_courses
from countermove.reporting.charts.levers import slug
from countermove.reporting.charts.marks import arrow, spread
from countermove.reporting.charts.moves import crowded
from countermove.reporting.charts.outcomes import names_of, say_chance, together
from countermove.reporting.charts.readings import reading_shares
from countermove.reporting.charts.state_boxes import laid_out
from countermove.reporting.drawing import draw
from countermove.reporting.figures import Figure
from countermove.reporting.first_screen import tiles
from countermove.reporting.palette import DARK, LIGHT, STYLES, styles
from countermove.reporting.renderer import RenderError

if TYPE_CHECKING:
    from tests.reporting.conftest import Case

NAMES = (
    "chronology",
    "courses",
    "outcomes",
    "what-matters",
    "flip-map",
    "clock",
    "moves-now",
    "moves-later",
    "lever-grain",
    "cost-grain",
    "readings-norvik",
)


@pytest.fixture(scope="module")
def figures(case: Case) -> dict[str, Figure]:
    return {f.name: f for f in case.page().all_figures()}


def test_the_full_case_has_every_chart(figures: dict[str, Figure]) -> None:
    assert tuple(figures) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_one_named_image_in_known_colours(
    figures: dict[str, Figure], name: str
) -> None:
    figure = figures[name]
    root = ElementTree.fromstring(figure.svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root[0].tag == space + "title"
    assert root[0].text == figure.title
    assert root[1].tag == space + "desc"
    assert root[1].text == figure.description
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert set(str(root.get("aria-labelledby")).split()) <= set(ids)
    tags = {e.tag.removeprefix(space) for e in root.iter()}
    assert not tags & {"script", "image", "a", "foreignObject", "style", "use"}
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]+)"', figure.svg))
    assert colours <= set(LIGHT.values())
    assert root.find(f".//{space}text") is not None


@pytest.mark.parametrize("name", NAMES)
def test_both_widths_fit_their_place(figures: dict[str, Figure], name: str) -> None:
    wide, narrow = (
        float(str(ElementTree.fromstring(svg).get("width")))
        for svg in (figures[name].wide, figures[name].narrow)
    )
    assert narrow <= 360 < wide <= 800


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_a_cell_for_every_column(figures: dict[str, Figure], name: str) -> None:
    table = figures[name].table
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_on_a_page_colours_are_variables_and_ids_differ(
    figures: dict[str, Figure], name: str
) -> None:
    inline = str(figures[name].inline)
    assert not re.search(r'(?:fill|stroke)="#', inline)
    assert set(re.findall(r"var\(--(\w+)\)", inline)) <= set(LIGHT)
    assert "font-family=" not in inline
    assert "style=" not in inline
    ids = re.findall(r'\bid="([^"]*)"', inline)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("chronology", "One arrow leads to an answer, with the words that say so."),
        ("chronology", "Selva is on the left, Norvik and others on the right; time runs down."),
        ("courses", "“Stand alone” is best in 71\u00a0% of 1,024 draws"),
        ("outcomes", "9\u00a0% under the best course"),
        ("what-matters", "accounts for 52\u00a0%"),
        ("flip-map", "“Stand alone” is best on"),
        ("clock", "Waiting 1 year with “Stand alone” costs 0.47 of the stake."),
        ("clock", "Begun up to 2 years from now"),
        ("moves-now", "Today is not among them."),
        ("moves-now", "“Selva settles and dredges; the canal is open”"),
        ("lever-grain", "fell from 74\u00a0% in 2028 to 62\u00a0% in 2030"),
        ("cost-grain", "Selva bears most: 0.54 bn crowns a year (0.4 to 0.7)."),
        ("readings-norvik", "“Norvik wants obedience” goes from 50\u00a0% to 72\u00a0%."),
        ("readings-norvik", "1 move teaches nothing"),
    ],
)
def test_a_caption_says_what_to_see(figures: dict[str, Figure], name: str, words: str) -> None:
    assert words in figures[name].caption


def test_the_flip_maps_caption_counts_its_cells(case: Case, figures: dict[str, Figure]) -> None:
    grid = case.answer.stress.flip_map
    assert grid is not None
    cells = [c for row in grid.best for c in row]
    share = round(100 * cells.count("stand alone") / len(cells))
    assert f"“Stand alone” is best on {share}\u00a0%" in figures["flip-map"].caption


def test_nothing_is_drawn_from_nothing(bare_case: Case) -> None:
    page = bare_case.page()
    assert [f.name for f in page.all_figures()] == ["courses"]


def test_drawing_again_gives_the_same_bytes(case: Case) -> None:
    from countermove.reporting.drawing import render

    first = charts.chronology(case.events, "selva")
    render.cache_clear()
    again = charts.chronology(tuple(reversed(case.events)), "selva")
    assert first == again


def test_a_chart_that_names_an_address_is_refused() -> None:
    spec = {
        "data": {"url": "http://127.0.0.1:9/data.csv"},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    with pytest.raises(RenderError, match=r"(?i)not allowed|denied"):
        draw(spec)


def test_events_without_a_date_follow_the_one_told_before(case: Case) -> None:
    assert [e.id for e in in_order(case.events)] == [
        "e01", "e02", "e03", "e04", "e05", "e06", "e07", "e09", "e08", "e10", "e11",
    ]  # fmt: skip


def test_events_without_any_date_stand_in_order_of_telling(case: Case) -> None:
    undated = [e.model_copy(update={"date": None}) for e in case.events]
    assert [e.order for e in in_order(undated[::-1])] == sorted(e.order for e in undated)
    assert charts.chronology(undated, "selva") is not None


def test_the_date_of_an_article_is_no_date_of_an_event(case: Case) -> None:
    first, second, third = case.events[:3]
    late = second.model_copy(update={"date": date(2040, 1, 1), "precision": "unknown"})
    assert [e.id for e in in_order([third, late, first])] == [first.id, late.id, third.id]
    figure = charts.chronology([first, late, third])
    assert figure is not None
    assert figure.table.rows[1][0] == "undated"
    assert "2040" not in figure.wide


def test_of_two_flips_of_one_number_the_nearer_is_shown(case: Case) -> None:
    stress = case.answer.stress
    near = next(t for t in stress.thresholds if t.flips)
    far = near.model_copy(update={"at": 987.0, "distance": 0.99})
    doubled = stress.model_copy(update={"thresholds": (near, far)})
    figure = charts.tornado(doubled)
    assert figure is not None
    assert not any("987" in str(cell) for row in figure.table.rows for cell in row)
    tile = tiles(case.answer.model_copy(update={"stress": doubled}))[-1]
    assert (tile.value, tile.note) == ("1", "of 1 uncertain numbers flip it alone")


def test_lines_that_end_together_are_named_once(case: Case) -> None:
    stress = case.answer.stress
    paths = stress.solution.play.outcomes
    one = [p for p in paths if p.outcome == paths[0].outcome]
    level = [p.model_copy(update={"chances": (*p.chances[:-1], 0.4)}) for p in one]
    assert [len(g) for g in together(level)] == [len(one)]
    assert names_of(level, level, one[0].course, {}) == "under every course"


def test_chances_of_what_may_come_are_drawn_and_told_within_floor_and_ceiling(case: Case) -> None:
    stress = case.answer.stress
    play = stress.solution.play
    shown = {c.name for c in shown_courses(stress)}
    never, ever = ((0.0,) + (x,) * (len(play.outcomes[0].times) - 1) for x in (0.0, 1.0))
    bare = [
        p.model_copy(update={"chances": ever if p.course == stress.best_course else never})
        for p in play.outcomes
        if p.course in shown
    ]
    solution = stress.solution.model_copy(
        update={"play": play.model_copy(update={"outcomes": tuple(bare)})}
    )
    figure = charts.outcome_chances(stress.model_copy(update={"solution": solution}))
    assert figure is not None
    first = figure.table.columns.index("today")
    told = {str(cell) for row in figure.table.rows for cell in row[first + 1 : -1]}
    assert told == {"1\u00a0%", "99\u00a0%"}
    assert {row[first] for row in figure.table.rows} == {"does not hold"}
    assert not re.search(r"\b(?:0|100)\u00a0%", figure.caption)
    drawn = [float(c) for c in re.findall(r'"chance":\s*([0-9.e-]+)', str(figure.wide))]
    assert all(0.01 <= c <= 0.99 for c in drawn if c)


def test_of_today_the_table_says_whether_it_holds(case: Case) -> None:
    path = case.answer.stress.solution.play.outcomes[0]
    for chance, says in ((0.0, "does not hold"), (1.0, "holds")):
        assert say_chance(path.model_copy(update={"chances": (chance,)}), 0) == says


def test_a_long_walk_is_drawn_downwards_with_boxes_wide_enough_for_words(case: Case) -> None:
    view = case.answer.stress.solution.now
    depth = dict.fromkeys(range(len(view.states)), 0) | {
        s: min(i, 4) for i, s in enumerate(range(len(view.states)))
    }
    boxes, height = laid_out(view, depth, case.page().labels, 760, down=True)
    assert all(b["x2"] - b["x"] >= 180 for b in boxes.values())
    assert max(b["y2"] for b in boxes.values()) <= height


def test_many_events_are_thinned_and_the_caption_says_so(case: Case) -> None:
    many: list[Event] = [
        e.model_copy(update={"id": f"{e.id}-{n}", "answers": (), "order": 100 * n + e.order})
        for n in range(9)
        for e in case.events
    ]
    figure = charts.chronology([*case.events, *many], "selva")
    assert figure is not None
    assert f"36 of {len(many) + len(case.events)} events are drawn" in figure.caption
    assert len(figure.table.rows) == len(many) + len(case.events)


def test_a_number_without_a_place_is_not_drawn(case: Case) -> None:
    play = case.answer.stress.solution.play
    odd = play.clock[3].model_copy(update={"value": float("nan")})
    starts = tuple(odd if s is play.clock[3] else s for s in play.clock)
    figure = charts.clock(play.model_copy(update={"clock": starts}))
    assert figure is not None
    assert "NaN" not in figure.svg


def test_names_that_clean_alike_stay_apart() -> None:
    assert slug("grain") == "grain"
    found = {slug(n) for n in ("grain", "Grain", "gr ain", "gr-ain", "зерно", "уголь")}
    assert len(found) == 6
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in found)


def test_spread_keeps_order_and_distance() -> None:
    moved = spread([0.5, 0.5, 0.1, 0.98], 0.15, 0.0, 1.0)
    ranked = sorted(moved)
    assert all(b - a >= 0.15 - 1e-9 for a, b in itertools.pairwise(ranked))
    assert moved.index(min(moved)) == 2
    assert max(moved) <= 1.0


def test_an_arrow_starts_and_ends_where_it_should() -> None:
    curve, angle = arrow((0, 0), (10, 0))
    assert curve[0] == pytest.approx((0, 0))
    assert curve[-1] == pytest.approx((10, 0))
    assert angle == pytest.approx(90)


def test_courses_differ_by_more_than_colour() -> None:
    assert len({(s.dash, s.shape) for s in STYLES}) == len(STYLES)
    assert len(styles(list("abcdefgh"))) == 8


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised"])
def test_colours_stand_out_from_their_paper(palette: dict[str, str], paper: str) -> None:
    for role in ("ink", "muted", "c1", "c2", "c3", "c4", "c5", "c6", "alert"):
        assert contrast(palette[role], palette[paper]) >= 4.5, role
    assert contrast(palette["line"], palette[paper]) >= 3
    assert contrast(palette["ink"], palette["mark"]) >= 4.5


def test_every_colour_has_one_role() -> None:
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert set(LIGHT) == set(DARK)


def test_a_reading_that_gains_nothing_is_said_to_stay(case: Case) -> None:
    diagnosis = case.answer.stress.solution.diagnoses[0]
    level = diagnosis.model_copy(update={"posterior": diagnosis.prior, "updates": ()})
    figure = reading_shares(level, "Norvik")
    assert figure is not None
    assert "stays at" in figure.caption
    assert "goes from" not in figure.caption


def test_names_on_crossing_arrows_stand_apart() -> None:
    rows = [{"x": 100.0, "y": 50.0}]
    assert crowded((120.0, 55.0), rows)
    assert not crowded((120.0, 70.0), rows)
    assert not crowded((180.0, 55.0), rows)


def test_the_second_best_course_is_always_among_those_shown(case: Case) -> None:
    stress = case.answer.stress
    shown = [c.name for c in shown_courses(stress, most=2)]
    named = [c for c in stress.courses if c.name in stress.standoff.courses]
    rest = sorted((c for c in named if c.name != stress.best_course), key=lambda c: -c.share_best)
    assert shown == [stress.best_course, rest[0].name]
