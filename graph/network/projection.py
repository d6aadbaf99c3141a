"""The projection of document graphs onto actors and edges, with canonical ids."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType

from graph.ids import minted_iri
from graph.model import DocumentGraph, Entity, Event, Role, Span, Time, Value
from graph.network.records import Actor, Edge, Evidence, Highlight
from graph.rdf.dates import bounds

__all__ = ["Projection", "project"]

_Key = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Projection:
    """Actors by id and edges; built once per snapshot."""

    actors: dict[str, Actor] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()


def project(
    graphs: Iterable[DocumentGraph],
    canonical: Mapping[str, str],
    told: Mapping[str, tuple[int, int]] = MappingProxyType({}),
) -> Projection:
    """Return the network of `graphs`; `canonical` maps merged entity IRIs to the one that stands for them.

    `told` gives the numbers of documents and of independent sources for events that several documents report.
    """
    seen: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    labels: dict[str, str] = {}
    reports: dict[_Key, list[Evidence]] = defaultdict(list)
    for graph in graphs:
        local = {e.id: canonical.get(e.id, e.id) for e in graph.entities}
        for entity in graph.entities:
            seen[local[entity.id]].append((graph.document.id, entity))
            labels.setdefault(entity.id, entity.name)
        for event in graph.events:
            _event(graph, event, local, labels, reports, told.get(event.id, (1, 1)))
        _relations(graph, local, labels, reports)
    edges = tuple(
        Edge(
            minted_iri("edge", *key), *key, tuple(sorted(found, key=lambda e: (e.document, e.sentence_start)))
        )
        for key, found in sorted(reports.items())
    )
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    actors = {
        node: replace(_actor(node, found), degree=len(neighbours[node]))
        for node, found in sorted(seen.items())
    }
    return Projection(actors, edges)


def _actor(node: str, found: list[tuple[str, Entity]]) -> Actor:
    main = next((e for _, e in found if e.id == node), found[0][1])
    names = {name for _, e in found for name in (e.name, *e.aliases)} if main.named else {main.name}
    return Actor(
        id=node,
        label=main.name,
        type=main.type.value,
        aliases=tuple(sorted(names - {main.name})),
        country=next((e.country for _, e in found if e.country), None),
        sector=next((e.sector for _, e in found if e.sector), None),
        named=main.named,
        links=tuple(dict.fromkeys(e.links[0].uri for _, e in found if e.links)),
        merged=tuple(sorted({e.id for _, e in found} - {node})),
        documents=len({document for document, _ in found}),
    )


def _event(
    graph: DocumentGraph,
    event: Event,
    local: Mapping[str, str],
    labels: Mapping[str, str],
    reports: dict[_Key, list[Evidence]],
    told: tuple[int, int],
) -> None:
    parts = {local[p.entity]: (p.role.value, p.span) for p in reversed(event.participants)}
    order = list(dict.fromkeys(local[p.entity] for p in event.participants))
    if event.place is not None and local[event.place] not in parts:
        parts[local[event.place]] = ("place", None)
        order.append(local[event.place])
    highlights = tuple(
        Highlight(p.span.start, p.span.end, p.role.value, local[p.entity])
        for p in event.participants
        if p.span
    )
    trigger = Highlight(event.trigger.start, event.trigger.end, "trigger", event.id)
    for one, two in combinations(order, 2):
        if parts[one][0] == parts[two][0] != Role.AGENT.value:
            # Two that were told, called or killed did nothing with each other.
            continue
        evidence = _evidence(
            *(graph, event.id, event.evidence, (*highlights, trigger), event.factuality.value),
            *(event.attribution, event.time, event.type, labels),
        )
        evidence = replace(evidence, reports=told[0], sources=told[1])
        reports[(one, two, "event", event.type, event.factuality.value)].append(evidence)


def _relations(
    graph: DocumentGraph,
    local: Mapping[str, str],
    labels: Mapping[str, str],
    reports: dict[_Key, list[Evidence]],
) -> None:
    for fact in graph.relations:
        target = fact.organization if isinstance(fact.object, Value) else fact.object
        if target is None or local[target] == local[fact.subject]:
            continue
        evidence = _evidence(
            *(graph, fact.id, fact.evidence, (), fact.factuality.value),
            *(fact.attribution, fact.time, fact.predicate, labels),
        )
        key = (local[fact.subject], local[target], "relation", fact.predicate, fact.factuality.value)
        reports[key].append(evidence)


def _evidence(
    graph: DocumentGraph,
    claim: str,
    sentence: Span,
    highlights: tuple[Highlight, ...],
    factuality: str,
    attribution: tuple[str, ...],
    time: Time | None,
    kind: str,
    labels: Mapping[str, str],
) -> Evidence:
    document = graph.document
    return Evidence(
        claim=claim,
        document=document.id,
        title=document.title,
        source=document.source,
        published=document.published,
        date=bounds(time.value)[0] if time is not None and time.value else None,
        sentence=sentence.text,
        sentence_start=sentence.start,
        highlights=tuple(sorted(highlights, key=lambda h: (h.start, h.end))),
        factuality=factuality,
        attribution=tuple((speaker, labels.get(speaker, speaker)) for speaker in attribution),
        type=kind,
    )
