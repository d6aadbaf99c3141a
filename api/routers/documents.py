"""Documents: list, read with spans to highlight, add, remove; exports."""

import json
import threading
from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.build import Builder, Outcome
from api.dependencies import SettingsDep, SnapshotDep, Writer
from api.settings import Settings
from api.wire import document_head, document_json
from extract.readers.reading import read_stream
from extract.readers.source import ReadFailure
from graph.contract import to_contract
from graph.errors import InputError, NotFoundError, StoreBusyError
from graph.export.table import EXPORTERS
from graph.ids import BASE, digest
from graph.model import Document
from graph.store.table import open_store

__all__ = ["Writing", "router"]

router = APIRouter(tags=["documents"])
Json = dict[str, Any]
_WRITING = threading.Lock()


def _iri(identifier: str) -> str:
    return identifier if "://" in identifier else f"{BASE}document/{identifier}"


@router.get("/documents", operation_id="list_documents")
def documents(
    snapshot: SnapshotDep,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Json:
    """Return the documents, newest first."""
    heads = [document_head(graph) for graph in snapshot.documents.values()]
    heads.sort(key=lambda head: head["id"])
    heads.sort(key=lambda head: head["published"] or "", reverse=True)
    return {"items": heads[offset : offset + limit], "total": len(heads)}


@router.get("/documents/{identifier:path}", operation_id="get_document")
def document(
    identifier: str,
    snapshot: SnapshotDep,
    form: Annotated[
        str, Query(pattern="^(page|graph)$", description="page: spans; graph: all found")
    ] = "page",
) -> Json:
    """Return a document: its text and spans to highlight, or its whole document graph."""
    graph = snapshot.documents.get(_iri(identifier))
    if graph is None:
        raise NotFoundError(f"no document {identifier} in the graph")
    return to_contract(graph) if form == "graph" else document_json(graph)


@router.post("/documents", status_code=201, operation_id="add_document", dependencies=[Writer])
async def add(request: Request, settings: SettingsDep) -> Json:
    """Add a document: `text/plain`, `text/html`, or JSON with `text` and optional metadata."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > settings.upload_bytes:
        raise HTTPException(413, f"a document may have at most {settings.upload_bytes:,} bytes")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > settings.upload_bytes:
            raise HTTPException(413, f"a document may have at most {settings.upload_bytes:,} bytes")
    kind = request.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    return await run_in_threadpool(_add, kind, body, settings)


@router.delete(
    "/documents/{identifier:path}", status_code=204, operation_id="remove_document", dependencies=[Writer]
)
def remove(identifier: str, settings: SettingsDep) -> Response:
    """Remove a document with all that belongs to it."""
    with Writing(), open_store(str(settings.store)) as store, Builder(store) as builder:
        builder.remove(_iri(identifier))
    return Response(status_code=204)


class Writing:
    """One writer at a time inside this process; `StoreBusyError` when another request is writing."""

    def __enter__(self) -> None:
        if not _WRITING.acquire(timeout=30):
            raise StoreBusyError("another request is writing; try again")

    def __exit__(self, *args: object) -> None:
        _WRITING.release()


def _add(kind: str, body: bytes, settings: Settings) -> Json:
    document = _read(kind, body)
    with (
        Writing(),
        open_store(str(settings.store)) as store,
        Builder(store, min_confidence=settings.min_confidence) as builder,
    ):
        step = builder.add(document)
    if step.outcome is Outcome.FAILED:
        raise InputError(f"{document.id}: {step.reason}")
    return {"id": document.id, "outcome": step.outcome.value, "words": step.words}


@router.get("/export", operation_id="export")
def export(
    snapshot: SnapshotDep,
    form: Annotated[str, Query(alias="format", examples=["gexf"])] = "ttl",
) -> Response:
    """Return the whole snapshot in an export format, as a file to save."""
    exporter = EXPORTERS.get(form)
    if exporter is None:
        raise InputError(f"no export format {form!r}; known are {', '.join(EXPORTERS)}")
    body = exporter.write(snapshot.store, snapshot.network)
    saved = {"Content-Disposition": f'attachment; filename="{exporter.filename}"'}
    return Response(body, media_type=exporter.media_type, headers=saved)


_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md", "text/html": ".html", "application/json": ".jsonl"}


def _read(kind: str, body: bytes) -> Document:
    """Read an uploaded body by the reader of its media type; JSON is one object with the fields of JSON Lines."""
    suffix = _SUFFIXES.get(kind)
    if suffix is None:
        raise HTTPException(415, f"send one of {', '.join(_SUFFIXES)}")
    if suffix == ".jsonl":
        try:
            body = json.dumps(json.loads(body), ensure_ascii=False).encode()
        except ValueError as error:
            raise InputError(f"the document is no JSON: {error}") from error
    key = digest(body.decode("utf-8", "replace"))
    found = list(read_stream(BytesIO(body), suffix=suffix, name=f"upload-{key}"))
    if not found:
        raise InputError("no document in the request")
    if isinstance(found[0], ReadFailure):
        raise InputError(found[0].reason)
    return found[0]
