import pytest

from graph.errors import NotFoundError
from graph.ids import entity_iri
from graph.network.network import Network
from graph.network.projection import project
from graph.network.records import Filters
from tests.factories import helsinki, madrid

JENS = entity_iri("Person", "Jens Stoltenberg")
SAULI = entity_iri("Person", "Sauli Niinistö")
OTHER_SAULI = entity_iri("Person", "Sauli Niinisto")
RECEP = entity_iri("Person", "Recep Tayyip Erdoğan")
NATO = entity_iri("Organization", "NATO")
RUSSIA = entity_iri("Location", "Russia")


@pytest.fixture
def network() -> Network:
    return Network(project([helsinki(), madrid()], {OTHER_SAULI: SAULI}))


def test_merged_actor_stands_once_and_answers_to_both_ids(network: Network) -> None:
    assert network.actor(OTHER_SAULI) == network.actor(SAULI)
    assert network.actor(SAULI).documents == 2
    assert OTHER_SAULI not in network.actors


def test_unknown_actor_is_an_error(network: Network) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        network.actor("https://example.org/nobody")


def test_search_ignores_case_and_accents(network: Network) -> None:
    assert [a.id for a in network.search("ERDOGAN")] == [RECEP]
    assert [a.id for a in network.search("sauli niinisto")] == [SAULI]
    assert network.search("nato", types=["Person"]) == []


def test_neighbours_hold_every_edge_with_its_sentence(network: Network) -> None:
    part = network.neighbours(JENS, Filters())
    assert SAULI in {actor.id for actor in part.nodes}
    meeting = next(e for e in part.edges if e.type == "CONSULT" and {e.source, e.target} == {JENS, SAULI})
    (report,) = meeting.evidence
    text = helsinki().document.text
    assert text[report.sentence_start :].startswith(report.sentence)
    assert {text[h.start : h.end] for h in report.highlights} == {"Jens Stoltenberg", "met", "Sauli Niinistö"}
    assert report.date == "2023-02-28"


def test_limit_tells_how_many_more(network: Network) -> None:
    part = network.neighbours(SAULI, Filters(), limit=1)
    assert len(part.nodes) == 2
    assert part.more == part.total - 2 > 0


def test_denied_claims_are_marked_and_can_be_left_out(network: Network) -> None:
    (edge,) = network.neighbours(NATO, Filters(factuality=frozenset({"negated"}))).edges
    assert (edge.source, edge.target, edge.type) == (NATO, RUSSIA, "THREATEN")
    assert [label for _, label in edge.evidence[0].attribution] == ["official"]
    asserted = network.neighbours(NATO, Filters(factuality=frozenset({"asserted"})))
    assert RUSSIA not in {actor.id for actor in asserted.nodes}


def test_dates_and_documents_filter_edges(network: Network) -> None:
    early = network.top(Filters(before="2022-12-31"))
    assert {e.document for edge in early.edges for e in edge.evidence} == {madrid().document.id}
    assert network.top(Filters(document=madrid().document.id)).edges == early.edges
    assert network.top(Filters(after="2024-01-01")).edges == ()


def test_path_leads_over_the_shared_actor(network: Network) -> None:
    path = network.paths(JENS, RECEP)[0]
    assert path.nodes == (JENS, SAULI, RECEP)
    assert all(hop and hop[0].evidence for hop in path.hops)
    assert network.paths(JENS, JENS) == []


def test_measures_cover_every_actor(network: Network) -> None:
    for values in network.measures.values():
        assert set(values) == set(network.actors)
    assert sum(network.measures["pagerank"].values()) == pytest.approx(1)
    joined = {end for e in network.edges if e.factuality == "asserted" for end in (e.source, e.target)}
    assert set(network.communities) == joined


def test_network_of_nothing_is_empty() -> None:
    empty = Network(project([], {}))
    assert empty.top(Filters()).nodes == ()
    assert empty.search("x") == []
    assert empty.communities == {}
