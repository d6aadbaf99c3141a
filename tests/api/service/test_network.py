from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graph.export.table import EXPORTERS
from graph.ids import entity_iri
from tests.factories import helsinki, madrid

JENS = entity_iri("Person", "Jens Stoltenberg")


def test_search_offers_names_as_they_are_typed(client: TestClient) -> None:
    items = client.get("/entities", params={"q": "erdog"}).json()["items"]
    assert [item["label"] for item in items] == ["Recep Tayyip Erdoğan"]


@pytest.mark.parametrize("identifier", ["person/jens-stoltenberg", quote(JENS, safe="")])
def test_entity_shows_positions_links_and_documents(client: TestClient, identifier: str) -> None:
    entity = client.get(f"/entities/{identifier}").json()
    assert entity["label"] == "Jens Stoltenberg"
    assert entity["links"][0]["explanation"] == {"name": "label"}
    (position,) = entity["relations"]
    assert (position["value"], position["label"], position["current"]) == ("Secretary General", "NATO", True)
    assert [d["id"] for d in entity["mentioned_in"]] == [helsinki().document.id]


def test_every_edge_of_the_neighbourhood_leads_to_its_sentence(client: TestClient) -> None:
    part = client.get("/entities/organization/nato/neighbours", params={"depth": 2}).json()
    texts = {graph.document.id: graph.document.text for graph in (helsinki(), madrid())}
    assert part["edges"]
    for edge in part["edges"]:
        for report in edge["evidence"]:
            start = report["sentence_start"]
            assert texts[report["document"]][start : start + len(report["sentence"])] == report["sentence"]


def test_filters_reach_the_network(client: TestClient) -> None:
    part = client.get("/network", params={"factuality": "negated", "by": "pagerank"}).json()
    assert {edge["factuality"] for edge in part["edges"]} == {"negated"}
    assert all("pagerank" in node["measures"] for node in part["nodes"])


def test_paths_show_every_hop(client: TestClient) -> None:
    params = {"from": "person/jens-stoltenberg", "to": entity_iri("Person", "Recep Tayyip Erdoğan")}
    found = client.get("/paths", params=params).json()
    assert len(found["paths"][0]["hops"]) == 2
    assert {node["id"] for node in found["nodes"]} >= set(found["paths"][0]["nodes"])


def test_events_filter_by_actor_and_type(client: TestClient) -> None:
    items = client.get("/events", params={"actor": "organization/nato", "event_type": "THREATEN"}).json()[
        "items"
    ]
    assert [item["factuality"] for item in items] == ["negated"]
    assert client.get("/events", params={"document": "urn:none"}).status_code == 404


def test_documents_list_newest_first_and_open(client: TestClient) -> None:
    items = client.get("/documents").json()["items"]
    assert [item["published"] for item in items] == ["2023-02-28", "2022-06-28"]
    document = client.get(f"/documents/{quote(items[0]['id'], safe='')}").json()
    for span in document["spans"]:
        assert document["text"][span["start"] : span["end"]]
    graph = client.get(f"/documents/{quote(items[0]['id'], safe='')}", params={"form": "graph"}).json()
    assert len(graph["events"]) == 3
    assert client.get("/documents/none").status_code == 404


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_exports_are_files(client: TestClient, name: str) -> None:
    reply = client.get("/export", params={"format": name})
    assert reply.status_code == 200
    assert EXPORTERS[name].filename in reply.headers["content-disposition"]


def test_unknown_export_names_the_known_ones(client: TestClient) -> None:
    assert "gexf" in client.get("/export", params={"format": "pdf"}).json()["detail"]


def test_health_counts_what_is_served(client: TestClient) -> None:
    assert client.get("/healthz").json()["documents"] == 2
