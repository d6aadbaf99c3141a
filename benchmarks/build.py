"""Speed of a build and of what follows it: words and documents per second, memory, quads per second, answers.

`python -m benchmarks.build --corpora ../shared/corpora [--documents 120]` builds a store from documents of the corpora
(drawn with a fixed seed) and from examples/, in processes of their own, and writes benchmarks/build.json and
docs/performance.md. Machines differ: compare shares and ratios, not seconds.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.conformance import corpus_documents

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).with_name("build.json")
PAGE = ROOT / "docs" / "performance.md"
SPEED = Path(__file__).with_name("language_speed.json")
_COMMAND = [sys.executable, "-m", "api.cli"]
_INSIDE = """
import json, sys, time
from pathlib import Path
from extract.language import load
from extract.metadata import read_front
from extract.pipeline import assemble
from extract.readers import read
from graph.linking import link
from graph.model import Document
from graph.rdf.writer import to_quads
documents = [d for d in read([sys.argv[1]]) if isinstance(d, Document)]
nlp = load()
link(assemble(read_front(documents[0]), nlp(documents[0].text)).graph)
spent = {"language model": 0.0, "extraction": 0.0, "linking": 0.0, "writing as RDF": 0.0}
words = 0
for document in documents:
    words += len(document.text.split())
    marks = [time.perf_counter()]
    doc = nlp(document.text); marks.append(time.perf_counter())
    found = assemble(read_front(document), doc); marks.append(time.perf_counter())
    graph = link(found.graph); marks.append(time.perf_counter())
    to_quads(graph); marks.append(time.perf_counter())
    for name, before, after in zip(spent, marks, marks[1:]):
        spent[name] += after - before
