"""The gate: what does not fit domains, ranges and the event scheme, or is too unsure, is dropped and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.model import Entity, Event, Statement, Value
from ontologies.terms import EVENT_TYPES, RELATIONS

__all__ = ["admit"]


def admit(
    found: Iterable[Event | Statement], entities: Mapping[str, Entity], minimum: float = 0.0
) -> tuple[list[Event], list[Statement], Counter[str]]:
    """Return the events and relations that fit the ontology, and counts of the rest by reason.

    What is less sure than `minimum` is dropped too.
    """
    events: dict[str, Event] = {}
    relations: dict[str, Statement] = {}
    dropped: Counter[str] = Counter()
    for item in found:
        reason = _fault(item, entities) or (
            "below the minimal confidence" if item.confidence < minimum else None
        )
        if reason is not None:
            dropped[reason] += 1
        elif isinstance(item, Event):
            events.setdefault(item.id, item)
        else:
            relations.setdefault(item.id, item)
    return list(events.values()), list(relations.values()), dropped


def _fault(item: Event | Statement, entities: Mapping[str, Entity]) -> str | None:
    if isinstance(item, Event):
        return None if item.type in EVENT_TYPES else f"unknown event type {item.type}"
    relation = RELATIONS.get(item.predicate)
    if relation is None:
        return f"unknown relation {item.predicate}"
    if item.subject == item.object:
        return f"{item.predicate}: subject is object"
    subject = entities[item.subject].type.value
    if subject not in relation.domain:
        return f"{item.predicate}: a {subject} as subject"
    if isinstance(item.object, Value):
        return None if relation.range[0].startswith("xsd:") else f"{item.predicate}: a literal as object"
    target = entities[item.object].type.value
    return None if target in relation.range else f"{item.predicate}: a {target} as object"
