"""Which mentions are one actor: texts about public facts, with the mentions that each entity must have."""

import pytest

from extract.pipeline import Pipeline
from graph.ids import document_iri
from graph.model import Document, Entity, EntityType, MentionKind

PERSON, ORGANIZATION, LOCATION = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.LOCATION


def _entities(pipeline: Pipeline, text: str) -> list[Entity]:
    return list(pipeline.one(Document(document_iri("tests/entities"), text)).graph.entities)


def _called(entities: list[Entity], name: str) -> Entity:
    found = [entity for entity in entities if entity.name == name]
    assert len(found) == 1, [entity.name for entity in entities]
    return found[0]


def _texts(entity: Entity) -> list[str]:
    return [mention.span.text for mention in entity.mentions]


@pytest.mark.parametrize(
    ("text", "name", "type_", "mentions"),
    [
        (
            "The Indian foreign ministry summoned the Canadian ambassador in September 2023. "
            "The ministry accused Canada of interference.",
            "Indian foreign ministry", ORGANIZATION, ["Indian foreign ministry", "The ministry"],
        ),
        (
            "The International Court of Justice in The Hague heard South Africa's case in January 2024. "
            "The court ordered Israel to report within a month.",
            "International Court of Justice", ORGANIZATION, ["International Court of Justice", "The court"],
        ),
        (
            "Finnish President Alexander Stubb took office in March 2024. The president met soldiers in Helsinki.",
            "Alexander Stubb", PERSON, ["Alexander Stubb", "The president"],
        ),
        (
            "Nokia bought the French company Alcatel-Lucent in 2016. Nokia sold the cable unit later. "
            "Analysts said the company had paid too much.",
            "Nokia", ORGANIZATION, ["Nokia", "Nokia", "the company"],
        ),
        (
            "A Dutch official said the talks had failed. The official, who asked not to be named, blamed Turkey.",
            "Dutch official", PERSON, ["A Dutch official", "The official"],
        ),
        (
            "A Polish officer was arrested in Warsaw. Later a Polish officer accused the minister, "
            "and the Polish officer fled to Berlin.",
            "Polish officer", PERSON, None,
        ),
        (
            "China's foreign ministry praised the treaty. The Chinese foreign ministry published the text.",
            "Chinese foreign ministry", ORGANIZATION,
            ["China's foreign ministry", "Chinese foreign ministry"],
        ),
        (
            "Brazilian President Luiz Inacio Lula da Silva flew to Lisbon in April 2023. Lula met students there.",
            "Luiz Inacio Lula da Silva", PERSON, ["Luiz Inacio Lula da Silva", "Lula"],
        ),
        (
            "CIA Director William Burns met Sergei Naryshkin, the head of the Russian intelligence service, in Ankara.",
            "Sergei Naryshkin", PERSON, ["Sergei Naryshkin", "the head"],
        ),
        (
            "White House National Security Adviser Jake Sullivan visited Kyiv in November 2022.",
            "White House", ORGANIZATION, ["White House"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else None,
)  # fmt: skip
def test_descriptions_and_names_are_one_actor(
    pipeline: Pipeline, text: str, name: str, type_: EntityType, mentions: list[str] | None
) -> None:
    entities = _entities(pipeline, text)
    if mentions is None:
        assert sum(entity.name == name for entity in entities) == 2
        return
    entity = _called(entities, name)
    assert entity.type is type_
    assert _texts(entity) == mentions


def test_a_phrase_of_two_countries_gives_an_actor_of_each(pipeline: Pipeline) -> None:
    entities = _entities(pipeline, "The Greek and Turkish navies met near Crete in 2020.")
    greek, turkish = _called(entities, "Greek navy"), _called(entities, "Turkish navy")
    assert (greek.country, turkish.country) == ("GRC", "TUR")
    assert (greek.sector, turkish.sector) == ("MIL", "MIL")
    assert _texts(greek) == _texts(turkish)


def test_both_actors_of_a_phrase_take_part_in_its_event(pipeline: Pipeline) -> None:
    text = "British and French soldiers attacked Port Said in November 1956."
    graph = pipeline.one(Document(document_iri("tests/entities"), text)).graph
    names = {entity.id: entity.name for entity in graph.entities}
    attack = next(event for event in graph.events if event.lemma == "attack")
    assert {names[p.entity] for p in attack.participants} >= {"British soldiers", "French soldiers"}


def test_leaders_named_together_are_the_two_leaders(pipeline: Pipeline) -> None:
    entities = _entities(
        pipeline,
        "U.S. President Joe Biden met Chinese President Xi Jinping in Bali. The two leaders talked for three hours.",
    )
    for name in ("Joe Biden", "Xi Jinping"):
        assert "The two leaders" in _texts(_called(entities, name))


def test_an_ambiguous_description_names_nobody(pipeline: Pipeline) -> None:
    entities = _entities(
        pipeline,
        "French President Emmanuel Macron met Turkish President Recep Tayyip Erdogan in Prague. "
        "The president left early.",
    )
    for entity in entities:
        if entity.named:
            assert "The president" not in _texts(entity)


def test_a_neighbouring_state_is_no_person(pipeline: Pipeline) -> None:
    entities = _entities(pipeline, "Iraq invaded its neighbor in August 1990 and Russia condemned its ally.")
    assert not [entity for entity in entities if entity.type is PERSON]


def test_a_common_word_in_capitals_is_no_place(pipeline: Pipeline) -> None:
    entities = _entities(
        pipeline,
        "The hotline between Seoul and Pyongyang was cut in April 2023. A call through the Hotline line failed.",
    )
    assert "Hotline" not in {entity.name for entity in entities}


def test_posts_in_companies_are_business(pipeline: Pipeline) -> None:
    entities = _entities(
        pipeline, "Mary Barra, the chief executive of General Motors, met workers in Detroit."
    )
    assert _called(entities, "Mary Barra").sector == "BUS"


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("A rebel spokesman denied it.", "rebel spokesman", "REB"),
        ("A police official confirmed the arrests.", "police official", "COP"),
        ("A senior official in Rome confirmed it.", "senior official", "GOV"),
        ("Lapid, the leader of the opposition, spoke in Haifa.", "Lapid", "OPP"),
        ("Opposition leader Yair Lapid spoke.", "Yair Lapid", "OPP"),
    ],
)
def test_modifiers_tell_for_whom_one_speaks(pipeline: Pipeline, text: str, name: str, sector: str) -> None:
    assert _called(_entities(pipeline, text), name).sector == sector


def test_publisher_behind_the_headline_names_no_actor(pipeline: Pipeline) -> None:
    headline = "Estonia expels two diplomats - Example Wire report"
    text = f"{headline}\nTALLINN (Example Wire) - Estonia expelled two diplomats.\n"
    graph = pipeline.one(Document(document_iri("tests/entities"), text)).graph
    assert graph.document.source == "Example Wire"
    in_headline = [e.name for e in graph.entities if any(m.span.start < len(headline) for m in e.mentions)]
    assert in_headline
    assert "Example Wire" not in in_headline


def test_an_official_of_an_institution_has_its_country(pipeline: Pipeline) -> None:
    entities = _entities(
        pipeline, "A White House official met the Kremlin's spokesman in Vienna in May 2021."
    )
    found = {(e.name, e.country, e.sector) for e in entities if not e.named}
    assert ("White House official", "USA", "GOV") in found, found


def test_a_name_with_its_kind_behind_it_is_the_name(pipeline: Pipeline) -> None:
    text = "Fighters of the Hezbollah group crossed the border in July 2006. Hezbollah held two Israeli soldiers."
    found = _texts(_called(_entities(pipeline, text), "Hezbollah"))
    assert sorted(found) == ["Hezbollah", "Hezbollah", "the Hezbollah group"]


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        (
            "The United Nations condemned the coup in Myanmar in February 2021. The U.N. asked for the release of "
            "Aung San Suu Kyi.",
            "United Nations", ["U.N."],
        ),
        (
            "Activision Blizzard accepted the offer of Microsoft in January 2022. Activision had lost many players.",
            "Activision Blizzard", ["Activision"],
        ),
        ("Xi Jinping met Emmanuel Macron in Paris in May 2024. Later Xi flew to Belgrade.", "Xi Jinping", ["Xi"]),
    ],
)  # fmt: skip
def test_forms_of_a_name_are_one_actor(pipeline: Pipeline, text: str, name: str, others: list[str]) -> None:
    assert list(_called(_entities(pipeline, text), name).aliases) == others