print(json.dumps({"words": words, "seconds": spent}))
"""


def write_texts(corpora: Path, folder: Path, count: int) -> int:
    """Write drawn documents as .txt files; return their words."""
    documents = list(corpus_documents(corpora))
    random.Random(1).shuffle(documents)  # noqa: S311 - a seeded draw
    words = 0
    for number, document in enumerate(documents[:count]):
        (folder / f"{number:03}.txt").write_text(document.text, encoding="utf-8")
        words += len(document.text.split())
    return words


def build(source: Path, store: Path, workers: int) -> dict[str, float]:
    """Build a store in a process of its own; return seconds, start-up included, and the peak of its memory."""
    code = (
        "import json, resource, subprocess, sys, time; began = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, capture_output=True);"
        "took = time.perf_counter() - began;"
        "print(json.dumps([took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))"
    )
    command = [*_COMMAND, "build", str(source), "--store", str(store), "--workers", str(workers)]
    output = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *command], check=True, capture_output=True, cwd=ROOT
    ).stdout
    seconds, peak = json.loads(output)
    return {"seconds": seconds, "peak_mib": peak / 1024}


def answers(store: Path) -> dict[str, float]:
    """Serve a store and return the median milliseconds of typical answers, and the first one's seconds."""
    port = "18431"
    began = time.perf_counter()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*_COMMAND, "serve", "--store", str(store), "--port", port],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}"
        while True:
            try:
                _get(f"{base}/healthz")
                break
            except OSError:
                if server.poll() is not None or time.perf_counter() - began > 60:
                    raise
                time.sleep(0.02)
        found = {"serve, until it answers, s": time.perf_counter() - began}
        query = "PREFIX ag: <https://w3id.org/actorgraph/ns#> SELECT * { ?a ag:holdsPosition ?b } LIMIT 100"
        for name, path in {
            "/entities?q=, ms": "/entities?q=russia",
            "/network, ms": "/network",
            "/sparql, ms": f"/sparql?query={urllib.parse.quote(query)}",
        }.items():
            _get(base + path)
            found[name] = 1000 * median(_timed(partial(_get, base + path)) for _ in range(15))
        return found
    finally:
        server.terminate()
        server.wait()


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - our own service on loopback
        body: bytes = answer.read()
        return body


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def commands(store: Path) -> dict[str, float]:
    """Return the median seconds of commands from start to end."""
    texts = {
        "--help": ["--help"],
        "stats": ["stats", "--store", str(store)],
        "query": ["query", "SELECT * { ?s ?p ?o } LIMIT 1", "--store", str(store)],
        "export --format gexf": ["export", "--format", "gexf", "--store", str(store), "-o", os.devnull],
    }

    def once(words: list[str]) -> None:
        subprocess.run([*_COMMAND, *words], check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own command

    return {name: median(_timed(partial(once, words)) for _ in range(3)) for name, words in texts.items()}


def measure(corpora: Path, count: int) -> dict[str, Any]:
    """Return all figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts"
        texts.mkdir()
        words = write_texts(corpora, texts, count)
        result: dict[str, Any] = {"cores": os.cpu_count(), "documents": count, "words": words, "builds": {}}
        for workers in (1, 2):
            found = build(texts, folder / f"store{workers}", workers)
            result["builds"][str(workers)] = {
                **{key: round(value, 2) for key, value in found.items()},
                "words_per_second": round(words / found["seconds"]),
                "documents_per_second": round(count / found["seconds"], 2),
            }
        again = build(texts, folder / "store1", 1)
        result["unchanged_seconds"] = round(again["seconds"], 2)
        inside = json.loads(
            subprocess.run(  # noqa: S603 - our own code
                [sys.executable, "-c", _INSIDE, str(texts)], check=True, capture_output=True, cwd=ROOT
            ).stdout
        )
        total = sum(inside["seconds"].values())
        result["shares"] = {key: round(value / total, 4) for key, value in inside["seconds"].items()}
        result["over_language_model"] = round(total / inside["seconds"]["language model"] - 1, 4)
        result["words_per_second_warm"] = round(inside["words"] / total)
        store = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.store", "200"], check=True, capture_output=True, cwd=ROOT
            ).stdout
        )
        result["store"] = store
        examples = folder / "examples"
        result["examples"] = {k: round(v, 2) for k, v in build(ROOT / "examples", examples, 1).items()}
        result["answers"] = {key: round(value, 2) for key, value in answers(examples).items()}
        result["commands"] = {key: round(value, 2) for key, value in commands(examples).items()}
    result["peak_of_this_process_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return result


def page(result: dict[str, Any], speed: dict[str, Any] | None) -> str:
    """Return docs/performance.md."""
    lines = [
        "# Performance",
        "",
        f"Measured on a shared machine with {result['cores']} cores, no GPU. Such machines are noisy: compare ratios, "
        "and run the runners side by side on yours. Words are counted at blanks.",
        "",
        f"## Build: {result['documents']} documents of the corpora, {result['words']:,} words",
        "",
        "| workers | seconds | words/s | documents/s | peak memory of a process |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    for workers, row in result["builds"].items():
        lines.append(
            f"| {workers} | {row['seconds']} | {row['words_per_second']:,} | {row['documents_per_second']} "
            f"| {row['peak_mib']:.0f} MiB |"
        )
    lines += [
        "",
        f"From the start of the command to its end, model loading and publication included. The same build again, with "
        f"nothing changed: {result['unchanged_seconds']} s. The examples: {result['examples']['seconds']} s.",
        "",
        f"Where the time of a document goes ({result['words_per_second_warm']:,} words/s on one core once loaded): "
        + ", ".join(f"{name} {100 * share:.1f} %" for name, share in result["shares"].items())
        + f". All that follows the language model adds {100 * result['over_language_model']:.0f} % to it.",
        "",
        "## Store",
        "",
        "| what | figure |",
        "| --- | ---: |",
    ]
    lines += [f"| {key.replace('_', ' ')} | {value:,} |" for key, value in result["store"].items()]
    lines += [
        "",
        "## Commands and answers, on the store of the examples",
        "",
        "| what | median |",
        "| --- | ---: |",
    ]
    lines += [f"| `{key}`, s | {value} |" for key, value in result["commands"].items()]
    lines += [f"| {key} | {value} |" for key, value in result["answers"].items()]
    lines += ["", "Written by `python -m benchmarks.build`."]
    if speed is not None:
        lines += ["", "## Language model alone", "", "| what | figure |", "| --- | ---: |"]
        lines += [f"| {key.replace('_', ' ')} | {value} |" for key, value in speed.items()]
        lines += ["", "Written by `python -m benchmarks.language_speed`."]
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure, print, and write the frozen result and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=120)
    arguments = parser.parse_args()
    result = measure(arguments.corpora, arguments.documents)
    speed = json.loads(SPEED.read_text(encoding="utf-8")) if SPEED.is_file() else None
    print(json.dumps(result, indent=1))
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(result, speed), encoding="utf-8")


if __name__ == "__main__":
    main()
