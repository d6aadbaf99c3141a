"""Speed of the store: quads per second written, milliseconds per document replaced, removed and read, size on disk.

`python -m benchmarks.store [DOCUMENTS] [FOLDER]` writes copies of a made-up news document of about 1,400 quads and
prints one JSON object.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from graph.ids import document_iri, entity_iri, minted_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
    Statement,
    Time,
)
from graph.rdf.reader import read_document
from graph.rdf.writer import to_quads
from graph.store.contract import GraphStore
from graph.store.table import open_store

_SENTENCES = 30
_POOL = 500


def made_up(number: int) -> DocumentGraph:
    """Return a document of thirty sentences about actors from a pool of five hundred."""
    key = document_iri(f"made-up-{number}")
    names = [f"Actor {(number * 7 + i * i) % _POOL}" for i in range(_SENTENCES + 1)]
    sentences = [f"{a} met {b} on Monday." for a, b in pairwise(names)]
    text = " ".join(sentences)
    mentions: dict[str, list[Mention]] = {}
    events, relations = [], []
    start = 0
    for order, sentence in enumerate(sentences):
        a, b = names[order], names[order + 1]
        ends = [(a, start), (b, start + len(a) + 5)]
        spans = [Span.of(text, at, at + len(name)) for name, at in ends]
        for (name, _), span in zip(ends, spans, strict=True):
            mentions.setdefault(name, []).append(Mention(span, MentionKind.NAME))
        evidence = Span.of(text, start, start + len(sentence))
        trigger = Span.of(text, start + len(a) + 1, start + len(a) + 4)
        one, other = entity_iri("Person", a), entity_iri("Person", b)
        events.append(
            Event(
                minted_iri("event", key, str(order)),
                "CONSULT",
                "meet",
                trigger,
                evidence,
                (Participant(Role.AGENT, one, spans[0]), Participant(Role.COMPANION, other, spans[1])),
                time=Time(trigger, "2022-11-28"),
            )
        )
        if order % 3 == 0 and one != other:
            relations.append(Statement(key, one, "ally", other, evidence))
        start += len(sentence) + 1
    entities = tuple(
        Entity(entity_iri("Person", name), EntityType.PERSON, name, tuple(found))
        for name, found in mentions.items()
    )
    return DocumentGraph(
        Document(key, text, published="2022-11-29"), entities, tuple(events), tuple(relations)
    )


def main(arguments: list[str]) -> None:
    """Measure and print."""
    count = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory(dir=arguments[1] if len(arguments) > 1 else None) as folder:
        print(json.dumps({"documents": count, **_measure(count, Path(folder))}, indent=2))


def _measure(count: int, folder: Path) -> dict[str, float]:
    graphs = [made_up(number) for number in range(count)]
    found: dict[str, float] = {}
    began = time.perf_counter()
    quads = sum(len(to_quads(graph)) for graph in graphs)
    found["quads"] = quads
    found["made_quads_per_second"] = round(quads / (time.perf_counter() - began))
    with open_store(str(folder / "loaded")) as store:
        began = time.perf_counter()
        for batch in _batches(graphs, 64):
            store.load((graph, "h") for graph in batch)
        store.flush()
        found["loaded_quads_per_second"] = round(quads / (time.perf_counter() - began))
        some = graphs[:: max(1, count // 50)]
        found["replace_ms"] = _each(some, lambda graph: store.replace(_changed(graph), "h2"))
        found["read_ms"] = _each(some, lambda graph: _read(store, graph))
        began = time.perf_counter()
        store.publish()
        found["publish_ms"] = round(1000 * (time.perf_counter() - began), 1)
        found["remove_ms"] = _each(some, lambda graph: store.remove(graph.document.id))
    files = (folder / "loaded" / "data").rglob("*")
    found["disk_bytes_per_quad"] = round(sum(f.stat().st_size for f in files if f.is_file()) / quads, 1)
    return found


def _batches(graphs: list[DocumentGraph], size: int) -> Iterator[list[DocumentGraph]]:
    for at in range(0, len(graphs), size):
        yield graphs[at : at + size]


def _changed(graph: DocumentGraph) -> DocumentGraph:
    return replace(graph, document=replace(graph.document, title="changed"))


def _read(store: GraphStore, graph: DocumentGraph) -> None:
    read_document(store.quads, graph.document.id)


def _each(graphs: list[DocumentGraph], do: Callable[[DocumentGraph], object]) -> float:
    seconds = []
    for graph in graphs:
        began = time.perf_counter()
        do(graph)
        seconds.append(time.perf_counter() - began)
    return round(1000 * median(seconds), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
