"""Where a language model is asked: an address that speaks the OpenAI-compatible chat interface."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from countermove.records.errors import SettingsError

__all__ = ["KEYS", "Server", "find_key", "find_server"]

NAMED = {
    "ollama": "http://localhost:11434/v1",
    "llama.cpp": "http://localhost:8080/v1",
    "lmstudio": "http://localhost:1234/v1",
    "vllm": "http://localhost:8000/v1",
    "openai": "https://api.openai.com/v1",
}
"""The addresses these programs serve at unless told otherwise, from their own documentation."""

KEYS = ("COUNTERMOVE_READER_KEY", "OPENAI_API_KEY")
"""Environment variables that may hold the key, the first that is set; it is never written."""


@dataclass(frozen=True, slots=True)
class Server:
    """An address and the name of a model it serves."""

    url: str
    model: str

    @property
    def host(self) -> str:
        """The machine it is on, for telling a person where a text goes."""
        return urlsplit(self.url).netloc


def find_server(name: str, model: str) -> Server:
    """The server of a name (`ollama`) or an address, with the model to ask for.

    Raises:
        SettingsError: it is neither, the address holds a password, or no model is named.
    """
    url = NAMED.get(name.casefold(), name)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        known = ", ".join(sorted(NAMED))
        raise SettingsError(
            f"--reader {name!r} is no address such as http://localhost:11434/v1, nor one of {known}"
        )
    if parts.username or parts.password:
        raise SettingsError(f"--reader takes no password in its address; set {KEYS[0]} instead")
    if not model.strip():
        raise SettingsError("--reader wants --model, the name of the model that the server has")
    return Server(url.rstrip("/"), model.strip())


def find_key() -> str:
    """The key from the environment; a word that local servers do not look at where none is set."""
    return next((os.environ[name] for name in KEYS if os.environ.get(name)), "none")
