"""Closed constants of the vocabulary; a test compares them with actorgraph.ttl and event-types.ttl."""

from types import MappingProxyType
from typing import Final, NamedTuple

__all__ = [
    "EVENT_TYPES",
    "NS",
    "PLOVER_TYPES",
    "PREFIX",
    "RELATIONS",
    "ROLES",
    "SECTORS",
    "TYPES_NS",
    "Relation",
]

NS: Final = "https://w3id.org/actorgraph/ns#"
PREFIX: Final = "ag"
TYPES_NS: Final = "https://w3id.org/actorgraph/event-types#"

PERSON, ORGANIZATION, LOCATION, EVENT = "Person", "Organization", "Location", "Event"
_AGENT = (PERSON, ORGANIZATION, LOCATION)


class Relation(NamedTuple):
    """Domain and range of a relation: entity types, or an XSD datatype as the only range.

    A country is a Location and acts as one ("Russia denied"), so Location stands among the agents.
    """

    domain: tuple[str, ...]
    range: tuple[str, ...]
    wikidata: str | None = None


RELATIONS: Final = MappingProxyType(
    {
        "holdsPosition": Relation((PERSON,), ("xsd:string",), "P39"),
        "employer": Relation((PERSON,), (ORGANIZATION, LOCATION), "P108"),
        "memberOf": Relation(_AGENT, (ORGANIZATION,), "P463"),
        "headOf": Relation((PERSON,), (ORGANIZATION, LOCATION), "P488"),
        "spokespersonFor": Relation((PERSON,), _AGENT, "P1037"),
        "nationality": Relation((PERSON, ORGANIZATION), (LOCATION,), "P27"),
        "founded": Relation(_AGENT, (ORGANIZATION, LOCATION), "P112"),
        "owns": Relation(_AGENT, (ORGANIZATION, LOCATION), "P1830"),
        "subsidiaryOf": Relation((ORGANIZATION,), (ORGANIZATION,), "P749"),
        "partOf": Relation((ORGANIZATION, LOCATION), (ORGANIZATION, LOCATION), "P361"),
        "locatedIn": Relation((ORGANIZATION, LOCATION), (LOCATION,), "P131"),
        "headquarters": Relation((ORGANIZATION,), (LOCATION,), "P159"),
        "capital": Relation((LOCATION,), (LOCATION,), "P36"),
        "spouse": Relation((PERSON,), (PERSON,), "P26"),
        "parent": Relation((PERSON,), (PERSON,), None),
        "child": Relation((PERSON,), (PERSON,), "P40"),
        "sibling": Relation((PERSON,), (PERSON,), "P3373"),
        "relative": Relation((PERSON,), (PERSON,), "P1038"),
        "ally": Relation(_AGENT, _AGENT, None),
        "adversary": Relation(_AGENT, _AGENT, None),
        "birthPlace": Relation((PERSON,), (LOCATION,), "P19"),
        "birthDate": Relation((PERSON,), ("xsd:string",), "P569"),
        "deathPlace": Relation((PERSON,), (LOCATION,), "P20"),
        "deathDate": Relation((PERSON,), ("xsd:string",), "P570"),
        "foundingDate": Relation((ORGANIZATION,), ("xsd:string",), "P571"),
        "residence": Relation((PERSON,), (LOCATION,), "P551"),
        "educatedAt": Relation((PERSON,), (ORGANIZATION,), "P69"),
    }
)
"""Relation properties by local name. Dates are EDTF strings. Source of P-numbers: Wikidata."""

ROLES: Final = (
    "agent",
    "patient",
    "recipient",
    "companion",
    "instrument",
    "topic",
    "origin",
    "destination",
    "other",
)

EVENT_TYPES: Final = MappingProxyType(
    {
        # PLOVER 2021 types with their CAMEO root codes.
        "AGREE": ("03",),
        "CONSULT": ("04",),
        "SUPPORT": ("05",),
        "COOPERATE": ("06",),
        "AID": ("07",),
        "CONCEDE": ("08",),
        "RETREAT": ("08",),
        "REQUEST": ("10",),
        "ACCUSE": ("09", "11"),
        "REJECT": ("12",),
        "THREATEN": ("13",),
        "PROTEST": ("14",),
        "MOBILIZE": ("15",),
        "SANCTION": ("16",),
        "COERCE": ("17",),
        "ASSAULT": ("18", "19", "20"),
        # The project's own types, for what PLOVER leaves out.
        "STATEMENT": (),
        "DEATH": (),
        "INJURY": (),
        "APPOINTMENT": (),
        "RESIGNATION": (),
        "ELECTION": (),
        "LEGISLATION": (),
        "DEAL": (),
        "TRANSACTION": (),
        "PRODUCT_LAUNCH": (),
        "ACCIDENT": (),
        "DISASTER": (),
        "DISEASE": (),
        "ARREST": (),
        "TRIAL": (),
        "SENTENCE": (),
        "RELEASE": (),
        "TRAVEL": (),
        "MOVEMENT": (),
        "EVACUATION": (),
        "FOUNDING": (),
        "CONSTRUCTION": (),
        "DISCOVERY": (),
        "COMMUNICATION": (),
        "CONTROL": (),
        "CULTURE": (),
        "SPORT": (),
        "PERSONAL_LIFE": (),
        "ECONOMY": (),
        "OCCURRENCE": (),
    }
)
"""Event types by notation, with CAMEO root codes; OCCURRENCE is what no other type covers."""

PLOVER_TYPES: Final = MappingProxyType(
    {
        "ARREST": "COERCE",
        "COMMUNICATION": "CONSULT",
        "CONTROL": "ASSAULT",
        "RELEASE": "CONCEDE",
        "SENTENCE": "COERCE",
        "TRAVEL": "CONSULT",
        "TRIAL": "ACCUSE",
    }
)
"""The project's own event types that PLOVER codes under one of its types (skos:broadMatch)."""

SECTORS: Final = MappingProxyType(
    {
        "GOV": "government, executive",
        "MIL": "military",
        "JUD": "judiciary",
        "LEG": "legislature",
        "COP": "police and security services",
        "SPY": "intelligence services",
        "PTY": "political party",
        "OPP": "political opposition",
        "REB": "rebels and armed groups",
        "CRM": "criminals and criminal groups",
        "CVL": "civilians",
        "BUS": "business",
        "MED": "news media",
        "EDU": "education and research",
        "REL": "religious",
        "LAB": "labour",
        "HLH": "health",
        "NGO": "non-governmental organization",
        "IGO": "international governmental organization",
    }
)
"""Sector codes of actors, after the PLOVER codebook's agent codes."""
