"""Records of the network: actors, edges with their evidence, parts of the network, paths."""

from dataclasses import dataclass, field

__all__ = ["Actor", "Edge", "Evidence", "Filters", "Highlight", "Path", "Subgraph"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A node: one entity under its canonical IRI; `documents` counts those that mention it."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    named: bool = True
    links: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    documents: int = 0
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Highlight:
    """A participant's words in a sentence: half-open code points of the document's text."""

    start: int
    end: int
    role: str
    entity: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report of an edge: the sentence, who says so, and whether it is so.

    `reports` documents of `sources` independent sources tell of the event (`graph.coreference`), this one among them.
    """

    claim: str
    document: str
    title: str | None
    source: str | None
    published: str | None
    date: str | None
    sentence: str
    sentence_start: int
    highlights: tuple[Highlight, ...]
    factuality: str
    attribution: tuple[tuple[str, str], ...]
    type: str
    reports: int = 1
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """All reports of one type and factuality between two actors; `weight` counts them."""

    id: str
    source: str
    target: str
    kind: str
    type: str
    factuality: str
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> int:
        """The number of reports."""
        return len(self.evidence)

    @property
    def documents(self) -> int:
        """The number of documents that report it."""
        return len({e.document for e in self.evidence})

    @property
    def dates(self) -> tuple[str | None, str | None]:
        """The first and last date of the reports: the event's own, else that of publication."""
        found = sorted(d for e in self.evidence if (d := e.date or (e.published or "")[:10]))
        return (found[0], found[-1]) if found else (None, None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a part of the network may hold; empty means all. Dates are ISO days, bounds included."""

    types: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    factuality: frozenset[str] = frozenset()
    after: str | None = None
    before: str | None = None
    document: str | None = None
    min_weight: int = 1


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the network; `total` counts the nodes that fit, `more` those that the limit left out."""

    nodes: tuple[Actor, ...]
    edges: tuple[Edge, ...]
    total: int
    more: int


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one actor to another: node ids, and the edges of every hop in turn."""

    nodes: tuple[str, ...]
    hops: tuple[tuple[Edge, ...], ...] = field(default=())
