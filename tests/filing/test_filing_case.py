"""The case folder and its articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_article

from countermove.filing import Case, hash_file
from countermove.records.articles import Article
from countermove.records.errors import CaseError


def make_titled(text: str, id: str = "essay") -> Article:
    """An article that tells its title and publisher."""
    return make_article(text, id, title="A title", publisher="A paper")


@given(text=st.text(max_size=300))
def test_articles_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    case = Case(tmp_path_factory.mktemp("case"))
    case.save_articles((make_titled(text),))
    assert case.load_articles() == (make_titled(text),)


def test_articles_that_are_gone_leave_no_file(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.save_articles((make_titled("a", "one"), make_titled("b", "two")))
    case.save_articles((make_titled("a", "one"),))
    assert sorted(p.name for p in case.articles.iterdir()) == ["one.json", "one.txt"]


@pytest.mark.parametrize("name", ["../out", "articles/../../out", "/etc/passwd"])
def test_a_path_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError, match="outside the case folder"):
        Case(tmp_path).inside(name)


def test_an_article_id_cannot_climb_out(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="outside the case folder"):
        Case(tmp_path / "case").save_articles((make_titled("x", "../../out"),))
    assert not (tmp_path / "out.txt").exists()


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.save_articles((make_titled("the exact words"),))
    (case.articles / "essay.txt").write_text("other words")
    with pytest.raises(CaseError, match=r"essay\.txt: is not an article of this case: .*sha256"):
        case.load_articles()


def test_a_folder_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = hash_file(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    second = hash_file(tmp_path)
    (tmp_path / "b").write_text("2")
    assert len({first, second, hash_file(tmp_path), hash_file(tmp_path / "none")}) == 4
