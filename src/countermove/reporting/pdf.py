"""The page as PDF through its print style, by a Chromium that is already installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from countermove.records.errors import SettingsError

__all__ = ["BROWSERS", "find_browser", "print_pdf", "render_pdf"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS = 180
NODE = re.compile(rb"\(node(\d{8})\)")
"""How Chromium names the parts of a tagged page: by a counter that starts anywhere."""
FILES = re.compile(r' href="(?!#|https?:)[^"]*"')
"""Links to files beside the page: on paper they would name the folder it was printed in."""
DATES = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


def render_pdf(page: str) -> bytes:
    """A page printed on A4.

    Raises:
        SettingsError: there is no Chromium, or it could not print.
    """
    browser = find_browser()
    if browser is None:
        raise SettingsError(
            "a PDF needs Chromium or Chrome on the PATH; "
            "or open report.html and print it from any browser"
        )
    return print_pdf(page, browser)


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome, if any."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def print_pdf(page: str, browser: str) -> bytes:
    """Print one self-contained page; the browser gets a profile of its own and no network.

    Raises:
        SettingsError: the browser failed or took longer than three minutes.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(FILES.sub("", page).encode("utf-8", "xmlcharrefreplace"))
        try:
            run(command(browser, source, target))
        except (OSError, subprocess.SubprocessError) as error:
            raise SettingsError(f"{browser} could not print the page: {error}") from error
        if not target.exists():
            raise SettingsError(f"{browser} printed nothing; open report.html and print it")
        return renumbered(undated(target.read_bytes()))


def command(browser: str, source: Path, target: Path) -> list[str]:
    """How Chromium prints a file without a window; root has to give up its sandbox."""
    flags = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--proxy-server=127.0.0.1:9",  # nothing listens there: no request can leave
        f"--user-data-dir={source.parent / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    return [browser, *flags, source.as_uri()]


def run(words: list[str]) -> None:
    """Run the browser, its chatter thrown away."""
    subprocess.run(  # noqa: S603  # a found browser with fixed flags and our own file
        words,
        check=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def undated(pdf: bytes) -> bytes:
    """Without the hour of printing, so that the same page gives the same bytes."""

    def same_length(match: re.Match[bytes]) -> bytes:
        head = b"/" + match[1] + b" (D:20000101000000"
        return head.ljust(len(match[0]) - 1)[: len(match[0]) - 1] + b")"

    return DATES.sub(same_length, pdf)


def renumbered(pdf: bytes) -> bytes:
    """The file with the names of its parts counted from one, in the same order."""
    names = sorted({int(number) for number in NODE.findall(pdf)})
    rank = {name: place for place, name in enumerate(names, start=1)}
    return NODE.sub(lambda match: b"(node%08d)" % rank[int(match[1])], pdf)
