"""Which move answers which, on events made by hand."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_draft, tell
from tests.reading.drafting import NamedDraft, freeze_named

from countermove.reading.relating.link_events import link_events
from countermove.reading.relating.told import stems
from countermove.records.articles import Article
from countermove.records.events import Action, Event, Party, Standing


def make_named(
    text: str, trigger: str, actor: str, action: Action, target: str, standing: Standing = "done"
) -> NamedDraft:
    """A draft known by its actor and its trigger."""
    known = {"id": f"{actor}-{trigger}", "label": trigger, "standing": standing}
    return make_draft(text, trigger, action, actor, target, **known)


def link(text: str, *drafts: NamedDraft) -> tuple[Event, ...]:
    link_events(drafts, tell(text))
    return freeze_named(drafts)


def links(text: str, *drafts: NamedDraft) -> dict[str, list[str]]:
    found = link(text, *drafts)
    return {e.id: [link.event_id for link in e.answers] for e in found if e.answers}


def test_in_response_points_to_what_was_done_to_the_side() -> None:
    text = "Big closed the pipeline. Other praised Third. In response, Small blocked the coal."
    assert links(
        text,
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "praised", "OTH", "SUPPORT", "THI"),
        make_named(text, "blocked", "SML", "COERCE", "BIG"),
    ) == {"SML-blocked": ["BIG-closed"]}


def test_who_responds_to_questions_answers_no_act_by_it() -> None:
    text = "Big closed the pipeline. Small responded to questions by blocking the coal."
    found = link(
        text,
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "blocking", "SML", "COERCE", "BIG"),
    )
    assert not [a.reason for e in found for a in e.answers if "responded" in a.reason]


def test_both_acts_after_in_response_answer() -> None:
    text = "Big closed the pipeline. In response, Small blocked the coal and recalled its envoy."
    found = link(
        text,
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "blocked", "SML", "COERCE", "BIG"),
        make_named(text, "recalled", "SML", "SANCTION", "BIG"),
    )
    assert [[link.event_id for link in e.answers] for e in found] == [
        [],
        ["BIG-closed"],
        ["BIG-closed"],
    ]
    assert "In response" in found[1].answers[0].reason
    assert "opposite direction" in found[1].answers[0].reason


def test_after_joins_two_clauses_in_either_order() -> None:
    for text in (
        "Big closed the pipeline after Small refused the order.",
        "After Small refused the order, Big closed the pipeline.",
    ):
        events = (
            make_named(text, "closed", "BIG", "SANCTION", "SML"),
            make_named(text, "refused", "SML", "REJECT", "BIG"),
        )
        assert links(text, *events) == {"BIG-closed": ["SML-refused"]}


def test_retaliated_for_finds_the_word_named_again() -> None:
    text = (
        "Big humiliated Small. Big praised Other. Big closed a road to Small. "
        "Small retaliated for the humiliation by naming the provinces."
    )
    events = (
        make_named(text, "humiliated", "BIG", "ACCUSE", "SML"),
        make_named(text, "praised", "BIG", "SUPPORT", "OTH"),
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "naming", "SML", "ACCUSE", "BIG"),
    )
    assert links(text, *events) == {"SML-naming": ["BIG-humiliated"]}


def test_retaliated_may_itself_be_the_trigger() -> None:
    text = (
        "Big humiliated Small. Small retaliated for the humiliation by naming land that Big held."
    )
    events = (
        make_named(text, "humiliated", "BIG", "ACCUSE", "SML"),
        make_named(text, "retaliated", "SML", "ACCUSE", "BIG"),
        make_named(text, "held", "BIG", "SUPPORT", "OTH"),
    )
    assert links(text, *events) == {"SML-retaliated": ["BIG-humiliated"]}


def test_soon_afterwards_points_back_to_what_the_other_side_did() -> None:
    text = "Small refused the order. Soon afterwards Big closed the pipeline."
    events = (
        make_named(text, "refused", "SML", "REJECT", "BIG"),
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
    )
    found = link(text, *events)
    assert [[one.event_id for one in e.answers] for e in found] == [[], ["SML-refused"]]
    assert "Soon afterwards" in found[1].answers[0].reason


def test_a_cue_that_closes_a_clause_belongs_to_it() -> None:
    text = "Big closed the pipeline. Small blocked the coal in response, and Big protested."
    events = (
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "blocked", "SML", "COERCE", "BIG"),
        make_named(text, "protested", "BIG", "PROTEST", "OTH"),
    )
    assert links(text, *events)["SML-blocked"] == ["BIG-closed"]


def test_hostile_acts_told_one_after_the_other_are_linked_weakly() -> None:
    text = "Big shelled a town. Small bombed a depot. Big met Other."
    events = (
        make_named(text, "shelled", "BIG", "ASSAULT", "SML"),
        make_named(text, "bombed", "SML", "ASSAULT", "BIG"),
        make_named(text, "met", "BIG", "CONSULT", "OTH"),
    )
    found = link(text, *events)
    assert found[1].answers[0].event_id == "BIG-shelled"
    assert found[1].answers[0].score < 0.5
    assert found[2].answers == ()


def test_no_side_in_common_no_link() -> None:
    text = "Big closed the pipeline. In response, Other praised Third."
    assert not links(
        text,
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "praised", "OTH", "SUPPORT", "THI"),
    )


def test_an_actor_does_not_answer_itself() -> None:
    text = "Big closed the pipeline. In response, Big blocked the coal."
    assert not links(
        text,
        make_named(text, "closed", "BIG", "SANCTION", "SML"),
        make_named(text, "blocked", "BIG", "COERCE", "SML"),
    )


def test_forms_of_a_word_meet() -> None:
    assert stems("humiliation") == stems("humiliate") == stems("humiliated")
    assert stems("suspended shipments") == stems("suspending a shipment")
    assert not stems("the oil") & stems("the coal")


WORDS = st.sampled_from(
    [
        "Small",
        "Big",
        "Other",
        "closed",
        "blocked",
        "after",
        "response",
        "in",
        ",",
        ".",
        "retaliated",
        "for",
        "by",
        "because",
        "over",
    ]
)
SIDES = st.sampled_from(["BIG", "SML", "OTH", ""])


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=4, max_size=40), st.lists(st.tuples(SIDES, SIDES), max_size=8))
def test_links_never_go_round(words: list[str], pairs: list[tuple[str, str]]) -> None:
    text = " ".join(words) + "."
    article = Article.from_text(text, id="a")
    places = [m.span() for m in re.finditer(r"\S+", text)]
    drafts = tuple(
        NamedDraft(
            id=f"e{n}",
            actor=Party(side=a, name=a) if a else None,
            target=Party(side=b, name=b) if b else None,
            action="ASSAULT",
            quotes=[article.quote(0, len(text))],
            trigger=article.quote(*places[(n * 5) % len(places)]),
        )
        for n, (a, b) in enumerate(pairs)
    )
    events = freeze_named(drafts)
    found = link(text, *drafts)
    assert [e.model_copy(update={"answers": ()}) for e in found] == list(events)
    ahead = {e.id: {link.event_id for link in e.answers} for e in found}
    assert set().union(*ahead.values()) <= set(ahead)
    while ends := [name for name, others in ahead.items() if not others]:
        ahead = {n: others - set(ends) for n, others in ahead.items() if n not in ends}
    assert not ahead, "what is left lies on a circle"


def test_a_cue_that_is_ruled_out_answers_nothing() -> None:
    text = "Small refused the medal. Big suspended the shipments before the fair, and not after it."
    assert (
        links(
            text,
            make_named(text, "refused", "SML", "REJECT", "BIG"),
            make_named(text, "suspended", "BIG", "SUPPORT", "SML"),
        )
        == {}
    )


def test_after_something_else_answers_nothing() -> None:
    text = "Small refused the medal. Soon after the fair ended, Big praised the shipments of Small."
    assert (
        links(
            text,
            make_named(text, "refused", "SML", "REJECT", "BIG"),
            make_named(text, "praised", "BIG", "SUPPORT", "SML"),
        )
        == {}
    )


def test_an_appeal_answers_the_court() -> None:
    text = (
        "Big blocked the canal. A court in Big ordered the port to close. Other praised Third. "
        "The harbour firm appealed."
    )
    assert links(
        text,
        make_named(text, "blocked", "BIG", "COERCE", "SML"),
        make_named(text, "ordered", "BIG", "COERCE", "SML"),
        make_named(text, "praised", "OTH", "SUPPORT", "THI"),
        make_named(text, "appealed", "FRM", "REQUEST", "BIG"),
    ) == {"FRM-appealed": ["BIG-ordered"]}
