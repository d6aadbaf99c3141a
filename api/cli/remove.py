"""`actorgraph remove`: take a document out of the store."""

from typing import Annotated

import typer

from api.cli.output import JsonOption, StoreOption, print_json, progress_console, store_folder
from graph.ids import BASE, document_iri
from graph.store.table import open_store

__all__ = ["remove"]


def remove(
    document: Annotated[
        str, typer.Argument(help="IRI of the document, or the URL, id or path that it was built from.")
    ],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a document and all that it alone said; nothing of it stays behind."""
    # Loading the language takes a second that other commands need not wait for.
    from api.build import Builder

    iri = document if document.startswith(BASE) else document_iri(document)
    with open_store(str(store_folder(store))) as opened, Builder(opened) as builder:
        builder.remove(iri)
    if as_json:
        print_json({"removed": iri})
    else:
        progress_console().print(f"removed {iri}", markup=False)
