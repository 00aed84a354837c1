"""Real files spoilt in the ways files get spoilt, each by a seed of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import countermove

__all__ = ["mutate", "spoil_lines", "texts_here"]

PACKAGE = Path(countermove.__file__).parent
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

NASTY = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x92\xa3", b"\x1b[2J",
    b"\r", b"\xc2\xa0" * 40, b"\xe2\x80\xae", b"\xcc\x81" * 300, b"\xef\xbf\xbf",
    b"\xf4\x8f\xbf\xbf", b"(" * 400, b"\"" * 300, b"--- ", b"\n" * 500, b"." * 2000,
    b"a" * 20_000, b"I " * 3000, b"<p", b"<div>" * 300, b"</html>", b"<!--", b"<![CDATA[",
    b"<script>x</script>", b"&#0;", b"&#xD800;", b"&amp;" * 200,
    b"<html><head><meta charset=utf-7>", b"<meta charset=idna>", b"<meta charset='\x00'>",
    b"<meta property='article:published_time' content='99999-99-99'>",
    b"Date: 31 February 0000\n\n", b"Date: 1 July 20222\n\n", b"on 29 February 2023",
    b"in 10000000000 BC", b"999999999999999999999999 troops", b"1e400 dollars", b"-1 %", b"0/0",
    b"half of a third of a tenth", b"not not not not not",
    b"who said that who said that who said that who said that", b"%PDF-1.7\n",
    b"stream\r\nendstream", b"startxref\n9999999\n%%EOF", b"/Length -1", b"[[[[[[[[",
    b"{\"a\":" * 200, b"\xd0\xa0\xd0\xbe\xd1\x81\xd1\x81\xd0\xb8\xd1\x8f ",
    b"\xe4\xb8\xad\xe5\x9b\xbd",
]  # fmt: skip
VALUES = [
    b"nan", b"-.inf", b"1e308", b"-1e309", b"0", b"-0.0", b"1e-320", b"9" * 400, b"[]", b"{}",
    b"null", b"true", b"\"\"", b"[1, 2, 3]", b"[3, 2, 1]", b"[1, 1e12, -1e12]",
    b"!!python/object:os.system x", b"&a [*a]", b"*b", b"2030-02-31", b"9999-12-31",
    b"0001-01-01", b"1000000 years", b"-3 months", b"0 days", b"1e9 hours", b"100 %", b"-100 %",
    b"99.999999999 %", b"not (not (not done(x)))", b"a and", b"done(", b"x" * 9999, b"\xff", b"|",
    b"? :", b"\"\\u0000\"", b"0x1F", b"1_000", b".5", b"tag:yaml.org,2002:int", b"<<", b"\t",
    b"2022-W01-1", b"12:30:45", b"~",
]  # fmt: skip


def texts_here(*patterns: str, most: int = 400_000) -> list[tuple[str, bytes]]:
    """Files of the repository and, where they are beside it, of the shared folder, with their
    endings; sorted, so that a seed means the same file on every machine that has the same."""
    found: list[Path] = []
    for pattern in patterns:
        base = SHARED if pattern.startswith("shared/") else ROOT
        found += sorted(base.glob(pattern.removeprefix("shared/")))
    return [
        (path.suffix.lower(), path.read_bytes())
        for path in found
        if path.is_file() and path.stat().st_size <= most
    ]


def mutate(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """One to six spoilings, one after another."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(WAYS)(data, others, chance)
    return data[:500_000]


def flip(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def insert(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(NASTY) + data[at:]


def cut(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def drop(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + data[start + chance.randint(0, 400) :]


def repeat(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    part = data[start : start + chance.randint(1, 300)]
    return data[:start] + part * chance.randint(2, 40) + data[start:]


def splice(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    return data[: chance.randint(0, len(data))] + other[chance.randint(0, len(other)) :]


def shuffle_words(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    words = data.split(b" ")
    start = chance.randint(0, max(len(words) - 1, 0))
    part = words[start : start + 60]
    chance.shuffle(part)
    return b" ".join([*words[:start], *part, *words[start + 60 :]])


def recode(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    form = chance.choice(
        ["utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "latin-1", "utf-7", "cp037"]
    )
    return text.encode(form, "replace")


def mark_up(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    parts = data.split(b"\n\n")
    tag = chance.choice([b"p", b"div", b"td", b"article", b"li", b"blockquote", b"pre"])
    body = b"".join(b"<" + tag + b">" + part + b"</" + tag + b">" for part in parts)
    return b"<!doctype html><html><body>" + body + b"</body></html>"


def without_ends(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    mark = chance.choice([b".", b" ", b"\n", b",", b'"', b":", b"}", b">"])
    return data.replace(mark, chance.choice([b"", b";", mark * 2, b"\n"]))


WAYS: list[Callable[[bytes, Sequence[bytes], random.Random], bytes]] = [
    flip, insert, insert, cut, drop, repeat, splice, shuffle_words, recode, mark_up, without_ends,
]  # fmt: skip


def spoil_lines(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A file of lines and values spoilt where its form holds: values, lines, indents; at times as
    bytes."""
    if chance.random() < 0.2:
        return mutate(data, others, chance)
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice(LINE_WAYS)(lines[at], lines, chance)
        lines = lines or [b""]
    return b"\n".join(lines)[:500_000]


def change_value(line: bytes, _lines: list[bytes], chance: random.Random) -> list[bytes]:
    value = chance.choice(VALUES)
    found = list(re.finditer(rb"-?\d[\d.]*|\"[^\"]*\"|(?<=[:,] )[^,:\]}]+", line))
    if not found:
        return [line + value]
    match = chance.choice(found)
    return [line[: match.start()] + value + line[match.end() :]]


def lose(_line: bytes, _lines: list[bytes], _chance: random.Random) -> list[bytes]:
    return []


def double(line: bytes, _lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [line] * chance.choice([2, 2, 30])


def indent(line: bytes, _lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [chance.choice([b" ", b"    ", b"\t"]) + line] if chance.random() < 0.5 else [line[1:]]


def borrow(line: bytes, lines: list[bytes], chance: random.Random) -> list[bytes]:
    return [line, chance.choice(lines)]


def nasty(line: bytes, _lines: list[bytes], chance: random.Random) -> list[bytes]:
    at = chance.randint(0, len(line))
    return [line[:at] + chance.choice(NASTY) + line[at:]]


LINE_WAYS = [change_value, change_value, change_value, lose, double, indent, borrow, nasty]
