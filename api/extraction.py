"""Documents to linked document graphs, in this process or in a pool of processes; order and bytes are the same."""

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from extract.language import load
from extract.pipeline import Extraction, ExtractionFailure, Pipeline
from graph.errors import ActorgraphError, InputError
from graph.linking import link
from graph.model import Document

__all__ = ["Extract", "ExtractionPool", "Extractor", "full_extraction"]

Extract = Callable[[Document], Extraction]
"""Extracts one document; may raise anything."""

Extractor = Callable[..., Extract]
"""Makes an `Extract` in the process that will run it; picklable, hence a module's function.

It is called without arguments, or with the minimal confidence of a claim where one is set.
"""

Passed = TypeVar("Passed")
"""What goes through the pool untouched, so that its place in the order is kept."""

_LOG = logging.getLogger(__name__)
_AHEAD = 4
_extract: Extract | None = None
_fault: Exception | None = None
_Result = Future[Extraction | ExtractionFailure]


@dataclass(slots=True)
class _Task:
    document: Document
    future: _Result


def full_extraction(min_confidence: float = 0.0) -> Extract:
    """Return the real thing: language model, extractors and linkers; less sure claims are left out."""
    pipeline = Pipeline(load(), min_confidence)

    def extract(document: Document) -> Extraction:
        found = pipeline.one(document)
        return replace(found, graph=link(found.graph))

    return extract


class ExtractionPool:
    """Extracts documents with `workers` processes, or in this process when there is one worker.

    Nothing is loaded before the first document; `InputError` is raised then when the model cannot be loaded.
    A document on which the extraction fails, or on which a
    process dies, gives an `ExtractionFailure`; the others go on. Claims less sure than `min_confidence` are
    left out and counted.
    """

    def __init__(
        self, make: Extractor = full_extraction, *, workers: int = 1, min_confidence: float = 0.0
    ) -> None:
        if workers < 1:
            raise ValueError("workers must be 1 or more")
        self._make = partial(make, min_confidence) if min_confidence else make
        self._workers = workers
        self._here: Extract | None = None
        self._pool: ProcessPoolExecutor | None = None

    def extract(
        self, items: Iterable[Document | Passed]
    ) -> Iterator[Extraction | ExtractionFailure | Passed]:
        """Yield one result a document, in the order of the documents; what is no document comes back as it is."""
        if self._workers == 1:
            for item in items:
                yield self._extract_here(item) if isinstance(item, Document) else item
            return
        waiting: deque[_Task | Passed] = deque()
        for item in items:
            waiting.append(_Task(item, self._submit(item)) if isinstance(item, Document) else item)
            while waiting and (len(waiting) >= self._workers * _AHEAD or not isinstance(waiting[0], _Task)):
                front = waiting.popleft()
                yield self._finish(front, waiting) if isinstance(front, _Task) else front
        while waiting:
            front = waiting.popleft()
            yield self._finish(front, waiting) if isinstance(front, _Task) else front

    def close(self) -> None:
        """End the processes at once; what they work on is lost."""
        if self._pool is not None:
            processes = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            self._pool = None

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

    def _extract_here(self, document: Document) -> Extraction | ExtractionFailure:
        if self._here is None:
            try:
                self._here = self._make()
            except OSError as error:
                raise InputError(f"the extraction cannot be started: {error}") from error
        return _guarded(self._here, document)

    def _submit(self, document: Document) -> _Result:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, multiprocessing.get_context("spawn"), _start, (self._make,)
            )
        try:
            return self._pool.submit(_run, document)
        except BrokenProcessPool as error:
            broken: _Result = Future()
            broken.set_exception(error)
            return broken

    def _finish(self, task: _Task, others: Iterable[object]) -> Extraction | ExtractionFailure:
        try:
            return task.future.result()
        except BrokenProcessPool:
            # Any of the documents under way may have ended the process: this one is tried again alone.
            self.close()
            result = self._alone(task.document)
            for other in others:
                if isinstance(other, _Task):
                    other.future = self._submit(other.document)
            return result

    def _alone(self, document: Document) -> Extraction | ExtractionFailure:
        try:
            return self._submit(document).result()
        except BrokenProcessPool:
            self.close()
            return ExtractionFailure(document, "the process that worked on it died (out of memory?)")


def _start(make: Extractor) -> None:
    global _extract, _fault
    # Ctrl-C goes to the whole group of processes; the parent alone decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _extract = make()
    except Exception as error:  # noqa: BLE001 (raised again with the first document, where the parent sees it)
        _fault = error


def _run(document: Document) -> Extraction | ExtractionFailure:
    if _extract is None:
        raise InputError(f"the extraction cannot be started: {_fault}")
    return _guarded(_extract, document)


def _guarded(extract: Extract, document: Document) -> Extraction | ExtractionFailure:
    try:
        return extract(document)
    except ActorgraphError as error:
        return ExtractionFailure(document, str(error))
    except Exception as error:  # noqa: BLE001 (an extractor's fault must not stop the other documents)
        _LOG.debug("extraction of %s failed", document.id, exc_info=True)
        return ExtractionFailure(document, f"the extraction failed: {type(error).__name__}: {error}")
