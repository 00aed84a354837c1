"""Parts of a state that act for themselves are sides of their own."""

from __future__ import annotations

import pytest

from countermove.reading.actors import find_mentions, load_actors
from countermove.reading.parsing.pipeline import load_pipeline
from countermove.reading.parsing.words import list_words


def sides(text: str) -> dict[str, str]:
    """By the words of each mention whose it is; the last of equal words counts."""
    words = list_words(load_pipeline()(text))
    return {m.party.text: m.party.side for m in find_mentions(words, load_actors())}


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Ohio Gov. Ann Reyes sued the Trump administration.", "Ohio Gov. Ann Reyes", "ohio"),
        ("Ohio Gov. Ann Reyes sued the United States. Reyes won.", "Reyes", "ohio"),
        ("Queensland's premier defied Australia. Queensland sued.", "Queensland", "queensland"),
        ("The state of Bavaria sued Germany.", "Bavaria", "bavaria"),
        ("Kerala sued India. Kerala wants its grants.", "Kerala", "kerala"),
        ("Kerala sued India. Kerala wants its grants.", "India", "IND"),
        ("Ohio Gov. Ann Reyes sued the US. The federal government replied.", "government", "USA"),
    ],
)
def test_a_part_that_acts_beside_its_state_is_a_side(text: str, words: str, side: str) -> None:
    assert sides(text)[words] == side


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Peru will send a minister to Texas.", "Texas", "USA"),
        ("Texas buys copper from Peru.", "Texas", "USA"),
        ("Kansas farmers in Kansas like the United States.", "Kansas", "USA"),
    ],
)
def test_a_part_that_only_lies_there_or_acts_once_abroad_is_its_state(
    text: str, words: str, side: str
) -> None:
    assert sides(text)[words] == side
