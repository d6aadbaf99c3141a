"""`actorgraph extract`: document graphs as JSON Lines, nothing stored."""

import json
import sys
from typing import Annotated

import typer

from api.cli.output import ExitCode, progress_console, write_bytes
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
) -> None:
    """Write the graph of each document as one line of JSON (docs/document-graph.schema.json)."""
    # Loading the language takes a second that other commands need not wait for.
    from api.extraction import ExtractionPool
    from extract.pipeline import Extraction
    from extract.readers import ReadFailure, read

    console = progress_console()
    failed = False
    with ExtractionPool(workers=workers) as pool:
        found = read(files, published=published, source=source, standard_input=sys.stdin.buffer)
        for result in pool.extract(found):
            if isinstance(result, Extraction):
                write_bytes(json.dumps(to_contract(result.graph), ensure_ascii=False).encode() + b"\n")
                continue
            failed = True
            text = (
                str(result) if isinstance(result, ReadFailure) else f"{result.document.id}: {result.reason}"
            )
            console.print(f"failed: {text}", markup=False)
    if failed:
        raise typer.Exit(ExitCode.INCOMPLETE)
