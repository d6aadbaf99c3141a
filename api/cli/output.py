"""What all commands share: where they write, what they exit with, the store they read."""

import io
import json
import sys
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from pyoxigraph import Store
from rich.console import Console
from rich.table import Table

from api.settings import Settings
from graph.errors import (
    ActorgraphError,
    InputError,
    LimitError,
    NotFoundError,
    QueryError,
    StoreError,
)
from graph.store.oxigraph import current_snapshot

__all__ = [
    "ConfidenceOption",
    "ExitCode",
    "JsonOption",
    "StoreOption",
    "exit_code",
    "minimal_confidence",
    "open_snapshot",
    "print_json",
    "print_table",
    "progress_console",
    "store_folder",
    "write_bytes",
]


class ExitCode(IntEnum):
    """What a command exits with; docs/cli.md documents each."""

    OK = 0
    INCOMPLETE = 1
    USAGE = 2
    NOT_FOUND = 3
    QUERY = 4
    LIMIT = 5
    STORE = 6
    ERROR = 7
    INTERRUPTED = 130


_CODES: dict[type[ActorgraphError], ExitCode] = {
    InputError: ExitCode.USAGE,
    NotFoundError: ExitCode.NOT_FOUND,
    QueryError: ExitCode.QUERY,
    LimitError: ExitCode.LIMIT,
    StoreError: ExitCode.STORE,
    ActorgraphError: ExitCode.ERROR,
}

_WIDEST = 100_000

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="Folder of the store; default: ACTORGRAPH_STORE or .store."),
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="P",
        help="Leave out claims less sure than this; default: ACTORGRAPH_MIN_CONFIDENCE or 0.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write the result as JSON, for machines.")]


def exit_code(error: ActorgraphError) -> ExitCode:
    """Return the exit code of the nearest class of `error`."""
    return next(_CODES[kind] for kind in type(error).__mro__ if kind in _CODES)


def progress_console() -> Console:
    """Return the console for progress and messages, on standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def store_folder(given: Path | None) -> Path:
    """Return the store's folder: the option, else the settings."""
    return given if given is not None else Settings.from_environment().store


def minimal_confidence(given: float | None) -> float:
    """Return the minimal confidence of a claim: the option, else the settings."""
    return given if given is not None else Settings.from_environment().min_confidence


def open_snapshot(folder: Path) -> Store:
    """Open the newest snapshot of the store in `folder` for reading; raise `NotFoundError` when there is none."""
    snapshot = current_snapshot(folder)
    if snapshot is None:
        raise NotFoundError(f"no store in {folder}; make one with: actorgraph build PATH --store {folder}")
    return Store.read_only(str(snapshot))


def write_bytes(data: bytes) -> None:
    """Write a result to standard output as it is."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_json(value: Any) -> None:
    """Write a result as indented JSON to standard output."""
    write_bytes(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def print_table(table: Table, *, stderr: bool = False) -> None:
    """Write a table to standard output (or error), each row on one line where that is no terminal."""
    for column in table.columns:
        column.overflow = "fold"
    console = Console(highlight=False, markup=False, stderr=stderr)
    if console.is_terminal:
        console.print(table)
        return
    wide = Console(highlight=False, markup=False, width=_WIDEST, file=io.StringIO())
    with wide.capture() as captured:
        wide.print(table)
    text = "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    if stderr:
        console.out(text, end="")
    else:
        write_bytes(text.encode())
