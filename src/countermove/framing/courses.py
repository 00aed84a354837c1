"""Courses and outcomes that every draft names."""

from __future__ import annotations

from countermove.framing.options import Drafted
from countermove.framing.scheme import GIVE_IN, PRESSING, Scheme
from countermove.phrasing.agreement import agree
from countermove.phrasing.letters import capital
from countermove.records.standoffs import Outcome

__all__ = ["list_courses", "list_outcomes", "list_rules"]


def list_courses(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Settings of the subject's options worth comparing, each set once.

    give in, hold (as today) and stand alone are always there; the others where the options
    for them are, asking a third side for help among them.
    """
    own = scheme.of(scheme.sides.subject)
    today = [o.name for o in own if o.today]
    calm = [o.name for o in own if o.today and o.entry.role not in ("stance", *PRESSING)]
    policies = names(scheme, "policy")
    wanted = {
        "give in": [GIVE_IN],
        "hold": today,
        "stand alone": [*today, *policies],
        "step back": calm,
        "step back and build up": [*calm, *policies],
        "hit back": [*today, *names(scheme, *PRESSING)],
        "hit back and build up": [*today, *names(scheme, *PRESSING), *policies],
        "talk": [*today, *names(scheme, "opening")],
        "call on others": [*today, *names(scheme, "call")],
        "find partners": [*today, *policies, *names(scheme, "tie")],
        "refuse more": [*today, *policies, *names(scheme, "stance")],
    }
    order = {o.name: i for i, o in enumerate(own)}
    for appeal in (o for o in own if o.asks and not o.today):
        asked = f"ask {scheme.title(appeal.toward)} for help"
        wanted |= {asked: [*today, appeal.name]}
        wanted |= {f"build up and {asked}": [*today, *policies, appeal.name]}
    found: dict[str, tuple[str, ...]] = {}
    for course, members in wanted.items():
        setting = tuple(sorted(set(members), key=lambda name: order.get(name, -1)))
        if setting not in found.values():
            found[course] = setting
    return found


def names(scheme: Scheme, *roles: str) -> list[str]:
    """The names of the subject's options of some roles."""
    return [o.name for o in scheme.of(scheme.sides.subject, *roles)]


def list_rules(scheme: Scheme) -> tuple[str, ...]:
    """Giving in ends the subject's refusals and its own pressure."""
    held = names(scheme, "stance", *PRESSING)
    return tuple(f"at most one of ({GIVE_IN}, {name})" for name in held)


def list_outcomes(scheme: Scheme) -> tuple[Outcome, ...]:
    """What the page gives chances over time for.

    First the events that past cases were counted by: the subject gives way (it gives in, or drops
    every refusal that is in force), the other side gives up; then its measures, freedom from
    pressure, and what the subject builds up.
    """
    subject, other = scheme.sides.subject, scheme.sides.other
    pressing = scheme.of(other, *PRESSING)
    here = scheme.title(subject)
    found = [
        Outcome(
            name="gives_way",
            label=capital(f"{here} {agree(here, 'gives', 'give')} way"),
            when=giving_way(scheme),
            counts_as="gives_way",
        )
    ]
    if now := [o.name for o in pressing if o.today]:
        found.append(giving_up(scheme, now))
    found += [outcome_of(scheme, option) for option in pressing]
    found += [outcome_of(scheme, o) for side in scheme.thirds for o in scheme.of(side)]
    quiet = " and ".join(f"not {o.name}" for o in pressing)
    found.append(
        Outcome(
            name="free",
            label=capital(
                f"{here} {agree(here, 'is', 'are')} free of pressure and "
                f"{agree(here, 'has', 'have')} not given in"
            ),
            when=f"not {GIVE_IN} and {quiet}",
        )
    )
    found += [
        Outcome(name=f"done_{o.name}", label=f"“{o.label}” is done", when=f"done({o.name})")
        for o in scheme.of(subject, "policy")
        if o.entry.takes
    ]
    return tuple(found)


def giving_way(scheme: Scheme) -> str:
    """That the subject has given in, or dropped all that it refuses today."""
    held = [o.name for o in scheme.of(scheme.sides.subject, "stance") if o.today]
    return f"{GIVE_IN} or not ({' or '.join(held)})" if held else GIVE_IN


def giving_up(scheme: Scheme, now: list[str]) -> Outcome:
    """That the other side has dropped all that it presses with today, for nothing."""
    there = scheme.title(scheme.sides.other)
    return Outcome(
        name="gives_up",
        label=capital(f"{there} {agree(there, 'gives', 'give')} up"),
        when=f"not ({' or '.join(now)}) and not ({giving_way(scheme)})",
        counts_as="gives_up",
    )


def outcome_of(scheme: Scheme, option: Drafted) -> Outcome:
    """That an option of the other side is in force."""
    still = "still " if option.today else ""
    act = f"{option.label[:1].lower()}{option.label[1:]}"
    label = f"{capital(scheme.title(option.player))} will {still}{act}"
    force = option.entry.role == "force" and not option.today
    return Outcome(
        name=f"with_{option.name}",
        label=label,
        when=option.name,
        counts_as="intervention" if force else "",
    )
