"""Run the extraction over many texts and hold every document graph against its schema, its text and a second run.

`python -m benchmarks.conformance --corpora ../shared/corpora [--text FILE ...]` takes every piece of examples/, the
given texts, and 200 documents of the corpora (drawn with a fixed seed). For each it checks that

- the object fits docs/document-graph.schema.json (and the schema given by --schema, if there is one),
- every `text` beside a `start` and `end` equals that slice of the document's text,
- every entity that an event or a relation refers to is in the document's entities,
- reading the object back and writing it again gives the same object,
- a second run, in two processes, gives the same bytes.
"""

import argparse
import hashlib
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from api.extraction import ExtractionPool
from extract.pipeline import Extraction
from extract.readers import read
from graph.contract import from_contract, to_contract
from graph.ids import document_iri
from graph.model import Document

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).with_name("conformance.json")
PAGE = ROOT / "docs" / "accuracy-conformance.md"
SEED = 20221129
DRAWN = {"gum_open": 40, "meantime": 40, "ecbplus": 60, "redocred": 60}
"""Documents drawn from the training and development parts of each corpus."""


def corpus_documents(corpora: Path) -> Iterator[Document]:
    """Yield the drawn documents, in a fixed order."""
    rng = random.Random(SEED)  # noqa: S311 - a seeded draw
    for corpus, count in DRAWN.items():
        records = []
        for split in ("train", "dev"):
            with lzma.open(corpora / "spans" / corpus / f"{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
                records += [json.loads(line) for line in lines]
        for record in rng.sample(records, count):
            yield Document(document_iri(f"{corpus}/{record['doc_id']}"), record["text"])


def faults(graph: dict[str, Any], validators: list[Draft202012Validator]) -> Iterator[str]:
    """Yield what is wrong with one document graph, in words."""
    for validator in validators:
        for error in validator.iter_errors(graph):
            yield f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
    text = graph["text"]
    for path, span in _spans(graph, ""):
        if text[span["start"] : span["end"]] != span["text"]:
            yield f"quote: {path}: {span['text'][:80]!r} is not at {span['start']}:{span['end']}"
    known = {entity["id"] for entity in graph["entities"]}
    for reference in _references(graph):
        if reference not in known:
            yield f"reference: {reference} is no entity of the document"
    if to_contract(from_contract(graph)) != graph:
        yield "round trip: the object changes when it is read and written again"


def _spans(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield path, value
        for key, inner in value.items():
            yield from _spans(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _spans(inner, f"{path}/{index}")


def _references(graph: dict[str, Any]) -> Iterator[str]:
    for event in graph["events"]:
        yield from (p["entity"] for p in event["participants"])
        yield from event["attribution"]
        yield from filter(None, [event["place"]])
    for fact in graph["relations"]:
        yield from (fact["subject"], *fact["attribution"])
        yield from filter(None, [fact["object"], fact["organization"]])


def run(documents: list[Document], workers: int) -> tuple[list[dict[str, Any]], list[str], str]:
    """Return the graphs, what failed, and a digest of all bytes."""
    graphs, failed, digest = [], [], hashlib.sha256()
    with ExtractionPool(workers=workers) as pool:
        for result in pool.extract(documents):
            if isinstance(result, Extraction):
                graph = to_contract(result.graph)
                graphs.append(graph)
                digest.update(json.dumps(graph, ensure_ascii=False).encode())
            else:
                failed.append(str(result))
    return graphs, failed, digest.hexdigest()


def measure(groups: dict[str, list[Document]], schemas: Iterable[Path]) -> dict[str, Any]:
    """Return the counts for each group of documents, and whether two runs agree."""
    validators = [Draft202012Validator(json.loads(path.read_text(encoding="utf-8"))) for path in schemas]
    rows: dict[str, Any] = {}
    same = True
    for name, documents in groups.items():
        graphs, failed, digest = run(documents, 1)
        same &= digest == run(documents, 2)[2]
        found = [
            f"{graph['document']['id']}: {fault}" for graph in graphs for fault in faults(graph, validators)
        ]
        counts: Counter[str] = Counter()
        for graph in graphs:
            counts["quotes"] += sum(1 for _ in _spans(graph, ""))
            for part in ("entities", "events", "relations"):
                counts[part] += len(graph[part])
        rows[name] = {
            "documents": len(documents),
            **counts,
            "failed": failed,
            "faults": found[:50],
            "wrong": len(found),
        }
    return {"groups": rows, "second_run_same_bytes": same}


def page(result: dict[str, Any]) -> str:
    """Return the page for docs/."""
    lines = [
        "# Does the output keep its word?", "",
        "Every document graph held against its schema, its text, itself read back, and a second run in two processes.",
        "", "| texts | documents | failed | entities | events | relations | quotes | wrong |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for name, row in result["groups"].items():
        numbers = [
            row["documents"],
            len(row["failed"]),
            *(row[k] for k in ("entities", "events", "relations", "quotes")),
        ]
        lines.append(f"| {name} | {' | '.join(f'{n:,}' for n in [*numbers, row['wrong']])} |")
    same = "the same bytes" if result["second_run_same_bytes"] else "OTHER bytes"
    lines += ["", f"The second run gave {same}.", "", "Written by `python -m benchmarks.conformance`.", ""]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the frozen result and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--schema", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    groups = {
        "examples/": [item for item in read([str(ROOT / "examples")]) if isinstance(item, Document)],
        "a garbled wire story": [
            item for item in read(map(str, arguments.text)) if isinstance(item, Document)
        ],
        "200 documents of the corpora": list(corpus_documents(arguments.corpora)),
    }
    groups = {name: documents for name, documents in groups.items() if documents}
    result = measure(groups, [ROOT / "docs" / "document-graph.schema.json", *arguments.schema])
    text = page(result)
    print(text)
    RESULT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
