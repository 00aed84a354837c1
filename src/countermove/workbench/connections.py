"""One connection to the workbench, closed where what it began to say does not come."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["TimedProtocol"]


class TimedProtocol(H11Protocol):
    """HTTP/1.1 that waits for the head of a request only so long.

    The server beneath closes a connection that is silent between two requests; it would wait
    for ever for a first one, for the rest of a head, and for a body that is answered already.
    """

    seconds = 20.0
    """The longest wait for a head, from the opening of the connection or its first letter."""
    waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self.wait()

    def data_received(self, data: bytes) -> None:
        """Stop waiting once the head is there."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE or self.conn.our_state is h11.DONE:
            self.wait()
        else:
            self.stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for."""
        self.stop_waiting()
        super().connection_lost(exc)

    def wait(self) -> None:
        """Close the connection after the bound, unless a head comes or a wait is under way."""
        if self.waiting is None:
            self.waiting = self.loop.call_later(self.seconds, self.transport.close)

    def stop_waiting(self) -> None:
        """Leave the connection open."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None
