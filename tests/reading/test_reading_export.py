"""Export: what each form keeps, changes by rule, and leaves out."""

from __future__ import annotations

import builtins
import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import make_event

from countermove.reading.exporting import COLUMNS, export_events
from countermove.reading.ontology import from_cameo, goldstein, quad, score, to_cameo
from countermove.records.articles import Article
from countermove.records.errors import SettingsError
from countermove.records.events import (
    Action,
    Event,
    Flag,
    Link,
    Party,
    Thing,
    load_events,
)

ARTICLE = Article.from_text(
    "=Russia suspended shipments of Kazakh oil.",
    id="a",
    publisher="The Wire",
    url="https://x.example",
)


def make_full(id: str, action: Action, mode: str = "", **fields: Any) -> Event:
    """An event in which every field that is exported says something."""
    told: dict[str, Any] = {
        "date": date(2022, 7, 6),
        "precision": "week",
        "actor": Party(side="RUS", name="Russia", sector="GOV", text="Russia"),
        "target": Party(side="KAZ", name="Kazakhstan"),
        "object": Thing(what="oil", amount=5.0, unit="tonnes"),
        "answers": (Link(event_id="e0", reason="“after” joins them"),),
        "flags": (Flag(kind="numbers differ", detail="5 here, 6 there"),),
        "quotes": (ARTICLE.quote(0, len(ARTICLE.text)), ARTICLE.quote(1, 7)),
        "trigger": ARTICLE.quote(8, 17),
        "order": 0,
        "label": "",
    }
    return make_event(ARTICLE, id=id, action=action, mode=mode, **(told | fields))


EVENTS = (
    make_full("e1", "SANCTION", "discontinue"),
    make_full("e2", "AID", standing="planned"),
    make_full("e3", "ASSAULT", "aerial", standing="planned"),
    make_full("e4", "RETREAT", "withdraw", standing="planned"),
    make_full("e5", "CONSULT", standing="advised"),
    make_full("e6", "COERCE", "seize", standing="denied", negated=True),
    make_full("e7", "POLICY"),
    make_full("e8", "CONDITION"),
)


def plover(tmp_path: Path) -> dict[str, dict[str, Any]]:
    export_events(EVENTS, tmp_path / "e.plover.jsonl", articles=[ARTICLE])
    lines = (tmp_path / "e.plover.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def test_plover_future_rule_and_our_own_kinds(tmp_path: Path) -> None:
    records = plover(tmp_path)
    assert {i: (r["event"], r["mode"]) for i, r in records.items()} == {
        "e1": ("SANCTION", "discontinue"),
        "e2": ("AGREE", ""),
        "e3": ("THREATEN", ""),
        "e4": ("CONCEDE", ""),
        "e5": ("CONSULT", ""),
        "e6": ("COERCE", "seize"),
    }
    assert records["e2"]["auxiliary"] == ["future"]
    assert records["e5"]["auxiliary"] == ["hypothetical"]
    assert records["e6"]["auxiliary"] == ["negation"]
    assert records["e2"]["event_scale"] == score("AGREE") == 2.5


def test_plover_record_carries_the_words_and_the_source(tmp_path: Path) -> None:
    record = plover(tmp_path)["e1"]
    assert record["actor"] == [{"code": "RUS", "sector": "GOV", "name": "Russia", "text": "Russia"}]
    assert record["text"] == ARTICLE.text
    assert (record["date"], record["enddate"]) == ("2022-07-06", "2022-07-12")
    assert record["cite_info"]["url"] == "https://x.example"
    assert record["quad_code"] == 4


def test_cameo_has_only_what_it_can_say(tmp_path: Path) -> None:
    done = export_events(EVENTS, tmp_path / "e.tsv", articles=[ARTICLE])
    assert (done.written, done.left_out) == (4, 4)
    with (tmp_path / "e.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["EventID"]: row for row in csv.DictReader(file, delimiter="\t")}
    assert {i: r["EventCode"] for i, r in rows.items()} == {
        "e1": "162", "e2": "030", "e3": "130", "e4": "080",
    }  # fmt: skip
    assert rows["e1"]["SourceActorFull"] == "RUSGOV"
    assert rows["e1"]["EventRootCode"] == "16"
    assert float(rows["e1"]["GoldsteinScore"]) == goldstein("162") == -5.6


def test_csv_is_flat_and_no_formula(tmp_path: Path) -> None:
    export_events(EVENTS, tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(EVENTS)
    assert rows[0]["quote"] == "'" + ARTICLE.text
    assert (rows[0]["amount"], rows[0]["answers"], rows[0]["negated"]) == ("5.0", "e0", "false")


def test_jsonl_loses_nothing(tmp_path: Path) -> None:
    export_events(EVENTS, tmp_path / "e.jsonl")
    assert load_events(tmp_path / "e.jsonl") == EVENTS


def test_parquet_opens_in_duckdb_and_polars(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    path = tmp_path / "e.parquet"
    assert export_events(EVENTS, path).written == len(EVENTS)
    query = f"select id, quotes[2].text, date from '{path}' where action = 'AID'"
    assert duckdb.sql(query).fetchall() == [("e2", "Russia", date(2022, 7, 6))]
    frame = polars.read_parquet(path)
    assert frame["id"].to_list() == [e.id for e in EVENTS]
    assert frame["amount"].sum() == 40


def test_parquet_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(SettingsError, match=r"pip install 'countermove\[corpus\]'"):
        export_events(EVENTS, tmp_path / "e.parquet")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"\.plover\.jsonl, \.tsv, \.csv"):
        export_events(EVENTS, tmp_path / "e.xlsx")
    with pytest.raises(SettingsError, match="no form 'xlsx'"):
        export_events(EVENTS, tmp_path / "e", form="xlsx")


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "e.csv"
    export_events(EVENTS, path)
    before = path.read_bytes()
    monkeypatch.setattr("countermove.reading.exporting.event_rows.to_cell", lambda value: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_events(EVENTS, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_every_plover_type_has_a_cameo_code_that_leads_back() -> None:
    types = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
             "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
             "ASSAULT"]  # fmt: skip
    for action in types:
        back = from_cameo(to_cameo(action))
        assert back is not None
        assert back[0] == action
        assert 1 <= quad(action) <= 4
    assert to_cameo("POLICY") == ""
    assert score("CONDITION") == 0
    assert score("ACCUSE") == -3
    assert from_cameo("010") is None
    assert from_cameo("1951") == from_cameo("195")
