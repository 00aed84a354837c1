"""From events to a draft stand-off that a person can edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from countermove.framing.acts import Act, find_acts
from countermove.framing.chances import draft_chances
from countermove.framing.circumstances import read_circumstances
from countermove.framing.courses import list_courses, list_outcomes, list_rules
from countermove.framing.eligibility import is_history
from countermove.framing.folding import fold_options
from countermove.framing.noting import note_list, take_notes, with_doubt
from countermove.framing.options import OPTION_ROLES, Drafted, draft_options, list_quotes
from countermove.framing.playbook import load_playbook
from countermove.framing.playbook_scales import Scales, read_scales, scale_playbook, scale_settings
from countermove.framing.pricing import Price, list_prices, price_player
from countermove.framing.revealing import reveal
from countermove.framing.scheme import GIVE_IN, Scheme, lay_out
from countermove.framing.sides import Sides, find_sides
from countermove.framing.staking import propose_stakes
from countermove.framing.supposing import draft_moves, draft_readings
from countermove.framing.thirds.find import find_friends, find_thirds
from countermove.framing.thirds.joining import join_thirds, size_of
from countermove.framing.thirds.pricing import price_thirds
from countermove.framing.wording import label_event
from countermove.phrasing.letters import capital
from countermove.records.appearances import Appearance, Reading
from countermove.records.articles import Article
from countermove.records.events import Event
from countermove.records.standoffs import Option, Player, Standoff

__all__ = ["frame"]

LEFT = "acts on one of the two, and left out since no more players fit"
PAST = "done years ago, so no option"
TROOPS = re.compile(r"\b(?:troops|soldiers|forces|peacekeepers|military)\b", re.IGNORECASE)


def frame(
    events: Sequence[Event],
    *,
    subject: str | None = None,
    other: str | None = None,
    as_of: date | None = None,
    playbook: Path | str | None = None,
    articles: Sequence[Article] = (),
    appearances: Sequence[Appearance] | None = None,
    least: float | None = None,
    scales: Scales | None = None,
) -> Standoff:
    """A draft stand-off: sides, options, chance, payoffs with where each comes from.

    `subject` and `other` name sides by code or name; by default they are found. `playbook`
    is a file whose entries go over the shipped ones. `articles` give the title's question, and
    `appearances` where each side is spoken of; by default those that `read` gave with its events.
    `least` is the chance that a reading of the sides needs to be taken without asking, by default
    that at which nine in ten of its kind are right (`framing.is_sure`). `scales`
    move the shipped entries of the playbook; by default those that were fitted to past cases.

    Raises:
        NoSidesError: no two sides can be found; the message says what was found.
        UnsureSidesError: several readings of the sides, none sure; it holds them.
        StandoffError: the playbook is wrong.
    """
    scales = scales or read_scales()
    book = load_playbook(playbook, scale=partial(scale_playbook, scales=scales))
    if appearances is None:
        appearances = events.appearances if isinstance(events, Reading) else ()
    told, events = events, drop_invited(events)
    sides = find_sides(
        events,
        subject=subject,
        other=other,
        articles=articles,
        appearances=appearances,
        least=least,
    )
    acts = find_acts(drop_filled(events, sides), sides, book)
    acts_now, past = part_history(acts, as_of or published(articles) or latest(told))
    drafted, over = draft_options(acts_now)
    thirds = find_thirds(told, sides, book, appearances=appearances, taken=acts)
    options, dropped = fold_options(drafted, sides.subject, beside=bool(thirds))
    clocks, late = draft_chances(acts, sides, (GIVE_IN,))
    circumstances = read_circumstances(acts, sides)
    joined = join_thirds(thirds, sides, book, size_of(options, len(clocks)))
    scheme = lay_out(sides, options, clocks, book, acts, circumstances.demand, joined.options)
    prices, said = reveal(scheme, [*list_prices(scheme), *price_thirds(scheme)])
    readings = draft_readings(scheme, prices)
    name = sides.names[sides.subject]
    draft = Standoff(
        title=f"{capital(name)} and {scheme.title(sides.other)}",
        question=f"What should {name} do now?",
        subject=sides.subject,
        as_of=as_of or latest(told),
        circumstances=circumstances,
        settings=scale_settings(scales),
        players=tuple(
            draft_player(scheme, player, acts, prices)
            for player in (sides.subject, sides.other, *scheme.thirds)
        ),
        chance=tuple(clock.option for clock in clocks),
        rules=list_rules(scheme),
        courses=list_courses(scheme),
        outcomes=list_outcomes(scheme),
        readings=readings,
        moves=draft_moves(scheme, readings),
        notes=(
            *take_notes(scheme, acts, events, said, (*dropped, *late), over),
            *note_list(PAST, past),
            *note_list(LEFT, [sides.names[side] for side in joined.left]),
        ),
    )
    return propose_stakes(with_doubt(draft))


def drop_filled(events: Sequence[Event], sides: Sides) -> tuple[Event, ...]:
    """The events without those whose doer the text leaves out and the reading took for the subject.

    What is told without a doer is mostly the presser's: of 18 options on 146 real texts that stood
    on such an event the subject's own were wrong, 7 of 7, the presser's right, 8 of 11, by one
    reader, who drew the rule from these.
    """
    return tuple(
        event
        for event in events
        if event.urged
        or "actor" not in event.inferred
        or event.actor is None
        or sides.side_of(event.actor) != sides.subject
    )


def drop_invited(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without deployments that the side they went to had asked for, or by its helper."""
    friends = find_friends(events)
    asked = {
        e.actor.side
        for e in events
        if e.actor and e.action == "REQUEST" and e.target and TROOPS.search(e.label)
    }

    def is_invited(event: Event) -> bool:
        if event.action != "MOBILIZE" or event.target is None:
            return False
        helps = event.actor is not None and (event.actor.side, event.target.side) in friends
        return event.target.side in asked or helps

    return tuple(e for e in events if not is_invited(e))


