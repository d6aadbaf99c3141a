"""What every store offers; the contract tests run over the table of stores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import Quad, Store

from graph.model import DocumentGraph

__all__ = ["CATALOGUE", "Entry", "GraphStore"]

CATALOGUE = "https://w3id.org/actorgraph/id/graph/catalogue"
"""Named graph that lists the documents with the hash of what was read from them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the store and the hash of its content when it was added."""

    document: str
    content_hash: str


class GraphStore(Protocol):
    """A store of document graphs. One process writes; readers open published snapshots."""

    @property
    def quads(self) -> Store:
        """The quads, for reading; written through the other methods alone."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Yield the documents in the order of their IRIs."""
        ...

    def replace(self, graph: DocumentGraph, content_hash: str) -> None:
        """Write a document, its links and its catalogue entry in one transaction, in place of the old ones."""
        ...

    def load(self, graphs: Iterable[tuple[DocumentGraph, str]]) -> int:
        """Write many documents that the store does not hold yet, all or none; return how many."""
        ...

    def remove(self, document: str) -> None:
        """Remove a document with all that belongs to it; raise `NotFoundError` when it is not there."""
        ...

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Write a whole named graph (the resolution graph, say) in one transaction."""
        ...

    def flush(self) -> None:
        """Make what was written safe against loss of power."""
        ...

    def publish(self) -> Path | None:
        """Publish a snapshot for readers and return its folder, None for a store that has none."""
        ...

    def is_published(self) -> bool:
        """Tell whether readers see the documents that the store holds: a killed build leaves them behind."""
        ...

    def close(self) -> None:
        """Release the store, so that another process may write."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...
