import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extract.language.agreement import agreed
from extract.language.names import name_groups, names_of


def _groups(*names: tuple[str, str]) -> list[int]:
    words = [word for name, _ in names for word in (*name.split(), ",")]
    doc = Doc(Vocab(), words=words, heads=list(range(len(words))), deps=["root"] * len(words))
    spans, at = [], 0
    for name, label in names:
        end = at + len(name.split())
        spans.append(Span(doc, at, end, label=label))
        at = end + 1
    doc.set_ents(spans)
    return name_groups(names_of(doc))


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("Angela Merkel", "Merkel", "PERSON"), ("Merkel", "Angela Merkel", "PERSON"),
        ("John F. Kennedy", "John Kennedy", "PERSON"), ("J. Smith", "John Smith", "PERSON"),
        ("World Health Organization", "WHO", "ORG"), ("NATO", "North Atlantic Treaty Organization", "ORG"),
        ("Ministry of Foreign Affairs of Kenya", "Ministry of Foreign Affairs", "ORG"),
        ("Movement for Multi - party Democracy", "MMD", "ORG"), ("UNICEF", "UNICEF", "ORG"),
        ("European Commission", "Commission", "ORG"), ("House of Commons", "House", "ORG"),
        ("Kansas City Chiefs", "Chiefs", "ORG"),
        ("Acme Holdings Ltd.", "Acme", "ORG"), ("Labour", "Labour Party", "ORG"),
        ("the United States", "U.S.", "LOC"), ("São Paulo", "Sao Paulo", "LOC"), ("New York City", "New York", "LOC"),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_group(one: str, two: str, label: str) -> None:
    assert _groups((one, label), (two, label)) == [0, 0]


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("Angela Merkel", "Max Merkel", "PERSON"), ("North Korea", "South Korea", "LOC"),
        ("Bank of England", "Bank of Japan", "ORG"), ("Samsung Electronics", "Samsung", "ORG"),
        ("Congress", "National Congress", "ORG"), ("World War I", "World War II", "EVENT"),
        ("Guinea", "Guinea Bissau", "LOC"), ("George Bush Jr.", "Barbara Bush", "PERSON"),
    ],
)  # fmt: skip
def test_different_names_are_different_groups(one: str, two: str, label: str) -> None:
    assert _groups((one, label), (two, label)) == [0, 1]


def test_a_short_name_that_two_bodies_have_joins_neither() -> None:
    ministries = (
        "Ministry of Defence of Norway",
        "Ministry of Defence of Sweden",
        "Ministry of Defence",
        "Ministry",
    )
    assert _groups(*((name, "ORG") for name in ministries)) == [0, 1, 2, 3]


def test_a_surname_goes_to_the_person_mentioned_most() -> None:
    names = ("Bill Clinton", "Hillary Clinton", "Bill Clinton", "Clinton")
    assert _groups(*((name, "PERSON") for name in names)) == [0, 1, 0, 0]


def test_a_person_is_not_the_place_of_the_same_name() -> None:
    assert _groups(("Lincoln", "LOC"), ("Abraham Lincoln", "PERSON"), ("Lincoln", "PERSON")) == [0, 1, 1]


def test_agreement_types_a_spelling_alike_and_finds_it_again() -> None:
    words = ["Nokia", ",", "Nokia", ",", "Nokia", ",", "Nokia", "rose"]
    tags = ["NNP", ",", "NNP", ",", "NNP", ",", "NNP", "VBD"]
    entities = [(0, 1, "ORG"), (2, 3, "ORG"), (4, 5, "ORG")]
    assert agreed(words, tags, entities) == [*entities, (6, 7, "ORG")]
    mixed = [(0, 1, "ORG"), (2, 3, "ORG"), (4, 5, "ORG"), (6, 7, "LOC")]
    assert [label for *_, label in agreed(words, tags, mixed)] == ["ORG"] * 4


def test_agreement_leaves_parts_of_longer_names() -> None:
    words = ["Paris", ";", "Paris", "Saint", "-", "Germain"]
    tags = ["NNP", ":", "NNP", "NNP", "HYPH", "NNP"]
    assert agreed(words, tags, [(0, 1, "LOC")]) == [(0, 1, "LOC")]
