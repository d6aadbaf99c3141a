"""Coreferent events: reports of one event in several documents, with their sources and who says what."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.dependencies import SnapshotDep
from api.snapshot import Snapshot
from graph.coreference.clusters import Cluster
from graph.coreference.figures import differ, figures
from graph.coreference.triples import sources_of

__all__ = ["router"]

router = APIRouter(tags=["network"])
Json = dict[str, Any]


@router.get("/event-clusters", operation_id="list_event_clusters")
def clusters(
    snapshot: SnapshotDep,
    event: Annotated[str | None, Query(description="IRI of an event: only its cluster")] = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Json:
    """Return reports of one event joined across documents, most independent sources first."""
    if event is None:
        chosen = snapshot.clusters
    else:
        chosen = [snapshot.cluster_of[event]] if event in snapshot.cluster_of else []
    items = [_cluster(cluster, snapshot) for cluster in chosen]
    items.sort(key=lambda item: (-len(item["independent_sources"]), -len(item["reports"]), item["id"]))
    return {"items": items[offset : offset + limit], "total": len(items)}


def _cluster(cluster: Cluster, snapshot: Snapshot) -> Json:
    graphs = {document: snapshot.documents[document] for document in cluster.documents}
    names = {entity.id: entity.name for graph in graphs.values() for entity in graph.entities}
    events = {event.id: event for graph in graphs.values() for event in graph.events}
    reports = []
    for member in cluster.members:
        event, document = events[member.event], graphs[member.document].document
        reports.append(
            {
                "event": event.id,
                "document": document.id,
                "title": document.title,
                "source": document.source,
                "published": document.published,
                "type": event.type,
                "factuality": event.factuality.value,
                "attribution": [names[node] for node in event.attribution],
                "time": event.time.value if event.time else None,
                "figures": [figure.words for figure in figures(event)],
                "sentence": event.evidence.text,
                "sentence_start": event.evidence.start,
                "reason": member.reason,
            }
        )
    return {
        "id": cluster.id,
        "type": cluster.type,
        "reports": reports,
        "documents": len(cluster.documents),
        "independent_sources": sources_of(snapshot.store, cluster.documents),
        "factualities": sorted({report["factuality"] for report in reports}),
        "figures_differ": differ(figures(events[member.event]) for member in cluster.members),
    }
