import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import LimitError, QueryError
from graph.sparql import GRAPH_FORMATS, RESULT_FORMATS, Limits, Request, answer, refuse

_EX = "PREFIX ex: <http://example.org/> PREFIX : <http://example.org/> "


@pytest.fixture
def store() -> Store:
    store = Store()
    for graph, value in (("urn:g1", "one"), ("urn:g2", "two")):
        store.add(Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal(value), NamedNode(graph)))
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal("none")))
    return store


def _values(
    store: Store, query: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> list[str]:
    body = answer(store, Request(query, "csv", "nt", default, named), Limits()).body
    return sorted(body.decode().split()[1:])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE<http://example.org/>{ ?s ?p ?o } }",
        _EX + "SELECT * { SERVICE ex:x { ?s ?p ?o } }",
        _EX + "SELECT * { SERVICEex:x{ ?s ?p ?o } }",
        _EX + "SELECT * { SERVICE:x{ ?s ?p ?o } }",
        _EX + "SELECT * { ?a ?b 1SERVICE:x{ ?s ?p ?o } }",
        "SELECT * { ?a ?b trueSERVICE<http://example.org/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE#comment\n<http://example.org/> { ?s ?p ?o } }",
        _EX + "SELECT * { ex:it\\'s ?p ?o . SERVICE ex:x { ?s ?p 'a' } }",
        _EX + "SELECT * { ex:a\\#b ?p ?o . SERVICE ex:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE <http://example.org/> { ?s ?p 'b' } }",
        'SELECT * { ?s ?p """a""" . SERVICE <http://example.org/> { ?s ?p """b""" } }',
        "SELECT * { ?s ?p ?o FILTER(?s<?o) SERVICE ?x { ?s ?p ?o } FILTER(?s>?o) }",
        "SELECT * { # a ' quote\n SERVICE <http://example.org/> { ?s ?p ?o } # '\n }",
        "SELECT * { # a comment\r SERVICE <http://example.org/> { ?s ?p ?o } }",
    ],
)
def test_refuse_finds_every_call_of_a_service(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <http://example.org/>' }",
        "SELECT * { <http://example.org/service> ?p ?o } # SERVICE",
        _EX + "SELECT * { ex:service ?p ?o ; ex:my-service ?x }",
        _EX + "SELECT * { ex:secret\\-service ?p ?o }",
        'SELECT * { ?s ?p """it\'s "SERVICE" """ }',
        "SELECT * { ?s ?p 'it\\'s SERVICE' }",
        "SELECT * { ?s ?p ?insert . FILTER(?p != 'DELETE') }",
    ],
)
def test_refuse_lets_words_stand_in_strings_names_and_comments(store: Store, query: str) -> None:
    refuse(query)
    answer(store, Request(query), Limits())


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:p> 1 }",
        "PREFIX ex: <urn:> DELETE WHERE { ?s ?p ?o }",
        "# comment\nLOAD <http://example.org/>",
        "DROP ALL",
    ],
)
def test_refuse_names_updates(query: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        refuse(query)


def test_answer_takes_the_union_of_all_graphs_by_default(store: Store) -> None:
    assert _values(store, "SELECT ?o { ?s ?p ?o }") == ["none", "one", "two"]


def test_answer_honours_the_dataset_of_the_query(store: Store) -> None:
    assert _values(store, "SELECT ?o FROM <urn:g1> { ?s ?p ?o }") == ["one"]
    assert _values(store, "SELECT ?o FROM<urn:g1> { ?s ?p ?o }") == ["one"]
    assert _values(store, "SELECT ?o FROM NAMED <urn:g2> { GRAPH ?g { ?s ?p ?o } }") == ["two"]
    assert _values(store, "SELECT ?o FROM NAMED <urn:g2> { ?s ?p ?o }") == []


def test_answer_lets_the_protocol_dataset_win(store: Store) -> None:
    assert _values(store, "SELECT ?o FROM <urn:g1> { ?s ?p ?o }", default=("urn:g2",)) == ["two"]
    assert _values(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", default=("urn:g2",)) == []
    assert _values(store, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", named=("urn:g2",)) == ["two"]
    assert _values(store, "SELECT ?o { ?s ?p ?o }", named=("urn:g2",)) == []


def test_answer_says_where_the_syntax_is_wrong(store: Store) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+"):
        answer(store, Request("SELECT *\n{ ?s ?p "), Limits())


@pytest.mark.parametrize(
    "query", ["SELECT (<urn:f>(1) AS ?x) {}", "SELECT * { ?s ?p ?o FILTER(<urn:f>(?o)) }"]
)
def test_answer_names_an_unknown_function(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="urn:f"):
        answer(store, Request(query), Limits())


def test_answer_names_a_graph_that_is_no_iri(store: Store) -> None:
    with pytest.raises(QueryError, match="IRI"):
        answer(store, Request("ASK {}", default_graphs=("no iri",)), Limits())


@pytest.mark.parametrize("form", sorted(RESULT_FORMATS))
def test_answer_stops_at_the_limit_of_rows_and_bytes(store: Store, form: str) -> None:
    query = "SELECT ?o ('a\\nb' AS ?x) { ?s ?p ?o }"
    answer(store, Request(query, form), Limits(rows=3))
    with pytest.raises(LimitError, match="more than 2 rows"):
        answer(store, Request(query, form), Limits(rows=2))
    with pytest.raises(LimitError, match="bytes"):
        answer(store, Request(query, form), Limits(size=20))


@pytest.mark.parametrize("form", sorted(GRAPH_FORMATS))
def test_answer_stops_graphs_at_the_limits(store: Store, form: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    assert answer(store, Request(query, "json", form), Limits(rows=3)).body
    with pytest.raises(LimitError, match="more than 2 rows"):
        answer(store, Request(query, "json", form), Limits(rows=2))
    with pytest.raises(LimitError, match="bytes"):
        answer(store, Request(query, "json", form), Limits(size=20))


def test_answer_uses_the_prefixes_in_turtle(store: Store) -> None:
    body = answer(store, Request("CONSTRUCT { ?s a ag:Person } { ?s ?p ?o }"), Limits()).body.decode()
    assert "ag:Person" in body
