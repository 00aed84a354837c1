"""The shipped parser: small, scored, licensed, and the same every time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import srsly

from countermove.reading.parsing.pipeline import MODEL, load_pipeline, load_shipped, narrow, widen
from countermove.records.errors import SettingsError

SENTENCE = "In response, the ministry said it had blocked 1,700 rail cars of coal."


def test_the_model_is_small_scored_and_licensed() -> None:
    assert MODEL.stat().st_size <= 12_000_000
    meta = load_pipeline().meta
    assert meta["license"] == "CC BY-SA 4.0"
    assert {s["license"] for s in meta["sources"]} <= {"CC BY-SA 4.0", "MIT"}
    assert meta["performance"]["en_ewt"]["dep_las"] > 0.8
    assert meta["performance"]["en_gum_open"]["dep_las"] > 0.8
    assert "CC BY-SA 4.0" in MODEL.with_name("LICENSE.md").read_text() or (
        "Attribution-ShareAlike" in MODEL.with_name("LICENSE.md").read_text()
    )


def test_it_parses() -> None:
    doc = load_pipeline()(SENTENCE)
    blocked = next(t for t in doc if t.text == "blocked")
    assert (blocked.lemma_, blocked.pos_) == ("block", "VERB")
    assert [t.text for t in blocked.children if t.dep_ == "obj"] == ["cars"]
    assert blocked.head.lemma_ == "say"


def test_two_loads_parse_alike() -> None:
    first = load_shipped(MODEL)
    load_shipped.cache_clear()
    second = load_shipped(MODEL)
    assert first is not second
    assert first(SENTENCE).to_json() == second(SENTENCE).to_json()


def test_weights_survive_sixteen_bits() -> None:
    weights = np.linspace(-2, 2, 64, dtype=np.float32)
    counts = np.arange(5, dtype=np.uint64)
    model = srsly.msgpack_dumps({"params": [{"W": weights, "n": counts, "b": None}]})
    back = srsly.msgpack_loads(widen(narrow(srsly.msgpack_dumps({"model": model, "cfg": "x"}))))
    params = srsly.msgpack_loads(back["model"])["params"][0]
    assert params["W"].dtype == np.float32
    assert np.abs(params["W"] - weights).max() <= 2**-10
    assert params["n"].dtype == np.uint64
    assert params["b"] is None
    assert back["cfg"] == "x"


def test_the_archive_has_no_clock(tmp_path: Path) -> None:
    with zipfile.ZipFile(MODEL) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        load_pipeline("no_such_model")
