"""The table of extractors: one line each; every extractor is a plain function over a `Context`."""

from extract.events.extractor import events
from extract.relations.extractor import relations
from extract.types import Extractor

__all__ = ["EXTRACTORS"]

EXTRACTORS: dict[str, Extractor] = {
    "events": events,
    "relations": relations,
}
"""Extractors by name, in the order in which they run."""
