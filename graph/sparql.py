"""SPARQL queries over a read-only store: what may be asked, in which forms it is answered.

One function, `answer`, parses, evaluates and serialises in one thread and returns bytes: results of Oxigraph are
bound to the thread that made them. The evaluator is Oxigraph's; rdflib's never answers a query.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
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
    serialize,
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
    r"\\.|'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\""
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|\#[^\n\r]*",
    re.DOTALL,
)
_NAMES = re.compile(r"[?$]\w+|:[\w:%-]*")
_SERVICE = re.compile(r"service", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w-])from\s", re.IGNORECASE)
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"(?<![\w:?$@%-])(?:insert|delete|load|clear|drop|create|add|move|copy|with)(?![\w:-])", re.IGNORECASE
)


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
    """Collects bytes; stops the serialisation with `LimitError` beyond `size` bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # bytes are all that the serialiser writes
        """Append `data`."""
        if self.tell() + len(data) > self._size:
            raise LimitError(f"the answer is larger than {self._size:,} bytes; add LIMIT")
        return super().write(data)


def refuse(query: str) -> None:
    """Raise `QueryError` when `query` calls another service or is an update.

    Comments, strings, IRIs, variables and local names are not looked into, so that they may hold any word.
    Oxigraph also reads `SERVICEex:name` and `SERVICE:name` as calls, so the word may not stand in a prefix either.
    """
    bare = _bare(query)
    if _SERVICE.search(bare):
        raise QueryError("SERVICE is not allowed, nor in the name of a prefix: queries stay in this store")
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
    own_dataset = _FROM.search(_bare(request.query)) is not None
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
        raise QueryError(_misspelt(str(error))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _bare(query: str) -> str:
    """Return the keywords and prefixes of `query`; a backslash outside strings escapes in local names."""
    quiet = _QUIET.sub(lambda found: "_" if found[0].startswith("\\") else " ", query)
    return _NAMES.sub(lambda found: ":" if found[0].startswith(":") else " ", quiet)


def _nodes(iris: Sequence[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris]


def _misspelt(message: str) -> str:
    found = _WHERE.fullmatch(message)
    if found is None:
        return f"the query is malformed: {message}"
    return f"the query is malformed at line {found[1]}, column {found[2]}: {found[3].split(', [')[0]}"


def _serialise(
    result: QuerySolutions | QueryBoolean | QueryTriples, request: Request, limits: Limits
) -> Answer:
    output = _Bounded(limits.size)
    if isinstance(result, QueryTriples):
        media_type, graph_format = GRAPH_FORMATS[request.graph_format]
        triples = list(islice(result, limits.rows + 1))
        _hold(len(triples), limits)
        triples = sorted(set(triples), key=str)
        words = "\n".join(map(str, triples))
        used = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in words}
        serialize(triples, output, graph_format, prefixes=used)
        return Answer(output.getvalue(), media_type)
    name = request.result_format
    media_type, format_ = RESULT_FORMATS[name]
    if isinstance(result, QueryBoolean) and name in ("csv", "tsv"):
        return Answer(b"true\n" if result else b"false\n", "text/plain; charset=utf-8")
    result.serialize(output, format_)
    body = output.getvalue()
    if isinstance(result, QuerySolutions):
        _hold(_rows(name, body), limits)
    return Answer(body, media_type)


def _hold(rows: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise LimitError(f"the answer has more than {limits.rows:,} rows; add LIMIT")


def _rows(name: str, body: bytes) -> int:
    """Count the rows of a serialised answer by its separators outside strings: native speed, exact."""
    if name == "xml":
        return body.count(b"<result>")
    if name == "tsv":
        return body.count(b"\n") - 1
    if name == "json":
        body = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(body.split(b'"')[::2])
    if name == "csv":
        return outside.count(b"\n") - 1
    return 0 if outside.endswith(b"[]}}") else outside.count(b"},{") + 1
