"""The records that every layer passes: frozen, slotted, typed.

Offsets are half-open and count Unicode code points of `Document.text`; scores lie in [0, 1].
`DocumentGraph` is what the extractors make of one document: its entities with their mentions and its
claims. Every claim is a `Statement` or flattens into statements (`DocumentGraph.statements`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import SchemaError
from graph.ids import digest, minted_iri

__all__ = [
    "Document",
    "DocumentGraph",
    "Entity",
    "EntityType",
    "Event",
    "Factuality",
    "Link",
    "Mention",
    "MentionKind",
    "Participant",
    "Role",
    "Span",
    "Statement",
    "Time",
    "Value",
]


class Factuality(StrEnum):
    """Whether the document says that it is so; values of the document-graph contract."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    POSSIBLE = "possible"
    PLANNED = "planned"


class EntityType(StrEnum):
    """Types of entities; `EVENT` is a named event ('the Cold War')."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    LOCATION = "Location"
    EVENT = "Event"


class MentionKind(StrEnum):
    """How the words refer: by name, by nationality word, by common noun, by pronoun."""

    NAME = "name"
    DEMONYM = "demonym"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Role(StrEnum):
    """Roles of participants; see the document-graph contract for their meaning."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    COMPANION = "companion"
    INSTRUMENT = "instrument"
    TOPIC = "topic"
    ORIGIN = "origin"
    DESTINATION = "destination"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read; the text never changes afterwards.

    `id` is an IRI, `published` an ISO 8601 date or date-time, `source` the publisher.
    """

    id: str
    text: str = field(repr=False)
    title: str | None = None
    published: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    url: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a document: `document.text[start:end] == text`, checked by `DocumentGraph.verify`."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise SchemaError(f"span {self.start}:{self.end} does not fit its {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Return the span of `text[start:end]`; raise `SchemaError` when it lies outside or is empty."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is mentioned."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Link:
    """An external identity of an entity; `explanation` holds the features that spoke for it."""

    uri: str
    score: float
    label: str = ""
    explanation: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or named event of a document, with all its mentions in textual order.

    `country` is the IRI of a Location or an ISO 3166-1 alpha-3 code; `sector` a PLOVER sector code.
    `named` is false for unnamed actors ('a US official'), whose IRI belongs to their document alone.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    named: bool = True
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its words and its EDTF (ISO 8601-2 level 1) value, None when not resolved."""

    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A literal object; `datatype` is a prefixed name such as `xsd:date`, None for plain text."""

    text: str
    datatype: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in its role in an event; `span` is the mention that plays it."""

    role: Role
    entity: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one document: subject, predicate, object, and who says that it is so, or not.

    `predicate` is the local name of an ontology property. `organization` and `current` qualify
    `holdsPosition` (whose object is the title, a `Value`); `attribution` lists entity IRIs, nearest
    speaker first, empty for the document's own voice; `time` qualifies the claim.
    """

    document: str
    subject: str
    predicate: str
    object: str | Value
    evidence: Span
    factuality: Factuality = Factuality.ASSERTED
    attribution: tuple[str, ...] = ()
    organization: str | None = None
    current: bool | None = None
    time: Time | None = None
    extractor: str = ""
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """The statement's IRI: a hash of what is claimed, by whom and where, never of the confidence.

        >>> Statement("urn:d", "urn:a", "memberOf", "urn:b", Span(0, 1, "x")).id
        'https://w3id.org/actorgraph/id/statement/514f72f21757f2b6b3a5'
        """
        if isinstance(self.object, Value):
            what = ("value", self.object.text, self.object.datatype or "")
        else:
            what = ("entity", self.object, "")
        where = (str(self.evidence.start), str(self.evidence.end))
        current = "" if self.current is None else str(self.current)
        return minted_iri(
            "statement",
            *(self.document, self.subject, self.predicate, *what, *where),
            *(self.factuality.value, digest(*self.attribution), self.organization or "", current),
        )


@dataclass(frozen=True, slots=True)
class Event:
    """What a document says to have happened, or not, or to be feared or planned.

    `type` is a notation of the event scheme (`CONSULT`, `DEATH`, ...); `trigger` the word that reports
    it; `evidence` the sentence. `place` is the IRI of a Location of the same document.
    """

    id: str
    type: str
    lemma: str
    trigger: Span
    evidence: Span
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    time: Time | None = None
    factuality: Factuality = Factuality.ASSERTED
    attribution: tuple[str, ...] = ()
    extractor: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that was found in one document; ids in it refer to its own entities."""

    document: Document
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Statement, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """Yield every claim as a statement: the relations, then each event's participants and place."""
        yield from self.relations
        for event in self.events:
            facts = [(p.role.value, p.entity, p.span or event.trigger) for p in event.participants]
            if event.place is not None:
                facts.append(("place", event.place, event.trigger))
            for predicate, thing, span in facts:
                yield Statement(
                    document=self.document.id,
                    subject=event.id,
                    predicate=predicate,
                    object=thing,
                    evidence=span,
                    factuality=event.factuality,
                    attribution=event.attribution,
                    time=event.time,
                    extractor=event.extractor,
                    confidence=event.confidence,
                )

    def spans(self) -> Iterator[Span]:
        """Yield every span that claims to quote the text."""
        for entity in self.entities:
            yield from (mention.span for mention in entity.mentions)
        for event in self.events:
            yield event.trigger
            yield event.evidence
            yield from (p.span for p in event.participants if p.span is not None)
            if event.time is not None:
                yield event.time.span
        for statement in self.relations:
            yield statement.evidence
            if statement.time is not None:
                yield statement.time.span

    def verify(self) -> None:
        """Raise `SchemaError` when a quote differs from the text or an id names no entity of the document."""
        for span in self.spans():
            if self.document.text[span.start : span.end] != span.text:
                raise SchemaError(f"{self.document.id}: {span.start}:{span.end} does not quote the text")
        known = {entity.id for entity in self.entities}
        used: set[str] = set()
        for event in self.events:
            used.update(p.entity for p in event.participants)
            used.update(event.attribution)
            used.update([event.place] if event.place else [])
        for fact in self.relations:
            used.update([fact.subject], fact.attribution)
            used.update([fact.object] if isinstance(fact.object, str) else [])
            used.update([fact.organization] if fact.organization else [])
        if missing := sorted(used - known):
            raise SchemaError(f"{self.document.id}: {missing[0]} is used but is no entity of the document")
