"""Each verb on a case folder: run the stage if need be, and keep its file.

Where a person has edited `standoff.yaml`, or put one there, it is used as it is and not
drafted again; so is `events.jsonl`, until the articles change: then they are read again and
what the person made of each event is carried over.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from countermove.filing.case import Case
from countermove.filing.reader_choice import second_settings
from countermove.filing.reviews import carry_reviews, quotes_stand
from countermove.filing.run import Run, alone
from countermove.filing.sides import Chosen, has_sides_named, load_sides, save_sides
from countermove.filing.steps import Contents, Step, run_step, wants_again, was_edited
from countermove.records.answers import Answer
from countermove.records.appearances import Appearance, dump_appearances, load_appearances
from countermove.records.articles import Article
from countermove.records.errors import CaseError
from countermove.records.events import Event, dump_events, kept_events, load_events
from countermove.records.guesses import Guess
from countermove.records.results import Solution
from countermove.records.signals import Signals
from countermove.records.standoff_file import dump_standoff, load_standoff
from countermove.records.standoffs import Standoff
from countermove.records.stresses import Stress

__all__ = [
    "EDITED",
    "answer_case",
    "draft_from",
    "frame_case",
    "guess_of",
    "read_case",
    "report_case",
    "signals_of",
    "solve_case",
    "stress_case",
]

Source = str | Path

EDITED = "was edited by hand and is used as it is"
"""What is told of a file that is not made again."""


@alone
def read_case(run: Run, sources: Sequence[Source] = ()) -> None:
    """Load the sources into `articles/` and code them into `events.jsonl`.

    Without sources the articles that are already in the case are read.
    """
    if sources:
        load_step(run, sources)
    elif not run.case.articles.is_dir():
        raise CaseError("holds no articles/ folder; name the texts to read", path=run.case.folder)
    choices = run.choices
    tables = [p for p in (choices.actors, choices.lexicon) if p is not None]
    step = Step(
        "read",
        inputs=(run.case.articles, *tables),
        outputs=(run.case.events, run.case.appearances),
        settings=choices.pick("pipeline") | second_settings(run),
    )
    kept = was_edited(run.case, step) and not wants_again(run.case, step)
    if kept and still_stand(run.case):
        run.tell(f"{run.case.events} {EDITED}")
        return
    run_step(run.case, step, lambda: code_articles(run))


def still_stand(case: Case) -> bool:
    """Whether the words that the case's events quote stand in its articles as they are now."""
    events = load_events(case.events) if case.events.exists() else ()
    return quotes_stand(events, case.load_articles())


def load_step(run: Run, sources: Sequence[Source]) -> None:
    """Load the sources unless they are those that were loaded last."""
    files = tuple(Path(s) for s in sources if Path(s).exists())
    step = Step(
        "load",
        inputs=files,
        outputs=(run.case.articles,),
        settings={
            "sources": name_sources(sources),
            **run.choices.pick("published"),
            **({"languages": "any"} if second_settings(run) else {}),
        },
    )
    run_step(run.case, step, lambda: load_articles(run, sources))


def name_sources(sources: Sequence[Source]) -> str:
    """What was named, addresses whole and files by their bare names: no path is kept."""
    return " ".join(str(s) if "://" in str(s)[:12] else Path(s).name for s in sources)


def load_articles(run: Run, sources: Sequence[Source]) -> None:
    """Read every source that can be read, and tell of the others."""
    from countermove.reading import load_all
    from countermove.reading.loading.opening import open_any, open_source

    opening = open_any if second_settings(run) else open_source
    loaded = load_all(sources, published=run.choices.published, opening=opening)
    *told, last = (*loaded.problems, None)
    if not loaded.articles:
        *told, last = loaded.problems
    for line in (*map(str, told), *loaded.doubts):
        run.tell(line)
    if last is not None:
        raise last
    run.case.save_articles(loaded.articles)


