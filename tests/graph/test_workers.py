import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import LimitError, QueryError, StoreError
from graph.sparql import Limits, Request
from graph.store.table import open_store
from graph.workers import QueryPool
from tests.factories import helsinki, madrid

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a ag:Document }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workers") / "store"
    with open_store(str(folder)) as store:
        store.replace(helsinki(), "h")
        store.publish()
    return folder


@pytest.fixture(scope="module")
def pool(folder: Path) -> Iterator[QueryPool]:
    with QueryPool(folder, limits=Limits(seconds=3.0), size=2) as pool:
        yield pool


def test_runaway_query_is_stopped_while_others_are_answered(pool: QueryPool) -> None:
    failures: list[Exception] = []

    def run() -> None:
        try:
            pool.query(Request(RUNAWAY))
        except LimitError as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    answers = [pool.query(Request("ASK {}")).body for _ in range(10)]
    thread.join()
    assert all(b"true" in body for body in answers)
    assert "3 s" in str(failures[0])
    assert b"true" in pool.query(Request("ASK {}")).body


@pytest.mark.parametrize(
    "query", ["SELEC", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"]
)
def test_refused_query_says_why(pool: QueryPool, query: str) -> None:
    with pytest.raises(QueryError):
        pool.query(Request(query))


def test_newest_snapshot_is_read(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s")) as store, QueryPool(tmp_path / "s", size=1) as pool:
        assert b'"0"' in pool.query(Request(COUNT)).body
        for number, graph in enumerate((helsinki(), madrid()), 1):
            store.replace(graph, "h")
            store.publish()
            assert f'"{number}"'.encode() in pool.query(Request(COUNT)).body


def test_closed_pool_says_so(tmp_path: Path) -> None:
    pool = QueryPool(tmp_path)
    pool.close()
    with pytest.raises(StoreError):
        pool.query(Request("ASK {}"))
