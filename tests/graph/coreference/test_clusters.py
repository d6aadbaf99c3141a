"""Reports of one event are joined across documents, never over a contradiction or against a judgement."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from graph.coreference.clusters import Cluster, coreferent_events
from graph.coreference.reports import read_reports
from graph.ids import entity_iri, minted_iri
from graph.judgements import Judgement
from graph.model import DocumentGraph, Factuality
from tests.graph.coreference.reports import ANN, BOB, report, store_of

OWN = " Surveyors of the cracked dam say its spillway above the valley is narrow, and the reservoir should be lowered."
OTHER_NEWS = (
    " The football cup final was played before a full stadium, and the goalkeeper saved two penalties."
)


def _clusters(
    *graphs: DocumentGraph, canonical: Mapping[str, str] | None = None, judged: tuple[Judgement, ...] = ()
) -> list[Cluster]:
    return coreferent_events(read_reports(store_of(*graphs).quads, canonical or {}), judged)


def _judged(one: str, other: str, *, same: bool) -> Judgement:
    first, second = sorted(minted_iri("event", f"https://example.org/{key}") for key in (one, other))
    return Judgement(first, second, same, "I was there")


def test_reports_of_one_meeting_are_joined_with_a_reason() -> None:
    again = report("b", "Bob Example and Ann Example held talks on the cracked dam.", lemma="talk")
    (cluster,) = _clusters(report("a"), again)
    assert cluster.documents == ("https://example.org/a", "https://example.org/b")
    assert cluster.type == "CONSULT"
    for part in (
        "'talk' and 'meet'",
        "both CONSULT",
        "2 actors in common",
        "the same day",
        cluster.members[0].event,
    ):
        assert part in cluster.members[1].reason


@pytest.mark.parametrize(
    "other",
    [
        report("b", day="2023-05-02"),
        report("b", kind="ASSAULT", lemma="attack", day=None),
        report("b", "Cyril Sample met Dora Sample on the pitch.", rest=OTHER_NEWS, day=None),
        report("b", published="2023-06-02", day=None),
    ],
    ids=["other day", "other type and word", "other news", "a month later"],
)
def test_contradicting_or_unrelated_reports_stay_apart(other: DocumentGraph) -> None:
    assert _clusters(report("a"), other) == []


def test_another_place_speaks_against_but_one_inside_the_other_does_not() -> None:
    def other(place: str) -> DocumentGraph:
        return report("b", "Ann Example met engineers.", rest=OWN, place=place, day=None)

    oslo = report("a", place="Oslo")
    norway = other("Norway")
    naming_both = replace(norway, entities=(*norway.entities, oslo.entities[-1]))
    assert _clusters(oslo, other("Bergen")) == []
    assert len(_clusters(oslo, naming_both)) == 1


def test_denial_joins_what_it_denies() -> None:
    (cluster,) = _clusters(report("a"), report("b", factuality=Factuality.NEGATED))
    assert len(cluster.members) == 2


def test_killed_and_died_are_one_event() -> None:
    killed = report("a", "A slide killed nine villagers.", kind="ASSAULT", lemma="kill", who="nine villagers")
    died = report(
        "b", "Some nine villagers died in the slide.", kind="DEATH", lemma="die", who="nine villagers"
    )
    (cluster,) = _clusters(killed, died)
    assert "'villagers' in both" in cluster.members[0].reason


def test_merged_actors_count_as_one() -> None:
    robert = entity_iri("Person", "Robert Example")
    graphs = (report("a"), report("b", bob=robert))
    (apart,) = _clusters(*graphs)
    (merged,) = _clusters(*graphs, canonical={robert: BOB})
    assert "1 actor in common" in apart.members[0].reason
    assert "2 actors in common" in merged.members[0].reason
    assert ANN != BOB


def test_order_of_documents_changes_nothing() -> None:
    graphs = [report(key) for key in "abcd"]
    assert _clusters(*graphs) == _clusters(*reversed(graphs))
    (cluster,) = _clusters(*graphs)
    assert len(cluster.members) == 4


def test_one_document_alone_makes_no_cluster() -> None:
    assert _clusters(report("a")) == []
    assert _clusters() == []


def test_judgements_go_before_scores() -> None:
    one, two, three = (report(key) for key in "abc")
    assert _clusters(one, two, judged=(_judged("a", "b", same=False),)) == []
    for cluster in _clusters(one, two, three, judged=(_judged("a", "b", same=False),)):
        assert len(cluster.members) == 2
    stranger = report("d", "Ann Example played on the pitch.", rest=OTHER_NEWS, kind="SPORT", lemma="play")
    assert _clusters(one, stranger) == []
    (joined,) = _clusters(one, stranger, judged=(_judged("a", "d", same=True),))
    assert joined.members[0].reason.endswith("judged the same: I was there")


def test_statements_are_one_only_when_they_say_the_same() -> None:
    first = report("a", "Ann Example said that the spillway had failed.", kind="STATEMENT", lemma="say")
    same = report("b", "The spillway had failed, said Ann Example.", kind="STATEMENT", lemma="say")
    more = report("c", "Ann Example said that schools would open.", kind="STATEMENT", lemma="say")
    (cluster,) = _clusters(first, same, more)
    assert cluster.documents == ("https://example.org/a", "https://example.org/b")


def test_demands_of_different_speakers_are_different_demands() -> None:
    ann = report("a", "Ann Example called for an inquiry.", kind="REQUEST", lemma="call")
    assert (
        _clusters(ann, report("b", "Bob Example called for an inquiry.", kind="REQUEST", lemma="call")) == []
    )
    assert len(_clusters(ann, report("b", "Ann Example called for one.", kind="REQUEST", lemma="call"))) == 1
