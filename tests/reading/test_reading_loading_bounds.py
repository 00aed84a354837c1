"""Pages and files made to hold a reader up are read, or refused, in seconds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countermove.reading.loading.load import load_all
from countermove.reading.loading.markup import LONGEST_TAG, MOST_ATTRIBUTES, bound_markup

WORDS = "<p>China seized a reef. Manila said so and asked for it back again on Monday.</p>"
ATTRIBUTES = " ".join(f'a{i}="x"' for i in range(100_000))
PAGES = {
    "unclosed tags": "<p" * 300_000,
    "unclosed tags with a space": "<p " * 200_000,
    "brackets": "<" * 300_000,
    "declarations": "<!" * 300_000,
    "comments": "<!--" * 150_000,
    "ends": "</" * 300_000,
    "ampersands": "&" * 300_000,
    "addresses": '<a href="' * 70_000,
    "attributes": f"<p {ATTRIBUTES}>hi</p>",
    "deep": "<div>" * 60_000,
    "bold": "<b>" * 60_000,
    "tables": "<table><td>" * 30_000,
    "paragraphs": "<p>" * 100_000,
    "scripts": "<script>" * 40_000,
    "titles": "<title>" * 40_000,
    "sections": "<![CDATA[" * 60_000,
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_made_to_hold_up_takes_seconds(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{WORDS}{PAGES[kind]}{WORDS}</body></html>", encoding="utf-8")
    before = time.process_time()
    loaded = load_all([path])
    assert time.process_time() - before < 10
    assert len(loaded.articles) + len(loaded.problems) == 1


def test_bounding_changes_nothing_of_an_ordinary_page_but_its_comments() -> None:
    page = '<p class="a">one <b>two</b> 3 < 4 &amp; 5 > 4<br/></p><a title="x > y">z</a>'
    assert bound_markup(f"{page}<!-- <p>gone -->{page}") == page + page


def test_bounds_keep_the_words() -> None:
    many = "<p " + "a=1 " * (MOST_ATTRIBUTES + 1) + ">kept</p>"
    assert bound_markup(many) == "<p>kept</p>"
    assert bound_markup("a <p" + "x" * LONGEST_TAG).startswith("a &lt;px")
    image = f'<img src="data:image/png;base64,{"A" * 100_000}" alt="y">'
    assert bound_markup(image) == '<img src="data:" alt="y">'


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def link_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def hide_nul(path: Path) -> None:
    path.write_bytes(b"China seized a reef. " * 20_000 + b"\x00" + b"Manila said so. " * 10)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders here")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_pipe, "is not a file that can be read"),
        (hide_nul, "binary file"),
        (link_nowhere, "no such file"),
    ],
)
def test_what_is_no_text_is_named_and_the_rest_is_read(
    make: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("China seized a reef and Manila said so.")
    make(tmp_path / "odd.txt")
    loaded = load_all([tmp_path])
    assert [a.id for a in loaded.articles] == ["good"]
    assert len(loaded.problems) == 1
    assert said in str(loaded.problems[0])
    assert "odd.txt" in str(loaded.problems[0])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no devices in folders here")
def test_a_device_is_refused_unopened(tmp_path: Path) -> None:
    link_device(tmp_path / "zero.txt")
    loaded = load_all([tmp_path / "zero.txt"])
    assert "is not a file that can be read" in str(loaded.problems[0])


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode here")
def test_odd_names_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(odd)).write_text("China seized a reef and Manila said so.")
    loaded = load_all([tmp_path, tmp_path / ("n" * 5000 + ".txt"), "a\x00b.txt"])
    assert len(loaded.articles) == 1
    assert len(loaded.problems) == 2
    assert all("\n" not in str(p) for p in loaded.problems)
