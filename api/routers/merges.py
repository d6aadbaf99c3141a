"""Merges of actors: list them with their reasons, judge, undo."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.dependencies import SettingsDep, SnapshotDep, Writer
from api.merges import judge_pair, merges_json, undo_pair
from api.routers.documents import Writing
from graph.judgements import named_entity
from graph.store.table import open_store

__all__ = ["router"]

router = APIRouter(tags=["merges"])
Json = dict[str, Any]


class Asked(BaseModel):
    """A judgement to write: two entities by name, short form or IRI."""

    one: str
    other: str
    same: bool
    why: str = Field(min_length=1, max_length=2000)


@router.get("/merges", operation_id="list_merges")
def merges(
    snapshot: SnapshotDep,
    entity: Annotated[str | None, Query(description="an entity by name, short form or IRI")] = None,
) -> Json:
    """Return which entities count as one actor and why, and what users judged."""
    store = snapshot.store
    return merges_json(store, None if entity is None else {named_entity(store, entity)})


@router.post("/merges", status_code=201, operation_id="judge_merge", dependencies=[Writer])
def judge(asked: Asked, settings: SettingsDep) -> Json:
    """Judge two entities to be the same actor, or not; in place of an earlier judgement of the two."""
    with Writing(), open_store(str(settings.store)) as store:
        return judge_pair(store, asked.one, asked.other, same=asked.same, why=asked.why)


@router.delete("/merges", operation_id="undo_merge", dependencies=[Writer])
def undo(
    one: Annotated[str, Query(max_length=2000)],
    other: Annotated[str, Query(max_length=2000)],
    settings: SettingsDep,
) -> Json:
    """Remove what was judged about two entities."""
    with Writing(), open_store(str(settings.store)) as store:
        return undo_pair(store, one, other)
