"""A service with a handful of claims, in the shapes that the page reads, to test the page by itself."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint

Json = dict[str, Any]

BASE = "https://w3id.org/actorgraph/id/"
HOSTILE = "<img src=x onerror=window.hostile=1> & Sons"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)

# The sign before the names takes one code point and two UTF-16 units.
TEXT = (
    "🇫🇮 Jens Stoltenberg met Sauli Niinistö in Helsinki. "
    "A Finnish official denied that Finland had threatened NATO, Sauli Niinistö said. "
    "NATO plans to support Finland."
)


def _entity(kind: str, label: str, *, named: bool = True, degree: int = 1) -> Json:
    slug = label.lower().replace(" ", "-")
    return {
        "id": f"{BASE}{kind.lower()}/{slug}",
        "label": label,
        "type": kind,
        "aliases": [label.split()[-1]],
        "named": named,
        "links": [],
        "documents": 1,
        "degree": degree,
    }


STOLTENBERG = _entity("Person", "Jens Stoltenberg")
NIINISTO = _entity("Person", "Sauli Niinistö", degree=2)
OFFICIAL = _entity("Person", "a Finnish official", named=False)
NATO = _entity("Organization", "NATO")
FINLAND = _entity("Location", "Finland", degree=4)
EVIL = _entity("Organization", HOSTILE)
ENTITIES = {item["id"]: item for item in (FINLAND, NIINISTO, STOLTENBERG, NATO, OFFICIAL, EVIL)}
DOCUMENT = f"{BASE}document/visit"


def _span(words: str, role: str, entity: Json | None, start: int) -> Json:
    at = TEXT.index(words, start)
    return {"start": at, "end": at + len(words), "role": role, "entity": entity["id"] if entity else None}


def _edge(
    number: int,
    one: Json,
    other: Json,
    kind: str,
    fact: str,
    sentence: str,
    words: list[Json],
    said: list[Json],
) -> Json:
    evidence = {
        "document": DOCUMENT,
        "title": "A visit to Helsinki",
        "source": "Example Wire",
        "published": "2022-11-29",
        "date": "2022-10-05" if kind == "CONSULT" else "2022-11",
        "sentence": sentence,
        "sentence_start": TEXT.index(sentence),
        "highlights": words,
        "factuality": fact,
        "attribution": [{"id": item["id"], "label": item["label"]} for item in said],
        "type": kind,
    }
    ends = {"id": f"edge-{number}", "source": one["id"], "target": other["id"]}
    return ends | {
        "kind": "event",
        "type": kind,
        "factuality": fact,
        "weight": 1,
        "documents": 1,
        "evidence": [evidence],
    }


FIRST, SECOND, THIRD = (
    "🇫🇮 Jens Stoltenberg met Sauli Niinistö in Helsinki.",
    "A Finnish official denied that Finland had threatened NATO, Sauli Niinistö said.",
    "NATO plans to support Finland.",
)
AT = TEXT.index(SECOND)
LAST = TEXT.index(THIRD)
EDGES = [
    _edge(
        1,
        STOLTENBERG,
        NIINISTO,
        "CONSULT",
        "asserted",
        FIRST,
        [
            _span("Jens Stoltenberg", "agent", STOLTENBERG, 0),
            _span("met", "trigger", None, 0),
            _span("Sauli Niinistö", "companion", NIINISTO, 0),
        ],
        [],
    ),
    _edge(
        2,
        FINLAND,
        NATO,
        "THREATEN",
        "negated",
        SECOND,
        [_span("Finland", "agent", FINLAND, AT), _span("NATO", "patient", NATO, AT)],
        [OFFICIAL, NIINISTO],
    ),
    _edge(
        3,
        NATO,
        FINLAND,
        "SUPPORT",
        "planned",
        THIRD,
        [_span("NATO", "agent", NATO, LAST), _span("Finland", "recipient", FINLAND, LAST)],
        [],
    ),
    _edge(4, NIINISTO, FINLAND, "headOf", "asserted", FIRST, [], []),
    _edge(5, EVIL, FINLAND, "DEAL", "possible", THIRD, [], []),
    _edge(6, OFFICIAL, FINLAND, "STATEMENT", "asserted", SECOND, [], []),
]


def _part(edges: list[Json], ids: set[str], centre: str | None, limit: int) -> Json:
    order = [key for key in ENTITIES if key in ids and key != centre]
    kept = set(order[:limit]) | ({centre} if centre else set())
    return {
        "nodes": [ENTITIES[key] for key in ENTITIES if key in kept],
        "edges": [edge for edge in edges if edge["source"] in kept and edge["target"] in kept],
        "total": len(order) + (1 if centre else 0),
        "more": max(0, len(order) - limit),
    }


def make(static: Path) -> FastAPI:
    """Return the service over the page built in `static`."""
    app = FastAPI(title="Actorgraph", version="0")
    lists = Query(default=[])

    @app.middleware("http")
    async def policy(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        extra = "; style-src 'self' 'unsafe-inline'" if request.url.path == "/sparql" else ""
        response.headers["Content-Security-Policy"] = POLICY + extra
        return response

    @app.get("/entities")
    def search(q: str = "") -> Json:
        items = [item for item in ENTITIES.values() if q.lower() in item["label"].lower()]
        return {"items": items, "total": len(items)}

    @app.get("/entities/{name:path}/neighbours")
    def neighbours(name: str, limit: int = 40, factuality: list[str] = lists) -> Json:
        edges = [e for e in EDGES if not factuality or e["factuality"] in factuality]
        near = [edge for edge in edges if name in (edge["source"], edge["target"])]
        return _part(edges, {edge[end] for edge in near for end in ("source", "target")}, name, limit)

    @app.get("/entities/{name:path}")
    def entity(name: str) -> Json:
        if name not in ENTITIES:
            raise HTTPException(404)
        return ENTITIES[name]

    @app.get("/network")
    def network(limit: int = 40, factuality: list[str] = lists) -> Json:
        edges = [e for e in EDGES if not factuality or e["factuality"] in factuality]
        return _part(edges, {edge[end] for edge in edges for end in ("source", "target")}, None, limit)

    @app.get("/paths")
    def paths(to: str, start: str = Query(alias="from")) -> Json:
        hops = [edge for edge in EDGES if {edge["source"], edge["target"]} == {start, to}]
        return {
            "nodes": [ENTITIES[start], ENTITIES[to]],
            "paths": [{"nodes": [start, to], "hops": [hops]}] if hops else [],
        }

    @app.get("/documents")
    def documents() -> Json:
        return {
            "items": [{"id": DOCUMENT, "title": "A visit to Helsinki", "published": "2022-11-29"}],
            "total": 1,
        }

    @app.get("/documents/{name:path}")
    def document(name: str) -> Json:
        spans = [
            {
                **span,
                "kind": "entity",
                "type": ENTITIES[span["entity"]]["type"],
                "label": ENTITIES[span["entity"]]["label"],
            }
            for edge in EDGES
            for span in edge["evidence"][0]["highlights"]
            if span["entity"]
        ]
        threat = _span("threatened", "trigger", None, 0)
        spans.append({**threat, "kind": "event", "type": "THREATEN", "factuality": "negated"})
        return {"id": name, "title": "A visit to Helsinki", "text": TEXT, "spans": spans}

    @app.get("/queries")
    def queries() -> Json:
        return {
            "items": [
                {
                    "name": "types",
                    "title": "Types",
                    "description": "All types",
                    "query": "SELECT ?t { ?s a ?t }",
                }
            ]
        }

    @app.post("/sparql")
    def answer() -> JSONResponse:
        rows = [{"t": {"type": "uri", "value": "https://w3id.org/actorgraph/ns#Person"}}]
        body = {"head": {"vars": ["t"]}, "results": {"bindings": rows}}
        return JSONResponse(body, media_type="application/sparql-results+json")

    for path, name in (("/", "index"), ("/sparql", "sparql"), ("/overview", "overview")):
        app.add_api_route(
            path, lambda name=name: FileResponse(static / f"{name}.html"), include_in_schema=False
        )
    app.mount("/static", StaticFiles(directory=static))
    return app
