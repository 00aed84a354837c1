"""Read development texts once and keep what the choice of sides is fitted on.

    python training/sides_data.py OUT.pickle FOLDER...

Each FOLDER holds gold.jsonl (id, subject, other as patterns, null where there is no stand-off)
and the texts ID.txt; or it is such a list whose rows have a path within this repository
(training/own_texts.jsonl). The folders stand outside the repository.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
from pathlib import Path

import countermove as cm

ROOT = Path(__file__).parents[1]


def read_folder(folder: Path) -> list[dict[str, object]]:
    """Events, appearances and articles of each text, with its gold."""
    rows = []
    listed = folder if folder.is_file() else folder / "gold.jsonl"
    for line in listed.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        path = ROOT / gold["path"] if "path" in gold else folder / f"{gold['id']}.txt"
        if not path.exists():
            continue
        when = str(gold.get("date_if_known") or "")
        dated = {"published": when} if re.fullmatch(r"\d{4}-\d\d-\d\d", when) else {}
        articles = cm.load(str(path), **dated)
        reading = cm.read(articles)
        name = folder.parent.stem if folder.stem == "seen" else folder.stem
        rows.append({"gold": gold, "reading": tuple(reading), "seen": reading.appearances,
                     "articles": tuple(articles), "folder": name})  # fmt: skip
    return rows


if __name__ == "__main__":
    out, *folders = sys.argv[1:]
    Path(out).write_bytes(pickle.dumps([r for f in folders for r in read_folder(Path(f))]))
