"""A pool of query processes that can be killed: a runaway query never stops the others.

Each worker opens the newest published snapshot read-only, answers one query at a time and sends bytes. A query
beyond the wall time is ended by killing its worker; a new one stands in after about a tenth of a second.
"""

import multiprocessing
import queue
import resource
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from graph.errors import ActorgraphError, LimitError, QueryError, StoreError
from graph.sparql import Answer, Limits, Request, answer
from graph.store.oxigraph import current_snapshot

__all__ = ["QueryPool"]

_SPAWN = multiprocessing.get_context("spawn")
_FAILED: dict[str, type[ActorgraphError]] = {
    "QueryError": QueryError,
    "LimitError": LimitError,
    "StoreError": StoreError,
}
_GRACE = 5.0
# Oxigraph aborts when it gets no memory; the system kills.
_NO_MEMORY = {-signal.SIGABRT, -signal.SIGKILL}


def _work(connection: Connection, folder: str, limits: Limits) -> None:
    """Answer requests until the other end closes; runs in a process of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    opened: Path | None = None
    store = Store()
    while True:
        try:
            request: Request = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        # The pool kills what runs too long; the alarm ends a query whose pool has died itself.
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
        try:
            newest = current_snapshot(Path(folder))
            if newest is not None and newest != opened:
                store, opened = Store.read_only(str(newest)), newest
            connection.send(answer(store, request, limits))
        except (QueryError, LimitError) as error:
            connection.send((type(error).__name__, str(error)))
        except MemoryError:
            connection.send(("LimitError", f"the query needs more than {limits.memory:,} bytes of memory"))
        except OSError as error:
            connection.send(("StoreError", f"the snapshot cannot be read: {error}"))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    connection: Connection


class QueryPool:
    """Answers queries over the newest snapshot of the store in `folder`; safe to call from many threads."""

    def __init__(self, folder: Path, *, limits: Limits | None = None, size: int = 2) -> None:
        self._folder = folder
        self._limits = limits if limits is not None else Limits()
        self._free: queue.Queue[_Worker | None] = queue.Queue()
        self._all: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._free.put(None)

    def query(self, request: Request) -> Answer:
        """Return the answer to `request`.

        Raises `QueryError` when it is malformed or not allowed, `LimitError` when it ran into a limit, or when no
        worker was free within the wall time, `StoreError` when the snapshot cannot be read.
        """
        if self._closed:
            raise StoreError("the query pool has been closed")
        limit = self._limits.seconds
        try:
            worker = self._free.get(timeout=limit)
        except queue.Empty as error:
            raise LimitError(f"no query process was free within {limit:g} s; try again") from error
        try:
            if worker is None or not worker.process.is_alive():
                worker = self._start()
            reply, worker = self._ask(worker, request)
        except BaseException:
            self._free.put(None)
            raise
        self._free.put(worker)
        if isinstance(reply, Answer):
            return reply
        kind, text = reply
        raise _FAILED[kind](text)

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        with self._lock:
            for worker in self._all:
                _end(worker)
            self._all.clear()

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

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, str(self._folder), self._limits), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        with self._lock:
            self._all.append(worker)
        return worker

    def _ask(self, worker: _Worker, request: Request) -> tuple[Answer | tuple[str, str], _Worker | None]:
        limit = self._limits.seconds
        kind = "LimitError"
        try:
            worker.connection.send(request)
            if worker.connection.poll(limit):
                reply: Answer | tuple[str, str] = worker.connection.recv()
                return reply, worker
            text = f"the query ran longer than {limit:g} s and was stopped"
        except (EOFError, OSError):
            worker.process.join(timeout=_GRACE)
            text = f"the query needed more than {self._limits.memory:,} bytes of memory and was stopped"
            if worker.process.exitcode not in _NO_MEMORY:
                kind, text = "StoreError", f"the query process ended with status {worker.process.exitcode}"
        with self._lock:
            self._all.remove(worker)
        _end(worker)
        return (kind, text), None


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join(timeout=5)
    with suppress(OSError):
        worker.connection.close()
