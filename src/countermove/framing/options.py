"""Acts → options: one for each player, kind and object, with all its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from countermove.framing.acts import Act
from countermove.framing.eligibility import judge_label
from countermove.framing.playbook import Entry
from countermove.framing.wording import FLOW, content_words, drop_threat, label_event
from countermove.records.articles import Quote
from countermove.records.events import Event
from countermove.records.number_table import load_numbers

__all__ = ["OPTION_ROLES", "Drafted", "draft_options", "list_quotes", "rank"]

OPTION_ROLES = ("measure", "force", "stance", "policy", "tie", "opening", "call")
STANDING_ORDER = ("done", "alleged", "planned", "possible", "advised", "denied")
UNITED = ("policy", "force", "call")
ADVISED_ROLES = ("policy", "call")
UNDOING = ("RETREAT", "CONCEDE")
MOST_QUOTES = 24
ALIKE = load_numbers("framing/data/bars.tsv")["alike"]
"""Two acts of a kind are about the same thing if they share this much of the shorter's words."""


@dataclass(frozen=True)
class Drafted:
    """An option in the making: its acts, oldest first, and the labels folded into it.

    `name` and `title`, the label that no other option has, are given when all are known.
    `toward` is the side that a third side's option is for or against, or that is asked for help.
    """

    player: str
    entry: Entry
    acts: tuple[Act, ...]
    today: bool
    name: str = ""
    folded: tuple[str, ...] = ()
    generic: str = ""
    title: str = ""
    toward: str = ""

    @property
    def announced(self) -> bool:
        """Whether its doer did, threatened or announced it, and not only others think it may.

        What no text told follows from what is in force, such as forces massed.
        """
        return not self.acts or any(
            act.happened
            or (not act.event.negated and act.event.standing == "planned")
            or (act.event.action == "THREATEN" and act.meant)
            for act in self.acts
        )

    @property
    def asks(self) -> bool:
        """Whether it is the subject's asking a third side for help."""
        return self.entry.role == "appeal"

    @property
    def label(self) -> str:
        """The option in words: as the surest telling has it."""
        if self.title or self.generic:
            return self.title or self.generic
        best = min(self.acts, key=name_rank)
        return label_event(best.event, best.entry)

    @property
    def advised(self) -> bool:
        """Whether the text advises it."""
        return any(act.event.standing == "advised" for act in self.acts)

    @property
    def disputed(self) -> bool:
        """Whether it is only alleged or denied, and not in force."""
        told = {act.event.standing for act in self.acts}
        return bool(told) and told <= {"alleged", "denied"} and not self.today

    @property
    def mentions(self) -> int:
        """How many quotes tell of it."""
        return sum(act.event.reports for act in self.acts)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of its events, in the order told."""
        return tuple(act.event.id for act in self.acts)

    def absorb(self, others: Sequence[Drafted]) -> Drafted:
        """This option with others folded into it."""
        own = self.label
        labels = [x for other in others for x in (other.label, *other.folded)]
        kept = tuple(dict.fromkeys(x for x in (*self.folded, *labels) if not same(x, own)))
        acts = (*self.acts, *(act for other in others for act in other.acts))
        return replace(self, acts=acts, folded=kept)


def same(one: str, other: str) -> bool:
    """Whether two labels are one but for capitals."""
    return one.casefold() == other.casefold()


def rank(event: Event) -> int:
    """How sure a telling is, surest first."""
    return STANDING_ORDER.index("possible" if event.action == "THREATEN" else event.standing)


def name_rank(act: Act) -> tuple[int, int, int, str]:
    """How well an act names its option, best first: the surest telling, told earliest.

    Of several pieces of advice to one course, one that is named in its own words.
    """
    event, entry = act.event, act.entry
    label = label_event(event, entry)
    empty = label == entry.plain or not is_telling(act)
    loose = 2 * empty + is_vague(label) if entry.role in ADVISED_ROLES else 0
    return loose, rank(event), event.order, event.id


def is_vague(label: str) -> bool:
    """Whether a label needs its text to be understood: "Press for such help", "Think twice"."""
    words = set(label.lower().split())
    return not words.isdisjoint(POINTING | POINTING_NOUNS) or len(content_words(label)) < FEWEST


POINTING = frozenset({"such", "this", "these", "those", "that", "it", "them", "him", "her", "me"})
POINTING_NOUNS = frozenset({"problem", "situation", "issue", "matter", "question", "time"})
FEWEST = 3
"""Words of meaning in a label that says by itself what is to be done."""


def list_folded(group: Sequence[Act]) -> tuple[str, ...]:
    """What else a course is advised as, in the words of each piece."""
    if group[0].entry.role not in ADVISED_ROLES:
        return ()
    first = min(group, key=name_rank)
    own = label_event(first.event, first.entry)
    told = (label_event(a.event, a.entry) for a in group if is_said(a) and advises(a.event))
    return tuple(dict.fromkeys(label for label in told if label != own))


def advises(event: Event) -> bool:
    """Whether an event is advice."""
    return event.standing == "advised"


def draft_options(acts: Sequence[Act]) -> tuple[tuple[Drafted, ...], tuple[str, ...]]:
    """One option for each player, kind and object that can stay in force.

    Beside them the labels of what was in force, was taken back since, and is not spoken of as
    something still to come: that is history.
    """
    groups: list[list[Act]] = []
    index: dict[tuple[object, ...], list[int]] = {}
    for act in acts:
        if act.entry.role not in OPTION_ROLES or not (act.happened or act.meant or is_denied(act)):
            continue
        if not is_course(act):
            continue
        near = sorted({n for key in keys_of(act) for n in index.get(key, ())})
        home = next((n for n in near if fits(groups[n][0], act)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            for key in keys_of(act):
                index.setdefault(key, []).append(home)
        groups[home].append(act)
    undoing = [a for a in acts if a.event.action in UNDOING and a.happened]
    drafts = merge_namesakes([draft(group, undoing) for group in groups if says_something(group)])
    over = [d for d in drafts if is_over(d, undoing)]
    return tuple(d for d in drafts if d not in over), tuple(d.label for d in over)


def is_course(act: Act) -> bool:
    """Whether an act is something that its side could take up or keep up.

    What a side is advised against in words that need their text is none.
    """
    label = drop_threat(act.event.label)
    if act.event.standing != "advised" and judge_label(label) == "drop":
        return False
    against = act.event.negated and act.event.standing == "advised" and act.entry.role == "stance"
    return not against or label_event(act.event, act.entry) != act.entry.plain


def merge_namesakes(drafts: Sequence[Drafted]) -> list[Drafted]:
    """The options with those of one player and role that bear the same name made one."""
    kept: dict[tuple[str, str, str], Drafted] = {}
    for option in drafts:
        key = (option.player, option.entry.role, option.label.casefold())
        kept[key] = kept[key].absorb([option]) if key in kept else option
    return list(kept.values())


def says_something(group: Sequence[Act]) -> bool:
    """Whether a group of acts says what is to be done.

    Of the other side it can be called for that it change its course; that others should act, or
    that one should think of something, says nothing.
    """
    if group[0].entry.key == "REQUEST#call":
        return True
    if group[0].entry.role == "call":
        return any(is_said(act) for act in group)
    return any(act.event.standing != "advised" or is_telling(act) for act in group)


def is_telling(act: Act) -> bool:
    """Whether the words of advice are a course."""
    return judge_label(drop_threat(act.event.label)) != "drop"


def is_said(act: Act) -> bool:
    """Whether an act of calling is named in words of its own."""
    return label_event(act.event, act.entry) != act.entry.plain


def is_over(option: Drafted, undoing: Sequence[Act]) -> bool:
    """Whether an option was in force, is no longer, and nobody expects it back."""
    happened = any(act.happened for act in option.acts)
    return happened and is_undone(option.acts, undoing) and not any(a.meant for a in option.acts)


def is_denied(act: Act) -> bool:
    """Whether it is told, and denied: it stays an option, not in force today."""
    return act.event.standing == "denied" or any(f.kind == "denied by" for f in act.event.flags)


def keys_of(act: Act) -> list[tuple[object, ...]]:
    """What two acts must share one of to be one option: player, kind, and a word of the object.

    Policies and uses of force are one option a kind, whatever their object.
    """
    entry = act.entry
    kind = (
        act.player,
        entry.role,
        entry.key if entry.role in ("policy", "call") else entry.affects,
    )
    if entry.role in UNITED:
        return [kind]
    things = sorted(act.things | ({FLOW} if entry.affects == "supply" else set())) or [""]
    return [(*kind, entry.lasting, thing) for thing in things]


def fits(first: Act, act: Act) -> bool:
    """Whether an act that shares a key with a group's first one is about the same object."""
    if act.entry.role in UNITED or {FLOW} in (first.things, act.things):
        return True
    return alike(first.things, act.things)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words are about the same thing."""
    return len(one & other) >= ALIKE * min(len(one), len(other))


def draft(group: Sequence[Act], undoing: Sequence[Act]) -> Drafted:
    """The option of a group of acts; its entry is that of the surest telling."""
    best = min(group, key=lambda act: (rank(act.event), act.event.order, act.event.id))
    today = any(act.happened for act in group) and not is_undone(group, undoing)
    return Drafted(best.player, best.entry, tuple(group), today, folded=list_folded(group))


def is_undone(group: Sequence[Act], undoing: Sequence[Act]) -> bool:
    """Whether the same player has since taken back what the acts put in force.

    A withdrawal that names nothing is of forces.
    """
    latest = max(act.event.order for act in group if act.happened)
    things = frozenset().union(*(act.things for act in group))
    forces = group[0].entry.affects == "force"
    return any(
        act.player == group[0].player
        and act.event.order > latest
        and (bool(act.things & things) or (forces and not act.things))
        for act in undoing
    )


def list_quotes(acts: Iterable[Act], most: int = MOST_QUOTES) -> tuple[Quote, ...]:
    """The distinct quotes of some acts in the order told; from a large corpus the first few."""
    quotes = dict.fromkeys(quote for act in acts for quote in act.event.quotes)
    return tuple(quotes)[:most]
