"""Measure events and times: `python -m benchmarks.events --corpora ../shared/corpora [--part dev]`.

From raw text through the whole pipeline. Writes benchmarks/events.json (the frozen result) and
docs/accuracy-events.md. Sparse annotation (ECB+, MEANTIME) is scored only in sentences that have it.
"""

import argparse
import json
import lzma
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language

from extract.language import load
from extract.parse import read as parse
from extract.pipeline import Extraction, Pipeline
from extract.time.attachment import Times
from extract.time.calendar import publication_day
from graph.model import Document, DocumentGraph, Event
from graph.plover import plover_category

PLOVER_2021 = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
NO_TRIGGERS = {"ACTION_STATE", "ACTION_ASPECTUAL", "ACTION_GENERIC", "GRAMMATICAL"}
Record = dict[str, Any]


def records(corpora: Path, corpus: str, part: str) -> Iterator[Record]:
    """Yield the records of one part of a span corpus."""
    with lzma.open(corpora / f"spans/{corpus}/{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def published(record: Record) -> str | None:
    """Return the first full date of the annotated text as its publication date (MEANTIME: its dateline)."""
    values = [e for e in record["entities"] if e.get("label") == "TIMEX3" and len(e.get("value") or "") == 10]
    values = sorted((e for e in values if e["start"] is not None), key=lambda e: int(e["start"]))
    return str(values[0]["value"]) if values else None


def graphs(pipeline: Pipeline, found: list[Record]) -> Iterator[tuple[Record, DocumentGraph]]:
    """Yield each record with what the pipeline makes of its text."""
    documents = [
        Document(f"urn:{r['doc_id']}", r["text"], published=published(r) if "events" in r else None)
        for r in found
    ]
    for record, extraction in zip(found, pipeline.extract(documents), strict=True):
        if isinstance(extraction, Extraction):
            yield record, extraction.graph


def rate(right: int, predicted: int, gold: int) -> dict[str, float]:
    """Return precision, recall and F1 in percent."""
    precision, recall = right / max(predicted, 1), right / max(gold, 1)
    both = precision + recall
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / both, 1) if both else 0.0,
        "gold": gold,
    }


def overlaps(start: int, end: int, other: Record | Event) -> bool:
    """Tell whether characters `start:end` touch a gold span or an event's trigger."""
    if isinstance(other, Event):
        return start < other.trigger.end and other.trigger.start < end
    return other["start"] is not None and start < int(other["end"]) and int(other["start"]) < end


def plover(pipeline: Pipeline, found: list[Record]) -> dict[str, Any]:
    """Type accuracy of the event at the gold trigger, and source and target found in its participants.

    Types are those that the codebook makes of ours (graph/plover.py). Records whose trigger has no place in the text
    count as wrong. A source or target is found when a mention of the participant touches it (a pronoun's antecedent
    too).
    """
    typed, right, predicted, gold = 0, 0, 0, 0
    for record, graph in graphs(pipeline, found):
        trigger = record["events"][0]
        kind = PLOVER_2021.get(trigger["label"], trigger["label"])
        parts = trigger.get("parts") or [[trigger["start"], trigger["end"]]]
        parts = [] if parts[0][0] is None else parts
        hits = [e for e in graph.events if any(overlaps(s, t, e) for s, t in parts)]
        right_ones = [e for e in hits if plover_category(e) == kind]
        typed += bool(right_ones)
        chosen = next(iter([*right_ones, *hits]), None)
        actors = [
            e
            for e in record["entities"]
            if e["label"] in ("SRC", "TAR", "SRC/TAR") and e["start"] is not None
        ]
        gold += len(actors)
        for part in chosen.participants if chosen else ():
            if part.span is None or part.role.value in ("topic", "other", "instrument"):
                continue
            predicted += 1
            side = "SRC" if part.role.value == "agent" else "TAR"
            spans = [part.span, *(m.span for e in graph.entities if e.id == part.entity for m in e.mentions)]
            hit = next(
                (
                    a
                    for a in actors
                    if side in a["label"] and any(overlaps(span.start, span.end, a) for span in spans)
                ),
                None,
            )
            if hit is not None:
                actors.remove(hit)
                right += 1
    return {
        "type accuracy": round(100 * typed / len(found), 1),
        "source and target": rate(right, predicted, gold),
    }


def annotated(record: Record) -> list[tuple[int, int]]:
    """Return the sentences that hold at least one gold event."""
    return [(s, t) for s, t in record["sents"] if any(overlaps(s, t, e) for e in record["events"])]


def triggers(pairs: Iterable[tuple[Record, DocumentGraph]]) -> dict[str, float]:
    """Event triggers: overlap with a gold event, in annotated sentences, states and aspect left out of gold."""
    right, predicted, gold = 0, 0, 0
    for record, graph in pairs:
        wanted = [e for e in record["events"] if e["label"] not in NO_TRIGGERS and e["start"] is not None]
        ignored = [e for e in record["events"] if e["label"] in NO_TRIGGERS]
        sentences = annotated(record)
        gold += len(wanted)
        for event in graph.events:
            inside = any(overlaps(s, t, event) for s, t in sentences)
            start, end = event.trigger.start, event.trigger.end
            if not inside or any(overlaps(start, end, e) for e in ignored):
                continue
            predicted += 1
            hit = next((e for e in wanted if overlaps(start, end, e)), None)
            if hit is not None:
                wanted.remove(hit)
                right += 1
    return rate(right, predicted, gold)


