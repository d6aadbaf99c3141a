"""Clusters are written at resolution, read back as they were, counted by source, and changed by judgements."""

import json

import pytest

from graph.coreference.triples import join_reports, read_clusters, sources_of
from graph.errors import InputError, NotFoundError
from graph.ids import minted_iri
from graph.judgements import forget, judge
from graph.queries import bind
from graph.resolution import resolve
from graph.sparql import Limits, Request, answer
from tests.graph.coreference.reports import report, store_of

OWN = " Surveyors of the cracked dam say its spillway above the valley is narrow, and the reservoir should be lowered."


def _event(key: str) -> str:
    return minted_iri("event", f"https://example.org/{key}")


def test_clusters_come_back_as_they_were_written() -> None:
    store = store_of(report("a"), report("b"), report("c", rest=OWN))
    written = join_reports(store, {})
    assert len(written) == 1
    assert read_clusters(store.quads) == written


def test_copies_and_one_publisher_count_as_one_source() -> None:
    store = store_of(report("a"), report("b"), report("c", rest=OWN, source="Valley News"))
    (cluster,) = join_reports(store, {})
    assert sources_of(store.quads, cluster.documents) == [
        ["https://example.org/a", "https://example.org/b"],
        ["https://example.org/c"],
    ]
    rows = json.loads(answer(store.quads, Request(bind("reports", {})), Limits()).body)["results"]["bindings"]
    assert [(row["reports"]["value"], row["sources"]["value"]) for row in rows] == [("3", "2")] * 3
    assert {row["factuality"]["value"] for row in rows} == {"asserted"}
    few = answer(store.quads, Request(bind("reports", {"sources": "3"})), Limits()).body
    assert json.loads(few)["results"]["bindings"] == []


def test_judgement_splits_a_cluster_and_its_undoing_joins_it_again() -> None:
    store = store_of(report("a"), report("b"))
    resolve(store)
    before = read_clusters(store.quads)
    judge(store, _event("a"), _event("b"), same=False, why="the second dam meeting")
    resolve(store)
    assert read_clusters(store.quads) == []
    forget(store, _event("a"), _event("b"))
    resolve(store)
    assert read_clusters(store.quads) == before != []


def test_judgements_are_on_events_of_the_store_alone() -> None:
    store = store_of(report("a"), report("b"))
    with pytest.raises(NotFoundError, match="no document mentions"):
        judge(store, _event("a"), _event("z"), same=True, why="a guess")
    person = report("a").entities[0].id
    with pytest.raises(InputError, match="different types"):
        judge(store, _event("a"), person, same=True, why="a guess")


def test_removed_document_leaves_its_cluster() -> None:
    store = store_of(report("a"), report("b"), report("c", rest=OWN))
    resolve(store)
    store.remove("https://example.org/b")
    resolve(store)
    (cluster,) = read_clusters(store.quads)
    assert cluster.documents == ("https://example.org/a", "https://example.org/c")
