"""The table of stores: one line each; a store is named `scheme:where`, a bare path is an Oxigraph folder."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from oxrdflib.store import OxigraphStore as RdflibStore
from rdflib import Dataset

from graph.errors import StoreError
from graph.store.contract import GraphStore
from graph.store.oxigraph import open_folder, open_memory

__all__ = ["STORES", "open_store", "rdflib_dataset"]

STORES: Final = MappingProxyType[str, Callable[[str], GraphStore]](
    {"memory": open_memory, "oxigraph": open_folder}
)
"""Openers by scheme."""


def open_store(url: str) -> GraphStore:
    """Open a store for writing: `memory:`, `oxigraph:PATH` or a bare path.

    Raises `StoreError` for an unknown scheme or a folder that cannot be opened, `StoreBusyError` while another
    process writes.
    """
    scheme, colon, where = url.partition(":")
    if not colon or len(scheme) == 1:
        scheme, where = "oxigraph", url
    opener = STORES.get(scheme)
    if opener is None:
        raise StoreError(f"no store for {scheme!r}; known are {', '.join(sorted(STORES))}")
    return opener(where)


def rdflib_dataset(store: GraphStore) -> Dataset:
    """Return the rdflib view of a store, its default graph the union of all named graphs.

    Ask it with query strings: they run in Oxigraph. Prepared queries would fall back to rdflib's evaluator.
    """
    return Dataset(store=RdflibStore(store=store.quads), default_union=True)
