"""The summary of a build: what was done, what the store holds, how fast."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from rich.console import Console
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

from api.build import Outcome, Step
from api.cli.output import print_table
from api.statistics import Statistics

__all__ = ["Summary", "progress_bar", "show"]


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


def progress_bar(summary: Summary, console: Console) -> Progress:
    """Return the progress bar of a build; it shows nothing where the console is no terminal."""
    return Progress(
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


def show(summary: Summary, held: Statistics) -> None:
    """Write the summary as a table to standard output."""
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
