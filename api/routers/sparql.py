"""SPARQL 1.1 Protocol (query) and read-only Graph Store Protocol over the pool of query processes."""

import re
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import PoolDep
from api.static_files import page
from graph.errors import InputError
from graph.sparql import GRAPH_FORMATS, RESULT_FORMATS
from graph.sparql import Request as SparqlRequest
from graph.workers import QueryPool

__all__ = ["router"]

router = APIRouter(tags=["sparql"])

_RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}
_FORM = re.compile(r"(?<![\w:?$@%-])(select|ask|construct|describe)(?![\w:-])", re.IGNORECASE)
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
    <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/N-Triples>,
    <http://www.w3.org/ns/formats/RDF_XML>, <http://www.w3.org/ns/formats/JSON-LD> ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def accepted(header: str, offered: dict[str, str]) -> str | None:
    """Return the format that an Accept header wants most, None when it admits none of those offered."""
    ranked = []
    for place, part in enumerate(header.split(",")):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        ranked.append((-quality, place, media.lower()))
    for quality, _, media in sorted(ranked):
        if quality == 0:
            continue
        if media in offered:
            return offered[media]
        for name, format_ in offered.items():
            if media == "*/*" or (media.endswith("/*") and name.startswith(media[:-1])):
                return format_
    return None


def _answer(
    pool: QueryPool,
    query: str,
    accept: str,
    default: list[str],
    named: list[str],
    format_: str | None,
) -> Response:
    form = _FORM.search(re.sub(r"<[^<>\s]*>|#[^\n]*", " ", query))
    graphs = form is not None and form[1].lower() in ("construct", "describe")
    offered = _GRAPHS if graphs else _RESULTS
    names = GRAPH_FORMATS.keys() if graphs else RESULT_FORMATS.keys()
    if format_ is not None and format_ not in names:
        raise InputError(f"format {format_!r} does not fit this query; it may be {', '.join(sorted(names))}")
    chosen = format_ or accepted(accept or "*/*", offered)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(offered)}")
    request = SparqlRequest(
        query,
        result_format="json" if graphs else chosen,
        graph_format=chosen if graphs else "ttl",
        default_graphs=tuple(default),
        named_graphs=tuple(named),
    )
    reply = pool.query(request)
    return Response(reply.body, media_type=reply.media_type, headers={"Vary": "Accept"})


@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", operation_id="sparql_get")
def by_get(
    request: Request,
    pool: PoolDep,
    query: Annotated[list[str] | None, Query(examples=["SELECT * { ?s ?p ?o } LIMIT 10"])] = None,
    default: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,
    named: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,
    format_: Annotated[str | None, Query(alias="format")] = None,
) -> Response:
    """Answer a query; without one, a browser gets the editor and others the service description."""
    accept = request.headers.get("accept", "")
    if query is None:
        if "text/html" in accept:
            found = page("sparql.html")
            return FileResponse(found, media_type="text/html") if found else Response(status_code=404)
        body = _DESCRIPTION.replace("{endpoint}", str(request.url_for("by_get")))
        return Response(body, media_type="text/turtle; charset=utf-8")
    if len(query) != 1:
        raise InputError("give exactly one query")
    return _answer(pool, query[0], accept, default or [], named or [], format_)


def _direct(request: Request, pool: QueryPool, body: bytes) -> Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"the request body is not UTF-8: byte {error.start}") from error
    values = parse_qs(request.url.query, keep_blank_values=True)
    if kind == "application/sparql-query":
        queries = [text]
    elif kind == "application/x-www-form-urlencoded":
        values = parse_qs(text, keep_blank_values=True)
        queries = values.get("query", [])
    else:
        raise HTTPException(415, "send application/sparql-query or application/x-www-form-urlencoded")
    if len(queries) != 1:
        raise InputError("give exactly one query")
    return _answer(
        pool,
        queries[0],
        request.headers.get("accept", ""),
        values.get("default-graph-uri", []),
        values.get("named-graph-uri", []),
        values.get("format", [None])[0],
    )


@router.post("/sparql", operation_id="sparql_post")
async def by_post(request: Request, pool: PoolDep) -> Response:
    """Answer a query sent as a form or directly as `application/sparql-query`."""
    body = await request.body()
    return await run_in_threadpool(_direct, request, pool, body)


@router.head("/rdf-graph-store", include_in_schema=False)
@router.get("/rdf-graph-store", operation_id="graph_store_get")
def graph_store(
    request: Request,
    pool: PoolDep,
    graph: Annotated[str | None, Query(description="IRI of a named graph")] = None,
    default: Annotated[str | None, Query()] = None,
) -> Response:
    """Return one named graph, or with `default` the union of all."""
    if (graph is None) == (default is None):
        raise InputError("give either graph=IRI or default")
    chosen = accepted(request.headers.get("accept", "") or "text/turtle", _GRAPHS)
    if chosen is None:
        raise HTTPException(406, f"offered are {', '.join(_GRAPHS)}")
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    if graph is not None:
        if re.search(r"[<>\"{}|^`\\\s]", graph):
            raise InputError("the graph's IRI holds a character that no IRI may hold")
        known = pool.query(SparqlRequest(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
        if b"true" not in known.body:
            raise HTTPException(404, f"no graph {graph}")
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    reply = pool.query(SparqlRequest(query, graph_format=chosen))
    return Response(reply.body, media_type=reply.media_type, headers={"Vary": "Accept"})
