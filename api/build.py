"""Composition of a build: documents -> extraction -> links -> store -> resolution -> published snapshot."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from itertools import chain
from types import TracebackType
from typing import Self

from api.extraction import ExtractionPool, Extractor, full_extraction
from extract.pipeline import Extraction
from extract.readers import ReadFailure
from graph.errors import ActorgraphError, InputError
from graph.ids import digest
from graph.model import Document, DocumentGraph
from graph.resolution import resolve
from graph.store.contract import GraphStore

__all__ = ["Builder", "Outcome", "Step", "content_hash"]

_BATCH = 64
_BATCH_SECONDS = 30.0
_PUBLISH_SECONDS = 300.0


class Outcome(StrEnum):
    """What became of one document."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """One document done: its IRI (a path for what could not be read), words, and the reason of a failure.

    `dropped` counts the claims of the document that did not fit the ontology or were too unsure.
    """

    document: str
    outcome: Outcome
    words: int = 0
    reason: str | None = None
    dropped: int = 0


def content_hash(document: Document, variant: str = "") -> str:
    """Return the hash of all that was read, and of the program's version: a new release reads anew.

    `variant` names the settings of the extraction, so that a document is read anew under others.

    >>> content_hash(Document("urn:d", "a b")) == content_hash(Document("urn:d", "a  b"))
    False
    """
    fields = (document.title, document.published, document.source, document.language, document.url)
    return digest(
        version("actorgraph"),
        document.id,
        document.text,
        *("" if value is None else f"={value}" for value in fields),
        *document.authors,
        *([f"variant {variant}"] if variant else []),
    )


class Builder:
    """Builds a store: adds, replaces and removes documents, then resolves and publishes what changed.

    Claims with a confidence below `min_confidence` are not written, and counted in `Step.dropped`.

    The store belongs to the caller, who closes it. After `close`, a kill or an error, everything up to
    the last finished batch is in the store, each document whole, and the next build goes on from there.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        make: Extractor = full_extraction,
        workers: int = 1,
        min_confidence: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._pool = ExtractionPool(make, workers=workers, min_confidence=min_confidence)
        self._variant = f"min_confidence={min_confidence}" if min_confidence else ""
        self._clock = clock
        self._known = {entry.document: entry.content_hash for entry in store.entries()}
        self._stale = not store.is_published()

    def build(self, found: Iterable[Document | ReadFailure], *, again: bool = False) -> Iterator[Step]:
        """Yield a step for each document, in order; the store is published at the end.

        A document that the store holds unchanged is skipped unless `again`. Documents are written in
        batches; a step is yielded when its batch is safe on disk. Long builds publish now and then.
        """
        published = flushed = self._clock()
        batch: list[tuple[Extraction, str]] = []
        for result in self._extracted(found, again=again):
            if isinstance(result, Step):
                yield result
            else:
                batch.append(result)
            now = self._clock()
            if len(batch) >= _BATCH or (batch and now - flushed >= _BATCH_SECONDS):
                yield from self._write(batch)
                batch, flushed = [], self._clock()
            if now - published >= _PUBLISH_SECONDS:
                self.publish()
                published = self._clock()
        yield from self._write(batch)
        self.publish()

    def add(self, document: Document) -> Step:
        """Add or replace one document and publish; the step tells what was done, or why not."""
        (step,) = self.build([document])
        return step

    def remove(self, document: str) -> None:
        """Remove a document by its IRI and publish; raise `NotFoundError` when the store does not hold it."""
        self._store.remove(document)
        self._known.pop(document, None)
        self._stale = True
        self.publish()

    def publish(self) -> None:
        """Resolve identities over the whole store and publish it, if anything changed since the last time."""
        if self._stale:
            resolve(self._store)
            self._store.flush()
            self._store.publish()
            self._stale = False

    def close(self) -> None:
        """End the extraction's processes."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.close()

    def _extracted(
        self, found: Iterable[Document | ReadFailure], *, again: bool
    ) -> Iterator[tuple[Extraction, str] | Step]:
        hashes: dict[str, str] = {}

        def changed() -> Iterator[Document | Step]:
            for item in found:
                if isinstance(item, ReadFailure):
                    place = item.path if item.line is None else f"{item.path}:{item.line}"
                    yield Step(place, Outcome.FAILED, reason=item.reason)
                    continue
                key = content_hash(item, self._variant)
                if not again and self._known.get(item.id) == key:
                    yield Step(item.id, Outcome.UNCHANGED, _words(item))
                elif item.id in hashes:
                    yield _failed(item, "given twice")
                else:
                    hashes[item.id] = key
                    yield item

        for result in self._pool.extract(changed()):
            if isinstance(result, Step):
                yield result
            elif isinstance(result, Extraction):
                yield result, hashes[result.graph.document.id]
            else:
                yield _failed(result.document, result.reason)

    def _write(self, batch: list[tuple[Extraction, str]]) -> Iterator[Step]:
        if not batch:
            return
        graphs = [(found.graph, key) for found, key in batch]
        new = [item for item in graphs if item[0].document.id not in self._known]
        faults = self._load(new)
        for graph, key in graphs:
            if graph.document.id in self._known:
                faults |= self._replace(graph, key)
        self._store.flush()
        self._stale = True
        for found, key in batch:
            document = found.graph.document
            if document.id in faults:
                yield _failed(document, faults[document.id])
                continue
            outcome = Outcome.REPLACED if document.id in self._known else Outcome.NEW
            self._known[document.id] = key
            yield Step(document.id, outcome, _words(document), dropped=sum(found.dropped.values()))

    def _load(self, graphs: list[tuple[DocumentGraph, str]]) -> dict[str, str]:
        try:
            self._store.load(graphs)
        except (ActorgraphError, ValueError):
            # One bad graph fails the load as a whole: written one by one, the others get in.
            return dict(chain.from_iterable(self._replace(*item).items() for item in graphs))
        return {}

    def _replace(self, graph: DocumentGraph, key: str) -> dict[str, str]:
        try:
            self._store.replace(graph, key)
        except (InputError, ValueError) as error:
            return {graph.document.id: f"cannot be written as RDF: {error}"}
        return {}


def _failed(document: Document, reason: str) -> Step:
    return Step(document.id, Outcome.FAILED, _words(document), reason)


def _words(document: Document) -> int:
    return len(document.text.split())