@pytest.mark.parametrize(
    ("text", "name", "pronouns"),
    [
        (
            "Angela Merkel met Barack Obama in Hanover in April 2016. He praised her policy.",
            "Angela Merkel", ["her"],
        ),
        (
            "Greenpeace sued Shell in Rotterdam. It said that the company had polluted the river.",
            "Greenpeace", ["It"],
        ),
        (
            "Striking miners marched to Madrid in July 2012. They demanded talks with the minister.",
            "Striking miners", ["They"],
        ),
    ],
)  # fmt: skip
def test_pronouns_go_back_to_whom_they_mean(
    pipeline: Pipeline, text: str, name: str, pronouns: list[str]
) -> None:
    found = next(entity for entity in _entities(pipeline, text) if entity.name == name)
    assert [m.span.text for m in found.mentions if m.kind is MentionKind.PRONOUN] == pronouns


def test_someone_whom_a_text_only_calls_he_is_a_person_without_a_name(pipeline: Pipeline) -> None:
    people = [e for e in _entities(pipeline, "In 1994 he founded Amazon in Bellevue.") if not e.named]
    assert [(e.name, e.type.value, [m.kind for m in e.mentions]) for e in people] == [
        ("he", "Person", [MentionKind.PRONOUN])
    ]


def test_an_owner_inside_a_phrase_for_someone_else_is_found(pipeline: Pipeline) -> None:
    text = "Nicolas Sarkozy and his wife, Carla Bruni, live in Paris."
    owner = _called(_entities(pipeline, text), "Nicolas Sarkozy")
    assert [m.span.text for m in owner.mentions if m.kind is MentionKind.PRONOUN] == ["his"]
