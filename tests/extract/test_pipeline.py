import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from extract.gate import admit
from extract.pipeline import Extraction, ExtractionFailure, Pipeline
from graph.contract import to_contract
from graph.ids import document_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    MentionKind,
    Span,
    Statement,
)
from tests.factories import helsinki

TEXT = (
    "Leaders meet in Tallinn\n"
    "By Ada Example and Bo Example\n"
    "TALLINN (Example Wire) - French President Emmanuel Macron met Estonian Prime Minister Kaja Kallas in Tallinn "
    "on Monday. A French official said Macron did not discuss sanctions. Kallas, a former member of the European "
    "Parliament, thanked Paris. The official told reporters that France could send more soldiers.\n"
)


def _graph(pipeline: Pipeline, text: str, **more: str) -> DocumentGraph:
    return pipeline.one(Document(document_iri("tests/x"), text, **more)).graph  # type: ignore[arg-type]  # str fields


@pytest.fixture(scope="module")
def graph(pipeline: Pipeline) -> DocumentGraph:
    return _graph(pipeline, TEXT, published="2023-03-06")


def _named(graph: DocumentGraph) -> dict[str, Entity]:
    return {entity.name: entity for entity in graph.entities if entity.named}


def test_front_matter_is_read_from_the_text(graph: DocumentGraph) -> None:
    document = graph.document
    assert document.title == "Leaders meet in Tallinn"
    assert document.authors == ("Ada Example", "Bo Example")
    assert document.source == "Example Wire"
    assert document.text == TEXT


def test_bylines_name_no_actors(graph: DocumentGraph) -> None:
    assert not {"Ada Example", "Bo Example"} & _named(graph).keys()


def test_entities_are_typed_and_aliases_joined(graph: DocumentGraph) -> None:
    named = _named(graph)
    assert named["Emmanuel Macron"].type is EntityType.PERSON
    assert "Macron" in named["Emmanuel Macron"].aliases
    assert "Macron" not in named
    assert named["Tallinn"].type is EntityType.LOCATION
    france = named["France"]
    assert france.country == "FRA"
    assert MentionKind.DEMONYM in {mention.kind for mention in france.mentions}


def test_unnamed_actor_keeps_country_and_sector_and_is_taken_up(graph: DocumentGraph) -> None:
    (official,) = [e for e in graph.entities if not e.named and e.name.endswith("official")]
    assert (official.country, official.sector) == ("FRA", "GOV")
    assert [m.span.text for m in official.mentions] == ["A French official", "The official"]


def test_meeting_has_both_sides_and_denial_is_not_asserted(graph: DocumentGraph) -> None:
    names = {e.id: e.name for e in graph.entities}
    meeting = next(e for e in graph.events if e.trigger.text == "met")
    assert {names[p.entity] for p in meeting.participants} >= {"Emmanuel Macron", "Kaja Kallas"}
    assert meeting.time is not None
    assert meeting.time.value == "2023-03-06"
    denied = [e for e in graph.events if e.trigger.text == "discuss"]
    assert [e.factuality for e in denied] == [Factuality.NEGATED]
    assert [names[a] for a in denied[0].attribution] == ["French official"]


def test_positions_say_where_and_whether_still_held(graph: DocumentGraph) -> None:
    names = {e.id: e.name for e in graph.entities}
    held = {
        (names[s.subject], s.object.text, names.get(s.organization or ""), s.current)
        for s in graph.relations
        if s.predicate == "holdsPosition" and not isinstance(s.object, str)
    }
    assert ("Emmanuel Macron", "President", "France", True) in held
    assert ("Kaja Kallas", "Prime Minister", "Estonia", True) in held


def test_output_fits_the_contract(graph: DocumentGraph) -> None:
    schema = Path(__file__).parents[2] / "docs" / "document-graph.schema.json"
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(to_contract(graph))) == []


def test_same_input_gives_the_same_bytes(pipeline: Pipeline, graph: DocumentGraph) -> None:
    again = _graph(pipeline, TEXT, published="2023-03-06")
    assert json.dumps(to_contract(again)) == json.dumps(to_contract(graph))


@pytest.mark.parametrize(
    "text", [" ", "\n\n", "😀" * 50, "مرحبا بالعالم", "\x07\x1b[0m", "word " * 300, "A" * 2_000]
)
def test_strange_text_is_survived(pipeline: Pipeline, text: str) -> None:
    (result,) = pipeline.extract([Document(document_iri("tests/strange"), text)])
    assert isinstance(result, Extraction)
    result.graph.verify()


def test_failing_document_does_not_stop_the_others(pipeline: Pipeline) -> None:
    bad = Document("not an iri", None)  # type: ignore[arg-type]  # what must not happen
    good = Document(document_iri("tests/good"), "Rishi Sunak visited Kyiv.")
    first, second = pipeline.extract([bad, good])
    assert isinstance(first, ExtractionFailure)
    assert isinstance(second, Extraction)


def test_gate_drops_and_counts_what_does_not_fit() -> None:
    graph = helsinki()
    entities = {entity.id: entity for entity in graph.entities}
    jens, sauli, city = (e.id for e in graph.entities[:3])
    span = Span(0, 1, "J")
    wrong = [
        Statement("urn:d", city, "spouse", jens, span),
        Statement("urn:d", jens, "spouse", city, span),
        Statement("urn:d", jens, "spouse", jens, span),
        Statement("urn:d", jens, "likes", sauli, span),
    ]
    right = Statement("urn:d", jens, "spouse", sauli, span)
    events, relations, dropped = admit([*graph.events, *wrong, right, right], entities)
    assert events == list(graph.events)
    assert relations == [right]
    assert sum(dropped.values()) == 4
    assert isinstance(dropped, Counter)


def test_gate_drops_and_counts_what_is_less_sure_than_the_minimum() -> None:
    graph = helsinki()
    entities = {entity.id: entity for entity in graph.entities}
    jens, sauli = (e.id for e in graph.entities[:2])
    sure = Statement("urn:d", jens, "spouse", sauli, Span(0, 1, "J"), confidence=0.5)
    unsure = replace(sure, predicate="ally", confidence=0.49)
    events, relations, dropped = admit([sure, unsure], entities, 0.5)
    assert (events, relations) == ([], [sure])
    assert dropped == {"below the minimal confidence": 1}


def test_threshold_leaves_out_what_is_unsure(pipeline: Pipeline, graph: DocumentGraph) -> None:
    strict = pipeline.stricter(0.99).one(graph.document)
    claims: list[Event | Statement] = [*strict.graph.events, *strict.graph.relations]
    assert all(claim.confidence >= 0.99 for claim in claims)
    assert strict.dropped["below the minimal confidence"] >= 1
