"""Every error this package raises on purpose.

CountermoveError
├── InputError            the input is at fault (exit status 1)
│   ├── ArticleError      a text cannot be read
│   ├── NoSidesError      no two sides can be found in the texts
│   ├── UnsureSidesError  several readings of who the sides are, none of them sure
│   ├── StandoffError     a stand-off file is wrong
│   │   └── ConditionError    a condition or rule in it does not parse
│   ├── CaseError         a case folder or a file between stages is wrong
│   └── TooLargeError     the model will not fit in memory or time
└── SettingsError         a setting or argument is out of range (exit status 2)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from countermove.records.guesses import Guess

__all__ = [
    "ArticleError",
    "CaseError",
    "ConditionError",
    "CountermoveError",
    "InputError",
    "NoSidesError",
    "SettingsError",
    "StandoffError",
    "TooLargeError",
    "UnsureSidesError",
]


class CountermoveError(Exception):
    """One clear sentence: what is wrong, where, and what would be right.

    `str()` gives ``path:line:column: message`` with the parts that are known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = [str(x) for x in (self.path, self.line, self.column) if x is not None]
        return ":".join(place) + ": " + self.message if place else self.message


class InputError(CountermoveError):
    """The input is at fault."""


class ArticleError(InputError):
    """A text cannot be read."""


class NoSidesError(InputError):
    """No two sides can be found in the texts."""


class UnsureSidesError(InputError):
    """Who is pressed by whom can be read in several ways, and none of them is sure.

    `guesses` holds the likeliest, best first; a person chooses one by naming its sides.
    """

    def __init__(self, message: str, guesses: tuple[Guess, ...] = ()) -> None:
        super().__init__(message)
        self.guesses = guesses


class StandoffError(InputError):
    """A stand-off file is wrong."""


class ConditionError(StandoffError):
    """A condition or rule does not parse, or names something that does not exist."""


class CaseError(InputError):
    """A case folder or a file between stages is wrong."""


class TooLargeError(InputError):
    """The model will not fit in memory or time; the message says what would."""


class SettingsError(CountermoveError):
    """A setting or argument is out of range."""
