"""The network as CSV tables: nodes and edges in one archive."""

import csv
import io
import zipfile
from collections.abc import Iterable

from pyoxigraph import Store

from graph.network.network import Network

__all__ = ["cell", "network_csv", "table"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> cell("=HYPERLINK(1)"), cell(None), cell(-3)
    ("'=HYPERLINK(1)", '', '-3')
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)


def table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return rows as CSV in UTF-8 with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8")


def network_csv(store: Store, network: Network) -> bytes:
    """Return a ZIP archive of nodes.csv and edges.csv, without any time of day in it."""
    nodes = table(
        ("id", "label", "type", "country", "sector", "named", "documents", "degree", "links", "aliases"),
        (
            (
                *(a.id, a.label, a.type, a.country, a.sector, a.named, a.documents, a.degree),
                *(" ".join(a.links), "; ".join(a.aliases)),
            )
            for a in network.actors.values()
        ),
    )
    edges = table(
        ("source", "target", "kind", "type", "factuality", "weight", "documents", "first", "last", "quote"),
        (
            (
                *(e.source, e.target, e.kind, e.type, e.factuality, e.weight, e.documents, *e.dates),
                e.evidence[0].sentence,
            )
            for e in network.edges
        ),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for filename, data in (("nodes.csv", nodes), ("edges.csv", edges)):
            info = zipfile.ZipInfo(filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()
