"""Exports: RDF of the whole store, and the resolved actor network for other tools."""

from graph.export.table import EXPORTERS, Exporter

__all__ = ["EXPORTERS", "Exporter"]
