"""Third sides as players: who becomes one, with what, and what it does to the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from countermove.framing import frame
from countermove.framing.playbook import load_playbook
from countermove.reading import load, read
from countermove.records.conditions import parse_condition
from countermove.records.events import Event
from countermove.records.rule_checks import check_rules
from countermove.records.standoff_file import dump_standoff, parse_standoff
from countermove.records.standoffs import Option, Standoff
from countermove.solving.play.draws import solve_draws
from countermove.solving.play.game import compile_game

Telling = Callable[[Any], tuple[Event, ...]]
ARTICLES = Path(__file__).parent / "articles" / "thirds"
QUARREL: tuple[tuple[Any, ...], ...] = (
    ("done", "RUS", "REQUEST", "yield", "MDA", "demand payment of old debts"),
    ("done", "MDA", "REJECT", "yield", "RUS", "refuse to pay the disputed debt", "disputed debt"),
    ("done", "RUS", "COERCE", "withhold", "MDA", "cut gas deliveries by a third", "gas deliveries"),
    ("possible", "RUS", "ASSAULT", "", "MDA", "invade the south", "south"),
)
HELP = ("done", "EU", "AID", "", "MDA", "lend 60 million euros to Moldova", "60 million euros")


@cache
def draft(name: str) -> Standoff:
    articles = load(ARTICLES / f"{name}.md")
    return frame(read(articles), articles=articles)


def ids(standoff: Standoff) -> list[str]:
    return [p.id for p in standoff.players]


def own(standoff: Standoff, player: str) -> dict[str, Option]:
    return {o.label: o for o in standoff.player(player).options}


def atoms(standoff: Standoff, player: str) -> set[str]:
    """The options that a player's payoffs depend on."""
    conditions = (p.when for p in standoff.player(player).payoffs)
    return {atom.option for text in conditions for atom in parse_condition(text).atoms()}


def best(standoff: Standoff) -> str:
    game = compile_game(standoff)
    return game.courses[int(solve_draws(game).now[0, :, 0].argmax())].name


def stay_out(standoff: Standoff) -> Standoff:
    """The same stand-off in which no third side ever does anything."""
    names = {o.name for p in standoff.others[1:] for o in p.options}
    players = tuple(
        p.model_copy(
            update={
                "options": tuple(
                    o.model_copy(update={"today": o.today and o.name not in names})
                    for o in p.options
                )
            }
        )
        for p in standoff.players
    )
    rules = (*standoff.rules, *(f"not {name}" for name in sorted(names)))
    kept = {"players": players, "rules": rules, "readings": (), "moves": ()}
    return standoff.model_copy(update=kept)


def test_who_helps_is_a_player_and_everybody_minds(telling: Telling) -> None:
    standoff = frame(telling((*QUARREL, HELP)))
    assert ids(standoff) == ["MDA", "RUS", "EU"]
    (option,) = standoff.player("EU").options
    assert (option.label, option.today, option.basis) == (
        "Lend 60 million euros to Moldova", True, "quoted",
    )  # fmt: skip
    for player in ("MDA", "RUS", "EU"):
        assert option.name in atoms(standoff, player)
    assert {o.name for o in standoff.outcomes} >= {f"with_{option.name}"}
    assert parse_standoff(dump_standoff(standoff)) == standoff


def test_help_takes_away_a_share_of_the_harm_and_no_more(telling: Telling) -> None:
    alone, helped = frame(telling(QUARREL)), frame(telling((*QUARREL, HELP)))
    name = helped.player("EU").options[0].name

    def harm(standoff: Standoff) -> float:
        found = (p for p in standoff.player("MDA").payoffs if p.when.startswith("cut_gas"))
        return sum(p.per_year.likely for p in found if p.per_year and name not in p.when)

    entry = load_playbook().entries["AID#help"]
    assert harm(helped) == pytest.approx(harm(alone) * (1 - entry.shields["supply"]), abs=0.02)


@pytest.mark.parametrize(
    "line",
    [
        ("done", "EU", "ACCUSE", "disapprove", "RUS", "criticise the cut"),
        ("done", "EU", "REQUEST", "change", "MDA", "call on Moldova for calm"),
        ("done", "EU", "SUPPORT", "", "MDA", "praise the government"),
        ("done", "EU", "CONSULT", "visit", "MDA", "visit the capital"),
        ("denied", "EU", "AID", "", "MDA", "lend money to Moldova", "money"),
        ("not done", "EU", "AID", "", "MDA", "lend money to Moldova", "money"),
        ("done", "EU", "AID", "", "TUR", "lend money to Turkey", "money"),
        ("done", "EU", "SANCTION", "", "RUS", "sanctions"),
    ],
)
def test_who_is_only_told_of_is_no_player(telling: Telling, line: tuple[Any, ...]) -> None:
    standoff = frame(telling((*QUARREL, line)))
    assert ids(standoff) == ["MDA", "RUS"]


def test_a_target_that_nobody_wrote_makes_no_player(telling: Telling) -> None:
    events = telling((*QUARREL, HELP))
    guessed = events[-1].model_copy(update={"inferred": ("target",)})
    assert ids(frame((*events[:-1], guessed))) == ["MDA", "RUS"]


