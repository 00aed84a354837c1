"""Numbers, values and conditions in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from countermove.records.numbers import keyed_payoffs
from countermove.records.standoffs import Standoff

__all__ = ["describe_numbers", "say_condition", "say_points", "say_value"]

SETTINGS = {
    "settings.discount": "the discount a year",
    "settings.horizon": "how far play looks ahead",
    "settings.precision": "how precisely the sides reply (λ)",
    "settings.step": "the time between moves",
}
TIMES = {
    "takes": "how long ‘{}’ takes",
    "starts_after": "how long until ‘{}’ begins",
    "ends_after": "how long ‘{}’ lasts",
}
CONJUNCT = re.compile(
    r"(?P<not>not\s+)?(?:(?P<done>done)\(\s*)?(?P<name>[A-Za-z_]\w*)\s*\)?", re.IGNORECASE
)
START = {
    (False, False): "{}",
    (False, True): "having {} done",
    (True, False): "being without {}",
    (True, True): "the time before {} is done",
}
MORE = {
    (False, False): "with {}",
    (False, True): "with {} done",
    (True, False): "without {}",
    (True, True): "before {} is done",
}
WORD = re.compile(r"(not\s+)?(?:done\(\s*(\w+)\s*\)|([A-Za-z_]\w*))", re.IGNORECASE)


def describe_numbers(standoff: Standoff) -> dict[str, str]:
    """A phrase for every number of a stand-off, by key, in its options' own labels."""
    labels = {name: shorten(trim(label)) for name, label in standoff.labels().items()}
    phrases = dict(SETTINGS)
    for chance in standoff.chance:
        for kind in ("starts_after", "ends_after"):
            phrases[f"chance.{chance.name}.{kind}"] = TIMES[kind].format(labels[chance.name])
    for player in standoff.players:
        for option in player.options:
            key = f"players.{player.id}.options.{option.name}.takes"
            phrases[key] = TIMES["takes"].format(labels[option.name])
        for key, payoff in keyed_payoffs(player):
            pace = "once" if payoff.per_year is None else "a year"
            phrases[key] = say_worth(payoff.when, labels, player.name, pace)
    return phrases


def say_worth(when: str, labels: Mapping[str, str], name: str, pace: str) -> str:
    """What a payoff is worth to whom, short where its condition is a plain list.

    >>> names = {"pay": "Pay up", "reform": "Reform"}
    >>> say_worth("pay and not done(reform)", names, "the isle", "a year")
    'what ‘Pay up’ before ‘Reform’ is done is worth to the isle a year'
    >>> say_worth("pay or reform", names, "the isle", "once")
    'what it is worth to the isle once that ‘Pay up’ is in force or ‘Reform’ is in force'
    """
    parts = [CONJUNCT.fullmatch(part.strip()) for part in re.split(r"\band\b", when)]
    if not parts or any(part is None or part["name"] not in labels for part in parts):
        return f"what it is worth to {name} {pace} that {say_condition(when, labels)}"
    found = [(bool(p["not"]), bool(p["done"]), f"‘{labels[p['name']]}’") for p in parts if p]
    return f"what {list_conjuncts(found)} is worth to {name} {pace}"


def list_conjuncts(found: Sequence[tuple[bool, bool, str]]) -> str:
    """Negated or not, done or in force: "‘A’ with ‘B’ without ‘C’ before ‘D’ is done"."""
    first, *rest = sorted(found, key=lambda part: part[:2])
    return " ".join([START[first[:2]].format(first[2]), *(MORE[p[:2]].format(p[2]) for p in rest)])


def say_condition(text: str, labels: Mapping[str, str]) -> str:
    """A condition with the labels of options for their names.

    >>> say_condition("pay and not done(reform)", {"pay": "Pay up", "reform": "Reform"})
    '‘Pay up’ is in force and ‘Reform’ is not done'
    """
    if text.strip().lower() == "always":
        return "time passes"

    def word(found: re.Match[str]) -> str:
        negation = " not" if found[1] else ""
        if found[2]:
            return f"‘{labels.get(found[2], found[2])}’ is{negation} done"
        name = found[3]
        return f"‘{labels[name]}’ is{negation} in force" if name in labels else found[0]

    return WORD.sub(word, text)


def say_value(key: str, value: float) -> str:
    """A number's value with its unit: points, years or months, per cent a year."""
    if key == "settings.discount":
        return f"{100 * value:.3g} %"
    if key == "settings.precision":
        return f"{value:.3g}"
    if key.startswith(("settings.", "chance.")) or key.endswith(".takes"):
        return say_years(value)
    return say_points(value)


def say_points(value: float) -> str:
    """Points with a minus sign, to three figures.

    >>> say_points(-12.3456), say_points(1.0)
    ('−12.3 points', '1 point')
    """
    text = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    unit = "point" if text in ("1", "-1") else "points"
    return f"{text} {unit}".replace("-", "−")


def say_years(value: float) -> str:
    """A time in years, or in months below two years.

    >>> say_years(0.5), say_years(3), say_years(1 / 12)
    ('6 months', '3 years', '1 month')
    """
    if value < 2:
        months = f"{12 * value:.2g}"
        return f"{months} {'month' if months == '1' else 'months'}"
    return f"{value:.3g} years"


def shorten(label: str) -> str:
    """The gist of a label: up to a comma, or its first nine words.

    >>> shorten("Settle the quarrel at home, so that no help is needed from anybody")
    'Settle the quarrel at home'
    >>> shorten("one two three four five six seven eight nine ten eleven")
    'one two three four five six seven eight nine …'
    """
    head = label.split(",", maxsplit=1)[0]
    if len(label) > 40 and len(head.split()) >= 4:
        label = head
    words = label.split()
    return label if len(words) <= 10 else " ".join(words[:9]) + " …"


def trim(label: str) -> str:
    """A label without the full stop or spaces around it."""
    return label.strip().rstrip(".").rstrip()
