"""Clusters of reports in the store: a named graph of their own, written anew at each publication.

Each event of a cluster is `ag:reportOf` it, with a match that holds the reason; the cluster counts the documents that
report the event and the independent sources among them; a document that is of one source with an earlier one is
`ag:sameSourceAs` it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.coreference.clusters import Cluster, Member, coreferent_events
from graph.coreference.reports import read_reports
from graph.ids import minted_iri
from graph.judgements import judgements
from graph.rdf.shape import ag, iri, literal, name
from graph.sources import independent_sources
from graph.store.contract import GraphStore
from ontologies.terms import TYPES_NS

__all__ = ["EVENT_CLUSTERS", "join_reports", "read_clusters", "reports_and_sources", "sources_of"]

EVENT_CLUSTERS = "https://w3id.org/actorgraph/id/graph/event-clusters"
_GRAPH = NamedNode(EVENT_CLUSTERS)


def join_reports(store: GraphStore, canonical: Mapping[str, str]) -> list[Cluster]:
    """Join the reports of the whole store, write the graph of clusters and return them.

    `canonical` maps merged entity IRIs to the one that stands for them.
    """
    reports = read_reports(store.quads, canonical)
    clusters = coreferent_events(reports, judgements(store.quads))
    documents = {report.source.document.id: report.source.document for report in reports}
    used = sorted({document for cluster in clusters for document in cluster.documents})
    sources = independent_sources([documents[document] for document in used])
    store.replace_graph(EVENT_CLUSTERS, sorted(_quads(clusters, sources), key=str))
    return clusters


def read_clusters(quads: Store) -> list[Cluster]:
    """Return the clusters that were written, in order."""
    reasons = {}
    for quad in quads.quads_for_pattern(None, ag("matched"), None, _GRAPH):
        reasons[_value(quad.object)] = _one(quads, quad.subject, name("rdfs:comment"))
    members: dict[str, list[Member]] = defaultdict(list)
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for quad in quads.quads_for_pattern(None, ag("reportOf"), None, _GRAPH):
        event, node = _value(quad.subject), _value(quad.object)
        document = _one(quads, quad.subject, name("prov:wasDerivedFrom"))
        members[node].append(Member(event, document, reasons.get(event, "")))
        types[node][_one(quads, quad.subject, ag("eventType")).removeprefix(TYPES_NS)] += 1
    return [Cluster.of(found, types[node]) for node, found in sorted(members.items())]


def sources_of(quads: Store, documents: Sequence[str]) -> list[list[str]]:
    """Return `documents`, all of them in clusters, in groups, one for each independent source, in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for document in sorted(documents):
        groups[_one(quads, NamedNode(document), ag("sameSourceAs")) or document].append(document)
    return list(groups.values())


def reports_and_sources(quads: Store, clusters: Sequence[Cluster]) -> dict[str, tuple[int, int]]:
    """Return for each event of the clusters how many documents, and how many independent sources, report it."""
    return {
        member.event: (len(cluster.documents), len(sources_of(quads, cluster.documents)))
        for cluster in clusters
        for member in cluster.members
    }


def _quads(clusters: Sequence[Cluster], sources: Sequence[Sequence[str]]) -> Iterator[Quad]:
    source = {document: group[0] for group in sources for document in group}
    for document, first in source.items():
        if document != first:
            yield Quad(iri(document), ag("sameSourceAs"), iri(first), _GRAPH)
    for cluster in clusters:
        node = NamedNode(cluster.id)
        count = len({source[document] for document in cluster.documents})
        yield Quad(node, name("rdf:type"), ag("EventCluster"), _GRAPH)
        yield Quad(node, ag("reportCount"), literal(len(cluster.documents)), _GRAPH)
        yield Quad(node, ag("sourceCount"), literal(count), _GRAPH)
        for member in cluster.members:
            event, match = iri(member.event), NamedNode(minted_iri("match", member.event, cluster.id))
            yield Quad(event, ag("reportOf"), node, _GRAPH)
            yield Quad(match, name("rdf:type"), ag("Match"), _GRAPH)
            yield Quad(match, ag("matched"), event, _GRAPH)
            yield Quad(match, ag("into"), node, _GRAPH)
            yield Quad(match, ag("status"), ag("accepted"), _GRAPH)
            yield Quad(match, name("rdfs:comment"), literal(member.reason), _GRAPH)


def _one(quads: Store, subject: object, predicate: NamedNode) -> str:
    found = next(quads.quads_for_pattern(subject, predicate, None, None), None)  # type: ignore[arg-type]
    return "" if found is None else _value(found.object)


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
