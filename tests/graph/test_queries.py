import json

import pytest
from pyoxigraph import NamedNode, Quad

from graph.coreference.triples import join_reports
from graph.errors import NotFoundError, QueryError
from graph.ids import entity_iri
from graph.queries import QUERIES, bind
from graph.rdf.shape import ag
from graph.resolution import RESOLUTION
from graph.sparql import Limits, Request, answer, refuse
from graph.store.table import open_store
from tests.graph.coreference.reports import report
from tests.graph.graphs import sample

_EMPTY = {"find": {"words": "nobody"}}


def _rows(query: str, merged: dict[str, str] | None = None) -> list[dict[str, str]]:
    """Answer over the sample; `merged` maps entities to those that stand for them."""
    with open_store("memory:") as store:
        store.replace(sample(), "1")
        quads = [
            Quad(NamedNode(one), ag("canonical"), NamedNode(other), NamedNode(RESOLUTION))
            for one, other in (merged or {}).items()
        ]
        store.replace_graph(RESOLUTION, quads)
        body = answer(store.quads, Request(query), Limits()).body
    return [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]


def test_there_are_enough_queries_each_described() -> None:
    assert len(QUERIES) >= 12
    for name, query in QUERIES.items():
        assert query.name == name
        assert query.description[0].isupper() and len(query.description) > 20


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_query_answers_on_a_graph_with_every_kind_of_thing(name: str) -> None:
    refuse(QUERIES[name].query)
    with open_store("memory:") as store:
        store.load([(graph, graph.document.id) for graph in (sample(), report("a"), report("b"))])
        join_reports(store, {})
        body = answer(store.quads, Request(QUERIES[name].query), Limits()).body
    assert json.loads(body)["results"]["bindings"], name


def test_who_met_whom_names_the_pair_once_with_the_sentence() -> None:
    (row,) = _rows(bind("who-met-whom", {}))
    assert (row["one"], row["other"], row["day"]) == ("Joe Biden", "Xi Jinping", "2022-11-14")
    assert row["factuality"] == "asserted"
    assert row["sentence"].startswith("Joe Biden met Xi Jinping")


def test_who_met_whom_keeps_to_the_days() -> None:
    assert _rows(bind("who-met-whom", {"from": "2022-11-15"})) == []
    assert len(_rows(bind("who-met-whom", {"from": "2022-11-14", "until": "2022-11-14"}))) == 1


def test_merged_actors_are_one() -> None:
    biden, xi = entity_iri("Person", "Joe Biden"), entity_iri("Person", "Xi Jinping")
    assert {row["actor"] for row in _rows(bind("actors", {}))} >= {biden, xi}
    assert {row["actor"] for row in _rows(bind("actors", {}), {xi: biden})} == {biden}
    events = _rows(bind("events-of", {"actor": "Xi Jinping"}))
    more = _rows(bind("events-of", {"actor": "Xi Jinping"}), {xi: biden})
    assert {row["event"] for row in events} < {row["event"] for row in more}
    assert _rows(bind("who-met-whom", {}), {xi: biden}) == []


def test_denied_names_who_denies() -> None:
    (row,) = _rows(bind("denied", {}))
    assert (row["what"], row["speaker"]) == ("AID", "A US official")


def test_positions_take_a_person() -> None:
    (row,) = _rows(bind("positions", {"person": "Xi Jinping"}))
    assert (row["title"], row["at"], row["current"]) == ("president", "China", "true")
    assert _rows(bind("positions", {"person": "Joe Biden"})) == []


def test_limit_holds() -> None:
    assert len(_rows(bind("find", {"words": "i", "limit": "2"}))) == 2


@pytest.mark.parametrize(
    "words", ['x"} SERVICE <http://example.org/> { ?s ?p "', "a\\", "a'b\nc", "?param_limit", '") || (1 = 1']
)
def test_a_text_stays_a_text(words: str) -> None:
    query = bind("find", {"words": words})
    refuse(query)
    assert _rows(query) == []


@pytest.mark.parametrize(
    ("name", "given", "what"),
    [
        ("find", {"word": "a"}, "no parameter 'word'"),
        ("find", {"limit": "10 OFFSET 3"}, "whole number"),
        ("find", {"limit": "-1"}, "whole number"),
        ("find", {"words": "\ud800"}, "valid text"),
        ("timeline", {"from": "yesterday"}, "no date"),
        ("actors", {"type": "no iri"}, "no IRI"),
        ("actors", {"type": "urn:a> ?x <urn:b"}, "no IRI"),
    ],
)
def test_a_wrong_value_is_refused(name: str, given: dict[str, str], what: str) -> None:
    with pytest.raises(QueryError, match=what):
        bind(name, given)


def test_an_unknown_query_is_named() -> None:
    with pytest.raises(NotFoundError, match="no named query 'none'"):
        bind("none", {})
