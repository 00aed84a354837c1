"""Many thousands of articles at a time: resumable, on all cores or a Dask cluster."""

from __future__ import annotations

from countermove.reading.corpus.read_corpus import Corpus, read_corpus

__all__ = ["Corpus", "read_corpus"]
