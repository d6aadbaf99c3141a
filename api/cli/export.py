"""`actorgraph export`: the store as RDF, or the actor network for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import StoreOption, open_snapshot, progress_console, store_folder, write_bytes
from api.snapshot import Snapshots
from graph.errors import InputError
from graph.export.table import EXPORTERS

__all__ = ["export"]


def export(
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(EXPORTERS)}.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to a file, not to standard output.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Export the whole store in one format."""
    exporter = EXPORTERS.get(format_)
    if exporter is None:
        raise InputError(f"no export format {format_!r}; known are {', '.join(EXPORTERS)}")
    folder = store_folder(store)
    open_snapshot(folder)
    snapshot = Snapshots(folder).current()
    data = exporter.write(snapshot.store, snapshot.network)
    if output is None:
        write_bytes(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    progress_console().print(f"{output}: {len(data):,} bytes", markup=False)
