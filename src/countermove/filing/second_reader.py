"""A language model as second reader of a case: asked once a case before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.filing.reader_choice import ReaderChoice, find_choice, keep_choice
from countermove.filing.running import Run
from countermove.reading.proposing import Proposer, Server, estimate, find_server, open_proposer
from countermove.reading.proposing.parts import split_article
from countermove.records.articles import Article
from countermove.records.errors import SettingsError

__all__ = ["open_second"]

JOURNAL = "reader.jsonl"


def open_second(run: Run, articles: Sequence[Article]) -> Proposer | None:
    """The second reader of a run: as it was asked for, or as the case has it, or None.

    Without `--reader` a case that was read with a model is read again from its kept answers,
    and nothing is sent.

    Raises:
        SettingsError: the address is none, or nobody agreed to send the articles there.
    """
    choices, kept = run.choices, find_choice(run.case)
    journal = run.case.folder / JOURNAL
    if choices.reader is not None:
        server = find_server(choices.reader, choices.model)
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
    run: Run, choice: ReaderChoice, kept: ReaderChoice | None, articles: Sequence[Article]
) -> None:
    """Say what would go where and how much; go on only where a person agrees or has agreed.

    Raises:
        SettingsError: nobody agreed.
    """
    parts = [part for article in articles for part in split_article(article, ())]
    takes = estimate(parts, choice.votes)
    host = Server(choice.url, choice.model).host
    run.tell(
        f"{len(articles)} articles ({takes.characters:,} characters in {takes.requests} requests, "
        f"some {takes.tokens:,} tokens) go to {choice.model} at {host}"
    )
    agreed = kept is not None and (kept.url, kept.model) == (choice.url, choice.model)
    if not (agreed or run.choices.send or run.agree(f"Send them to {host}?")):
        raise SettingsError(f"nothing was sent to {host}; agree with --send")
    keep_choice(run.case, choice)
