"""Counts of what a store holds."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import QuerySolutions, Store

from graph.errors import QueryError
from graph.rdf.shape import PREFIXES

__all__ = ["Statistics", "count"]

_MERGED: Final = "<https://w3id.org/actorgraph/id/graph/resolution>"
_THINGS: Final = f"""SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE {{
  GRAPH ?g {{ ?thing a %s }}
  OPTIONAL {{ GRAPH {_MERGED} {{ ?thing ag:canonical ?other }} }}
  BIND(COALESCE(?other, ?thing) AS ?one)
}}"""
_QUERIES: Final = {
    "documents": "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { GRAPH ?d { ?d a ag:Document } }",
    "persons": _THINGS % "ag:Person",
    "organizations": _THINGS % "ag:Organization",
    "locations": _THINGS % "ag:Location",
    "named_events": _THINGS % "ag:NamedEvent",
    "events": "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { GRAPH ?g { ?e a ag:Event } }",
    "relations": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { GRAPH ?g { ?s a ag:Statement } }",
    "links": """SELECT (COUNT(DISTINCT ?pair) AS ?n) WHERE {
      GRAPH ?g { ?l a ag:Link ; ag:status ag:accepted ; ag:linkSubject ?s ; ag:linkTarget ?t }
      BIND(CONCAT(STR(?s), " ", STR(?t)) AS ?pair)
    }""",
}


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many of each kind a store holds; entities that were found to be the same count once.

    `events` are what happens in the texts, `named_events` entities such as "the Cold War"; `relations`
    are relation statements, `links` accepted external identities.
    """

    documents: int
    persons: int
    organizations: int
    locations: int
    named_events: int
    events: int
    relations: int
    links: int
    quads: int


def count(store: Store) -> Statistics:
    """Count what `store` holds."""
    return Statistics(**{name: _number(store, query) for name, query in _QUERIES.items()}, quads=len(store))


def _number(store: Store, query: str) -> int:
    rows = store.query(query, prefixes=dict(PREFIXES))
    if not isinstance(rows, QuerySolutions):
        raise QueryError("a count is not a SELECT query")
    value = next(iter(rows))["n"]
    return int(getattr(value, "value", "0"))
