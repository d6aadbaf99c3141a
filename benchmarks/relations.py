"""Measure relations: `python -m benchmarks.relations --corpora ../shared/corpora [--tests]`.

KnowledgeNet's text F1 is that of the statements that the product writes, by patterns, by the learned scores and by
both; Re-DocRED is scored by the learned scores alone with all properties, from raw text and with gold mentions.
`--tests` reads Re-DocRED's test part too. Writes benchmarks/relations.json and docs/accuracy-relations.md.
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.events import rate
from extract.entities.assembly import build_index
from extract.language import load
from extract.language.relations import RELATION_CLASSES, pair_scores
from extract.parse import read
from extract.pipeline import Extraction, Pipeline
from extract.relations.extractor import PATTERNS
from graph.model import Document, DocumentGraph, MentionKind

Record = dict[str, Any]
Runs = list[tuple[int, int]]
KNOWLEDGENET = {
    "DATE_OF_BIRTH": "birthDate", "DATE_OF_DEATH": "deathDate", "PLACE_OF_RESIDENCE": "residence",
    "PLACE_OF_BIRTH": "birthPlace", "NATIONALITY": "nationality", "EMPLOYEE_OR_MEMBER_OF": "employer",
    "EDUCATED_AT": "educatedAt", "POLITICAL_AFFILIATION": "memberOf", "CHILD_OF": "parent", "SPOUSE": "spouse",
    "HEADQUARTERS": "headquarters", "SUBSIDIARY_OF": "subsidiaryOf", "FOUNDED_BY": "founded", "CEO": "headOf",
    "DATE_FOUNDED": "foundingDate",
}  # fmt: skip
"""KnowledgeNet's properties in the ontology."""

_DATED = ("birthDate", "deathDate", "foundingDate")
SWAPPED = ("founded", "headOf")
AS_EMPLOYER = ("headOf", "memberOf", "spokespersonFor")
SHARED = 0.3
"""The least probability at which Re-DocRED's properties count, chosen on its dev part."""


def records(corpora: Path, corpus: str, part: str) -> Iterator[Record]:
    """Yield the records of one part of a span corpus."""
    with lzma.open(corpora / f"spans/{corpus}/{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def touch(one: Runs, two: Runs) -> bool:
    """Tell whether any two of the half-open runs overlap."""
    return any(a < d and c < b for a, b in one for c, d in two)


Placed = tuple[Runs, str, Runs, str, float]
"""A statement: subject's places, predicate, object's places, extractor, confidence."""


def placed(graph: DocumentGraph) -> Iterator[Placed]:
    """Yield the relations of a graph by their places; of those with a value the dates alone."""
    runs = {e.id: [(m.span.start, m.span.end) for m in e.mentions] for e in graph.entities}
    for s in graph.relations:
        if isinstance(s.object, str):
            yield runs[s.subject], s.predicate, runs[s.object], s.extractor, s.confidence
        elif s.predicate in _DATED and s.time is not None:
            span = (s.time.span.start, s.time.span.end)
            yield runs[s.subject], s.predicate, [span], s.extractor, s.confidence


def statements(pipeline: Pipeline, record: Record) -> Iterator[Placed]:
    """Yield the relations that the product writes for a record's text."""
    found = next(iter(pipeline.extract([Document("urn:" + record["doc_id"], record["text"])])))
    if isinstance(found, Extraction):
        yield from placed(found.graph)


def annotated(record: Record) -> tuple[list[tuple[Runs, str, Runs]], set[str]]:
    """Return the facts of a passage by their places, and the properties annotated on it."""
    spans = {e["id"]: [(e["start"], e["end"])] for e in record["entities"] if e["start"] is not None}
    facts = [(spans.get(r["head"], []), r["label"], spans.get(r["tail"], [])) for r in record["relations"]]
    return facts, {f[1] for f in facts} | {n for n in record.get("no_fact") or [] if n in KNOWLEDGENET}


def as_facts(statement: Placed, scored: set[str]) -> Iterator[tuple[Runs, str, Runs]]:
    """Yield a statement as facts of KnowledgeNet's scored properties; a spouse is one both ways."""
    one, name, two, _, _ = statement
    for label, own in KNOWLEDGENET.items():
        if label not in scored:
            continue
        if own == name or (label == "EMPLOYEE_OR_MEMBER_OF" and name in AS_EMPLOYER):
            swap = own in SWAPPED and label != "EMPLOYEE_OR_MEMBER_OF"
            yield (two, label, one) if swap else (one, label, two)
            if own == "spouse":
                yield two, label, one
        elif own == "parent" and name == "child":
            yield two, label, one


def _same(one: tuple[Runs, str, Runs], two: tuple[Runs, str, Runs]) -> bool:
    return one[1] == two[1] and touch(one[0], two[0]) and touch(one[2], two[2])


def judge(record: Record, statement: Placed) -> bool | None:
    """Tell whether a statement is an annotated fact, None where its property is not annotated on the passage."""
    facts, scored = annotated(record)
    own = list(as_facts(statement, scored))
    return any(_same(p, f) for p in own for f in facts) if own else None


def knowledgenet(
    read: list[tuple[Record, list[Placed]]], kept: Callable[[str], bool]
) -> dict[str, dict[str, float]]:
    """Return text precision, recall and F1, of all and by property; only properties annotated on the passage.

    `kept` chooses by the extractor.
    """
    right, made, hit, gold = (Counter[str]() for _ in range(4))
    for record, found in read:
        facts, scored = annotated(record)
        predicted = [fact for s in found if kept(s[3]) for fact in as_facts(s, scored)]
        for p in predicted:
            made[p[1]] += 1
            right[p[1]] += any(_same(p, f) for f in facts)
        for f in facts:
            gold[f[1]] += 1
            hit[f[1]] += any(_same(p, f) for p in predicted)
    table = {name: _scores(right[name], made[name], hit[name], gold[name]) for name in sorted(gold)}
    return {"all": _scores(right.total(), made.total(), hit.total(), gold.total()), **table}


def _scores(right: int, made: int, hit: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(made, 1), hit / max(gold, 1)
    both = precision + recall
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / both, 1) if both else 0.0,
        "gold": gold,
    }


