"""From quads back to a document graph: what `to_quads` and `link_quads` wrote."""

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import NotFoundError, SchemaError
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
from graph.rdf.shape import AG, ag, name
from graph.rdf.writer import links_graph
from ontologies.terms import TYPES_NS

__all__ = ["read_document"]


class _Reader:
    """The triples of one named graph by subject and predicate."""

    def __init__(self, store: Store, graph: str) -> None:
        self.facts: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        quad: Quad
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
            thing = quad.object
            if isinstance(thing, NamedNode | Literal) and isinstance(quad.subject, NamedNode):
                self.facts[quad.subject.value][quad.predicate.value].append(thing)
        self.mentions: dict[str, tuple[Mention, ...]] = self._mentions()

    def of_type(self, kind: NamedNode) -> list[str]:
        predicate = name("rdf:type").value
        nodes = [node for node, facts in self.facts.items() if kind in facts.get(predicate, ())]
        return sorted(nodes, key=lambda node: (int(self.text(node, ag("order")) or 0), node))

    def all(self, node: str, predicate: NamedNode) -> list[NamedNode | Literal]:
        return self.facts[node][predicate.value] if node in self.facts else []

    def text(self, node: str, predicate: NamedNode) -> str | None:
        found = self.all(node, predicate)
        return found[0].value if found else None

    def need(self, node: str, predicate: NamedNode) -> str:
        value = self.text(node, predicate)
        if value is None:
            raise SchemaError(f"{node} has no {predicate.value}")
        return value

    def parts(self, node: str, predicate: NamedNode) -> list[str]:
        found = [thing.value for thing in self.all(node, predicate)]
        return sorted(found, key=lambda part: int(self.text(part, ag("order")) or 0))

    def span(self, node: str) -> Span:
        start, end = self.need(node, name("oa:start")), self.need(node, name("oa:end"))
        return Span(int(start), int(end), self.need(node, name("oa:exact")))

    def _mentions(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for node in self.of_type(name("oa:Annotation")):
            target = self.need(node, name("oa:hasTarget"))
            span = self.span(self.need(target, name("oa:hasSelector")))
            kind = MentionKind(self.need(node, ag("mentionKind")))
            found[self.need(node, name("oa:hasBody"))].append(Mention(span, kind))
        return {k: tuple(sorted(v, key=lambda m: (m.span, m.kind))) for k, v in found.items()}

    def time(self, node: str) -> Time | None:
        span = self.text(node, ag("timeExpression"))
        return None if span is None else Time(self.span(span), self.text(node, ag("time")))

    def factuality(self, node: str) -> Factuality:
        return Factuality(self.need(node, ag("factuality")).removeprefix(AG))

    def attribution(self, node: str) -> tuple[str, ...]:
        return tuple(self.need(part, ag("speaker")) for part in self.parts(node, ag("attribution")))


def read_document(store: Store, document: str) -> DocumentGraph:
    """Return what the store holds of `document` (an IRI); raise `NotFoundError` when it holds nothing."""
    try:
        reader = _Reader(store, document)
    except ValueError as error:
        raise NotFoundError(f"no document {document!r} in the store: it is no IRI") from error
    text = reader.text(document, ag("text"))
    if text is None:
        raise NotFoundError(f"no document {document} in the store")
    links = _links(_Reader(store, links_graph(document)))
    entities = tuple(_entity(reader, node, links.get(node, ())) for node in _listed(reader))
    return DocumentGraph(
        Document(
            id=document,
            text=text,
            title=reader.text(document, name("schema:headline")),
            published=reader.text(document, ag("published")),
            source=reader.text(document, ag("publisherName")),
            authors=tuple(
                reader.need(part, name("schema:name")) for part in reader.parts(document, ag("byline"))
            ),
            language=reader.text(document, name("schema:inLanguage")) or "en",
            url=reader.text(document, name("schema:url")),
        ),
        entities,
        tuple(_event(reader, node) for node in reader.of_type(ag("Event"))),
        tuple(_statement(reader, node, document) for node in reader.of_type(ag("Statement"))),
    )


def _listed(reader: _Reader) -> list[str]:
    return [reader.need(node, ag("lists")) for node in reader.of_type(ag("Listing"))]


def _entity(reader: _Reader, node: str, links: tuple[Link, ...]) -> Entity:
    kinds = {thing.value.removeprefix(AG) for thing in reader.all(node, name("rdf:type"))}
    kind = "Event" if "NamedEvent" in kinds else next(t.value for t in EntityType if t.value in kinds)
    return Entity(
        id=node,
        type=EntityType(kind),
        name=reader.need(node, name("skos:prefLabel")),
        mentions=reader.mentions.get(node, ()),
        named=reader.text(node, ag("named")) == "true",
        aliases=tuple(sorted(thing.value for thing in reader.all(node, name("skos:altLabel")))),
        country=reader.text(node, ag("country")) or reader.text(node, ag("countryCode")),
        sector=reader.text(node, ag("sector")),
        links=links,
    )


def _event(reader: _Reader, node: str) -> Event:
    return Event(
        id=node,
        type=reader.need(node, ag("eventType")).removeprefix(TYPES_NS),
        lemma=reader.text(node, ag("lemma")) or "",
        trigger=reader.span(reader.need(node, ag("trigger"))),
        evidence=reader.span(reader.need(node, ag("evidence"))),
        participants=tuple(_participant(reader, part) for part in reader.parts(node, ag("participation"))),
        place=reader.text(node, ag("place")),
        time=reader.time(node),
        factuality=reader.factuality(node),
        attribution=reader.attribution(node),
        extractor=reader.text(node, ag("extractor")) or "",
        confidence=float(reader.need(node, ag("confidence"))),
    )


def _participant(reader: _Reader, part: str) -> Participant:
    span = reader.text(part, ag("words"))
    role = Role(reader.need(part, ag("role")).removeprefix(AG))
    return Participant(role, reader.need(part, ag("participant")), reader.span(span) if span else None)


def _statement(reader: _Reader, node: str, document: str) -> Statement:
    thing = reader.all(node, name("rdf:object"))[0]
    current = reader.text(node, ag("current"))
    return Statement(
        document=document,
        subject=reader.need(node, name("rdf:subject")),
        predicate=reader.need(node, name("rdf:predicate")).removeprefix(AG),
        object=_value(reader, node, thing) if isinstance(thing, Literal) else thing.value,
        evidence=reader.span(reader.need(node, ag("evidence"))),
        factuality=reader.factuality(node),
        attribution=reader.attribution(node),
        organization=reader.text(node, ag("organization")),
        current=None if current is None else current == "true",
        time=reader.time(node),
        extractor=reader.text(node, ag("extractor")) or "",
        confidence=float(reader.need(node, ag("confidence"))),
    )


def _value(reader: _Reader, node: str, thing: Literal) -> Value:
    text = reader.text(node, ag("valueText"))
    return Value(thing.value if text is None else text, reader.text(node, ag("valueType")))


def _links(reader: _Reader) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for node in reader.of_type(ag("Link")):
        explanation = tuple(
            (reader.need(part, name("rdfs:label")), reader.need(part, name("rdf:value")))
            for part in reader.parts(node, ag("feature"))
        )
        link = Link(
            reader.need(node, ag("linkTarget")),
            float(reader.need(node, ag("confidence"))),
            reader.text(node, name("rdfs:label")) or "",
            explanation,
        )
        found[reader.need(node, ag("linkSubject"))].append(link)
    return {node: tuple(items) for node, items in found.items()}
