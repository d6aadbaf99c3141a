"""Every failure of the service in one shape: problem+json (RFC 9457)."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graph.errors import (
    ActorgraphError,
    InputError,
    LimitError,
    NotFoundError,
    QueryError,
    SchemaError,
    StoreBusyError,
)

__all__ = ["STATUS", "install", "problem"]

STATUS: dict[type[ActorgraphError], int] = {
    NotFoundError: 404,
    InputError: 400,
    QueryError: 400,
    SchemaError: 422,
    LimitError: 503,
    StoreBusyError: 503,
    ActorgraphError: 500,
}
"""HTTP status by error; the nearest class of the error counts."""


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a problem+json response."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Let every failure of `app` answer as a problem."""

    @app.exception_handler(ActorgraphError)
    def known(request: Request, error: ActorgraphError) -> JSONResponse:
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        headers = {"Retry-After": "5"} if status == 503 else None
        return problem(status, str(error), headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        parts = (f"{'.'.join(str(x) for x in item['loc'])}: {item['msg']}" for item in error.errors())
        return problem(422, "; ".join(parts))

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> JSONResponse:
        return problem(500, "the service failed; its log says more")
