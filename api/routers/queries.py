"""The named queries, as examples to start from."""

from typing import Any

from fastapi import APIRouter

from graph.queries import QUERIES

__all__ = ["router"]

router = APIRouter(tags=["sparql"])


@router.get("/queries", operation_id="list_queries")
def queries() -> dict[str, Any]:
    """Return the named queries: each with its parameters and with its text, ready to run with their defaults."""
    items = [
        {
            "name": name,
            "description": query.description,
            "parameters": {
                key: {"kind": query.kinds[key], "default": query.defaults[key]} for key in query.kinds
            },
            "query": query.query,
        }
        for name, query in QUERIES.items()
    ]
    return {"items": items, "total": len(items)}
