"""`actorgraph extract`: document graphs as JSON Lines, nothing stored."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.output import (
    ConfidenceOption,
    ExitCode,
    JsonOption,
    minimal_confidence,
    print_table,
    progress_console,
    write_bytes,
)
from extract.coverage import Coverage, coverage, total
from graph.contract import to_contract

__all__ = ["extract"]


def extract(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files, folders or glob patterns; - for standard input."),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of documents that carry none.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of documents that name none.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")] = 1,
    min_confidence: ConfidenceOption = None,
    report: Annotated[
        bool, typer.Option("--coverage", help="Report what each document gave, on standard error.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the graph of each document as one line of JSON (docs/document-graph.schema.json).

    --json concerns the report of --coverage: a table without it, one JSON object a document with it.
    """
    # Loading the language takes a second that other commands need not wait for.
    from api.extraction import ExtractionPool
    from extract.pipeline import Extraction
    from extract.readers import ReadFailure, read

    console = progress_console()
    failed = False
    reports: list[Coverage] = []
    minimum = minimal_confidence(min_confidence)
    with ExtractionPool(workers=workers, min_confidence=minimum) as pool:
        found = read(files, published=published, source=source, standard_input=sys.stdin.buffer)
        for result in pool.extract(found):
            if isinstance(result, Extraction):
                write_bytes(json.dumps(to_contract(result.graph), ensure_ascii=False).encode() + b"\n")
                reports += [coverage(result.graph, result.sentences)] if report else []
                continue
            failed = True
            text = (
                str(result) if isinstance(result, ReadFailure) else f"{result.document.id}: {result.reason}"
            )
            console.print(f"failed: {text}", markup=False)
    if report:
        _report(reports, console, as_json=as_json)
    if failed:
        raise typer.Exit(ExitCode.INCOMPLETE)


def _report(reports: list[Coverage], console: Console, *, as_json: bool) -> None:
    if as_json:
        for found in reports:
            console.print(json.dumps(found.as_json(), ensure_ascii=False), markup=False)
        return
    table = Table("document", box=None, pad_edge=False)
    for name in ("sentences", "with statements", "events", "no time", "no place", "no participants"):
        table.add_column(name, justify="right")
    for found in [*reports, *([total(reports)] if len(reports) > 1 else [])]:
        covered = f"{found.covered:,} ({found.share:.0%})"
        numbers = (found.events, found.without_time, found.without_place, found.without_participants)
        table.add_row(
            found.document.rpartition("/")[2], f"{found.sentences:,}", covered, *(f"{n:,}" for n in numbers)
        )
    print_table(table, stderr=True)
