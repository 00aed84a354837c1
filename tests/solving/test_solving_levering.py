"""Levers: flows with and without a cut, who bears it, and the payoffs that follow."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from countermove.records.errors import StandoffError
from countermove.records.standoffs import Standoff
from countermove.solving.levering import cost_levers, feed_payoffs
from countermove.solving.levering.flows import Link, send


def piped(points: bool = True, **changes: Any) -> Standoff:
    """Gas of 100 units, 60 of them through a neighbour; a port can bring 20 within a year."""
    lever: dict[str, Any] = {
        "name": "gas",
        "label": "Gas through the neighbour",
        "holder": "THEM",
        "owner": "US",
        "option": "cut",
        "unit": "units a year",
        "amount": 100,
        "value": 2,
        "value_unit": "m crowns",
        "basis": "sourced",
        "source": "yearbook",
        "routes": [
            {"name": "north", "label": "North", "controlled_by": "THEM", "shares": [
                {"year": 2019, "share": 0.9}, {"year": 2020, "share": 0.6}]},
            {"name": "south", "label": "South", "capacity": 50, "shares": [
                {"year": 2019, "share": 0.1}, {"year": 2020, "share": 0.4}]},
        ],
        "substitutes": [
            {"name": "ships", "label": "Ships", "capacity": 20, "after": "6 months",
             "extra_cost": 0.5},
            {"name": "dear", "label": "Far too dear", "capacity": 90, "extra_cost": 3},
            {"name": "dam", "label": "A dam", "capacity": 15, "extra_cost": 0.1, "needs": "build"},
        ],
        "burdens": [{"party": "US", "share": 0.75}, {"party": "CITY", "share": 0.25}],
    }  # fmt: skip
    if points:
        lever["points"] = {"US": 0.5}
    body: dict[str, Any] = {
        "title": "Gas",
        "question": "What now?",
        "subject": "US",
        "as_of": "2021-05-01",
        "players": [
            {
                "id": "US",
                "name": "We",
                "options": [{"name": "build", "label": "Build", "takes": 2}],
            },
            {"id": "THEM", "name": "They", "options": [{"name": "cut", "label": "Cut the gas"}]},
        ],
        "levers": [lever],
        "sources": [{"id": "yearbook", "title": "Yearbook"}],
    }
    return Standoff.model_validate(body | changes)


def test_a_cut_sends_the_flow_by_the_cheapest_ways_left() -> None:
    (cost,) = cost_levers(piped())
    assert cost.flow_before == 100
    assert cost.share_controlled == pytest.approx((0.6, 0.6, 0.6))
    assert cost.lost == pytest.approx((50, 50, 50)), "the south has room for 10 more"
    assert cost.flow_after == pytest.approx((50, 50, 50))
    assert cost.by_party["CITY"] == pytest.approx((25, 25, 25))
    assert cost.by_party["US"] == pytest.approx((75, 75, 75))


def test_the_cost_falls_as_substitutes_come() -> None:
    (cost,) = cost_levers(piped())
    assert cost.over_time is not None
    rows = {(row[0], row[1]): row[2:] for row in cost.over_time.rows}
    assert rows["nothing", 0.0] == (50.0, 25.0, 75.0)
    assert rows["nothing", 0.5] == (30.0, 17.5, 52.5), "20 by ship at half a crown"
    assert rows["build", 0.5][0] == 15.0
    assert rows["build", 10.0][1] == pytest.approx((15 * 2 + 20 * 0.5 + 15 * 0.1) / 4)


def test_ranges_give_the_cheapest_and_the_dearest_corner() -> None:
    body = piped().model_dump(mode="python", round_trip=True)
    lever = body["levers"][0]
    lever["amount"], lever["depth"] = [80, 100, 120], [0.5, 0.8, 1.0]
    (cost,) = cost_levers(Standoff.model_validate(body))
    # Cut 60 % of the amount to the depth; the south takes up to 50 in all.
    assert cost.lost == pytest.approx((80 * 0.3 - (50 - 32), 48 - 10, 72 - 2))
    assert cost.lost[0] < cost.lost[1] < cost.lost[2]


def test_an_older_share_is_used_where_the_date_asks_for_it() -> None:
    (cost,) = cost_levers(piped(as_of="2019-12-31"))
    assert cost.share_controlled == (0.9, 0.9, 0.9)


@pytest.mark.parametrize("seed", range(8))
def test_flows_are_the_minimum_cost_flows_of_a_network(seed: int) -> None:
    rng = np.random.default_rng(seed)
    amount, value = int(rng.integers(20, 100)), int(rng.integers(3, 10))
    links = tuple(
        Link(f"l{i}", float(rng.integers(0, 40)), float(rng.integers(0, 12))) for i in range(5)
    )
    graph: Any = nx.DiGraph()
    graph.add_node("from", demand=-amount)
    graph.add_node("to", demand=amount)
    graph.add_edge("from", "to", capacity=amount, weight=value)
    for link in links:
        graph.add_edge("from", link.name, capacity=int(link.capacity), weight=int(link.cost))
        graph.add_edge(link.name, "to", capacity=int(link.capacity), weight=0)
    assert send(amount, value, links).cost == pytest.approx(nx.min_cost_flow_cost(graph))


def test_points_feed_payoffs_with_their_source() -> None:
    fed = feed_payoffs(piped())
    payoffs = {p.when: p for p in fed.player("US").payoffs}
    cut = payoffs["cut"]
    assert cut.basis == "sourced"
    assert cut.source == "yearbook"
    assert cut.per_year is not None
    # Dearest right after the cut; likely and cheapest with ships, which come in half a year.
    assert (cut.per_year.low, cut.per_year.likely, cut.per_year.high) == (-37.5, -26.25, -26.25)
    saved = payoffs["cut and done(build)"].per_year
    assert saved is not None
    assert saved.likely == pytest.approx(0.5 * 0.75 * 15 * 1.9)
    assert fed.player("THEM").payoffs == ()


def test_feeding_twice_changes_nothing_and_a_better_number_stays() -> None:
    fed = feed_payoffs(piped())
    assert feed_payoffs(fed) == fed
    assumed = piped().with_payoff("US", when="cut", per_year=-1)
    assert feed_payoffs(assumed).player("US").payoffs == fed.player("US").payoffs
    quoted = piped().with_payoff("US", when="cut", per_year=-1, basis="quoted")
    kept = [p.per_year.likely for p in feed_payoffs(quoted).player("US").payoffs if p.per_year]
    assert kept[0] == -1


def test_a_lever_without_points_feeds_nothing() -> None:
    assert feed_payoffs(piped(points=False)) == piped(points=False)


def test_shares_beyond_the_whole_are_refused() -> None:
    body = piped().model_dump(mode="python", round_trip=True)
    body["levers"][0]["routes"][1]["shares"][1]["share"] = 0.7
    with pytest.raises(StandoffError, match=r"levers\.gas: .* over 1"):
        cost_levers(Standoff.model_validate(body))
