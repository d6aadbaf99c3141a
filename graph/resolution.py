"""Resolution: which entity IRIs are one actor. Judgements live in their own graph and can be undone.

Entities of one type that share the accepted external identity are one actor; the canonical IRI is the one that
the most documents use. A negative judgement (`ag:NegativeJudgement` in the judgements graph) keeps two apart.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.ids import minted_iri
from graph.rdf.shape import ag, literal, name
from graph.store.contract import GraphStore

__all__ = ["JUDGEMENTS", "RESOLUTION", "Merge", "merges", "resolve"]

RESOLUTION = "https://w3id.org/actorgraph/id/graph/resolution"
JUDGEMENTS = "https://w3id.org/actorgraph/id/graph/judgements"
_MENTIONED = ag("mentions")


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """One entity merged into its canonical one, and why."""

    entity: str
    canonical: str
    reason: str


def resolve(store: GraphStore) -> list[Merge]:
    """Work out the merges over the whole store and write the resolution graph; return the merges."""
    found = merges(store.quads)
    quads = [quad for merge in found for quad in _quads(merge)]
    store.replace_graph(RESOLUTION, sorted(quads, key=str))
    return found


def merges(quads: Store) -> list[Merge]:
    """Return the merges that links and judgements call for, in order."""
    documents: Counter[str] = Counter()
    for quad in quads.quads_for_pattern(None, _MENTIONED, None, None):
        documents[_value(quad.object)] += 1
    targets: dict[str, Counter[str]] = defaultdict(Counter)
    for quad in quads.quads_for_pattern(None, name("skos:exactMatch"), None, None):
        if documents[_value(quad.subject)]:
            targets[_value(quad.subject)][_value(quad.object)] += 1
    apart = {
        frozenset((_value(quad.subject), _value(quad.object)))
        for quad in quads.quads_for_pattern(None, ag("notSameAs"), None, NamedNode(JUDGEMENTS))
    }
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity, votes in targets.items():
        target = min(votes, key=lambda uri: (-votes[uri], uri))
        kind = entity.rpartition("/")[0]
        groups[(kind, target)].append(entity)
    found = []
    for (_, target), members in groups.items():
        members.sort(key=lambda entity: (-documents[entity], len(entity), entity))
        canonical = members[0]
        for entity in members[1:]:
            if frozenset((entity, canonical)) not in apart:
                found.append(Merge(entity, canonical, f"both are {target}"))
    return sorted(found)


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
