"""Whom an act is aimed at where its verb does not say, and statements that ask for something."""

import pytest

from extract.pipeline import Pipeline
from graph.ids import document_iri
from graph.model import Document

CASES = [
    (
        "The miners held the company responsible.",
        "held", "ACCUSE", {"agent miners", "patient company"},
    ),
    (
        "Iran rejected a French proposal to cap enrichment.",
        "rejected", "REJECT", {"agent Iran", "patient France"},
    ),
    (
        "Ukraine demanded that Russia withdraw its troops.",
        "demanded", "REQUEST", {"agent Ukraine", "recipient Russia"},
    ),
    (
        "Denmark promised to send tanks to Ukraine.",
        "promised", "AGREE", {"agent Denmark", "recipient Ukraine"},
    ),
    (
        "Serbia accepted the demands of Kosovo.",
        "accepted", "CONCEDE", {"agent Serbia", "patient Kosovo"},
    ),
    (
        "Angela Merkel said that Greece must cut its spending.",
        "said", "REQUEST", {"agent Angela Merkel", "recipient Greece"},
    ),
    (
        "Angela Merkel said that she must cut her spending.",
        "said", "STATEMENT", {"agent Angela Merkel"},
    ),
    (
        "Germany blamed Russia for the French blackout.",
        "blamed", "ACCUSE", {"agent Germany", "patient Russia"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "kind", "parts"), CASES, ids=[case[0] for case in CASES])
def test_target_is_found(pipeline: Pipeline, text: str, word: str, kind: str, parts: set[str]) -> None:
    graph = pipeline.one(Document(document_iri("tests/through"), text)).graph
    names = {entity.id: entity.name for entity in graph.entities}
    (event,) = (e for e in graph.events if e.trigger.text == word)
    assert event.type == kind
    assert {f"{p.role.value} {names[p.entity]}" for p in event.participants} == parts


SENSES = [
    ("The army suffered heavy losses near Odesa.", "losses", None),
    ("The party celebrated its victory in the election.", "victory", None),
    ("The team celebrated its victory in the cup final.", "victory", "SPORT"),
    ("Soldiers opened fire on the crowd.", "fire", None),
    ("Soldiers opened fire on the crowd.", "opened", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "word", "kind"), SENSES)
def test_sense_follows_the_sentence(pipeline: Pipeline, text: str, word: str, kind: str | None) -> None:
    graph = pipeline.one(Document(document_iri("tests/senses"), text)).graph
    types = {event.type for event in graph.events if event.trigger.text == word}
    assert types == {kind} if kind else "SPORT" not in types and not (types and word == "fire")


@pytest.mark.parametrize(
    ("text", "word", "kind", "parts"),
    [
        (
            "Protesters clashed with police in Athens.",
            "clashed",
            "ASSAULT",
            {"agent Protesters", "companion police"},
        ),
        ("The envoys held talks in Geneva.", "talks", "CONSULT", {"agent envoys"}),
        (
            "Russian strikes killed three civilians in Odesa.",
            "killed",
            "ASSAULT",
            {"patient three civilians"},
        ),
    ],
)
def test_slips_of_tags_and_labels_cost_no_participant(
    pipeline: Pipeline, text: str, word: str, kind: str, parts: set[str]
) -> None:
    test_target_is_found(pipeline, text, word, kind, parts)


def test_a_disaster_has_the_time_and_place_of_its_verb(pipeline: Pipeline) -> None:
    text = "An earthquake of magnitude 6.4 struck near the town of Petrinja before noon on December 29, 2020."
    graph = pipeline.one(Document(document_iri("quake"), text)).graph
    (quake,) = (event for event in graph.events if event.trigger.text == "earthquake")
    names = {entity.id: entity.name for entity in graph.entities}
    assert names.get(quake.place or "") == "Petrinja"
    assert quake.time is not None and quake.time.value == "2020-12-29"
