from dataclasses import replace

import pytest

from graph.ids import entity_iri
from graph.linking import link
from graph.linking.gazetteer import fold, sound
from graph.model import Document, DocumentGraph, Entity, EntityType, Mention, MentionKind, Span


def _linked(
    kind: EntityType, name: str, *, country: str | None = None, others: tuple[Entity, ...] = ()
) -> Entity:
    mention = Mention(Span(0, len(name), name), MentionKind.NAME)
    entity = Entity(entity_iri(kind.value, name), kind, name, (mention,), country=country)
    graph = DocumentGraph(Document("https://example.org/d", name), (entity, *others))
    return link(graph).entities[0]


@pytest.mark.parametrize(
    ("kind", "name", "qid"),
    [
        (EntityType.LOCATION, "Ukraine", "Q212"),
        (EntityType.LOCATION, "Kiev", "Q1899"),
        (EntityType.LOCATION, "Kyiv", "Q1899"),
        (EntityType.ORGANIZATION, "NATO", "Q7184"),
        (EntityType.PERSON, "Sergei Shoigu", "Q32024"),
        (EntityType.PERSON, "Volodymyr Zelensky", "Q3874799"),
    ],
)
def test_known_names_link_whatever_their_spelling(kind: EntityType, name: str, qid: str) -> None:
    best = _linked(kind, name).links[0]
    assert best.uri == f"http://www.wikidata.org/entity/{qid}"
    assert best.score >= 0.5
    assert dict(best.explanation)["type"] == kind.value


def test_geonames_stands_beside_wikidata() -> None:
    uris = [found.uri for found in _linked(EntityType.LOCATION, "Cairo").links]
    assert "https://sws.geonames.org/360630/" in uris


def test_type_decides_between_namesakes() -> None:
    assert _linked(EntityType.PERSON, "Ukraine").links == ()


def test_country_of_the_entity_decides_between_namesakes() -> None:
    home = _linked(EntityType.LOCATION, "Cambridge", country="GBR").links[0]
    away = _linked(EntityType.LOCATION, "Cambridge", country="USA").links[0]
    assert home.uri != away.uri


def test_no_match_is_a_result() -> None:
    assert _linked(EntityType.ORGANIZATION, "Committee of Improbable Names").links == ()


def test_surname_alone_and_unnamed_actors_get_no_link() -> None:
    assert _linked(EntityType.PERSON, "Smith").links == ()
    official = _linked(EntityType.LOCATION, "Ukraine")
    unnamed = replace(official, named=False, links=())
    graph = DocumentGraph(Document("https://example.org/d", "Ukraine"), (unnamed,))
    assert link(graph).entities == (unnamed,)


def test_keys_of_spellings_meet() -> None:
    assert fold("Łódź-Północ") == fold("łódź północ")
    assert sound("Zaporizhzhia") == sound("Zaporizhia")
