import pytest

from extract.pipeline import Pipeline
from graph.ids import document_iri
from graph.model import Document, Factuality

Triple = tuple[str, str, str]


def _found(pipeline: Pipeline, text: str) -> dict[Triple, Factuality]:
    graph = pipeline.one(Document(document_iri("tests/relations"), text, published="2023-05-10")).graph
    names = {entity.id: entity.name for entity in graph.entities}
    return {
        (
            names[s.subject],
            s.predicate,
            names[s.object] if isinstance(s.object, str) else s.object.text,
        ): s.factuality
        for s in graph.relations
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeff Bezos founded Amazon in 1994.", ("Jeff Bezos", "founded", "Amazon")),
        ("Instagram was acquired by Facebook in 2012.", ("Facebook", "owns", "Instagram")),
        ("The head of NATO, Jens Stoltenberg, spoke.", ("Jens Stoltenberg", "holdsPosition", "head")),
        ("Airbus is based in Toulouse.", ("Airbus", "headquarters", "Toulouse")),
        ("Ludwig van Beethoven was born in Bonn.", ("Ludwig van Beethoven", "birthPlace", "Bonn")),
        ("Troops left Wiesbaden, Germany, on Friday.", ("Wiesbaden", "locatedIn", "Germany")),
        ("Kremlin spokesman Dmitry Peskov spoke.", ("Dmitry Peskov", "spokespersonFor", "Kremlin")),
        ("Canberra is the capital of Australia.", ("Australia", "capital", "Canberra")),
        (
            "Angela Merkel headed the Christian Democratic Union.",
            ("Angela Merkel", "headOf", "Christian Democratic Union"),
        ),
        ("CIA Director William Burns went to Kyiv.", ("William Burns", "headOf", "CIA")),
    ],
)
def test_pattern_gives_its_relation(pipeline: Pipeline, text: str, expected: Triple) -> None:
    assert _found(pipeline, text).get(expected) is Factuality.ASSERTED


@pytest.mark.parametrize("text", ["Jeff Bezos did not found Microsoft.", "Jeff Bezos may found Microsoft."])
def test_denied_or_possible_relation_is_not_asserted(pipeline: Pipeline, text: str) -> None:
    found = _found(pipeline, text)
    assert found.get(("Jeff Bezos", "founded", "Microsoft")) is not Factuality.ASSERTED


def test_former_position_is_not_current(pipeline: Pipeline) -> None:
    text = "Alexander Vershbow, a former US ambassador to Moscow, spoke on Friday."
    graph = pipeline.one(Document(document_iri("tests/former"), text)).graph
    held = [s for s in graph.relations if s.predicate == "holdsPosition"]
    assert [s.current for s in held] == [False]


def _positions(pipeline: Pipeline, text: str) -> set[tuple[str, str]]:
    return {(one, title) for one, predicate, title in _found(pipeline, text) if predicate == "holdsPosition"}


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders, Joe Biden and Xi Jinping, met on Monday.",
        "Joe Biden spoke on Monday. The president denied it.",
        "Antony Blinken met his Chinese counterpart Wang Yi in Beijing.",
    ],
)
def test_description_without_an_office_gives_no_position(pipeline: Pipeline, text: str) -> None:
    assert _positions(pipeline, text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN Secretary-General Antonio Guterres visited Kyiv.", ("Antonio Guterres", "Secretary-General")),
        ("Jens Stoltenberg, NATO's secretary-general, spoke.", ("Jens Stoltenberg", "secretary-general")),
        ("Anna Lopez is a senior NATO and UN official.", ("Anna Lopez", "senior official")),
        ("European Commissioner Thierry Breton spoke.", ("Thierry Breton", "Commissioner")),
    ],
)
def test_title_is_read_whole(pipeline: Pipeline, text: str, expected: tuple[str, str]) -> None:
    assert expected in _positions(pipeline, text)


def test_headship_in_a_coordination_goes_to_the_nearest_person(pipeline: Pipeline) -> None:
    text = "William Lee and Hakan Fidan, head of the Turkish intelligence agency, met in Ankara."
    found = {one for one, predicate, _ in _found(pipeline, text) if predicate == "headOf"}
    assert found == {"Hakan Fidan"}


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Antony Blinken met his Chinese counterpart Wang Yi in Beijing.", ("Antony Blinken", "nationality")),
        ("Cairo and the United States signed a treaty.", ("Cairo", "locatedIn")),
    ],
)
def test_names_that_merely_stand_together_give_no_relation(
    pipeline: Pipeline, text: str, unwanted: tuple[str, str]
) -> None:
    assert unwanted not in {(one, predicate) for one, predicate, _ in _found(pipeline, text)}


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        (
            "ANKARA - CIA Director William Burns met Sergei Naryshkin in Ankara.",
            ("Sergei Naryshkin", "Director"),
        ),
        ("Anna Miller, Chief Financial Officer Ned Segal and Peter Hall left.", ("Anna Miller", "Officer")),
    ],
)
def test_title_before_a_name_is_nobody_elses(
    pipeline: Pipeline, text: str, unwanted: tuple[str, str]
) -> None:
    assert not [
        one for one, title in _positions(pipeline, text) if one == unwanted[0] and unwanted[1] in title
    ]


def test_person_in_a_title_leaves_the_title_readable(pipeline: Pipeline) -> None:
    text = (
        "The judges issued a warrant for Maria Lvova-Belova, Putin's commissioner for the rights of children."
    )
    titles = [title for one, title in _positions(pipeline, text) if one == "Maria Lvova-Belova"]
    assert titles == ["commissioner for the rights of children"]
