"""SPARQL queries over a read-only store: what may be asked, in which forms it is answered.

One function, `answer`, parses, evaluates and serialises in one thread and returns bytes: results of Oxigraph are
bound to the thread that made them. The evaluator is Oxigraph's; rdflib's never answers a query.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from graph.errors import LimitError, QueryError
from graph.rdf.shape import PREFIXES

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "Answer", "Limits", "Request", "answer", "refuse"]

RESULT_FORMATS: Final = MappingProxyType(
    {
        "json": ("application/sparql-results+json", QueryResultsFormat.JSON),
        "xml": ("application/sparql-results+xml", QueryResultsFormat.XML),
        "csv": ("text/csv; charset=utf-8", QueryResultsFormat.CSV),
        "tsv": ("text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV),
    }
)
"""Formats of SELECT and ASK by name: media type and Oxigraph's format."""

GRAPH_FORMATS: Final = MappingProxyType(
    {
        "ttl": ("text/turtle; charset=utf-8", RdfFormat.TURTLE),
        "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
        "rdfxml": ("application/rdf+xml", RdfFormat.RDF_XML),
        "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    }
)
"""Formats of CONSTRUCT and DESCRIBE by name."""

_QUIET = re.compile(
    r"'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
    r"|<[^<>\"{}|^`\\\s]*>|\#[^\n]*",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$@%-])service(?![\w:-])", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w:?$@%-])from(?![\w:-])", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?<![\w:?$@%-])(?:insert|delete|load|clear|drop|create|add|move|copy|with)(?![\w:-])", re.IGNORECASE
)
_ROW = MappingProxyType({"json": b'}},{"', "xml": b"<result>", "csv": b"\n", "tsv": b"\n"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost: seconds of wall time, bytes of memory, rows and bytes of the answer."""

    seconds: float = 30.0
    memory: int = 2_000_000_000
    rows: int = 100_000
    size: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """A query with its dataset; without graphs the default graph is the union of all named graphs."""

    query: str
    result_format: str = "json"
    graph_format: str = "ttl"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The serialised answer and its media type."""

    body: bytes
    media_type: str


class _Bounded(BytesIO):
    """Collects bytes; stops the serialisation with `LimitError` beyond the limits."""

    def __init__(self, limits: Limits, row: bytes | None) -> None:
        super().__init__()
        self._limits = limits
        self._row = row
        self._rows = 0

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # bytes are all that the serialiser writes
        """Append `data`."""
        if self.tell() + len(data) > self._limits.size:
            raise LimitError(f"the answer is larger than {self._limits.size:,} bytes; add LIMIT")
        if self._row is not None:
            self._rows += data.count(self._row)
            if self._rows > self._limits.rows:
                raise LimitError(f"the answer has more than {self._limits.rows:,} rows; add LIMIT")
        return super().write(data)


def refuse(query: str) -> None:
    """Raise `QueryError` when `query` calls another service or is an update.

    Comments, strings and IRIs are not looked into, so that they may hold any word.
    """
    bare = _QUIET.sub(" ", query)
    if _SERVICE.search(bare):
        raise QueryError("SERVICE is not allowed: queries stay in this store")
    head = re.sub(r"(?:prefix\s+\S*\s*|base)\s*", " ", bare, flags=re.IGNORECASE).lstrip()
    if _UPDATE.match(head):
        raise QueryError(
            "the store is read-only: SELECT, ASK, CONSTRUCT and DESCRIBE are allowed, updates are not"
        )


def answer(store: Store, request: Request, limits: Limits) -> Answer:
    """Evaluate `request` and return the serialised answer.

    Raises `QueryError` for what is malformed or not allowed, `LimitError` for answers beyond rows or bytes.
    Wall time and memory are held by the process that calls this (`graph.workers`).
    """
    refuse(request.query)
    own_dataset = _FROM.search(_QUIET.sub(" ", request.query)) is not None
    given = bool(request.default_graphs or request.named_graphs)
    try:
        result = store.query(
            request.query,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=not (own_dataset or given),
            default_graph=[*_nodes(request.default_graphs)] if given else None,
            named_graphs=[*_nodes(request.named_graphs)] if given else None,
        )
        return _serialise(result, request, limits)
    except SyntaxError as error:
        raise QueryError(f"the query is malformed: {error}") from error
    except (ValueError, OSError, RuntimeError) as error:
        if isinstance(error.__cause__, LimitError):
            raise error.__cause__ from error
        raise QueryError(f"the query cannot be answered: {error}") from error


def _nodes(iris: Sequence[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris]


def _serialise(
    result: QuerySolutions | QueryBoolean | QueryTriples, request: Request, limits: Limits
) -> Answer:
    if isinstance(result, QueryTriples):
        media_type, graph_format = GRAPH_FORMATS[request.graph_format]
        output = _Bounded(limits, b"\n" if request.graph_format == "nt" else None)
        result.serialize(output, graph_format)
        return Answer(output.getvalue(), media_type)
    name = request.result_format
    media_type, format_ = RESULT_FORMATS[name]
    if isinstance(result, QueryBoolean) and name in ("csv", "tsv"):
        return Answer(b"true\n" if result else b"false\n", "text/plain; charset=utf-8")
    output = _Bounded(limits, _ROW[name] if isinstance(result, QuerySolutions) else None)
    result.serialize(output, format_)
    return Answer(output.getvalue(), media_type)
