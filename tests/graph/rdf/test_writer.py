from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from graph.errors import NotFoundError, SchemaError
from graph.model import Document, DocumentGraph
from graph.rdf.dates import is_date, is_edtf
from graph.rdf.reader import read_document
from graph.rdf.shape import ag, clean, name
from graph.rdf.writer import link_quads, links_graph, to_nquads, to_quads
from ontologies.prefixes import PREFIXES
from tests.graph.graphs import graphs, sample


def _cleaned(value: Any) -> Any:
    """Return a record with all its texts cleaned."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def _stored(graph: DocumentGraph) -> Store:
    store = Store()
    store.extend([*to_quads(graph), *link_quads(graph)])
    return store


def test_read_document_gives_back_what_was_written() -> None:
    graph = sample()
    assert read_document(_stored(graph), graph.document.id) == graph


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_read_document_gives_back_any_graph(graph: DocumentGraph) -> None:
    read = read_document(_stored(graph), graph.document.id)
    aliases = [tuple(sorted({clean(a) for a in e.aliases})) for e in graph.entities]
    assert [e.aliases for e in read.entities] == aliases
    expected = _cleaned(graph)
    assert read.document == expected.document
    assert [(e.mentions, e.links, e.name, e.country) for e in read.entities] == [
        (e.mentions, e.links, e.name, e.country) for e in expected.entities
    ]
    assert read.events == expected.events
    assert read.relations == expected.relations
    read.verify()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_to_quads_writes_nothing_malformed(graph: DocumentGraph) -> None:
    quads = [*to_quads(graph), *link_quads(graph)]
    assert {str(q) for q in parse(to_nquads(quads), RdfFormat.N_QUADS)} == {str(q) for q in quads}
    store = Store()
    store.extend(quads)
    kept = {str(quad) for quad in store}
    assert kept == {str(quad) for quad in quads}, "the store must keep every literal in the form given"
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.object.datatype == name("xsd:date"):
            assert is_date(quad.object.value) and len(quad.object.value) == 10
        if isinstance(quad.object, Literal) and quad.object.datatype == name("edtf:EDTF"):
            assert is_edtf(quad.object.value)


def test_to_quads_is_sorted_and_the_same_twice() -> None:
    once, twice = to_quads(sample()), to_quads(sample())
    assert once == twice == sorted(once, key=str)
    assert {quad.graph_name for quad in once} == {NamedNode(sample().document.id)}


def test_only_asserted_relations_get_the_direct_triple() -> None:
    graph = sample()
    quads = to_quads(graph)
    held, allied, _ = graph.relations
    direct = {(str(quad.subject), quad.predicate) for quad in quads}
    assert (f"<{held.subject}>", ag("holdsPosition")) in direct
    assert (f"<{allied.subject}>", ag("ally")) not in direct
    assert (f"<{allied.id}>", ag("factuality")) in direct


def test_an_asserted_position_is_a_membership_of_the_organization() -> None:
    graph = sample()
    query = """SELECT ?who ?title ?where { GRAPH ?g {
        ?m a org:Membership ; org:member ?who ; org:organization ?where ; org:role/skos:prefLabel ?title } }"""
    found = _stored(graph).query(query, prefixes=dict(PREFIXES))
    assert isinstance(found, QuerySolutions)
    rows = [tuple(str(term) for term in row) for row in found]
    assert rows == [
        (f"<{graph.relations[0].subject}>", '"president"', f"<{graph.relations[0].organization}>")
    ]


def test_links_stand_in_a_graph_of_their_own_and_only_the_best_is_accepted() -> None:
    quads = link_quads(sample())
    assert {quad.graph_name for quad in quads} == {NamedNode(links_graph(sample().document.id))}
    exact = [q.object for q in quads if q.predicate == name("skos:exactMatch")]
    close = [q.object for q in quads if q.predicate == name("skos:closeMatch")]
    assert exact == [NamedNode("http://www.wikidata.org/entity/Q148")]
    assert close == [NamedNode("http://www.wikidata.org/entity/Q29520")]


def test_a_bad_date_is_kept_as_text_only() -> None:
    document = Document("https://example.org/d", "a", published="2022-02-31")
    quads = to_quads(DocumentGraph(document))
    assert not any(q.predicate == name("schema:datePublished") for q in quads)
    assert any(q.predicate == ag("published") for q in quads)


@pytest.mark.parametrize("key", ["no iri", "", "http://example.org/<>", "relative/path"])
def test_an_id_that_is_no_iri_is_refused(key: str) -> None:
    with pytest.raises(SchemaError, match="IRI"):
        to_quads(DocumentGraph(Document(key, "a")))


def test_read_document_says_when_there_is_none() -> None:
    with pytest.raises(NotFoundError, match="urn:none"):
        read_document(Store(), "urn:none")
