from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from graph.contract import from_contract, to_contract
from graph.errors import NotFoundError, SchemaError
from graph.model import Document, DocumentGraph, Factuality
from graph.rdf.dates import bounds, is_date
from graph.rdf.reader import read_document
from graph.rdf.shape import ag
from graph.rdf.writer import link_quads, links_graph, to_nquads, to_quads
from tests.factories import helsinki, madrid


def _stored(graph: DocumentGraph) -> Store:
    store = Store()
    store.extend([*to_quads(graph), *link_quads(graph)])
    return store


@pytest.mark.parametrize("graph", [helsinki(), madrid()], ids=["helsinki", "madrid"])
def test_document_read_back_is_the_one_written(graph: DocumentGraph) -> None:
    assert read_document(_stored(graph), graph.document.id) == graph


@pytest.mark.parametrize("graph", [helsinki(), madrid()], ids=["helsinki", "madrid"])
def test_contract_read_back_is_the_one_written(graph: DocumentGraph) -> None:
    assert from_contract(to_contract(graph)) == graph


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1),
    st.text(st.characters(categories=["L", "N", "P", "S"])),
)
def test_any_text_and_title_survive(text: str, title: str) -> None:
    graph = DocumentGraph(Document("https://example.org/d", text, title=title))
    assert read_document(_stored(graph), graph.document.id) == graph


def test_missing_document_is_named() -> None:
    with pytest.raises(NotFoundError, match=r"example\.org/none"):
        read_document(Store(), "https://example.org/none")


def test_only_asserted_relations_get_the_direct_triple() -> None:
    graph = helsinki()
    store = _stored(graph)
    for fact in graph.relations:
        found = any(store.quads_for_pattern(NamedNode(fact.subject), ag(fact.predicate), None, None))
        assert found is (fact.factuality is Factuality.ASSERTED)


def test_quads_do_not_depend_on_the_run() -> None:
    assert to_nquads(to_quads(helsinki())) == to_nquads(to_quads(helsinki()))
    assert to_nquads([]) == b""


def test_links_stay_out_of_the_document_graph() -> None:
    graph = helsinki()
    names = {str(quad.graph_name) for quad in link_quads(graph)}
    assert names == {f"<{links_graph(graph.document.id)}>"}
    assert all(str(quad.graph_name) == f"<{graph.document.id}>" for quad in to_quads(graph))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022-02-30", (None, None)),
        ("../2022-03-01", (None, "2022-03-01")),
        ("nonsense", (None, None)),
        ("2022-13", (None, None)),
    ],
)
def test_bounds_of_edtf_values(value: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(value) == expected


def test_date_must_exist() -> None:
    assert is_date("2024-02-29T10:00:00Z")
    assert not is_date("2023-02-29")
    assert not is_date("February")


def test_quote_that_is_not_in_the_text_is_refused() -> None:
    graph = helsinki()
    moved = replace(graph, document=replace(graph.document, text="x" + graph.document.text))
    with pytest.raises(SchemaError, match="does not quote"):
        moved.verify()


@pytest.mark.parametrize("broken", [{}, {"document": {}, "text": ""}, {"document": None}])
def test_object_that_is_no_document_graph_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(SchemaError, match="not a document graph"):
        from_contract(broken)


def test_entity_that_is_used_but_not_listed_is_refused() -> None:
    graph = helsinki()
    with pytest.raises(SchemaError, match="is no entity"):
        replace(graph, entities=graph.entities[1:]).verify()
