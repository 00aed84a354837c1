"""What to make of a threat, a show of force or silence, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.phrasing.letters import capital
from countermove.phrasing.lists import join
from countermove.phrasing.numbers import per_cent
from countermove.phrasing.stakes import say_against
from countermove.records.number_table import load_numbers
from countermove.records.signals import Show, SignalPlay
from countermove.records.standoffs import Stake
from countermove.solving.signalling.crisis import CrisisGame
from countermove.solving.signalling.crisis_equilibria import CrisisEquilibrium
from countermove.solving.signalling.deterrence import DeterrenceEquilibrium

__all__ = ["Names", "say_deterred", "say_play", "say_threat", "say_undeterred"]

Names = tuple[str, str]
"""The maker's and the target's name."""

ENDS = {
    "separating": "{maker} threatens only if it means it, and {target} gives in unless it would "
    "rather be fought",
    "bluff": "{maker} threatens if it means it, and bluffs with {soft} if it does not; {target} "
    "resists if it would rather be fought than give in, and with {defies} if it would not",
    "attack": "{maker} threatens whether it means it or not, and {target} gives in unless it "
    "would rather be fought",
    "certain deterrence": "{target} is so likely to stand firm that {maker} does not threaten",
    "steadfast deterrence": "{target} defies every threat, since it would take whoever made one "
    "for a bluffer with {bluffer} or more, and so {maker} makes none",
}

HARDLY = load_numbers("solving/data/telling.tsv")["hardly"]
"""A chance of threatening from which silence is not to be expected at all."""


def between(chances: Sequence[float]) -> str:
    """One chance, or several as a list."""
    return join(dict.fromkeys(per_cent(c) for c in chances), "or")


def say_play(names: Names, play: CrisisEquilibrium) -> str:
    """One equilibrium in a sentence."""
    maker, target = names
    silent = (
        f" If {maker} stays silent, it would have meant a threat with "
        f"{per_cent(play.meant_silent)}."
    )
    return (
        f"{maker} threatens with {per_cent(play.threat)}; a threat is meant with "
        f"{per_cent(play.meant)}, and {target} resists it with {per_cent(play.resisted)}."
        + (silent if play.threat < HARDLY else "")
        + ("" if play.steady else " A small doubt is enough to lead away from this.")
    )


def say_deterred(names: Names, found: DeterrenceEquilibrium[float]) -> str:
    """One equilibrium of the game with two kinds in a sentence."""
    told = ENDS[found.name].format(
        maker=names[0],
        target=names[1],
        soft=per_cent(found.soft_demands),
        defies=per_cent(found.soft_defies),
        bluffer=per_cent(1.0 - found.believed),
    )
    return f"{capital(found.name)}: {told}."


def say_undeterred(maker: str) -> str:
    """That the game with two kinds is none."""
    return (
        f"Deterrence: if {maker} means it, it would typically rather carry it out than leave "
        "things as they are, so nothing deters it."
    )


def say_threat(
    names: Names,
    game: CrisisGame,
    plays: Sequence[SignalPlay],
    shows: Sequence[Show],
    bounds: tuple[float, float],
    stake: Stake,
) -> Iterator[str]:
    """What to make of a threat, of silence and of a show, where bluffing pays, all ways of play.

    Costs are the maker's and are told against its `stake`. `bounds` are the belief below which to
    resist and the resistance below which to bluff.
    """
    maker, target = names
    if len(plays) > 1:
        yield (
            f"The same numbers allow {len(plays)} ways of play, and nothing in them says which; "
            "what each side expects of the other decides."
        )
    for number, play in enumerate(plays, start=1):
        yield f"({number}) {play.sentence}" if len(plays) > 1 else play.sentence
    yield say_resist(target, plays, bounds[0])
    yield say_silence(maker, plays)
    yield from say_shows(names, plays, shows, stake)
    yield say_bluff(names, say_against(game.caught, stake.worth, stake.label), plays, bounds[1])


def say_resist(target: str, plays: Sequence[SignalPlay], below: float) -> str:
    """Whether the target does best to resist."""
    if below >= 1.0:
        return f"{target} would typically rather be fought than give in: it resists every threat."
    verdicts = ["resist" if p.meant < below else "give in" for p in plays]
    told = " or ".join(dict.fromkeys(verdicts))
    return (
        f"A threat: {target} typically does best to resist while fewer than {per_cent(below)} of "
        f"such threats are meant; here {between([p.meant for p in plays])} are, so {told}."
    )


def say_silence(maker: str, plays: Sequence[SignalPlay]) -> str:
    """What silence says."""
    told = [p for p in plays if p.threat < HARDLY]
    if not told:
        return f"Silence: it is not to be expected, since a threat costs {maker} too little."
    less = [p.meant_silent < p.meant for p in told]
    if all(less):
        says = f"{maker} is then less likely to mean one than after a threat"
    elif not any(less):
        says = "it is no sign of weakness, since those who threaten bluff more often"
    else:
        says = "the way of play decides whether that is a sign of weakness"
    return (
        f"Silence: {between([p.meant_silent for p in told])} of those who stay silent would have "
        f"meant a threat; {says}."
    )


def say_shows(
    names: Names, plays: Sequence[SignalPlay], shows: Sequence[Show], stake: Stake
) -> Iterator[str]:
    """What a show of force does to belief, and from what cost it makes the target give in."""
    maker, target = names
    costs = [say_against(show.cost, stake.worth, stake.label) for show in shows]
    if shows and not any(changes(plays, show) for show in shows):
        cost = costs[max(range(len(shows)), key=lambda i: shows[i].cost)]
        yield f"A show of force changes nothing, even if a year of it costs {maker} {cost}."
        return
    for show, cost in zip(shows, costs, strict=True):
        yield (
            f"A show of force, if a year of it costs {maker} {cost} whatever follows: "
            f"the threat is then meant with {between(show.meant)}, and {target} resists with "
            f"{between(show.resisted)}."
        )
    words = max(p.resisted for p in plays)
    enough = [(s.cost, told) for s, told in zip(shows, costs, strict=True) if max(s.resisted) < 0.5]
    if words >= 0.5 and enough:
        least = min(enough)[1]
        yield f"Such a show makes {target} likelier to give in once a year of it costs {least}."
    elif words >= 0.5 and shows:
        yield f"None of these shows makes {target} likelier to give in than to resist."


def changes(plays: Sequence[SignalPlay], show: Show) -> bool:
    """Whether a show of force leads to other chances than words, by a hundredth or more."""
    if len(plays) != len(show.meant):
        return True
    pairs = zip(plays, show.meant, show.resisted, strict=True)
    return any(abs(p.meant - m) > 0.01 or abs(p.resisted - r) > 0.01 for p, m, r in pairs)


def say_bluff(names: Names, caught: str, plays: Sequence[SignalPlay], below: float) -> str:
    """Where bluffing pays its maker, whom being caught costs so much a year (`caught`)."""
    maker, target = names
    bluffs = between([1.0 - p.meant for p in plays])
    pays = [p.resisted < below for p in plays]
    if all(pays):
        told = "it pays here"
    elif not any(pays):
        told = "it does not pay here but for those whom being caught costs little"
    else:
        ways = [f"({i})" for i, pay in enumerate(pays, start=1) if pay]
        told = f"it pays in {' and '.join(ways)} alone"
    return (
        f"Bluffing: if being caught costs {caught}, a bluff pays {maker} "
        f"while {target} resists fewer than {per_cent(below)} of threats; {told}. Of the threats "
        f"made, {bluffs} are bluffs."
    )
