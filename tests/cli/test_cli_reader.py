"""A model as second reader from the command line: consent, replay, and nothing sent without it.

Every socket that is opened, and every call that could send or look up anything, is watched by an
audit hook of the interpreter. One socket is let pass: urllib3, which spaCy imports, binds one to
this machine's own address to see whether it has IPv6, and closes it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[1] / "model_server.py"
TEXT = (
    "Russia suspended shipments of Kazakh oil on Monday. Kazakhstan refused to recognise the "
    "breakaway regions. Then it turned the other cheek to Moscow's envoy.\n"
)
REPLY = {
    "events": [
        {
            "words": "it turned the other cheek to Moscow's envoy",
            "actor": "Kazakhstan",
            "action": "CONCEDE",
            "target": "Moscow",
            "label": "turn the other cheek",
            "standing": "done",
            "speaker": "",
        }
    ]
}
WATCHED = """
import sys
SENDING = ("socket.__new__", "socket.connect", "socket.sendto", "socket.sendmsg",
           "socket.getaddrinfo")
def looks_for_ipv6(event):
    frame = sys._getframe(2)
    return event == "socket.__new__" and "_has_ipv6" in (
        frame.f_code.co_name, frame.f_back.f_code.co_name)
def watch(event, args):
    if event in SENDING and not looks_for_ipv6(event):
        print("SOCKET", event, args, file=sys.stderr)
sys.addaudithook(watch)
from countermove.cli import main
sys.argv = ["countermove", *sys.argv[1:]]
main()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    script, log = tmp_path / "replies.json", tmp_path / "server.log"
    script.write_text(json.dumps([["Kazakh", REPLY]]), encoding="utf-8")
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, str(SERVER), "good", str(script)], stdout=out)
    while not log.read_text().strip():
        assert process.poll() is None
    yield f"http://127.0.0.1:{log.read_text().split()[0]}/v1"
    process.kill()
    process.wait()


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder, every address it turns to told on standard error."""
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_nothing_is_sent_without_consent_and_the_case_remembers_it(
    tmp_path: Path, server: str
) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    asked = ("read", "essay.txt", "--case", "c", "--reader", server, "--model", "m")
    refused = run(tmp_path, *asked)
    assert refused.returncode == 2
    assert "1 article (" in refused.stderr
    assert "nothing was sent to 127.0.0.1" in refused.stderr
    assert "agree with --send" in refused.stderr
    assert "SOCKET" not in refused.stderr
    assert not (tmp_path / "c" / "reader.jsonl").exists()

    sent = run(tmp_path, *asked, "--send")
    assert sent.returncode == 0, sent.stderr
    assert "SOCKET socket.connect" in sent.stderr  # the watch does see what is sent
    assert "the model read 1 part (1,000 tokens)" in sent.stderr
    first = (tmp_path / "c" / "events.jsonl").read_bytes()
    assert b'"readers":["model"]' in first

    (tmp_path / "c" / "events.jsonl").unlink()
    again = run(tmp_path, "read", "essay.txt", "--case", "c")
    assert again.returncode == 0, again.stderr
    assert "SOCKET" not in again.stderr  # from reader.jsonl alone
    assert (tmp_path / "c" / "events.jsonl").read_bytes() == first


def test_without_a_reader_no_socket_is_opened(tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, "answer", "essay.txt", "--case", "c", "--draws", "16",
               "--subject", "KAZ", "--other", "RUS")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "SOCKET" not in done.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--reader", "nowhere", "--model", "m"), "is no address"),
        (("--reader", "ollama"), "wants --model"),
    ],
)
def test_a_wrong_reader_is_one_clear_line(tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    done = run(tmp_path, "read", "essay.txt", "--case", "c", *words)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_a_corpus_is_estimated_and_agreed_to_once_then_replays(tmp_path: Path, server: str) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "news").mkdir()
    for n in range(3):
        (tmp_path / "news" / f"{n}.txt").write_text(f"{TEXT}Line {n}.\n", encoding="utf-8")
    asked = ("read", "news", "--corpus", "out", "--reader", server, "--model", "m")
    refused = run(tmp_path, *asked)
    assert refused.returncode == 2
    assert "3 articles" in refused.stderr
    assert "in 3 requests, some" in refused.stderr
    sent = run(tmp_path, *asked, "--send")
    assert sent.returncode == 0, sent.stderr
    assert "the model read 3 parts" in sent.stderr
    (tmp_path / "news" / "3.txt").write_text(f"{TEXT}Line 3.\n", encoding="utf-8")
    further = run(tmp_path, "read", "news", "--corpus", "out", "--at-most", "20000", *asked[4:])
    assert "1 article (" in further.stderr  # what is done is neither sent nor counted again
    assert further.returncode == 0, further.stderr
    offline = run(tmp_path, "read", "news", "--corpus", "out")
    assert offline.returncode == 0, offline.stderr
    assert "SOCKET" not in offline.stderr


def test_the_case_keeps_the_model_so_that_only_the_server_need_be_named(
    tmp_path: Path, server: str
) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    asked = ("read", "essay.txt", "--case", "c", "--reader", server)
    assert run(tmp_path, *asked, "--model", "m", "--send").returncode == 0
    (tmp_path / "essay.txt").write_text(f"{TEXT}It rained.\n", encoding="utf-8")
    again = run(tmp_path, *asked)
    assert again.returncode == 0, again.stderr
    assert "go to m at" in again.stderr