def code_articles(run: Run) -> Contents:
    """Code the case's articles into events."""
    from countermove.filing.second_reader import open_second
    from countermove.reading import read

    articles = run.case.load_articles()
    second = open_second(run, articles)
    events = read(
        articles,
        pipeline=run.choices.pipeline,
        actors=run.choices.actors,
        lexicon=run.choices.lexicon,
        second=second,
        progress=run.progress,
    )
    if second is not None:
        run.tell(second.summary.say())
        if sides := second.summary.say_sides():
            run.tell(sides)
    old = load_events(run.case.events) if run.case.events.exists() else ()
    return {
        run.case.events: dump_events(carry_reviews(old, events, articles)),
        run.case.appearances: dump_appearances(events.appearances),
    }


@alone
def frame_case(run: Run) -> None:
    """Draft `standoff.yaml` from the events, unless a person has had a hand in it.

    Raises:
        UnsureSidesError: who is pressed by whom is for a person to settle.
    """
    choices = run.choices
    tables = (choices.playbook,) if choices.playbook else ()
    read = (run.case.events, run.case.appearances, run.case.articles)
    if not was_edited(run.case, Step("frame", (), (run.case.standoff,), {})):
        remember_sides(run)
    step = Step(
        "frame",
        inputs=(*(p for p in (*read, run.case.sides) if p.exists()), *tables),
        outputs=(run.case.standoff,),
        settings=choices.pick("published", "take_likeliest"),
    )
    if was_edited(run.case, step):
        run.tell(f"{run.case.standoff} {EDITED}")
        return
    run_step(run.case, step, lambda: draft_standoff(run))


def remember_sides(run: Run) -> None:
    """Keep in the case whom the person named, for the next run."""
    choices = run.choices
    if choices.subject or choices.other:
        named = Chosen(subject=choices.subject or "", other=choices.other or "")
        save_sides(run.case, named)


def draft_standoff(run: Run) -> Contents:
    """The drafted stand-off, and the same beside it as the draft, so that a later one can be
    told from what a person changed meanwhile."""
    from countermove.framing import is_sure

    guesses, known = guess_of(run), load_sides(run.case)
    if guesses and not known.subject and not known.other:
        sure = is_sure(guesses[0])
        if sure or run.choices.take_likeliest:
            run.tell(f"Read as: {guesses[0]}{'' if sure else ', unconfirmed'}")
    draft = draft_from(run, load_events(run.case.events))
    tell_doubt(run, draft)
    text = dump_standoff(draft)
    return {run.case.draft: text, run.case.standoff: text}


def tell_doubt(run: Run, draft: Standoff) -> None:
    """Say where the text tells of no act of the side that is taken to press."""
    from countermove.framing.noting import doubt_presser

    if doubt := doubt_presser(draft):
        run.tell(doubt)


def guess_of(run: Run) -> tuple[Guess, ...]:
    """Who may be pressed by whom in the case, likeliest first."""
    from countermove.framing import list_guesses

    case = run.case
    events = kept_events(load_events(case.events))
    return list_guesses(events, articles=articles_of(case), appearances=appearances_of(case))


def articles_of(case: Case) -> tuple[Article, ...]:
    """The articles of a case, none where it has no folder of them."""
    return case.load_articles() if case.articles.is_dir() else ()


def appearances_of(case: Case) -> tuple[Appearance, ...]:
    """Where the sides are named, nothing where the articles were not read here."""
    return load_appearances(case.appearances) if case.appearances.exists() else ()


def draft_from(run: Run, events: Sequence[Event]) -> Standoff:
    """The draft of a case as it would be with these events; those rejected count for nothing.

    Raises:
        UnsureSidesError: who is pressed by whom is for a person to settle.
        NoSidesError: no two sides press each other.
    """
    from countermove.framing import frame, is_sure

    choices, known, guesses = run.choices, load_sides(run.case), guess_of(run)
    standoff = frame(
        kept_events(events),
        subject=known.subject or None,
        other=known.other or None,
        as_of=choices.published,
        playbook=choices.playbook,
        articles=articles_of(run.case),
        appearances=appearances_of(run.case),
        least=0.0 if choices.take_likeliest else None,
    )
    if guesses and not known.subject and not known.other and not is_sure(guesses[0]):
        doubt = f"unconfirmed: read as {guesses[0]}, the likeliest; nobody has said so"
        standoff = standoff.model_copy(update={"notes": (doubt, *standoff.notes)})
    return standoff


