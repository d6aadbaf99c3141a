"""`actorgraph merges`, `merge` and `unmerge`: which entities are one actor, why, and what a user says to it."""

from typing import Annotated

import typer
from rich.table import Table

from api.cli.output import (
    JsonOption,
    StoreOption,
    open_snapshot,
    print_json,
    print_table,
    progress_console,
    store_folder,
)
from api.merges import Json, judge_pair, merges_json, undo_pair
from graph.errors import InputError
from graph.judgements import named_entity
from graph.store.table import open_store

__all__ = ["merge", "merges", "unmerge"]

_One = Annotated[str, typer.Argument(help="An entity: a name, person/joe-biden, or an IRI.")]
_Other = Annotated[str, typer.Argument(help="The other entity.")]
_Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the judgement.")]
_Undo = Annotated[bool, typer.Option("--undo", help="Remove what was judged about the two.")]


def merges(
    entity: Annotated[str | None, typer.Argument(metavar="NAME", help="Only those of this entity.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """List which entities count as one actor and why, and what users judged."""
    quads = open_snapshot(store_folder(store))
    found = merges_json(quads, None if entity is None else {named_entity(quads, entity)})
    if as_json:
        print_json(found)
        return
    table = Table("entity", "counts as", "reason", "identifiers")
    for item in found["merges"]:
        shared = ", ".join(item["entity"]["identifiers"])
        table.add_row(_shown(item["entity"]), _shown(item["canonical"]), item["reason"], shared)
    for item in found["judgements"]:
        if not item["same"]:
            table.add_row(_shown(item["one"]), f"not {_shown(item['other'])}", f"judged apart: {item['why']}")
    print_table(table)


def merge(
    one: _One,
    other: _Other,
    why: _Why = "",
    undo: _Undo = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge two entities to be the same actor; no rebuild loses it."""
    _change(one, other, same=True, why=why, undo=undo, store=store, as_json=as_json)


def unmerge(
    one: _One,
    other: _Other,
    why: _Why = "",
    undo: _Undo = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge two entities to be different actors; no rebuild loses it."""
    _change(one, other, same=False, why=why, undo=undo, store=store, as_json=as_json)


def _change(
    one: str, other: str, *, same: bool, why: str, undo: bool, store: StoreOption, as_json: bool
) -> None:
    if undo and why:
        raise InputError("--why goes with a judgement, not with --undo")
    with open_store(str(store_folder(store))) as opened:
        done = undo_pair(opened, one, other) if undo else judge_pair(opened, one, other, same=same, why=why)
    if as_json:
        print_json(done)
        return
    what = "undone" if undo else "the same" if same else "not the same"
    progress_console().print(f"{what}: {done['one']} {done['other']}", markup=False)


def _shown(entity: Json) -> str:
    return f"{entity['name']} <{entity['id']}>"
