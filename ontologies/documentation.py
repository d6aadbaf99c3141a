"""The page docs/vocabulary.md: every class, property, value and event type, from the ontology files.

Written anew by `python -m ontologies.documentation > docs/vocabulary.md`; a test holds the page to the files.
"""

import sys
from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from ontologies.files import EVENT_TYPES_FILE, VOCABULARY_FILE, turtle
from ontologies.prefixes import PREFIXES
from ontologies.terms import NS

__all__ = ["vocabulary_page"]

_VALUES = ("Factuality", "LinkStatus")


def vocabulary_page() -> str:
    """Return the page as Markdown, sorted by local name within each section."""
    graph = Graph().parse(data=turtle(VOCABULARY_FILE), format="turtle")
    types = Graph().parse(data=turtle(EVENT_TYPES_FILE), format="turtle")
    lines = [
        "# Vocabulary",
        "",
        "Written by `python -m ontologies.documentation` from the files `actorgraph.ttl` and `event-types.ttl`",
        "in `ontologies/`.",
        "",
        "## Namespaces",
        "",
        "| prefix | namespace |",
        "| --- | --- |",
        *(f"| `{prefix}:` | `{namespace}` |" for prefix, namespace in PREFIXES.items()),
        "",
        "## Classes",
        "",
    ]
    for node in _own(graph, OWL.Class):
        lines += _term(graph, node, (("subclass of", RDFS.subClassOf), ("close to", SKOS.closeMatch)))
    for title, kind in (
        ("Object properties", OWL.ObjectProperty),
        ("Datatype properties", OWL.DatatypeProperty),
    ):
        lines += [f"## {title}", ""]
        for node in _own(graph, kind):
            facts = (
                ("from", RDFS.domain),
                ("to", RDFS.range),
                ("subproperty of", RDFS.subPropertyOf),
                ("close to", SKOS.closeMatch),
            )
            lines += _term(graph, node, facts)
    lines += ["## Values", ""]
    for value in _VALUES:
        for node in _own(graph, URIRef(NS + value)):
            lines += _term(graph, node, (("a", RDF.type),))
    lines += ["## Event types", "", "| type | CAMEO | definition | examples |", "| --- | --- | --- | --- |"]
    lines += [_type_row(types, node) for node in sorted(types.subjects(RDF.type, SKOS.Concept), key=str)]
    return "\n".join(lines) + "\n"


def _own(graph: Graph, kind: URIRef) -> list[URIRef]:
    found = {
        node
        for node in graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef) and str(node).startswith(NS)
    }
    return sorted(found, key=lambda node: str(node).casefold())


def _term(graph: Graph, node: URIRef, facts: Iterable[tuple[str, URIRef]]) -> list[str]:
    lines = [
        f"### {_name(graph, node)}",
        "",
        f"*{graph.value(node, RDFS.label)}* - {graph.value(node, RDFS.comment)}",
        "",
    ]
    for title, predicate in facts:
        if values := sorted(_name(graph, value) for value in graph.objects(node, predicate)):
            lines.append(f"- {title}: {', '.join(values)}")
    return [*lines, ""] if lines[-1] else lines


def _name(graph: Graph, node: Node) -> str:
    union = graph.value(node, OWL.unionOf)
    if union is not None:
        return " or ".join(_name(graph, part) for part in Collection(graph, union))
    # The longest namespace wins: `edtf:` lies inside none, but others may.
    fits = [(len(ns), prefix, ns) for prefix, ns in PREFIXES.items() if str(node).startswith(ns)]
    if not fits:
        return f"<{node}>"
    _, prefix, namespace = max(fits)
    return f"{prefix}:{str(node).removeprefix(namespace)}"


def _type_row(types: Graph, node: Node) -> str:
    notations = sorted(str(value) for value in types.objects(node, SKOS.notation))
    codes = ", ".join(value for value in notations if value.isdigit())
    name = next(value for value in notations if not value.isdigit())
    examples = " ".join(sorted(str(value) for value in types.objects(node, SKOS.example)))
    return f"| `{name}` | {codes} | {types.value(node, SKOS.definition)} | {examples} |"


if __name__ == "__main__":
    sys.stdout.write(vocabulary_page())
