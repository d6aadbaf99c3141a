"""RDF of the whole snapshot, in a fixed order."""

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from graph.network.network import Network
from graph.rdf.shape import PREFIXES

__all__ = ["jsonld", "nquads", "trig", "turtle"]


def turtle(store: Store, network: Network) -> bytes:
    """Return all named graphs merged into one, as Turtle."""
    triples = sorted({quad.triple for quad in store}, key=str)
    return _bytes(triples, RdfFormat.TURTLE)


def nquads(store: Store, network: Network) -> bytes:
    """Return all named graphs as N-Quads, line by line in order."""
    return b"".join(sorted(_bytes(list(store), RdfFormat.N_QUADS).splitlines(keepends=True)))


def trig(store: Store, network: Network) -> bytes:
    """Return all named graphs as TriG."""
    return _bytes(_ordered(store), RdfFormat.TRIG)


def jsonld(store: Store, network: Network) -> bytes:
    """Return all named graphs as JSON-LD."""
    return _bytes(_ordered(store), RdfFormat.JSON_LD)


def _ordered(store: Store) -> list[Quad]:
    return sorted(store, key=lambda quad: (str(quad.graph_name), str(quad.triple)))


def _bytes(data: list[Quad] | list[Triple], form: RdfFormat) -> bytes:
    prefixes = None if form in (RdfFormat.N_QUADS, RdfFormat.JSON_LD) else dict(PREFIXES)
    return serialize(data, format=form, prefixes=prefixes) or b""
