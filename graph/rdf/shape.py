"""Names of the RDF shape: namespaces and the terms that writer, reader and queries share."""

from typing import Final

from pyoxigraph import Literal, NamedNode

from ontologies.prefixes import PREFIXES
from ontologies.terms import TYPES_NS

__all__ = ["AG", "PREFIXES", "ag", "event_type", "iri", "literal", "name"]

AG: Final = PREFIXES["ag"]


def name(curie: str) -> NamedNode:
    """Return the node of a prefixed name: `name("skos:prefLabel")`."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def ag(local: str) -> NamedNode:
    """Return the node of one of the project's own terms."""
    return NamedNode(AG + local)


def event_type(notation: str) -> NamedNode:
    """Return the concept of an event type."""
    return NamedNode(TYPES_NS + notation)


def iri(value: str) -> NamedNode:
    """Return `value` as a node; raises `ValueError` when it is no absolute IRI."""
    return NamedNode(value)


def literal(value: str | int | float | bool, datatype: str | None = None) -> Literal:
    """Return a literal; `datatype` is a prefixed name such as `xsd:date`.

    Surrogates and NUL, which no RDF syntax can carry, become U+FFFD.
    """
    if isinstance(value, str):
        clean = "".join("\ufffd" if c == "\x00" or 0xD800 <= ord(c) < 0xE000 else c for c in value)
        return Literal(clean) if datatype is None else Literal(clean, datatype=name(datatype))
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=name("xsd:boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=name("xsd:integer"))
    return Literal(f"{value:.4f}".rstrip("0").rstrip(".") or "0", datatype=name("xsd:decimal"))
