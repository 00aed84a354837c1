"""Articles in other languages: read by the model alone, quotes as they stand, labels in English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from countermove.filing import Case, Choices, Run, answer_case
from countermove.reading.proposing import Proposer
from countermove.reading.proposing.countries import name_in_english
from countermove.reading.reader import open_reader
from countermove.records.articles import Article
from countermove.records.errors import ArticleError
from countermove.records.events import load_events
from countermove.records.standoff_file import load_standoff

from .conftest import Start

FRENCH = (
    "La Russie a suspendu les livraisons de pétrole kazakh à la fin du mois. Le Kazakhstan a "
    "bloqué le charbon russe pour une semaine. La Russie menace le Kazakhstan de sanctions. "
    "Le Kazakhstan doit construire un oléoduc pour ne plus dépendre de la Russie.\n"
)


def offer(words: str, actor: str, action: str, target: str, label: str, **more: str) -> Any:
    fields = {"words": words, "actor": actor, "action": action, "target": target, "label": label}
    return fields | {"standing": "done", "speaker": ""} | more


REPLY = {
    "events": [
        offer("La Russie a suspendu les livraisons de pétrole kazakh", "La Russie", "SANCTION",
             "Kazakhstan", "suspend deliveries of Kazakh oil"),
        offer("Le Kazakhstan a bloqué le charbon russe", "Le Kazakhstan", "SANCTION", "La Russie",
             "block Russian coal"),
        offer("La Russie menace le Kazakhstan de sanctions", "La Russie", "THREATEN",
             "Kazakhstan", "threaten sanctions"),
    ],
    "advice": [{"words": "Le Kazakhstan doit construire un oléoduc", "to": "Le Kazakhstan",
                "label": "build a pipeline", "against": False}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("La Russie", "Russia"),
        ("l’Allemagne", "Germany"),
        ("Der Iran", "Iran"),
        ("Россия", "Russia"),
        ("Россией", "Russia"),
        ("Казахстаном", "Kazakhstan"),
        ("中国", "China"),
        ("روسيا", "Russia"),
        ("Ukrainę", None),
        ("le syndicat", None),
    ],
)
def test_states_are_known_by_their_names_in_other_languages(name: str, english: str | None) -> None:
    found = name_in_english(name)
    assert found == english or (name == "Ukrainę" and found in (None, "Ukraine"))


def test_the_rules_leave_a_foreign_text_alone_beside_a_model(
    start: Start, propose_with: Callable[..., Proposer]
) -> None:
    article = Article.from_text(FRENCH, id="f")
    proposer = propose_with(start("good", ("Kazakhstan", REPLY)))
    events = open_reader().read_article(article, proposer)
    assert {e.readers for e in events} == {("model",)}
    # The first sentence does not name Kazakhstan, so the model's word for it is not taken.
    assert [(e.actor.side, e.target.side if e.target else "") for e in events if e.actor] == [
        ("RUS", ""),
        ("KAZ", "RUS"),
        ("RUS", "KAZ"),
        ("KAZ", ""),
    ]


def test_a_french_article_is_answered_from_with_its_own_words_beside_english_labels(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    case = Case(tmp_path / "case")
    with pytest.raises(ArticleError, match="is in French"):
        answer_case(Run(case), [tmp_path / "fr.txt"])
    running = start("good", ("Kazakhstan", REPLY))
    choices = Choices(
        draws=64, reader=running.url, model="m", send=True, subject="KAZ", other="RUS"
    )
    answer_case(Run(case, choices), [tmp_path / "fr.txt"])
    labels = {e.label: e.quote.text for e in load_events(case.events)}
    assert labels["block Russian coal"] == "Le Kazakhstan a bloqué le charbon russe"
    named = {o.label for _, o in load_standoff(case.standoff).options()}
    assert any("coal" in label for label in named)
    page = case.report.read_text(encoding="utf-8") + case.annex.read_text(encoding="utf-8")
    assert "Le Kazakhstan a bloqué le charbon russe" in page
    assert "lock Russian coal" in page
    assert json.loads(running.log.read_text().splitlines()[1])["model"] == "m"
