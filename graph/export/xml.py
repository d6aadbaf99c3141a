"""The network as GEXF 1.3 (type, colour and size set for Gephi) and as GraphML."""

import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pyoxigraph import Store

from graph.network.network import Network
from graph.network.records import Actor, Edge

__all__ = ["gexf", "graphml"]

_COLOURS = {
    "Person": (0, 114, 178),
    "Organization": (230, 159, 0),
    "Location": (0, 158, 115),
    "Event": (204, 121, 167),
}
"""Colours of Okabe and Ito's palette, told apart by colour-blind readers too."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = (
    ("type", "string"),
    ("country", "string"),
    ("sector", "string"),
    ("named", "boolean"),
    ("documents", "integer"),
    ("degree", "integer"),
    ("link", "string"),
)
_EDGE = (
    ("kind", "string"),
    ("type", "string"),
    ("factuality", "string"),
    ("documents", "integer"),
    ("first", "string"),
    ("last", "string"),
    ("quote", "string"),
)


def gexf(store: Store, network: Network) -> bytes:
    """Return the network as GEXF 1.3."""
    root = Element(
        "gexf",
        {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"},
    )
    graph = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for kind, columns in (("node", _NODE), ("edge", _EDGE)):
        attributes = SubElement(graph, "attributes", {"class": kind})
        for number, (title, type_) in enumerate(columns):
            SubElement(attributes, "attribute", {"id": str(number), "title": title, "type": type_})
    nodes = SubElement(graph, "nodes")
    for actor in network.actors.values():
        node = SubElement(nodes, "node", {"id": actor.id, "label": _clean(actor.label)})
        _values(SubElement(node, "attvalues"), _node_values(actor))
        red, green, blue = _COLOURS[actor.type]
        SubElement(node, "viz:color", {"r": str(red), "g": str(green), "b": str(blue)})
        SubElement(node, "viz:size", {"value": f"{4 + 6 * math.log1p(actor.degree):.2f}"})
    edges = SubElement(graph, "edges")
    for edge in network.edges:
        element = SubElement(
            edges,
            "edge",
            {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "label": edge.type,
                "weight": str(float(edge.weight)),
            },
        )
        _values(SubElement(element, "attvalues"), _edge_values(edge))
    return _document(root)


def graphml(store: Store, network: Network) -> bytes:
    """Return the network as GraphML with the same attributes."""
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    kinds = {"string": "string", "boolean": "boolean", "integer": "int"}
    for kind, columns in (
        ("node", (("label", "string"), *_NODE)),
        ("edge", (("weight", "integer"), *_EDGE)),
    ):
        for title, type_ in columns:
            SubElement(
                root,
                "key",
                {"id": f"{kind}-{title}", "for": kind, "attr.name": title, "attr.type": kinds[type_]},
            )
    graph = SubElement(root, "graph", {"edgedefault": "directed"})
    for actor in network.actors.values():
        node = SubElement(graph, "node", {"id": actor.id})
        _data(node, "node", [("label", actor.label), *_titled(_NODE, _node_values(actor))])
    for edge in network.edges:
        element = SubElement(graph, "edge", {"id": edge.id, "source": edge.source, "target": edge.target})
        _data(element, "edge", [("weight", edge.weight), *_titled(_EDGE, _edge_values(edge))])
    return _document(root)


def _node_values(actor: Actor) -> tuple[object, ...]:
    link = actor.links[0] if actor.links else None
    return (actor.type, actor.country, actor.sector, actor.named, actor.documents, actor.degree, link)


def _edge_values(edge: Edge) -> tuple[object, ...]:
    quote = edge.evidence[0].sentence
    return (edge.kind, edge.type, edge.factuality, edge.documents, *edge.dates, quote)


def _titled(columns: tuple[tuple[str, str], ...], values: tuple[object, ...]) -> Iterator[tuple[str, object]]:
    for (title, _), value in zip(columns, values, strict=True):
        yield title, value


def _values(parent: Element, values: tuple[object, ...]) -> None:
    for number, value in enumerate(values):
        if value is not None:
            SubElement(parent, "attvalue", {"for": str(number), "value": _text(value)})


def _data(parent: Element, kind: str, values: list[tuple[str, object]]) -> None:
    for title, value in values:
        if value is not None:
            SubElement(parent, "data", {"key": f"{kind}-{title}"}).text = _text(value)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _clean(str(value))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _document(root: Element) -> bytes:
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
