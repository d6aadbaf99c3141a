"""Coverage of a document: sentences that gave nothing, events that lack something."""

from dataclasses import replace

import pytest

from extract.coverage import coverage, total
from graph.errors import SchemaError
from graph.model import Document, DocumentGraph, Event, Participant, Role, Span, Statement, Time

TEXT = "Rebels fled. Skies were blue. --- Chad is in Africa."
SENTENCES = [(0, 12), (13, 29), (30, 33), (34, 52)]


def graph() -> DocumentGraph:
    trigger = Span.of(TEXT, 7, 11)
    event = Event("urn:e", "MOVE", "flee", trigger, Span.of(TEXT, 0, 12))
    full = replace(
        event,
        id="urn:f",
        participants=(Participant(Role.AGENT, "urn:r"),),
        place="urn:p",
        time=Time(trigger, "2022"),
    )
    unresolved = replace(event, id="urn:g", time=Time(trigger, None))
    fact = Statement("urn:d", "urn:c", "locatedIn", "urn:a", Span.of(TEXT, 34, 52))
    return DocumentGraph(Document("urn:d", TEXT), (), (event, full, unresolved), (fact,))


def test_coverage_names_sentences_that_gave_nothing_and_counts_what_events_lack() -> None:
    found = coverage(graph(), SENTENCES)
    assert [span.text for span in found.silent] == ["Skies were blue."]
    assert (found.sentences, found.covered, found.events, found.relations) == (3, 2, 3, 1)
    assert (found.without_time, found.without_place, found.without_participants) == (2, 2, 2)
    assert found.share == pytest.approx(2 / 3)
    assert found.as_json()["silent"] == [[13, 29]]


def test_coverage_of_an_empty_document_lacks_nothing() -> None:
    found = coverage(DocumentGraph(Document("urn:d", "...")), [(0, 3)])
    assert (found.sentences, found.share, found.silent) == (0, 1.0, ())


def test_coverage_refuses_sentences_outside_the_text() -> None:
    with pytest.raises(SchemaError):
        coverage(graph(), [(0, 99)])


def test_total_adds_up() -> None:
    once = coverage(graph(), SENTENCES)
    twice = total([once, once])
    assert (twice.document, twice.sentences, twice.covered, twice.events) == ("all", 6, 4, 6)
    assert twice.share == once.share
