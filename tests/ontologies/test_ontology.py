from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from graph.rdf.writer import link_quads, to_quads
from ontologies.documentation import vocabulary_page
from ontologies.files import EVENT_TYPES_FILE, FILES, SHAPES_FILE, VOCABULARY_FILE, turtle
from ontologies.prefixes import PREFIXES
from ontologies.terms import EVENT_TYPES, NS, PLOVER_TYPES, RELATIONS, ROLES, TYPES_NS
from tests.graph.graphs import sample

_AGENT = {"Person", "Organization", "Location"}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(data=turtle(VOCABULARY_FILE), format="turtle")


@pytest.fixture(scope="module")
def types() -> Graph:
    return Graph().parse(data=turtle(EVENT_TYPES_FILE), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=turtle(SHAPES_FILE), format="turtle")


def _classes(graph: Graph, node: Node | None) -> set[str]:
    """Return the names of a class or of the members of a union, the agents spelt out."""
    assert node is not None
    union = graph.value(node, OWL.unionOf)
    members = list(Collection(graph, union)) if union is not None else [node]
    names = {str(member).replace(NS, "").replace(PREFIXES["xsd"], "xsd:") for member in members}
    return (names - {"Agent"}) | _AGENT if "Agent" in names else names


def _properties(graph: Graph) -> set[Node]:
    return {*graph.subjects(RDF.type, OWL.ObjectProperty), *graph.subjects(RDF.type, OWL.DatatypeProperty)}


def test_turtle_refuses_another_name() -> None:
    with pytest.raises(FileNotFoundError, match=r"actorgraph\.ttl"):
        turtle("other.ttl")


def test_files_use_the_namespaces_of_the_prefix_table() -> None:
    for name in FILES:
        graph = Graph(bind_namespaces="none").parse(data=turtle(name), format="turtle")
        declared = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
        assert {p: PREFIXES.get(p) for p in declared} == declared, name


def test_every_own_term_has_a_label_and_a_comment(vocabulary: Graph) -> None:
    own = {node for node in vocabulary.subjects() if isinstance(node, URIRef) and str(node).startswith(NS)}
    assert len(own) > 90
    for node in own:
        assert vocabulary.value(node, RDFS.label), node
        assert vocabulary.value(node, RDFS.comment), node


def test_every_property_has_a_domain_and_a_range(vocabulary: Graph) -> None:
    known = {str(node) for node in vocabulary.subjects(RDF.type, OWL.Class)}
    for node in _properties(vocabulary):
        for predicate in (RDFS.domain, RDFS.range):
            value = vocabulary.value(node, predicate)
            for name in _classes(vocabulary, value):
                assert ":" in name or NS + name in known, f"{node} {predicate} {name}"


def test_every_class_is_aligned_with_another_vocabulary(vocabulary: Graph) -> None:
    for node in vocabulary.subjects(RDF.type, OWL.Class):
        if isinstance(node, URIRef):
            assert any(
                not str(o).startswith(NS) for o in vocabulary.transitive_objects(node, RDFS.subClassOf)
            ), node


def test_relations_are_those_of_the_table(vocabulary: Graph) -> None:
    for name, relation in RELATIONS.items():
        node = URIRef(NS + name)
        assert node in _properties(vocabulary), name
        assert _classes(vocabulary, vocabulary.value(node, RDFS.domain)) == set(relation.domain), name
        assert _classes(vocabulary, vocabulary.value(node, RDFS.range)) == set(relation.range), name
        if relation.wikidata:
            assert URIRef(PREFIXES["wdt"] + relation.wikidata) in set(
                vocabulary.objects(node, SKOS.closeMatch)
            ), name


def test_roles_are_those_of_the_table(vocabulary: Graph) -> None:
    found = {str(node).removeprefix(NS) for node in vocabulary.subjects(RDF.type, URIRef(NS + "Role"))}
    assert found == set(ROLES)


def test_event_types_are_those_of_the_table(types: Graph) -> None:
    cameo = URIRef(NS + "cameoRoot")
    found = {}
    for node in types.subjects(RDF.type, SKOS.Concept):
        notations = [n for n in types.objects(node, SKOS.notation) if isinstance(n, Literal)]
        (name,) = [str(n) for n in notations if n.datatype is None]
        found[name] = tuple(sorted(str(n) for n in notations if n.datatype == cameo))
        assert node == URIRef(TYPES_NS + name)
        assert types.value(node, SKOS.prefLabel) and types.value(node, SKOS.definition), name
        assert len(set(types.objects(node, SKOS.example))) >= 2, name
    assert found == {name: tuple(sorted(codes)) for name, codes in EVENT_TYPES.items()}


def test_own_types_fall_under_those_of_plover(types: Graph) -> None:
    name = len(TYPES_NS)
    found = {str(own)[name:]: str(broad)[name:] for own, broad in types.subject_objects(SKOS.broadMatch)}
    assert found == PLOVER_TYPES
    assert all(EVENT_TYPES[broad] and not EVENT_TYPES[own] for own, broad in found.items())


def test_what_is_written_uses_defined_terms_alone(vocabulary: Graph, types: Graph) -> None:
    known = {str(node) for graph in (vocabulary, types) for node in graph.subjects()}
    graph = sample()
    used = {
        term.value
        for quad in [*to_quads(graph), *link_quads(graph)]
        for term in (quad.predicate, quad.object)
        if hasattr(term, "value") and term.value.startswith((NS, TYPES_NS))
    }
    assert used - known == set()


def test_shapes_name_defined_terms_alone(vocabulary: Graph, shapes: Graph) -> None:
    known = {str(node) for node in vocabulary.subjects()}
    named = {str(node) for predicate in (SH.path, SH["class"], SH.targetClass, SH.targetSubjectsOf)
             for node in shapes.objects(None, predicate)}  # fmt: skip
    assert {node for node in named if node.startswith(NS)} - known == set()


def test_every_relation_has_a_shape(shapes: Graph) -> None:
    targets = {str(node).removeprefix(NS) for node in shapes.objects(None, SH.targetSubjectsOf)}
    assert targets == set(RELATIONS)


def test_vocabulary_page_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "vocabulary.md"
    assert page.read_text(encoding="utf-8") == vocabulary_page(), "run python -m ontologies.documentation"
