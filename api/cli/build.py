"""`actorgraph build`: documents into the store, with progress and a summary."""

import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from time import monotonic
from typing import Annotated, Any

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from api.build import Builder, Outcome, Step
from api.cli.output import (
    ExitCode,
    JsonOption,
    StoreOption,
    print_json,
    print_table,
    progress_console,
    store_folder,
)
from api.statistics import Statistics, count
from extract.readers import estimate, read
from graph.store.table import open_store

__all__ = ["Summary", "build"]


@dataclass(slots=True)
class Summary:
    """What a build did, and what the store holds afterwards."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failures: list[Step] = field(default_factory=list)
    words: int = 0
    dropped: int = 0
    seconds: float = 0.0

    def add(self, step: Step) -> None:
        """Count one document; words count where they were worked on."""
        self.outcomes[step.outcome] += 1
        if step.outcome in (Outcome.NEW, Outcome.REPLACED):
            self.words += step.words
            self.dropped += step.dropped
        if step.outcome is Outcome.FAILED:
            self.failures.append(step)

    def speeds(self) -> tuple[float, float]:
        """Return documents and words per second, over the documents that were worked on."""
        done = self.outcomes[Outcome.NEW] + self.outcomes[Outcome.REPLACED]
        return (done / self.seconds, self.words / self.seconds) if self.seconds else (0.0, 0.0)

    def as_json(self, held: Statistics) -> dict[str, Any]:
        """Return the summary as a JSON object."""
        documents, words = self.speeds()
        return {
            "documents": {outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "failures": [{"document": step.document, "reason": step.reason} for step in self.failures],
            "words": self.words,
            "dropped": self.dropped,
            "seconds": round(self.seconds, 3),
            "documents_per_second": round(documents, 2),
            "words_per_second": round(words, 1),
            "store": asdict(held),
        }


class _Speed(ProgressColumn):
    """Documents and words per second."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self._summary = summary

    def render(self, task: Task) -> Text:
        """Render the speeds so far."""
        self._summary.seconds = task.elapsed or 0.0
        documents, words = self._summary.speeds()
        return Text(f"{documents:,.1f} documents/s, {words:,.0f} words/s")


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
    again: Annotated[bool, typer.Option("--again", help="Work on unchanged documents too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read documents, extract their graphs and write them to the store; unchanged documents are skipped.

    Reads .txt, .md, .html, .jsonl and .pdf. Ctrl-C or a kill leaves a good store; the same command goes on from there.
    """
    console = progress_console()
    summary = Summary()
    began = monotonic()
    progress = Progress(
        SpinnerColumn(),
        TextColumn("building"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents"),
        _Speed(summary),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    with open_store(str(store_folder(store))) as opened, Builder(opened, workers=workers) as builder:
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
        _show(summary, held)
    if interrupted:
        console.print("interrupted: the store is good, and the same command goes on from here")
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.failures:
        raise typer.Exit(ExitCode.INCOMPLETE)


def _show(summary: Summary, held: Statistics) -> None:
    documents, words = summary.speeds()
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for outcome in Outcome:
        table.add_row(f"documents {outcome.value}", f"{summary.outcomes[outcome]:,}")
    for name, number in asdict(held).items():
        table.add_row(f"{name.replace('_', ' ')} in the store", f"{number:,}")
    table.add_row("seconds", f"{summary.seconds:,.1f}")
    table.add_row("documents/s", f"{documents:,.1f}")
    table.add_row("words/s", f"{words:,.0f}")
    print_table(table)
