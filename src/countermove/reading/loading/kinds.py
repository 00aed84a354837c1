"""What kind of document some bytes are, told by what they hold rather than by a name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from countermove.records.errors import ArticleError

__all__ = ["Kind", "kind_of", "list_members", "looks_like_html"]

Kind = Literal["pdf", "docx", "odt", "epub", "rtf", "mail", "text"]

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that the members of a packed document may have together: ten times the largest file."""
MOST_MEMBERS = 10_000

MIMETYPES: dict[bytes, Kind] = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
}
TAG = re.compile(r"<(?:!doctype html|html|head|body|article|div|p)[\s>]", re.I)
HEADER = re.compile(
    rb"^(?:mime-version|content-type|message-id|received|return-path|from|to|subject|date"
    rb"|content-transfer-encoding|delivered-to|dkim-signature|snapshot-content-location"
    rb"|x-[a-z-]+|reply-to|user-agent|arc-[a-z-]+|sender|list-[a-z-]+|in-reply-to|references"
    rb"|cc|authentication-results):",
    re.I,
)
MAIL_MARKS = (b"mime-version:", b"message-id:", b"received:", b"return-path:")
FEED = re.compile(rb"(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.S)
OTHER_ZIPS = {
    "xl/workbook.xml": "is an Excel workbook, not an article; save its text, or events as CSV",
    "ppt/presentation.xml": "is a PowerPoint file, not an article; save its text",
}
STARTS = {
    b"\xd0\xcf\x11\xe0": "is an Office file from before 2007; save it as .docx or text",
    b"\x1f\x8b": "is a gzip file; unpack it",
    b"7z\xbc\xaf": "is a 7-Zip file; unpack it",
    b"Rar!": "is a RAR file; unpack it",
    b"\x89PNG": "is a picture; recognise its text first",
    b"\xff\xd8\xff": "is a picture; recognise its text first",
    b"%!PS": "is a PostScript file; save it as PDF",
}


def kind_of(data: bytes, path: str) -> Kind:
    """The kind of a document.

    Raises:
        ArticleError: it is of a kind that holds no article, or that is not read.
    """
    for start, says in STARTS.items():
        if data.startswith(start):
            raise ArticleError(says, path=path)
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:8192]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return kind_of_zip(data, path)
    if FEED.match(head) is not None:
        raise ArticleError("is a feed of many articles; name the addresses of its items", path=path)
    return "mail" if is_mail(head) else "text"


def is_mail(head: bytes) -> bool:
    """Whether the bytes begin with the header of a mail or of a saved page (MHTML)."""
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = [line for line in re.split(rb"\r?\n", block) if line[:1] not in b" \t"]
    headers = [line.lower() for line in lines if HEADER.match(line)]
    marked = any(line.startswith(MAIL_MARKS) for line in headers)
    return marked and len(headers) >= 3 and len(headers) * 2 > len(lines)


def kind_of_zip(data: bytes, path: str) -> Kind:
    """The kind of a packed document; ``text`` for what is no ZIP file, which is refused later."""
    try:
        members = list_members(data, path)
        kind = MIMETYPES.get(read_mimetype(data)) if "mimetype" in members else None
    except ArticleError:
        raise
    except Exception:  # damaged directories and unknown packings fail in ways that cannot be listed
        return "text"
    if kind is not None:
        return kind
    if "word/document.xml" in members:
        return "docx"
    for name, says in OTHER_ZIPS.items():
        if name in members:
            raise ArticleError(says, path=path)
    raise ArticleError("is a ZIP file that holds no document; unpack it first", path=path)


def read_mimetype(data: bytes) -> bytes:
    """What a packed document says it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open("mimetype") as file:
        return file.read(100).strip()


def list_members(data: bytes, path: str) -> frozenset[str]:
    """The names in a ZIP file that is neither encrypted nor unpacks to more than is read.

    Raises:
        ArticleError: it is too large, or locked.
        zipfile.BadZipFile: it is no ZIP file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = packed.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        size = f"{MOST_UNPACKED // (1024 * 1024)} MB"
        raise ArticleError(f"unpacks to more than {size} or {MOST_MEMBERS:,} files", path=path)
    if any(info.flag_bits & 1 for info in infos):
        raise ArticleError("is locked with a password; save it without", path=path)
    return frozenset(info.filename for info in infos)


def looks_like_html(text: str) -> bool:
    """Whether the text begins with markup."""
    start = text[:2000].lstrip("\ufeff \r\n\t")
    return start.startswith("<") and TAG.search(start) is not None
