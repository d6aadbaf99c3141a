"""Merges of actors as the command line and the service show and change them."""

from collections.abc import Collection
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from graph.judgements import forget, judge, judgements, named_entity
from graph.rdf.shape import ag, name
from graph.resolution import RESOLUTION, resolve
from graph.store.contract import GraphStore

__all__ = ["judge_pair", "merges_json", "undo_pair"]

Json = dict[str, Any]


def merges_json(quads: Store, entities: Collection[str] | None = None) -> Json:
    """Return `{merges, judgements}` in order: those in force with their reasons, and what users judged.

    `entities` are the IRIs of interest; None takes all.
    """
    graph = NamedNode(RESOLUTION)
    merged: list[Json] = []
    for quad in quads.quads_for_pattern(None, ag("matched"), None, graph):
        match = quad.subject
        into = next(quads.quads_for_pattern(match, ag("into"), None, graph))
        reason = next(quads.quads_for_pattern(match, name("rdfs:comment"), None, graph), None)
        entity, canonical = _value(quad.object), _value(into.object)
        if entities is None or entity in entities or canonical in entities:
            merged.append(
                {
                    "entity": _described(quads, entity),
                    "canonical": _described(quads, canonical),
                    "reason": _value(reason.object) if reason is not None else "",
                }
            )
    judged = [
        {
            "one": _described(quads, item.one),
            "other": _described(quads, item.other),
            "same": item.same,
            "why": item.why,
        }
        for item in judgements(quads)
        if entities is None or item.one in entities or item.other in entities
    ]
    merged.sort(key=lambda item: (item["canonical"]["id"], item["entity"]["id"]))
    return {"merges": merged, "judgements": judged}


def judge_pair(store: GraphStore, one: str, other: str, *, same: bool, why: str) -> Json:
    """Judge two entities, given by IRI or name, to be the same or not; resolve, publish, return the judgement."""
    found = judge(store, named_entity(store.quads, one), named_entity(store.quads, other), same=same, why=why)
    _publish(store)
    return {"one": found.one, "other": found.other, "same": found.same, "why": found.why}


def undo_pair(store: GraphStore, one: str, other: str) -> Json:
    """Remove what was judged about two entities, given by IRI or name; resolve, publish, return the pair."""
    pair = sorted((named_entity(store.quads, one), named_entity(store.quads, other)))
    forget(store, *pair)
    _publish(store)
    return {"one": pair[0], "other": pair[1], "undone": True}


def _publish(store: GraphStore) -> None:
    resolve(store)
    store.flush()
    store.publish()


def _described(quads: Store, entity: str) -> Json:
    node = NamedNode(entity)

    def values(predicate: NamedNode) -> list[str]:
        return sorted({_value(q.object) for q in quads.quads_for_pattern(node, predicate, None, None)})

    names = values(name("skos:prefLabel"))
    return {
        "id": entity,
        "name": names[0] if names else entity,
        "aliases": values(name("skos:altLabel")),
        "identifiers": values(name("skos:exactMatch")),
    }


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
