"""What the service reads: the newest snapshot's documents and network, switched when a newer one appears."""

import threading
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graph.coreference.clusters import Cluster
from graph.coreference.triples import read_clusters, reports_and_sources
from graph.model import DocumentGraph
from graph.network.network import Network
from graph.network.projection import project
from graph.rdf.reader import read_document
from graph.rdf.shape import ag, name
from graph.store.contract import CATALOGUE
from graph.store.oxigraph import current_snapshot

__all__ = ["Snapshot", "Snapshots"]

RESOLUTION = "https://w3id.org/actorgraph/id/graph/resolution"


class Snapshot:
    """One published snapshot: its documents and the network over them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        found = store.quads_for_pattern(None, name("rdf:type"), ag("Document"), NamedNode(CATALOGUE))
        ids = sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode))
        self.documents: dict[str, DocumentGraph] = {node: read_document(store, node) for node in ids}
        merged = store.quads_for_pattern(None, ag("canonical"), None, NamedNode(RESOLUTION))
        self.canonical = {
            q.subject.value: q.object.value
            for q in merged
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        }
        self.clusters: list[Cluster] = read_clusters(store)
        told = reports_and_sources(store, self.clusters)
        self.network = Network(project(self.documents.values(), self.canonical, told))
        self.cluster_of = {member.event: cluster for cluster in self.clusters for member in cluster.members}


class Snapshots:
    """Holds the newest snapshot of the store in `folder`; safe to call from many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._snapshot = Snapshot(Store())

    def current(self) -> Snapshot:
        """Return the newest snapshot, an empty one before the first build."""
        newest = current_snapshot(self._folder)
        with self._lock:
            if newest is not None and newest != self._path:
                self._snapshot = Snapshot(Store.read_only(str(newest)))
                self._path = newest
            return self._snapshot
