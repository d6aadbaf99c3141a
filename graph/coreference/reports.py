"""The reports that events are in the documents of a store, read in one pass for each predicate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Store

from graph.coreference.likeness import content_words, vector
from graph.coreference.records import Report, Source
from graph.model import Document, Role
from graph.rdf.shape import ag, name
from ontologies.terms import TYPES_NS

__all__ = ["read_reports"]

_AGENT = ag(Role.AGENT.value).value


class _Facts:
    """Values by subject, one predicate at a time; the first in order where a subject has several."""

    def __init__(self, quads: Store) -> None:
        self._quads = quads

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[str, str]]:
        for quad in self._quads.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, getattr(quad.object, "value", "")

    def one(self, predicate: NamedNode) -> dict[str, str]:
        found: dict[str, str] = {}
        for subject, value in self.pairs(predicate):
            if subject not in found or value < found[subject]:
                found[subject] = value
        return found

    def all(self, predicate: NamedNode) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subject, value in self.pairs(predicate):
            found[subject].append(value)
        return found


def read_reports(quads: Store, canonical: Mapping[str, str]) -> list[Report]:
    """Return the reports of all events, in the order of their IRIs.

    `canonical` maps merged entity IRIs to the one that stands for them.
    """
    facts = _Facts(quads)
    types = facts.one(ag("eventType"))
    if not types:
        return []
    sources = _sources(facts, canonical)
    named = {entity for entity, value in facts.pairs(ag("named")) if value == "true"}
    words, parts = facts.one(name("oa:exact")), facts.all(ag("participation"))
    who, said, role = facts.one(ag("participant")), facts.one(ag("words")), facts.one(ag("role"))
    document, lemma = facts.one(name("prov:wasDerivedFrom")), facts.one(ag("lemma"))
    trigger, evidence = facts.one(ag("trigger")), facts.one(ag("evidence"))
    place = facts.one(ag("place"))
    earliest, latest = facts.one(ag("earliest")), facts.one(ag("latest"))
    found = []
    for event in sorted(types):
        people = {who[part]: words.get(said.get(part, ""), "") for part in parts[event]}
        agents = {who[part] for part in parts[event] if role[part] == _AGENT}
        names = " ".join(text for entity, text in people.items() if entity in named)
        where = place.get(event)
        days = (earliest[event], latest[event]) if event in earliest and event in latest else None
        found.append(
            Report(
                event,
                sources[document[event]],
                types[event].removeprefix(TYPES_NS),
                lemma.get(event, ""),
                frozenset(canonical.get(entity, entity) for entity in people if entity in named),
                frozenset(canonical.get(entity, entity) for entity in agents if entity in named),
                frozenset(_heads(text for entity, text in people.items() if entity not in named)),
                canonical.get(where, where) if where in named and where else None,
                days,
                vector(
                    content_words(words[evidence[event]]), content_words(f"{words[trigger[event]]} {names}")
                ),
            )
        )
    return found


def _sources(facts: _Facts, canonical: Mapping[str, str]) -> dict[str, Source]:
    publisher, published = facts.one(ag("publisherName")), facts.one(name("schema:datePublished"))
    places: dict[str, set[str]] = defaultdict(set)
    for document, entity in facts.pairs(ag("mentions")):
        if "/location/" in entity:
            places[document].add(canonical.get(entity, entity))
    return {
        node: Source(
            Document(node, text, published=published.get(node), source=publisher.get(node)),
            vector(content_words(text)),
            published.get(node),
            frozenset(places[node]),
        )
        for node, text in facts.pairs(ag("text"))
    }


def _heads(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        words = content_words(text)
        if words:
            yield words[-1]
