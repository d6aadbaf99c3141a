"""Measure which reports are joined: `python -m benchmarks.event_coreference --corpora ../shared/corpora`.

ECB+ from raw text through the whole pipeline, all documents in one store, topics unknown. Scored on the events that
both the corpus (in the sentences that it checked) and the extraction have. Writes benchmarks/event_coreference.json and
docs/accuracy-coreference.md.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from benchmarks.events import overlaps, published, records
from benchmarks.language_chains import score_chains
from extract.language import load
from extract.pipeline import Extraction, Pipeline
from graph.coreference.clusters import Cluster, coreferent_events
from graph.coreference.records import Report
from graph.coreference.reports import read_reports
from graph.model import Document, DocumentGraph
from graph.rdf.writer import to_quads

__all__ = ["Corpus", "read"]

HERE = Path(__file__).parent
_LOCAL = 8
"""Ids up to this length ("m17") are of one document."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of a part of ECB+; `gold` is the corpus' cluster by event IRI, `topic` by document IRI."""

    reports: list[Report]
    gold: dict[str, str]
    topic: dict[str, str]


def read(corpora: Path, part: str, name: str = "ecbplus") -> Corpus:
    """Read one part of ECB+ or MEANTIME with the shipped pipeline."""
    found = list(records(corpora, name, part))
    store = Store()
    gold: dict[str, str] = {}
    documents = [Document(f"urn:{r['doc_id']}", r["text"], published=published(r)) for r in found]
    for record, extraction in zip(found, Pipeline(load()).extract(documents), strict=True):
        if isinstance(extraction, Extraction):
            store.extend(to_quads(extraction.graph))
            gold |= _gold(record, extraction.graph)
    topic = {f"urn:{record['doc_id']}": str(record.get("subtopic") or record["topic"]) for record in found}
    return Corpus(read_reports(store, {}), gold, topic)


def _gold(record: dict[str, Any], graph: DocumentGraph) -> dict[str, str]:
    """Return the corpus' cluster of each event that the extraction has too; a mention goes to the first it touches."""
    of = {mention: cluster["id"] for cluster in record["clusters"] for mention in cluster["mentions"]}
    checked = [
        record["sents"][number] for number in record.get("validated_sents", range(len(record["sents"])))
    ]
    found: dict[str, str] = {}
    for mention in record["events"]:
        start, end = mention["start"], mention["end"]
        if start is None or not any(first <= start < last for first, last in checked):
            continue
        hit = [e for e in graph.events if overlaps(start, end, e) and e.id not in found]
        if hit:
            cluster = of.get(mention["id"], mention["id"])
            found[hit[0].id] = cluster if len(cluster) > _LOCAL else f"{record['doc_id']} {cluster}"
    return found


def _groups(corpus: Corpus, key: Callable[[Report], Hashable]) -> list[frozenset[Hashable]]:
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for report in corpus.reports:
        if report.event in corpus.gold:
            groups[key(report)].add(report.event)
    return [frozenset(group) for group in groups.values()]


def _scores(corpus: Corpus, found: Iterable[frozenset[Hashable]]) -> dict[str, float]:
    gold: dict[str, set[Hashable]] = defaultdict(set)
    for event, cluster in corpus.gold.items():
        gold[cluster].add(event)
    return score_chains([([frozenset(cluster) for cluster in gold.values()], list(found))])


def _joined(corpus: Corpus, clusters: Iterable[Cluster]) -> list[frozenset[Hashable]]:
    number = {member.event: n for n, cluster in enumerate(clusters) for member in cluster.members}
    return _groups(corpus, lambda report: number.get(report.event, report.event))


def measure(corpora: Path, part: str) -> dict[str, Any]:
    """Return the scores of the product and of three baselines, and what joining took."""
    corpus = read(corpora, part)
    start = time.process_time()
    clusters = coreferent_events(corpus.reports)
    seconds = time.process_time() - start
    within = {report.event: report.source.document.id for report in corpus.reports}
    return {
        "documents": len(corpus.topic),
        "reports": len(corpus.reports),
        "scored": len(corpus.gold),
        "clusters": len(clusters),
        "seconds": round(seconds, 1),
        "every report apart": _scores(corpus, _groups(corpus, lambda report: report.event)),
        "one word, one event": _scores(corpus, _groups(corpus, lambda report: report.lemma)),
        "one word in one topic (the corpus' own), one event": _scores(
            corpus, _groups(corpus, lambda report: (report.lemma, corpus.topic[within[report.event]]))
        ),
        "Actorgraph": _scores(corpus, _joined(corpus, clusters)),
    }


def page(results: dict[str, dict[str, Any]]) -> str:
    """Return the page as Markdown."""
    lines = [
        "# Events across documents",
        "",
        "ECB+ from raw text, all documents of a part in one store, without their topics; scored on the events that",
        "both the corpus (in the sentences that its authors checked) and the extraction have, single reports among",
        "them. F1; the mean is the CoNLL score. The weights were learnt on the training part, the threshold chosen",
        "on the development part.",
    ]
    for part, result in results.items():
        scored = f"{result['scored']} of {result['reports']:,} reports scored"
        lines += [
            "",
            f"## {part.capitalize()} part: {result['documents']} documents, {scored}",
            "",
            "| joined by | MUC | B3 | CEAFe | mean |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        for name, scores in result.items():
            if isinstance(scores, dict):
                figures = " | ".join(f"{scores[k]:.1f}" for k in ("muc", "b3", "ceafe", "mean"))
                lines.append(f"| {name} | {figures} |")
        joined = f"{result['clusters']} clusters with reports of two documents or more"
        lines += ["", f"{joined}, joined in {result['seconds']} s."]
    return "\n".join([*lines, "", "Written by `python -m benchmarks.event_coreference`.", ""])


def main() -> None:
    """Measure the development and test parts and write the frozen result and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--dev", action="store_true", help="print the development part alone")
    arguments = parser.parse_args()
    if arguments.dev:
        print(json.dumps(measure(arguments.corpora, "dev"), indent=1))
        return
    results = {part: measure(arguments.corpora, part) for part in ("dev", "test")}
    (HERE / "event_coreference.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE.parent / "docs/accuracy-coreference.md").write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
