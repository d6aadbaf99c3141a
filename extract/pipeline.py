"""From documents to document graphs: language pipeline, entities, framing, extractors, gate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc as ParsedDoc

from extract.calibration import Curves, calibrated
from extract.calibration import curves as shipped_curves
from extract.entities.assembly import build_index
from extract.entities.offices import with_offices
from extract.framing.frame import build
from extract.gate import admit
from extract.metadata import Front, read_front
from extract.parse import read
from extract.table import EXTRACTORS
from extract.types import Context, EntityIndex
from graph.model import Document, DocumentGraph, Entity, Event, Statement

__all__ = ["Extraction", "ExtractionFailure", "Pipeline"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """The graph of one document, what the gate dropped (counts by reason), and the sentences (offsets)."""

    graph: DocumentGraph
    dropped: Mapping[str, int] = field(default_factory=dict)
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractionFailure:
    """A document that could not be worked on; `reason` says why, for a person to read."""

    document: Document
    reason: str


class Pipeline:
    """The way of a document from text to graph, over one language model.

    Claims with a confidence below `min_confidence` are left out and counted.
    """

    def __init__(self, nlp: Language, min_confidence: float = 0.0) -> None:
        self._nlp = nlp
        self._minimum = min_confidence

    def stricter(self, min_confidence: float) -> "Pipeline":
        """Return a pipeline over the same language model with another threshold."""
        return Pipeline(self._nlp, min_confidence)

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | ExtractionFailure]:
        """Yield one result a document, in order; a failing document never stops the others."""
        for document in documents:
            try:
                yield self.one(document)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong with one, the others go on
                yield ExtractionFailure(document, f"{type(error).__name__}: {error}")

    def one(self, document: Document) -> Extraction:
        """Return the extraction of one document; raises what the extractors raise."""
        front = read_front(document)
        return assemble(front, self._nlp(document.text), self._minimum)


def assemble(
    front: Front, parsed: ParsedDoc, min_confidence: float = 0.0, curves: Curves | None = None
) -> Extraction:
    """Return the graph of a document that has been parsed into `doc` (over the document's own text).

    `curves` turn scores into confidence; without them the shipped ones do.
    """
    document, doc = front.document, read(parsed, front.document.text)
    index = build_index(doc, document, skip=front.skip)
    context = Context(document, doc, index, build(doc, document, index))
    by = shipped_curves() if curves is None else curves
    found: list[Event | Statement] = []
    for extractor in EXTRACTORS.values():
        found.extend(calibrated(claim, by) for claim in extractor(context))
    entities = {entity.id: entity for entity in index.entities}
    events, relations, dropped = admit(found, entities, min_confidence)
    events = [e for e in events if not _inside(e.trigger.start, front.skip)]
    used = _used(events, relations)
    graph = DocumentGraph(
        document,
        tuple(
            sorted(
                with_offices(_kept(index, used), relations), key=lambda e: (e.mentions[0].span.start, e.id)
            )
        ),
        tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type))),
        tuple(sorted(relations, key=lambda s: (s.evidence.start, s.predicate, s.subject, s.id))),
    )
    graph.verify()
    sentences = tuple(
        (s.start_char, s.end_char)
        for s in doc.sents
        if not any(start <= s.start_char and s.end_char <= end for start, end in front.skip)
    )
    return Extraction(graph, dict(sorted(dropped.items())), sentences)


def _inside(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _used(events: Iterable[Event], relations: Iterable[Statement]) -> set[str]:
    used: set[str] = set()
    for event in events:
        used.update(p.entity for p in event.participants)
        used.update(event.attribution)
        used.update([event.place] if event.place else [])
    for fact in relations:
        used.update([fact.subject, *fact.attribution])
        used.update([fact.object] if isinstance(fact.object, str) else [])
        used.update([fact.organization] if fact.organization else [])
    return used


def _kept(index: EntityIndex, used: set[str]) -> Iterator[Entity]:
    for entity in index.entities:
        if entity.named or entity.id in used:
            yield replace(entity, mentions=tuple(sorted(set(entity.mentions), key=lambda m: m.span)))