@pytest.mark.parametrize(
    ("line", "label", "entry"),
    [
        (("possible", "EU", "COERCE", "restrict", "RUS", "impose tariffs on Russian goods",
          "tariffs"), "Impose tariffs on Russian goods", "COERCE/restrict"),
        (("done", "EU", "ACCUSE", "allege", "RUS", "sue Russia before the court"),
         "Sue Russia before the court", "SANCTION/convict"),
        (("done", "EU", "AGREE", "", "MDA", "offer to mediate in the quarrel"),
         "Mediate in the quarrel", "CONSULT#mediate"),
        (("possible", "EU", "COOPERATE", "", "MDA", "buy Moldovan wine", "Moldovan wine"),
         "Buy Moldovan wine", "COOPERATE#buy"),
        (("possible", "EU", "AGREE", "", "MDA", "guarantee its security", "security"),
         "Guarantee its security", "AID#guarantee"),
        (("done", "EU", "REJECT", "assist", "MDA", "refuse to lend money to Moldova", "money"),
         "Help Moldova", "AID#help"),
    ],
)  # fmt: skip
def test_kinds(telling: Telling, line: tuple[Any, ...], label: str, entry: str) -> None:
    standoff = frame(telling((*QUARREL, line)))
    (option,) = own(standoff, "EU").values()
    assert option.label == label
    payoffs = standoff.player("EU").payoffs
    assert any(entry in p.entry for p in payoffs if option.name in p.when)


def test_who_presses_both_is_a_player_that_presses(telling: Telling) -> None:
    """Who presses the subject alone acts as one with the other side."""
    lines = (
        *QUARREL,
        ("done", "EU", "SANCTION", "discontinue", "MDA", "stop loans to Moldova", "loans"),
        ("done", "EU", "SANCTION", "discontinue", "RUS", "ban Russian steel", "Russian steel"),
    )
    standoff = frame(telling(lines))
    assert ids(standoff) == ["MDA", "RUS", "EU"]
    assert list(own(standoff, "EU")) == ["Stop loans to Moldova", "Ban Russian steel"]
    for name, side in zip(
        (o.name for o in standoff.player("EU").options), ("MDA", "RUS"), strict=True
    ):
        harm = [p.per_year for p in standoff.player(side).payoffs if p.when == name and p.per_year]
        assert sum(value.likely for value in harm) < 0
    assert ids(frame(telling(lines[:-1]))) == ["MDA", "RUS"]


def test_asked_for_help_it_is_a_player_with_help_that_nobody_told(telling: Telling) -> None:
    asking = ("advised", "MDA", "REQUEST", "assist", "EU", "ask the European Union for help")
    standoff = frame(telling((*QUARREL, asking)))
    ask = own(standoff, "MDA")["Ask the European Union for help"]
    assert list(own(standoff, "EU")) == ["Help Moldova (not from the text)"]
    course = standoff.courses["ask the European Union for help"]
    assert set(course) == {ask.name, "refuse_pay_disputed"}
    assert ask.name in atoms(standoff, "EU")
    (paid,) = [p for p in standoff.player("EU").payoffs if ask.name in p.when]
    assert paid.per_year
    assert paid.per_year.likely > 0


def test_soldiers_of_one_that_was_asked_are_no_pressure(telling: Telling) -> None:
    lines = (
        *QUARREL,
        ("done", "MDA", "REQUEST", "assist", "TUR", "ask Turkey for help"),
        ("planned", "TUR", "MOBILIZE", "troops", "MDA", "send troops to Moldova", "troops"),
    )
    standoff = frame(telling(lines))
    assert ids(standoff) == ["MDA", "RUS", "TUR"]
    assert list(own(standoff, "TUR")) == ["Send troops to Moldova"]
    assert "TUR" not in standoff.player("RUS").name


def test_no_more_than_five_players_and_the_others_are_listed(telling: Telling) -> None:
    helpers = [
        ("done", side, "AID", "", "MDA", f"lend {n} million to Moldova", f"{n} million")
        for n, side in enumerate(("EU", "TUR", "CHN", "QAT", "SAU"), 1)
    ]
    standoff = frame(telling((*QUARREL, *helpers)))
    assert len(standoff.players) <= 5
    (note,) = [n for n in standoff.notes if n.startswith("acts on one of the two")]
    assert note.count(";") + 1 == 5 - len(standoff.others[1:])


def test_two_sided_drafts_know_nothing_of_third_sides(stories: dict[str, Any]) -> None:
    for name in ("kazakhstan", "union", "pipeline"):
        standoff = frame(stories[name])
        assert len(standoff.players) == 2
        assert not any("help" in o.name for _, o in standoff.options())


@pytest.mark.parametrize(
    ("name", "players", "told"),
    [
        ("lithuania", ["LTU", "CHN", "EU", "TWN"], "Sue China at the World Trade Organization"),
        ("qatar", ["QAT", "SAU", "TUR", "USA", "KWT"], "Send food to Qatar"),
        ("kazakhstan", ["KAZ", "RUS", "CHN", "EU"], "Defend the territorial integrity"),
    ],
)
def test_articles(name: str, players: list[str], told: str) -> None:
    standoff = draft(name)
    assert ids(standoff) == players
    check_rules(standoff)
    labels = [o.label for p in standoff.others[1:] for o in p.options]
    assert any(label.startswith(told) for label in labels)
    for player in standoff.others[1:]:
        assert player.payoffs
        assert player.stake
        for option in player.options:
            assert option.name in atoms(standoff, player.id)
            assert option.name in atoms(standoff, standoff.others[0].id)


def test_chances_stay_chances() -> None:
    (clock,) = draft("kazakhstan").chance
    assert clock.label == "Russia is tied up in Ukraine"


def test_third_sides_change_the_answer() -> None:
    standoff = draft("qatar")
    assert best(standoff) == "build up and ask the United States for help"
    assert best(stay_out(standoff)) == "step back"


def test_kinds_name_entries_of_the_playbook_and_have_a_reason() -> None:
    text = (files("countermove.framing.thirds") / "data" / "kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    entries = load_playbook().entries
    for entry, actions, words, reason in rows[1:]:
        assert entry in entries or entry == "like" or entry.endswith("#none")
        assert actions
        assert words
        assert reason
    for priced in entries.values():
        if priced.role in ("aid", "appeal"):
            assert priced.why
