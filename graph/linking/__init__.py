"""Linking: external identities for the entities of a document, each with score and explanation."""

from graph.linking.table import LINKERS, link

__all__ = ["LINKERS", "link"]
