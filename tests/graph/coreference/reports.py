"""Reports of one meeting in several papers, as document graphs in a store."""

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
    Time,
)
from graph.store.contract import GraphStore
from graph.store.oxigraph import open_memory

__all__ = ["ANN", "BOB", "report", "store_of"]

ANN, BOB = entity_iri("Person", "Ann Example"), entity_iri("Person", "Bob Example")
_NAMES = {ANN: "Ann Example", BOB: "Bob Example"}
_SENTENCE = "Ann Example met Bob Example about the hydroelectric dam."
_REST = (
    " Engineers had found cracks in the dam above the valley, and the reservoir was lowered. Villagers downstream"
    " were moved to shelters. Insurers put the damage at millions of crowns."
)


def report(
    key: str,
    sentence: str = _SENTENCE,
    *,
    rest: str = _REST,
    day: str | None = "2023-05-01",
    place: str | None = None,
    kind: str = "CONSULT",
    lemma: str = "meet",
    factuality: Factuality = Factuality.ASSERTED,
    published: str = "2023-05-02",
    source: str | None = None,
    bob: str = BOB,
    who: str | None = None,
) -> DocumentGraph:
    """Return a document with one event; `who` is the words of an unnamed patient."""
    text = sentence + rest
    document = Document(f"https://example.org/{key}", text, published=published, source=source)
    whole = Span.of(text, 0, len(sentence))
    mention = (Mention(whole, MentionKind.NAME),)
    actors = {node: name for node, name in {ANN: _NAMES[ANN], bob: _NAMES[BOB]}.items() if name in sentence}
    entities = [Entity(node, EntityType.PERSON, name, mention) for node, name in actors.items()]
    participants = [
        Participant(Role.AGENT, node, Span.of(text, text.index(name), text.index(name) + len(name)))
        for node, name in actors.items()
    ]
    if place:
        entities.append(Entity(entity_iri("Location", place), EntityType.LOCATION, place, mention))
    if who:
        at = text.index(who)
        node = minted_iri("actor", document.id)
        entities.append(
            Entity(
                node,
                EntityType.PERSON,
                who,
                (Mention(Span.of(text, at, at + len(who)), MentionKind.NOMINAL),),
                named=False,
            )
        )
        participants.append(Participant(Role.PATIENT, node, Span.of(text, at, at + len(who))))
    word = next((word for word in sentence.split() if word[:2] == lemma[:2]), sentence.split()[0])
    event = Event(
        minted_iri("event", document.id),
        kind,
        lemma,
        Span.of(text, sentence.index(word), sentence.index(word) + len(word)),
        whole,
        tuple(participants),
        place=entity_iri("Location", place) if place else None,
        time=Time(whole, day) if day else None,
        factuality=factuality,
    )
    return DocumentGraph(document, tuple(entities), (event,))


def store_of(*graphs: DocumentGraph) -> GraphStore:
    """Return a store in memory that holds the graphs."""
    store = open_memory("memory:")
    store.load([(graph, graph.document.id) for graph in graphs])
    return store
