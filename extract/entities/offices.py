"""What an office tells of its holder: the country and sector of a person who holds a position."""

from collections.abc import Iterable
from dataclasses import replace

from extract.entities.lexicon import agent_nouns
from graph.model import Entity, EntityType, Factuality, Statement, Value

__all__ = ["with_offices"]

_OFFICES = ("holdsPosition", "headOf", "spokespersonFor", "employer", "memberOf")
_SENT = {"ambassador", "envoy", "consul", "attache", "correspondent"}
"""Offices in a country that is not the holder's."""

_PUBLIC = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")


def with_offices(entities: Iterable[Entity], relations: Iterable[Statement]) -> tuple[Entity, ...]:
    """Return the entities; named persons without a country or sector get those of what they are said to hold.

    Only asserted statements count; past offices give a country and no sector. The country is that of the office's
    organization; the sector that of the organization, or of the title. Where offices disagree, the first in the text
    gives the sector and none the country.
    """
    known = {entity.id: entity for entity in entities}
    offices: dict[str, list[Statement]] = {}
    for fact in sorted(relations, key=lambda s: (s.evidence.start, s.id)):
        if fact.predicate in _OFFICES and fact.factuality is Factuality.ASSERTED:
            offices.setdefault(fact.subject, []).append(fact)
    return tuple(_held(entity, offices.get(entity.id, ()), known) for entity in known.values())


def _held(entity: Entity, facts: Iterable[Statement], known: dict[str, Entity]) -> Entity:
    if not entity.named or entity.type is not EntityType.PERSON:
        return entity
    countries: dict[str, None] = {}
    sectors: list[str] = []
    for fact in facts:
        target = fact.organization if fact.organization else fact.object
        body = known.get(target) if isinstance(target, str) else None
        title = fact.object.text if isinstance(fact.object, Value) else ""
        sector = body.sector if body is not None and body.type is EntityType.ORGANIZATION else None
        sector = sector or _of_title(title) or (body.sector if body is not None else None)
        if sector is not None and fact.current is not False:
            sectors.append(sector)
        sent = bool(_SENT & set(title.lower().split()))
        if (
            body is not None
            and body.country is not None
            and not sent
            and (body.sector in _PUBLIC or sector in _PUBLIC)
        ):
            countries.setdefault(body.country)
    country = next(iter(countries)) if len(countries) == 1 else None
    return replace(
        entity, country=entity.country or country, sector=entity.sector or next(iter(sectors), None)
    )


def _of_title(title: str) -> str | None:
    """Return the sector that the words of a title tell, from behind: "executive" of "chief executive"."""
    words = title.lower().replace("-", " ").split()
    if "opposition" in words:
        return "OPP"
    if words[-1:] == ["general"] and len(words) > 1:
        words.pop()
    found = (agent_nouns()[word].sector for word in reversed(words) if word in agent_nouns())
    return next(found, None)
