"""From a document graph to quads: the document's own named graph, and the graph of its links.

Every text span is a node `DOCUMENT#char=START,END` (half-open code points) with `oa:exact`, so that each
claim leads to its words. Only asserted relations get the direct triple; every relation gets a statement node.
"""

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, serialize
from pyoxigraph import RdfFormat as Format

from graph.ids import minted_iri
from graph.model import DocumentGraph, Entity, Event, Factuality, Link, Span, Statement, Time, Value
from graph.rdf.dates import bounds, is_date
from graph.rdf.shape import ag, event_type, iri, literal, name

__all__ = ["ACCEPTED", "link_quads", "links_graph", "to_nquads", "to_quads"]

ACCEPTED = 0.5
"""A best link with at least this score gets `skos:exactMatch`; the others are candidates."""

Object = NamedNode | Literal


@dataclass(slots=True)
class _Writer:
    graph: NamedNode
    document: NamedNode
    quads: set[Quad] = field(default_factory=set)

    def add(self, subject: NamedNode, predicate: NamedNode, thing: Object | None) -> None:
        if thing is not None:
            self.quads.add(Quad(subject, predicate, thing, self.graph))

    def text(self, subject: NamedNode, predicate: NamedNode, value: str | None) -> None:
        if value is not None:
            self.add(subject, predicate, literal(value))

    def span(self, span: Span) -> NamedNode:
        node = NamedNode(f"{self.document.value}#char={span.start},{span.end}")
        self.add(node, name("rdf:type"), ag("Span"))
        self.add(node, name("oa:hasSource"), self.document)
        self.add(node, name("oa:start"), literal(span.start))
        self.add(node, name("oa:end"), literal(span.end))
        self.add(node, name("oa:exact"), literal(span.text))
        return node

    def framing(
        self, node: NamedNode, factuality: Factuality, attribution: tuple[str, ...], time: Time | None
    ) -> None:
        self.add(node, ag("factuality"), ag(factuality.value))
        for number, speaker in enumerate(attribution):
            self.add(node, ag("attributedTo"), iri(speaker))
            link = NamedNode(f"{node.value}#source{number}")
            self.add(node, ag("source"), link)
            self.add(link, name("rdf:type"), ag("Attribution"))
            self.add(link, ag("speaker"), iri(speaker))
            self.add(link, ag("order"), literal(number))
        if time is not None:
            self.add(node, ag("timeExpression"), self.span(time.span))
            if time.value is not None:
                self.add(node, ag("time"), literal(time.value, "edtf:EDTF"))
                first, last = bounds(time.value)
                self.add(node, ag("earliest"), literal(first, "xsd:date") if first else None)
                self.add(node, ag("latest"), literal(last, "xsd:date") if last else None)


def to_quads(graph: DocumentGraph) -> list[Quad]:
    """Return the quads of the document's named graph, in a fixed order; links are left to `link_quads`.

    Raises `ValueError` when an id is no IRI.
    """
    document = iri(graph.document.id)
    writer = _Writer(document, document)
    _document(writer, graph)
    for number, entity in enumerate(graph.entities):
        _entity(writer, entity, number)
    for number, event in enumerate(graph.events):
        _event(writer, event, number)
    for number, statement in enumerate(graph.relations):
        _statement(writer, statement, number)
    return sorted(writer.quads, key=str)


def links_graph(document: str) -> str:
    """Return the IRI of the named graph that holds the links of a document."""
    return f"{document}#links"


def link_quads(graph: DocumentGraph) -> list[Quad]:
    """Return the quads of the document's links graph, in a fixed order."""
    document = iri(graph.document.id)
    writer = _Writer(iri(links_graph(graph.document.id)), document)
    for entity in graph.entities:
        for rank, link in enumerate(entity.links):
            _link(writer, entity, link, rank)
    return sorted(writer.quads, key=str)


def to_nquads(quads: list[Quad]) -> bytes:
    """Return `quads` as sorted N-Quads in UTF-8."""
    data = serialize(quads, format=Format.N_QUADS) or b""
    return b"".join(sorted(data.splitlines(keepends=True)))


def _document(writer: _Writer, graph: DocumentGraph) -> None:
    document, node = graph.document, writer.document
    writer.add(node, name("rdf:type"), name("schema:NewsArticle"))
    writer.add(node, name("rdf:type"), ag("Document"))
    writer.text(node, ag("text"), document.text)
    writer.text(node, name("schema:headline"), document.title)
    writer.text(node, name("schema:inLanguage"), document.language)
    writer.text(node, ag("publisherName"), document.source)
    writer.text(node, name("schema:url"), document.url)
    if document.published is not None:
        writer.text(node, ag("published"), document.published)
        if is_date(document.published):
            day = literal(document.published[:10], "xsd:date")
            writer.add(node, name("schema:datePublished"), day)
    for number, author in enumerate(document.authors):
        byline = NamedNode(f"{node.value}#author{number}")
        writer.add(node, ag("byline"), byline)
        writer.add(byline, name("rdf:type"), ag("Byline"))
        writer.text(byline, name("schema:name"), author)
        writer.add(byline, ag("order"), literal(number))


