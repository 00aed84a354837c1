"""Mails (.eml) and pages that a browser saved as one file (.mhtml): RFC 5322, RFC 2557."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from countermove.reading.loading.dating import parse_stamp
from countermove.reading.loading.decoding import decode, decode_declared
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.html import open_html
from countermove.records.errors import ArticleError

__all__ = ["open_mail"]

MOST_PARTS = 2000
LONGEST_HEADER = 2000
"""Characters of one header that are read: parsing takes time that grows with their square."""
TOLD = frozenset({"subject", "from", "date"})
"""Headers whose form is parsed; of others, of which each part may have some, the text will do."""


def parse_header(name: str, value: str) -> str:
    """A header's value, without what is beyond all use."""
    kept = value[:LONGEST_HEADER]
    return str(email.policy.default.header_factory(name, kept)) if name.lower() in TOLD else kept


BOUNDED = email.policy.default.clone(header_factory=parse_header)


def open_mail(data: bytes, stem: str, path: str) -> Draft:
    """The body of a mail, or the page of a saved page; what is attached is not read.

    Raises:
        ArticleError: it is damaged, or holds no text.
    """
    try:
        message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=BOUNDED)
        page = str(message.get("Snapshot-Content-Location", "")).strip()
        parts = list_texts(message, path)
        subject, sender, sent = (str(message.get(x, "")) for x in ("Subject", "From", "Date"))
    except ArticleError:
        raise
    except Exception as error:  # damaged headers fail in ways that cannot be listed
        raise ArticleError(f"is a damaged mail: {type(error).__name__}", path=path) from error
    if (page or is_page(message)) and "html" in parts:
        return open_page(parts["html"], stem, page, subject)
    for kind in ("plain", "html"):
        if kind in parts:
            return open_letter(parts[kind], kind, stem, subject, sender, sent)
    raise ArticleError("is a mail without text", path=path)


def is_page(message: EmailMessage) -> bool:
    """Whether it is a page rather than a letter: related parts, and nobody it went to."""
    return message.get_content_type() == "multipart/related" and message.get("To") is None


def list_texts(message: EmailMessage, path: str) -> dict[str, str]:
    """The first plain and the first HTML text that are no attachments, by kind."""
    found: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise ArticleError(f"has more than {MOST_PARTS:,} parts", path=path)
        kind = part.get_content_subtype()
        if part.get_content_maintype() != "text" or kind in found:
            continue
        payload = part.get_payload(decode=True)
        if part.get_content_disposition() == "attachment" or not isinstance(payload, bytes):
            continue
        charset = part.get_content_charset()
        text = decode_declared(payload, charset) if charset else None
        if payload.strip():
            found[kind] = decode(payload, path) if text is None else text
    return found


def open_page(markup: str, stem: str, address: str, subject: str) -> Draft:
    """The page, with its address; the header's date is when it was saved, so it is not used."""
    draft = open_html(markup, stem, address if "://" in address[:12] else "")
    return Draft(
        stem=stem,
        text=draft.text,
        title=draft.title or subject[:200],
        publisher=draft.publisher,
        published=draft.published,
        dated=draft.dated,
        url=address,
        doubt=draft.doubt,
    )


def open_letter(body: str, kind: str, stem: str, subject: str, sender: str, sent: str) -> Draft:
    """The mail's own words, with its subject as title and its day as the day of publication."""
    text = body.replace("\r\n", "\n") if kind == "plain" else open_html(body, stem).text
    day = parse_stamp(sent)
    return Draft(
        stem=stem,
        text=text,
        title=" ".join(subject.split())[:200],
        publisher=sender.partition("<")[0].strip(' "')[:200],
        published=day,
        dated="the mail's Date" if day else "",
    )
