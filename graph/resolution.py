"""Resolution: which entity IRIs are one actor. Judgements live in their own graph and can be undone.

Entities of one type that share the accepted external identity, or that a user judged to be the same, are one actor;
the canonical IRI is the one that the most documents use. A negative judgement keeps two apart (`graph.judgements`).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.coreference.triples import join_reports
from graph.ids import minted_iri
from graph.judgements import judgements
from graph.rdf.shape import ag, literal, name
from graph.store.contract import GraphStore

__all__ = ["RESOLUTION", "Merge", "merges", "resolve"]

RESOLUTION = "https://w3id.org/actorgraph/id/graph/resolution"
_MENTIONED = ag("mentions")


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """One entity merged into its canonical one, and why."""

    entity: str
    canonical: str
    reason: str


def resolve(store: GraphStore) -> list[Merge]:
    """Work out the merges over the whole store and write the resolution graph; return the merges.

    Then reports of one event are joined under the merged actors (`graph.coreference`).
    """
    found = merges(store.quads)
    quads = [quad for merge in found for quad in _quads(merge)]
    store.replace_graph(RESOLUTION, sorted(quads, key=str))
    join_reports(store, {merge.entity: merge.canonical for merge in found})
    return found


def merges(quads: Store) -> list[Merge]:
    """Return the merges that links and judgements call for, in order.

    What a user judged goes before links, and a negative judgement before all: no two entities that are kept
    apart come into one group, by whatever way.
    """
    documents: Counter[str] = Counter()
    for quad in quads.quads_for_pattern(None, _MENTIONED, None, None):
        documents[_value(quad.object)] += 1
    targets: dict[str, Counter[str]] = defaultdict(Counter)
    for quad in quads.quads_for_pattern(None, name("skos:exactMatch"), None, None):
        if documents[_value(quad.subject)]:
            targets[_value(quad.subject)][_value(quad.object)] += 1
    judged = judgements(quads)
    clusters = _Clusters([(item.one, item.other) for item in judged if not item.same])
    for item in judged:
        if item.same and documents[item.one] and documents[item.other]:
            why = f": {item.why}" if item.why else ""
            clusters.join(item.one, item.other, f"judged the same{why}")
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity, votes in targets.items():
        target = min(votes, key=lambda uri: (-votes[uri], uri))
        groups[(entity.rpartition("/")[0], target)].append(entity)

    def rank(entity: str) -> tuple[int, int, str]:
        return -documents[entity], len(entity), entity

    for (_, target), members in sorted(groups.items()):
        members.sort(key=rank)
        heads = members[:1]
        for entity in members[1:]:
            if not any(clusters.join(entity, head, f"both are {target}") for head in heads):
                heads.append(entity)
    found = []
    for cluster in clusters.all():
        canonical = min(cluster, key=rank)
        found += [Merge(e, canonical, clusters.reason(e)) for e in cluster if e != canonical]
    return sorted(found)


class _Clusters:
    """Entities joined step by step, never across a pair that is kept apart."""

    def __init__(self, apart: list[tuple[str, str]]) -> None:
        self._apart = apart
        self._of: dict[str, set[str]] = {}
        self._reasons: dict[str, dict[str, None]] = defaultdict(dict)

    def join(self, one: str, other: str, reason: str) -> bool:
        """Join the clusters of two entities unless a pair between them is kept apart; tell whether they are one."""
        first, second = self._of.get(one, {one}), self._of.get(other, {other})
        if any((a in first and b in second) or (b in first and a in second) for a, b in self._apart):
            return False
        if first is not second:
            first |= second
            for entity in first:
                self._of[entity] = first
        self._reasons[one][reason] = self._reasons[other][reason] = None
        return True

    def all(self) -> list[set[str]]:
        """Return the clusters, each once."""
        return list({id(cluster): cluster for cluster in self._of.values()}.values())

    def reason(self, entity: str) -> str:
        """Return all reasons for which an entity was joined to others."""
        return "; ".join(self._reasons[entity])


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)


def _quads(merge: Merge) -> list[Quad]:
    graph = NamedNode(RESOLUTION)
    entity, canonical = NamedNode(merge.entity), NamedNode(merge.canonical)
    node = NamedNode(minted_iri("match", merge.entity, merge.canonical))
    return [
        Quad(entity, ag("canonical"), canonical, graph),
        Quad(node, name("rdf:type"), ag("Match"), graph),
        Quad(node, ag("matched"), entity, graph),
        Quad(node, ag("into"), canonical, graph),
        Quad(node, ag("status"), ag("accepted"), graph),
        Quad(node, name("rdfs:comment"), literal(merge.reason), graph),
    ]
