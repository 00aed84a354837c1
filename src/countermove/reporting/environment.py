"""The Jinja environment of the page and of the workbench: everything is escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from countermove.phrasing import letters, lists, numbers, times
from countermove.records.quoted_times import is_quoted
from countermove.records.stability import CONCEPTS
from countermove.records.standoffs import Option
from countermove.reporting import holding, wording
from countermove.reporting.briefing import plain
from countermove.reporting.conditions_in_words import (
    condition_words,
    duration_words,
    payoff_words,
    range_words,
)
from countermove.reporting.palette import style_css
from countermove.reporting.typefaces import face_css

__all__ = ["asset", "content_policy", "page_environment", "page_script", "page_style"]

FILTERS = {
    "condition": condition_words,
    "day": times.day,
    "duration": duration_words,
    "happening": wording.happening,
    "holding": holding.say_holding,
    "named": wording.named,
    "number": numbers.number,
    "order_of_moves": wording.order_of_moves,
    "payoff": payoff_words,
    "plain": plain.unquoted,
    "percent": wording.percent,
    "range": range_words,
    "sentence": letters.sentence,
    "standing": wording.standing,
    "span": times.span,
    "together": lists.join,
    "unbroken": numbers.unbroken,
    "within": plain.within,
    "who": wording.who,
    "whom": wording.whom,
}


def page_environment() -> Environment:
    """Templates of this package with their filters, autoescape always on.

    A loader for further templates can be set beside it, as the workbench does.
    """
    environment = Environment(
        loader=PackageLoader("countermove.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.tests["guessed_time"] = has_guessed_time
    environment.globals.update(
        STANDINGS=wording.STANDINGS, BASES=wording.BASES, CONCEPTS=CONCEPTS, ACTIONS=wording.ACTIONS
    )
    return environment


@cache
def asset(name: str) -> str:
    """The text of a file in `assets/`."""
    return resources.files("countermove.reporting").joinpath("assets", name).read_text("utf-8")


def page_style() -> str:
    """The whole style sheet: typefaces, colours for light and dark, then the page's own rules."""
    return face_css() + style_css() + asset("page.css")


def page_script() -> str:
    """The page's own script; the page is complete without it."""
    return asset("page.js")


def content_policy() -> Markup:
    """A Content-Security-Policy that allows this style and script, and nothing else."""
    style, script = (source_hash(text) for text in (page_style(), page_script()))
    policy = (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return Markup(policy)  # noqa: S704  # two hashes and nothing else


def source_hash(text: str) -> str:
    """The hash source expression of an inline element (CSP Level 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def has_guessed_time(option: Option) -> bool:
    """Whether an option was told of, yet how long it takes was not."""
    if option.basis != "quoted" or option.takes is None:
        return False
    return not is_quoted(option.takes, option.quotes)
