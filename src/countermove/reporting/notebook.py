"""What a notebook shows for a record: the same words and charts as the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from countermove.phrasing.characters import clean
from countermove.records.answers import Answer
from countermove.records.events import Event
from countermove.records.record import Record
from countermove.records.results import Solution
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress
from countermove.reporting import charts
from countermove.reporting.environment import page_environment
from countermove.reporting.figures import Figure
from countermove.reporting.palette import LIGHT
from countermove.reporting.staking import say_stakes, weigh_stress

__all__ = ["show"]

FRAME = """<div class="countermove">{% if title %}<p><strong>{{ title }}</strong></p>{% endif %}
{% for line in lines %}<p>{{ line }}</p>{% endfor %}
{% for f in figures %}<figure><figcaption><strong>{{ f.title }}</strong></figcaption>
{{ svg(f) }}<p>{{ f.caption }}</p></figure>{% endfor %}</div>"""


def show(record: Record | Sequence[Event]) -> str:
    """HTML of a record for a notebook cell, complete in itself.

    An `Answer`, `Stress`, `Solution`, `Stand-off`, an `Event` or a sequence of events is
    shown in words and charts; any other record as its canonical text.
    """
    if not isinstance(record, Record):
        return framed("", [], [charts.chronology(record)])
    for kind, view in VIEWS:
        if isinstance(record, kind):
            return view(record)
    return clean(str(Markup("<pre>{}</pre>").format(record.dump())))


def framed(title: str, lines: Sequence[str], figures: Sequence[Figure | None]) -> str:
    """Words and charts on light paper, since a notebook has no style of ours."""
    template: Template = page_environment().from_string(FRAME)
    kept = [f for f in figures if f is not None]
    page = template.render(title=title, lines=[x for x in lines if x], figures=kept, svg=on_paper)
    return clean(page)


def on_paper(figure: Figure) -> Markup:
    """The wide drawing with its paper under it."""
    svg = figure.svg
    end = svg.index(">") + 1
    paper = f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>'
    return Markup(svg[:end] + paper + svg[end:])  # noqa: S704  # drawn and escaped by us


def show_answer(answer: Answer) -> str:
    """The sentence, the judgements, then the confidence, then the charts that matter most."""
    stress = weigh_stress(answer.stress)
    words = [
        answer.sentence,
        answer.leans,
        *answer.decides,
        *(j.sentence for j in answer.judgements),
        answer.confidence_sentence,
    ]
    words.append(say_stakes(answer.stress.standoff))
    figures = [
        charts.course_comparison(stress),
        charts.tornado(stress),
        charts.clock(stress.solution.play, course=answer.course),
    ]
    return framed(answer.question, [*words, answer.clock_sentence], figures)


def show_stress(stress: Stress) -> str:
    """The comparison of courses and what would flip it."""
    words = [f"{stress.draws:,} draws, seed {stress.seed}."]
    words.append(say_stakes(stress.standoff))
    stress = weigh_stress(stress)
    drawn = [charts.course_comparison(stress), charts.tornado(stress), charts.flip_map(stress)]
    return framed(stress.standoff.title, words, [*drawn, charts.outcome_chances(stress)])


def show_solution(solution: Solution) -> str:
    """The two snapshots; what waiting costs is told with a stake, which an answer has."""
    words = [solution.now.sentence, solution.later.sentence, solution.difference]
    figures = [charts.move_graph(solution.now)]
    return framed("", words, figures)


def show_standoff(standoff: Standoff) -> str:
    """The sides with what they can do."""
    words = [standoff.question]
    words += [f"{p.name}: {'; '.join(o.label for o in p.options)}" for p in standoff.players]
    return framed(standoff.title, words, [charts.lever_shares(x) for x in standoff.levers])


def show_event(event: Event) -> str:
    """An event with its words."""
    return framed("", [event.label or event.action, *(f"“{q.text}”" for q in event.quotes)], [])


VIEWS: tuple[tuple[type[Record], Callable[[Any], str]], ...] = (
    (Answer, show_answer),
    (Stress, show_stress),
    (Solution, show_solution),
    (Standoff, show_standoff),
    (Event, show_event),
)
