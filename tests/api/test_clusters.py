"""Reports of one event, joined over HTTP, with their sources."""

from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.contract import from_contract, to_contract
from graph.ids import minted_iri
from graph.model import DocumentGraph, Factuality
from graph.resolution import resolve
from graph.store.table import open_store
from tests.factories import helsinki


def _again(graph: DocumentGraph) -> DocumentGraph:
    """Return the same text in another paper, where the meeting is denied."""
    document = replace(graph.document, id="https://example.org/copy", source="Another Paper")
    meeting = replace(graph.events[0], id=minted_iri("event", document.id), factuality=Factuality.NEGATED)
    people = tuple(entity for entity in graph.entities if entity.named)
    return from_contract(to_contract(DocumentGraph(document, people, (meeting,))))


def test_service_joins_reports_and_counts_copies_once(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with open_store(str(folder)) as store:
        store.load([(helsinki(), "h1"), (_again(helsinki()), "h2")])
        resolve(store)
        store.publish()
    with TestClient(create_app(Settings(store=folder, query_workers=1))) as client:
        (item,) = client.get("/event-clusters").json()["items"]
        assert [len(item["reports"]), len(item["independent_sources"])] == [2, 1]
        assert item["factualities"] == ["asserted", "negated"]
        assert "2 actors in common" in item["reports"][1]["reason"]
        one = client.get("/event-clusters", params={"event": item["reports"][0]["event"]}).json()
        assert one["items"] == [item]
        assert client.get("/event-clusters", params={"event": "urn:none"}).json()["total"] == 0
