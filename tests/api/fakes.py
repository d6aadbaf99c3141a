"""Stand-ins for the language model, so that builds can be tested without it (and with failures on purpose)."""

import os
import re

from api.extraction import Extract
from extract.pipeline import Extraction
from graph.ids import entity_iri, minted_iri
from graph.model import (
    Document,
    DocumentGraph,
    Entity,
    EntityType,
    Event,
    Factuality,
    Mention,
    MentionKind,
    Participant,
    Role,
    Span,
    Statement,
)

_NAME = re.compile(r"[A-Z]\w+ [A-Z]\w+")


def graph_of(document: Document) -> DocumentGraph:
    """Return a graph in which all capitalised pairs of words are persons who met and are allies."""
    mentions: dict[str, list[Mention]] = {}
    for match in _NAME.finditer(document.text):
        span = Span.of(document.text, match.start(), match.end())
        mentions.setdefault(match[0], []).append(Mention(span, MentionKind.NAME))
    people = [
        Entity(entity_iri("Person", name), EntityType.PERSON, name, tuple(places))
        for name, places in mentions.items()
    ]
    if len(people) < 2:
        return DocumentGraph(document, tuple(people))
    first, second = people[:2]
    evidence = Span.of(document.text, 0, len(document.text))
    trigger = first.mentions[0].span
    event = Event(
        minted_iri("event", document.id, str(trigger.start)),
        "CONSULT",
        "meet",
        trigger,
        evidence,
        (Participant(Role.AGENT, first.id), Participant(Role.COMPANION, second.id)),
        factuality=Factuality.NEGATED if "not" in document.text else Factuality.ASSERTED,
        extractor="fake",
    )
    ally = Statement(document.id, first.id, "ally", second.id, evidence, extractor="fake")
    return DocumentGraph(document, tuple(people), (event,), (ally,))


def extract(document: Document) -> Extraction:
    """Extract; fail on a text that says so, end the process on one that says so."""
    if "CRASH" in document.text:
        raise ZeroDivisionError("an extractor's fault")
    if "KILL" in document.text:
        os._exit(9)
    return Extraction(graph_of(document), {"unknown relation x": 1})


def make() -> Extract:
    """Return the fake extraction."""
    return extract


def make_nothing() -> Extract:
    """Fail, as when the weights of the model are not there."""
    raise FileNotFoundError("no weights")
