"""The web page, its files, health, and entity IRIs that answer as page, Turtle or JSON-LD."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from api.dependencies import PoolDep, SnapshotDep
from api.routers.sparql import accepted
from api.static_files import page
from graph.errors import NotFoundError
from graph.ids import BASE
from graph.sparql import Request as SparqlRequest

__all__ = ["router"]

router = APIRouter(tags=["pages"])

_MISSING = (
    "The web page has not been built. Run `make run`, or `python -m api.web.build`, and start again.\n"
    "The service itself works: see /openapi.json.\n"
)
_FORMS = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdfxml",
}


@router.get("/", include_in_schema=False)
def index() -> Response:
    """Return the page."""
    found = page("index.html")
    return FileResponse(found, media_type="text/html") if found else PlainTextResponse(_MISSING, 503)


@router.get("/overview", include_in_schema=False)
def overview() -> Response:
    """Return the page that describes the service."""
    found = page("overview.html")
    return FileResponse(found, media_type="text/html") if found else PlainTextResponse(_MISSING, 503)


@router.get("/healthz", operation_id="health")
def health(snapshot: SnapshotDep) -> dict[str, object]:
    """Tell that the service answers, and how much it serves."""
    return {
        "status": "ok",
        "documents": len(snapshot.documents),
        "actors": len(snapshot.network.actors),
        "edges": len(snapshot.network.edges),
    }


@router.get("/id/{path:path}", operation_id="dereference")
def dereference(path: str, request: Request, snapshot: SnapshotDep, pool: PoolDep) -> Response:
    """Answer for an entity, event, statement or document IRI in the form that `Accept` wants."""
    form = accepted(request.headers.get("accept", "") or "text/turtle", _FORMS)
    node = BASE + path
    if form == "html":
        actor = snapshot.network.actor(node)
        return RedirectResponse(f"/?actor={quote(actor.id, safe=':/')}", 303)
    known = pool.query(SparqlRequest(f"ASK {{ <{node}> ?p ?o }}")) if not _hostile(node) else None
    if known is None or b"true" not in known.body:
        raise NotFoundError(f"nothing is said about {node}")
    both = f"{{ <{node}> ?p ?o }} UNION {{ ?s ?q <{node}> }}"
    query = f"CONSTRUCT {{ <{node}> ?p ?o . ?s ?q <{node}> }} WHERE {{ {both} }}"
    reply = pool.query(SparqlRequest(query, graph_format=form or "ttl"))
    return Response(reply.body, media_type=reply.media_type, headers={"Vary": "Accept"})


def _hostile(iri: str) -> bool:
    return any(c in '<>"{}|^`\\' or c <= " " for c in iri)
