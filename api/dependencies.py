"""What the routes ask for: the service's state, filters, and the right to write."""

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Query, Request

from api.settings import Settings
from api.snapshot import Snapshot, Snapshots
from graph.network.records import Filters
from graph.workers import QueryPool

__all__ = ["FiltersDep", "PoolDep", "SettingsDep", "SnapshotDep", "State", "Writer"]


@dataclass(frozen=True, slots=True)
class State:
    """What one service holds."""

    settings: Settings
    snapshots: Snapshots
    pool: QueryPool


def _state(request: Request) -> State:
    state: State = request.app.state.service
    return state


def _settings(request: Request) -> Settings:
    return _state(request).settings


def _snapshot(request: Request) -> Snapshot:
    return _state(request).snapshots.current()


def _pool(request: Request) -> QueryPool:
    return _state(request).pool


_DAY = r"^\d{4}-\d{2}-\d{2}$"


def _filters(
    type_: Annotated[list[str] | None, Query(alias="type", description="entity types")] = None,
    event_type: Annotated[list[str] | None, Query(description="event types or relations")] = None,
    factuality: Annotated[list[str] | None, Query(description="asserted, negated, possible, planned")] = None,
    after: Annotated[str | None, Query(pattern=_DAY, description="first day")] = None,
    before: Annotated[str | None, Query(pattern=_DAY, description="last day")] = None,
    document: Annotated[str | None, Query(description="IRI of a document")] = None,
    min_weight: Annotated[int, Query(ge=1, description="reports an edge must have")] = 1,
) -> Filters:
    return Filters(
        types=frozenset(type_ or ()),
        events=frozenset(event_type or ()),
        factuality=frozenset(factuality or ()),
        after=after,
        before=before,
        document=document,
        min_weight=min_weight,
    )


def _writer(request: Request, authorization: Annotated[str, Header()] = "") -> None:
    token = _settings(request).token
    if not token:
        raise HTTPException(403, "writing over HTTP is off: set ACTORGRAPH_TOKEN to turn it on")
    given = authorization.removeprefix("Bearer ").encode()
    if not secrets.compare_digest(given, token.encode()):
        raise HTTPException(401, "a valid token is needed", {"WWW-Authenticate": "Bearer"})


SettingsDep = Annotated[Settings, Depends(_settings)]
SnapshotDep = Annotated[Snapshot, Depends(_snapshot)]
PoolDep = Annotated[QueryPool, Depends(_pool)]
FiltersDep = Annotated[Filters, Depends(_filters)]
Writer = Depends(_writer)
