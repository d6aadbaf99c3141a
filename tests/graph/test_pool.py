"""What the pool holds on to when queries, workers or the pool itself go wrong."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph.errors import LimitError, QueryError, StoreError
from graph.sparql import Limits, Request
from graph.store.table import open_store
from graph.workers import QueryPool
from tests.graph.graphs import sample

_SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?a ?h"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pool") / "store"
    with open_store(str(folder)) as store:
        store.replace(sample(), "h")
        store.publish()
    return folder


def test_a_query_that_needs_too_much_memory_is_stopped_and_the_next_is_answered(folder: Path) -> None:
    limits = Limits(seconds=60, memory=1_500_000_000)
    with QueryPool(folder, limits=limits, size=1) as pool:
        with pytest.raises(LimitError, match="memory"):
            pool.query(Request(_SORTED))
        assert b"true" in pool.query(Request("ASK { ?s a ag:Event }")).body


def test_a_worker_that_was_killed_is_replaced(folder: Path) -> None:
    with QueryPool(folder, size=1) as pool:
        pool.query(Request("ASK {}"))
        pool._all[0].process.send_signal(signal.SIGKILL)
        pool._all[0].process.wait()
        assert b"true" in pool.query(Request("ASK {}")).body


def test_a_worker_that_ends_by_itself_is_told_apart_from_the_limits(folder: Path) -> None:
    with QueryPool(folder, limits=Limits(seconds=30), size=1) as pool:
        pool.query(Request("ASK {}"))
        timer = threading.Timer(0.5, pool._all[0].process.terminate)
        timer.start()
        with pytest.raises(StoreError, match="status -15"):
            pool.query(Request(_ENDLESS))


def test_many_threads_are_answered_in_their_own_forms(folder: Path) -> None:
    found: dict[int, bytes] = {}

    def ask(pool: QueryPool, number: int) -> None:
        found[number] = pool.query(Request(f"SELECT ({number} AS ?n) {{}}", "csv")).body

    with QueryPool(folder, size=2) as pool:
        threads = [threading.Thread(target=ask, args=(pool, number)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {number: int(body.split()[1]) for number, body in found.items()} == {n: n for n in range(16)}


def test_limits_of_the_answer_hold_in_the_worker(folder: Path) -> None:
    with QueryPool(folder, limits=Limits(rows=5), size=1) as pool:
        with pytest.raises(LimitError, match="5 rows"):
            pool.query(Request("SELECT * { ?s ?p ?o }"))
        with pytest.raises(QueryError, match="line 1"):
            pool.query(Request("SELECT nothing"))
        with pytest.raises(LimitError, match="no query process was free"):
            _starve(pool)


def _starve(pool: QueryPool) -> None:
    pool._limits = Limits(seconds=0.01)
    pool._free.get()
    pool.query(Request("ASK {}"))


def test_a_damaged_snapshot_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "snapshots" / "1").mkdir(parents=True)
    (tmp_path / "CURRENT").write_text("1\n")
    with QueryPool(tmp_path, size=1) as pool, pytest.raises(StoreError, match="snapshot cannot be read"):
        pool.query(Request("ASK {}"))


_OWNER = """
import sys, threading
from pathlib import Path
from graph.sparql import Limits, Request
from graph.workers import QueryPool
pool = QueryPool(Path(sys.argv[1]), limits=Limits(seconds=1.0), size=1)
pool.query(Request("ASK {}"))
print(pool._all[0].process.pid, flush=True)
pool._limits = Limits(seconds=600.0)
pool.query(Request(sys.argv[2]))
"""


def test_a_worker_outlives_its_pool_by_the_limit_and_no_more(folder: Path) -> None:
    command = [sys.executable, "-c", _OWNER, str(folder), _ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as owner:  # our own program
        assert owner.stdout is not None
        worker = int(owner.stdout.readline())
        time.sleep(0.5)
        owner.kill()
    for _ in range(300):
        if not _runs(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on after its pool had died")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
