"""From records to the JSON of the service; docs/api.md describes the shapes."""

from typing import Any

from graph.model import Document, DocumentGraph
from graph.network.network import Network
from graph.network.records import Actor, Edge, Evidence, Path, Subgraph

__all__ = ["actor_json", "document_head", "document_json", "edge_json", "path_json", "subgraph_json"]

Json = dict[str, Any]


def actor_json(actor: Actor, network: Network | None = None) -> Json:
    """Return an actor; with `network`, also its measures and community."""
    data: Json = {
        "id": actor.id,
        "label": actor.label,
        "type": actor.type,
        "aliases": list(actor.aliases),
        "country": actor.country,
        "sector": actor.sector,
        "named": actor.named,
        "links": [{"uri": uri} for uri in actor.links],
        "merged": list(actor.merged),
        "documents": actor.documents,
        "degree": actor.degree,
    }
    if network is not None:
        data["measures"] = {k: round(v.get(actor.id, 0.0), 6) for k, v in network.measures.items()}
        data["community"] = network.communities.get(actor.id)
    return data


def edge_json(edge: Edge) -> Json:
    """Return an edge with all its evidence."""
    first, last = edge.dates
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "type": edge.type,
        "factuality": edge.factuality,
        "weight": edge.weight,
        "documents": edge.documents,
        "first": first,
        "last": last,
        "evidence": [_evidence(e) for e in edge.evidence],
    }


def subgraph_json(part: Subgraph, network: Network | None = None) -> Json:
    """Return a part of the network."""
    return {
        "nodes": [actor_json(a, network) for a in part.nodes],
        "edges": [edge_json(e) for e in part.edges],
        "total": part.total,
        "more": part.more,
    }


def path_json(path: Path) -> Json:
    """Return a path: its nodes, its hops (a list of edges each), and all edges in one list."""
    hops = [[edge_json(e) for e in hop] for hop in path.hops]
    return {"nodes": list(path.nodes), "hops": hops, "edges": [e for hop in hops for e in hop]}


def document_head(graph: DocumentGraph) -> Json:
    """Return a document as it is listed."""
    document: Document = graph.document
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "authors": list(document.authors),
        "url": document.url,
        "language": document.language,
        "entities": len(graph.entities),
        "events": len(graph.events),
        "relations": len(graph.relations),
    }


def document_json(graph: DocumentGraph) -> Json:
    """Return a document with its text and the spans to highlight, in textual order."""
    spans: list[Json] = []
    for entity in graph.entities:
        for mention in entity.mentions:
            spans.append(
                {
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "kind": "mention",
                    "type": entity.type.value,
                    "entity": entity.id,
                    "label": entity.name,
                }
            )
    for event in graph.events:
        spans.append(
            {
                "start": event.trigger.start,
                "end": event.trigger.end,
                "kind": "trigger",
                "type": event.type,
                "event": event.id,
                "factuality": event.factuality.value,
            }
        )
    spans.sort(key=lambda s: (s["start"], -s["end"], s["kind"]))
    return {**document_head(graph), "text": graph.document.text, "spans": spans}


def _evidence(e: Evidence) -> Json:
    return {
        "claim": e.claim,
        "document": e.document,
        "title": e.title,
        "source": e.source,
        "published": e.published,
        "date": e.date,
        "sentence": e.sentence,
        "sentence_start": e.sentence_start,
        "highlights": [
            {"start": h.start, "end": h.end, "role": h.role, "entity": h.entity} for h in e.highlights
        ],
        "factuality": e.factuality,
        "attribution": [{"id": speaker, "label": label} for speaker, label in e.attribution],
        "type": e.type,
        "reports": e.reports,
        "sources": e.sources,
    }
