"""Coverage: what of a document gave claims, and which events lack a time, a place or participants."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import DocumentGraph, Span

__all__ = ["Coverage", "coverage", "total"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one document or of several; `silent` holds the sentences that gave nothing (one document only)."""

    document: str
    sentences: int
    silent: tuple[Span, ...]
    covered: int
    events: int
    relations: int
    without_time: int
    without_place: int
    without_participants: int

    @property
    def share(self) -> float:
        """Share of the sentences that gave an event or a relation; 1.0 where there is no sentence."""
        return self.covered / self.sentences if self.sentences else 1.0

    def as_json(self) -> dict[str, object]:
        """Return the report as a JSON object; sentences as `[start, end]`."""
        return {
            "document": self.document,
            "sentences": self.sentences,
            "sentences_with_statements": self.covered,
            "share": round(self.share, 4),
            "silent": [[span.start, span.end] for span in self.silent],
            "events": self.events,
            "relations": self.relations,
            "events_without_time": self.without_time,
            "events_without_place": self.without_place,
            "events_without_participants": self.without_participants,
        }


def coverage(graph: DocumentGraph, sentences: Iterable[tuple[int, int]]) -> Coverage:
    """Return the coverage of `graph`; `sentences` are half-open offsets into the document's text.

    A sentence gave something when a trigger or the evidence of a relation touches it. Sentences without a
    letter do not count. Raises `SchemaError` for offsets outside the text.
    """
    text = graph.document.text
    spans = [_trimmed(Span.of(text, start, end)) for start, end in sentences if text[start:end].strip()]
    spans = [span for span in spans if any(character.isalpha() for character in span.text)]
    claims = [event.trigger for event in graph.events] + [fact.evidence for fact in graph.relations]
    silent = tuple(s for s in spans if not any(c.start < s.end and s.start < c.end for c in claims))
    return Coverage(
        graph.document.id,
        len(spans),
        silent,
        len(spans) - len(silent),
        len(graph.events),
        len(graph.relations),
        sum(event.time is None or event.time.value is None for event in graph.events),
        sum(event.place is None for event in graph.events),
        sum(not event.participants for event in graph.events),
    )


def _trimmed(span: Span) -> Span:
    words = span.text.strip()
    start = span.start + span.text.index(words)
    return Span(start, start + len(words), words)


def total(reports: Iterable[Coverage]) -> Coverage:
    """Return the sum of several reports, without their silent sentences."""
    found = list(reports)
    return Coverage(
        "all",
        sum(r.sentences for r in found),
        (),
        sum(r.covered for r in found),
        sum(r.events for r in found),
        sum(r.relations for r in found),
        sum(r.without_time for r in found),
        sum(r.without_place for r in found),
        sum(r.without_participants for r in found),
    )
