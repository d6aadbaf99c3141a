"""What is left of a build whose process is killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.rdf.reader import read_document
from graph.rdf.writer import link_quads, to_quads
from graph.store.oxigraph import current_snapshot
from graph.store.table import open_store
from tests.graph.graphs import sample

_WRITER = """
import sys
from graph.store.table import open_store
from tests.graph.graphs import sample
store = open_store(sys.argv[1])
for number in range(100_000):
    if sys.argv[2] == "replace":
        store.replace(sample(f"https://example.org/{number}"), "h")
    else:
        store.load((sample(f"https://example.org/{number}/{part}"), "h") for part in range(20))
    if number % 5 == 4:
        store.publish()
    print(number, flush=True)
"""


@pytest.mark.parametrize(("way", "size", "wanted"), [("replace", 1, 7), ("replace", 1, 20), ("load", 20, 3)])
def test_a_killed_build_leaves_whole_documents_that_the_next_build_completes(
    tmp_path: Path, way: str, size: int, wanted: int
) -> None:
    folder = tmp_path / "store"
    command = [sys.executable, "-c", _WRITER, str(folder), way]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:  # our own
        assert process.stdout is not None
        done = 0
        for _ in process.stdout:
            done += 1
            if done == wanted:
                process.kill()
        assert process.wait() < 0
    each = len(to_quads(sample())) + len(link_quads(sample())) + 2
    with open_store(str(folder)) as store:
        entries = [entry.document for entry in store.entries()]
        held = len(entries)
        assert held >= done * size
        assert len(store.quads) == held * each, "every document is whole"
        assert current_snapshot(folder) is not None or wanted < 5
        store.replace(sample("https://example.org/next"), "h")
        assert read_document(store.quads, entries[-1]) == sample(entries[-1])
        assert store.publish() == current_snapshot(folder)
