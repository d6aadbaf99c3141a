"""The contract of stores, over the table of stores."""

import gc
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.errors import NotFoundError, StoreBusyError, StoreError
from graph.judgements import JUDGEMENTS
from graph.rdf.reader import read_document
from graph.resolution import RESOLUTION, merges, resolve
from graph.store.contract import Entry, GraphStore
from graph.store.oxigraph import current_snapshot
from graph.store.table import STORES, open_store, rdflib_dataset
from tests.factories import helsinki, madrid


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> GraphStore:
    return open_store(f"{request.param}:{tmp_path / 'store'}")


def test_document_written_is_read_and_listed(store: GraphStore) -> None:
    graph = helsinki()
    with store:
        store.replace(graph, "h1")
        assert read_document(store.quads, graph.document.id) == graph
        assert list(store.entries()) == [Entry(graph.document.id, "h1")]


def test_replacing_leaves_nothing_of_the_old(store: GraphStore) -> None:
    with store:
        store.replace(helsinki(), "h1")
        once = len(store.quads)
        store.replace(helsinki(), "h1")
        assert len(store.quads) == once


def test_removing_leaves_nothing_behind(store: GraphStore) -> None:
    with store:
        assert store.load([(helsinki(), "h1"), (madrid(), "h2")]) == 2
        store.remove(helsinki().document.id)
        store.remove(madrid().document.id)
        assert len(store.quads) == 0
        assert list(store.entries()) == []


def test_removing_what_is_not_there_is_an_error(store: GraphStore) -> None:
    with store, pytest.raises(NotFoundError):
        store.remove("https://example.org/none")


def test_rdflib_sees_the_union_of_all_documents(store: GraphStore) -> None:
    with store:
        store.load([(helsinki(), "h1"), (madrid(), "h2")])
        query = "SELECT DISTINCT ?e { ?e a <https://w3id.org/actorgraph/ns#Event> }"
        assert len(list(rdflib_dataset(store).query(query))) == 4


def test_same_identity_is_merged_and_a_judgement_keeps_apart(store: GraphStore) -> None:
    with store:
        store.load([(helsinki(), "h1"), (madrid(), "h2")])
        (merge,) = resolve(store)
        assert merge.reason.endswith("Q29207")
        before = [str(q) for q in store.quads.quads_for_pattern(None, None, None, None)]
        assert sum(f"<{RESOLUTION}>" in quad for quad in before) == 6
        store.quads.update(
            f"INSERT DATA {{ GRAPH <{JUDGEMENTS}> {{ <{merge.entity}> "
            f"<https://w3id.org/actorgraph/ns#notSameAs> <{merge.canonical}> }} }}"
        )
        assert merges(store.quads) == []


def test_closed_store_says_so(store: GraphStore) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.replace(helsinki(), "h")


def test_unknown_store_names_the_known_ones() -> None:
    with pytest.raises(StoreError, match="memory"):
        open_store("postgres:somewhere")


def test_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s")), pytest.raises(StoreBusyError, match="another process"):
        open_store(str(tmp_path / "s"))


def test_store_held_by_the_traceback_of_an_error_opens_again(tmp_path: Path) -> None:
    def fail(quads: Store, held: list[object]) -> None:
        held += [held, quads]
        raise ValueError

    gc.disable()
    try:
        with pytest.raises(ValueError), open_store(str(tmp_path / "s")) as store:
            fail(store.quads, [])
        with open_store(str(tmp_path / "s")) as store:
            assert list(store.entries()) == []
    finally:
        gc.enable()


def test_snapshots_are_published_and_old_ones_dropped(tmp_path: Path) -> None:
    assert current_snapshot(tmp_path / "s") is None
    with open_store(str(tmp_path / "s")) as store:
        published = [store.publish() for _ in range(4)]
    assert current_snapshot(tmp_path / "s") == published[-1]
    assert sorted(p.name for p in (tmp_path / "s" / "snapshots").iterdir()) == ["3", "4"]


def test_file_in_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("no store")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(tmp_path / "s"))
