"""Records of event coreference: documents and the events that they report, as far as they are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Document

__all__ = ["Report", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that reports events: its vector of words, day of publication, and the places that it names."""

    document: Document
    words: Mapping[str, float]
    published: str | None
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """One document's event: canonical ids of its named actors (`agents` among them) and place, `heads` of the unnamed.

    `days` are the first and last day it may have been on, None without a date; `words` is the vector of its sentence
    without the trigger and the named actors.
    """

    event: str
    source: Source
    type: str
    lemma: str
    actors: frozenset[str]
    agents: frozenset[str]
    heads: frozenset[str]
    place: str | None
    days: tuple[str, str] | None
    words: Mapping[str, float]
