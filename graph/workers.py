"""A pool of query processes that can be killed: a runaway query never stops the others.

Each worker opens the newest published snapshot read-only, answers one query at a time and sends bytes. A query
beyond the wall time is ended by killing its worker; a new one stands in after some tenths of a second. Workers are
plain Python processes that import this module alone, whatever program the pool runs in.
"""

import queue
import resource
import signal
import socket
import subprocess
import sys
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

__all__ = ["QueryPool", "serve"]

_PROGRAM = "import sys; sys.path[:] = sys.argv[3:]; from graph.workers import serve; serve(*sys.argv[1:3])"
_FAILED: dict[str, type[ActorgraphError]] = {
    "QueryError": QueryError,
    "LimitError": LimitError,
    "StoreError": StoreError,
}
_GRACE = 5.0
# Oxigraph aborts when it gets no memory; the system kills.
_NO_MEMORY = {-signal.SIGABRT, -signal.SIGKILL}


def serve(descriptor: str, folder: str) -> None:
    """Answer requests until the other end closes; the main function of a worker process.

    The first message on the socket `descriptor` holds the limits; every further one is a `Request`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(int(descriptor))
    limits: Limits = connection.recv()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    opened: Path | None = None
    store = Store()
    while True:
        try:
            request: Request = connection.recv()
        except (EOFError, OSError):
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
    process: subprocess.Popen[bytes]
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
            if worker is None or worker.process.poll() is not None:
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
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-c", _PROGRAM, str(number), str(self._folder), *sys.path]
            process = subprocess.Popen(  # noqa: S603  # our own program, no shell
                command,
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        worker = _Worker(process, Connection(ours.detach()))
        worker.connection.send(self._limits)
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
            with suppress(subprocess.TimeoutExpired):
                worker.process.wait(timeout=_GRACE)
            text = f"the query needed more than {self._limits.memory:,} bytes of memory and was stopped"
            if (status := worker.process.poll()) not in _NO_MEMORY:
                kind, text = "StoreError", f"the query process ended with status {status}"
        with self._lock:
            self._all.remove(worker)
        _end(worker)
        return (kind, text), None


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.wait()
    with suppress(OSError):
        worker.connection.close()
