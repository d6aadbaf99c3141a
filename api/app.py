"""The service: settings in, FastAPI application out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.dependencies import State
from api.examples import install as install_examples
from api.problems import install
from api.routers import clusters, documents, entities, merges, pages, queries, sparql
from api.settings import Settings
from api.snapshot import Snapshots
from api.static_files import STATIC
from graph.workers import QueryPool

__all__ = ["create_app", "serve"]

_POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_EDITOR = "; style-src 'self' 'unsafe-inline'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(settings: Settings) -> FastAPI:
    """Return the application over the store that `settings` name; raise `InputError` for unsafe settings."""
    settings.check()
    pool = QueryPool(settings.store, limits=settings.limits, size=settings.query_workers)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()

    app = FastAPI(
        title="Actorgraph",
        version=version("actorgraph"),
        description="Who did what to whom, where and when, and who says so.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.service = State(settings, Snapshots(settings.store), pool)
    install(app)
    for module in (sparql, queries, entities, clusters, documents, merges, pages):
        app.include_router(module.router)
    install_examples(app)
    if STATIC.is_dir():
        app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.middleware("http")
    async def harden(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        editor = _EDITOR if request.url.path == "/sparql" else ""
        response.headers["Content-Security-Policy"] = _POLICY + editor
        response.headers.update(_HEADERS)
        return response

    if not settings.token:
        hosts = [settings.host, "localhost", "127.0.0.1", "[::1]", "testserver"]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)
    return app


def serve(settings: Settings) -> None:
    """Run the service until it is interrupted."""
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")
