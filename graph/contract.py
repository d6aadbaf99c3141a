"""The document-graph contract: a `DocumentGraph` as one JSON object, and back.

The shape is documented in docs/document-graph.schema.json; it extends the contract only by optional
keys: `extractor` and `confidence` on events and relations, `time` on relations.
"""

from typing import Any

from graph.errors import SchemaError
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

__all__ = ["from_contract", "to_contract"]

Json = dict[str, Any]


def to_contract(graph: DocumentGraph) -> Json:
    """Return `graph` as the JSON object that the document-graph schema describes."""
    document = graph.document
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "published": document.published,
            "source": document.source,
            "authors": list(document.authors),
            "language": document.language,
            "url": document.url,
        },
        "text": document.text,
        "entities": [_entity(entity) for entity in graph.entities],
        "events": [_event(event) for event in graph.events],
        "relations": [_relation(fact) for fact in graph.relations],
    }


def from_contract(data: Json) -> DocumentGraph:
    """Read a document graph from its JSON object; raise `SchemaError` naming what is missing or wrong."""
    try:
        head = data["document"]
        document = Document(
            id=head["id"],
            text=data["text"],
            title=head.get("title"),
            published=head.get("published"),
            source=head.get("source"),
            authors=tuple(head.get("authors") or ()),
            language=head.get("language") or "en",
            url=head.get("url"),
        )
        graph = DocumentGraph(
            document,
            tuple(_read_entity(item) for item in data["entities"]),
            tuple(_read_event(item) for item in data["events"]),
            tuple(_read_relation(item, document.id) for item in data["relations"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SchemaError(f"not a document graph: {type(error).__name__}: {error}") from error
    graph.verify()
    return graph


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _time(time: Time | None) -> Json | None:
    return None if time is None else {**_span(time.span), "value": time.value}


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "named": entity.named,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "sector": entity.sector,
        "mentions": [{**_span(m.span), "kind": m.kind.value} for m in entity.mentions],
        "links": [
            {"uri": li.uri, "label": li.label, "score": li.score, "explanation": dict(li.explanation)}
            for li in entity.links
        ],
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "lemma": event.lemma,
        "trigger": _span(event.trigger),
        "participants": [
            {"role": p.role.value, "entity": p.entity} | ({"span": _span(p.span)} if p.span else {})
            for p in event.participants
        ],
        "place": event.place,
        "time": _time(event.time),
        "factuality": event.factuality.value,
        "attribution": list(event.attribution),
        "evidence": _span(event.evidence),
        "extractor": event.extractor,
        "confidence": event.confidence,
    }


def _relation(fact: Statement) -> Json:
    literal = isinstance(fact.object, Value)
    return {
        "id": fact.id,
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": None if literal else fact.object,
        "value": fact.object.text if isinstance(fact.object, Value) else None,
        "organization": fact.organization,
        "current": fact.current,
        "time": _time(fact.time),
        "confidence": fact.confidence,
        "factuality": fact.factuality.value,
        "attribution": list(fact.attribution),
        "evidence": _span(fact.evidence),
        "extractor": fact.extractor,
    }


def _read_span(data: Json) -> Span:
    return Span(data["start"], data["end"], data["text"])


def _read_time(data: Json | None) -> Time | None:
    if data is None:
        return None
    return Time(_read_span(data), data.get("value"))


def _read_entity(data: Json) -> Entity:
    return Entity(
        id=data["id"],
        type=EntityType(data["type"]),
        name=data["name"],
        named=data["named"],
        aliases=tuple(data.get("aliases") or ()),
        country=data.get("country"),
        sector=data.get("sector"),
        mentions=tuple(Mention(_read_span(m), MentionKind(m["kind"])) for m in data["mentions"]),
        links=tuple(
            Link(
                li["uri"],
                li["score"],
                li.get("label", ""),
                tuple((str(k), str(v)) for k, v in (li.get("explanation") or {}).items()),
            )
            for li in data.get("links") or ()
        ),
    )


def _read_event(data: Json) -> Event:
    return Event(
        id=data["id"],
        type=data["type"],
        lemma=data.get("lemma", ""),
        trigger=_read_span(data["trigger"]),
        evidence=_read_span(data["evidence"]),
        participants=tuple(
            Participant(Role(p["role"]), p["entity"], _read_span(p["span"]) if p.get("span") else None)
            for p in data["participants"]
        ),
        place=data.get("place"),
        time=_read_time(data.get("time")),
        factuality=Factuality(data["factuality"]),
        attribution=tuple(data["attribution"]),
        extractor=data.get("extractor", ""),
        confidence=data.get("confidence", 1.0),
    )


def _read_relation(data: Json, document: str) -> Statement:
    return Statement(
        document=document,
        subject=data["subject"],
        predicate=data["predicate"],
        object=data["object"] if data.get("object") is not None else Value(data["value"]),
        evidence=_read_span(data["evidence"]),
        factuality=Factuality(data["factuality"]),
        attribution=tuple(data["attribution"]),
        organization=data.get("organization"),
        current=data.get("current"),
        time=_read_time(data.get("time")),
        extractor=data.get("extractor", ""),
        confidence=data.get("confidence", 1.0),
    )
