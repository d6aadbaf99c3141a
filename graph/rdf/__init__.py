"""RDF: the one place that knows how a document graph is written as quads, and read back."""

from graph.rdf.reader import read_document
from graph.rdf.writer import link_quads, links_graph, to_quads

__all__ = ["link_quads", "links_graph", "read_document", "to_quads"]
