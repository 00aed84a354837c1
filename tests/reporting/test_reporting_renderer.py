"""No text kills the chart renderer, and one that dies is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.phrasing.characters import clean, clean_all
from countermove.reporting.drawing import draw
from countermove.reporting.renderer import Renderer, RenderError

DIES = "import os, sys; sys.stdin.buffer.readline(); os.abort()"
HANGS = "import time; time.sleep(60)"


def bar(label: str) -> dict[str, object]:
    """A chart of one bar."""
    return {
        "data": {"values": [{"x": label, "y": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "x", "type": "nominal"}, "y": {"field": "y"}},
        "title": label,
    }


@pytest.mark.parametrize("code", [*range(32), 0x7F, 0x85, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_a_chart_is_drawn_whatever_character_is_in_a_name(code: int) -> None:
    assert draw(bar(f"Ru{chr(code)}s")).startswith("<svg")


@given(text=st.text(st.characters(codec=None)))
def test_cleaning_leaves_what_xml_holds_and_only_that(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert all(b in (a, "\ufffd") for a, b in zip(text, cleaned, strict=True))


def test_cleaning_reaches_keys_and_lists() -> None:
    assert clean_all({"a\x00": ["b\x01", 1, {"c": "\uffff"}]}) == {
        "a\ufffd": ["b\ufffd", 1, {"c": "\ufffd"}]
    }


def test_a_renderer_that_dies_is_told_and_another_is_started() -> None:
    renderer = Renderer(DIES)
    for _ in range(2):
        with pytest.raises(RenderError, match="died or took too long"):
            renderer.render("{}", "svg")


def test_a_renderer_that_hangs_is_given_up() -> None:
    with pytest.raises(RenderError, match="died or took too long"):
        Renderer(HANGS, seconds=0.5).render("{}", "svg")


def test_what_it_refuses_is_told_and_it_goes_on() -> None:
    renderer = Renderer()
    with pytest.raises(RenderError, match="could not be drawn"):
        renderer.render("no json", "svg")
    assert renderer.render("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "png")
    renderer.close()
