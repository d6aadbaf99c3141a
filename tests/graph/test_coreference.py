"""Reports of one event are joined across documents, never over a conflict; copies of one text are one source."""

import pytest

from graph.coreference import coreferent_events
from graph.ids import entity_iri, minted_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
    Time,
)
from graph.sources import independent_sources

ANN, BOB = entity_iri("Person", "Ann"), entity_iri("Person", "Bob")


def _report(
    key: str,
    text: str = "Ann met Bob in Oslo on Monday.",
    day: str | None = "2023-05-01",
    place: str | None = "Oslo",
    kind: str = "CONSULT",
    factuality: Factuality = Factuality.ASSERTED,
) -> DocumentGraph:
    document = Document(f"https://example.org/{key}", text, published="2023-05-02")
    whole = Span.of(text, 0, len(text))
    mention = (Mention(whole, MentionKind.NAME),)
    people = tuple(
        Entity(node, EntityType.PERSON, name, mention)
        for node, name in ((ANN, "Ann"), (BOB, "Bob"))
        if name in text
    )
    places = (Entity(entity_iri("Location", place), EntityType.LOCATION, place, mention),) if place else ()
    event = Event(
        minted_iri("event", document.id),
        kind,
        "meet",
        whole,
        whole,
        tuple(Participant(Role.AGENT, person.id) for person in people),
        place=places[0].id if places else None,
        time=Time(whole, day) if day else None,
        factuality=factuality,
    )
    return DocumentGraph(document, (*people, *places), (event,))


def test_reports_of_one_meeting_are_joined_with_a_reason() -> None:
    (cluster,) = coreferent_events([_report("a"), _report("b", "Bob and Ann held talks.", place=None)], {})
    assert {report.document[-1] for report in cluster.reports} == {"a", "b"}
    assert "2 shared actors" in cluster.reasons[0]


@pytest.mark.parametrize(
    "other",
    [
        _report("b", day="2023-05-02"),
        _report("b", place="Bergen"),
        _report("b", kind="ASSAULT"),
        _report("b", "Someone met in Oslo.", place=None),
    ],
)
def test_conflicting_or_unrelated_reports_stay_apart(other: DocumentGraph) -> None:
    assert coreferent_events([_report("a"), other], {}) == []


def test_conflict_with_a_later_report_of_the_cluster_counts() -> None:
    month = [_report("a", day=None, place=None), _report("b", place="Oslo"), _report("c", place="Bergen")]
    for cluster in coreferent_events(month, {}):
        assert len({report.place for report in cluster.reports} - {None}) == 1


def test_denial_joins_what_it_denies() -> None:
    (cluster,) = coreferent_events([_report("a"), _report("b", factuality=Factuality.NEGATED)], {})
    assert {report.event.factuality for report in cluster.reports} == {
        Factuality.ASSERTED,
        Factuality.NEGATED,
    }


def test_merged_actors_count_as_one() -> None:
    other = entity_iri("Person", "Robert")
    graph = _report("b", "Ann and Bob saw leaders of Nordic parties.", place=None)
    renamed = DocumentGraph(
        graph.document,
        tuple(Entity(other if e.id == BOB else e.id, e.type, e.name, e.mentions) for e in graph.entities),
        tuple(
            Event(
                e.id, e.type, e.lemma, e.trigger, e.evidence, (Participant(Role.AGENT, other),), time=e.time
            )
            for e in graph.events
        ),
    )
    first = _report("a", "Bob met leaders of Nordic parties.", place=None)
    assert coreferent_events([first, renamed], {}) == []
    assert len(coreferent_events([first, renamed], {other: BOB})) == 1


def test_order_of_documents_changes_nothing() -> None:
    graphs = [_report(key) for key in "abcd"]
    assert coreferent_events(graphs, {}) == coreferent_events(reversed(graphs), {})


def test_copies_and_one_publisher_are_one_source() -> None:
    wire = "The two ministers met in Oslo on Monday and agreed to open the border again before the summer."
    own = "Fishermen in the north welcome that lorries may cross into the neighbouring country from June on."
    documents = [
        Document("urn:a", wire, source="Daily A"),
        Document("urn:b", wire + " More soon.", source="Daily B"),
        Document("urn:c", own, source="Daily C"),
        Document("urn:d", "Something else altogether was printed here.", source="Daily C"),
    ]
    assert independent_sources(documents) == [["urn:a", "urn:b"], ["urn:c", "urn:d"]]
