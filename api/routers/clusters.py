"""Coreferent events: reports of one event in several documents, with their sources and who says what."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.dependencies import SnapshotDep
from api.snapshot import Snapshot
from graph.coreference import Cluster
from graph.sources import independent_sources

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
    items = [
        _cluster(cluster, snapshot)
        for cluster in snapshot.event_clusters
        if event is None or any(report.event.id == event for report in cluster.reports)
    ]
    items.sort(key=lambda item: (-len(item["independent_sources"]), -len(item["reports"]), item["id"]))
    return {"items": items[offset : offset + limit], "total": len(items)}


def _cluster(cluster: Cluster, snapshot: Snapshot) -> Json:
    graphs = {report.document: snapshot.documents[report.document] for report in cluster.reports}
    names = {entity.id: entity.name for graph in graphs.values() for entity in graph.entities}
    reports = []
    for report, reason in zip(cluster.reports, ("", *cluster.reasons), strict=True):
        event = report.event
        reports.append(
            {
                "event": event.id,
                "document": report.document,
                "source": graphs[report.document].document.source,
                "factuality": event.factuality.value,
                "attribution": [names[node] for node in event.attribution],
                "time": event.time.value if event.time else None,
                "sentence": event.evidence.text,
                "reason": reason,
            }
        )
    return {
        "id": cluster.id,
        "type": cluster.reports[0].event.type,
        "reports": reports,
        "independent_sources": independent_sources([graph.document for graph in graphs.values()]),
        "factualities": sorted({report["factuality"] for report in reports}),
    }
