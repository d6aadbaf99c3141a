"""`actorgraph check`: shapes and quotes of everything in the store."""

from dataclasses import asdict

import typer

from api.cli.output import (
    ExitCode,
    JsonOption,
    StoreOption,
    open_snapshot,
    print_json,
    progress_console,
    store_folder,
)
from graph.validation import check as check_store

__all__ = ["check"]


def check(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Check every document: SHACL shapes, and every quote against its text. Exit code 1 when something is wrong."""
    report = check_store(open_snapshot(store_folder(store)))
    if as_json:
        print_json(asdict(report))
    else:
        console = progress_console()
        for problem in report.problems:
            line = f"{problem.document}: {problem.node}: {problem.rule}: {problem.message}"
            console.print(line, markup=False, soft_wrap=True)
        console.print(
            f"{report.documents:,} documents, {report.quotes:,} quotes, {len(report.problems):,} problems",
            markup=False,
        )
    if not report.clean:
        raise typer.Exit(ExitCode.INCOMPLETE)
