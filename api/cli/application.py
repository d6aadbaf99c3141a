"""The application: all commands, and how errors end them."""

import logging
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli.build import build
from api.cli.check import check
from api.cli.export import export
from api.cli.extract import extract
from api.cli.merges import merge, merges, unmerge
from api.cli.output import ExitCode, exit_code, progress_console
from api.cli.query import query
from api.cli.remove import remove
from api.cli.serve import serve
from api.cli.stats import stats
from graph.errors import ActorgraphError

__all__ = ["app", "main"]


class _Commands(TyperGroup):
    """Ends a command with a message and an exit code in place of a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ActorgraphError as error:
            progress_console().print(f"error: {error}", markup=False)
            raise typer.Exit(exit_code(error)) from error
        except KeyboardInterrupt as error:
            progress_console().print("interrupted")
            raise typer.Exit(ExitCode.INTERRUPTED) from error


app = typer.Typer(
    name="actorgraph",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"actorgraph {version('actorgraph')}\n")
        raise typer.Exit


@app.callback()
def _root(
    shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn news into a knowledge graph of who did what to whom, where and when, and who says so."""
    # What the readers' libraries say about a file is said again, with its path, as the reason of the failure.
    for name in ("htmldate", "pypdf", "trafilatura"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


for _command in (build, extract, query, export, remove, merges, merge, unmerge, stats, check, serve):
    app.command()(_command)


def main() -> None:
    """Run the command line."""
    app()
