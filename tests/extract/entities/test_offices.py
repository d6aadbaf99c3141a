"""What offices tell of their holders, over handmade statements."""

import pytest

from extract.entities.lexicon import institution
from extract.entities.offices import with_offices
from graph.model import Entity, EntityType, Factuality, Mention, MentionKind, Span, Statement, Value


def _entity(name: str, type_: EntityType, country: str | None = None, sector: str | None = None) -> Entity:
    mention = Mention(Span(0, len(name), name), MentionKind.NAME)
    return Entity(f"urn:{name}", type_, name, (mention,), country=country, sector=sector)


LATVIA = _entity("Latvia", EntityType.LOCATION, "LVA", "GOV")
SAEIMA = _entity("Saeima", EntityType.ORGANIZATION, "LVA", "LEG")
BANK = _entity("Citadele", EntityType.ORGANIZATION, "LVA", "BUS")


def _held(*facts: tuple[str, Entity, Factuality, bool | None]) -> tuple[str | None, str | None]:
    person = _entity("Evika", EntityType.PERSON)
    statements = [
        Statement(
            "urn:d", person.id, "holdsPosition", Value(title), Span(n, n + 1, "x"), factuality,
            organization=body.id, current=current,
        )
        for n, (title, body, factuality, current) in enumerate(facts)
    ]  # fmt: skip
    found = with_offices([person, LATVIA, SAEIMA, BANK], statements)
    return found[0].country, found[0].sector


@pytest.mark.parametrize(
    ("title", "body", "country", "sector"),
    [
        ("prime minister", LATVIA, "LVA", "GOV"),
        ("attorney general", LATVIA, "LVA", "JUD"),
        ("general", LATVIA, "LVA", "MIL"),
        ("speaker", SAEIMA, "LVA", "LEG"),
        ("chief executive", BANK, None, "BUS"),
        ("ambassador", LATVIA, None, "GOV"),
    ],
)
def test_an_office_tells_country_and_sector(
    title: str, body: Entity, country: str | None, sector: str | None
) -> None:
    assert _held((title, body, Factuality.ASSERTED, True)) == (country, sector)


def test_what_is_not_asserted_tells_nothing() -> None:
    assert _held(("prime minister", LATVIA, Factuality.POSSIBLE, True)) == (None, None)


def test_a_past_office_tells_no_sector() -> None:
    assert _held(("prime minister", LATVIA, Factuality.ASSERTED, False)) == ("LVA", None)


def test_institutions_by_name_and_by_last_word() -> None:
    assert institution("Downing Street") == ("GBR", "GOV")
    assert institution("Latvian Central Bank") == (None, "GOV")
    assert institution("University of Riga") == (None, None)
    assert institution("Riga Regional Court") == (None, "JUD")
