"""What every exporter promises, over the table; and what the single formats must show."""

import csv
import io
import zipfile

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, Store, parse

from graph.coreference.triples import join_reports
from graph.export.table import EXPORTERS
from graph.model import Event, Factuality, Span
from graph.network.network import Network
from graph.network.projection import project
from graph.plover import plover_category
from graph.store.oxigraph import open_memory
from tests.factories import helsinki, madrid
from tests.graph.coreference.reports import report, store_of


@pytest.fixture
def snapshot() -> tuple[Store, Network]:
    graphs = [helsinki(), madrid()]
    store = open_memory("")
    store.load([(graph, "h") for graph in graphs])
    return store.quads, Network(project(graphs, {}))


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_same_snapshot_gives_the_same_bytes(name: str, snapshot: tuple[Store, Network]) -> None:
    first = EXPORTERS[name].write(*snapshot)
    assert first
    assert first == EXPORTERS[name].write(*snapshot)


@pytest.mark.parametrize("name", ["nq", "trig", "jsonld"])
def test_rdf_read_back_holds_every_quad(name: str, snapshot: tuple[Store, Network]) -> None:
    form = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}[name]
    assert set(parse(EXPORTERS[name].write(*snapshot), form)) == set(snapshot[0])


def test_turtle_merges_the_graphs(snapshot: tuple[Store, Network]) -> None:
    found = set(parse(EXPORTERS["ttl"].write(*snapshot), RdfFormat.TURTLE))
    assert {quad.triple for quad in found} == {quad.triple for quad in snapshot[0]}


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_network_back(name: str, snapshot: tuple[Store, Network]) -> None:
    data = io.BytesIO(EXPORTERS[name].write(*snapshot))
    graph = nx.read_gexf(data, version="1.3") if name == "gexf" else nx.read_graphml(data)
    assert set(graph.nodes) == set(snapshot[1].actors)
    assert graph.number_of_edges() == len(snapshot[1].edges)
    assert {data["type"] for _, data in graph.nodes(data=True)} == {"Person", "Organization", "Location"}


def test_csv_archive_holds_nodes_and_edges(snapshot: tuple[Store, Network]) -> None:
    with zipfile.ZipFile(io.BytesIO(EXPORTERS["csv"].write(*snapshot))) as archive:
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
        edges = list(csv.DictReader(io.StringIO(archive.read("edges.csv").decode())))
    assert [row["id"] for row in nodes] == list(snapshot[1].actors)
    assert len(edges) == len(snapshot[1].edges)


def test_dyads_name_both_sides_and_who_says_so(snapshot: tuple[Store, Network]) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTERS["dyads"].write(*snapshot).decode())))
    threat = next(row for row in rows if row["type"] == "THREATEN")
    assert (threat["source"], threat["target"], threat["cameo_root"]) == ("NATO", "Russia", "13")
    assert (threat["factuality"], threat["attribution"]) == ("negated", "official")


def test_dyads_of_one_event_have_one_cluster() -> None:
    store = store_of(report("a"), report("b"))
    (cluster,) = join_reports(store, {})
    rows = csv.DictReader(
        io.StringIO(EXPORTERS["dyads"].write(store.quads, Network(project([], {}))).decode())
    )
    assert [row["cluster"] for row in rows] == [cluster.id] * 2


@pytest.mark.parametrize(
    ("type_", "factuality", "category"),
    [
        ("ARREST", Factuality.ASSERTED, "COERCE"),
        ("TRAVEL", Factuality.PLANNED, "AGREE"),
        ("RETREAT", Factuality.PLANNED, "CONCEDE"),
        ("SANCTION", Factuality.PLANNED, "THREATEN"),
        ("SANCTION", Factuality.POSSIBLE, "SANCTION"),
        ("AGREE", Factuality.NEGATED, "REJECT"),
        ("SPORT", Factuality.ASSERTED, None),
    ],
)
def test_plover_category_follows_the_codebook(
    type_: str, factuality: Factuality, category: str | None
) -> None:
    event = Event("urn:e", type_, "do", Span(0, 2, "do"), Span(0, 2, "do"), factuality=factuality)
    assert plover_category(event) == category
