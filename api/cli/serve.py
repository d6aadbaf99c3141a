"""`actorgraph serve`: the service and the page."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli.output import StoreOption, progress_console
from api.settings import Settings
from graph.store.oxigraph import current_snapshot

__all__ = ["serve"]


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; default 8000.")] = None,
    store: StoreOption = None,
) -> None:
    """Serve the page, the graph API and SPARQL over the store; a build may go on at the same time."""
    # Loading the service takes a second that other commands need not wait for.
    from api.app import serve as run

    told = Settings.from_environment()
    settings = replace(
        told,
        host=told.host if host is None else host,
        port=told.port if port is None else port,
        store=told.store if store is None else store,
    )
    settings.check()
    console = progress_console()
    if current_snapshot(settings.store) is None:
        console.print(f"no store in {settings.store} yet: the page stays empty until a build", markup=False)
    place = f"[{settings.host}]" if ":" in settings.host else settings.host
    console.print(f"Open http://{place}:{settings.port} in a browser; Ctrl-C ends the service.", markup=False)
    run(settings)
