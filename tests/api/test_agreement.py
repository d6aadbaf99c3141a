"""SPARQL, traversal, the service and the exports say the same: one store, asked in every way."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.resolution import RESOLUTION
from tests.api.cli.test_commands import run

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("2022-11-14-burns-naryshkin.txt", "2023-04-04-finland-nato.txt", "2023-06-24-wagner.txt")
CANONICAL = f"""
  OPTIONAL {{ GRAPH <{RESOLUTION}> {{ ?raw ag:canonical ?merged }} }}
  BIND(COALESCE(?merged, ?raw) AS ?actor)
"""
Claim = tuple[str, frozenset[str], str]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("agreement") / "store"
    run("build", *(EXAMPLES / name for name in NAMES), "--store", folder)
    with TestClient(create_app(Settings(store=folder, query_workers=1))) as client:
        yield client


def _rows(client: TestClient, query: str) -> list[dict[str, str]]:
    answer = client.get(
        "/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"}
    )
    assert answer.status_code == 200, answer.text
    return [{k: v["value"] for k, v in row.items()} for row in answer.json()["results"]["bindings"]]


@pytest.fixture(scope="module")
def asked(client: TestClient) -> set[Claim]:
    """The claims between two actors, by SPARQL: events' participants and places, relations' subjects and objects."""
    together: dict[tuple[str, str], dict[str, str]] = {}
    for row in _rows(
        client,
        "SELECT DISTINCT ?event ?fact ?actor ?role WHERE { ?event ag:eventType ?type ; ag:factuality ?fact ."
        " { ?event ag:participation [ ag:participant ?raw ; ag:role ?role ] } UNION"
        f" {{ ?event ag:place ?raw BIND(ag:place AS ?role) }} {CANONICAL} }}",
    ):
        roles = together.setdefault((row["event"], row["fact"].rpartition("#")[2]), {})
        roles.setdefault(row["actor"], row["role"].rpartition("#")[2])
    claims = {
        (event, frozenset(pair), fact)
        for (event, fact), roles in together.items()
        for pair in combinations(sorted(roles), 2)
        if roles[pair[0]] != roles[pair[1]] or roles[pair[0]] == "agent"
    }
    relations = _rows(
        client,
        "SELECT DISTINCT ?claim ?fact ?one ?two WHERE { ?claim a ag:Statement ; ag:factuality ?fact ;"
        " rdf:subject ?s . { ?claim rdf:object ?o FILTER(isIRI(?o)) } UNION { ?claim ag:organization ?o }"
        f" OPTIONAL {{ GRAPH <{RESOLUTION}> {{ ?s ag:canonical ?ms }} }}"
        f" OPTIONAL {{ GRAPH <{RESOLUTION}> {{ ?o ag:canonical ?mo }} }}"
        " BIND(COALESCE(?ms, ?s) AS ?one) BIND(COALESCE(?mo, ?o) AS ?two) FILTER(?one != ?two) }",
    )
    claims |= {(r["claim"], frozenset((r["one"], r["two"])), r["fact"].rpartition("#")[2]) for r in relations}
    assert len(claims) > 50
    return claims


def test_traversal_walks_the_claims_that_sparql_tells(client: TestClient, asked: set[Claim]) -> None:
    actors = client.get("/network", params={"limit": 500}).json()["nodes"]
    walked: set[Claim] = set()
    for actor in actors:
        path = actor["id"].partition("/id/")[2]
        part = client.get(f"/entities/{path}/neighbours", params={"limit": 2000}).json()
        walked |= {
            (report["claim"], frozenset((edge["source"], edge["target"])), edge["factuality"])
            for edge in part["edges"]
            for report in edge["evidence"]
        }
    assert walked == asked


def test_exports_hold_the_claims_that_sparql_tells(client: TestClient, asked: set[Claim]) -> None:
    expected = Counter((pair, fact) for _, pair, fact in asked)
    archive = zipfile.ZipFile(io.BytesIO(client.get("/export", params={"format": "csv"}).content))
    rows = csv.DictReader(io.StringIO(archive.read("edges.csv").decode("utf-8")))
    tables: Counter[tuple[frozenset[str], str]] = Counter()
    for row in rows:
        tables[frozenset((row["source"], row["target"])), row["factuality"]] += int(row["weight"])
    assert tables == expected
    gexf = ElementTree.fromstring(client.get("/export", params={"format": "gexf"}).content)  # noqa: S314 - our own
    edges = gexf.findall(".//{*}edge")
    assert {frozenset((e.attrib["source"], e.attrib["target"])) for e in edges} == {
        pair for pair, _ in expected
    }


def test_actors_are_those_of_sparql(client: TestClient) -> None:
    query = f"""SELECT DISTINCT ?actor WHERE {{
      GRAPH ?document {{ ?raw a ?type ; ag:mentions|^ag:mentions ?any }} FILTER(STRSTARTS(STR(?raw), "https://w3id.org/actorgraph/id/"))
      FILTER(?type IN (ag:Person, ag:Organization, ag:Location, ag:NamedEvent)) {CANONICAL} }}"""
    told = {row["actor"] for row in _rows(client, query)}
    archive = zipfile.ZipFile(io.BytesIO(client.get("/export", params={"format": "csv"}).content))
    rows = csv.DictReader(io.StringIO(archive.read("nodes.csv").decode("utf-8")))
    assert {row["id"] for row in rows} == told
