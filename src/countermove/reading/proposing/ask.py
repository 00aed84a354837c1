"""Asking a server, with everything bounded: size, time, tries."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from countermove.reading.proposing.budget import MOST_ANSWERED
from countermove.reading.proposing.parts import ArticlePart
from countermove.reading.proposing.prompt import build_messages, build_schema
from countermove.reading.proposing.replies import ReplyError
from countermove.reading.proposing.servers import Server, find_key
from countermove.records.errors import SettingsError

__all__ = ["Bounds", "Reply", "ask_server", "open_client"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds for one try in all, bytes of one answer, tries, seconds between them."""

    seconds: float = 120.0
    most_bytes: int = 1_000_000
    tries: int = 3
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of an answer and the tokens that the server counted, 0 where it did not."""

    text: str
    tokens: int


def open_client(server: Server, bounds: Bounds) -> Any:
    """A client of the server; it makes no call yet.

    Raises:
        SettingsError: the extra is not installed.
    """
    try:
        openai = import_module("openai")
    except ImportError as error:
        raise SettingsError(
            "--reader takes the extra: pip install 'countermove[reader]'"
        ) from error
    return openai.OpenAI(
        base_url=server.url, api_key=find_key(), timeout=bounds.seconds, max_retries=0
    )


def ask_server(client: Any, server: Server, part: ArticlePart, turn: int, bounds: Bounds) -> Reply:
    """What the model says of a part, by at most `bounds.tries` tries.

    A server that knows no schemas is asked without one; what it then answers is checked as
    strictly. A refusal of the key or the model is final.

    Raises:
        ReplyError: no answer came; the message says why, for a person.
    """
    schema, last = True, ""
    for attempt in range(bounds.tries):
        if attempt:
            time.sleep(bounds.pause * 2 ** (attempt - 1))
        try:
            return try_once(client, request(server, part, turn, schema), bounds)
        except RefusedError as refused:
            last = refused.why
            if refused.status == 400 and schema:
                schema = False
            elif refused.final:
                break
    raise ReplyError(last)


class RefusedError(Exception):
    """A try that failed; `final` where another would fail alike."""

    def __init__(self, why: str, status: int = 0) -> None:
        super().__init__(why)
        self.why, self.status = why, status

    @property
    def final(self) -> bool:
        return 400 <= self.status < 500 and self.status not in (408, 429)


def request(server: Server, part: ArticlePart, turn: int, schema: bool) -> dict[str, Any]:
    """The call's arguments: no tools, the same seed for the same turn."""
    asked: dict[str, Any] = {
        "model": server.model,
        "messages": build_messages(part),
        "temperature": 0.0 if turn == 0 else 0.7,
        "seed": turn,
        "max_tokens": MOST_ANSWERED,
    }
    if schema:
        form = {"name": "reading", "strict": True, "schema": build_schema()}
        asked["response_format"] = {"type": "json_schema", "json_schema": form}
    return asked


def try_once(client: Any, asked: dict[str, Any], bounds: Bounds) -> Reply:
    """One call on a thread of its own, left behind when its time is up.

    A time-out of the client alone starts anew with every byte; a server that drips its answer
    would hold it for ever.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="reader")
    try:
        return pool.submit(call, client, asked, bounds).result(timeout=bounds.seconds)
    except Late:
        raise RefusedError(f"did not answer within {bounds.seconds:g} seconds") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def call(client: Any, asked: dict[str, Any], bounds: Bounds) -> Reply:
    """The call itself; every way it can fail is told in words."""
    openai = import_module("openai")
    try:
        with client.chat.completions.with_streaming_response.create(**asked) as response:
            return read_body(b"".join(take(response.iter_bytes(), bounds)))
    except openai.APIStatusError as error:
        raise RefusedError(say_status(error.status_code), error.status_code) from None
    except openai.APITimeoutError:
        raise RefusedError(f"did not answer within {bounds.seconds:g} seconds") from None
    except openai.APIConnectionError:
        raise RefusedError("cannot be reached or broke off") from None
    except RefusedError:
        raise
    except Exception:  # whatever a broken stream makes a client raise
        raise RefusedError("broke off in the middle of its answer") from None


def take(chunks: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    """The answer's bytes, as long as there are not too many and its time is not up."""
    taken, until = 0, time.monotonic() + bounds.seconds
    for chunk in chunks:
        taken += len(chunk)
        if taken > bounds.most_bytes:
            raise RefusedError(f"answered with more than {bounds.most_bytes:,} bytes", 413)
        if time.monotonic() > until:
            raise RefusedError(f"did not answer within {bounds.seconds:g} seconds")
        yield chunk


def read_body(body: bytes) -> Reply:
    """The message of a chat completion."""
    try:
        told = json.loads(body)
        text = told["choices"][0]["message"]["content"]
        tokens = (told.get("usage") or {}).get("total_tokens") or 0
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise RefusedError("did not answer as a chat server does", 422) from None
    if not isinstance(text, str):
        raise RefusedError("answered without words", 422)
    return Reply(text, tokens if isinstance(tokens, int) and tokens >= 0 else 0)


def say_status(status: int) -> str:
    """What a server's refusal means."""
    meaning = {
        401: "refused the key",
        403: "refused the key",
        404: "knows no such model or address",
        429: "is asked too often",
    }
    return meaning.get(status, f"answered with status {status}")
