"""Two runs compared: what changed, and which edit did it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.answering import answer, compare
from countermove.answering.edits import apply_edits, find_edits, put_together, take_apart
from countermove.records.answers import Answer
from countermove.records.comparisons import Comparison
from countermove.records.errors import SettingsError
from countermove.records.standoffs import Player, Standoff
from countermove.records.stresses import Stress
from countermove.stressing import stress


@pytest.fixture(scope="module")
def old(stressed: Stress) -> Answer:
    return answer(stressed)


def edit(standoff: Standoff, change: Any) -> Standoff:
    whole = standoff.model_dump(mode="json")
    change(whole)
    return Standoff.model_validate(whole)


def rerun(standoff: Standoff) -> Answer:
    return answer(stress(standoff, draws=64, seed=7))


def test_the_same_run_twice(old: Answer) -> None:
    found = compare(old, old)
    assert found.same_answer
    assert found.edits == ()
    assert "The stand-off is the same" in str(found)


def test_the_edit_that_flips_the_answer_is_named(valley: Standoff, old: Answer) -> None:
    def change(whole: dict[str, Any]) -> None:
        whole["title"] = "Another title"
        whole["players"][0]["payoffs"][1]["per_year"] = [50, 60, 70]

    found = compare(old, rerun(edit(valley, change)))
    assert (found.old_course, found.new_course) == ("build", "give in")
    assert not found.same_answer
    assert {e.place: e.flips for e in found.edits} == {
        "players.VAL.payoffs[tribute].per_year": True,
        "title": False,
    }
    assert all(e.alone for e in found.edits)
    assert "how much a year of ‘Pay tribute’ matters to the valley" in str(found)
    assert "title" not in str(found)


def test_edits_that_need_each_other_are_made_together(valley: Standoff, old: Answer) -> None:
    def change(whole: dict[str, Any]) -> None:
        own = whole["players"][0]
        own["options"].append({"name": "tunnel", "label": "Dig a tunnel"})
        own["payoffs"].append({"when": "tunnel", "per_year": [50, 60, 70]})
        whole["courses"]["dig"] = ["flag", "tunnel"]

    found = compare(old, rerun(edit(valley, change)))
    alone = {e.place: e.alone for e in found.edits}
    assert alone["players.VAL.options.tunnel"]
    assert not alone["players.VAL.payoffs[tunnel].per_year"]
    assert not alone["courses.dig"]
    assert found.new_course == "dig"
    new = next(c for c in found.courses if c.name == "dig")
    assert new.share_before is None
    assert new.share_after == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda w: w["players"][0]["payoffs"][1].update(per_year=[-6, -4, -2]),
            "How much a year of ‘Pay tribute’ matters to the valley was changed: what it is worth "
            "a year from a loss of ",
        ),
        (lambda w: w["settings"].update(horizon=3), "How far play looks ahead was changed: from "),
        (lambda w: w["courses"].pop("hold"), "The course ‘hold’ was taken away"),
        (lambda w: w.update(rules=[]), "The rule that "),
        (
            lambda w: w["players"][0]["options"][0].update(label="Pay a ransom"),
            "The valley’s option ‘Pay a ransom’ was changed: its name from Build a road",
        ),
    ],
)
def test_edits_are_told_in_words(valley: Standoff, old: Answer, change: Any, told: str) -> None:
    changed = edit(valley, change)
    found = compare(old, old.model_copy(update={"stress": with_standoff(old.stress, changed)}))
    sentences = [e.sentence for e in found.edits]
    assert any(told in sentence for sentence in sentences), sentences
    keys = re.compile(r"players\.|payoffs\[|per_year|settings\.|[{}]|\w_\w")
    assert not any(keys.search(sentence) for sentence in [*sentences, str(found)])


def with_standoff(stressed: Stress, standoff: Standoff) -> Stress:
    """The same run of another model: what is compared edit by edit is solved anew."""
    return stressed.model_copy(update={"standoff": standoff})


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.update(subject=w["players"][1]["id"]),
        lambda w: w["players"][1].update(id="SEA", name="the sea"),
        lambda w: [o.update(name=f"other_{o['name']}") for p in w["players"] for o in p["options"]],
    ],
)
def test_two_cases_are_not_compared(valley: Standoff, old: Answer, change: Any) -> None:
    whole = valley.model_dump(mode="json")
    change(whole)
    other = Standoff.model_construct(**{**dict(valley), **told_apart(valley, whole)})
    with pytest.raises(SettingsError, match=r"two cases \(the valley against"):
        compare(old, old.model_copy(update={"stress": with_standoff(old.stress, other)}))


def told_apart(valley: Standoff, whole: dict[str, Any]) -> dict[str, Any]:
    """The subject and players of a changed model, whatever else would have to follow them."""
    players = tuple(Player.model_validate(p) for p in whole["players"])
    return {"subject": whole["subject"], "players": players}


def test_a_comparison_survives_its_file(old: Answer, tmp_path: Any) -> None:
    found = compare(old, old)
    found.save(tmp_path / "comparison.json")
    assert Comparison.load(tmp_path / "comparison.json") == found


def test_another_seed_is_said(valley: Standoff, old: Answer) -> None:
    found = compare(old, answer(stress(valley, draws=32, seed=8)))
    assert found.settings == {"draws": ("64", "32"), "seed": ("7", "8")}


def test_taken_apart_and_put_together_again(valley: Standoff) -> None:
    assert put_together(take_apart(valley)) == valley


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_all_edits_together_make_the_new_standoff(valley: Standoff, data: st.DataObject) -> None:
    whole = valley.model_dump(mode="json")
    for payoff in whole["players"][0]["payoffs"]:
        payoff["per_year"] = data.draw(st.integers(-9, 9))
    if data.draw(st.booleans()):
        whole["rules"] = []
    if data.draw(st.booleans()):
        del whole["courses"]["hold"]
    new = Standoff.model_validate(whole)
    before, after = take_apart(valley), take_apart(new)
    places = find_edits(before, after)
    assert put_together(apply_edits(before, after, places)) == new


@pytest.mark.parametrize(
    ("title", "told"),
    [("Short", "to Short"), ("A title as long as a paragraph. " * 6, "written anew")],
)
def test_what_is_long_is_not_printed_twice_over(
    valley: Standoff, old: Answer, title: str, told: str
) -> None:
    found = compare(old, rerun(edit(valley, lambda whole: whole.update(title=title))))
    sentence = next(e.sentence for e in found.edits if e.place == "title")
    assert told in sentence
    assert len(sentence) < 200
