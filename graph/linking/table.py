"""The table of linkers, and the function that runs them over a document graph."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from graph.linking.context import Context, context_of
from graph.linking.gazetteer import candidates
from graph.model import DocumentGraph, Entity, Link

__all__ = ["LINKERS", "Linker", "link"]

Linker = Callable[[Entity, Context], Iterator[Link]]
"""Yields candidate links of one named entity, in any order."""

LINKERS: Final = MappingProxyType[str, Linker]({"gazetteer": candidates})
"""Linkers by name; a target more is a module and a line more."""

_MOST = 5
_LEAST = 0.2


def link(graph: DocumentGraph) -> DocumentGraph:
    """Return `graph` with `Entity.links` filled, best first; unnamed actors and named events have none.

    An empty tuple means that no candidate was good enough: that is a result, not a failure.
    """
    context = context_of(graph)
    return replace(graph, entities=tuple(_linked(entity, context) for entity in graph.entities))


def _linked(entity: Entity, context: Context) -> Entity:
    if not entity.named:
        return entity
    best: dict[str, Link] = {}
    for linker in LINKERS.values():
        for found in linker(entity, context):
            if found.score >= _LEAST and (found.uri not in best or best[found.uri].score < found.score):
                best[found.uri] = found
    ordered = sorted(best.values(), key=lambda item: (-item.score, item.uri))
    return replace(entity, links=tuple(ordered[:_MOST]))
