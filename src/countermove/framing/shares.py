"""By what shares the prices of the playbook are scaled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from countermove.records.circumstances import Demand
from countermove.records.number_table import load_numbers

__all__ = ["Shares", "read_shares"]


@dataclass(frozen=True, slots=True)
class Shares:
    """The numbers of ``data/shares.tsv``, each explained there."""

    most_shielded: float
    least_shielded: float
    shelter: float
    new_effort: float
    felt_by_bigger: float
    given_trade: float
    given_policy: float
    given_security: float
    given_territory: float
    given_regime: float
    given_unknown: float

    def given(self, demand: Demand) -> float:
        """The share of giving in altogether that meeting this demand is."""
        shares = {
            "trade": self.given_trade,
            "policy": self.given_policy,
            "security": self.given_security,
            "territory": self.given_territory,
            "regime": self.given_regime,
            "": self.given_unknown,
        }
        return shares[demand]


@cache
def read_shares() -> Shares:
    """The shipped shares."""
    return Shares(**load_numbers("framing/data/shares.tsv"))
