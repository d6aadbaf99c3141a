"""`actorgraph serve`: the service and the page."""

from dataclasses import replace
from typing import Annotated

import typer

from api.cli.output import StoreOption
from api.settings import Settings

__all__ = ["serve"]


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; default 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; default 8000.")] = None,
    store: StoreOption = None,
) -> None:
    """Serve the page, the graph API and SPARQL over the store; a build may go on at the same time."""
    from api.app import serve as run

    settings = Settings.from_environment()
    run(
        replace(
            settings,
            host=settings.host if host is None else host,
            port=settings.port if port is None else port,
            store=settings.store if store is None else store,
        )
    )