def _entity(writer: _Writer, entity: Entity, number: int) -> None:
    node = iri(entity.id)
    writer.add(node, name("rdf:type"), ag(_class(entity)))
    writer.text(node, name("skos:prefLabel"), entity.name)
    writer.add(node, ag("named"), literal(entity.named))
    for alias in entity.aliases:
        writer.text(node, name("skos:altLabel"), alias)
    writer.text(node, ag("country"), entity.country)
    writer.text(node, ag("sector"), entity.sector)
    for mention in entity.mentions:
        span = mention.span
        annotation = iri(
            minted_iri("mention", writer.document.value, entity.id, str(span.start), str(span.end))
        )
        writer.add(annotation, name("rdf:type"), name("oa:Annotation"))
        writer.add(annotation, name("oa:hasBody"), node)
        writer.add(annotation, name("oa:hasTarget"), writer.span(span))
        writer.text(annotation, ag("mentionKind"), mention.kind.value)
    record = NamedNode(f"{writer.document.value}#entity{number}")
    writer.add(writer.document, ag("mentions"), node)
    writer.add(record, ag("lists"), node)
    writer.add(record, name("rdf:type"), ag("Listing"))
    writer.add(record, ag("order"), literal(number))


def _class(entity: Entity) -> str:
    return "NamedEvent" if entity.type.value == "Event" else entity.type.value


def _event(writer: _Writer, event: Event, number: int) -> None:
    node = iri(event.id)
    writer.add(node, name("rdf:type"), ag("Event"))
    writer.add(node, name("rdf:type"), name("sem:Event"))
    writer.add(node, ag("eventType"), event_type(event.type))
    writer.text(node, ag("lemma"), event.lemma)
    writer.add(node, ag("trigger"), writer.span(event.trigger))
    _provenance(writer, node, event.evidence, event.extractor, event.confidence, number)
    writer.framing(node, event.factuality, event.attribution, event.time)
    if event.place is not None:
        writer.add(node, ag("place"), iri(event.place))
    for order, participant in enumerate(event.participants):
        part = NamedNode(f"{node.value}#participation{order}")
        writer.add(node, ag("participation"), part)
        writer.add(part, name("rdf:type"), ag("Participation"))
        writer.add(part, ag("role"), ag(participant.role.value))
        writer.add(part, ag("participant"), iri(participant.entity))
        writer.add(part, ag("order"), literal(order))
        if participant.span is not None:
            writer.add(part, ag("words"), writer.span(participant.span))
        writer.add(node, ag(participant.role.value), iri(participant.entity))


def _provenance(
    writer: _Writer, node: NamedNode, evidence: Span, extractor: str, confidence: float, number: int
) -> None:
    writer.add(node, ag("evidence"), writer.span(evidence))
    writer.add(node, name("prov:wasDerivedFrom"), writer.document)
    writer.text(node, ag("extractor"), extractor)
    writer.add(node, ag("confidence"), literal(float(confidence)))
    writer.add(node, ag("order"), literal(number))


def _statement(writer: _Writer, statement: Statement, number: int) -> None:
    node, subject = iri(statement.id), iri(statement.subject)
    predicate = ag(statement.predicate)
    value = statement.object
    thing = literal(value.text, value.datatype) if isinstance(value, Value) else iri(value)
    if statement.factuality is Factuality.ASSERTED:
        writer.add(subject, predicate, thing)
    writer.add(node, name("rdf:type"), ag("Statement"))
    writer.add(node, name("rdf:subject"), subject)
    writer.add(node, name("rdf:predicate"), predicate)
    writer.add(node, name("rdf:object"), thing)
    if statement.organization is not None:
        writer.add(node, ag("organization"), iri(statement.organization))
    if statement.current is not None:
        writer.add(node, ag("current"), literal(statement.current))
    _provenance(writer, node, statement.evidence, statement.extractor, statement.confidence, number)
    writer.framing(node, statement.factuality, statement.attribution, statement.time)


def _link(writer: _Writer, entity: Entity, link: Link, rank: int) -> None:
    subject, target = iri(entity.id), iri(link.uri)
    node = iri(minted_iri("link", writer.document.value, entity.id, link.uri))
    writer.add(node, name("rdf:type"), ag("Link"))
    writer.add(node, ag("linkSubject"), subject)
    writer.add(node, ag("linkTarget"), target)
    writer.add(node, ag("order"), literal(rank))
    writer.text(node, name("rdfs:label"), link.label)
    writer.add(node, ag("confidence"), literal(float(link.score)))
    accepted = rank == 0 and link.score >= ACCEPTED
    writer.add(node, ag("status"), ag("accepted" if accepted else "candidate"))
    writer.add(subject, name("skos:exactMatch" if accepted else "skos:closeMatch"), target)
    for order, (feature, reason) in enumerate(link.explanation):
        why = NamedNode(f"{node.value}#feature{order}")
        writer.add(node, ag("feature"), why)
        writer.add(why, name("rdf:type"), ag("Feature"))
        writer.text(why, name("rdfs:label"), feature)
        writer.text(why, name("rdf:value"), reason)
        writer.add(why, ag("order"), literal(order))
