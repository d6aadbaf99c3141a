"""`actorgraph query`: SPARQL and named queries over the newest snapshot."""

import json
import re
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api.cli.output import (
    JsonOption,
    StoreOption,
    open_snapshot,
    print_json,
    print_table,
    store_folder,
    write_bytes,
)
from graph.errors import InputError
from graph.queries import QUERIES, bind
from graph.sparql import GRAPH_FORMATS, RESULT_FORMATS, Answer, Limits, Request
from graph.workers import QueryPool

__all__ = ["query"]

_TABLE = "table"
_LIMITS = Limits(rows=50_000_000, size=2_000_000_000, memory=16_000_000_000)
_IS_SPARQL = re.compile(r"[{\s]")


def query(
    text: Annotated[
        str | None, typer.Argument(metavar="SPARQL|NAME", help="A SPARQL query, or the name of a query.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=VALUE...", help="Parameters of a named query.")
    ] = None,
    store: StoreOption = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", help="table, json, csv, tsv, xml; ttl, nt, rdfxml, jsonld for graphs."),
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Read the SPARQL query from a file.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Stop the query then.")] = 60.0,
    as_json: JsonOption = False,
) -> None:
    """Ask the store in SPARQL 1.1, or run a named query with its parameters."""
    if listed:
        _list(as_json)
        return
    form = "json" if as_json and format_ is None else format_ or _TABLE
    if form not in (_TABLE, *RESULT_FORMATS, *GRAPH_FORMATS):
        known = ", ".join((_TABLE, *RESULT_FORMATS, *GRAPH_FORMATS))
        raise InputError(f"no format {form!r}; known are {known}")
    sparql = _sparql(text, values or [], file)
    folder = store_folder(store)
    open_snapshot(folder)
    request = Request(
        sparql,
        result_format=form if form in RESULT_FORMATS else "json",
        graph_format=form if form in GRAPH_FORMATS else "ttl",
    )
    limits = Limits(timeout, _LIMITS.memory, _LIMITS.rows, _LIMITS.size)
    with QueryPool(folder, limits=limits, size=1) as pool:
        answer = pool.query(request)
    _write(answer, form)


def _sparql(text: str | None, values: list[str], file: Path | None) -> str:
    if file is not None:
        if text is not None:
            raise InputError("give a query or --file, not both")
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} cannot be read: {error}") from error
    if text is None:
        raise InputError("give a SPARQL query, the name of a query, or --file; --list shows the names")
    if _IS_SPARQL.search(text):
        if values:
            raise InputError(f"parameters ({values[0]}) go with a named query, not with SPARQL")
        return text
    given = {}
    for value in values:
        key, equals, content = value.partition("=")
        if not equals:
            raise InputError(f"{value!r} is no parameter; write KEY=VALUE")
        given[key] = content
    return bind(text, given)


def _list(as_json: bool) -> None:
    if as_json:
        print_json([{"name": name, "description": q.description} for name, q in QUERIES.items()])
        return
    table = Table("name", "parameters", "what it answers", box=None, pad_edge=False)
    for name, item in QUERIES.items():
        table.add_row(name, " ".join(item.parameters), item.description)
    print_table(table)


def _write(answer: Answer, form: str) -> None:
    is_graph = answer.media_type.partition(";")[0] in {
        media_type.partition(";")[0] for media_type, _ in GRAPH_FORMATS.values()
    }
    if is_graph and form in RESULT_FORMATS:
        raise InputError(f"the query gives a graph, which has no {form} form; use --format ttl")
    if not is_graph and form in GRAPH_FORMATS:
        raise InputError(f"the query gives rows, which have no {form} form; use --format json or csv")
    if is_graph or form != _TABLE:
        write_bytes(answer.body)
        return
    data: dict[str, Any] = json.loads(answer.body)
    if "boolean" in data:
        write_bytes(b"true\n" if data["boolean"] else b"false\n")
        return
    table = Table(*data["head"]["vars"], box=None, pad_edge=False)
    for row in data["results"]["bindings"]:
        values = (row.get(name, {}).get("value", "") for name in data["head"]["vars"])
        table.add_row(*(Text(" ".join(value.split())) for value in values))
    print_table(table)