def part_history(acts: Sequence[Act], now: date | None) -> tuple[list[Act], list[str]]:
    """The acts that are no history, and the labels of those that would be options and are."""
    old = [act for act in acts if act.entry.role in OPTION_ROLES and is_history(act.event, now)]
    kept = [act for act in acts if act not in old]
    return kept, [label_event(act.event, act.entry) for act in old]


def published(articles: Sequence[Article]) -> date | None:
    """The day of the latest article, where one is known."""
    return max((a.published for a in articles if a.published), default=None)


def latest(events: Sequence[Event]) -> date | None:
    """The last known day of what is told as having happened."""
    days = [e.date for e in events if e.date and e.standing in ("done", "alleged")]
    return max(days, default=None)


def draft_player(scheme: Scheme, player: str, acts: Sequence[Act], prices: list[Price]) -> Player:
    """A side with its options and payoffs."""
    options = tuple(map(draft_option, scheme.of(player)))
    if player == scheme.sides.subject:
        options = (draft_giving_in(scheme, acts), *options)
    return Player(
        id=player,
        name=capital(scheme.title(player)),
        options=options,
        payoffs=price_player(player, prices),
    )


def draft_option(option: Drafted) -> Option:
    """An option with where it comes from."""
    return Option(
        name=option.name,
        label=option.label,
        today=option.today,
        # What is in force already is not beyond undoing, or it would be no option at all.
        lasting=option.entry.lasting and not option.today,
        only_off=option.entry.only_off and option.today,
        done_today=option.today and option.entry.takes is not None,
        takes=option.entry.takes,
        basis="quoted" if option.acts else "assumed",
        why="" if option.acts else "nobody wrote of it; every stand-off has it",
        quotes=list_quotes(option.acts),
        events=option.events,
        folded=option.folded,
    )


def is_demand(act: Act, subject: str) -> bool:
    """Whether an act asks something of the subject, or of nobody named."""
    event = act.event
    asked = event.action == "REQUEST" and not event.negated
    return asked and (event.target is None or act.target == subject)


def draft_giving_in(scheme: Scheme, acts: Sequence[Act]) -> Option:
    """The subject's generic option of giving the other side what it wants."""
    subject, other = scheme.sides.subject, scheme.sides.other
    wanted = [
        act
        for act in acts
        if (act.player == other and is_demand(act, subject))
        or (act.player == subject and act.entry.role == "concession" and act.meant)
    ]
    ways = [act for act in wanted if act.player == subject]
    first = label_event(ways[0].event, ways[0].entry) if ways else ""
    how = f": {first[:1].lower()}{first[1:]}" if first else ""
    return Option(
        name=GIVE_IN,
        label=f"Give in to {scheme.title(other)}{how}",
        lasting=scheme.concession.lasting,
        basis="quoted" if wanted else "assumed",
        why="" if wanted else "nobody wrote of it; every stand-off has it",
        quotes=list_quotes(wanted),
        events=tuple(act.event.id for act in wanted),
    )
