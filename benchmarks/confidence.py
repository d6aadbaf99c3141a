"""Measure what confidence means: `python -m benchmarks.confidence --corpora ../shared/corpora [--fit]`.

Claims of MEANTIME's and ECB+'s dev parts (events) and of KnowledgeNet's (relations) are right or not; a curve for each
extractor is fitted on one half of the documents and tested on the other, and the other way round. `--fit` writes the
curves of all documents to extract/calibration.json. Writes benchmarks/confidence.json and docs/accuracy-confidence.md.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from scipy.optimize import isotonic_regression
from spacy.language import Language

from benchmarks import events, relations
from extract.calibration import Curves
from extract.language import load
from extract.metadata import read_front
from extract.pipeline import assemble
from graph.model import Document, DocumentGraph

ROOT = Path(__file__).parent.parent
_ECBPLUS = 80
"""Documents of ECB+'s dev part that are read."""
_POINTS = 5
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's document, extractor and score, and whether it is right."""

    document: str
    extractor: str
    score: float
    right: bool


def _graph(nlp: Language, name: str, text: str, published: str | None) -> DocumentGraph:
    document = Document(f"urn:{name}", text, published=published)
    return assemble(read_front(document), nlp(text), curves={}).graph


def judged_events(nlp: Language, corpora: Path) -> Iterator[Judged]:
    """Yield the events in annotated sentences; right where the trigger overlaps with an annotated one."""
    found = [*events.records(corpora, "meantime", "dev")]
    found += list(events.records(corpora, "ecbplus", "dev"))[:_ECBPLUS]
    for record in found:
        graph = _graph(nlp, record["doc_id"], record["text"], events.published(record))
        sentences = events.annotated(record)
        real = [e for e in record["events"] if e["start"] is not None]
        for event in graph.events:
            hits = [e for e in real if events.overlaps(event.trigger.start, event.trigger.end, e)]
            if any(e["label"] in events.NO_TRIGGERS for e in hits):
                continue
            if any(events.overlaps(start, end, event) for start, end in sentences):
                yield Judged(record["doc_id"], event.extractor, event.confidence, bool(hits))


def judged_relations(nlp: Language, corpora: Path) -> Iterator[Judged]:
    """Yield the statements of properties that are annotated on their passage."""
    for record in relations.records(corpora, "knowledgenet", "dev"):
        graph = _graph(nlp, record["doc_id"], record["text"], None)
        for statement in relations.placed(graph):
            right = relations.judge(record, statement)
            if right is not None:
                yield Judged(record["source_doc"], statement[3], statement[4], right)


def fitted(claims: Sequence[Judged]) -> Curves:
    """Return a rising curve for each extractor: mean score and share of right claims of five parts of equal size."""
    result: dict[str, tuple[tuple[float, float], ...]] = {}
    for name in sorted({claim.extractor for claim in claims}):
        own = sorted((c.score, c.right) for c in claims if c.extractor == name)
        parts = [part for part in np.array_split(np.array(own, dtype=float), _POINTS) if len(part)]
        scores = [float(part[:, 0].mean()) for part in parts]
        shares = [(part[:, 1].sum() + 1.0) / (len(part) + 2.0) for part in parts]
        rising = isotonic_regression(shares, weights=[len(part) for part in parts]).x
        points = dict(zip((round(s, 3) for s in scores), (round(float(y), 3) for y in rising), strict=True))
        result[name] = tuple(points.items())
    return result


def table(claims: Iterable[tuple[float, bool]]) -> dict[str, Any]:
    """Return the bins (count, mean confidence, share right) and the expected calibration error in points."""
    rows: list[dict[str, float]] = []
    found = list(claims)
    error = 0.0
    for number in range(_BINS):
        inside = [c for c in found if number <= min(c[0] * _BINS, _BINS - 1e-9) < number + 1]
        if inside:
            mean, share = sum(c[0] for c in inside) / len(inside), sum(c[1] for c in inside) / len(inside)
            error += len(inside) * abs(mean - share)
            rows.append({
                "from": number / _BINS, "claims": len(inside), "confidence": round(mean, 3), "right": round(share, 3),
            })  # fmt: skip
    return {"bins": rows, "error": round(100 * error / max(len(found), 1), 1)}


def _read_off(score: float, points: tuple[tuple[float, float], ...] | None) -> float:
    return score if not points else float(np.interp(score, *zip(*points, strict=True)))


def measure(claims: Sequence[Judged]) -> dict[str, Any]:
    """Return the tables of the scores as they are and of curves fitted on the other half of the documents."""
    halves = [[c for c in claims if crc32(c.document.encode()) % 2 == half] for half in (0, 1)]
    other = {half: fitted(halves[1 - half]) for half in (0, 1)}
    crossed = [
        (_read_off(c.score, other[half].get(c.extractor)), c.right) for half in (0, 1) for c in halves[half]
    ]
    return {"scores": table((c.score, c.right) for c in claims), "calibrated": table(crossed)}


def page(result: dict[str, Any]) -> str:
    """Return the page of a result."""
    lines = [
        "# What confidence means",
        "",
        "Made by `python -m benchmarks.confidence`. A claim's confidence is the share of claims with such a score that",
        "are right, counted on annotated news: events on MEANTIME's dev part and documents of ECB+'s (is the trigger",
        "one that annotators marked, in sentences in which they marked any; participants and framing are not judged),",
        "relations on KnowledgeNet's dev part. Here each half of the documents is read off curves fitted on the other",
        "half; the shipped curves (extract/calibration.json) are fitted on all. Positions held have no annotated",
        "corpus; they share the curve of the relations found by patterns.",
        "",
        "| claims | number | error of the raw scores | error after calibration |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, row in result.items():
        count = sum(b["claims"] for b in row["scores"]["bins"])
        lines.append(f"| {name} | {count} | {row['scores']['error']} | {row['calibrated']['error']} |")
    lines += ["", "Error: mean distance of confidence and share right over ten bins, in points."]
    for name, row in result.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| confidence | claims | mean | right |",
            "| --- | ---: | ---: | ---: |",
        ]
        lines += [
            f"| {b['from']:.1f} to {b['from'] + 0.1:.1f} | {b['claims']} | {b['confidence']:.2f} | {b['right']:.2f} |"
            for b in row["calibrated"]["bins"]
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--fit", action="store_true", help="write the curves of all documents")
    arguments = parser.parse_args()
    nlp = load()
    claims = {
        "events": list(judged_events(nlp, arguments.corpora)),
        "relations": list(judged_relations(nlp, arguments.corpora)),
    }
    if arguments.fit:
        curves = fitted([claim for found in claims.values() for claim in found])
        text = json.dumps(curves, indent=1, sort_keys=True) + "\n"
        (ROOT / "extract/calibration.json").write_text(text, encoding="utf-8")
    result = {name: measure(found) for name, found in claims.items()}
    text = json.dumps(result, indent=1) + "\n"
    Path(__file__).with_name("confidence.json").write_text(text, encoding="utf-8")
    made = page(result)
    (ROOT / "docs/accuracy-confidence.md").write_text(made, encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