@alone
def solve_case(run: Run) -> None:
    """Solve the stand-off at its likely values into `solution.json`."""
    step = Step("solve", (run.case.standoff,), (run.case.solution,), {})
    run_step(run.case, step, lambda: solve_standoff(run))


def solve_standoff(run: Run) -> Contents:
    """Solve at the likely values."""
    from countermove.solving import solve
    from countermove.solving.compiling import telling_of_compiling

    with telling_of_compiling(run.tell):
        solution = solve(load_standoff(run.case.standoff), progress=run.progress)
    return {run.case.solution: solution.dump()}


@alone
def stress_case(run: Run) -> None:
    """Solve the stand-off over its ranges into `stress.json`."""
    solve_case(run)
    step = Step(
        "stress",
        inputs=(run.case.standoff, run.case.solution),
        outputs=(run.case.stress,),
        settings=run.choices.pick("draws", "seed"),
    )
    run_step(run.case, step, lambda: stress_standoff(run))


def stress_standoff(run: Run) -> Contents:
    """Solve over the ranges."""
    from countermove.eliciting.kept_draws import keep_draws
    from countermove.solving.compiling import telling_of_compiling
    from countermove.stressing import stress

    choices = run.choices
    standoff, kept = load_standoff(run.case.standoff), run.case.standoff.with_suffix(".draws.npz")
    with telling_of_compiling(run.tell):
        result = stress(
            standoff,
            solution=Solution.load(run.case.solution),
            draws=choices.draws,
            seed=choices.seed,
            workers=choices.workers,
            scheduler=choices.scheduler,
            progress=run.progress,
            keep=keep_draws(standoff, choices.draws, choices.seed, kept),
        )
    return {run.case.stress: result.dump()}


@alone
def signal_case(run: Run) -> None:
    """Solve the threats that the stand-off's numbers allow into `signals.json`."""
    step = Step("signal", (run.case.standoff,), (run.case.signals,), run.choices.pick("seed"))
    run_step(run.case, step, lambda: signal_standoff(run))


def signal_standoff(run: Run) -> Contents:
    """Every threat as a game of its own."""
    from countermove.solving import signal

    found = signal(load_standoff(run.case.standoff), seed=run.choices.seed, progress=run.progress)
    return {run.case.signals: found.dump()}


def signals_of(case: Case, stress: Stress) -> Signals | None:
    """The case's signals; none where they are of another model than the answer."""
    if not case.signals.exists():
        return None
    found = Signals.load(case.signals)
    return found if found.standoff_sha256 == stress.standoff_sha256 else None


@alone
def report_case(run: Run) -> Answer:
    """Put the answer into words and write the page."""
    from countermove.answering import answer

    result = answer(Stress.load(run.case.stress), scale=run.choices.scale)
    inputs = [run.case.stress, run.case.signals, run.case.events, run.case.articles]
    step = Step(
        "report",
        inputs=tuple(p for p in inputs if p.exists()),
        outputs=(run.case.report, run.case.annex),
        settings=run.choices.pick("scale"),
    )
    run_step(run.case, step, lambda: write_page(run, result))
    return result


def write_page(run: Run, result: Answer) -> Contents:
    """Render the page and its annex from the case's records."""
    from countermove.reporting import annex_path, report

    events = kept_events(load_events(run.case.events)) if run.case.events.exists() else ()
    articles = run.case.load_articles() if run.case.articles.is_dir() else ()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        report(
            page,
            result,
            events,
            articles,
            sides_named=has_sides_named(run.case),
            signals=signals_of(run.case, result.stress),
        )
        return {
            run.case.annex: annex_path(page).read_bytes().decode("utf-8"),
            run.case.report: page.read_bytes().decode("utf-8"),
        }


@alone
def answer_case(run: Run, sources: Sequence[Source] = ()) -> Answer:
    """Everything, from articles to the page.

    Raises:
        InputError: what is wrong with the input, and what would be right.
    """
    if sources or run.case.articles.is_dir():
        read_case(run, sources)
        frame_case(run)
    elif not run.case.standoff.exists():
        raise CaseError("holds neither articles/ nor standoff.yaml", path=run.case.folder)
    stress_case(run)
    signal_case(run)
    return report_case(run)
