"""Walking the network: search, neighbourhoods, paths, and measures of the whole."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import islice, pairwise

import networkx as nx

from graph.errors import NotFoundError
from graph.network.projection import Projection
from graph.network.records import Actor, Edge, Filters, Path, Subgraph

__all__ = ["Network"]

_SEED = 7
_EXACT_BETWEENNESS = 400
_LONGEST_PATH = 6


class Network:
    """The actor network of one snapshot; immutable, so that many threads may ask it."""

    def __init__(self, projection: Projection) -> None:
        self.actors = projection.actors
        self.edges = projection.edges
        self._by_actor: dict[str, list[Edge]] = defaultdict(list)
        for edge in projection.edges:
            self._by_actor[edge.source].append(edge)
            self._by_actor[edge.target].append(edge)
        self._merged = {old: actor.id for actor in self.actors.values() for old in actor.merged}

    def actor(self, identifier: str) -> Actor:
        """Return the actor with this id (or one merged into it); raise `NotFoundError`."""
        node = self._merged.get(identifier, identifier)
        if node not in self.actors:
            raise NotFoundError(f"no entity {identifier} in the graph")
        return self.actors[node]

    def search(self, text: str, *, types: Iterable[str] = (), limit: int = 20) -> list[Actor]:
        """Return actors whose name or alias holds `text`: whole names first, then prefixes, then by degree."""
        wanted, sought = set(types), _fold(text)
        ranked = []
        for actor in self.actors.values():
            if wanted and actor.type not in wanted:
                continue
            names = [_fold(name) for name in (actor.label, *actor.aliases)]
            rank = min((_rank(name, sought) for name in names), default=9)
            if rank < 9:
                ranked.append((rank, not actor.named, -actor.degree, actor.label, actor.id))
        return [self.actors[row[-1]] for row in sorted(ranked)[:limit]]

    def neighbours(self, identifier: str, filters: Filters, *, depth: int = 1, limit: int = 60) -> Subgraph:
        """Return the ego network of an actor: the `limit` best neighbours within `depth` steps."""
        ego = self.actor(identifier)
        edges = [edge for edge in self.edges if self._fits(edge, filters, ego.id)]
        graph = _plain(edges)
        if ego.id not in graph:
            return Subgraph((ego,), (), 1, 0)
        steps = nx.single_source_shortest_path_length(graph, ego.id, cutoff=depth)
        weight: dict[str, int] = defaultdict(int)
        for edge in edges:
            weight[edge.source] += edge.weight
            weight[edge.target] += edge.weight
        others = sorted(
            (node for node in steps if node != ego.id), key=lambda node: (steps[node], -weight[node], node)
        )
        return self._part([ego.id, *others[:limit]], edges, len(others) + 1)

    def paths(self, start: str, end: str, *, k: int = 3, filters: Filters | None = None) -> list[Path]:
        """Return up to `k` shortest paths of at most six hops, each hop with its edges."""
        one, two = self.actor(start).id, self.actor(end).id
        edges = [edge for edge in self.edges if filters is None or self._fits(edge, filters)]
        graph = _plain(edges)
        if one == two or one not in graph or two not in graph or not nx.has_path(graph, one, two):
            return []
        between: dict[frozenset[str], list[Edge]] = defaultdict(list)
        for edge in edges:
            between[frozenset((edge.source, edge.target))].append(edge)
        found = []
        for nodes in islice(nx.shortest_simple_paths(graph, one, two), k):
            if len(nodes) - 1 > _LONGEST_PATH:
                break
            hops = tuple(tuple(between[frozenset(pair)]) for pair in pairwise(nodes))
            found.append(Path(tuple(nodes), hops))
        return found

    def top(self, filters: Filters, *, by: str = "degree", limit: int = 60) -> Subgraph:
        """Return the best actors by `degree`, `pagerank` or `betweenness` with the edges among them."""
        edges = [edge for edge in self.edges if self._fits(edge, filters)]
        nodes = {node for edge in edges for node in (edge.source, edge.target)}
        scores = self.measures[by]
        order = sorted(nodes, key=lambda node: (-scores.get(node, 0.0), node))
        return self._part(order[:limit], edges, len(order))

    @cached_property
    def measures(self) -> dict[str, dict[str, float]]:
        """Degree, PageRank and betweenness of every actor over asserted edges; computed once."""
        graph = _plain(edge for edge in self.edges if edge.factuality == "asserted")
        graph.add_nodes_from(self.actors)
        if not graph:
            return {"degree": {}, "pagerank": {}, "betweenness": {}}
        sample = min(len(graph), _EXACT_BETWEENNESS)
        return {
            "degree": {node: float(graph.degree(node)) for node in graph},
            "pagerank": nx.pagerank(graph, weight="weight"),
            "betweenness": nx.betweenness_centrality(graph, k=sample, seed=_SEED),
        }

    @cached_property
    def communities(self) -> dict[str, int]:
        """The community of every actor (Louvain, fixed seed), numbered by size; computed once."""
        graph = _plain(edge for edge in self.edges if edge.factuality == "asserted")
        found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if graph else []
        ordered = sorted(found, key=lambda group: (-len(group), min(group)))
        return {node: number for number, group in enumerate(ordered) for node in group}

    def edges_of(self, identifier: str) -> list[Edge]:
        """Return all edges at an actor."""
        return list(self._by_actor[self.actor(identifier).id])

    def _part(self, nodes: list[str], edges: list[Edge], total: int) -> Subgraph:
        kept = set(nodes)
        inside = tuple(e for e in edges if e.source in kept and e.target in kept)
        return Subgraph(tuple(self.actors[n] for n in nodes), inside, total, total - len(nodes))

    def _fits(self, edge: Edge, filters: Filters, centre: str | None = None) -> bool:
        if filters.factuality and edge.factuality not in filters.factuality:
            return False
        if filters.events and edge.type not in filters.events:
            return False
        if edge.weight < filters.min_weight:
            return False
        if (
            filters.types
            and not {self.actors[end].type for end in (edge.source, edge.target) if end != centre}
            <= filters.types
        ):
            return False
        if filters.document and all(e.document != filters.document for e in edge.evidence):
            return False
        first, last = edge.dates
        if filters.after and (last is None or last < filters.after):
            return False
        return not (filters.before and (first is None or first > filters.before))


def _plain(edges: Iterable[Edge]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        known = graph.get_edge_data(edge.source, edge.target, {"weight": 0})["weight"]
        graph.add_edge(edge.source, edge.target, weight=known + edge.weight)
    return graph


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _rank(name: str, sought: str) -> int:
    if not sought:
        return 4
    if name == sought:
        return 0
    if name.startswith(sought):
        return 1
    if any(word.startswith(sought) for word in name.split()):
        return 2
    return 3 if sought in name else 9
