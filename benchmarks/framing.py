"""Measure framing: `python -m benchmarks.framing --corpora ../shared/corpora`.

Attribution on GUM's development and test parts; factuality on MEANTIME's development part (it has no test part), at
the gold events. Writes benchmarks/framing.json and docs/accuracy-framing.md.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language

from benchmarks.attribution import attribution
from benchmarks.events import Record, published, records
from extract.framing.frame import DocumentFraming
from extract.language import load
from extract.parse import read
from extract.tree import Doc, Token
from extract.types import EntityIndex
from graph.model import Document, Factuality

__all__ = ["classes", "factuality", "gold_class", "scores"]

NEGATIONS = {"not", "n't", "no", "never", "without", "deny", "denied", "neither", "nor", "nobody", "none"}
MODALS = {"may", "might", "could", "can", "would", "should", "must", "if", "possibly", "perhaps", "likely"}
FUTURES = {"will", "shall", "plan", "plans", "planned", "expected", "to"}


def gold_class(event: Record) -> str | None:
    """Return the class of a MEANTIME event by its certainty, polarity and time; None where it has none."""
    if "certainty" not in event:
        return None
    if event.get("polarity") == "NEG":
        return Factuality.NEGATED.value
    if event["certainty"] != "CERTAIN":
        return Factuality.POSSIBLE.value
    return Factuality.PLANNED.value if event.get("time") == "FUTURE" else Factuality.ASSERTED.value


def framing(doc: Doc, record: Record) -> DocumentFraming:
    """Return the framing of a record without its entities (which only attribution needs)."""
    document = Document(f"urn:{record['doc_id']}", record["text"], published=published(record))
    return DocumentFraming(doc, document, EntityIndex((), (), {}, {}))


def trigger(doc: Doc, event: Record) -> Token | None:
    """Return the head of a gold event's words."""
    span = doc.around(event["start"], event["end"])
    return span.root if span is not None and len(span) else None


def cue_words(token: Token) -> str:
    """Guess by the words just before: what a reader with a list of words would say."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 5) : token.i]]
    if NEGATIONS & set(before):
        return Factuality.NEGATED.value
    if MODALS & set(before):
        return Factuality.POSSIBLE.value
    return Factuality.PLANNED.value if FUTURES & set(before[-2:]) else Factuality.ASSERTED.value


def scores(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return accuracy, F1 of each class and their mean over (gold, predicted) pairs."""
    found = list(pairs)
    right = Counter(gold for gold, mine in found if gold == mine)
    golds, mines = Counter(gold for gold, _ in found), Counter(mine for _, mine in found)
    each = {
        kind.value: round(200 * right[kind.value] / max(golds[kind.value] + mines[kind.value], 1), 1)
        for kind in Factuality
    }
    return {
        "events": len(found),
        "accuracy": round(100 * sum(right.values()) / max(len(found), 1), 1),
        "macro-F1": round(sum(each.values()) / len(each), 1),
        **{f"F1 {name}": value for name, value in each.items()},
    }


def classes(nlp: Language, found: Iterable[Record]) -> list[tuple[Token, str, DocumentFraming]]:
    """Return the head, class and document's framing of every gold event that has a class."""
    result = []
    for record in found:
        doc = read(nlp(record["text"]))
        frame = framing(doc, record)
        for event in record["events"]:
            gold, token = gold_class(event), trigger(doc, event) if event["start"] is not None else None
            if gold is not None and token is not None:
                result.append((token, gold, frame))
    return result


def factuality(items: list[tuple[Token, str, DocumentFraming]]) -> dict[str, Any]:
    """Return the figures of the framing and of two baselines on gold events."""
    systems: dict[str, Callable[[Token, DocumentFraming], str]] = {
        "Actorgraph": lambda token, frame: frame.factuality(token).value,
        "cue words": lambda token, frame: cue_words(token),
        "majority (asserted)": lambda token, frame: Factuality.ASSERTED.value,
    }
    return {
        name: scores((gold, guess(token, frame)) for token, gold, frame in items)
        for name, guess in systems.items()
    }


def page(result: dict[str, Any]) -> str:
    """Return the page of a result."""
    lines = [
        "# Accuracy of framing", "",
        "Attribution: units of source, cue and content on GUM, found when all three agree (benchmarks/attribution.py).",
        "",
        "| part | genres | precision | recall | F1 | F1 of cues | units |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for part, rows in result["attribution"].items():
        for genres, row in rows.items():
            lines.append(
                f"| {part} | {genres} | {row['precision']} | {row['recall']} | {row['f1']} | {row['cue F1']} "
                f"| {row['gold']} |"
            )
    lines += ["", "Factuality of the gold events of MEANTIME's development part, against two baselines:", ""]
    columns = list(next(iter(result["factuality"].values())))
    lines += ["| system | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    for name, row in result["factuality"].items():
        lines.append(f"| {name} | " + " | ".join(str(row[column]) for column in columns) + " |")
    return "\n".join([*lines, "", "Written by `python -m benchmarks.framing`.", ""])


def main() -> None:
    """Measure, print and write the frozen result and its page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    corpora = parser.parse_args().corpora
    nlp = load()
    result = {
        "attribution": {
            part: attribution(nlp, records(corpora, "gum_open", part)) for part in ("dev", "test")
        },
        "factuality": factuality(classes(nlp, records(corpora, "meantime", "dev"))),
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    text = page(result)
    (Path(__file__).parents[1] / "docs" / "accuracy-framing.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
