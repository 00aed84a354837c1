"""`reader.jsonl`: what was asked and answered, so that a case replays without a network.

One line an answer: the key (of model, prompt, schema, part and turn), the model, the versions, a
hash of what was sent, the answer, the tokens. No key of a server, no address, no time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from countermove.reading.proposing.parts import ArticlePart
from countermove.reading.proposing.prompt import VERSION, build_messages, build_schema
from countermove.records.errors import CaseError
from countermove.records.record import Record, canonical_json

__all__ = ["Exchange", "Journal", "key_of"]


class Exchange(Record):
    """One answer that was a reading; what failed is not kept and is asked again."""

    key: str
    model: str
    prompt: str
    article_id: str
    start: int
    turn: int
    sent_sha256: str
    answer: str
    tokens: int


def key_of(model: str, part: ArticlePart, turn: int) -> str:
    """What an answer is kept under: a change of any of these asks again."""
    asked = [model, VERSION, build_schema(), build_messages(part), turn]
    return digest(asked)


def digest(value: object) -> str:
    """The hash of a value's canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class Journal:
    """The answers kept in a file, or in memory where there is none."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.lock = Lock()
        self.kept = {e.key: e for e in load(path)} if path and path.exists() else {}

    def find(self, key: str) -> Exchange | None:
        """The answer under a key."""
        return self.kept.get(key)

    def keep(self, model: str, part: ArticlePart, turn: int, answer: str, tokens: int) -> Exchange:
        """Keep an answer: in the file at once, so that a killed run asks nothing twice."""
        exchange = Exchange(
            key=key_of(model, part, turn),
            model=model,
            prompt=VERSION,
            article_id=part.article_id,
            start=part.start,
            turn=turn,
            sent_sha256=digest(build_messages(part)),
            answer=answer,
            tokens=tokens,
        )
        with self.lock:
            self.kept[exchange.key] = exchange
            if self.path is not None:
                with self.path.open("a", encoding="utf-8", newline="") as file:
                    file.write(canonical_json(exchange.model_dump(mode="json")) + "\n")
        return exchange


def load(path: Path) -> Iterable[Exchange]:
    """The answers of a file; a last line that was cut off by a kill is left out.

    Raises:
        CaseError: another line is no answer; the message names it.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Exchange.model_validate_json(line)
        except ValidationError:
            if number == len(lines):
                return
            raise CaseError("is no kept answer; delete the line", path=path, line=number) from None
