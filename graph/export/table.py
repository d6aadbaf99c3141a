"""The table of export formats: one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import Store

from graph.export.dyads import dyads_csv
from graph.export.rdf import jsonld, nquads, trig, turtle
from graph.export.tables import network_csv
from graph.export.xml import gexf, graphml
from graph.network.network import Network

__all__ = ["EXPORTERS", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: file name, media type, what it holds, and the function that makes its bytes.

    `write` gets the quads and the network of one snapshot; the same snapshot gives the same bytes.
    """

    filename: str
    media_type: str
    description: str
    write: Callable[[Store, Network], bytes]


EXPORTERS: Final = MappingProxyType(
    {
        "ttl": Exporter("actorgraph.ttl", "text/turtle; charset=utf-8", "all graphs merged, Turtle", turtle),
        "nq": Exporter("actorgraph.nq", "application/n-quads", "all named graphs, sorted N-Quads", nquads),
        "trig": Exporter("actorgraph.trig", "application/trig", "all named graphs, TriG", trig),
        "jsonld": Exporter("actorgraph.jsonld", "application/ld+json", "all named graphs, JSON-LD", jsonld),
        "graphml": Exporter(
            "actorgraph.graphml", "application/graphml+xml", "actor network, GraphML", graphml
        ),
        "gexf": Exporter(
            "actorgraph.gexf",
            "application/gexf+xml",
            "actor network, GEXF 1.3 with type, colour and size",
            gexf,
        ),
        "csv": Exporter(
            "actorgraph-csv.zip", "application/zip", "actor network: nodes.csv and edges.csv", network_csv
        ),
        "dyads": Exporter(
            "dyads.csv", "text/csv; charset=utf-8", "who did what to whom, one row a pair", dyads_csv
        ),
    }
)
"""Formats by name."""
