"""A language model as second reader of a case: asked once a case before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable

from countermove.filing.reader_choice import ReaderChoice, find_choice, keep_choice, model_of
from countermove.filing.run import Run
from countermove.reading.proposing import (
    Estimate,
    Proposer,
    Server,
    estimate,
    find_server,
    open_proposer,
)
from countermove.reading.proposing.journal import Journal, key_of
from countermove.reading.proposing.parts import ArticlePart, split_article
from countermove.records.articles import Article
from countermove.records.errors import SettingsError

__all__ = ["estimate_all", "open_second"]

JOURNAL = "reader.jsonl"


def open_second(run: Run, articles: Iterable[Article]) -> Proposer | None:
    """The second reader of a run: as it was asked for, or as the case has it, or None.

    Without `--reader` a case that was read with a model is read again from its kept answers,
    and nothing is sent.

    Raises:
        SettingsError: the address is none, or nobody agreed to send the articles there.
    """
    choices, kept = run.choices, find_choice(run.case)
    journal = run.case.folder / JOURNAL
    if choices.reader is not None:
        server = find_server(choices.reader, model_of(run))
        choice = ReaderChoice(url=server.url, model=server.model, votes=choices.votes)
        return open_proposer(
            server,
            journal,
            votes=choices.votes,
            at_most=choices.at_most,
            consent=lambda: ask_once(run, choice, kept, articles),
        )
    if kept is None:
        return None
    return open_proposer(Server(kept.url, kept.model), journal, votes=kept.votes, offline=True)


def ask_once(
    run: Run, choice: ReaderChoice, kept: ReaderChoice | None, articles: Iterable[Article]
) -> None:
    """Say what would go where and how much; go on only where a person agrees or has agreed.

    Raises:
        SettingsError: nobody agreed.
    """
    journal = Journal(run.case.folder / JOURNAL)
    count, takes = estimate_all(articles, choice, journal)
    host = Server(choice.url, choice.model).host
    run.tell(
        f"{count:,} articles ({takes.characters:,} characters in {takes.requests} requests, "
        f"some {takes.tokens:,} tokens) go to {choice.model} at {host}"
    )
    agreed = kept is not None and (kept.url, kept.model) == (choice.url, choice.model)
    if not (agreed or run.choices.send or run.agree(f"Send them to {host}?")):
        raise SettingsError(f"nothing was sent to {host}; agree with --send")
    keep_choice(run.case, choice)


def estimate_all(
    articles: Iterable[Article], choice: ReaderChoice, journal: Journal
) -> tuple[int, Estimate]:
    """How many articles would be sent, and what asking takes, kept answers left out.

    Parts of long articles may have been asked with the sides named before them, so for these it is
    what it takes at most.
    """
    count, requests, characters, tokens = 0, 0, 0, 0
    for article in articles:
        parts = [p for p in split_article(article, ()) if not is_kept(p, choice, journal)]
        takes = estimate(parts, choice.votes)
        count += bool(parts)
        requests += takes.requests
        characters += takes.characters
        tokens += takes.tokens
    return count, Estimate(requests, characters, tokens)


def is_kept(part: ArticlePart, choice: ReaderChoice, journal: Journal) -> bool:
    """Whether every reading of a part is in the journal."""
    keys = (key_of(choice.model, part, turn) for turn in range(choice.votes))
    return all(journal.find(key) is not None for key in keys)
