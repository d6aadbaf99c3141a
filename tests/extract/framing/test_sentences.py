"""Sentences with what a careful reader takes from them: whether it is so, and who says so.

The files hold a sentence a line and, indented below it, its expected statements: a word (or two that are one event, a
light verb and its noun: "sign/deal"), its factuality, and who says so, nearest speaker first, joined by " > ".
The floors are what is reached today, less what another set of weights may cost;
the rules never saw the sentences in unseen/.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.pipeline import Pipeline
from graph.ids import document_iri
from graph.model import Document, DocumentGraph, Factuality

SENTENCES = Path(__file__).with_name("sentences")
FLOORS = {
    "conditionals": 0.9,
    "denials": 0.91,
    "nested": 0.88,
    "plans": 0.88,
    "unseen/conditionals": 0.8,
    "unseen/denials": 0.8,
    "unseen/nested": 0.7,
    "unseen/plans": 0.88,
}
_KINDS = {kind.value for kind in Factuality}


def _expected(name: str) -> Iterator[tuple[str, list[tuple[str, str, list[str]]]]]:
    """Yield sentences with (word, factuality, speakers)."""
    sentence, rows = "", list[tuple[str, str, list[str]]]()
    for line in (SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            word, kind, *speakers = line.split(maxsplit=2)
            assert kind in _KINDS, line
            rows.append((word, kind, speakers[0].split(" > ") if speakers else []))
        elif line and not line.startswith("#"):
            if sentence:
                yield sentence, rows
            sentence, rows = line, []
    yield sentence, rows


def _said(graph: DocumentGraph, word: str) -> list[tuple[str, list[set[str]]]]:
    """Return the factuality of the events with this trigger, and each speaker's names."""
    names = {e.id: {m.span.text.casefold() for m in e.mentions} | {e.name.casefold()} for e in graph.entities}
    found = (event for event in graph.events if event.trigger.text.split()[0] in word.split("/"))
    return [(event.factuality.value, [names[s] for s in event.attribution]) for event in found]


def _is_called(speaker: str, names: set[str]) -> bool:
    wanted = speaker.casefold().removeprefix("the ").removeprefix("a ")
    return any(wanted in name or name in wanted for name in names)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_statements_of_sentences(pipeline: Pipeline, name: str) -> None:
    missed: list[str] = []
    total = 0
    for number, (sentence, rows) in enumerate(_expected(name)):
        graph = pipeline.one(Document(document_iri(f"tests/{name}/{number}"), sentence)).graph
        for word, kind, speakers in rows:
            total += 1
            said = _said(graph, word)
            right = any(
                found == kind
                and len(chain) == len(speakers)
                and all(_is_called(s, n) for s, n in zip(speakers, chain, strict=True))
                for found, chain in said
            )
            if not right:
                missed.append(f"{word} {kind} {' > '.join(speakers)}: {said} | {sentence}")
    assert total >= 10
    assert 1 - len(missed) / total >= FLOORS[name], f"{len(missed)} of {total}\n" + "\n".join(missed)
