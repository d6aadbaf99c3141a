"""Word lists about actors: agent nouns with sector and type, titles, nouns of institutions and sites."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import EntityType

__all__ = [
    "EVENT_NOUNS", "INSTITUTIONS", "PUBLIC", "REGIONS", "SITES", "WATERS_AND_LANDS", "AgentNoun", "agent_nouns",
    "institution", "institution_names", "titles",
]  # fmt: skip

INSTITUTIONS = frozenset(
    [
        "Academy",
        "Administration",
        "Agency",
        "Alliance",
        "Army",
        "Assembly",
        "Association",
        "Authority",
        "Bank",
        "Board",
        "Brigade",
        "Bureau",
        "Cabinet",
        "Center",
        "Centre",
        "Chamber",
        "Church",
        "Club",
        "Coalition",
        "Command",
        "Commission",
        "Committee",
        "Company",
        "Conference",
        "Congress",
        "Corps",
        "Council",
        "Court",
        "Department",
        "Directorate",
        "Duma",
        "Embassy",
        "Federation",
        "Fleet",
        "Force",
        "Forces",
        "Foundation",
        "Front",
        "Fund",
        "Government",
        "Group",
        "Guard",
        "Guards",
        "Institute",
        "Journal",
        "Knesset",
        "League",
        "Legislature",
        "Ministry",
        "Mission",
        "Movement",
        "Navy",
        "Office",
        "Organisation",
        "Organization",
        "Parliament",
        "Party",
        "Police",
        "Post",
        "School",
        "Secretariat",
        "Senate",
        "Service",
        "Society",
        "Staff",
        "Times",
        "Treasury",
        "Tribunal",
        "Trust",
        "Union",
        "University",
        "Consulate",
        "Corporation",
        "Corp",
        "Inc",
        "Ltd",
        "Airlines",
        "Airways",
        "News",
    ]
)
"""Capitalised nouns that end the names of institutions."""

SITES = frozenset(
    [
        "airbase",
        "airfield",
        "airport",
        "barracks",
        "base",
        "bridge",
        "camp",
        "canal",
        "cathedral",
        "church",
        "crossing",
        "dam",
        "depot",
        "embassy",
        "factory",
        "facility",
        "harbour",
        "harbor",
        "headquarters",
        "hospital",
        "mine",
        "mosque",
        "pipeline",
        "plant",
        "port",
        "prison",
        "refinery",
        "reservoir",
        "square",
        "stadium",
        "station",
        "tower",
        "tunnel",
        "university",
    ]
)
"""Nouns of places that take a name before them: 'Nova Kakhovka dam'."""

REGIONS = frozenset(
    [
        "region",
        "province",
        "oblast",
        "district",
        "county",
        "peninsula",
        "valley",
        "strait",
        "island",
        "islands",
        "border",
        "area",
        "city",
        "state",
    ]
)
"""Nouns of areas that take a name before them: 'Kherson region'."""

EVENT_NOUNS = frozenset(
    ["War", "Summit", "Olympics", "Games", "Cup", "Revolution", "Uprising", "Accords", "Crisis", "Referendum"]
)
"""Capitalised nouns that end the names of events."""


WATERS_AND_LANDS = frozenset({
    "Bay", "Beach", "Canyon", "Cape", "Coast", "Desert", "Forest", "Gulf", "Island", "Islands", "Isle", "Lake",
    "Mountain", "Mountains", "Ocean", "Peninsula", "Plateau", "River", "Sea", "Strait", "Straits", "Valley",
})  # fmt: skip
"""Capitalised nouns that end the names of waters and lands."""

PUBLIC = frozenset(
    [
        "union",
        "nations",
        "ministry",
        "government",
        "court",
        "parliament",
        "council",
        "commission",
        "senate",
        "house",
        "department",
        "agency",
        "police",
        "army",
        "party",
        "university",
        "embassy",
        "congress",
        "office",
        "fund",
        "tribunal",
        "treasury",
        "duma",
        "knesset",
        "administration",
        "kremlin",
    ]
)
"""Words, in lower case, in the names of organizations that are no companies."""


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """What an agent noun denotes: a person or a group, in which sector (None when it tells none)."""

    type: EntityType
    sector: str | None


@cache
def agent_nouns() -> dict[str, AgentNoun]:
    """Return the agent nouns by lemma, from agents.txt; the first line that holds a lemma wins."""
    nouns: dict[str, AgentNoun] = {}
    for line in files("extract.entities").joinpath("agents.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sector, kind, *lemmas = line.split()
            type_ = EntityType.PERSON if kind == "P" else EntityType.ORGANIZATION
            for lemma in lemmas:
                nouns.setdefault(lemma, AgentNoun(type_, None if sector == "-" else sector))
    return nouns


@cache
def titles() -> frozenset[str]:
    """Return the words that form titles before names, from titles.txt."""
    lines = files("extract.entities").joinpath("titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def institution(name: str) -> tuple[str | None, str | None]:
    """Return the country (ISO 3166-1 alpha-3) and the sector of an organization, each None when unknown.

    What is known by name comes from institutions.tsv; else the last word tells the sector.

    >>> institution("Kremlin"), institution("Swiss Federal Supreme Court")
    (('RUS', 'GOV'), (None, 'JUD'))
    """
    known = _institutions().get(name)
    if known is not None:
        return known
    words = name.split()
    if words[-1:] == ["Bank"] and words[-2:-1] == ["National"]:
        return None, None
    if words[-1:] == ["Bank"] and words[-2:-1] in (["Central"], ["Reserve"]):
        return None, "GOV"
    noun = agent_nouns().get(_SINGULAR.get(words[-1], words[-1].lower())) if words else None
    return None, noun.sector if noun is not None and noun.type is EntityType.ORGANIZATION else None


_SINGULAR = {"Forces": "force", "Troops": "troop"}


@cache
def _institutions() -> dict[str, tuple[str | None, str | None]]:
    lines = files("extract.entities").joinpath("institutions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: (country or None, sector or None) for name, country, sector in rows}


@cache
def institution_names() -> dict[str, tuple[str, ...]]:
    """Return the names of known institutions by their first words, the longest first."""
    found: dict[str, list[str]] = {}
    for name in _institutions():
        found.setdefault(name.split()[0], []).append(name)
    return {word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in found.items()}
