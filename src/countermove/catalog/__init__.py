"""Catalogue: articles to try things on, worked stand-offs with sources, published cases."""

from __future__ import annotations

from countermove.catalog.articles import article_names, find_article

__all__ = ["article_names", "find_article"]
