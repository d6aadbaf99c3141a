"""Examples in the OpenAPI description: true answers of the service over the pieces of examples/, lists shortened.

The requests stand here, the answers in openapi-examples.json; `python -m api.examples STORE` writes them anew from a
store that `actorgraph build examples` has built.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

__all__ = ["ANSWERS", "REQUESTS", "Example", "answers", "install", "problem_example", "shortened"]

ANSWERS = Path(__file__).with_name("openapi-examples.json")
_LONGEST_LIST, _LONGEST_TEXT = 2, 900
_LAST = {"list_merges", "remove_document", "undo_merge"}
_QUERY = (
    "PREFIX ag: <https://w3id.org/actorgraph/ns#>\n"
    "SELECT ?person ?title WHERE { ?person ag:holdsPosition ?title } ORDER BY ?person ?title LIMIT 2"
)
_TEXT = "Finland joined NATO on April 4, 2023. President Sauli Niinisto thanked Jens Stoltenberg in Brussels."
_DOCUMENT = {"id": "finland-joins", "text": _TEXT, "published": "2023-04-05", "source": "Example Wire"}


@dataclass(frozen=True, slots=True)
class Example:
    """A request: values of path and query parameters, headers, and a body by media type; `status` of the answer."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    media_type: str = "application/json"


REQUESTS: dict[str, Example] = {
    "sparql_get": Example({"query": _QUERY}, media_type="application/sparql-results+json"),
    "sparql_post": Example(
        bodies={"application/sparql-query": _QUERY, "application/x-www-form-urlencoded": {"query": _QUERY}},
        media_type="application/sparql-results+json",
    ),
    "graph_store_get": Example(
        {"graph": "https://w3id.org/actorgraph/id/document/finland-joins"},
        {"Accept": "text/turtle"},
        media_type="text/turtle",
    ),
    "list_queries": Example(),
    "search_entities": Example({"q": "biden", "type": ["Person"], "limit": 2}),
    "entity_neighbours": Example(
        {"identifier": "person/joe-biden", "depth": 1, "limit": 3, "factuality": ["asserted"]}
    ),
    "get_entity": Example({"identifier": "person/joe-biden"}),
    "network": Example({"by": "pagerank", "limit": 3}),
    "paths": Example({"from": "person/joe-biden", "to": "person/volodymyr-zelensky", "k": 1}),
    "list_events": Example({"actor": "person/joe-biden", "event_type": ["CONSULT"], "limit": 2}),
    "list_merges": Example({"entity": "person/joe-biden"}),
    "judge_merge": Example(
        headers={"Authorization": "Bearer TOKEN"},
        bodies={
            "application/json": {
                "one": "person/joe-biden",
                "other": "person/volodymyr-zelensky",
                "same": False,
                "why": "two presidents",
            }
        },
        status=201,
    ),
    "undo_merge": Example(
        {"one": "person/joe-biden", "other": "person/volodymyr-zelensky"}, {"Authorization": "Bearer TOKEN"}
    ),
    "list_event_clusters": Example({"limit": 2}),
    "list_documents": Example({"limit": 2}),
    "add_document": Example(
        headers={"Authorization": "Bearer TOKEN"},
        bodies={"application/json": _DOCUMENT, "text/plain": _TEXT, "text/html": f"<p>{_TEXT}</p>"},
        status=201,
    ),
    "get_document": Example({"identifier": "finland-joins", "form": "page"}),
    "remove_document": Example(
        {"identifier": "finland-joins"}, {"Authorization": "Bearer TOKEN"}, status=204, media_type=""
    ),
    "export": Example({"format": "dyads"}, media_type="text/csv"),
    "health": Example(),
    "dereference": Example({"path": "person/joe-biden"}, {"Accept": "text/turtle"}, media_type="text/turtle"),
}
"""One request for each operation, by its id."""


def problem_example() -> dict[str, object]:
    """Return the shape of every error."""
    return {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "q: at most 200 characters",
    }


@cache
def answers() -> dict[str, Any]:
    """Return the stored answers by operation id."""
    found: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return found


def shortened(value: Any) -> Any:
    """Return an answer with its lists and long texts cut, as the description shows it."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[:_LONGEST_LIST]]
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return value[:_LONGEST_TEXT].rsplit("\n", 1)[0]
    return value


def install(app: FastAPI) -> None:
    """Let `app` describe itself with an example of every request and answer."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            for methods in schema["paths"].values():
                for operation in methods.values():
                    _illustrate(operation, REQUESTS[operation["operationId"]])
            app.openapi_schema = schema
        return app.openapi_schema

    described_as: Callable[[], dict[str, Any]] = described
    app.openapi = described_as  # type: ignore[method-assign]  # FastAPI's documented way


def _illustrate(operation: dict[str, Any], example: Example) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["name"] in example.parameters:
            parameter["example"] = example.parameters[parameter["name"]]
    if example.bodies:
        content = {
            kind: {"schema": {"type": "string"}, "example": body} for kind, body in example.bodies.items()
        }
        for kind, media in content.items():
            if not isinstance(example.bodies[kind], str):
                media["schema"] = {"type": "object"}
        operation["requestBody"] = {"required": True, "content": content}
    if example.media_type:
        answer = operation["responses"].setdefault(str(example.status), {"description": "Success"})
        answer["content"] = {
            example.media_type: {"schema": {}, "example": answers()[operation["operationId"]]},
        }
    problem = {"schema": {"type": "object"}, "example": problem_example()}
    operation["responses"].pop("422", None)
    operation["responses"]["4XX"] = {
        "description": "What is wrong, and where",
        "content": {"application/problem+json": problem},
    }


def _write(store: Path) -> None:
    # Imported here: the application imports this module.
    from fastapi.testclient import TestClient

    from api.app import create_app
    from api.settings import Settings

    app = create_app(Settings(store=store, token="TOKEN"))  # noqa: S106 - the token of the examples
    routes = {
        operation["operationId"]: (method, path)
        for path, methods in get_openapi(title="", version="", routes=app.routes)["paths"].items()
        for method, operation in methods.items()
    }
    found: dict[str, Any] = {}
    order = sorted(REQUESTS, key=lambda name: (name in _LAST, name != "add_document", name))
    with TestClient(app) as client:
        for name in order:
            example = REQUESTS[name]
            method, path = routes[name]
            inside = {key: value for key, value in example.parameters.items() if "{" + key in path}
            for key, value in inside.items():
                path = path.replace("{" + key + "}", str(value)).replace("{" + key + ":path}", str(value))
            query = {key: value for key, value in example.parameters.items() if key not in inside}
            body = next(iter(example.bodies.items()), None)
            headers = {**example.headers, **({"Content-Type": body[0]} if body else {})}
            content = (body[1] if isinstance(body[1], str) else json.dumps(body[1])) if body else None
            reply = client.request(method, path, params=query, headers=headers, content=content)
            if reply.status_code != example.status:
                raise SystemExit(f"{name}: {reply.status_code} {reply.text[:300]}")
            if example.media_type:
                text = reply.headers["content-type"].partition(";")[0]
                found[name] = shortened(reply.json() if text.endswith("json") else reply.text)
    ANSWERS.write_text(
        json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