def raw_things(doc: Doc, record: Record) -> list[Runs]:
    """Return the token runs of what a text mentions: the product's named entities, and names and dates besides."""
    index = build_index(read(doc), Document("urn:" + record["doc_id"], record["text"]))
    groups: dict[str, Runs] = {}
    for mention in index.mentions:
        if mention.kind in (MentionKind.NAME, MentionKind.DEMONYM):
            groups.setdefault(mention.entity, []).append((mention.start, mention.end))
    taken = {i for runs in groups.values() for a, b in runs for i in range(a, b)}
    for ent in doc.ents:
        if not taken & set(range(ent.start, ent.end)):
            groups.setdefault(ent.text.casefold(), []).append((ent.start, ent.end))
    return [sorted(runs) for _, runs in sorted(groups.items())]


def redocred(nlp: Language, found: list[Record], *, gold_mentions: bool) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of the learned scores alone, of all and by property."""
    right, made, gold = (Counter[str]() for _ in range(3))
    for record in found:
        doc = nlp(record["text"])
        place = {e["id"]: (e["start"], e["end"]) for e in record["entities"]}
        clusters = [[place[m] for m in c["mentions"]] for c in record["clusters"]]
        number = {c["id"]: i for i, c in enumerate(record["clusters"])}
        if gold_mentions:
            things = [[_tokens(doc, *span) for span in runs] for runs in clusters]
            same = list(range(len(clusters)))
        else:
            things = raw_things(doc, record)
            chars = [[(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in runs] for runs in things]
            same = [_cluster(runs, clusters) for runs in chars]
        facts = {(number[r["head"]], r["label"], number[r["tail"]]) for r in record["relations"]}
        gold.update(f[1] for f in facts)
        hits = set()
        for (one, two), row in pair_scores(doc, things).items():
            for at in (row > SHARED).nonzero()[0]:
                fact = (same[one], RELATION_CLASSES[at], same[two])
                if fact in hits:
                    continue
                made[fact[1]] += 1
                if fact in facts:
                    hits.add(fact)
                    right[fact[1]] += 1
    table = {name: rate(right[name], made[name], gold[name]) for name in sorted(gold)}
    return {"all": rate(right.total(), made.total(), gold.total()), **table}


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 1)


def _cluster(runs: Runs, clusters: list[Runs]) -> int:
    """Return the gold cluster with which most mentions overlap, -1 for none."""
    votes = [sum(touch([run], cluster) for run in runs) for cluster in clusters]
    return max(range(len(votes)), key=votes.__getitem__) if any(votes) else -1


def page(result: dict[str, Any]) -> str:
    """Return the page of a result."""
    lines = [
        "# Accuracy of relations",
        "",
        "Made by `python -m benchmarks.relations`. In percent.",
        "",
        "| what | precision | recall | F1 | gold |",
        "|---|---|---|---|---|",
    ]
    for name, table in result.items():
        row = table["all"]
        lines.append(f"| {name} | {row['precision']} | {row['recall']} | {row['f1']} | {row['gold']} |")
    lines += [
        "",
        "KnowledgeNet: text F1 on its dev part: a statement counts as right when both sides overlap with those of an",
        "annotated fact; only properties annotated on the passage are scored; a spouse is one both ways. Its passages",
        "are single sentences, and of half of the facts they name one side only by a pronoun: someone called no more",
        "than he or she is a person without a name. The thresholds were chosen on this part; chosen on one half of its",
        "documents and scored on the other, the F1 of both together is 64.5. Re-DocRED: the learned scores alone with",
        "all 96 properties, many of which hold without being said in so many words; the product writes those listed",
        "in extract/relations/learned.py, where both sides stand in one sentence, and above a threshold of each",
        "property's own.",
    ]
    for name, table in result.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| property | precision | recall | F1 | gold |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {key} | {row['precision']} | {row['recall']} | {row['f1']} | {row['gold']} |"
            for key, row in table.items()
            if key != "all"
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Measure and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--tests", action="store_true", help="also Re-DocRED's test part")
    arguments = parser.parse_args()
    nlp = load()
    pipeline = Pipeline(nlp)
    read = [(r, list(statements(pipeline, r))) for r in records(arguments.corpora, "knowledgenet", "dev")]
    result = {
        "KnowledgeNet dev, patterns": knowledgenet(read, lambda extractor: extractor == PATTERNS),
        "KnowledgeNet dev, learned": knowledgenet(read, lambda extractor: extractor != PATTERNS),
        "KnowledgeNet dev, both": knowledgenet(read, lambda extractor: True),
    }
    for part in ("dev", "test") if arguments.tests else ("dev",):
        found = list(records(arguments.corpora, "redocred", part))
        result[f"Re-DocRED {part}, raw text"] = redocred(nlp, found, gold_mentions=False)
        result[f"Re-DocRED {part}, gold mentions"] = redocred(nlp, found, gold_mentions=True)
    for name, table in result.items():
        print(name, table["all"])
    Path("benchmarks/relations.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    Path("docs/accuracy-relations.md").write_text(page(result), encoding="utf-8")


if __name__ == "__main__":
    main()
