"""`actorgraph build`: documents into the store, with progress and a summary."""

import sys
from time import monotonic
from typing import Annotated

import typer

from api.cli.output import (
    ConfidenceOption,
    ExitCode,
    JsonOption,
    StoreOption,
    minimal_confidence,
    print_json,
    progress_console,
    store_folder,
)
from api.statistics import count
from graph.store.table import open_store

__all__ = ["build"]


def build(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders or glob patterns; - for standard input."),
    ],
    store: StoreOption = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of documents that carry none.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher of documents that name none.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")] = 1,
    min_confidence: ConfidenceOption = None,
    again: Annotated[bool, typer.Option("--again", help="Work on unchanged documents too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read documents, extract their graphs and write them to the store; unchanged documents are skipped.

    Reads .txt, .md, .html, .jsonl and .pdf. Ctrl-C or a kill leaves a good store; the same command goes on from there.
    """
    # Loading the language takes a second that other commands need not wait for.
    from api.build import Builder, Outcome
    from api.cli.summary import Summary, progress_bar, show
    from extract.readers import estimate, read

    console = progress_console()
    summary = Summary()
    began = monotonic()
    progress = progress_bar(summary, console)
    minimum = minimal_confidence(min_confidence)
    with (
        open_store(str(store_folder(store))) as opened,
        Builder(opened, workers=workers, min_confidence=minimum) as builder,
    ):
        interrupted = False
        try:
            with progress:
                bar = progress.add_task("", total=estimate(paths))
                found = read(paths, published=published, source=source, standard_input=sys.stdin.buffer)
                for step in builder.build(found, again=again):
                    summary.add(step)
                    progress.advance(bar)
                    if step.outcome is Outcome.FAILED:
                        progress.console.print(f"failed: {step.document}: {step.reason}", markup=False)
        except KeyboardInterrupt:
            interrupted = True
            builder.publish()
        summary.seconds = monotonic() - began
        held = count(opened.quads)
    if as_json:
        print_json(summary.as_json(held))
    else:
        show(summary, held)
    if interrupted:
        console.print("interrupted: the store is good, and the same command goes on from here")
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.failures:
        raise typer.Exit(ExitCode.INCOMPLETE)
