"""What a user judged about actors or events: the same, or not the same, and why. Kept in a named graph of its own.

Neither a build nor a document's replacement touches the graph. Each judgement is one triple (`owl:sameAs` or
`ag:notSameAs`) with a reified statement that holds the reason; one pair has at most one judgement.
"""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import InputError, NotFoundError
from graph.ids import BASE, minted_iri, name_key
from graph.rdf.shape import ag, iri, literal, name
from graph.store.contract import GraphStore

__all__ = ["JUDGEMENTS", "Judgement", "forget", "judge", "judgements", "named_entity"]

JUDGEMENTS = "https://w3id.org/actorgraph/id/graph/judgements"
_SAME, _APART = name("owl:sameAs"), ag("notSameAs")
_LABELS = (name("skos:prefLabel"), name("skos:altLabel"))


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two IRIs of entities or of events, smaller first, that a user judged to be `same` or not, and why."""

    one: str
    other: str
    same: bool
    why: str = ""


def judgements(quads: Store) -> list[Judgement]:
    """Return all judgements in order; a triple written by hand counts, with no reason."""
    graph = NamedNode(JUDGEMENTS)
    reasons = {
        quad.subject: quad.object.value
        for quad in quads.quads_for_pattern(None, name("rdfs:comment"), None, graph)
        if isinstance(quad.object, Literal)
    }
    found = set()
    for predicate in (_SAME, _APART):
        for quad in quads.quads_for_pattern(None, predicate, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                one, other = sorted((quad.subject.value, quad.object.value))
                why = reasons.get(_node(one, other), "")
                found.add(Judgement(one, other, predicate == _SAME, why))
    return sorted(found)


def judge(store: GraphStore, one: str, other: str, *, same: bool, why: str) -> Judgement:
    """Write that two entities or events are the same, or are not, in place of what was judged about the pair before.

    Raises `InputError` for one thing twice, two types or no reason, `NotFoundError` for a thing that no document
    mentions.
    """
    one, other = sorted((one, other))
    if one == other:
        raise InputError(f"{one} cannot be judged against itself")
    if not why.strip():
        raise InputError("a judgement needs a reason: say why")
    for entity in (one, other):
        if not _known(store.quads, iri(entity)):
            raise NotFoundError(f"no document mentions {entity}")
    if one.rpartition("/")[0] != other.rpartition("/")[0]:
        raise InputError(f"{one} and {other} are of different types")
    judgement = Judgement(one, other, same, why.strip())
    store.replace_graph(JUDGEMENTS, sorted([*_others(store.quads, one, other), *_quads(judgement)], key=str))
    return judgement


def forget(store: GraphStore, one: str, other: str) -> None:
    """Remove what was judged about a pair; raise `NotFoundError` when nothing was."""
    one, other = sorted((one, other))
    if not any((item.one, item.other) == (one, other) for item in judgements(store.quads)):
        raise NotFoundError(f"nothing was judged about {one} and {other}")
    store.replace_graph(JUDGEMENTS, sorted(_others(store.quads, one, other), key=str))


def named_entity(quads: Store, text: str) -> str:
    """Return the IRI that `text` means: an IRI, `person/joe-biden`, or a name that one entity alone has.

    Raises `NotFoundError` when no entity has the name, `InputError` when several have it.
    """
    if "://" in text:
        return iri(text).value
    if "/" in text:
        return iri(BASE + text).value
    key = name_key(text)
    for predicate in _LABELS:
        found = {
            quad.subject.value
            for quad in quads.quads_for_pattern(None, predicate, None, None)
            if isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and name_key(quad.object.value) == key
        }
        if len(found) > 1:
            raise InputError(f"{text!r} may mean {', '.join(sorted(found))}: give one of these")
        if found:
            return found.pop()
    raise NotFoundError(f"no entity is called {text!r}")


def _known(quads: Store, thing: NamedNode) -> bool:
    found = (
        quads.quads_for_pattern(None, ag("mentions"), thing, None),
        quads.quads_for_pattern(thing, name("rdf:type"), ag("Event"), None),
    )
    return any(next(quads, None) is not None for quads in found)


def _node(one: str, other: str) -> NamedNode:
    return NamedNode(minted_iri("judgement", one, other))


def _others(quads: Store, one: str, other: str) -> list[Quad]:
    pair = {NamedNode(one), NamedNode(other)}
    node = _node(one, other)
    return [
        quad
        for quad in quads.quads_for_pattern(None, None, None, NamedNode(JUDGEMENTS))
        if quad.subject != node
        and not (quad.predicate in (_SAME, _APART) and {quad.subject, quad.object} == pair)
    ]


def _quads(judgement: Judgement) -> list[Quad]:
    graph = NamedNode(JUDGEMENTS)
    one, other = NamedNode(judgement.one), NamedNode(judgement.other)
    node, predicate = _node(judgement.one, judgement.other), _SAME if judgement.same else _APART
    return [
        Quad(one, predicate, other, graph),
        Quad(node, name("rdf:type"), name("rdf:Statement"), graph),
        Quad(node, name("rdf:subject"), one, graph),
        Quad(node, name("rdf:predicate"), predicate, graph),
        Quad(node, name("rdf:object"), other, graph),
        Quad(node, name("rdfs:comment"), literal(judgement.why), graph),
    ]
