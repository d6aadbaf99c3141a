"""Names of the RDF shape: namespaces and the terms that writer, reader and queries share."""

import re
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.errors import SchemaError
from ontologies.prefixes import PREFIXES

__all__ = ["AG", "PREFIXES", "ag", "clean", "iri", "literal", "name"]

AG: Final = PREFIXES["ag"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name(curie: str) -> NamedNode:
    """Return the node of a prefixed name: `name("skos:prefLabel")`."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def ag(local: str) -> NamedNode:
    """Return the node of one of the project's own terms."""
    return NamedNode(AG + local)


def iri(value: str) -> NamedNode:
    """Return `value` as a node; raise `SchemaError` when it is no absolute IRI."""
    try:
        return NamedNode(value)
    except ValueError as error:
        raise SchemaError(f"{value!r} is no absolute IRI: {error}") from error


def clean(text: str) -> str:
    """Return `text` with each character that XML cannot carry as U+FFFD, so that offsets stay.

    Without it a control character from a broken file would spoil every XML answer that holds it.

    >>> clean("a\\x00b\\tc")
    'a\ufffdb\\tc'
    """
    return _NOT_XML.sub("\ufffd", text)


def literal(value: str | int | float | bool, datatype: str | None = None) -> Literal:
    """Return a literal; `datatype` is a prefixed name such as `xsd:date`.

    Text is cleaned; numbers are written in the form that Oxigraph keeps, so that quads compare equal.
    """
    if isinstance(value, str):
        return Literal(clean(value)) if datatype is None else Literal(clean(value), datatype=name(datatype))
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=name("xsd:boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=name("xsd:integer"))
    digits = format(Decimal(repr(value)), "f")
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal(plain or "0", datatype=name("xsd:decimal"))
