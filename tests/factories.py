"""Small document graphs over texts of our own about public facts, for tests of everything behind extraction."""

from graph.ids import document_iri, entity_iri, minted_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    Link,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
    Statement,
    Time,
    Value,
)

__all__ = ["helsinki", "madrid"]

_WD = "http://www.wikidata.org/entity/"


def _span(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def _entity(text: str, kind: EntityType, name: str, *words: str, link: str | None = None) -> Entity:
    return Entity(
        entity_iri(kind.value, name),
        kind,
        name,
        tuple(Mention(_span(text, w), MentionKind.NAME) for w in words),
        aliases=tuple(sorted(set(words) - {name})),
        links=(Link(_WD + link, 0.9, name, (("name", "label"),)),) if link else (),
    )


def helsinki() -> DocumentGraph:
    """Return a document with an asserted, a denied and a planned event, a position and a quoted source."""
    text = (
        "Jens Stoltenberg met Sauli Niinistö in Helsinki on Tuesday. "
        "NATO did not threaten Russia, an official said. NATO plans to support Finland."
    )
    document = Document(
        document_iri("tests/helsinki"),
        text,
        title="Talks in Helsinki",
        published="2023-02-28",
        source="Actorgraph tests",
        authors=("Ada Example", "Bo Example"),
    )
    jens = _entity(text, EntityType.PERSON, "Jens Stoltenberg", "Jens Stoltenberg", link="Q57665")
    sauli = _entity(text, EntityType.PERSON, "Sauli Niinistö", "Sauli Niinistö", link="Q29207")
    city = _entity(text, EntityType.LOCATION, "Helsinki", "Helsinki", link="Q1757")
    nato = _entity(text, EntityType.ORGANIZATION, "NATO", "NATO", link="Q7184")
    russia = _entity(text, EntityType.LOCATION, "Russia", "Russia", link="Q159")
    finland = _entity(text, EntityType.LOCATION, "Finland", "Finland", link="Q33")
    official = Entity(
        entity_iri("Person", "official", document=document.id),
        EntityType.PERSON,
        "official",
        (Mention(_span(text, "an official"), MentionKind.NOMINAL),),
        named=False,
        sector="GOV",
    )
    first, second, third = (s + "." for s in text.rstrip(".").split(". "))

    def event(kind: str, word: str, sentence: str, **more: object) -> Event:
        span = _span(text, word)
        identifier = minted_iri("event", document.id, kind, str(span.start))
        return Event(identifier, kind, word, span, _span(text, sentence), **more)  # type: ignore[arg-type]

    events = (
        event(
            "CONSULT",
            "met",
            first,
            participants=(
                Participant(Role.AGENT, jens.id, _span(text, "Jens Stoltenberg")),
                Participant(Role.COMPANION, sauli.id, _span(text, "Sauli Niinistö")),
            ),
            place=city.id,
            time=Time(_span(text, "Tuesday"), "2023-02-28"),
            confidence=0.9,
        ),
        event(
            "THREATEN",
            "threaten",
            second,
            participants=(Participant(Role.AGENT, nato.id), Participant(Role.PATIENT, russia.id)),
            factuality=Factuality.NEGATED,
            attribution=(official.id,),
        ),
        event(
            "SUPPORT",
            "support",
            third,
            participants=(Participant(Role.AGENT, nato.id), Participant(Role.RECIPIENT, finland.id)),
            factuality=Factuality.PLANNED,
        ),
    )
    relations = (
        Statement(
            document.id,
            jens.id,
            "holdsPosition",
            Value("Secretary General"),
            _span(text, first),
            organization=nato.id,
            current=True,
            confidence=0.8,
        ),
        Statement(
            document.id,
            finland.id,
            "memberOf",
            nato.id,
            _span(text, third),
            Factuality.POSSIBLE,
            confidence=0.5,
        ),
        Statement(document.id, city.id, "locatedIn", finland.id, _span(text, first), confidence=0.7),
    )
    return DocumentGraph(document, (jens, sauli, city, nato, russia, finland, official), events, relations)


def madrid() -> DocumentGraph:
    """Return a document that names the same actors in other words: "Niinisto", "NATO"."""
    text = "Sauli Niinisto spoke with Recep Tayyip Erdoğan in Madrid. NATO agreed."
    document = Document(document_iri("tests/madrid"), text, title="=Madrid", published="2022-06-28")
    sauli = _entity(text, EntityType.PERSON, "Sauli Niinisto", "Sauli Niinisto", link="Q29207")
    recep = _entity(text, EntityType.PERSON, "Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan", link="Q39259")
    city = _entity(text, EntityType.LOCATION, "Madrid", "Madrid", link="Q2807")
    nato = _entity(text, EntityType.ORGANIZATION, "NATO", "NATO", link="Q7184")
    spoke = Event(
        minted_iri("event", document.id, "CONSULT"),
        "CONSULT",
        "speak",
        _span(text, "spoke"),
        _span(text, text.split(" NATO")[0]),
        (Participant(Role.AGENT, sauli.id), Participant(Role.COMPANION, recep.id)),
        place=city.id,
    )
    return DocumentGraph(document, (sauli, recep, city, nato), (spoke,), ())
