"""Entities and the network: search, neighbours, paths, measures, events."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.dependencies import FiltersDep, SnapshotDep
from api.merges import merges_json
from api.wire import actor_json, path_json, subgraph_json
from graph.contract import to_contract
from graph.errors import NotFoundError
from graph.ids import BASE
from graph.model import Value

__all__ = ["router"]

router = APIRouter(tags=["network"])
Json = dict[str, Any]


def _iri(identifier: str) -> str:
    return identifier if "://" in identifier else BASE + identifier


@router.get("/entities", operation_id="search_entities")
def search(
    snapshot: SnapshotDep,
    q: Annotated[str, Query(max_length=200, examples=["Austin"])] = "",
    type_: Annotated[list[str] | None, Query(alias="type")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 12,
) -> Json:
    """Return entities whose name or alias holds `q`, best first."""
    found = snapshot.network.search(q, types=type_ or (), limit=limit)
    return {"items": [actor_json(actor) for actor in found], "total": len(found)}


@router.get("/entities/{identifier:path}/neighbours", operation_id="entity_neighbours")
def neighbours(
    identifier: str,
    snapshot: SnapshotDep,
    filters: FiltersDep,
    depth: Annotated[int, Query(ge=1, le=3)] = 1,
    limit: Annotated[int, Query(ge=1, le=2000)] = 60,
) -> Json:
    """Return the ego network of an entity."""
    part = snapshot.network.neighbours(_iri(identifier), filters, depth=depth, limit=limit)
    return subgraph_json(part)


@router.get("/entities/{identifier:path}", operation_id="get_entity")
def entity(identifier: str, snapshot: SnapshotDep) -> Json:
    """Return an entity with its links, its relations and the documents that mention it."""
    actor = snapshot.network.actor(_iri(identifier))
    ids = {actor.id, *actor.merged}
    links: dict[str, Json] = {}
    relations: list[Json] = []
    documents: list[Json] = []
    for graph in snapshot.documents.values():
        names = {e.id: e.name for e in graph.entities}
        if not ids & names.keys():
            continue
        documents.append({"id": graph.document.id, "title": graph.document.title})
        for item in graph.entities:
            if item.id in ids:
                for link in item.links:
                    links.setdefault(
                        link.uri,
                        {
                            "uri": link.uri,
                            "label": link.label,
                            "score": link.score,
                            "explanation": dict(link.explanation),
                        },
                    )
        for fact in graph.relations:
            if fact.subject in ids:
                literal = isinstance(fact.object, Value)
                target = fact.organization if isinstance(fact.object, Value) else fact.object
                relations.append(
                    {
                        "predicate": fact.predicate,
                        "value": fact.object.text if isinstance(fact.object, Value) else None,
                        "object": target,
                        "label": names.get(target) if target else None,
                        "current": fact.current if literal else None,
                        "factuality": fact.factuality.value,
                        "document": graph.document.id,
                        "sentence": fact.evidence.text,
                    }
                )
    data = actor_json(actor, snapshot.network)
    same = merges_json(snapshot.store, ids)
    return {**data, **same, "links": list(links.values()), "relations": relations, "mentioned_in": documents}


@router.get("/network", operation_id="network")
def network(
    snapshot: SnapshotDep,
    filters: FiltersDep,
    by: Annotated[str, Query(pattern="^(degree|pagerank|betweenness)$")] = "degree",
    limit: Annotated[int, Query(ge=1, le=2000)] = 60,
) -> Json:
    """Return the top actors by a measure over asserted edges, with the edges among them."""
    return subgraph_json(snapshot.network.top(filters, by=by, limit=limit), snapshot.network)


@router.get("/paths", operation_id="paths")
def paths(
    snapshot: SnapshotDep,
    filters: FiltersDep,
    start: Annotated[str, Query(alias="from", examples=["person/lloyd-austin"])],
    to: Annotated[str, Query(examples=["person/sergei-shoigu"])],
    k: Annotated[int, Query(ge=1, le=10)] = 3,
) -> Json:
    """Return up to `k` shortest paths between two entities, each hop with its quotes."""
    found = snapshot.network.paths(_iri(start), _iri(to), k=k, filters=filters)
    ids = dict.fromkeys(node for path in found for node in path.nodes)
    return {
        "nodes": [actor_json(snapshot.network.actors[node]) for node in ids],
        "paths": [path_json(path) for path in found],
    }


@router.get("/events", operation_id="list_events")
def events(
    snapshot: SnapshotDep,
    filters: FiltersDep,
    actor: Annotated[str | None, Query(description="an entity that takes part")] = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Json:
    """Return events with participants, place, time, factuality, attribution and evidence."""
    ids: set[str] | None = None
    if actor is not None:
        node = snapshot.network.actor(_iri(actor))
        ids = {node.id, *node.merged}
    items: list[Json] = []
    for document, graph in snapshot.documents.items():
        if filters.document is not None and filters.document != document:
            continue
        names = {e.id: e.name for e in graph.entities}
        for event in to_contract(graph)["events"]:
            taking_part = {p["entity"] for p in event["participants"]} | {event["place"]}
            fits = not filters.events or event["type"] in filters.events
            fits = fits and (not filters.factuality or event["factuality"] in filters.factuality)
            if fits and (ids is None or ids & taking_part):
                for part in event["participants"]:
                    part["label"] = names.get(part["entity"])
                items.append({**event, "document": document, "published": graph.document.published})
    if filters.document is not None and filters.document not in snapshot.documents:
        raise NotFoundError(f"no document {filters.document} in the graph")
    return {"items": items[offset : offset + limit], "total": len(items)}
