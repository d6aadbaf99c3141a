"""Every route is shown with a request and a true answer."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.examples import REQUESTS, answers

_BARE = {"list_queries", "health"}
"""Operations that take nothing."""


@pytest.fixture(scope="module")
def operations(client: TestClient) -> dict[str, dict[str, Any]]:
    paths = client.get("/openapi.json").json()["paths"]
    return {
        operation["operationId"]: operation for methods in paths.values() for operation in methods.values()
    }


def test_every_operation_has_an_example_and_no_example_is_left_over(
    operations: dict[str, dict[str, Any]],
) -> None:
    assert operations.keys() == REQUESTS.keys()


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_operation_shows_request_answer_and_error(operations: dict[str, dict[str, Any]], name: str) -> None:
    operation = operations[name]
    shown = [parameter for parameter in operation.get("parameters", []) if "example" in parameter]
    assert shown or "requestBody" in operation or name in _BARE
    assert {p["name"] for p in shown} >= {
        p["name"] for p in operation.get("parameters", []) if p["in"] == "path"
    }
    assert operation["responses"]["4XX"]["content"]["application/problem+json"]["example"]["detail"]
    answer = operation["responses"][str(REQUESTS[name].status)]
    if REQUESTS[name].media_type:
        assert answer["content"][REQUESTS[name].media_type]["example"] == answers()[name]


def _keys(value: Any) -> set[str]:
    """Return the paths of keys in a JSON value; lists count by their first item."""
    if isinstance(value, dict):
        return {
            f"{key}{'.' if inner else ''}{inner}" for key in value for inner in (_keys(value[key]) or {""})
        }
    return _keys(value[0]) if isinstance(value, list) and value else set()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("health", "/healthz"),
        ("search_entities", "/entities?q=jens"),
        ("list_documents", "/documents"),
        ("list_events", "/events"),
        ("list_queries", "/queries"),
        ("network", "/network?by=pagerank"),
    ],
)
def test_stored_answers_have_the_shape_of_fresh_ones(client: TestClient, name: str, path: str) -> None:
    fresh, stored = client.get(path).json(), answers()[name]
    assert fresh.keys() == stored.keys()
    for key in ("items", "nodes"):
        if key in stored:
            assert fresh[key][0].keys() == stored[key][0].keys()
    assert _keys(stored)


def test_hostile_names_are_quoted_when_an_iri_leads_to_the_page(client: TestClient) -> None:
    reply = client.get(
        "/id/person/recep-tayyip-erdoğan", headers={"Accept": "text/html"}, follow_redirects=False
    )
    location = reply.headers.get("location", "")
    assert reply.status_code in (303, 404)
    assert location.isascii()
    for path in ("/id/person/a%22b", "/id/person/%3Cscript%3E", "/id/person/a%0d%0ab"):
        reply = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
        assert reply.status_code == 404
        assert reply.headers["content-type"] == "application/problem+json"
