"""What a build leaves in the store: new, unchanged, replaced, failed; kills, interrupts, workers."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from api.build import Builder, Outcome, Step, content_hash
from api.extraction import Extract
from api.statistics import count
from extract.pipeline import Extraction
from extract.readers import ReadFailure
from graph.errors import NotFoundError
from graph.model import Document
from graph.store.oxigraph import current_snapshot
from graph.store.table import open_store
from tests.api.fakes import graph_of, make

A = Document("https://n.example/a", "Ann Lee met Bo Ek.", title="A", published="2022-11-29")
B = Document("https://n.example/b", "Bo Ek met Cy Om.")


def build(
    folder: Path, *documents: Document | ReadFailure, workers: int = 1, again: bool = False
) -> list[Step]:
    with open_store(str(folder)) as store, Builder(store, make=make, workers=workers) as builder:
        return list(builder.build(documents, again=again))


def outcomes(steps: list[Step]) -> list[str]:
    return [step.outcome.value for step in steps]


def quads(folder: Path) -> list[bytes]:
    snapshot = current_snapshot(folder)
    assert snapshot is not None
    return sorted((serialize(Store.read_only(str(snapshot)), format=RdfFormat.N_QUADS) or b"").splitlines())


def test_build_twice_gives_the_same_quads_and_skips_the_second_time(tmp_path: Path) -> None:
    assert outcomes(build(tmp_path / "1", A, B)) == ["new", "new"]
    before = quads(tmp_path / "1")
    assert outcomes(build(tmp_path / "1", A, B)) == ["unchanged", "unchanged"]
    assert quads(tmp_path / "1") == before
    assert outcomes(build(tmp_path / "1", A, B, again=True)) == ["replaced", "replaced"]
    assert quads(tmp_path / "1") == before
    build(tmp_path / "2", B)
    build(tmp_path / "2", A)
    assert quads(tmp_path / "2") == before


def test_build_with_many_workers_gives_the_same_quads(tmp_path: Path) -> None:
    many = [Document(f"https://n.example/{n}", f"Ann Lee met Bo{n} Ek.") for n in range(70)]
    build(tmp_path / "1", *many)
    build(tmp_path / "3", *many, workers=3)
    assert quads(tmp_path / "1") == quads(tmp_path / "3")


def test_build_replaces_what_changed_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    build(tmp_path / "1", A, B)
    changed = Document(B.id, "Dan Ip met Eve Ur.")
    assert outcomes(build(tmp_path / "1", A, changed)) == ["unchanged", "replaced"]
    build(tmp_path / "2", A, changed)
    assert quads(tmp_path / "1") == quads(tmp_path / "2")
    assert not any(b"Cy Om" in quad for quad in quads(tmp_path / "1"))


@pytest.mark.parametrize(
    "other",
    [
        Document(A.id, A.text, title="B", published=A.published),
        Document(A.id, A.text, title="A"),
        Document(A.id, A.text, title="A", published=A.published, authors=("Ann",)),
    ],
)
def test_build_takes_other_metadata_for_a_change(other: Document) -> None:
    assert content_hash(other) != content_hash(A)


def test_build_reports_failures_in_place_and_goes_on(tmp_path: Path) -> None:
    broken = Document("https://n.example/broken", "CRASH here")
    steps = build(tmp_path / "1", ReadFailure("x.jsonl", "not JSON", 3), broken, A, B, A)
    assert [(s.outcome, s.reason) for s in steps if s.outcome is Outcome.FAILED] == [
        (Outcome.FAILED, "not JSON"),
        (Outcome.FAILED, "the extraction failed: ZeroDivisionError: an extractor's fault"),
        (Outcome.FAILED, "given twice"),
    ]
    assert steps[0].document == "x.jsonl:3"
    assert sorted(s.document for s in steps if s.outcome is Outcome.NEW) == [A.id, B.id]
    assert outcomes(build(tmp_path / "1", broken, A)) == ["failed", "unchanged"]


def test_build_writes_the_others_when_one_graph_cannot_be_written(tmp_path: Path) -> None:
    steps = build(tmp_path / "1", A, Document("no IRI", "Ann Lee met Bo Ek."), B)
    assert {step.document: step.outcome.value for step in steps} == {
        A.id: "new",
        "no IRI": "failed",
        B.id: "new",
    }
    build(tmp_path / "2", A, B)
    assert quads(tmp_path / "1") == quads(tmp_path / "2")


def test_add_and_remove_leave_the_store_as_before(tmp_path: Path) -> None:
    build(tmp_path / "1", A)
    before = quads(tmp_path / "1")
    with open_store(str(tmp_path / "1")) as store, Builder(store, make=make) as builder:
        assert builder.add(B).outcome is Outcome.NEW
        assert count(store.quads).documents == 2
        assert builder.add(B).outcome is Outcome.UNCHANGED
        builder.remove(B.id)
        with pytest.raises(NotFoundError):
            builder.remove(B.id)
        assert builder.add(B).outcome is Outcome.NEW
        builder.remove(B.id)
    assert quads(tmp_path / "1") == before


def test_build_that_is_interrupted_keeps_finished_batches_and_the_next_completes(tmp_path: Path) -> None:
    many = [Document(f"https://n.example/{n}", f"Ann Lee met Bo{n} Ek.") for n in range(150)]

    def broken_off() -> Iterator[Document]:
        yield from many[:100]
        raise KeyboardInterrupt

    with open_store(str(tmp_path / "1")) as store, Builder(store, make=make) as builder:
        with pytest.raises(KeyboardInterrupt):
            list(builder.build(broken_off()))
        assert current_snapshot(tmp_path / "1") is None
        assert count(store.quads).documents == 64
    steps = build(tmp_path / "1", *many)
    assert outcomes(steps).count("unchanged") == 64
    assert outcomes(steps).count("new") == 86
    build(tmp_path / "2", *many)
    assert quads(tmp_path / "1") == quads(tmp_path / "2")


def test_build_publishes_what_a_killed_build_left_unpublished(tmp_path: Path) -> None:
    build(tmp_path / "2", A, B)
    build(tmp_path / "1", A)
    with open_store(str(tmp_path / "1")) as store, Builder(store, make=make) as builder:
        next(builder.build([B], again=False), None)
    assert len(quads(tmp_path / "1")) < len(quads(tmp_path / "2"))
    assert outcomes(build(tmp_path / "1", A, B)) == ["unchanged", "unchanged"]
    assert quads(tmp_path / "1") == quads(tmp_path / "2")


def test_build_killed_at_any_moment_leaves_a_store_that_the_next_completes(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from graph.model import Document
        from tests.api.test_build import build
        from pathlib import Path
        many = [Document(f"https://n.example/{n}", f"Ann Lee met Bo{n} Ek.") for n in range(2000)]
        print("ready", flush=True)
        build(Path(sys.argv[1]), *many)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "1")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    with process.stdout:
        process.stdout.readline()
        time.sleep(0.15)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    some = [Document(f"https://n.example/{n}", f"Ann Lee met Bo{n} Ek.") for n in range(2000)]
    steps = build(tmp_path / "1", *some[:200])
    assert {"new", "unchanged"} >= set(outcomes(steps))
    with open_store(str(tmp_path / "1")) as store:
        held = {entry.document for entry in store.entries()}
    build(tmp_path / "2", *(document for document in some if document.id in held))
    assert quads(tmp_path / "1") == quads(tmp_path / "2")


def test_build_publishes_now_and_then_while_it_goes_on(tmp_path: Path) -> None:
    now = iter(range(0, 100_000, 200))
    seen: list[bool] = []

    def watched() -> Iterator[Document]:
        yield A
        yield B
        yield Document("https://n.example/c", "Cy Om met Dan Ip.")
        seen.append(current_snapshot(tmp_path / "1") is not None)

    with (
        open_store(str(tmp_path / "1")) as store,
        Builder(store, make=make, clock=lambda: float(next(now))) as builder,
    ):
        list(builder.build(watched()))
    assert seen == [True]


def test_count_counts_each_kind(tmp_path: Path) -> None:
    build(tmp_path / "1", A, B)
    snapshot = current_snapshot(tmp_path / "1")
    assert snapshot is not None
    held = count(Store.read_only(str(snapshot)))
    assert (held.documents, held.persons, held.events, held.relations) == (2, 3, 2, 2)
    assert (held.organizations, held.locations, held.named_events, held.links) == (0, 0, 0, 0)
    assert held.quads == len(quads(tmp_path / "1"))


def doubtful(minimum: float = 0.0) -> Extract:
    """Make an extraction whose pipeline would leave claims out: it counts the threshold in thousandths."""

    def extract(document: Document) -> Extraction:
        return Extraction(graph_of(document), {"below the minimal confidence": round(1000 * minimum)})

    return extract


def test_build_hands_the_threshold_on_counts_and_reads_anew_under_another(tmp_path: Path) -> None:
    steps: list[Step] = []
    for minimum in (0.0, 0.25, 0.25, 0.0):
        with (
            open_store(str(tmp_path)) as store,
            Builder(store, make=doubtful, min_confidence=minimum) as builder,
        ):
            steps += builder.build([A])
    assert outcomes(steps) == ["new", "replaced", "unchanged", "replaced"]
    assert [step.dropped for step in steps] == [0, 250, 0, 0]
