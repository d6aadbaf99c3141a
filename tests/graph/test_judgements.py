"""What a user judges about actors is honoured, explained, kept and undone without a trace."""

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode

from graph.errors import InputError, NotFoundError
from graph.ids import entity_iri
from graph.judgements import JUDGEMENTS, Judgement, forget, judge, judgements, named_entity
from graph.model import Document, DocumentGraph, Entity, EntityType, Link, Mention, MentionKind, Span
from graph.resolution import merges, resolve
from graph.store.contract import GraphStore
from graph.store.table import open_store

_TARGET = "http://www.wikidata.org/entity/Q1"


def _iri(name: str) -> str:
    return entity_iri("Person", name)


def _document(key: str, *names: str, linked: bool = False) -> DocumentGraph:
    text = "; ".join(names)
    links = (Link(_TARGET, 0.9, names[0]),) if linked else ()
    spans = [Span.of(text, text.index(name), text.index(name) + len(name)) for name in names]
    people = [
        Entity(_iri(s.text), EntityType.PERSON, s.text, (Mention(s, MentionKind.NAME),), links=links)
        for s in spans
    ]
    return DocumentGraph(Document(f"https://example.org/{key}", text), tuple(people))


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store("memory:") as opened:
        opened.load(
            [
                (_document("a", "Kyiv Kate", "Kate K", "Katya K", linked=True), "1"),
                (_document("b", "Ann Lee", "A Lee", "Anna Lee"), "2"),
            ]
        )
        resolve(opened)
        yield opened


def _dump(store: GraphStore) -> list[str]:
    return sorted(str(quad) for quad in store.quads)


def _groups(store: GraphStore) -> set[tuple[str, str]]:
    return {(merge.entity, merge.canonical) for merge in merges(store.quads)}


def test_positive_judgement_merges_with_its_reason(store: GraphStore) -> None:
    judge(store, _iri("Ann Lee"), _iri("Anna Lee"), same=True, why="one biography")
    found = {merge.entity: merge for merge in merges(store.quads)}
    assert found[_iri("Anna Lee")].canonical == _iri("Ann Lee")
    assert found[_iri("Anna Lee")].reason == "judged the same: one biography"


def test_chain_of_positive_judgements_is_one_actor(store: GraphStore) -> None:
    judge(store, _iri("Ann Lee"), _iri("Anna Lee"), same=True, why="x")
    judge(store, _iri("Anna Lee"), _iri("A Lee"), same=True, why="y")
    assert {(_iri("Ann Lee"), _iri("A Lee")), (_iri("Anna Lee"), _iri("A Lee"))} <= _groups(store)


def test_negative_judgement_splits_a_group_that_a_link_made(store: GraphStore) -> None:
    assert {one for one, _ in _groups(store)} == {_iri("Katya K"), _iri("Kyiv Kate")}
    judge(store, _iri("Katya K"), _iri("Kyiv Kate"), same=False, why="sisters")
    assert _groups(store) == {(_iri("Katya K"), _iri("Kate K"))}


def test_negative_judgement_holds_across_a_chain_of_positive_ones(store: GraphStore) -> None:
    judge(store, _iri("Ann Lee"), _iri("Anna Lee"), same=False, why="mother and daughter")
    judge(store, _iri("Ann Lee"), _iri("A Lee"), same=True, why="x")
    judge(store, _iri("Anna Lee"), _iri("A Lee"), same=True, why="y")
    together = [{entity, canonical} for entity, canonical in _groups(store)]
    assert {_iri("Ann Lee"), _iri("Anna Lee")} not in together
    assert len([pair for pair in together if _iri("A Lee") in pair]) == 1


@pytest.mark.parametrize("same", [True, False])
def test_undoing_restores_every_byte(store: GraphStore, same: bool) -> None:
    before = _dump(store)
    pair = (_iri("Ann Lee"), _iri("A Lee")) if same else (_iri("Katya K"), _iri("Kate K"))
    judge(store, *pair, same=same, why="a reason")
    resolve(store)
    assert _dump(store) != before
    forget(store, *reversed(pair))
    resolve(store)
    assert _dump(store) == before


def test_later_judgement_replaces_the_earlier_one_of_the_pair(store: GraphStore) -> None:
    one, other = sorted((_iri("Ann Lee"), _iri("A Lee")))
    judge(store, one, other, same=True, why="x")
    judge(store, other, one, same=False, why="y")
    assert judgements(store.quads) == [Judgement(one, other, False, "y")]


def test_judgement_outlives_replacement_and_removal_of_documents(store: GraphStore) -> None:
    judge(store, _iri("Ann Lee"), _iri("Anna Lee"), same=True, why="x")
    before = judgements(store.quads)
    store.replace(_document("b", "Ann Lee", "Anna Lee"), "3")
    assert judgements(store.quads) == before
    assert (_iri("Anna Lee"), _iri("Ann Lee")) in _groups(store)
    store.remove("https://example.org/b")
    assert judgements(store.quads) == before
    assert not any("ann" in entity for entity, _ in _groups(store))


def test_triple_written_by_hand_is_undone_too(store: GraphStore) -> None:
    one, other = _iri("Katya K"), _iri("Kate K")
    store.quads.update(
        f"INSERT DATA {{ GRAPH <{JUDGEMENTS}> {{ <{one}> "
        f"<https://w3id.org/actorgraph/ns#notSameAs> <{other}> }} }}"
    )
    assert [item.same for item in judgements(store.quads)] == [False]
    forget(store, one, other)
    assert not list(store.quads.quads_for_pattern(None, None, None, NamedNode(JUDGEMENTS)))


def test_judgements_that_make_no_sense_are_refused(store: GraphStore) -> None:
    with pytest.raises(InputError, match="itself"):
        judge(store, _iri("A Lee"), _iri("A Lee"), same=True, why="x")
    with pytest.raises(InputError, match="reason"):
        judge(store, _iri("A Lee"), _iri("Ann Lee"), same=True, why=" ")
    with pytest.raises(NotFoundError, match="nobody"):
        judge(store, _iri("A Lee"), _iri("Nobody"), same=True, why="x")
    with pytest.raises(NotFoundError, match="nothing was judged"):
        forget(store, _iri("A Lee"), _iri("Ann Lee"))


def test_names_and_short_forms_mean_entities(store: GraphStore) -> None:
    assert named_entity(store.quads, "ann  LEE") == _iri("Ann Lee")
    assert named_entity(store.quads, "person/ann-lee") == _iri("Ann Lee")
    assert named_entity(store.quads, _iri("Ann Lee")) == _iri("Ann Lee")
    with pytest.raises(NotFoundError, match="no entity"):
        named_entity(store.quads, "Nobody")
