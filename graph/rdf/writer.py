"""From a document graph to quads: the document's own named graph, and the graph of its links.

Every text span is a selector node `DOCUMENT#char=START,END` (half-open code points) with its words, so that each
claim leads to them: `?claim ag:evidence/oa:exact ?words`. Only asserted relations get the direct triple; every
relation gets a statement node. An asserted position is also an `org:Membership`.
"""

from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad, serialize
from pyoxigraph import RdfFormat as Format

from graph.ids import minted_iri
from graph.model import DocumentGraph, Entity, Event, Factuality, Link, Mention, Span, Statement, Time, Value
from graph.rdf.dates import bounds, is_date, is_edtf
from graph.rdf.shape import ag, clean, iri, literal, name
from ontologies.terms import NS, TYPES_NS

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
        for kind in (ag("Span"), name("oa:TextPositionSelector"), name("oa:TextQuoteSelector")):
            self.add(node, name("rdf:type"), kind)
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
            link = NamedNode(f"{node.value}#speaker{number}")
            self.add(node, ag("attribution"), link)
            self.add(link, name("rdf:type"), ag("Attribution"))
            self.add(link, ag("speaker"), iri(speaker))
            self.add(link, ag("order"), literal(number))
        if time is not None:
            self.add(node, ag("timeExpression"), self.span(time.span))
            if time.value is not None:
                self.add(node, ag("time"), literal(time.value, "edtf:EDTF" if is_edtf(time.value) else None))
                first, last = bounds(time.value)
                self.add(node, ag("earliest"), literal(first, "xsd:date") if first else None)
                self.add(node, ag("latest"), literal(last, "xsd:date") if last else None)


def to_quads(graph: DocumentGraph) -> list[Quad]:
    """Return the quads of the document's named graph, in a fixed order; links are left to `link_quads`.

    Raises `SchemaError` when an id is no IRI. Characters that XML cannot carry become U+FFFD.
    """
    document = iri(graph.document.id)
    writer = _Writer(document, document)
    _document(writer, graph)
    known = {entity.id for entity in graph.entities}
    for number, entity in enumerate(graph.entities):
        _entity(writer, entity, number, known)
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


def _entity(writer: _Writer, entity: Entity, number: int, known: set[str]) -> None:
    node = iri(entity.id)
    writer.add(node, name("rdf:type"), ag(_class(entity)))
    writer.text(node, name("skos:prefLabel"), entity.name)
    writer.add(node, ag("named"), literal(entity.named))
    for alias in entity.aliases:
        writer.text(node, name("skos:altLabel"), alias)
    if entity.country in known:
        writer.add(node, ag("country"), iri(entity.country or ""))
    else:
        writer.text(node, ag("countryCode"), entity.country)
    writer.text(node, ag("sector"), entity.sector)
    for mention in entity.mentions:
        _mention(writer, node, mention)
    record = NamedNode(f"{writer.document.value}#entity{number}")
    writer.add(writer.document, ag("mentions"), node)
    writer.add(record, ag("lists"), node)
    writer.add(record, name("rdf:type"), ag("Listing"))
    writer.add(record, ag("order"), literal(number))


def _mention(writer: _Writer, entity: NamedNode, mention: Mention) -> None:
    span = mention.span
    place = (writer.document.value, entity.value, str(span.start), str(span.end), mention.kind.value)
    node = iri(minted_iri("mention", *place))
    target = NamedNode(f"{node.value}#target")
    writer.add(node, name("rdf:type"), name("oa:Annotation"))
    writer.add(node, name("oa:motivatedBy"), name("oa:identifying"))
    writer.add(node, name("oa:hasBody"), entity)
    writer.add(node, name("oa:hasTarget"), target)
    writer.text(node, ag("mentionKind"), mention.kind.value)
    writer.add(target, name("rdf:type"), name("oa:SpecificResource"))
    writer.add(target, name("oa:hasSource"), writer.document)
    writer.add(target, name("oa:hasSelector"), writer.span(span))


def _class(entity: Entity) -> str:
    return "NamedEvent" if entity.type.value == "Event" else entity.type.value


def _event(writer: _Writer, event: Event, number: int) -> None:
    node = iri(event.id)
    writer.add(node, name("rdf:type"), ag("Event"))
    writer.add(node, name("rdf:type"), name("sem:Event"))
    writer.add(node, ag("eventType"), iri(TYPES_NS + event.type))
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
    value = statement.object
    if isinstance(value, Value) and clean(value.text) != value.text:
        statement = replace(statement, object=Value(clean(value.text), value.datatype))
    node, subject = iri(statement.id), iri(statement.subject)
    predicate = iri(NS + statement.predicate)
    thing = _object(writer, node, statement)
    if statement.factuality is Factuality.ASSERTED:
        writer.add(subject, predicate, thing)
        if statement.predicate == "holdsPosition" and isinstance(thing, Literal):
            _membership(writer, node, statement, thing)
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


def _object(writer: _Writer, node: NamedNode, statement: Statement) -> Object:
    """Return the object; a typed value is kept as written too, since stores change its form (`01` to `1`)."""
    value = statement.object
    if not isinstance(value, Value):
        return iri(value)
    if value.datatype is None:
        return literal(value.text)
    writer.text(node, ag("valueText"), value.text)
    writer.text(node, ag("valueType"), value.datatype)
    checks = {"xsd:date": len(value.text) == 10 and is_date(value.text), "edtf:EDTF": is_edtf(value.text)}
    return literal(value.text, value.datatype if checks.get(value.datatype) else None)


def _membership(writer: _Writer, node: NamedNode, statement: Statement, title: Literal) -> None:
    role = iri(minted_iri("position", title.value))
    writer.add(node, name("rdf:type"), name("org:Membership"))
    writer.add(node, name("org:member"), iri(statement.subject))
    writer.add(node, name("org:role"), role)
    writer.add(role, name("rdf:type"), name("org:Role"))
    writer.add(role, name("skos:prefLabel"), title)
    if statement.organization is not None:
        writer.add(node, name("org:organization"), iri(statement.organization))


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
