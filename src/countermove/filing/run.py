"""A run on a case folder: what a person chose for it, and who is told what happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from countermove.filing.case import Case
from countermove.filing.locking import locked
from countermove.filing.manifest import Scalar
from countermove.records.progress import Progress, silent

__all__ = ["Choices", "Run", "alone"]


def ignore(_sentence: str) -> None:
    """The message callback of a run that nobody watches."""


def refuse(_question: str) -> bool:
    """The answer of a run that nobody watches to whether a text may be sent away."""
    return False


@dataclass(frozen=True)
class Choices:
    """What a person can set for a run; every default is what the command line uses."""

    subject: str | None = None
    other: str | None = None
    published: date | None = None
    pipeline: str | None = None
    actors: Path | None = None
    lexicon: Path | None = None
    playbook: Path | None = None
    draws: int = 1024
    seed: int = 7
    scale: Literal["icd203", "phia"] = "icd203"
    workers: int | None = None
    scheduler: str | None = None
    take_likeliest: bool = False
    reader: str | None = None
    model: str = ""
    votes: int = 1
    at_most: int = 0
    send: bool = False

    def pick(self, *names: str) -> dict[str, Scalar]:
        """The named choices as plain values, for a step's record."""
        values = {name: getattr(self, name) for name in names}
        return {k: v if isinstance(v, Scalar) else str(v) for k, v in values.items()}


@dataclass(frozen=True)
class Run:
    """A case with the choices for it, and who is told what happens.

    `progress` is called with what is being done, how much is done, and how much there
    is; `tell` with a sentence for the person; `agree` with a question that is theirs to answer.
    """

    case: Case
    choices: Choices = field(default_factory=Choices)
    progress: Progress = silent
    tell: Callable[[str], None] = ignore
    agree: Callable[[str], bool] = refuse


P = ParamSpec("P")
T = TypeVar("T")


def alone(verb: Callable[Concatenate[Run, P], T]) -> Callable[Concatenate[Run, P], T]:
    """The verb, with no other run at work on the same case folder."""

    @wraps(verb)
    def held(run: Run, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with locked(run.case.folder, run.tell):
            return verb(run, *args, **kwargs)

    return held
