"""The store over Oxigraph, in memory or in a folder.

A folder holds `data` (the database that one process writes), `snapshots/N` (hard-linked copies that readers
open read-only) and `CURRENT`, which names the newest snapshot and is replaced atomically.
"""

import gc
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.errors import NotFoundError, StoreBusyError, StoreError
from graph.model import DocumentGraph
from graph.rdf.shape import ag, literal, name
from graph.rdf.writer import link_quads, links_graph, to_quads
from graph.store.contract import CATALOGUE, Entry

__all__ = ["OxigraphStore", "current_snapshot", "open_folder", "open_memory"]

_DATA, _SNAPSHOTS, _CURRENT = "data", "snapshots", "CURRENT"
_KEPT_SNAPSHOTS = 2


class OxigraphStore:
    """A `GraphStore` over one Oxigraph database; `folder` is None in memory."""

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self._store: Store | None = store
        self.folder = folder

    @property
    def quads(self) -> Store:
        """The quads, for reading; raise `StoreError` after `close`."""
        if self._store is None:
            raise StoreError("the store has been closed")
        return self._store

    def entries(self) -> Iterator[Entry]:
        """Yield the documents in the order of their IRIs."""
        found = self.quads.quads_for_pattern(None, ag("contentHash"), None, NamedNode(CATALOGUE))
        rows = sorted(
            (q.subject.value, q.object.value)
            for q in found
            if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
        )
        yield from (Entry(*row) for row in rows)

    def replace(self, graph: DocumentGraph, content_hash: str) -> None:
        """Write a document, its links and its catalogue entry in one transaction, in place of the old ones."""
        self._update(graph.document.id, _all_quads(graph, content_hash))

    def load(self, graphs: Iterable[tuple[DocumentGraph, str]]) -> int:
        """Write many documents that the store does not hold yet, all or none; return how many."""
        quads: list[Quad] = []
        count = 0
        for graph, content_hash in graphs:
            quads.extend(_all_quads(graph, content_hash))
            count += 1
        self.quads.bulk_extend(quads)
        return count

    def remove(self, document: str) -> None:
        """Remove a document with all that belongs to it; raise `NotFoundError` when it is not there."""
        if not self._holds(document):
            raise NotFoundError(f"no document {document} in the store")
        self._update(document, [])

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Write a whole named graph in one transaction; the quads' own graph names are ignored."""
        node = NamedNode(graph)
        moved = [Quad(q.subject, q.predicate, q.object, node) for q in quads]
        self.quads.update(f"DROP SILENT GRAPH {node} ;\n{_insert(moved)}")

    def flush(self) -> None:
        """Make what was written safe against loss of power."""
        self.quads.flush()

    def publish(self) -> Path | None:
        """Publish a snapshot for readers and return its folder; None in memory."""
        if self.folder is None:
            return None
        self.flush()
        snapshots = self.folder / _SNAPSHOTS
        snapshots.mkdir(exist_ok=True)
        numbers = sorted(int(p.name) for p in snapshots.iterdir() if p.name.isdigit())
        number = numbers[-1] + 1 if numbers else 1
        target = snapshots / str(number)
        self.quads.backup(str(target))
        pointer = self.folder / f"{_CURRENT}.new"
        pointer.write_text(f"{number}\n", encoding="ascii")
        pointer.replace(self.folder / _CURRENT)
        for old in numbers[: max(0, len(numbers) - _KEPT_SNAPSHOTS + 1)]:
            shutil.rmtree(snapshots / str(old), ignore_errors=True)
        return target

    def is_published(self) -> bool:
        """Tell whether readers see the documents that the store holds; in memory they always do."""
        if self.folder is None:
            return True
        snapshot = current_snapshot(self.folder)
        if snapshot is None:
            return False
        return list(OxigraphStore(Store.read_only(str(snapshot))).entries()) == list(self.entries())

    def close(self) -> None:
        """Release the store, so that another process may write."""
        if self._store is not None and self.folder is not None:
            self._store.flush()
        self._store = None

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

    def _holds(self, document: str) -> bool:
        try:
            node = NamedNode(document)
        except ValueError:
            return False
        entry = self.quads.quads_for_pattern(node, ag("contentHash"), None, NamedNode(CATALOGUE))
        return next(entry, None) is not None

    def _update(self, document: str, quads: list[Quad]) -> None:
        node, links = NamedNode(document), NamedNode(links_graph(document))
        parts = [
            f"DROP SILENT GRAPH {node}",
            f"DROP SILENT GRAPH {links}",
            f"DELETE WHERE {{ GRAPH <{CATALOGUE}> {{ {node} ?p ?o }} }}",
        ]
        if quads:
            parts.append(_insert(quads))
        self.quads.update(" ;\n".join(parts))


def open_memory(where: str) -> OxigraphStore:
    """Open an empty store in memory; `where` is not used."""
    return OxigraphStore(Store())


def open_folder(where: str) -> OxigraphStore:
    """Open or make the store in the folder `where` for writing.

    Raises `StoreBusyError` while another process writes to it, `StoreError` when it cannot be opened.
    """
    folder = Path(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(_opened(folder / _DATA), folder)
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusyError(
                f"{folder} is being written by another process; try again when it is done"
            ) from error
        raise StoreError(f"{folder} cannot be opened as a store: {error}") from error


def _opened(data: Path) -> Store:
    # A store has no close of its own: it lives as long as any reference, and the traceback of an error inside
    # a `with` may hold one in a cycle. Only then does a collection free the lock.
    try:
        return Store(str(data))
    except OSError as error:
        if "lock" not in str(error).lower():
            raise
    gc.collect()
    return Store(str(data))


def current_snapshot(folder: Path) -> Path | None:
    """Return the newest published snapshot of the store in `folder`, None when there is none."""
    try:
        number = (folder / _CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    snapshot = folder / _SNAPSHOTS / number
    return snapshot if number.isdigit() and snapshot.is_dir() else None


def _all_quads(graph: DocumentGraph, content_hash: str) -> list[Quad]:
    node, catalogue = NamedNode(graph.document.id), NamedNode(CATALOGUE)
    return [
        *to_quads(graph),
        *link_quads(graph),
        Quad(node, ag("contentHash"), literal(content_hash), catalogue),
        Quad(node, name("rdf:type"), ag("Document"), catalogue),
    ]


def _insert(quads: list[Quad]) -> str:
    by_graph: dict[str, list[Triple]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad.triple)
    blocks = []
    for graph, triples in sorted(by_graph.items()):
        body = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        blocks.append(f"GRAPH {graph} {{\n{body.decode()}}}")
    return "INSERT DATA {\n" + "\n".join(blocks) + "\n}"
