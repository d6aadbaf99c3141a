from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.model import DocumentGraph
from graph.rdf.shape import ag, literal, name
from graph.rdf.writer import link_quads, to_quads
from graph.store.table import open_store
from graph.validation import check
from tests.graph.graphs import sample


def _store() -> Store:
    store = Store()
    graph = sample()
    store.extend([*to_quads(graph), *link_quads(graph)])
    return store


def test_check_is_clean_on_what_is_written() -> None:
    with open_store("memory:") as store:
        store.replace(sample(), "1")
        store.replace(sample("https://example.org/news/other"), "1")
        store.replace(DocumentGraph(replace(sample().document, id="https://example.org/empty")), "1")
        report = check(store)
    assert report.problems == ()
    assert report.clean
    assert report.documents == 3
    assert report.quotes > 20


def _change(store: Store, subject: str, predicate: NamedNode, thing: Literal | NamedNode | None) -> None:
    graph = NamedNode(sample().document.id)
    for quad in list(store.quads_for_pattern(NamedNode(subject), predicate, None, graph)):
        store.remove(quad)
    if thing is not None:
        store.add(Quad(NamedNode(subject), predicate, thing, graph))


_EVENT, _OTHER = sample().events[:2]
_SPAN = f"{sample().document.id}#char={_EVENT.trigger.start},{_EVENT.trigger.end}"


@pytest.mark.parametrize(
    ("spoil", "rule", "node"),
    [
        (lambda s: _change(s, _SPAN, name("oa:exact"), literal("gave")), "quote", _SPAN),
        (lambda s: _change(s, _SPAN, name("oa:end"), literal(9000)), "quote", _SPAN),
        (lambda s: _change(s, _EVENT.id, ag("evidence"), None), "MinCount", _EVENT.id),
        (lambda s: _change(s, _EVENT.id, ag("factuality"), ag("certain")), "InConstraint", _EVENT.id),
        (lambda s: _change(s, _EVENT.id, ag("confidence"), literal(1.5)), "MaxInclusive", _EVENT.id),
        (lambda s: _change(s, _EVENT.id, ag("place"), NamedNode(_OTHER.id)), "ClassConstraint", _EVENT.id),
        (lambda s: _change(s, _EVENT.id, ag("trigger"), None), "reading", sample().document.id),
    ],
)
def test_check_finds_what_is_wrong(spoil: Callable[[Store], None], rule: str, node: str) -> None:
    store = _store()
    spoil(store)
    report = check(store)
    assert not report.clean
    assert any(rule in problem.rule and problem.node == node for problem in report.problems), report.problems


def test_check_finds_a_relation_outside_its_range() -> None:
    store = _store()
    biden, xi = (entity.id for entity in sample().entities[:2])
    _change(store, biden, ag("memberOf"), NamedNode(xi))
    (problem,) = check(store).problems
    assert "OrConstraint" in problem.rule or "ClassConstraint" in problem.rule
    assert "memberOf" in problem.message
