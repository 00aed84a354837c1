"""The benchmark of rules and model runs through a server, and again from its journal alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from .conftest import Start

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "reading.py"
TEXT = "Russia suspended shipments of Kazakh oil on Monday."
SUSPENDED = {
    "words": "Russia suspended shipments of Kazakh oil",
    "actor": "Russia",
    "action": "SANCTION",
    "target": "Kazakh",
    "label": "suspend shipments of oil",
    "standing": "done",
    "speaker": "",
}
GOLD = {
    "plover_dev": {
        "text": TEXT,
        "cluster": "a",
        "spans": [
            {"role": "source", "start": 0, "end": 6},
            {"role": "target", "start": 30, "end": 36},
        ],
        "events": [{"code": "SANCTION", "source": "Russia", "target": "Kazakh"}],
    },
    "news_dev": {"text": "The port lies in the north.", "relevant": "no", "events": []},
    "factuality_dev": {"text": TEXT, "predicates": [{"start": 7, "factual": 1.0}]},
    "attribution_dev": {"text": TEXT, "attributions": []},
    "actors_dev": {"phrase": "Kazakh oil", "expected": {"country": "KAZ"}},
}


def measure(folder: Path, *words: str) -> Any:
    run = subprocess.run(
        [sys.executable, str(BENCHMARK), "--gold", str(folder / "gold"), "--json", "--model", "m",
         "--journal", str(folder / "reader.jsonl"), *words],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)["second"]


def test_every_gold_set_through_a_server_and_again_from_the_journal(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "gold").mkdir()
    for name, row in GOLD.items():
        (tmp_path / "gold" / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    side = {"name": "Kazakh", "role": "pressed", "words": "Kazakh oil"}
    running = start("good", ("Kazakh", {"events": [SUSPENDED], "sides": [side]}))
    asked = measure(tmp_path, "--reader", running.url)
    assert asked["types"]["what both agree on"] == 1.0
    assert asked["standing"]["both readers"] == {"events": 1, "right": 1.0}
    assert asked["voice"]["both readers"]["right"] == 1.0
    assert asked["news"]["both readers"] == 0.0
    assert asked["actors"]["what both agree on"] == {"placed": 1, "right": 1.0}
    assert len(running.sent) == 3  # the same words are asked about once
    running.process.kill()
    again = measure(tmp_path)
    assert {k: v for k, v in again.items() if k != "says"} == {
        k: v for k, v in asked.items() if k != "says"
    }


def test_a_server_without_a_model_is_told_and_no_figures_are_given(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(BENCHMARK), "--gold", str(tmp_path), "--reader", "ollama"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 2
    assert "wants --model" in run.stderr
