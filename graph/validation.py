"""Check of a store: SHACL over every document's graph, and every quote compared with its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from graph.errors import ActorgraphError
from graph.rdf.reader import read_document
from graph.rdf.shape import ag, name
from graph.rdf.writer import links_graph, to_nquads
from graph.store.contract import GraphStore
from ontologies.files import SHAPES_FILE, VOCABULARY_FILE, turtle
from ontologies.terms import NS

__all__ = ["Problem", "Report", "check"]

_TEXT: Final = ag("text")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a document's graph: at which node, by which rule, in words."""

    document: str
    node: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check looked at, and the problems that it found, in order."""

    documents: int
    quotes: int
    problems: tuple[Problem, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(store: GraphStore | Store) -> Report:
    """Check every document of `store` and return the report.

    Each document's graph is checked by itself with the graph of its links, by the shapes of ontologies/shapes.ttl;
    then its spans against its text, and that it can be read back as a document graph.
    """
    quads = store if isinstance(store, Store) else store.quads
    shapes = Graph().parse(data=turtle(SHAPES_FILE), format="turtle")
    vocabulary = Graph().parse(data=turtle(VOCABULARY_FILE), format="turtle")
    hierarchy = [t for t in vocabulary.triples((None, RDFS.subClassOf, None)) if str(t[2]).startswith(NS)]
    documents = sorted(
        {
            q.subject.value
            for q in quads.quads_for_pattern(None, _TEXT, None)
            if isinstance(q.subject, NamedNode)
        }
    )
    quotes = 0
    problems: list[Problem] = []
    for document in documents:
        own = list(quads.quads_for_pattern(None, None, None, NamedNode(document)))
        links = list(quads.quads_for_pattern(None, None, None, NamedNode(links_graph(document))))
        problems.extend(_shape_problems(document, [*own, *links], shapes, hierarchy))
        count, wrong = _quote_problems(document, own)
        quotes += count
        problems.extend(wrong)
        try:
            read_document(quads, document).verify()
        except (ActorgraphError, ValueError, IndexError) as error:
            problems.append(Problem(document, document, "reading", f"cannot be read back: {error}"))
    return Report(len(documents), quotes, tuple(sorted(set(problems))))


def _shape_problems(
    document: str, quads: list[Quad], shapes: Graph, hierarchy: Iterable[tuple[Node, Node, Node]]
) -> Iterator[Problem]:
    triples = to_nquads([Quad(q.subject, q.predicate, q.object) for q in quads])
    data = Graph().parse(data=triples.decode(), format="nt")
    for triple in hierarchy:
        data.add(triple)
    conforms, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if conforms or not isinstance(report, Graph):
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        message = report.value(result, SH.resultMessage)
        where = f"{path}: " if path is not None else ""
        what = f" (found {value})" if value is not None else ""
        yield Problem(
            document,
            str(node),
            str(report.value(result, SH.sourceConstraintComponent)),
            f"{where}{message}{what}",
        )


def _quote_problems(document: str, quads: list[Quad]) -> tuple[int, list[Problem]]:
    spans: dict[str, dict[str, str]] = {}
    text = ""
    wanted = {name("oa:start"): "start", name("oa:end"): "end", name("oa:exact"): "exact"}
    for quad in quads:
        if not isinstance(quad.object, Literal) or not isinstance(quad.subject, NamedNode):
            continue
        if quad.predicate in wanted:
            spans.setdefault(quad.subject.value, {})[wanted[quad.predicate]] = quad.object.value
        elif quad.predicate == _TEXT and quad.subject.value == document:
            text = quad.object.value
    problems = []
    for node, span in sorted(spans.items()):
        start, end = span.get("start", ""), span.get("end", "")
        if not (start.isdigit() and end.isdigit() and text[int(start) : int(end)] == span.get("exact")):
            words = span.get("exact", "")
            problems.append(
                Problem(document, node, "quote", f"{words!r} is not what stands at {start}:{end}")
            )
    return len(spans), problems
