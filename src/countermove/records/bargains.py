"""What `bargain` returns: settlements better for all than play, and forecasts beside them."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from countermove.records.record import Record

__all__ = ["Actor", "Bargains", "Contest", "Forecast", "Settlement"]


class Actor(Record):
    """A side as the expected-utility school sees it: strength, where it stands, how it cares."""

    name: str
    capability: float
    position: float
    salience: float

    @model_validator(mode="after")
    def _check_weights(self) -> Self:
        if not (self.capability >= 0 and self.salience >= 0):
            raise ValueError("capability and salience take numbers of 0 or more")
        return self


class Settlement(Record):
    """A state every side would rather have kept for good than what play leads to.

    `gains` are in points a year, each side's own, after `paid`: what each side is paid a year
    (below 0: pays) in `unit`, empty without payments. `payer` may pay anything between the two
    numbers of `span` and all still gain. `breakers` would break it now, `breakers_later` once
    the clock has run.
    """

    state: tuple[str, ...]
    label: str
    gains: dict[str, float]
    paid: dict[str, float]
    unit: str
    payer: str
    span: tuple[float, float] | None
    breakers: tuple[str, ...]
    breakers_later: tuple[str, ...]
    sentence: str


class Contest(Record):
    """An option of the election with its chance by each rule (0 to 1)."""

    label: str
    conditional: float
    uniform: float
    incentive: float


class Forecast(Record):
    """Forecasts of the expected-utility school, with what they leave out.

    Positions run from 0, what is best for the subject, to 100, what is best for `other`.
    """

    other: str
    actors: tuple[Actor, ...]
    median: float
    mean: float
    contests: tuple[Contest, ...]
    sentence: str
    warning: str


class Bargains(Record):
    """Settlements, the one with the largest product of gains first, and the forecast."""

    standoff_sha256: str
    version: str
    settlements: tuple[Settlement, ...]
    forecast: Forecast
    sentence: str
