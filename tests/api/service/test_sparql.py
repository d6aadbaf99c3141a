import json

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, parse

from tests.factories import helsinki

EVENTS = "SELECT DISTINCT ?e { ?e a ag:Event }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_query_is_answered_in_all_three_ways(client: TestClient) -> None:
    replies = [
        client.get("/sparql", params={"query": EVENTS}),
        client.post("/sparql", data={"query": EVENTS}),
        client.post("/sparql", content=EVENTS, headers={"Content-Type": "application/sparql-query"}),
    ]
    for reply in replies:
        assert reply.status_code == 200
        assert len(reply.json()["results"]["bindings"]) == 4


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_results_come_in_the_wanted_form(client: TestClient, accept: str, media: str) -> None:
    reply = client.get("/sparql", params={"query": EVENTS}, headers={"Accept": accept})
    assert reply.headers["content-type"].startswith(media)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_graphs_come_in_the_wanted_form(client: TestClient, accept: str, form: RdfFormat) -> None:
    query = "CONSTRUCT { ?e a ag:Event } WHERE { ?e a ag:Event }"
    reply = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert len(list(parse(reply.content, form))) == 4


def test_form_that_nobody_offers_is_not_acceptable(client: TestClient) -> None:
    reply = client.get("/sparql", params={"query": EVENTS}, headers={"Accept": "image/png"})
    assert reply.status_code == 406


def test_dataset_parameters_replace_the_union(client: TestClient) -> None:
    only = client.get("/sparql", params={"query": EVENTS, "default-graph-uri": helsinki().document.id})
    assert len(only.json()["results"]["bindings"]) == 3
    named = client.get("/sparql", params={"query": EVENTS, "named-graph-uri": helsinki().document.id})
    assert named.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    "query", ["SELECT", "INSERT DATA { <urn:a> <urn:b> 1 }", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"]
)
def test_bad_query_is_a_problem(client: TestClient, query: str) -> None:
    reply = client.get("/sparql", params={"query": query})
    assert reply.status_code == 400
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["detail"]


def test_runaway_query_is_stopped(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    reply = client.get("/sparql", params={"query": query})
    assert reply.status_code == 503
    assert reply.headers["retry-after"]


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    reply = client.get("/sparql")
    endpoints = [
        q.object for q in parse(reply.content, RdfFormat.TURTLE) if str(q.predicate).endswith("#endpoint>")
    ]
    assert [str(endpoint) for endpoint in endpoints] == ["<http://testserver/sparql>"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"ASK {}", "text/plain", 415),
        (b"\xff", "application/sparql-query", 400),
        (b"", FORM["Content-Type"], 400),
    ],
)
def test_bad_post_is_refused(client: TestClient, content: bytes, kind: str, status: int) -> None:
    assert client.post("/sparql", content=content, headers={"Content-Type": kind}).status_code == status


def test_graph_store_gives_one_graph_or_the_union(client: TestClient) -> None:
    one = client.get("/rdf-graph-store", params={"graph": helsinki().document.id})
    every = client.get("/rdf-graph-store", params={"default": ""})
    assert 0 < len(one.content) < len(every.content)
    assert client.get("/rdf-graph-store", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/rdf-graph-store").status_code == 400
    assert client.get("/rdf-graph-store", params={"graph": "urn:a> } #"}).status_code == 400
    assert client.put("/rdf-graph-store", content=b"").status_code == 405


def test_entity_iri_answers_in_the_wanted_form(client: TestClient) -> None:
    path = "/id/organization/nato"
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    assert "NATO" in turtle.text
    assert json.loads(client.get(path, headers={"Accept": "application/ld+json"}).content)
    page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
    assert page.status_code == 303
    assert client.get("/id/person/nobody", headers={"Accept": "text/turtle"}).status_code == 404
