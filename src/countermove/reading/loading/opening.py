"""One file or address, opened as what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from countermove.reading.loading.decoding import declared_charset, decode, decode_declared
from countermove.reading.loading.draft import Draft
from countermove.reading.loading.kinds import Kind, kind_of, looks_like_html
from countermove.reading.loading.plain import open_plain
from countermove.reading.loading.sources import Source, is_url, read_bytes
from countermove.reading.parsing.languages import recognise
from countermove.records.articles import Article
from countermove.records.errors import ArticleError, CaseError

__all__ = ["check_language", "open_any", "open_source"]


def open_source(source: Source) -> Draft:
    """What a path or address holds.

    Raises:
        ArticleError: it cannot be read, or is not in English.
    """
    draft = open_any(source)
    check_language(draft.text, str(source))
    return draft


def open_any(source: Source) -> Draft:
    """What a path or address holds, in whatever language: for a reader that is told of it.

    Raises:
        ArticleError: it cannot be read.
    """
    return open_url(str(source)) if is_url(source) else open_path(Path(source))


def check_language(text: str, path: str | None = None) -> None:
    """Refuse a text that the rules would misread.

    Raises:
        ArticleError: it is not in English.
    """
    language = recognise(text)
    if not language.english:
        raise ArticleError(
            f"is in {language.name}, not in English: not read; give a translation, or let a "
            "language model read it (--reader)",
            path=path,
        )


def open_path(path: Path) -> Draft:
    data = read_bytes(path)
    if path.suffix.lower() == ".json":
        return open_record(path)
    return open_bytes(
        data, path.stem, str(path), html=path.suffix.lower() in {".html", ".htm", ".xhtml"}
    )


def open_record(path: Path) -> Draft:
    """An article record that was saved before."""
    try:
        saved = Article.load(path)
    except CaseError as error:
        raise ArticleError("is JSON, but not an article record", path=path) from error
    return Draft(
        stem=saved.id,
        text=saved.text,
        title=saved.title,
        publisher=saved.publisher,
        published=saved.published,
        dated=saved.dated,
        url=saved.url,
    )


def open_url(url: str) -> Draft:
    from countermove.reading.loading.web import fetch

    page = fetch(url)
    if not page.data:
        raise ArticleError("is empty", path=url)
    parts = urlsplit(page.url)
    name = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = Path(name).stem or parts.hostname or "page"
    return open_bytes(
        page.data, stem, url, html="html" in page.kind, charset=page.charset, url=page.url
    )


def open_bytes(
    data: bytes, stem: str, path: str, *, html: bool, charset: str = "", url: str = ""
) -> Draft:
    """Bytes opened by what they begin with rather than by their name."""
    kind = kind_of(data, path)
    if kind == "text":
        draft = open_text(data, stem, path, html=html, charset=charset, url=url)
    else:
        draft = open_kind(data, kind, stem, path)
    return replace(draft, url=url or draft.url)


def open_kind(data: bytes, kind: Kind, stem: str, path: str) -> Draft:
    """A document by the reader of its kind, which is loaded only where there is such a one."""
    if kind == "pdf":
        from countermove.reading.loading.pdf import open_pdf

        return open_pdf(data, stem, path)
    if kind == "mail":
        from countermove.reading.loading.mail import open_mail

        return open_mail(data, stem, path)
    from countermove.reading.loading.documents import open_document

    return open_document(data, kind, stem, path)


def open_text(
    data: bytes, stem: str, path: str, *, html: bool, charset: str = "", url: str = ""
) -> Draft:
    """A page or a plain text."""
    declared = charset or declared_charset(data)
    text = decode_declared(data, declared) if declared else None
    text = decode(data, path) if text is None else text
    if html or looks_like_html(text):
        from countermove.reading.loading.html import open_html

        return open_html(text, stem, url, path)
    return open_plain(text, stem)
