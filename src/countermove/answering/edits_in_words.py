"""What an edit of a stand-off changed, as a person would say it: no key of the file, no number
without its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from countermove.answering.edits import Place, fields_changed
from countermove.phrasing.lists import join
from countermove.phrasing.numbers import number
from countermove.phrasing.stakes import say_against, times
from countermove.phrasing.times import say_wait
from countermove.records.preferences import COMPARED
from countermove.records.record import canonical_json
from countermove.records.stakes import stake_of
from countermove.records.standoffs import Stake, Standoff
from countermove.reporting.conditions_in_words import condition_words
from countermove.stressing.measures import TIMES, describe_numbers

__all__ = ["Wording", "as_text"]

LONGEST_CHANGE = 120
"""Letters of a text before and after that a sentence still prints."""

PLAIN = {
    "title": "the title",
    "question": "the question",
    "subject": "who is advised",
    "as_of": "the day of the answer",
    "moves": "what has been done so far",
    "notes": "the notes",
}
OF_PLAYER = {
    "name": "the name of {}",
    "stake": "what the numbers of {} are said against",
    "ranks": "the order of situations for {}",
    "priorities": "the priorities of {}",
    "ranking": "the ranking of situations for {}",
}
NAMED = {
    "chance": "what nobody decides, ‘{}’",
    "outcomes": "the outcome ‘{}’",
    "levers": "the lever ‘{}’",
    "readings": "the reading ‘{}’",
    "courses": "the course ‘{}’",
    "sources": "the source ‘{}’",
}
FIELDS = {
    "per_year": "what it is worth a year",
    "once": "what it is worth once",
    "basis": "what the number rests on",
    "why": "the reason given",
    "quotes": "its quotes",
    "events": "its events",
    "folded": "its events",
    "today": "whether it is in force today",
    "done_today": "whether it is done today",
    "lasting": "whether it can be undone",
    "label": "its name",
    "when": "when it holds",
    "prior": "how likely it is held to be",
    "takes": "how long it takes",
    "starts_after": "how long until it begins",
    "ends_after": "how long it lasts",
    "source": "its source",
    "confirmed": "whether a person has looked at it",
}


@dataclass(frozen=True)
class Wording:
    """The words of two stand-offs; what the new one does not have is named as in the old one."""

    old: Standoff
    new: Standoff

    @property
    def labels(self) -> Mapping[str, str]:
        """Options and circumstances."""
        return {**self.old.labels(), **self.new.labels()}

    def place(self, place: Place) -> str:
        """What stands at a place."""
        head = place[0]
        if head == "players":
            return self.of_player(place[1], place[2:])
        if head == "settings":
            return self.numbers().get(".".join(place), place[1].replace("_", " "))
        if head == "rules":
            return f"the rule that {condition_words(place[1], self.labels)}"
        if head in NAMED:
            return NAMED[head].format(self.name(head, place[1]))
        return PLAIN.get(head, head.replace("_", " "))

    def of_player(self, player: str, rest: Place) -> str:
        """What stands at a place under a player."""
        name = self.player(player)
        if rest[0] == "options":
            return f"{name}’s option ‘{self.labels.get(rest[1], rest[1])}’"
        if rest[0] in COMPARED:
            told = condition_words(rest[1], self.labels)
            return f"the comparison for {name}: {told}"
        key = ".".join(("players", player, *rest))
        return self.numbers().get(key, OF_PLAYER.get(rest[0], "{}: " + rest[0]).format(name))

    def numbers(self) -> dict[str, str]:
        """A noun phrase for every number of either."""
        return {**describe_numbers(self.old), **describe_numbers(self.new)}

    def player(self, id: str) -> str:
        """A side's name."""
        names = {p.id: p.name for s in (self.old, self.new) for p in s.players}
        return names.get(id, id)

    def name(self, kind: str, name: str) -> str:
        """The label of an outcome, lever and so on; a course is its own."""
        found: dict[str, str] = {}
        for standoff in (self.old, self.new):
            if kind == "sources":
                found |= {s.id: s.title for s in standoff.sources}
            elif kind != "courses":
                found |= {item.name: item.label for item in getattr(standoff, kind)}
        return found.get(name, name)

    def change(self, place: Place, old: Any, new: Any) -> str:
        """What happened at a place."""
        if old is None:
            return "was added"
        if new is None:
            return "was taken away"
        said = [self.field(place, name, a, b) for name, a, b in fields_changed(old, new)]
        return "was changed: " + join(said)

    def field(self, place: Place, name: str, old: Any, new: Any) -> str:
        """What happened to one field; long texts and lists are not printed twice over."""
        words = FIELDS.get(name, name.replace("_", " "))
        before, after = (self.value(place, name, v) for v in (old, new))
        long = isinstance(new, str) and len(before) + len(after) > LONGEST_CHANGE
        if long or not before or not after:
            return f"{words or 'it'} written anew"
        return f"{words} from {before} to {after}".strip()

    def value(self, place: Place, name: str, value: Any) -> str:
        """A value in words; nothing for none, and for what is no word or number."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name in ("per_year", "once") and place[0] == "players":
            return say_range(value, self.stake(place[1]))
        if name in TIMES:
            return say_ends(value, say_wait)
        if isinstance(value, int | float):
            return number(float(value))
        return value if isinstance(value, str) else say_ends(value, number)

    def stake(self, player: str) -> Stake:
        """What a player's numbers are said against: as in the old stand-off, where it has one."""
        old = self.old if player in {p.id for p in self.old.players} else self.new
        return stake_of(old, player)


def say_ends(value: Any, say: Any) -> str:
    """A number, a range or a duration; nothing for what is none of them."""
    ends = value if isinstance(value, list) else [value]
    if isinstance(value, str):
        return value
    if not ends or not all(isinstance(v, int | float) for v in ends):
        return ""
    if len(ends) == 3:
        return f"{say(ends[1])} ({say(ends[0])} to {say(ends[2])})"
    return " to ".join(say(v) for v in ends)


def say_range(value: Any, stake: Stake) -> str:
    """A payoff's likely value against a stake, as a gain or a loss, with its range."""
    ends = value if isinstance(value, list) else [value]
    if not ends or not all(isinstance(v, int | float) for v in ends):
        return ""
    likely = ends[len(ends) // 2]
    sort = "a loss of" if likely < 0 else "a gain of"
    said = say_against(likely, stake.worth, stake.label)
    whole = said if said.startswith("next to nothing") else f"{sort} {said}"
    if len(ends) < 2:
        return whole
    return f"{whole} ({times(ends[0], stake.worth)} to {times(ends[-1], stake.worth)} of it)"


def as_text(value: Any) -> str:
    """A value as it is stored; nothing for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical_json(value)