def participants(pairs: Iterable[tuple[Record, DocumentGraph]]) -> dict[str, float]:
    """Participants of the events whose trigger was found: overlap with a gold argument that is an actor."""
    right, predicted, gold = 0, 0, 0
    for record, graph in pairs:
        known = {e["id"]: e for e in record["entities"] if e["label"] in ("PER", "ORG", "LOC")}
        for event in record["events"]:
            arguments = [known[a["ref"]] for a in event.get("args", ()) if a["ref"] in known]
            hit = next((e for e in graph.events if overlaps(event["start"], event["end"], e)), None)
            gold += len(arguments)
            if hit is None or not event.get("args"):
                continue
            for part in hit.participants:
                if part.span is None:
                    continue
                predicted += 1
                found = next((a for a in arguments if overlaps(part.span.start, part.span.end, a)), None)
                if found is not None:
                    arguments.remove(found)
                    right += 1
    return rate(right, predicted, gold)


def timex(value: str | None) -> str | None:
    """Return an EDTF value in the form of TIMEX3 where the two differ in spelling only.

    Parts of a year or month ("early June") have the value of the whole in TIMEX3, and the part beside it.
    """
    if value is None:
        return None
    first, _, last = value.partition("/")
    quarter = {("01", "03"): "Q1", ("04", "06"): "Q2", ("07", "09"): "Q3", ("10", "12"): "Q4"}
    if last and len(first) == len(last) == 7:
        whole = quarter.get((first[5:], last[5:]))
        return f"{first[:4]}-{whole}" if whole else first[:4]
    if len(first) == len(last) == 10 and publication_day(first) and publication_day(last):
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        year, week, weekday = start.isocalendar()
        if weekday == 1 and (end - start).days == 6:
            return f"{year}-W{week:02}"
        return first[:7] if first[:7] == last[:7] else first[:4]
    seasons = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
    return (
        first[:5] + seasons[first[5:]]
        if len(first) == 7 and first[5:] in seasons
        else first.rstrip("X~") or last
    )


def times(nlp: Language, found: list[Record]) -> dict[str, float]:
    """Dates (TIMEX3 of type DATE with a calendar value): found at all, value right of those found, right of all.

    The values are those that the extraction uses, each worked out with the tense of its clause.
    """
    gold, seen, right = 0, 0, 0
    for record in found:
        document = Document(f"urn:{record['doc_id']}", record["text"], published=published(record))
        mine = Times(parse(nlp(record["text"])), document).found
        for entity in record["entities"]:
            value = entity.get("value") or ""
            if entity["label"] != "TIMEX3" or entity.get("type") != "DATE" or not value[:4].isdigit():
                continue
            gold += 1
            own = {timex(t.value) for t in mine if overlaps(t.span.start, t.span.end, entity)} - {None}
            seen += bool(own)
            right += value.removesuffix("TXX:XX")[:10] in own or value in own
    return {
        "gold": gold,
        "found": round(100 * seen / max(gold, 1), 1),
        "value right of found": round(100 * right / max(seen, 1), 1),
        "value right of all": round(100 * right / max(gold, 1), 1),
    }


def factuality(pairs: Iterable[tuple[Record, DocumentGraph]]) -> dict[str, float]:
    """Accuracy of factuality on found triggers, MEANTIME's polarity, certainty and tense as gold."""
    right, total, overclaimed = 0, 0, 0
    for record, graph in pairs:
        for event in record["events"]:
            hit = next((e for e in graph.events if overlaps(event["start"], event["end"], e)), None)
            if hit is None or "certainty" not in event:
                continue
            sure = event["certainty"] == "CERTAIN"
            gold = "negated" if event.get("polarity") == "NEG" else "asserted" if sure else "possible"
            if sure and event.get("time") == "FUTURE" and gold == "asserted":
                gold = "planned"
            total += 1
            right += hit.factuality.value == gold
            overclaimed += hit.factuality.value == "asserted" and gold != "asserted"
    return {
        "events": total,
        "right": round(100 * right / max(total, 1), 1),
        "wrongly asserted": round(100 * overclaimed / max(total, 1), 1),
    }


def measure(corpora: Path, part: str) -> dict[str, Any]:
    """Return every figure for one part (MEANTIME and PLOVER have train and dev only)."""
    nlp = load()
    pipeline = Pipeline(nlp)
    other = "dev" if part == "test" else part
    meantime = list(records(corpora, "meantime", other))
    read = list(graphs(pipeline, meantime))
    ecbplus = list(graphs(pipeline, list(records(corpora, "ecbplus", part))))
    return {
        f"PLOVER {other}": plover(pipeline, list(records(corpora, "plover_gsr", other))),
        f"ECB+ {part}": {"triggers": triggers(ecbplus)},
        f"MEANTIME {other}": {
            "triggers": triggers(read),
            "participants": participants(read),
            "dates": times(nlp, meantime),
            "factuality": factuality(read),
        },
    }


def table(result: dict[str, Any]) -> str:
    """Return the Markdown section for docs."""
    lines = [
        "# Events, times and factuality",
        "",
        "From raw text, by `python -m benchmarks.events` (percent).",
        "",
    ]
    lines += ["| corpus | measure | figures |", "| --- | --- | --- |"]
    for corpus, measures in result.items():
        for name, value in measures.items():
            figures = (
                ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
            )
            lines.append(f"| {corpus} | {name} | {figures} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write the frozen result and its page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    options = parser.parse_args()
    result = measure(options.corpora, options.part)
    print(json.dumps(result, indent=1))
    if options.part != "train":
        Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        page = Path(__file__).parents[1] / "docs" / "accuracy-events.md"
        page.write_text(table(result), encoding="utf-8")


if __name__ == "__main__":
    main()
