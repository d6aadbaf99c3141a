"""Dyads: who did what to whom, one row for each pair of a source and a target of an event."""

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from graph.coreference.triples import read_clusters
from graph.export.tables import table
from graph.model import DocumentGraph, Event, Participant, Role
from graph.network.network import Network
from graph.plover import plover_category
from graph.rdf.reader import read_document
from graph.rdf.shape import ag, name
from graph.store.contract import CATALOGUE
from ontologies.terms import EVENT_TYPES

__all__ = ["dyads_csv"]

_HEADER = (
    *("date", "published", "source", "source_country", "source_sector"),
    *("target", "target_country", "target_sector", "type", "plover", "cameo_root"),
    *("place", "factuality", "attribution", "quote", "document", "cluster"),
)
_TARGETS = (Role.PATIENT, Role.RECIPIENT, Role.COMPANION)


def dyads_csv(store: Store, network: Network) -> bytes:
    """Return the dyads of all documents as CSV, documents in the order of their IRIs.

    `cluster` is the IRI of the cluster of reports that the event belongs to: rows with the same one tell of one event.
    """
    found = store.quads_for_pattern(None, name("rdf:type"), ag("Document"), NamedNode(CATALOGUE))
    documents = sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))
    clusters = {member.event: cluster.id for cluster in read_clusters(store) for member in cluster.members}
    return table(_HEADER, (row for node in documents for row in _rows(read_document(store, node), clusters)))


def _rows(graph: DocumentGraph, clusters: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    entities = {entity.id: entity for entity in graph.entities}
    for event in graph.events:
        category = plover_category(event)
        for source, target in _pairs(event):
            one, two = entities[source.entity], entities[target.entity]
            yield (
                *(event.time.value if event.time else None, graph.document.published),
                *(one.name, one.country, one.sector, two.name, two.country, two.sector),
                *(event.type, category, " ".join(EVENT_TYPES[category]) if category else None),
                *(entities[event.place].name if event.place else None, event.factuality.value),
                " < ".join(entities[speaker].name for speaker in event.attribution),
                *(event.evidence.text, graph.document.id, clusters.get(event.id)),
            )


def _pairs(event: Event) -> Iterator[tuple[Participant, Participant]]:
    sources = [p for p in event.participants if p.role is Role.AGENT]
    targets = [p for p in event.participants if p.role in _TARGETS]
    for number, source in enumerate(sources):
        for target in targets or sources[number + 1 :]:
            if source.entity != target.entity:
                yield source, target
