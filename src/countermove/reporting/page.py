"""What the page says, in its order; the templates only lay it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from countermove.phrasing.lists import join
from countermove.phrasing.stakes import say_against
from countermove.records.answers import Answer
from countermove.records.articles import Article, Quote
from countermove.records.events import Event
from countermove.records.histories import Prospect
from countermove.records.results import Diagnosis, Play, Solution, Table
from countermove.records.signals import Signals
from countermove.records.stability import Stability
from countermove.records.stakes import stake_of
from countermove.records.standoffs import ChanceOption, Option, Stake, Standoff
from countermove.records.stresses import NumberName, Stress
from countermove.reporting import charts
from countermove.reporting.arguing import Argument, write_argument
from countermove.reporting.briefing import Brief, write_brief
from countermove.reporting.charts.chronology import in_order
from countermove.reporting.charts.courses_shown import short_labels
from countermove.reporting.charts.state_boxes import changes
from countermove.reporting.claims import QuotePlaces, quotes_in, quotes_of
from countermove.reporting.course_cards import CourseCards, make_cards
from countermove.reporting.environment import (
    content_policy,
    page_environment,
    page_script,
    page_style,
)
from countermove.reporting.figures import Figure
from countermove.reporting.lever_views import LeverView, lever_views
from countermove.reporting.rows import (
    AssumptionRow,
    JudgedRow,
    VariantRow,
    assumption_rows,
    judged_rows,
    spreads,
    variant_rows,
)
from countermove.reporting.staking import say_stakes, weigh_stress
from countermove.reporting.wording import dated

__all__ = [
    "Page",
    "ReadingView",
    "render_annex",
    "render_page",
    "render_sheet",
]


@dataclass(frozen=True)
class ReadingView:
    """The readings of a player with their chart."""

    record: Diagnosis
    figure: Figure | None


@dataclass(frozen=True)
class Page:
    """Everything the templates need; made from records alone, nothing is solved."""

    answer: Answer
    told: Sequence[Event] = ()
    articles: Sequence[Article] = ()
    afterwards: Sequence[Event] = ()
    afterwards_table: Table | None = None
    sides_named: bool = False
    signals: Signals | None = None
    page_name: str = "report.html"
    annex_name: str = "report-annex.html"
    style: Markup = field(default_factory=lambda: Markup(page_style()))  # noqa: S704
    script: Markup = field(default_factory=lambda: Markup(page_script()))  # noqa: S704
    policy: Markup = field(default_factory=content_policy)

    @cached_property
    def stress(self) -> Stress:
        """The stress test behind the answer, its amounts as multiples of stakes."""
        return weigh_stress(self.answer.stress)

    @property
    def weighed(self) -> Answer:
        """The answer with its amounts as multiples of stakes."""
        return self.answer.model_copy(update={"stress": self.stress})

    @property
    def stakes(self) -> str:
        """What the amounts are multiples of."""
        return say_stakes(self.answer.stress.standoff)

    @property
    def knowing(self) -> str:
        """What it would be worth to know every number, against the subject's stake."""
        return say_against(self.stress.evpi, 1.0, self.stake(self.standoff.subject).label)

    def stake(self, player: str) -> Stake:
        """What a player's numbers are said against."""
        return stake_of(self.standoff, player)

    @property
    def solution(self) -> Solution:
        """The stand-off solved at its likely values."""
        return self.stress.solution

    @property
    def play(self) -> Play:
        """How play unfolds."""
        return self.solution.play

    @property
    def standoff(self) -> Standoff:
        """The stand-off."""
        return self.stress.standoff

    @cached_property
    def brief(self) -> Brief:
        """What one A4 page says."""
        return write_brief(self.answer, self.events, sides_named=self.sides_named)

    @cached_property
    def argument(self) -> Argument:
        """The five charts that carry the brief."""
        return write_argument(self.answer, self.events)

    @cached_property
    def looks(self) -> dict[str, str]:
        """The colour of each course, by its short name in small letters."""
        roles = charts.course_styles(self.stress)
        return {self.short[name].lower(): look.role for name, look in roles.items()}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in order."""
        return tuple(in_order(self.told))

    @property
    def any_date(self) -> bool:
        """Whether any event has a date, so that the others are told to be undated."""
        return any(dated(e) is not None for e in self.events)

    @cached_property
    def event_numbers(self) -> dict[str, int]:
        """Each event's number on the page."""
        return {e.id: n for n, e in enumerate(self.events, start=1)}

    @cached_property
    def words(self) -> QuotePlaces:
        """Where every quote is."""
        return QuotePlaces(self.articles, quotes_in(self.events, self.standoff, self.afterwards))

    @cached_property
    def labels(self) -> dict[str, str]:
        """What to print for each option."""
        return self.standoff.labels()

    @cached_property
    def names(self) -> dict[str, str]:
        """What to print for each player."""
        return {p.id: p.name for p in self.standoff.players}

    @property
    def subject_name(self) -> str:
        """The subject's name."""
        return self.names[self.standoff.subject]

    @cached_property
    def short(self) -> dict[str, str]:
        """A short name for each course."""
        return short_labels(self.stress)

    @cached_property
    def numbers(self) -> dict[str, NumberName]:
        """The uncertain numbers by key."""
        return {n.key: n for n in self.stress.numbers}

    @cached_property
    def sources(self) -> dict[str, int]:
        """Each source's number on the page."""
        return {s.id: n for n, s in enumerate(self.standoff.sources, start=1)}

    def quotes_of(self, item: Option | ChanceOption) -> tuple[Quote, ...]:
        """The words an option was drafted from."""
        return quotes_of(item.quotes, item.events, {e.id: e for e in self.events})

    @cached_property
    def course_quotes(self) -> tuple[Quote, ...]:
        """The words that the options of the answer's course were drafted from."""
        chosen = set(self.standoff.courses.get(self.answer.course, ()))
        for course in self.play.courses:
            if course.name == self.answer.course:
                chosen |= set(course.options)
        found: list[Quote] = []
        for _, option in self.standoff.options():
            if option.name in chosen:
                found += self.quotes_of(option)
        return tuple(dict.fromkeys(found))

    @staticmethod
    def web(url: str) -> bool:
        """Whether an address is an ordinary web address, fit for a link."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return url.isprintable() and parts.scheme in {"http", "https"} and bool(parts.netloc)

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """The events that past cases count, by each horizon."""
        return tuple(p for p in self.answer.prospects if p.history is not None)

    @cached_property
    def spreads(self) -> dict[str, tuple[float, float]]:
        """Each outcome's low and high chance in nine draws of ten under the answer's course."""
        return spreads(self.stress.outcome_bands, self.answer.course)

    @cached_property
    def assumptions(self) -> tuple[AssumptionRow, ...]:
        """The assumed numbers nobody has confirmed, most influential first, as a table."""
        return assumption_rows(self.weighed)

    @cached_property
    def judged(self) -> tuple[JudgedRow, ...]:
        """The comparisons that people judged."""
        return judged_rows(self.standoff)

    @cached_property
    def variants(self) -> tuple[VariantRow, ...]:
        """The answer when the model is changed, what changes it first."""
        return variant_rows(self.weighed, self.short)

    @cached_property
    def courses(self) -> CourseCards:
        """The courses shown, with their worth to both sides and what they lead to."""
        return make_cards(self.answer, self.stress, self.names, self.short)

    def changes(self, view: Stability, state: int) -> tuple[tuple[str, str], ...]:
        """What a state switches on (+) or off (−) against today's, in the options' labels."""
        return tuple((sign, self.labels.get(o, o)) for sign, o in changes(view, state))

    @property
    def deals(self) -> tuple[str, ...]:
        """Deals in words, from the stress test where it has them."""
        return tuple(d.sentence for d in self.stress.deals if d.sentence)

    @cached_property
    def figures(self) -> dict[str, Figure | None]:
        """Every chart of the page but those of single levers and readings."""
        stress, names = self.stress, self.names
        return {
            "chronology": charts.chronology(self.events, self.standoff.subject, self.subject_name),
            "courses": charts.course_comparison(stress),
            "outcomes": charts.outcome_chances(stress),
            "what-matters": charts.tornado(stress),
            "flip-map": charts.flip_map(stress),
            "clock": charts.clock(
                self.play, self.short, looks=charts.course_styles(stress), course=self.answer.course
            ),
            "moves-now": charts.move_graph(self.solution.now, names, self.labels),
            "moves-later": charts.move_graph(self.solution.later, names, self.labels),
        }

    @cached_property
    def levers(self) -> tuple[LeverView, ...]:
        """Every lever, from the stand-off or from the solution."""
        return lever_views(self.standoff.levers, self.solution.levers, self.names)

    @cached_property
    def diagnoses(self) -> tuple[ReadingView, ...]:
        """The readings of each player."""
        return tuple(
            ReadingView(d, charts.reading_shares(d, self.names.get(d.player, d.player)))
            for d in self.solution.diagnoses
        )

    @cached_property
    def disputed(self) -> tuple[Event, ...]:
        """Events that carry a flag, or that are alleged or denied."""
        return tuple(e for e in self.events if e.flags or e.standing in {"alleged", "denied"})

    @property
    def disputed_lead(self) -> str:
        """How many events are disputed."""
        count, all_ = len(self.disputed), len(self.events)
        return f"{count} of {all_} events are alleged, denied, or do not fit what else is told."

    @property
    def model_lead(self) -> str:
        """The sides, and how large the model is."""
        sides = join(p.name for p in self.standoff.players)
        count = len(self.labels)
        return (
            f"{sides}. {count} things can be in force or not; {self.play.states:,} situations can "
            f"come about from today. The subject is {self.subject_name}."
        )

    @property
    def indicator_rows(self) -> tuple[tuple[str, str, str], ...]:
        """What to watch, with thresholds."""
        return tuple((i.what, i.threshold, i.means) for i in self.answer.indicators)

    def all_figures(self) -> tuple[Figure, ...]:
        """Every chart that has data, in the order of the page."""
        found = [f for f in self.figures.values() if f is not None]
        for lever in self.levers:
            found += [f for f in (lever.shares, lever.costs) if f is not None]
        found += [d.figure for d in self.diagnoses if d.figure is not None]
        return tuple(found)

    @cached_property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """The sections that have something to say, with their headings."""
        has_counter = bool(self.answer.counter_case or self.play.best_reply)
        sections = (
            ("bottom-line", "The answer in full", True),
            ("key-judgements", "Key judgements", True),
            ("courses", "The courses, and what each leads to", True),
            ("flips", "What would flip the answer", True),
            ("clock", "The clock", True),
            ("chronology", "What happened so far", True),
            ("levers", "Levers", bool(self.levers)),
            ("readings", "What kind of player is it?", bool(self.diagnoses)),
            ("threats", "What to make of a threat", self.signals is not None),
            ("disputed", "Disputed facts", bool(self.disputed)),
            ("assumptions", "Assumptions, most influential first", True),
            ("model", "The model in words", True),
            ("stability", "What is stable, and why", True),
            ("counter-case", "The strongest case against", has_counter),
            ("indicators", "What to watch", bool(self.answer.indicators)),
            (
                "afterwards",
                "What happened afterwards",
                bool(self.afterwards or self.afterwards_table),
            ),
            ("sources", "Sources and quotes", True),
            ("reproduce", "How to reproduce this", True),
        )
        return tuple((name, title) for name, title, shown in sections if shown)


def render_page(page: Page) -> str:
    """The brief and the argument as HTML."""
    return page_environment().get_template("page.html.j2").render(page=page)


def render_annex(page: Page) -> str:
    """Everything behind them as HTML, the second file."""
    return page_environment().get_template("annex.html.j2").render(page=page)


def render_sheet(page: Page) -> str:
    """The brief alone, for one sheet of paper."""
    return page_environment().get_template("sheet.html.j2").render(page=page)
