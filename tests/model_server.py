"""A chat server of our own, as a process: it plays good, wrong, hostile and broken models.

    python model_server.py BEHAVIOUR [REPLIES.json]     # prints its port, serves until ended

REPLIES.json lists pairs: a piece of an article, and the reading given when that is asked about.
Every request is written to standard output as a line of JSON, so that a test sees what was sent.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

EMPTY: dict[str, list[Any]] = {"events": [], "sides": [], "advice": [], "clock": []}


class Model(BaseHTTPRequestHandler):
    """One request, answered as the behaviour has it."""

    behaviour = "good"
    replies: ClassVar[list[Any]] = []
    asked = 0
    under_way = 0

    def log_message(self, *_: Any) -> None:
        """Nothing: requests are written by `do_POST`."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = json.loads(body)
        Model.asked += 1
        Model.under_way += 1
        told = {"path": self.path, "key": self.headers["Authorization"], "at_once": Model.under_way}
        sys.stdout.write(json.dumps(told | request) + "\n")  # in one piece, whatever else runs
        sys.stdout.flush()
        try:
            getattr(self, f"be_{self.behaviour.replace('-', '_')}")(request)
        finally:
            Model.under_way -= 1

    def reading(self, request: dict[str, Any]) -> dict[str, list[Any]]:
        """What the good model tells of the article in a request."""
        article = json.loads(request["messages"][1]["content"])["article"]
        told = {key: list(items) for key, items in EMPTY.items()}
        for piece, reply in self.replies:
            if piece in article:
                for key, items in reply.items():
                    told[key] = told.get(key, []) + items
        return told

    def send(self, text: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def complete(self, content: Any) -> None:
        """A chat completion with this content."""
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        usage = {"prompt_tokens": 700, "completion_tokens": 300, "total_tokens": 1000}
        told = {"id": "1", "object": "chat.completion", "created": 0, "model": "m"}
        self.send(json.dumps(told | {"choices": [choice], "usage": usage}))

    def be_good(self, request: dict[str, Any]) -> None:
        self.complete(json.dumps(self.reading(request)))

    def be_slow(self, request: dict[str, Any]) -> None:
        """Good after a while, so that requests under way at a time can be counted."""
        time.sleep(0.15)
        self.be_good(request)

    def be_wavering(self, request: dict[str, Any]) -> None:
        """Tells the first event in every reading, the second in two of three, the third in one."""
        told = self.reading(request)
        told["events"] = told["events"][: 3 - request["seed"]]
        self.complete(json.dumps(told))

    def be_streaming(self, request: dict[str, Any]) -> None:
        """Streams its answer in pieces, though nobody asked it to."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in json.dumps(self.reading(request)).split():
            delta = {"choices": [{"index": 0, "delta": {"content": piece}}]}
            self.wfile.write(f"data: {json.dumps(delta)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def be_fenced(self, request: dict[str, Any]) -> None:
        self.complete(f"```json\n{json.dumps(self.reading(request))}\n```")

    def be_prose(self, request: dict[str, Any]) -> None:
        self.complete("Certainly! Here is what the article says about the stand-off.")

    def be_other_shape(self, request: dict[str, Any]) -> None:
        self.complete(json.dumps(["events"]))

    def be_no_schema(self, request: dict[str, Any]) -> None:
        """Knows no schemas; good without."""
        if "response_format" in request:
            self.send(json.dumps({"error": {"message": "response_format is unknown"}}), 400)
        else:
            self.be_good(request)

    def be_no_key(self, request: dict[str, Any]) -> None:
        self.send(json.dumps({"error": {"message": "wrong key"}}), 401)

    def be_no_model(self, request: dict[str, Any]) -> None:
        self.send(json.dumps({"error": {"message": "no such model"}}), 404)

    def be_busy_once(self, request: dict[str, Any]) -> None:
        if Model.asked == 1:
            self.send(json.dumps({"error": {"message": "busy"}}), 503)
        else:
            self.be_good(request)

    def be_busy(self, request: dict[str, Any]) -> None:
        self.send(json.dumps({"error": {"message": "busy"}}), 503)

    def be_garbage(self, request: dict[str, Any]) -> None:
        self.send("\x00\x01 no json at all")

    def be_wordless(self, request: dict[str, Any]) -> None:
        self.complete(None)

    def be_cut_off(self, request: dict[str, Any]) -> None:
        """Promises more bytes than it sends."""
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"choices": [')
        self.wfile.flush()
        self.close_connection = True

    def be_flood(self, request: dict[str, Any]) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(400):
            self.wfile.write(b"x" * 65_536)

    def be_silent(self, request: dict[str, Any]) -> None:
        time.sleep(30)

    def be_drip(self, request: dict[str, Any]) -> None:
        """A byte now and then, for ever: no time-out between bytes ever ends it."""
        self.send_response(200)
        self.end_headers()
        for _ in range(150):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.2)

    def be_drip_header(self, request: dict[str, Any]) -> None:
        for _ in range(150):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.2)


def main() -> None:
    Model.behaviour = sys.argv[1]
    if len(sys.argv) > 2:
        Model.replies = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
